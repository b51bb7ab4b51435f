"""What the text of a report tells about itself: title, dateline, byline, date and agency.

Only the first and last lines are searched, and only lines that are nothing else: a date or a
name in running prose is never taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import PartialDate
from kg.read import lines

_HEAD, _TAIL = 8, 5
_CHRONOLOGY = 3


@dataclass(frozen=True, slots=True)
class Header:
    """What was found; None where the text is silent."""

    title: str | None = None
    dateline: str | None = None
    """The place the report was filed from, as written."""
    byline: str | None = None
    published: PartialDate | None = None
    publisher: str | None = None
    """The news agency that signed the report."""


def find(text: str) -> Header:
    """Read the head and the tail of `text`, one line per paragraph or wrapped."""
    rows = text.split("\n")
    filled = [i for i, row in enumerate(rows) if row.strip()]
    head = [rows[i] for i in filled[:_HEAD]]
    tail = [rows[i] for i in filled[_HEAD:][-_TAIL:]]
    line = next((x for x in map(lines.dateline, head) if x), None)
    return Header(
        title=_title(rows, filled),
        dateline=line.place if line else None,
        byline=next((x for x in map(lines.byline, head) if x), None),
        published=_published(rows, head + tail) or (line.date if line else None),
        publisher=(line.agency if line else None) or _agency(head, tail),
    )


def _title(rows: Sequence[str], filled: Sequence[int]) -> str | None:
    """Return the first line when it is a headline that stands apart from what follows."""
    if len(filled) < 2 or not lines.is_headline(rows[filled[0]]):
        return None
    follower = rows[filled[1]]
    apart = filled[1] > filled[0] + 1
    opens = lines.dateline(follower) or lines.byline(follower) or lines.stamp(follower)
    return rows[filled[0]].strip().lstrip("#").strip() if apart or opens else None


def _published(rows: Sequence[str], searched: Sequence[str]) -> PartialDate | None:
    """Return the date of publication; bare dates are passed over in a chronology, full of them."""
    stamps = [x for x in map(lines.stamp, searched) if x]
    labelled = [x for x in stamps if x.label]
    first = [x for x in labelled if not x.label.endswith(("updated", "modified", "update"))]
    if not stamps or first or (labelled and len(labelled) == len(stamps)):
        return next((x.date for x in (*first, *labelled)), None)
    bare = [x for x in stamps if not x.label]
    everywhere = {x.date for x in map(lines.stamp, rows) if x and not x.label}
    if len(everywhere) >= _CHRONOLOGY:
        return labelled[0].date if labelled else None
    return bare[0].date


def _agency(head: Sequence[str], tail: Sequence[str]) -> str | None:
    """Return the agency that signs at the end, or the one its author's byline gives."""
    ends = tail or head[1:]
    signed = next((x for x in map(lines.signature, reversed(ends)) if x), None)
    if signed:
        return signed
    rests = (x.partition(",")[2] for x in head if lines.byline(x))
    return next((x for x in map(lines.agency_named, rests) if x), None)
