"""Numbers of countable things: their bounds, their spans, and what is no count at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.quantities import find

BOUNDS = [
    ("The column had 17,000 men", "17,000", 17000, 17000),
    ("They counted 1 200 tents", "1 200", 1200, 1200),
    ("a town of 1.5 million inhabitants", "1.5 million", 1_500_000, 1_500_000),
    ("a 4-million community", "4-million", 4_000_000, 4_000_000),
    ("two scouts died", "two", 2, 2),
    ("twenty-one scouts died", "twenty-one", 21, 21),
    ("a hundred and fifty scouts", "a hundred and fifty", 150, 150),
    ("two hundred fifty thousand voters", "two hundred fifty thousand", 250_000, 250_000),
    ("three thousand six hundred and two tents", "three thousand six hundred and two", 3602, 3602),
    ("a dozen boats", "a dozen", 12, 12),
    ("half a dozen boats", "half a dozen", 6, 6),
    ("more than two dozen boats", "more than two dozen", 24, None),
    ("dozens of boats", "dozens", 24, None),
    ("several dozen boats", "several dozen", 24, None),
    ("scores of boats", "scores", 40, None),
    ("hundreds fled", "hundreds", 200, None),
    ("a few hundred fled", "a few hundred", 200, None),
    ("Thousands fled", "Thousands", 2000, None),
    ("tens of thousands fled", "tens of thousands", 20_000, None),
    ("hundreds of thousands fled", "hundreds of thousands", 200_000, None),
    ("millions fled", "millions", 2_000_000, None),
    ("several boats sank", "several", 3, None),
    ("a handful of boats sank", "a handful of", 3, None),
    ("a couple of boats sank", "a couple of", 2, 2),
    ("another couple thousand recruits", "another couple thousand", 2000, 2000),
    ("at least 900 recruits", "at least 900", 900, None),
    ("no fewer than ten recruits", "no fewer than ten", 10, None),
    ("more than 320 recruits", "more than 320", 320, None),
    ("upwards of 40 recruits", "upwards of 40", 40, None),
    ("over 60 recruits", "over 60", 60, None),
    ("some 300 or more recruits", "some 300 or more", 300, None),
    ("200+ recruits", "200+", 200, None),
    ("up to 50 recruits", "up to 50", None, 50),
    ("as many as 50 recruits", "as many as 50", None, 50),
    ("no more than 50 recruits", "no more than 50", None, 50),
    ("fewer than 50 recruits", "fewer than 50", None, 50),
    ("about 50 recruits", "about 50", 50, 50),
    ("nearly 50 recruits", "nearly 50", 50, 50),
    ("an estimated 50 recruits", "an estimated 50", 50, 50),
    ("a total of about 50 recruits", "a total of about 50", 50, 50),
    ("between 20 and 30 recruits", "between 20 and 30", 20, 30),
    ("between one hundred and two hundred", "between one hundred and two hundred", 100, 200),
    ("from about 300 to 500 recruits", "from about 300 to 500", 300, 500),
    ("20-30 recruits", "20-30", 20, 30),
    ("two or three recruits", "two or three", 2, 3),
    ("3 to 5 thousand recruits", "3 to 5 thousand", 3000, 5000),
    ("the 3,000-strong legion", "3,000-strong", 3000, 3000),
    ("a four-member crew", "four-member", 4, 4),
    ("a raid killing one", "one", 1, 1),
    ("one sailor drowned", "one", 1, 1),
    ("at least one of them drowned", "at least one", 1, None),
    ("since Dec. 5 to 922, he said", "922", 922, 922),
    ("a crowd of 2000 people", "2000", 2000, 2000),
]


@pytest.mark.parametrize(("text", "words", "low", "high"), BOUNDS)
def test_a_number_has_the_bounds_that_its_words_set(
    text: str, words: str, low: int | None, high: int | None
) -> None:
    """Every mention is the number with its modifiers."""
    assert [(m.text, m.quantity.low, m.quantity.high) for m in find(text)] == [(words, low, high)]


@pytest.mark.parametrize(
    "text",
    [
        "It fell in 2018.",
        "In 2000 people left.",
        "the war of 2014-2016",
        "on 10 September",
        "September 10",
        "on May 27-28, and June 3 and 4",
        "on 27 and 28 May",
        "the 10th of June",
        "2018-09-10 and 10/09/2018",
        "at 5:30 or 7 a.m. or 0:00:43",
        "5 percent, 7%, 20-30 per cent",
        "$3 million, 3 million dollars, 50 Syrian pounds",
        "a 25-year-old, aged 34",
        "Omar Fadel, 34, fled",
        "children under the age of 10",
        "30 kilometres (18 miles) away, 25 by 55 km",
        "hundreds of metres, 40 tonnes, 3 degrees",
        "three days, two more years, six-month, hundreds of years",
        "dozens of times",
        "the 4th and the first",
        "Brigade 47, Route 66, Resolution 2254, No. 2",
        "F-16, AK-47, T-72, Mi-24, UH-60, M23",
        "Phone: 555 1234, tel. 0123, +44 20 7946 0958",
        "270p | 2.0MB",
        "one of the towns; no one; one another; the one who left",
        "version 3.8.18, a score of 3-1, 24/7",
        "World War Two, the Big Three",
        "as noted before.[1] CTF 50 is led by it (L 12) at 35°01\u203257\u2033N",
        "20-plus months, 16+ hours, 7,000 m3, 84 MW",
        "two-thirds of it",
        "the 1990s",
        "1. Read this\n2) Then this\n24\n",
    ],
)
def test_other_numbers_count_nothing(text: str) -> None:
    """Dates, measures, money, ages, durations, ordinals and names are left out."""
    assert find(text) == []


def test_a_bound_holds_on_over_and() -> None:
    """The second number of one phrase is bounded as the first; a new clause starts afresh."""
    text = "At least 9 guards and 5 drivers died; at least 7 died and 2 fled."
    assert [(m.quantity.low, m.quantity.high) for m in find(text)] == [
        (9, None),
        (5, None),
        (7, None),
        (2, 2),
    ]


def test_a_change_is_two_numbers_and_no_range() -> None:
    """Both ends of a rise are counts of their own."""
    assert [m.quantity.low for m in find("The toll rose from 20 to 30 guards.")] == [20, 30]


def test_control_over_villages_is_no_bound() -> None:
    """A preposition that belongs to the noun before it is no modifier."""
    (mention,) = find("They lost control over 20 villages.")
    assert (mention.text, mention.quantity.high) == ("20", 20)


PIECES = st.lists(
    st.sampled_from(
        [
            *("at least", "more than", "between", "and", "to", "-", "two", "hundred", "thousand"),
            *("twenty", "a", "one", "dozens", "of", "several", "20", "3,000", "1.5", "2014"),
            *("million", "days", "June", "$", "%", ",", ".", "men", "over", "up to", "\n"),
            *("scores", "half a"),
        ]
    )
)


@given(st.one_of(st.text(), PIECES.map(" ".join), PIECES.map("".join)))
def test_mentions_are_faithful_sorted_and_apart(text: str) -> None:
    """Whatever the text, spans are exact and in order, and bounds make sense."""
    end = 0
    for mention in find(text):
        assert end <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text
        low, high = mention.quantity.low, mention.quantity.high
        assert low is not None or high is not None
        assert low is None or high is None or low <= high
        end = mention.end
