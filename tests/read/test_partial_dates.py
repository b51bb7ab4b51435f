"""Partial dates and what is read as one."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read.partial_dates import from_numbers, is_partial, parse


@pytest.mark.parametrize(
    ("stated", "date"),
    [
        ("2018", "2018"),
        ("2018-12", "2018-12"),
        (" 2018-12-15 ", "2018-12-15"),
        ("2018-12-15T23:59:00+05:00", "2018-12-15"),
        ("2018-12-15 10:00:00.000", "2018-12-15"),
        ("Sat, 15 Dec 2018 10:00:00 GMT", "2018-12-15"),
        ("15th Sept. 2018", "2018-09-15"),
        ("December 2018", "2018-12"),
        ("15.12.2018", "2018-12-15"),
        ("04/03/2018", "2018"),
        ("04/04/2018", "2018-04-04"),
        ("2018-02-30", None),
        ("2018-02-30T10:00:00", None),
        ("2018-13", None),
        ("0000", None),
        ("yesterday", None),
        ("Friday", None),
        ("3 May", None),
        ("next week 2018", None),
        ("the year 2018 was one in which much happened, and most of it in May", None),
        ("", None),
    ],
)
def test_what_a_field_may_state(stated: str, date: str | None) -> None:
    assert parse(stated) == date


@given(st.dates(min_value=dt.date(1000, 1, 1)))
def test_every_day_is_a_partial_date(day: dt.date) -> None:
    assert is_partial(day.isoformat())
    assert from_numbers(f"{day.day}.{day.month}.{day.year}") in {day.isoformat(), f"{day.year:04}"}


@given(st.text() | st.from_regex(r"[\d/.\- :TZ]{1,20}2018?", fullmatch=True))
def test_what_comes_back_is_a_partial_date_or_nothing(stated: str) -> None:
    date = parse(stated)
    assert date is None or is_partial(date)
