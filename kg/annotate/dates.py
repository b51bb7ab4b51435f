"""Dates in plain text, resolved against the day of publication.

Decisions: a weekday is the latest such day up to the day of publication ("last Tuesday" never that
day itself); a month or a day of a month is the latest that is not in the future; "last week" and
"three weeks ago" are as precise as a month, "a week ago" as a day. "The next day" and "two days
earlier" count from the date mentioned before; in "a day after the raid" it is the raid that is
dated, a day before the date of its sentence. The date that ends a photo caption is the day its
"yesterday" counts from. A day and month in digits of unclear order are as precise as the year.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from kg.annotate import partial
from kg.annotate.dating import (
    CALENDAR,
    FULL_MONTH,
    MODIFIER,
    MONTH,
    WEEKDAY,
    YEAR,
    Found,
    Place,
    calendar,
)
from kg.annotate.reckoning import COUNT, COUNTED_IN_CAPTIONS, RELATIVE, UNIT
from kg.model import DateMention, PartialDate

_READERS: Final = CALENDAR | RELATIVE
_REACH: Final = 400
"""How many characters back the date mentioned before may stand."""
_LEAD_WIDTH: Final = 32

_DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?(?![0-9])"
_TO = r"\s?(?:-|\u2013|to)\s?"
_FORM: Final = re.compile(
    rf"""(?<![\w/.:$€£+-])(?:
      (?P<iso>{YEAR}[-/](?:0[1-9]|1[0-2])[-/](?:0[1-9]|[12][0-9]|3[01])(?!\w))
    | (?P<digits>[0-9]{{1,2}}(?P<mark>[./-])[0-9]{{1,2}}(?P=mark){YEAR})
    | (?P<daymonth>{_DAY}(?:{_TO}{_DAY})?\s(?:of\s)?{MONTH}(?:,?\s{YEAR})?)
    | (?P<monthday>{MONTH}\s(?:the\s)?{_DAY}(?![:,][0-9])(?:{_TO}{_DAY})?(?:,?\s{YEAR})?)
    | (?P<monthyear>{MONTH},?\s(?:of\s)?{YEAR})
    | (?P<month>{FULL_MONTH}(?:,?\s(?:of\s)?(?:last|this|next|that|the\ssame)\syear)?)
    | (?P<weekday>{WEEKDAY}(?:\s(?:morning|afternoon|evening|night|noon))?)\b
    | (?P<years>{YEAR}\s?[-\u2013]\s?(?:{YEAR}|[0-9]{{2}}(?![\w-])))
    | (?P<decade>(?:19|20)[0-9]0s)\b
    | (?P<year>{YEAR}(?![\w%,.-]*[\w%]))
    | (?P<named>(?:[Tt]oday|[Tt]he\sday\sbefore\syesterday|[Yy]esterday|[Tt]omorrow|[Tt]onight
        |[Oo]vernight)(?:\s(?:morning|afternoon|evening|night))?)\b
    | (?P<span>[Tt]he\s(?:last|past)\s(?:{COUNT}\s)?{UNIT}s?)\b
    | (?P<unit>(?:[Tt]his|[Ll]ast|[Nn]ext|[Tt]he)\sweekend
        |(?:[Tt]his|[Ll]ast|[Nn]ext)\s(?:week|month|year|night|morning|afternoon|evening|summer
        |winter|spring|autumn))\b
    | (?P<ago>(?:{COUNT}\s)?{UNIT}s?\sago)\b
    | (?P<apart>(?:{COUNT}|[Tt]he)\s{UNIT}s?\s(?:earlier|later|before|after|previously))\b
    | (?P<same>(?:[Tt]he\s(?:same|previous|preceding|following|next)|[Tt]hat)
        \s(?:day|night|morning|afternoon|evening|month|year))\b
    )""",
    re.VERBOSE,
)
_SENTENCE: Final = re.compile(r"[.!?][\"\u201d\u2019)]?\s+[A-Z\"\u201c]|\n\s*\n")
_CAPTION: Final = re.compile(rf"(?<=, ){MONTH}\s[0-9]{{1,2}},\s{YEAR}(?=\.(?:\s|$|-)|$|\s*\n)")
_LEAD: Final = re.compile(
    r"\b(?P<word>since|until|till|up to|up until|before|prior to|after|from|starting|beginning)"
    r"\s(?:on\s|in\s|the\s|about\s|around\s|at\sleast\s)?\Z",
    re.IGNORECASE,
)
_FROM_ON: Final = re.compile(r"\s(?:on|onwards?|forward)\b(?!\s[\w])")
_CLAUSE_END: Final = re.compile(
    r"\s*(?:[.,;:)\u2014]|$|\n)|\s(?:and|but|or|when|as|in|at|the|a|by|to|with|that|it|they)\b"
)
_JOINT: Final = re.compile(r"\s(?P<word>to|until|till|through|and)\s(?:on\s|in\s)?|\s?[-\u2013]\s?")
_RANGE_LEAD: Final = re.compile(r"\b(?P<word>from|between)\s(?:on\s|in\s)?\Z", re.IGNORECASE)


def find(text: str, published: PartialDate | None) -> list[DateMention]:
    """Return the dates of `text` from left to right, without overlaps.

    `published` is the day the text appeared; None, or a date less precise than a day, leaves
    relative dates unresolved: they are returned, and their dates are None.
    """
    found: list[Found] = []
    day = partial.day(published)
    for match in _FORM.finditer(text):
        form = str(match.lastgroup)
        place = _place(match, form, day, _previous(text, found, match.start()))
        new = _READERS[form](place)
        if new is not None:
            _append(text, found, new)
    return list(_mentions(text, _with_ranges(text, found)))


def _place(
    match: re.Match[str], form: str, day: date | None, previous: PartialDate | None
) -> Place:
    text, start, end = match.string, *match.span(form)
    caption = _caption_day(text, end) if form in COUNTED_IN_CAPTIONS else None
    return Place(text, start, end, caption or day, previous, in_caption=caption is not None)


def _previous(text: str, found: list[Found], start: int) -> PartialDate | None:
    """Return the date mentioned last, if it stands in this sentence or the one before."""
    for other in reversed(found):
        if start - other.end > _REACH:
            return None
        if other.value is not None:
            breaks = _SENTENCE.findall(text, other.end, start + 1)
            return other.value if len(breaks) <= 1 else None
    return None


def _caption_day(text: str, start: int) -> date | None:
    """Return the full date at the end of the same sentence, as photo captions have it."""
    stop = _SENTENCE.search(text, start, start + _REACH)
    match = _CAPTION.search(text, start, stop.start() + 1 if stop else start + _REACH)
    read = calendar(match[0]) if match else None
    return partial.day(read[1]) if read else None


def _append(text: str, found: list[Found], new: Found) -> None:
    """Add `new`; a weekday, or "overnight", right before a date belongs to it."""
    if found and re.fullmatch(r",?\s", text[found[-1].end : new.start]):
        last = found[-1]
        day = last.form == "weekday" and new.form in {"monthday", "daymonth", "iso"}
        night = new.form == "weekday" and text[last.start : last.end].lower() == "overnight"
        if day or night:
            found[-1] = replace(new, start=last.start)
            return
    found.append(new)


def _with_ranges(text: str, found: list[Found]) -> list[Found]:
    """Join "from March" and "June 2015": the first end takes the year or week of the second."""
    joined: list[Found] = []
    for last in found:
        pair = _range(text, joined[-1], last) if joined else None
        if pair is None:
            joined.append(last)
        else:
            joined[-1] = pair
    return joined


def _range(text: str, first: Found, last: Found) -> Found | None:
    """Return the range of two dates, None if they are none: an end is not before its beginning."""
    start = _range_start(text, first, last)
    if start is None:
        return None
    for until in (last.value, last.future):
        since = _before_end(first, first.value, until)
        if not since or not until or not partial.is_after(since, until):
            future = _before_end(first, first.future, last.future)
            return replace(last, start=start, value=since, future=future, until=until, kind="range")
    return None


def _range_start(text: str, first: Found, last: Found) -> int | None:
    """Return where the range of the two dates starts, None if they are no range."""
    joint = _JOINT.fullmatch(text, first.end, last.start)
    if joint is None or first.kind != "point" or last.kind != "point":
        return None
    lead = _RANGE_LEAD.search(text[max(0, first.start - _LEAD_WIDTH) : first.start])
    word = lead["word"].lower() if lead else ""
    if joint["word"] in {"and", "to"} and word != {"and": "between", "to": "from"}[joint["word"]]:
        return None
    return first.start - len(lead[0]) if lead else first.start


def _before_end(
    first: Found, since: PartialDate | None, until: PartialDate | None
) -> PartialDate | None:
    """Return a reading of the first end, moved back so that it is not after the last."""
    if since is None or until is None:
        return since
    if first.open_year:
        year = int(until[: partial.YEAR])
        rest, limit = since[partial.YEAR :], until[partial.YEAR :]
        return partial.with_year(year - (rest[: len(limit)] > limit != ""), since)
    days = partial.day(since), partial.day(until)
    if first.form == "weekday" and days[0] and days[1]:
        return partial.shift(days[1], -((days[1] - days[0]).days % 7))
    return since


def _mentions(text: str, found: list[Found]) -> Iterator[DateMention]:
    """Widen each date over its modifiers and its preposition of time."""
    floor = 0
    for x in found:
        lead = MODIFIER.search(text[max(floor, x.start - _LEAD_WIDTH) : x.start])
        new = replace(x, start=x.start - len(lead[0])) if lead else x
        if new.kind == "point":
            new = _led(text, new, floor)
        floor = new.end
        words = text[new.start : new.end]
        yield DateMention(new.start, new.end, words, new.kind, new.value, new.until, new.future)


def _led(text: str, found: Found, floor: int) -> Found:
    """Turn a point after "since", "until" and their like into an open interval."""
    lead = _LEAD.search(text[max(floor, found.start - _LEAD_WIDTH) : found.start])
    if lead is None:
        return found
    word, end = lead["word"].lower(), found.end
    if word == "from":
        onwards = _FROM_ON.match(text, end)
        if onwards is None:
            return found
        end = onwards.end()
    if word in {"before", "after"} and not _CLAUSE_END.match(text, end):
        return found
    new = replace(found, start=found.start - len(lead[0]), end=end)
    if word in {"since", "after", "from", "starting", "beginning"}:
        return replace(new, kind="since")
    return replace(new, kind="until", value=None, until=found.value)
