"""Partial dates: what counts as one, and how other spellings become one."""

import datetime as dt
import re
from functools import lru_cache
from typing import Any

from kg.model import PartialDate

_PARTIAL = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_TIMESTAMP = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ]\d\d:?\d\d\S*)?", re.ASCII)
_NUMERIC = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", re.ASCII)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FORMATS = {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d"}


def is_partial(value: str) -> bool:
    """Tell whether `value` is ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, and in the calendar."""
    match = _PARTIAL.fullmatch(value)
    if match is None:
        return False
    year, month, day = (int(x) if x else 1 for x in match.groups())
    return from_parts(year, month, day) is not None


def from_parts(year: int, month: int, day: int) -> PartialDate | None:
    """Return the day as ``YYYY-MM-DD``; None when the calendar has no such day."""
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def from_words(day: str, month: str, year: str) -> PartialDate | None:
    """Return the day for its parts in English ("15", "Sept.", "2018"); None when there is none."""
    return from_parts(int(year), _MONTHS.index(month[:3].lower()) + 1, int(day))


def from_numbers(value: str) -> PartialDate | None:
    """Return the date of ``15/12/2018`` or ``12.15.2018``.

    Where the order of day and month cannot be told, only the year is certain and returned.
    """
    match = _NUMERIC.fullmatch(value)
    if match is None:
        return None
    first, second, year = (int(x) for x in match.groups())
    day_first, month_first = from_parts(year, second, first), from_parts(year, first, second)
    if day_first and month_first and day_first != month_first:
        return f"{year:04}"
    return day_first or month_first


def parse(value: str) -> PartialDate | None:
    """Return the partial date of a metadata field in any usual absolute spelling, else None.

    Relative words ("yesterday") and dates without a year are not dates here: what they mean would
    depend on the day of the run.
    """
    text = value.strip()
    if is_partial(text):
        return text
    if match := _TIMESTAMP.fullmatch(text):
        return match[1] if is_partial(match[1]) else None
    if _NUMERIC.fullmatch(text):
        return from_numbers(text)
    if len(text) > 60 or not _YEAR.search(text):
        return None
    found = _english().get_date_data(text)
    if found.date_obj is None or str(found.date_obj.year) not in text:
        return None
    return str(found.date_obj.strftime(_FORMATS.get(found.period, "%Y-%m-%d")))


@lru_cache(maxsize=1)
def _english() -> Any:  # noqa: ANN401 - the library has no types
    from dateparser.date import DateDataParser  # type: ignore[import-untyped] # noqa: PLC0415

    settings = {
        "PARSERS": ["absolute-time"],
        "REQUIRE_PARTS": ["month", "year"],  # the others would be taken from the clock
        "RELATIVE_BASE": dt.datetime(2000, 1, 1),  # noqa: DTZ001 - dates here have no zone
    }
    return DateDataParser(languages=["en"], settings=settings)
