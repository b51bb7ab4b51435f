"""Dates in text: what they resolve to, what they cover, and what is no date."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.dates import find
from kg.model import DateMention

SATURDAY = "2018-12-15"


def told(text: str, published: str | None = SATURDAY) -> list[tuple[str, str | None, str | None]]:
    """Return kind and dates of the mentions of `text`."""
    return [(m.kind, m.since, m.until) for m in find(text, published)]


POINTS = [
    ("They left on Friday.", "Friday", "2018-12-14", "2018-12-21"),
    ("They left Saturday.", "Saturday", "2018-12-15", "2018-12-15"),
    ("They left last Saturday.", "last Saturday", "2018-12-08", "2018-12-15"),
    ("They left last Tuesday.", "last Tuesday", "2018-12-11", "2018-12-18"),
    ("They leave next Monday.", "next Monday", "2018-12-17", "2018-12-17"),
    ("They left Friday night.", "Friday night", "2018-12-14", "2018-12-21"),
    ("They left early Sunday.", "early Sunday", "2018-12-09", "2018-12-16"),
    ("Monday's raid failed.", "Monday", "2018-12-10", "2018-12-17"),
    ("They left Sunday, Jan. 3, 2016.", "Sunday, Jan. 3, 2016", "2016-01-03", "2016-01-03"),
    ("They left overnight Friday.", "overnight Friday", "2018-12-14", "2018-12-21"),
    ("They left today.", "today", SATURDAY, SATURDAY),
    ("They left yesterday evening.", "yesterday evening", "2018-12-14", "2018-12-14"),
    ("They leave tomorrow.", "tomorrow", "2018-12-16", "2018-12-16"),
    ("They left the day before yesterday.", "the day before yesterday", "2018-12-13", "2018-12-13"),
    ("They left last night.", "last night", "2018-12-14", "2018-12-14"),
    ("They left earlier this month.", "earlier this month", "2018-12", "2018-12"),
    ("They left last month.", "last month", "2018-11", "2018-11"),
    ("They leave next month.", "next month", "2019-01", "2019-01"),
    ("They left late last year.", "late last year", "2017", "2017"),
    ("They left in late January.", "late January", "2018-01", "2019-01"),
    ("They left in December.", "December", "2018-12", "2018-12"),
    ("They left last December.", "last December", "2017-12", "2018-12"),
    ("They left in October last year.", "October last year", "2017-10", "2017-10"),
    ("They left in May.", "May", "2018-05", "2019-05"),
    ("The March raid failed.", "March", "2018-03", "2019-03"),
    ("They left on September 10.", "September 10", "2018-09-10", "2019-09-10"),
    ("They left on 10 September.", "10 September", "2018-09-10", "2019-09-10"),
    ("They left on the 10th of September, 2017.", "10th of September, 2017", "2017-09-10", None),
    ("They left on Sept. 10, 2017.", "Sept. 10, 2017", "2017-09-10", None),
    ("They left on 2017-09-10.", "2017-09-10", "2017-09-10", None),
    ("They left on 25/09/2017.", "25/09/2017", "2017-09-25", None),
    ("They left on 10.09.2017.", "10.09.2017", "2017-09-10", None),
    ("They left on 10/09/2017.", "10/09/2017", "2017", None),
    ("They left in December of 2014.", "December of 2014", "2014-12", None),
    ("They left in 2014.", "2014", "2014", None),
    ("They left in the summer of 2012.", "the summer of 2012", "2012", None),
    ("The 2015 raids failed.", "2015", "2015", None),
    ("They left two days ago.", "two days ago", "2018-12-13", None),
    ("A week ago they left.", "A week ago", "2018-12-08", None),
    ("They left three weeks ago.", "three weeks ago", "2018-11", None),
    ("Six months ago they left.", "Six months ago", "2018-06", None),
    ("They left two years ago.", "two years ago", "2016", None),
]


@pytest.mark.parametrize(("text", "words", "since", "future"), POINTS)
def test_a_point_has_a_past_and_a_future_reading(
    text: str, words: str, since: str, future: str | None
) -> None:
    """The future reading of what only has one is the same."""
    (mention,) = find(text, SATURDAY)
    assert (mention.text, mention.kind) == (words, "point")
    assert (mention.since, mention.until, mention.future) == (since, None, future or since)


INTERVALS = [
    ("held since June 3", "since June 3", "since", "2018-06-03", None),
    ("held since early 2014", "since early 2014", "since", "2014", None),
    ("held for the past two months", "the past two months", "since", "2018-10", None),
    ("held from Monday onwards", "from Monday onwards", "since", "2018-12-10", None),
    ("held until Friday", "until Friday", "until", None, "2018-12-14"),
    ("held until March 2015", "until March 2015", "until", None, "2015-03"),
    ("held before 2014.", "before 2014", "until", None, "2014"),
    ("from March to June 2015", "from March to June 2015", "range", "2015-03", "2015-06"),
    ("from October to March 2015", "from October to March 2015", "range", "2014-10", "2015-03"),
    ("between 3 May and 5 June 2014", None, "range", "2014-05-03", "2014-06-05"),
    ("between Friday and Monday", None, "range", "2018-12-07", "2018-12-10"),
    ("from 2011 to 2014", None, "range", "2011", "2014"),
    ("from Thursday until January", None, "range", "2018-12-13", "2019-01"),
    ("raids in 2014-15", "2014-15", "range", "2014", "2015"),
    ("raids on May 27-28", "May 27-28", "range", "2018-05-27", "2018-05-28"),
    ("raids on 27-28 May 2016", "27-28 May 2016", "range", "2016-05-27", "2016-05-28"),
    ("raids in the 1990s", "1990s", "range", "1990", "1999"),
    ("raids in the past three days", "the past three days", "range", "2018-12-12", SATURDAY),
    ("raids last weekend", "last weekend", "range", "2018-12-08", "2018-12-09"),
    ("raids overnight", "overnight", "range", "2018-12-14", SATURDAY),
]


@pytest.mark.parametrize(("text", "words", "kind", "since", "until"), INTERVALS)
def test_prepositions_of_time_make_intervals(
    text: str, words: str | None, kind: str, since: str | None, until: str | None
) -> None:
    """The mention covers the preposition; an open end is None."""
    (mention,) = find(text, SATURDAY)
    assert (mention.text, mention.kind) == (words or text, kind)
    assert (mention.since, mention.until) == (since, until)


@pytest.mark.parametrize(
    "text",
    [
        "They may march to the sea.",
        "Theresa May agreed with August Krogh and April Reed.",
        "The Great March on the fence; the March on the fence",
        "the Sunday Times, Bloody Sunday, Black September, the March 14 alliance",
        "prayers on Fridays",
        "2018 people and the 2000 tents",
        "31 June, 2018-13-01, 45/45/2018",
        "Resolution 2254, 2014m, 2,014, $2014",
        "the next hours, in recent weeks, at dawn",
    ],
)
def test_names_verbs_and_numbers_are_no_dates(text: str) -> None:
    """A month that may be a name needs a word of time; a year too."""
    assert find(text, SATURDAY) == []


def test_the_next_day_counts_from_the_date_before() -> None:
    """Across one end of sentence, and no further."""
    text = "It began on 3 June 2015. The next day it spread. A week later it ended."
    assert [m.since for m in find(text, SATURDAY)] == ["2015-06-03", "2015-06-04", "2015-06-11"]
    assert told("On 3 June 2015 it began. It spread. The next day it ended.")[-1][1] is None
    assert told("He fled in 2011. He died in October of that year.")[-1][1] == "2011-10"


def test_a_day_after_dates_what_follows() -> None:
    """On Tuesday, a day after the raid: the raid was on Monday."""
    assert told("On Tuesday, a day after the raid, they left.")[-1][1] == "2018-12-10"
    assert told("They came on Tuesday and left a day after.")[-1][1] == "2018-12-12"


def test_a_caption_counts_from_its_own_date() -> None:
    """Elsewhere "ago" counts from publication."""
    caption = "A boy hurt in a raid 10 days ago lies in a clinic in Kilis, Feb. 9, 2016."
    assert told(caption, "2016-02-12")[0][1] == "2016-01-30"
    assert told("He was hurt 10 days ago, on Feb. 2, 2016, at home.", "2016-02-12")[0][1] == (
        "2016-02-02"
    )


@pytest.mark.parametrize("published", [None, "2018", "2018-12", "no date"])
def test_without_a_day_of_publication_only_full_dates_resolve(published: str | None) -> None:
    """Relative dates are found all the same."""
    text = "On Friday, in June, two days ago, last week, on May 3-4 and in June 2015"
    assert [m.since for m in find(text, published)] == [None] * 5 + ["2015-06"]


def test_a_leap_day_of_no_leap_year_has_no_date() -> None:
    """It is no error either."""
    assert told("They left on 29 February.", "2018-12-15") == [("point", None, None)]


WORDS = [
    *("since", "until", "from", "to", "between", "and", "-", "the", "last", "next", "of", "early"),
    *("Friday", "Monday", "May", "March", "Feb.", "29", "3", "31", "2014", "2015", "1900", "0001"),
    *("today", "overnight", "a", "two", "999", "days", "day", "week", "months", "years", "year"),
    *("ago", "later", "after", "that", "past", "weekend", "summer", ",", ".", "\n\n", "10/09/2018"),
]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
PUBLISHED = st.one_of(st.none(), st.dates().map(date.isoformat), st.text(max_size=10))


def check_dates(mention: DateMention) -> None:
    """Every date of a mention is a partial date that exists, and a range ends after it begins."""
    for value in (mention.since, mention.until, mention.future):
        if value is not None:
            assert date.fromisoformat(value + "2000-01-01"[len(value) :]).isoformat()
    if mention.since and mention.until:
        length = min(len(mention.since), len(mention.until))
        assert mention.since[:length] <= mention.until[:length]


@given(TEXTS, PUBLISHED)
def test_mentions_are_faithful_sorted_and_apart(text: str, published: str | None) -> None:
    """Whatever the text and the day, spans are exact and in order, and dates exist."""
    end = 0
    for mention in find(text, published):
        assert end <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text
        check_dates(mention)
        end = mention.end


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.sampled_from(["Monday", "Sunday"]))
def test_a_weekday_is_within_a_week(published: date, name: str) -> None:
    """The past reading is the latest, the future reading the next such day."""
    (mention,) = find(f"on {name}", published.isoformat())
    past, future = (date.fromisoformat(x or "") for x in (mention.since, mention.future))
    assert f"{past:%A}" == f"{future:%A}" == name
    assert timedelta() <= published - past < timedelta(days=7)
    assert timedelta() <= future - published < timedelta(days=7)
