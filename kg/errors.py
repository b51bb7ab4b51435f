"""Everything that can go wrong, as one tree.

    KgError
    ├── InputError          unusable arguments or input as a whole (exit code 2)
    │   ├── DatasetError    the folder is not a dataset, or not one this version can read
    │   ├── QueryError      a query that cannot be parsed, or a parameter that does not fit
    │   │   └── ForbiddenError  a query or update that asks for what it may not have
    │   └── KnowledgeError  a file of ontology/ or queries/ that is broken
    ├── ServiceError        a service on the network gives no usable answer (exit code 2)
    └── DocumentError       one document cannot be used: skipped, named and counted (exit code 1)

Whatever is not a KgError is a defect of the program (exit code 3).
"""


class KgError(Exception):
    """The root: every error this package raises on purpose."""


class InputError(KgError):
    """The arguments or the input as a whole cannot be used."""


class DatasetError(InputError):
    """The folder is not a dataset, or not one this version can read."""


class QueryError(InputError):
    """A query cannot be parsed or run, or a parameter does not fit it."""


class ForbiddenError(QueryError):
    """A query or an update reaches for what it may not have: another address, a built graph."""


class KnowledgeError(InputError):
    """A file of the ontology, the lexicon or the query library is broken."""


class ServiceError(KgError):
    """A service on the network gives no usable answer; what it gave before is kept."""


class DocumentError(KgError):
    """One document cannot be used; the run goes on without it.

    `source` names the document as the user gave it, `reason` says why in one line.
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason
