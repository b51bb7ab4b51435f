"""The document half of a batch: annotate and extract, in whatever process it runs."""

from kg.errors import DocumentError, KgError
from kg.model import Document, Skipped
from kg.pipeline.stages import Outcome
from kg.settings import Settings


def understand(documents: list[Document], settings: Settings) -> list[Outcome]:
    """Return the record of each document, in order; one that fails is skipped, the rest are not.

    Raises InputError when no document can be read: the model or a file of the lexicon is missing.
    """
    from kg.annotate import annotate  # noqa: PLC0415 (spaCy loads where it is needed)
    from kg.extract import extract  # noqa: PLC0415 (it reads its frames)

    try:
        return [extract(reading, settings) for reading in annotate(documents, settings)]
    except DocumentError as error:
        if len(documents) == 1:
            return [Skipped(error.source, error.reason)]
    except KgError:
        raise
    except Exception as error:  # noqa: BLE001 (one document must not end a run of thousands)
        if len(documents) == 1:
            return [failed(documents[0], f"{type(error).__name__}: {error}")]
    return [outcome for document in documents for outcome in understand([document], settings)]


def failed(document: Document, reason: str) -> Skipped:
    """Say that the program, not the document, is at fault."""
    return Skipped(document.url or document.key, " ".join(f"internal: {reason}".split()))
