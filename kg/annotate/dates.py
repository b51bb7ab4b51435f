"""Dates in plain text, resolved against the day of publication.

Decisions: a weekday is the latest such day up to the day of publication ("last Tuesday" never that
day itself); a month or a day of a month is the latest that is not in the future; "last week" and
"three weeks ago" are as precise as a month, "a week ago" as a day. "The next day" and "two days
earlier" count from the date mentioned before; in "a day after the raid" it is the raid that is
dated, a day before the date of its sentence. The date that ends a photo caption is the day its
"yesterday" counts from. A day and month in digits of unclear order are as precise as the year.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from kg.model import PartialDate


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date with its preposition of time, if it has one: ``text[start:end] == text``.

    `kind` is "point" (`since` is the date), "since" (open to the right), "until" (open to the
    left) or "range". `future` is the reading to take in a clause about the future. What cannot be
    resolved is None, as are all relative dates when the day of publication is unknown.
    """

    start: int
    end: int
    text: str
    kind: str
    since: PartialDate | None
    until: PartialDate | None
    future: PartialDate | None

    @property
    def date(self) -> PartialDate | None:
        """The one date that says best when: of two days the first, else as far as both ends agree."""
        if self.kind == "until":
            return self.until
        if self.kind != "range" or not self.since or not self.until:
            return self.since
        days = _day(self.since), _day(self.until)
        if days[0] and days[1] and days[1] - days[0] <= timedelta(days=1):
            return self.since
        for length in (_MONTH_ONLY, _YEAR_ONLY):
            if self.since[:length] == self.until[:length]:
                return self.since[:length]
        return self.until[:4]


@dataclass(frozen=True, slots=True)
class _Found:
    """A date on the way to a mention; `form` is the group of `_CORE` that found it."""

    start: int
    end: int
    form: str
    value: PartialDate | None
    future: PartialDate | None
    until: PartialDate | None = None
    open_year: bool = False
    kind: str = "point"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a date stands: the text, the day to count from, and the date mentioned before."""

    text: str
    start: int
    end: int
    day: date | None
    previous: PartialDate | None
    caption: bool = False

    @property
    def words(self) -> str:
        return self.text[self.start : self.end]

    def before(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        return pattern.search(self.text[max(0, self.start - 40) : self.start])


_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NUMBERS: Final = {
    word: value
    for value, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), 1
    )
} | {"a": 1, "an": 1, "couple": 2, "dozen": 12}
_YEAR_ONLY, _MONTH_ONLY = 4, 7
_SATURDAY: Final = 5
_SUMMER_END: Final = 8
_REACH: Final = 400

_FULL = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|JANUARY|FEBRUARY|APRIL|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
)
_MONTH = rf"(?:(?:{_FULL})\b|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_WEEKDAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY"
_YEAR = r"(?:19|20)[0-9]{2}(?![0-9])"
_DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?(?![0-9])"
_TO = r"\s?(?:-|\u2013|to)\s?"
_UNIT = "(?:day|week|month|year|decade)"
_COUNT = (
    "[0-9]{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|an?"
    r"|(?:a\s)?couple(?:\sof)?|(?:a\s)?dozen|several|a\sfew|many|some"
)
_PART = r"(?:\s(?:morning|afternoon|evening|night|noon))?"
_CORE: Final = re.compile(
    rf"""(?<![\w/.:$€£+-])(?:
      (?P<iso>{_YEAR}[-/](?:0[1-9]|1[0-2])[-/](?:0[1-9]|[12][0-9]|3[01])(?!\w))
    | (?P<digits>[0-9]{{1,2}}(?P<mark>[./-])[0-9]{{1,2}}(?P=mark){_YEAR})
    | (?P<daymonth>{_DAY}(?:{_TO}{_DAY})?\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?)
    | (?P<monthday>{_MONTH}\s(?:the\s)?{_DAY}(?![:,][0-9])(?:{_TO}{_DAY})?(?:,?\s{_YEAR})?)
    | (?P<monthyear>{_MONTH},?\s(?:of\s)?{_YEAR})
    | (?P<month>(?:{_FULL})\b(?:,?\s(?:of\s)?(?:last|this|next|that|the\ssame)\syear)?)
    | (?P<weekday>(?:{_WEEKDAY})\b{_PART})
    | (?P<years>{_YEAR}\s?[-\u2013]\s?(?:{_YEAR}|[0-9]{{2}}(?![\w-])))
    | (?P<decade>(?:19|20)[0-9]0s)\b
    | (?P<year>{_YEAR}(?![\w%,.-]*[\w%]))
    | (?P<named>[Tt]oday|[Tt]he\sday\sbefore\syesterday|[Yy]esterday|[Tt]omorrow|[Tt]onight
        |[Oo]vernight)\b(?:\s(?:morning|afternoon|evening|night)\b)?
    | (?P<span>[Tt]he\s(?:last|past)\s(?:(?i:{_COUNT})\s)?{_UNIT}s?)\b
    | (?P<unit>(?:[Tt]his|[Ll]ast|[Nn]ext|[Tt]he)\s(?:weekend)
        |(?:[Tt]his|[Ll]ast|[Nn]ext)\s(?:week|month|year|night|morning|afternoon|evening|summer
        |winter|spring|autumn))\b
    | (?P<ago>(?:(?i:{_COUNT})\s)?{_UNIT}s?\sago)\b
    | (?P<apart>(?i:{_COUNT}|[Tt]he)\s{_UNIT}s?\s(?:earlier|later|before|after|previously))\b
    | (?P<same>(?:[Tt]he\s(?:same|previous|preceding|following|next)|[Tt]hat)
        \s(?:day|night|morning|afternoon|evening|month|year))\b
    )""",
    re.VERBOSE,
)

_TIME_BEFORE: Final = re.compile(
    r"(?:\b(?:in|since|until|till|by|of|from|to|early|mid|late|last|this|next|past|coming|during"
    r"|before|after|between|and|through|throughout|back in|earlier in|on|around|the|year|spring"
    r"|summer|autumn|fall|winter|weekdays?|every)[\s-]|\()\Z",
    re.IGNORECASE,
)
_MODIFIER: Final = re.compile(
    r"(?:\b(?:(?:very )?(?:early|late)|mid|earlier|later|last|this|next|coming|past|the (?:start|end"
    r"|beginning|middle) of|(?:the )?(?:spring|summer|autumn|winter) (?:of|in))(?: on| in)?[\s-])\Z",
    re.IGNORECASE,
)
_NO_MONTH_BEFORE: Final = re.compile(r"\b(?:Black|Theresa|Mrs|Ms|Minister|Secretary|Long)\.?\s\Z")
_NO_MONTH_AFTER: Final = re.compile(r"\s(?:on|of|for|past|against|toward\w*|through)\b|-[a-z]")
_NO_NAME_AFTER: Final = re.compile(
    r"\s(?:(?:A|a)lliance|(?:M|m)ovement|(?:B|b)loc|(?:C|c)oalition|(?:B|b)rigades?|Revolution"
    r"|Martyrs|Times|Telegraph|Mirror|Express|Herald|Independent|Mail|Post)\b"
)
_NO_WEEKDAY_BEFORE: Final = re.compile(r"\b(?:Bloody|Black|Good|Ash|Palm|Easter|Holy)\s\Z")
_YEAR_AFTER: Final = re.compile(r"\s(?:will|was|is|has|saw|had|would|marked)\b|['\u2019]s\b|\)")
_COUNTED: Final = re.compile(
    r"\s(?:[a-z]+\s)?(?:people|civilians|soldiers|troops|fighters|militants|rebels|men|women"
    r"|children|refugees|families|prisoners|members|police\w*|dead|killed|wounded)\b"
)
_PLURAL_AFTER: Final = re.compile(r"\s[a-z]+s\b")
_SENTENCE: Final = re.compile(r"[.!?][\"\u201d\u2019)]?\s+[A-Z\"\u201c]|\n\s*\n")
_CAPTION: Final = re.compile(r"\.(?:\s|$|-)|$|\s*\n")
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

    `published` is the day the text appeared; None or a date less precise than a day leaves relative
    dates unresolved.
    """
    day = _day(published)
    found: list[_Found] = []
    for match in _CORE.finditer(text):
        form = next(name for name in _READERS if match[name])
        previous = _previous(text, found, match.start())
        count_from = _caption_day(text, match.end()) if form in _RELATIVE else None
        place = _Place(
            text, match.start(), match.end(), count_from or day, previous, count_from is not None
        )
        date_found = _READERS[form](place)
        if date_found is not None:
            _append(text, found, date_found)
    return [_mention(text, x) for x in _with_prepositions(text, _with_ranges(text, found))]


def _day(value: PartialDate | None) -> date | None:
    try:
        return date.fromisoformat(value) if value and len(value) == len("2000-01-01") else None
    except ValueError:
        return None


def _previous(text: str, found: list[_Found], start: int) -> PartialDate | None:
    """The date mentioned last, if it stands in this sentence or the one before."""
    for other in reversed(found):
        if start - other.end > _REACH:
            return None
        if other.value is not None:
            return other.value if len(_SENTENCE.findall(text, other.end, start)) <= 1 else None
    return None


def _caption_day(text: str, start: int) -> date | None:
    """The full date at the end of the same sentence, as photo captions have it."""
    stop = _SENTENCE.search(text, start)
    sentence_end = stop.start() if stop else len(text)
    for match in _CAPTION_DATE.finditer(text, start, min(sentence_end, start + _REACH)):
        if _CAPTION.match(text, match.end()):
            return _day(_calendar(match[1]))
    return None


_CAPTION_DATE: Final = re.compile(rf"(?<=, )({_MONTH}\s[0-9]{{1,2}},\s{_YEAR})")


def _append(text: str, found: list[_Found], new: _Found) -> None:
    """Add `new`; a weekday (or "overnight") right before a date belongs to it."""
    if found and re.fullmatch(r",?\s", text[found[-1].end : new.start]):
        last = found[-1]
        calendar = new.form in {"monthday", "daymonth", "iso"}
        night = new.form == "weekday" and text[last.start : last.end].lower() == "overnight"
        if (last.form == "weekday" and calendar) or night:
            found[-1] = replace(new, start=last.start)
            return
    found.append(new)


def _calendar(words: str) -> PartialDate | None:
    """ISO form of a date written with a month; of two days the first; None if there is none."""
    month = re.search(_MONTH, words)
    year = re.search(_YEAR, words)
    day = re.search(r"(?<![0-9])[0-9]{1,2}(?![0-9])", words)
    if month is None:
        return None
    number = _MONTHS.index(month[0][:3].lower()) + 1
    parts = (int(year[0]) if year else 0, number, int(day[0]) if day else 0)
    return _iso(*parts)


def _iso(year: int, month: int = 0, day: int = 0) -> PartialDate | None:
    """Partial date of numbers, zeros standing for what is unknown; year 0 for an open year."""
    try:
        date(year or 2000, month or 1, day or 1)
    except (ValueError, OverflowError):
        return None
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")


def _shift(day: date | None, days: int, precision: int = 10) -> PartialDate | None:
    try:
        return (day + timedelta(days=days)).isoformat()[:precision] if day else None
    except OverflowError:
        return None


def _move(value: PartialDate | None, count: int, unit: str) -> PartialDate | None:
    """Count `count` units from `value`; as precise as the unit, None if that is too precise."""
    if value is None or unit == "decade":
        return None
    year = int(value[:_YEAR_ONLY])
    if unit == "year":
        return _iso(year + count)
    if unit == "month":
        if len(value) < _MONTH_ONLY:
            return None
        months = year * 12 + int(value[5:7]) - 1 + count
        return _iso(months // 12, months % 12 + 1)
    weeks = unit == "week"
    days = count * 7 if weeks else count
    return _shift(_day(value), days, _MONTH_ONLY if weeks and abs(count) > 1 else 10)


def _count(words: str) -> int | None:
    """The number of units, None when the words leave it open ("several", "many")."""
    first = re.match(r"(?:the (?:last|past) |a (?=couple|dozen))?(\w+)", words.lower())
    word = first[1] if first else ""
    if word.isdigit():
        return int(word)
    return 1 if re.fullmatch(_UNIT, word) else _NUMBERS.get(word)


def _point(place: _Place, form: str, value: PartialDate | None) -> _Found:
    return _Found(place.start, place.end, form, value, value)


def _read_iso(place: _Place) -> _Found | None:
    value = place.words.replace("/", "-")
    return _point(place, "iso", value) if _day(value) else None


def _read_digits(place: _Place) -> _Found | None:
    first, second, year = (int(x) for x in re.split(r"[./-]", place.words))
    months = range(1, 13)
    if "." in place.words or first not in months or first == second:
        value = _iso(year, second, first)
    else:
        value = _iso(year) if second in months else _iso(year, first, second)
    return _point(place, "digits", value) if value else None


def _read_calendar(place: _Place, form: str) -> _Found | None:
    """Read a date with a month: the year may be open, and there may be two days."""
    value = _calendar(place.words)
    if value is None or _NO_NAME_AFTER.match(place.text, place.end):
        return None
    open_year = value.startswith("0000")
    found = _point(place, form, value)
    if open_year:
        found = _with_year(place, form, value[_YEAR_ONLY:])
    days = re.findall(r"(?<![0-9])[0-9]{1,2}(?![0-9])", place.words)
    if len(days) > 1:
        if not found.value:
            return replace(found, kind="range")
        until = _iso(int(found.value[:4]), int(found.value[5:7]), int(days[1]))
        return replace(found, kind="range", until=until) if until else found
    return found


def _with_year(place: _Place, form: str, rest: str) -> _Found:
    """Give the month (and day) `rest` its year: the latest past one, and the next for the future."""
    found = replace(_point(place, form, None), open_year=True)
    year = re.search(r"(last|this|next|that|same) year", place.words)
    if year and year[1] in {"that", "same"}:
        value = place.previous[:_YEAR_ONLY] + rest if place.previous else None
        return replace(found, value=value, future=value, open_year=False)
    if place.day is None:
        return found
    if year:
        value = f"{place.day.year + {'last': -1, 'this': 0, 'next': 1}[year[1]]:04}{rest}"
        return replace(found, value=value, future=value, open_year=False)
    lead = place.before(_MODIFIER)
    word = lead[0].strip().lower() if lead else ""
    today = place.day.isoformat()[_YEAR_ONLY : _YEAR_ONLY + len(rest)]
    tomorrow = (_shift(place.day, 1) or "")[_YEAR_ONLY : _YEAR_ONLY + len(rest)]
    past = place.day.year - (rest > max(today, tomorrow) or (word == "last" and rest >= today))
    future = place.day.year + (rest < today or (word == "next" and rest <= today))
    values = f"{past:04}{rest}", f"{future:04}{rest}"
    return replace(found, value=values[word == "next"], future=values[1])


def _read_daymonth(place: _Place) -> _Found | None:
    return _read_calendar(place, "daymonth")


def _read_monthday(place: _Place) -> _Found | None:
    return _read_calendar(place, "monthday")


def _read_monthyear(place: _Place) -> _Found | None:
    return _read_calendar(place, "monthyear")


def _read_month(place: _Place) -> _Found | None:
    name = place.words.split()[0].lower().strip(",")
    if place.before(_NO_MONTH_BEFORE) or (
        name in {"march", "may", "august", "april", "june"}
        and not place.words.endswith("year")
        and (not place.before(_TIME_BEFORE) or _names_march(place, name))
    ):
        return None
    return _read_calendar(place, "month")


def _names_march(place: _Place, name: str) -> bool:
    """Whether "the March on ..." is a walk."""
    return name == "march" and _NO_MONTH_AFTER.match(place.text, place.end) is not None


def _read_weekday(place: _Place) -> _Found | None:
    if place.before(_NO_WEEKDAY_BEFORE) or _NO_NAME_AFTER.match(place.text, place.end):
        return None
    found = _point(place, "weekday", None)
    if place.day is None:
        return found
    back = (place.day.weekday() - _DAYS.index(place.words[:3].lower())) % 7
    lead = place.before(_MODIFIER)
    word = lead[0].split()[0].lower() if lead else ""
    past = _shift(place.day, -(back or 7) if word in {"last", "past"} else -back)
    future = _shift(place.day, 7 - back if back or word in {"next", "coming"} else 0)
    return replace(found, value=future if word in {"next", "coming"} else past, future=future)


def _read_years(place: _Place) -> _Found | None:
    first, last = place.words[:4], re.split(r"[-\u2013]", place.words)[1].strip()
    until = first[: 4 - len(last)] + last
    return (
        replace(_point(place, "years", first), until=until, kind="range") if first < until else None
    )


def _read_decade(place: _Place) -> _Found | None:
    first = place.words[:4]
    return replace(_point(place, "decade", first), until=first[:3] + "9", kind="range")


def _read_year(place: _Place) -> _Found | None:
    counted = _COUNTED.match(place.text, place.end) or (
        place.words.endswith("00") and _PLURAL_AFTER.match(place.text, place.end)
    )
    stands = place.before(_TIME_BEFORE) or _YEAR_AFTER.match(place.text, place.end)
    return _point(place, "year", place.words) if stands and not counted else None


def _read_named(place: _Place) -> _Found | None:
    word = place.words.lower()
    if word.startswith("overnight"):
        found = replace(_point(place, "named", _shift(place.day, -1)), kind="range")
        return replace(found, until=_shift(place.day, 0))
    back = {"the": -2, "yesterday": -1, "tomorrow": 1}.get(word.split()[0], 0)
    return _point(place, "named", _shift(place.day, back))


def _read_span(place: _Place) -> _Found | None:
    """Read "the past two months": a range up to the day of publication."""
    unit = re.findall(_UNIT, place.words)[-1]
    count = _count(place.words)
    since = _move(_shift(place.day, 0), -count, unit) if count else None
    lasting = place.text[max(0, place.start - 4) : place.start].lower() == "for "
    found = replace(_point(place, "span", since), kind="since" if lasting else "range")
    return replace(found, future=None, until=None if lasting else _shift(place.day, 0))


def _read_unit(place: _Place) -> _Found | None:
    which, unit = place.words.lower().split()
    step = {"last": -1, "next": 1}.get(which, 0)
    found = _point(place, "unit", None)
    if place.day is None:
        return found
    if unit == "weekend":
        back = (place.day.weekday() - _SATURDAY) % 7
        at = (7 - back if step > 0 else -back) - (7 if step < 0 and back <= 1 else 0)
        found = replace(found, kind="range", until=_shift(place.day, at + 1))
        return replace(found, value=_shift(place.day, at), future=_shift(place.day, at))
    if unit in {"week", "month", "year"}:
        today = place.day.isoformat()
        value = (
            _shift(place.day, 7 * step, _MONTH_ONLY) if unit == "week" else _move(today, step, unit)
        )
    elif unit in {"night", "morning", "afternoon", "evening"}:
        value = _shift(place.day, step)
    elif step < 0 and place.day.month > _SUMMER_END:
        value = None
    else:
        value = _iso(place.day.year + step)
    return replace(found, value=value, future=value)


def _read_ago(place: _Place) -> _Found | None:
    unit = re.findall(_UNIT, place.words)[-1]
    count = _count(place.words)
    known = count and not place.before(_VAGUE_BEFORE) and not re.match(_UNIT, place.words)
    return _point(
        place, "ago", _move(_shift(place.day, 0), -count, unit) if known and count else None
    )


_VAGUE_BEFORE: Final = re.compile(r"\b(?:more than|over|at least|less than)\s\Z", re.IGNORECASE)


def _read_apart(place: _Place) -> _Found | None:
    """Read "two days later": from the date before; with a clause after it, that clause is dated."""
    *_, unit, word = place.words.lower().split()
    if place.words.lower().startswith("the") and unit != "day":
        return None
    count = _count(place.words.lower().removeprefix("the "))
    forward = word in {"later", "after"}
    clause = word in {"before", "after"} and not _ADVERB.match(place.text, place.end)
    base = place.previous
    if clause:
        forward = not forward
        base = place.day.isoformat() if place.caption and place.day else base
    value = _move(base, count if forward else -count, unit.rstrip("s")) if count else None
    return _point(place, "apart", value)


_ADVERB: Final = re.compile(r"\s*(?:[.,;:)]|$|\n)")


def _read_same(place: _Place) -> _Found | None:
    *_, which, unit = place.words.lower().split()
    step = {"previous": -1, "preceding": -1, "following": 1, "next": 1}.get(which, 0)
    unit = unit if unit in {"month", "year"} else "day"
    return _point(place, "same", _move(place.previous, step, unit))


_READERS: Final[dict[str, Callable[[_Place], _Found | None]]] = {
    "iso": _read_iso,
    "digits": _read_digits,
    "daymonth": _read_daymonth,
    "monthday": _read_monthday,
    "monthyear": _read_monthyear,
    "month": _read_month,
    "weekday": _read_weekday,
    "years": _read_years,
    "decade": _read_decade,
    "year": _read_year,
    "named": _read_named,
    "span": _read_span,
    "unit": _read_unit,
    "ago": _read_ago,
    "apart": _read_apart,
    "same": _read_same,
}
_RELATIVE: Final = {"named", "unit", "ago", "apart"}


def _with_ranges(text: str, found: list[_Found]) -> list[_Found]:
    """Join "from March" and "June 2015": the first end takes the year or week of the second."""
    joined: list[_Found] = []
    for last in found:
        first = joined[-1] if joined else None
        if first is None or first.kind != "point" or last.kind != "point":
            joined.append(last)
            continue
        start = _range_start(text, first, last)
        if start is None:
            joined.append(last)
            continue
        since, until = _before_end(first, last), last.value
        joined[-1] = replace(
            last, start=start, value=since, future=first.future, until=until, kind="range"
        )
    return joined


def _range_start(text: str, first: _Found, last: _Found) -> int | None:
    """Where the range of the two dates starts, None if they are no range."""
    joint = _JOINT.fullmatch(text, first.end, last.start)
    lead = _RANGE_LEAD.search(text, max(0, first.start - 20), first.start)
    word = lead["word"].lower() if lead else ""
    if joint is None or (joint["word"] == "and" and word != "between"):
        return None
    if joint["word"] == "to" and word != "from":
        return None
    return lead.start() if lead else first.start


def _before_end(first: _Found, last: _Found) -> PartialDate | None:
    """The first end, moved back so that it is not after the last."""
    if first.value is None or last.value is None:
        return first.value
    if first.open_year:
        same = last.value[:_YEAR_ONLY] + first.value[_YEAR_ONLY:]
        later = same[: len(last.value)] > last.value[: len(same)]
        return f"{int(last.value[:4]) - later:04}{first.value[4:]}"
    days = _day(first.value), _day(last.value)
    if first.form == "weekday" and days[0] and days[1]:
        return _shift(days[1], -((days[1] - days[0]).days % 7))
    return first.value


def _with_prepositions(text: str, found: list[_Found]) -> list[_Found]:
    floor = 0
    told: list[_Found] = []
    for date_found in found:
        new = _widened(text, date_found, floor)
        if new.kind == "point":
            new = _led(text, new, floor)
        told.append(new)
        floor = new.end
    return told


def _widened(text: str, found: _Found, floor: int) -> _Found:
    lead = _MODIFIER.search(text, max(floor, found.start - 32), found.start)
    return replace(found, start=lead.start()) if lead else found


def _led(text: str, found: _Found, floor: int) -> _Found:
    """Turn a point after "since", "until" and their like into an open interval."""
    lead = _LEAD.search(text, max(floor, found.start - 32), found.start)
    if lead is None:
        return found
    word = lead["word"].lower()
    end = found.end
    if word == "from":
        on = _FROM_ON.match(text, end)
        if on is None:
            return found
        end = on.end()
    if word in {"before", "after"} and not _CLAUSE_END.match(text, end):
        return found
    opened = word in {"since", "after", "from", "starting", "beginning"}
    new = replace(found, start=lead.start(), end=end, kind="since" if opened else "until")
    return new if opened else replace(new, value=None, until=found.value)


def _mention(text: str, x: _Found) -> DateMention:
    return DateMention(x.start, x.end, text[x.start : x.end], x.kind, x.value, x.until, x.future)
