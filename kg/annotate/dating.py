"""Readers of calendar dates: days, months, weekdays and years as texts write them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from kg.annotate import partial
from kg.model import PartialDate


@dataclass(frozen=True, slots=True)
class Found:
    """A date on its way to a mention; `form` is the key of its reader."""

    start: int
    end: int
    form: str
    value: PartialDate | None
    future: PartialDate | None
    until: PartialDate | None = None
    kind: str = "point"
    open_year: bool = False
    """Whether the year was not written but chosen."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the words of a date stand, and what they are counted from."""

    text: str
    start: int
    end: int
    day: date | None
    """The day of publication, or that of the photo caption the words belong to."""
    previous: PartialDate | None
    """The date mentioned before."""
    in_caption: bool = False

    @property
    def words(self) -> str:
        """The words themselves."""
        return self.text[self.start : self.end]

    def before(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Search `pattern`, which is anchored at its end, right before the words."""
        return pattern.search(self.text[max(0, self.start - _NEAR) : self.start])

    def found(self, form: str, value: PartialDate | None) -> Found:
        """Return a point in time at these words, the same in every reading."""
        return Found(self.start, self.end, form, value, value)


Reader = Callable[[Place], Found | None]
"""Reads the words at a place; None when they are no date after all."""

_NEAR: Final = 40
_MONTHS: Final = "janfebmaraprmayjunjulaugsepoctnovdec"
_DAYS: Final = "montuewedthufrisatsun"
_MONTHS_OF_YEAR: Final = range(1, 13)

FULL_MONTH: Final = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|JANUARY|FEBRUARY|APRIL|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)\b"
)
MONTH: Final = rf"(?:{FULL_MONTH}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
WEEKDAY: Final = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY)\b"
)
YEAR: Final = r"(?:19|20)[0-9]{2}(?![0-9])"
MODIFIER: Final = re.compile(
    r"(?:\b(?:(?:very )?(?:early|late)|mid|earlier|later|last|this|next|coming|past"
    r"|the (?:start|end|beginning|middle) of|(?:the )?(?:spring|summer|autumn|winter) (?:of|in))"
    r"(?: on| in)?[\s-])\Z",
    re.IGNORECASE,
)
"""What may stand between the preposition and the date, and belongs to the mention."""

_NUMBER: Final = re.compile(r"(?<![0-9])[0-9]{1,2}(?![0-9])")
_TIME_BEFORE: Final = re.compile(
    r"(?:\b(?:in|since|until|till|by|of|from|to|early|mid|late|last|this|next|past|coming|during"
    r"|before|after|between|and|through|throughout|earlier|on|around|the|an?|year|spring|summer"
    r"|autumn|fall|winter)[\s-]|\()\Z",
    re.IGNORECASE,
)
_IN_TIME: Final = re.compile(
    r"\b(?:in|since|until|till|early|mid|late|last|this|next|during)[\s-]\Z", re.IGNORECASE
)
_SURNAME: Final = re.compile(r"\s[A-Z][a-z]")
_NO_MONTH_BEFORE: Final = re.compile(r"\b(?:Black|Theresa|Mrs|Ms|Minister|Secretary|Long)\.?\s\Z")
_WALK: Final = re.compile(r"\s(?:on|of|for|past|against|toward\w*|through)\b|-[a-z]")
_NAME_AFTER: Final = re.compile(
    r"\s(?:[Aa]lliance|[Mm]ovement|[Bb]loc|[Cc]oalition|[Bb]rigades?|Revolution|Martyrs|Times"
    r"|Telegraph|Mirror|Express|Herald|Independent|Mail|Post)\b"
)
_NO_WEEKDAY_BEFORE: Final = re.compile(r"\b(?:Bloody|Black|Good|Ash|Palm|Easter|Holy)\s\Z")
_YEAR_AFTER: Final = re.compile(r"\s(?:will|was|is|has|saw|had|would|marked)\b|['\u2019]s\b|\)")
_COUNTED: Final = re.compile(
    r"\s(?:[a-z]+\s)?(?:people|civilians|soldiers|troops|fighters|militants|rebels|men|women"
    r"|children|refugees|families|prisoners|members|police\w*|dead|killed|wounded)\b"
)
_PLURAL_AFTER: Final = re.compile(r"\s[a-z]+s\b")


def _iso(place: Place) -> Found | None:
    value = place.words.replace("/", "-")
    return place.found("iso", value) if partial.day(value) else None


def _digits(place: Place) -> Found | None:
    """Read "25/09/2018": of unclear order only the year is sure; dots always mean day first."""
    first, second, year = (int(x) for x in re.split(r"[./-]", place.words))
    if "." in place.words or first not in _MONTHS_OF_YEAR or first == second:
        value = partial.iso(year, second, first)
    elif second in _MONTHS_OF_YEAR:
        value = partial.iso(year)
    else:
        value = partial.iso(year, first, second)
    return place.found("digits", value) if value else None


def calendar(words: str) -> tuple[int | None, PartialDate] | None:
    """Return the year, if any, and the date, in that or a leap year, of words with a month.

    Of two days it is the first; None when there is no such day.
    """
    month, year = re.search(MONTH, words), re.search(YEAR, words)
    day = _NUMBER.search(words)
    if month is None:
        return None
    number = _MONTHS.index(month[0][:3].lower()) // 3 + 1
    value = partial.iso(int(year[0]) if year else 2000, number, int(day[0]) if day else 0)
    return (int(year[0]) if year else None, value) if value else None


def _with_month(place: Place, form: str) -> Found | None:
    read = calendar(place.words)
    if read is None or _NAME_AFTER.match(place.text, place.end):
        return None
    year, value = read
    found = place.found(form, value) if year else _with_open_year(place, form, value)
    days = _NUMBER.findall(place.words)
    if len(days) < 2:
        return found
    until = None
    if found.value:
        until = partial.iso(int(found.value[:4]), int(found.value[5:7]), int(days[1]))
        if until is None or partial.is_after(found.value, until):
            return found
    return replace(found, kind="range", until=until)


def _with_open_year(place: Place, form: str, value: PartialDate) -> Found:
    """Give a month or day of a month its year: the latest past one, for the future the next."""
    found = place.found(form, None)
    named = re.search(r"(last|this|next|that|same) year", place.words)
    if named and named[1] in {"that", "same"}:
        year = int(place.previous[: partial.YEAR]) if place.previous else 0
        return place.found(form, partial.with_year(year, value))
    if place.day is None:
        return replace(found, open_year=True)
    year = place.day.year
    if named:
        step = {"last": -1, "this": 0, "next": 1}[named[1]]
        return place.found(form, partial.with_year(year + step, value))
    lead = place.before(MODIFIER)
    word = lead[0].strip().lower() if lead else ""
    rest = value[partial.YEAR :]
    today, tomorrow = (
        (partial.shift(place.day, days, len(value)) or "")[partial.YEAR :] for days in (0, 1)
    )
    is_past = rest < today if word == "last" else rest in {today, tomorrow} or rest < today
    past = partial.with_year(year - (not is_past), value)
    ahead = rest < today or (word == "next" and rest == today)
    future = partial.with_year(year + ahead, value)
    return replace(found, value=future if word == "next" else past, future=future, open_year=True)


def _daymonth(place: Place) -> Found | None:
    return _with_month(place, "daymonth")


def _monthday(place: Place) -> Found | None:
    return _with_month(place, "monthday")


def _monthyear(place: Place) -> Found | None:
    return _with_month(place, "monthyear")


def _month(place: Place) -> Found | None:
    """Read a month alone; what may be a name or a verb needs a word of time before it."""
    name = place.words.split()[0].strip(",")
    if place.before(_NO_MONTH_BEFORE):
        return None
    if name in {"March", "May", "August", "April", "June"} and not place.words.endswith("year"):
        walks = name == "March" and _WALK.match(place.text, place.end)
        named = _SURNAME.match(place.text, place.end) and not place.before(_IN_TIME)
        if walks or named or not place.before(_TIME_BEFORE):
            return None
    return _with_month(place, "month")


def _weekday(place: Place) -> Found | None:
    if place.before(_NO_WEEKDAY_BEFORE) or _NAME_AFTER.match(place.text, place.end):
        return None
    if place.day is None:
        return place.found("weekday", None)
    back = (place.day.weekday() - _DAYS.index(place.words[:3].lower()) // 3) % 7
    lead = place.before(MODIFIER)
    word = lead[0].split()[0].lower() if lead else ""
    ahead = word in {"next", "coming"}
    past = partial.shift(place.day, -(back or 7) if word in {"last", "past"} else -back)
    future = partial.shift(place.day, 7 - back if back or ahead else 0)
    return replace(place.found("weekday", future if ahead else past), future=future)


def _years(place: Place) -> Found | None:
    first, last = (x.strip() for x in re.split(r"[-\u2013]", place.words))
    until = first[: partial.YEAR - len(last)] + last
    if first >= until:
        return None
    return replace(place.found("years", first), until=until, kind="range")


def _decade(place: Place) -> Found:
    first = place.words[: partial.YEAR]
    return replace(place.found("decade", first), until=f"{first[:3]}9", kind="range")


def _year(place: Place) -> Found | None:
    """Read a year alone, which needs a word of time before it or a verb after it."""
    counted = _COUNTED.match(place.text, place.end) or (
        place.words.endswith("00") and _PLURAL_AFTER.match(place.text, place.end)
    )
    stands = place.before(_TIME_BEFORE) or _YEAR_AFTER.match(place.text, place.end)
    return place.found("year", place.words) if stands and not counted else None


CALENDAR: Final[dict[str, Reader]] = {
    "iso": _iso,
    "digits": _digits,
    "daymonth": _daymonth,
    "monthday": _monthday,
    "monthyear": _monthyear,
    "month": _month,
    "weekday": _weekday,
    "years": _years,
    "decade": _decade,
    "year": _year,
}
"""Readers by the form they read."""
