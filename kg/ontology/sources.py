"""`sources.ttl` as values: who publishes or speaks, on whose side, and how far to trust them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import KnowledgeError
from kg.ontology import own_sources
from kg.ontology.triples import Triples, read
from kg.vocabulary import AG, PREFIXES

_SKOS, _RDFS = PREFIXES["skos"], PREFIXES["rdfs"]
_UNLISTED = AG + "unlisted"


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher or habitual speaker, as the weighing of claims sees it."""

    iri: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    """What it is: "newsAgency", "stateMedia", "partyMedia", "monitor", "military", ..."""
    prior: float
    """Expected share of its statements that hold, from 0 to 1."""
    sides: tuple[str, ...]
    """Names of the parties to a conflict whose side it takes."""
    reason: str
    """Why the prior and the side are what they are."""


@dataclass(frozen=True, slots=True, eq=False)
class Sources:
    """Every listed source, found by any of its names; and the prior of all others."""

    listed: tuple[Source, ...]
    by_name: Mapping[str, Source]
    unlisted: float
    own: frozenset[str] = frozenset()
    """IRIs of the sources and kinds of which a user's own file says something."""

    def find(self, name: str | None) -> Source | None:
        """Return the source called `name`, whatever its case; None when it is not listed."""
        return None if name is None else self.by_name.get(own_sources.folded(name))

    def prior(self, name: str | None) -> float:
        """Return the prior of the source called `name`, listed or not."""
        found = self.find(name)
        return self.unlisted if found is None else found.prior


def load_sources(folder: Path, own: Path | None = None) -> Sources:
    """Read `sources.ttl` in `folder`, and lay a user's file `own` over it.

    KnowledgeError when one is missing or broken, a prior is no number from 0 to 1, or one name
    stands for two sources; of `own` it names the line.
    """
    return _shipped(folder) if own is None else _merged(folder, own)


@cache
def _shipped(folder: Path) -> Sources:
    path = folder / "sources.ttl"
    return _read(path, read(path), read(folder / "armed-groups.ttl"))


def _merged(folder: Path, own: Path) -> Sources:
    shipped, kinds = read(folder / "sources.ttl"), read(folder / "armed-groups.ttl")
    named = {name: x.iri for name, x in _shipped(folder).by_name.items()}
    given = own_sources.read_own(own, named, kinds, shipped)
    return _read(own, given.over(shipped), given.over(kinds), given.subjects)


def _read(
    path: Path, triples: Triples, kinds: Triples, own: frozenset[str] = frozenset()
) -> Sources:
    listed = tuple(_source(triples, kinds, iri) for iri in triples.instances(AG + "Source"))
    by_name: dict[str, Source] = {}
    for source in listed:
        for name in (source.name, *source.aliases):
            if by_name.setdefault(own_sources.folded(name), source) is not source:
                raise KnowledgeError(f"{path}: two sources are called {name!r}")
    return Sources(listed, by_name, _prior(kinds, _UNLISTED), own)


def _source(triples: Triples, kinds: Triples, iri: str) -> Source:
    kind = triples.one(iri, AG + "sourceKind")
    own = triples.all(iri, AG + "prior")
    return Source(
        iri=iri,
        name=triples.one(iri, _SKOS + "prefLabel"),
        aliases=triples.all(iri, _SKOS + "altLabel"),
        kind=kind.removeprefix(AG),
        prior=_prior(triples, iri) if own else _prior(kinds, kind),
        sides=triples.all(iri, AG + "side"),
        reason=triples.one(iri, _RDFS + "comment"),
    )


def _prior(triples: Triples, iri: str) -> float:
    text = triples.one(iri, AG + "prior")
    try:
        value = float(text)
    except ValueError as error:
        raise KnowledgeError(f"{iri}: the prior {text!r} is no number") from error
    if not 0 <= value <= 1:
        raise KnowledgeError(f"{iri}: the prior {text} is not between 0 and 1")
    return value
