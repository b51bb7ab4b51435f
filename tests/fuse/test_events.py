# ruff: noqa: D101, D102 - the names of the tests are sentences
"""Which event claims of many documents tell of one happening."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from kg.model import Event, Fact

Facts = Callable[..., list[Fact]]


@pytest.fixture
def number(write: SimpleNamespace, facts: Facts) -> Callable[..., int]:
    """Return what counts the events that claims of a document each come to."""

    def count(*claims: Event, published: str | None = None) -> int:
        records = [write.record(f"d{n}", x, published=published) for n, x in enumerate(claims)]
        return sum(x.form == "event" for x in facts(*records))

    return count


Count = Callable[..., int]


def test_type_place_and_day_make_one(write: SimpleNamespace, number: Count) -> None:
    def claim(kind: str, day: str, place: str) -> Event:
        return write.event(kind, day, agent="SDF", place=place)

    first = claim("Capture", "2018-12-14", "Hajin")
    assert number(first, claim("Capture", "2018-12-14", "Hajin")) == 1
    assert number(first, claim("Capture", "2018-12-13", "Hajin")) == 2
    assert number(first, claim("Capture", "2018-12-14", "Sousa")) == 2
    assert number(first, claim("Battle", "2018-12-14", "Hajin")) == 2


def test_the_same_target_is_enough(write: SimpleNamespace, number: Count) -> None:
    shot = write.event("Killing", "2018-12-13", target="Chekatt", place="Strasbourg")
    assert number(shot, write.event("Killing", "2018-12-13", target="Chekatt", agent="Police")) == 1
    assert (
        number(shot, write.event("Killing", "2018-12-13", target="Dupont", place="Strasbourg")) == 2
    )


def test_rival_agents_make_two_and_none_makes_none(write: SimpleNamespace, number: Count) -> None:
    strike = write.event("Strike", "2018-12-14", agent="Russia", place="Idlib")
    assert number(strike, write.event("Strike", "2018-12-14", agent="US", place="Idlib")) == 2
    assert number(strike, write.event("Strike", "2018-12-14", place="Idlib")) == 1
    unnamed = write.event("Strike", "2018-12-14", agent="warplanes", place="Idlib")
    assert number(strike, unnamed) == 1


def test_the_sides_of_a_battle_have_no_order(write: SimpleNamespace, number: Count) -> None:
    one = write.event("Battle", "2018-12-14", agent="SDF", target="IS")
    assert number(one, write.event("Battle", "2018-12-14", agent="IS", target="SDF")) == 1


class TestDates:
    def capture(self, write: SimpleNamespace, date: str | None) -> Event:
        return write.event("Capture", date, agent="SDF", place="Hajin")

    def test_a_coarse_one_joins_the_only_day_it_can_mean(
        self, write: SimpleNamespace, facts: Facts
    ) -> None:
        claims = [self.capture(write, x) for x in ("2018-12", None, "2018", "2018-12-14")]
        records = [write.record(f"d{n}", x, published="2018-12-20") for n, x in enumerate(claims)]
        event, _ = facts(*records)
        assert (event.interval.since, len(event.supported_by)) == ("2018-12-14", 4)

    def test_it_joins_neither_of_two_days(self, write: SimpleNamespace, number: Count) -> None:
        assert (
            number(*(self.capture(write, x) for x in ("2018-12-14", "2018-12-28", "2018-12"))) == 3
        )

    def test_an_undated_one_tells_of_nothing_after_its_report(
        self, write: SimpleNamespace, facts: Facts
    ) -> None:
        early = write.record("a", self.capture(write, None), published="2017-05-01")
        late = write.record("b", self.capture(write, "2018-12-14"), published="2018-12-15")
        assert sum(x.form == "event" for x in facts(early, late)) == 2

    def test_undated_news_is_of_the_last_weeks(self, write: SimpleNamespace, facts: Facts) -> None:
        def events(published: str) -> int:
            day = write.event("Attack", "2015-01-10", place="Kabul", agent="Taliban")
            undated = write.event("Attack", None, place="Kabul", agent="Taliban")
            found = facts(write.record("a", day), write.record("b", undated, published=published))
            return sum(x.form == "event" for x in found)

        assert events("2015-01-20") == 1
        assert events("2016-06-01") == 2


def test_two_events_of_one_document_are_two(write: SimpleNamespace, facts: Facts) -> None:
    bombs = [
        write.event("Attack", "2015-01-10", place="Kabul", target=x) for x in ("Hotel", "Bank")
    ]
    assert sum(x.form == "event" for x in facts(write.record("a", *bombs))) == 2


def test_a_fact_has_all_that_its_claims_say(write: SimpleNamespace, facts: Facts) -> None:
    one = write.event("Strike", "2018-12", place="Idlib", trigger="bombed", means="rockets")
    two = write.event("Strike", "2018-12-14", place="Idlib", agent="Russia", trigger="bombed")
    no = write.event("Strike", "2018-12-14", place="Idlib", agent="Russia", polarity="negative")
    (event,) = facts(*(write.record(f"d{n}", x) for n, x in enumerate((one, two, no))))
    assert event.roles == {"agent": ("Russia",), "place": ("Idlib",)}
    assert (event.trigger, event.means, event.interval.since) == (
        "bombed",
        ("rockets",),
        "2018-12-14",
    )
    assert (len(event.supported_by), len(event.disputed_by)) == (2, 1)


def test_a_description_adds_nobody_to_those_that_others_name(
    write: SimpleNamespace, facts: Facts
) -> None:
    described = write.event("Strike", "2018-12-14", place="Idlib", agent="foreign-jets")
    named = write.event("Strike", "2018-12-14", place="Idlib", agent="Russia local-allies")
    event = facts(write.record("a", described), write.record("b", named))[0]
    assert event.roles["agent"] == ("Russia", "b/local-allies")


def test_a_denial_of_what_nobody_claims_is_no_fact(write: SimpleNamespace, facts: Facts) -> None:
    no = write.event("Strike", "2018-12-14", place="Idlib", polarity="negative")
    assert facts(write.record("a", no)) == []


def test_the_key_stays_when_later_reports_come(write: SimpleNamespace, facts: Facts) -> None:
    first = write.record(
        "a", write.event("Capture", "2018-12-14", place="Hajin"), published="2018-12-15"
    )
    later = write.record(
        "b", write.event("Capture", "2018-12-14", place="Hajin"), published="2018-12-20"
    )
    assert facts(first)[0].key == facts(later, first)[0].key
