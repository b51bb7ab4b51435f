"""The document half of a batch: annotate, extract and link, in whatever process it runs."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.errors import DocumentError, KgError
from kg.model import Document, Record, Relation, Skipped
from kg.pipeline.stages import Outcome
from kg.settings import Settings, shipped

if TYPE_CHECKING:
    from kg.extract import Explanation

_SURE: Final = 0.8
"""Confidence from which it counts where a text says that a place lies."""


def understand(documents: list[Document], settings: Settings) -> list[Outcome]:
    """Return the record of each document, in order; one that fails is skipped, the rest are not.

    Raises InputError when no document can be read: the model or a file of the lexicon is missing.
    """
    from kg.annotate import annotate  # noqa: PLC0415 (spaCy loads where it is needed)
    from kg.extract import extract  # noqa: PLC0415 (it reads its frames)

    linked = _linking(settings)
    try:
        return [linked(extract(reading, settings)) for reading in annotate(documents, settings)]
    except DocumentError as error:
        if len(documents) == 1:
            return [Skipped(error.source, error.reason)]
    except KgError:
        raise
    except Exception as error:  # noqa: BLE001 (one document must not end a run of thousands)
        if len(documents) == 1:
            return [failed(documents[0], f"{type(error).__name__}: {error}")]
    return [outcome for document in documents for outcome in understand([document], settings)]


def explained(document: Document, settings: Settings) -> "Explanation | Skipped":
    """Return the steps that led to what a document says."""
    from kg.annotate import annotate  # noqa: PLC0415 (spaCy loads where it is needed)
    from kg.extract import explain  # noqa: PLC0415 (it reads its frames)

    try:
        return explain(next(annotate([document], settings)), settings)
    except DocumentError as error:
        return Skipped(error.source, error.reason)


def failed(document: Document, reason: str) -> Skipped:
    """Say that the program, not the document, is at fault."""
    return Skipped(document.url or document.key, " ".join(f"internal: {reason}".split()))


def _lies_in(claim: Relation) -> bool:
    """Tell whether a text surely says that a place lies in another."""
    told = claim.p == "locatedIn" and claim.stance.polarity == "positive"
    return told and claim.confidence >= _SURE


def _linking(settings: Settings) -> Callable[[Record], Record]:
    """Return what links the entities of one document, all of them together."""
    from kg.lexicon import names, places  # noqa: PLC0415 (thousands of names)
    from kg.link import link_participants  # noqa: PLC0415 (it reads the gazetteer)

    known, towns = names.known(settings), places.load(shipped(settings) / "ontology")

    def linked(record: Record) -> Record:
        inside = [(x.s, x.o) for x in record.relations if _lies_in(x)]
        found = link_participants(record.entities, known, towns, settings, inside)
        return replace(record, entities=found)

    return linked
