"""Cleaning: what of a page goes, and that no sentence of the report goes with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read import phrases
from kg.read.furniture import clean

TITLE = "Rebels take the bridge of Marran"
BODY = (
    "MARRAN: Rebel fighters took the bridge of Marran on Friday, a monitor said.\n\n"
    "The army left the east bank at dawn, leaving two tanks behind.\n\n"
    "It was the third loss in a week, the monitor said.-AFP"
)


def test_a_page_keeps_headline_and_body_only() -> None:
    page = (
        "Skip to main content\nHome | World | Africa | Sport\n\n"
        f"{TITLE}\n\n{TITLE}\n\nShare on Facebook\nTweet\n\n{BODY}\n\n"
        "Minister opens new stadium in capital\n\n\n\n"
        "Please enter your comment!\nPlease enter your name here\n© 2019 The Valley Post"
    )
    assert clean(page) == f"{TITLE}\n\n{BODY}"


def test_a_text_without_furniture_is_not_touched() -> None:
    text = f"\n  {TITLE}\r\n\n\n\n{BODY}\n\n\n"
    assert clean(text) == text
    assert clean("Share this article") == "Share this article"


@pytest.mark.parametrize(
    "line",
    [
        "Please enter your comment!",
        "You have entered an incorrect email address!",
        "Leave a Reply",
        "Comments (12)",
        "Save my name, email, and website in this browser for the next time I comment.",
        "Facebook Twitter WhatsApp Email",
        "Share this:",
        "Follow us on Twitter @valleypost",
        "We use cookies to make this site work. Read our cookie policy.",
        "Sign up for our daily newsletter",
        "ADVERTISEMENT",
        "Advertisement - story continues below",
        "No media source currently available",
        "0:00 / 2:34",
        "Auto 240p | 4.1MB 360p | 6.2MB",
        "Image source, Getty Images",
        "1 of 12",
        "Log in / Register",
        "Home > News > World",
        "Copyright 2019 Valley Post. All rights reserved.",
        "Tags: Marran, rebels",
        "3 min read",
        "Read more: Five things to know about Marran",
        "RELATED: The long road to Marran",
        "[ Read More ]",
        "Read the rest of the story on Valley Post",
        "Video PlayerClose",
        "[Editor: valley]",
        "EDITOR\u2019S CHOICE",
        "More news: Cup final tonight",
        "Our Standards: The Thomson Reuters Trust Principles.",
    ],
)
def test_furniture_goes(line: str) -> None:
    first, second = BODY.split("\n\n")[:2]
    assert clean(f"{TITLE}\n\n{first}\n\n{line}\n\n{second}") == f"{TITLE}\n\n{first}\n\n{second}"


@pytest.mark.parametrize(
    "line",
    [
        "Advertising campaign of the group draws recruits",
        "Share of the oil was promised to both sides, officials said.",
        "Follow the money: how the group pays its fighters",
        "Search for survivors goes on in Marran",
        "Live fire was used against the crowd.",
        "The group uses cookies to track visitors of its site, the report said.",
        "Related killings were reported in two villages.",
        "Comments by the minister angered the rebels.",
        "Name: Abu Omar",
        "Video: the group's own, shows the attack on the base.",
        "Copyright law does not worry the group.",
        "A fighter stands guard in Marran, March 3, 2019. (AP)",
        "(Reporting by Jane Roe; Editing by John Doe)",
        "By Jane Roe",
        "Published: 15 December 2018",
    ],
)
def test_lines_of_a_report_stay(line: str) -> None:
    text = f"{TITLE}\n\n{BODY}\n\n{line}\n\nThe army did not comment."
    assert clean(text) == text


def test_wrapped_lines_are_not_taken_for_furniture() -> None:
    text = (
        "The pictures were first posted by the group on Facebook and\n"
        "Telegram\nand then by others who were asked to share them on\n"
        "Twitter\nor by\nemail\nto friends of the fighters in the town of Marran.\n"
    )
    assert clean(text) == text


def test_menus_go_and_lists_stay() -> None:
    menu = "Home\nNews\nWorld\n\nAfrica\nSport\nOpinion\nContact us"
    towns = "The rebels hold:\n\nMarran\nAl-Dar\nEast Bank\nKafr Said"
    assert clean(f"{menu}\n\n{TITLE}\n\n{BODY}\n\n{towns}") == f"{TITLE}\n\n{BODY}\n\n{towns}"


def test_the_headline_stands_once_wherever_it_is_known_from() -> None:
    page = f"{TITLE} | The Valley Post\n{TITLE}\n\n{BODY}\n\n{TITLE.upper()}"
    assert clean(page) == f"{TITLE}\n\n{BODY}"
    later = f"By Jane Roe\n\n{TITLE}\n\n{TITLE}\n\n{BODY}\n\n{TITLE}"
    assert clean(later, TITLE) == f"By Jane Roe\n\n{TITLE}\n\n{BODY}"
    curly = "Rebels\u2019 flag over Marran"
    twice = f"By Jane Roe\n\n{curly}\n\n{BODY}\n\n{curly}"
    assert clean(twice, curly) == f"By Jane Roe\n\n{curly}\n\n{BODY}"


def test_teasers_go_only_after_the_end_of_the_report() -> None:
    unsigned = f"{TITLE}\n\n{BODY.removesuffix('-AFP')}\n\nSmoke over the bridge"
    assert clean(unsigned) == unsigned
    middle = f"{TITLE}\n\nThe army left. (Reuters)\n\nThird loss\n\n{BODY}"
    assert clean(middle) == middle
    signed_off = f"{TITLE}\n\nThe army left the town.\n\nReporting by J. Roe\n\nCup final tonight"
    assert clean(signed_off) == signed_off.removesuffix("\n\nCup final tonight")


def test_lists_of_other_reports_go_with_their_headings() -> None:
    related = "Related articles\nFive things to know about Marran\nWho are the rebels"
    first, second, third = BODY.split("\n\n")
    assert clean(f"{first}\n\n{second}\n\n{related}") == f"{first}\n\n{second}"
    between = f"{first}\n\n{related}\n\nThird loss\n\n{third}"
    assert clean(between) == f"{first}\n\nThird loss\n\n{third}"
    links = "Previous article\nBudget passed\nNext article\nCup final tonight"
    assert clean(f"{first}\n\n{links}\nSmoke over Marran") == f"{first}\n\nSmoke over Marran"


_pieces = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            *BODY.split("\n\n"),
            *sorted(phrases.MENU_WORDS)[:9],
            TITLE,
            "",
            " ",
            "Related articles",
            "Next story",
            "Please enter your comment!",
            "(Reuters)",
            "Reporting by Jane Roe",
            "Read more: this",
            "Home > News > World",
            "telegram",
            "\r",
        ],
    ),
)


@given(st.lists(_pieces, max_size=25).map("\n".join), st.none() | st.just(TITLE) | st.text())
def test_what_is_kept_stands_in_the_input_in_the_same_order(text: str, title: str | None) -> None:
    rest = iter(text.split("\n"))
    kept = clean(text, title)
    assert not kept or all(line in rest for line in kept.split("\n"))


@given(st.lists(_pieces, max_size=25).map("\n".join))
def test_sentences_are_never_lost_and_cleaning_twice_changes_nothing_in_them(text: str) -> None:
    kept = clean(text).split("\n")
    assert {x for x in BODY.split("\n\n") if x in text.split("\n")} <= set(kept)
