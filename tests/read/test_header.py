"""What a text tells about itself: title, dateline, byline, date and agency."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read import lines
from kg.read.header import Header, find

BODY = "Rebels took the bridge on 3 May 2014, an official said.\n\nThe army left the town at dawn."


def test_the_head_of_an_agency_report() -> None:
    text = f"Rebels take bridge\n\nBy Jane Roe\n\n4 March 2019\n\nMARRAN (Reuters) - {BODY}"
    assert find(text) == Header(
        title="Rebels take bridge",
        dateline="MARRAN",
        byline="Jane Roe",
        published="2019-03-04",
        publisher="Reuters",
    )


def test_running_prose_gives_nothing() -> None:
    assert find(BODY) == Header()
    assert find(BODY.replace("\n\n", " ")) == Header()
    assert find("") == Header()


@pytest.mark.parametrize(
    ("line", "place", "date", "agency"),
    [
        ("BEIRUT: Rebels", "BEIRUT", None, None),
        ("MOGADISHU (Reuters) - Fighters", "MOGADISHU", None, "Reuters"),
        ("KABUL, Afghanistan (AP) — A bomb", "KABUL, Afghanistan", None, "AP"),
        ("LONDON, 3 March 2019 — The", "LONDON", "2019-03-03", None),
        ("GENEVA, Dec 3 (Reuters) - The", "GENEVA", None, "Reuters"),
        ("Beirut (AFP) – The", "Beirut", None, "AFP"),
        ("GAZIANTEP AND KILIS, TURKEY — -As", "GAZIANTEP AND KILIS, TURKEY", None, None),
        ("MARRAN, Aug. 28  – A", "MARRAN", None, None),
        ("KHOST, Afghanistan, Aug. 5 (Xinhua) -- Some", "KHOST, Afghanistan", None, "Xinhua"),
        ("AL-HASAKEH, Syria -- The", "AL-HASAKEH, Syria", None, None),
    ],
)
def test_datelines(line: str, place: str, date: str | None, agency: str | None) -> None:
    assert lines.dateline(line) == lines.Dateline(place, date, agency)


@pytest.mark.parametrize(
    "line",
    [
        "WATCH: the fall of Marran",
        "US-backed forces took",
        "The Army (SAA) - the",
        "Analysts: war",
        "IS",
    ],
)
def test_what_is_no_dateline(line: str) -> None:
    assert lines.dateline(line) is None


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Published: 15 December 2018", "2018-12-15"),
        ("Saturday 15 December 2018", "2018-12-15"),
        ("2018-12-15T23:30:00Z", "2018-12-15"),
        ("Dec 15, 2018", "2018-12-15"),
        ("15 Dec 2018 - 04:30 GMT", "2018-12-15"),
        ("Updated 10:20 AM ET, Sat December 15, 2018", "2018-12-15"),
        ("By Jane Roe | December 15, 2018", "2018-12-15"),
        ("By Jane Roe, 15th December 2018", "2018-12-15"),
        ("Posted on December 15th, 2018 by admin", "2018-12-15"),
        ("AFP, 15 December 2018", "2018-12-15"),
        ("Source: Xinhua   2018-12-15 19:16:40", "2018-12-15"),
        ("Source: Xinhua| 2018-12-15 03:07:27|Editor: someone", "2018-12-15"),
        ("15/12/2018", "2018-12-15"),
        ("12/15/2018", "2018-12-15"),
        ("03/04/2019", "2019"),
    ],
)
def test_date_stamps(line: str, date: str) -> None:
    stamp = lines.stamp(line)
    assert stamp is not None
    assert stamp.date == date


@pytest.mark.parametrize(
    "line",
    [
        "31 February 2018",
        "The group was founded on 15 December 2018",
        "15 December 2018 was the day the town fell",
        "Friday",
        "December 2018",
        "15 December",
    ],
)
def test_what_is_no_date_stamp(line: str) -> None:
    assert lines.stamp(line) is None


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("the group, he said.-AFP", "AFP"),
        ("he said. (Reuters)", "Reuters"),
        ("— Agence France-Presse", "AFP"),
        ("“We won.” – AFP/AP", "AFP"),
        ("AP", "AP"),
        ("he said. - with inputs from AFP", "AFP"),
        ("Source: Xinhua", "Xinhua"),
        ("he told the news agency (AFP).", None),
        ("he told The Associated Press", None),
        ("he told Reuters", None),
        ("The group has ties to SPA", None),
    ],
)
def test_agencies_that_sign(line: str, agency: str | None) -> None:
    assert lines.signature(line) == agency


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Roe", "Jane Roe"),
        ("By Ali al-Hassan and Jane Roe", "Ali al-Hassan and Jane Roe"),
        ("By Jane Roe | Valley Post", "Jane Roe"),
        ("By Friday Evening", None),
        ("By the river they stood", None),
        ("By Jane Roe was shot the man who took the town.", None),
    ],
)
def test_bylines(line: str, names: str | None) -> None:
    assert lines.byline(line) == names


def test_a_title_stands_apart_or_before_the_dateline() -> None:
    assert find(f"Rebels take bridge\nBEIRUT: {BODY}").title == "Rebels take bridge"
    assert find(f"# Rebels take bridge\n\n{BODY}").title == "Rebels take bridge"
    assert find(f"Rebels of the north took\nthe bridge of Marran.\n\n{BODY}").title is None
    assert find(f"Rebels took the bridge.\n\n{BODY}").title is None


def test_a_publication_date_wins_over_an_update() -> None:
    text = f"Rebels take bridge\n\nUpdated: 6 March 2019\nPublished: 4 March 2019\n\n{BODY}"
    assert find(text).published == "2019-03-04"
    assert find(text.replace("Published: 4 March 2019\n", "")).published == "2019-03-06"


def test_a_chronology_has_no_publication_date() -> None:
    days = "\n\n".join(f"{day} March 2019\n\nRebels took village {day}." for day in (1, 2, 3, 4))
    assert find(f"The war in March\n\n{days}").published is None
    assert find(f"The war in March\n\nPublished: 9 April 2019\n\n{days}").published == "2019-04-09"


def test_the_agency_of_a_byline_counts() -> None:
    assert find(f"Rebels take bridge\n\nBy Jane Roe, Associated Press\n\n{BODY}").publisher == "AP"


@given(st.text() | st.from_regex(r"(?:By |AFP|[A-Z]{3,9}|\(AP\)|, | - |\d{1,2}|\.|2018|May|:| )*"))
def test_any_line_can_be_looked_at(line: str) -> None:
    lines.is_headline(line)
    lines.is_prose(line)
    find(f"{line}\n\n{line}\n{line}")
