"""Partial dates as stretches of days: "2018-12" is all of December. Days are ISO strings."""

from datetime import date, timedelta
from typing import Final

from kg.model import PartialDate

EVER: Final = ("0000-01-01", "9999-12-31")
"""The stretch of which nothing is known."""


def first_day(when: PartialDate) -> str:
    """Return the first day of a partial date."""
    return f"{when}{'-01-01'[len(when) - 4 :]}"


def last_day(when: PartialDate) -> str:
    """Return the last day of a partial date; every month may have 31, as days are only compared."""
    return f"{when}{'-12-31'[len(when) - 4 :]}"


def precision(when: PartialDate) -> int:
    """Return 3 for a day, 2 for a month, 1 for a year, 0 for no date ("")."""
    return when.count("-") + 1 if when else 0


def shifted(day: str, days: int) -> str:
    """Return the day so many days later; what the calendar does not know stays as it is."""
    try:
        year, month, number = (int(x) for x in day.split("-"))
        first = date(year, month, 1)
        return (first + timedelta(number - 1 + days)).isoformat()
    except (ValueError, OverflowError):
        return day
