"""Arithmetic of partial dates: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; None when unknown."""

from datetime import date, timedelta
from typing import Final

from kg.model import PartialDate

YEAR: Final = 4
MONTH: Final = 7
DAY: Final = 10
"""Lengths of a partial date of that precision."""


def day(value: PartialDate | None) -> date | None:
    """Return the day of a full date; None for less, and for what is no date."""
    try:
        return date.fromisoformat(value) if value and len(value) == DAY else None
    except ValueError:
        return None


def iso(year: int, month: int = 0, of_month: int = 0) -> PartialDate | None:
    """Return the partial date of numbers, zeros standing for what is unknown; None if no date."""
    try:
        date(year, month or 1, of_month or 1)
    except (ValueError, OverflowError):
        return None
    return "-".join(
        [
            f"{year:04}",
            *([f"{month:02}"] if month else ()),
            *([f"{of_month:02}"] if of_month else ()),
        ]
    )


def shift(start: date | None, days: int, precision: int = DAY) -> PartialDate | None:
    """Return the date `days` after `start`, cut to `precision` characters."""
    try:
        return (start + timedelta(days=days)).isoformat()[:precision] if start else None
    except OverflowError:
        return None


def move(value: PartialDate | None, count: int, unit: str) -> PartialDate | None:
    """Return the date `count` units after `value`, as precise as one of those units.

    `unit` is "day", "week", "month" or "year"; several weeks are as precise as a month. None when
    `value` is less precise than the unit, and for other units.
    """
    if value is None:
        return None
    year = int(value[:YEAR])
    if unit == "year":
        return iso(year + count)
    if unit == "month" and len(value) >= MONTH:
        months = year * 12 + int(value[5:7]) - 1 + count
        return iso(months // 12, months % 12 + 1)
    if unit == "week":
        return shift(day(value), 7 * count, DAY if abs(count) == 1 else MONTH)
    return shift(day(value), count) if unit == "day" else None


def is_after(value: PartialDate, other: PartialDate) -> bool:
    """Whether `value` is later than `other`, as far as the less precise of them tells."""
    length = min(len(value), len(other))
    return value[:length] > other[:length]


def with_year(year: int, rest: PartialDate) -> PartialDate | None:
    """Return `rest`, a date of any year, in `year`; None for a 29 February that it lacks."""
    return iso(year, *(int(x) for x in rest[YEAR + 1 :].split("-")))
