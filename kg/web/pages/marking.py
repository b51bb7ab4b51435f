"""A report with its statements marked: stretches of text, each with the statements it is of.

Statements stand in sentences; several may share one, and one may reach into another. So the text is
cut wherever a statement or a mention begins or ends.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.web.shown.values import Document, Mention, Statement


@dataclass(frozen=True, slots=True)
class Numbered:
    """A statement with its number in the report, from 1, in the order of the text."""

    number: int
    said: Statement


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that names one entity, or none."""

    text: str
    mention: Mention | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text with all statements that reach over it."""

    runs: tuple[Run, ...]
    statements: tuple[Numbered, ...]
    ending: tuple[Numbered, ...]
    """Those that end with it."""

    @property
    def forms(self) -> list[str]:
        """The forms of its statements, each once."""
        return sorted({x.said.form for x in self.statements})


@dataclass(frozen=True, slots=True)
class Marked:
    """A report whose text is cut into stretches; joined they are the text."""

    document: Document
    stretches: tuple[Stretch, ...]
    statements: tuple[Numbered, ...]


def mark(document: Document) -> Marked:
    """Return a report with its statements numbered and its text cut."""
    ordered = sorted(document.statements, key=lambda x: (x.start, x.end))
    numbered = tuple(Numbered(n, x) for n, x in enumerate(ordered, 1))
    size = len(document.text)
    cuts = {0, size, *(x.start for x in ordered), *(x.end for x in ordered)}
    mentions = _apart(document.mentions)
    stretches = [
        Stretch(
            tuple(_runs(document.text, start, end, mentions)),
            tuple(x for x in numbered if x.said.start < end and start < x.said.end),
            tuple(x for x in numbered if x.said.end == end),
        )
        for start, end in pairwise(sorted(x for x in cuts if 0 <= x <= size))
    ]
    return Marked(document, tuple(stretches), numbered)


def _apart(mentions: Sequence[Mention]) -> list[Mention]:
    """Return mentions of known entities of which none overlaps another; the longer one wins."""
    taken: list[Mention] = []
    for x in sorted(mentions, key=lambda x: (x.start - x.end, x.start)):
        if x.entity and all(x.end <= y.start or y.end <= x.start for y in taken):
            taken.append(x)
    return sorted(taken, key=lambda x: x.start)


def _runs(text: str, start: int, end: int, mentions: list[Mention]) -> list[Run]:
    found, here = [], start
    for x in mentions:
        first, last = max(x.start, start), min(x.end, end)
        if first < last:
            if here < first:
                found.append(Run(text[here:first], None))
            found.append(Run(text[first:last], x))
            here = last
    if here < end:
        found.append(Run(text[here:end], None))
    return found
