# ruff: noqa: D101, D102 - the names of the tests are sentences
"""Who holds what, from when to when, by whose word and by which rule."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from kg.model import Fact, Record

Facts = Callable[..., list[Fact]]


def about(facts: list[Fact], subject: str, predicate: str = "holds") -> list[tuple[Any, ...]]:
    """Return (since, until, modality, rule) of what is said of `subject`."""
    return [
        (x.interval.since, x.interval.until, x.modality, x.rule)
        for x in facts
        if x.predicate == predicate and x.roles["subject"] == (subject,)
    ]


def only(facts: list[Fact], subject: str, predicate: str = "holds") -> Fact:
    """Return the one fact of `subject`."""
    (found,) = (x for x in facts if x.predicate == predicate and x.roles["subject"] == (subject,))
    return found


class TestCapture:
    def test_starts_the_hold_of_the_agent_and_ends_that_of_the_loser(
        self, write: SimpleNamespace, facts: Facts
    ) -> None:
        taken = write.event("Capture", "2018-12-14", agent="SDF", place="Hajin", from_="IS")
        was = write.relation("IS", "holds", "Hajin", modality="past", until="2018-12-14")
        found = facts(write.record("a", taken, was, published="2018-12-15"))
        assert about(found, "SDF") == [("2018-12-14", None, "actual", "capture-starts-holds")]
        assert about(found, "IS") == [(None, "2018-12-14", "past", "capture-ends-holds")]
        assert only(found, "SDF").believed_now
        assert not only(found, "IS").believed_now
        assert len(only(found, "IS").supported_by) == 2

    def test_ends_the_hold_of_whoever_had_it_before(
        self, write: SimpleNamespace, facts: Facts
    ) -> None:
        found = facts(
            write.record("a", write.relation("IS", "holds", "Hajin"), published="2018-12-01"),
            write.record("b", write.event("Capture", "2018-12-14", agent="SDF", place="Hajin")),
        )
        assert about(found, "IS") == [(None, "2018-12-14", "past", "later-over-earlier")]
        assert len(only(found, "IS").supported_by) == 2  # the hold, and the capture that ended it

    def test_by_nobody_with_a_name_ends_no_hold_but_the_losers(
        self, write: SimpleNamespace, facts: Facts
    ) -> None:
        found = facts(
            write.record("a", write.relation("SDF", "holds", "Hajin"), published="2018-12-10"),
            write.record(
                "b",
                write.event(
                    "Capture", "2018-12-14", agent="some-fighters", place="Hajin", from_="IS"
                ),
            ),
        )
        assert about(found, "SDF") == [(None, None, "actual", "stated")]
        assert about(found, "IS") == [(None, "2018-12-14", "past", "capture-ends-holds")]

    def test_within_days_by_two_names_is_a_joint_one(
        self, write: SimpleNamespace, facts: Facts
    ) -> None:
        found = facts(
            write.record(
                "a", write.event("Capture", "2018-12-14", agent="SDF", place="Hajin", from_="IS")
            ),
            write.record(
                "b", write.event("Capture", "2018-12-15", agent="YPG", place="Hajin", from_="IS")
            ),
        )
        assert [x[1] for x in about(found, "SDF") + about(found, "YPG")] == [None, None]

    def test_of_several_dates_of_a_loss_the_best_supported_stands(
        self, write: SimpleNamespace, facts: Facts
    ) -> None:
        days = ["2014", "2018-12-14", "2018-12-14"]
        was = [write.relation("IS", "holds", "Hajin", modality="past", until=x) for x in days]
        found = facts(*(write.record(f"d{n}", x) for n, x in enumerate(was)))
        assert about(found, "IS") == [(None, "2018-12-14", "past", "stated")]

    def test_there_and_back_makes_three_spells(self, write: SimpleNamespace, facts: Facts) -> None:
        taken = [
            write.event("Capture", "2016-03-27", agent="Army", place="Palmyra", from_="IS"),
            write.event("Capture", "2016-12-11", agent="IS", place="Palmyra", from_="Army"),
            write.event("Capture", "2017-03-02", agent="Army", place="Palmyra", from_="IS"),
        ]
        found = facts(*(write.record(f"d{n}", x) for n, x in enumerate(taken)))
        assert [x[:2] for x in about(found, "Army")] == [
            ("2016-03-27", "2016-12-11"),
            ("2017-03-02", None),
        ]
        assert [x[:2] for x in about(found, "IS")] == [
            (None, "2016-03-27"),
            ("2016-12-11", "2017-03-02"),
        ]

    def test_that_is_denied_more_than_claimed_ends_nothing(
        self, write: SimpleNamespace, facts: Facts
    ) -> None:
        found = facts(
            write.record("a", write.relation("IS", "holds", "Hajin"), published="2018-12-01"),
            write.record(
                "b", write.event("Capture", "2018-12-14", agent="SDF", place="Hajin", from_="IS")
            ),
            write.record(
                "c",
                write.event(
                    "Capture", "2018-12-14", agent="SDF", place="Hajin", polarity="negative"
                ),
            ),
        )
        assert about(found, "IS") == [(None, None, "actual", "stated")]
        held = only(found, "SDF")
        assert len(held.disputed_by) == 1
        assert not held.believed_now

    @pytest.mark.parametrize("modality", ["possible", "future"])
    def test_that_is_only_foreseen_is_no_fact(
        self, modality: str, write: SimpleNamespace, facts: Facts
    ) -> None:
        plan = write.event("Capture", "2018-12-14", agent="SDF", place="Hajin", modality=modality)
        hold = write.relation("SDF", "holds", "Hajin", modality=modality)
        assert facts(write.record("a", plan, hold)) == []


class TestWithdrawal:
    def test_ends_a_hold_that_is_known_and_shows_presence(
        self, write: SimpleNamespace, facts: Facts
    ) -> None:
        found = facts(
            write.record("a", write.relation("Army", "holds", "Kut"), published="2003-03-01"),
            write.record("b", write.event("Withdrawal", "2003-04-03", agent="Army", place="Kut")),
        )
        assert about(found, "Army") == [(None, "2003-04-03", "past", "withdrawal-ends-holds")]
        assert about(found, "Army", "presentIn") == [
            (None, "2003-04-03", "past", "withdrawal-ends-presence")
        ]

    def test_alone_shows_no_hold(self, write: SimpleNamespace, facts: Facts) -> None:
        found = facts(write.record("a", write.event("Withdrawal", agent="Army", place="Kut")))
        assert about(found, "Army") == []


class TestStatements:
    def test_a_denial_supports_nothing_and_disputes(
        self, write: SimpleNamespace, facts: Facts
    ) -> None:
        no = write.relation("SDF", "holds", "Hajin", polarity="negative")
        assert facts(write.record("a", no)) == []
        yes = write.relation("SDF", "holds", "Hajin")
        found = only(facts(write.record("a", no), write.record("b", yes)), "SDF")
        assert (len(found.supported_by), len(found.disputed_by)) == (1, 1)
        assert found.belief < only(facts(write.record("b", yes)), "SDF").belief

    def test_what_was_is_no_direct_statement(self, write: SimpleNamespace, facts: Facts) -> None:
        found = only(
            facts(write.record("a", write.relation("IS", "holds", "Hajin", modality="past"))), "IS"
        )
        assert (found.modality, found.believed_now) == ("past", False)

    def test_what_was_since_a_year_is_over_by_the_same_word(
        self, write: SimpleNamespace, facts: Facts
    ) -> None:
        was = write.relation("IS", "holds", "Hajin", modality="past", since="2014")
        assert about(facts(write.record("a", was, published="2018-12-15")), "IS") == [
            ("2014", None, "past", "stated")
        ]

    def test_a_later_report_that_it_is_over_ends_it(
        self, write: SimpleNamespace, facts: Facts
    ) -> None:
        found = facts(
            write.record("a", write.relation("US", "backedBy", "Kurds"), published="2018-01-01"),
            write.record(
                "b",
                write.relation("US", "backedBy", "Kurds", modality="past"),
                published="2019-01-01",
            ),
        )
        assert about(found, "US", "backedBy") == [(None, None, "past", "later-over-earlier")]

    def test_a_look_back_does_not_end_what_is_said_of_now(
        self, write: SimpleNamespace, facts: Facts
    ) -> None:
        found = facts(
            write.record(
                "a",
                write.relation("US", "backedBy", "Kurds", modality="past"),
                published="2018-01-01",
            ),
            write.record("b", write.relation("US", "backedBy", "Kurds"), published="2019-01-01"),
        )
        assert {x[2] for x in about(found, "US", "backedBy")} == {"actual", "past"}

    def test_a_symmetric_relation_is_one_fact_either_way(
        self, write: SimpleNamespace, facts: Facts
    ) -> None:
        (found,) = facts(
            write.record("a", write.relation("SDF", "fights", "IS")),
            write.record("b", write.relation("IS", "fights", "SDF")),
        )
        assert found.roles == {"subject": ("IS",), "object": ("SDF",)}
        assert len(found.supported_by) == 2

    def test_a_relation_of_one_entity_with_itself_says_nothing(
        self, write: SimpleNamespace, facts: Facts
    ) -> None:
        assert facts(write.record("a", write.relation("SDF", "fights", "SDF"))) == []

    def test_the_more_precise_beginning_stands(self, write: SimpleNamespace, facts: Facts) -> None:
        found = facts(
            write.record("a", write.relation("IS", "holds", "Hajin", since="2014")),
            write.record("b", write.relation("IS", "holds", "Hajin", since="2014-07-03")),
        )
        assert about(found, "IS") == [("2014-07-03", None, "actual", "stated")]


class TestAfterALoss:
    LOSS = "2018-12-14"

    def loss(self, write: SimpleNamespace) -> Record:
        taken = write.event("Capture", self.LOSS, agent="SDF", place="Hajin", from_="IS")
        return write.record("loss", taken, published="2018-12-15")

    def test_the_losers_word_soon_after_disputes_it(
        self, write: SimpleNamespace, facts: Facts
    ) -> None:
        word = write.relation("IS", "holds", "Hajin", attributed_to="IS")
        found = facts(self.loss(write), write.record("b", word, published="2018-12-16"))
        assert about(found, "IS") == [(None, self.LOSS, "past", "capture-ends-holds")]
        assert len(only(found, "SDF").disputed_by) == 1

    def test_the_report_of_the_loss_does_not_dispute_itself(
        self, write: SimpleNamespace, facts: Facts
    ) -> None:
        taken = write.event("Capture", self.LOSS, agent="SDF", place="Hajin", from_="IS")
        main_hub = write.relation("IS", "holds", "Hajin")
        found = facts(write.record("a", taken, main_hub, published="2018-12-15"))
        assert about(found, "IS") == [(None, self.LOSS, "past", "capture-ends-holds")]
        assert only(found, "SDF").disputed_by == ()

    def test_a_statement_long_after_tells_of_a_return(
        self, write: SimpleNamespace, facts: Facts
    ) -> None:
        back = write.record("b", write.relation("IS", "holds", "Hajin"), published="2019-06-01")
        assert about(facts(self.loss(write), back), "IS")[1] == (None, None, "actual", "stated")

    def test_an_undated_capture_looks_back(self, write: SimpleNamespace, facts: Facts) -> None:
        once = write.event("Capture", None, agent="IS", place="Hajin")
        found = facts(self.loss(write), write.record("b", once, published="2018-12-20"))
        assert len(about(found, "IS")) == 1
        assert about(found, "SDF") == [(self.LOSS, None, "actual", "capture-starts-holds")]
