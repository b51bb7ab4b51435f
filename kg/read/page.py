"""What a source gave, before it becomes a document."""

from dataclasses import dataclass, fields

from kg.model import PartialDate


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a document beside its text; None where nothing is known."""

    id: str | None = None
    title: str | None = None
    published: PartialDate | None = None
    publisher: str | None = None
    url: str | None = None

    def over(self, other: "Metadata") -> "Metadata":
        """Return the fields of this value, and those of `other` where this one is silent."""
        names = (f.name for f in fields(self))
        return Metadata(**{name: getattr(self, name) or getattr(other, name) for name in names})


@dataclass(frozen=True, slots=True)
class Page:
    """One text with what came along with it, as a reader of one format hands it on.

    The three values of metadata differ in weight: `given` was stated beside the text (fields of
    JSON lines, a sidecar) and always wins; `found` stands in the markup of the document itself
    (meta elements of HTML) and wins over what the text says; `guess` is weaker than the text (the
    information dictionary of a PDF, which tells when and how the file was made).
    """

    source: str
    """The source by the name the user knows it by."""
    text: str
    keys: tuple[str, ...]
    """Candidates for the key of the document, best first, not yet made safe for an IRI."""
    given: Metadata = Metadata()
    found: Metadata = Metadata()
    guess: Metadata = Metadata()
