"""Readers of relative dates: counted from the day of publication or from the date before."""

import re
from dataclasses import replace
from typing import Final

from kg.annotate import partial
from kg.annotate.dating import Found, Place, Reader

UNIT: Final = "(?:day|week|month|year|decade)"
_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
COUNT: Final = (
    rf"(?i:[0-9]{{1,3}}|{_WORDS}|an?|(?:a\s)?couple(?:\sof)?|(?:a\s)?dozen|several|a\sfew|many"
    "|some)"
)
_NUMBERS: Final = {"a": 1, "an": 1, "couple": 2, "dozen": 12} | {
    word: value for value, word in enumerate(_WORDS.split("|"), start=1)
}
_FIRST: Final = re.compile(r"(?:the (?:last |past )?|a (?=couple|dozen|few))?(\w+)")
_VAGUE_BEFORE: Final = re.compile(r"\b(?:more than|over|at least|less than)\s\Z", re.IGNORECASE)
_LASTING: Final = re.compile(r"\bfor (?:about |nearly |almost )?\Z", re.IGNORECASE)
_ADVERB: Final = re.compile(r"\s*(?:[.,;:)]|$|\n)")
_SATURDAY: Final = 5
_LATE_SUMMER: Final = 8


def _count(words: str) -> int | None:
    """Return the number of units, None when the words leave it open ("several", "days ago")."""
    match = _FIRST.match(words.lower())
    word = match[1] if match else ""
    return int(word) if word.isdecimal() else _NUMBERS.get(word)


def _named(place: Place) -> Found:
    """Read "today", "yesterday", "the day before yesterday", "tomorrow", "tonight", "overnight"."""
    word = place.words.lower().split()[0]
    if word == "overnight":
        found = place.found("named", partial.shift(place.day, -1))
        return replace(found, kind="range", until=partial.shift(place.day, 0))
    back = {"the": -2, "yesterday": -1, "tomorrow": 1}.get(word, 0)
    return place.found("named", partial.shift(place.day, back))


def _span(place: Place) -> Found:
    """Read "the past two months": a range up to the day of publication; open after "for"."""
    unit = re.findall(UNIT, place.words)[-1]
    bare = re.fullmatch(rf"\w+ \w+ {UNIT}", place.words)
    count = 1 if bare else _count(place.words)
    today = partial.shift(place.day, 0)
    since = partial.move(today, -count, unit) if count else None
    found = replace(place.found("span", since), future=None)
    if place.before(_LASTING):
        return replace(found, kind="since")
    return replace(found, kind="range", until=today)


def _unit(place: Place) -> Found:
    """Read "last week", "this month", "next year", "last night", "this summer"."""
    which, unit = place.words.lower().split()
    step = {"last": -1, "next": 1}.get(which, 0)
    if place.day is None:
        return place.found("unit", None)
    if unit == "weekend":
        return _weekend(place, step)
    if unit == "week":
        value = partial.shift(place.day, 7 * step, partial.MONTH)
    elif unit in {"month", "year"}:
        value = partial.move(place.day.isoformat(), step, unit)
    elif unit in {"night", "morning", "afternoon", "evening"}:
        value = partial.shift(place.day, step)
    elif step < 0 and place.day.month > _LATE_SUMMER:
        value = None  # in October, last summer may be that of this year
    else:
        value = partial.iso(place.day.year + step)
    return place.found("unit", value)


def _weekend(place: Place, step: int) -> Found:
    """Read the weekend that is or was last, the one before a weekend that is on, or the next."""
    back = (place.day.weekday() - _SATURDAY) % 7 if place.day else 0
    is_on = back <= 1
    days = 7 - back if step > 0 else -back - 7 * (step < 0 and is_on)
    found = place.found("unit", partial.shift(place.day, days))
    return replace(found, kind="range", until=partial.shift(place.day, days + 1))


def _ago(place: Place) -> Found:
    unit = re.findall(UNIT, place.words)[-1]
    count = None if place.before(_VAGUE_BEFORE) else _count(place.words)
    value = partial.move(partial.shift(place.day, 0), -count, unit) if count else None
    return place.found("ago", value)


def _apart(place: Place) -> Found | None:
    """Read "two days later" from the date before; in "a day after the raid" date the raid."""
    first, *_, unit, word = place.words.lower().split()
    if first == "the" and unit != "day":
        return None
    count = 1 if first == "the" else _count(place.words)
    forward = word in {"later", "after"}
    base = place.previous
    if word in {"before", "after"} and not _ADVERB.match(place.text, place.end):
        forward = not forward
        base = partial.shift(place.day, 0) if place.in_caption else base
    value = partial.move(base, count if forward else -count, unit.rstrip("s")) if count else None
    return place.found("apart", value)


def _same(place: Place) -> Found:
    """Read "the next day", "that month", "the previous year" from the date before."""
    *_, which, unit = place.words.lower().split()
    step = {"previous": -1, "preceding": -1, "following": 1, "next": 1}.get(which, 0)
    unit = unit if unit in {"month", "year"} else "day"
    return place.found("same", partial.move(place.previous, step, unit))


RELATIVE: Final[dict[str, Reader]] = {
    "named": _named,
    "span": _span,
    "unit": _unit,
    "ago": _ago,
    "apart": _apart,
    "same": _same,
}
"""Readers by the form they read."""
COUNTED_IN_CAPTIONS: Final = frozenset({"named", "unit", "ago", "apart"})
"""Forms that count from the date that ends their photo caption."""
