"""Figures, sources, and what holds for facts of every form."""

import random
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from kg.model import Fact, Quantity, claim_keys
from kg.ontology import load_sources
from kg.settings import shipped

Facts = Callable[..., list[Fact]]


def figures(facts: list[Fact]) -> list[Fact]:
    return [x for x in facts if x.form == "figure"]


def test_figures_of_one_event_from_two_documents_are_one_fact(
    write: SimpleNamespace, facts: Facts
) -> None:
    records = []
    for key, low in (("a", 900), ("b", 950)):
        event = write.event("Operation", "2018-09-10", agent="SDF", place="Hajin")
        killed = write.figure("killed", low, None, "IS", event)
        records.append(write.record(key, event, killed, published="2018-12-15"))
    found = facts(*records)
    (killed,) = figures(found)
    assert killed.toll is not None
    assert killed.toll.event == next(x.key for x in found if x.form == "event")
    assert len(killed.supported_by) == 2  # at least 900 and at least 950 do not contradict


@pytest.mark.parametrize(
    ("days", "number", "rule"),
    [
        (("2018-12-15", "2019-01-10"), 360, "later-over-earlier"),
        (("2018-12-15", "2018-12-15"), 320, "better-supported"),
    ],
)
def test_of_two_numbers_the_later_or_the_better_supported_stands(
    days: tuple[str, str], number: int, rule: str, write: SimpleNamespace, facts: Facts
) -> None:
    records = []
    for key, low, day in (("a", 320, days[0]), ("b", 320, days[0]), ("c", 360, days[1])):
        event = write.event("Operation", "2018-09-10", agent="SDF", place="Hajin")
        toll = write.figure("killed", low, low, "IS", event)
        records.append(write.record(key, event, toll, published=day))
    (killed,) = figures(facts(*records))
    assert killed.toll is not None
    assert (killed.toll.quantity, killed.rule) == (Quantity(number, number), rule)
    assert len(killed.supported_by) + len(killed.disputed_by) == 3


def test_one_voice_with_two_numbers_counts_two_things(write: SimpleNamespace, facts: Facts) -> None:
    event = write.event("Operation", "2018-09-10", agent="SDF", place="Hajin")
    tolls = [write.figure("killed", n, n, "IS", event) for n in (5, 256)]
    found = figures(facts(write.record("a", event, *tolls)))
    assert [x.disputed_by for x in found] == [(), ()]
    assert len({x.key for x in found}) == 2


def test_tolls_without_an_event_are_their_documents_own(
    write: SimpleNamespace, facts: Facts
) -> None:
    one, two = (
        write.record(x, write.figure("killed", n, n, "IS")) for x, n in (("a", 5), ("b", 9))
    )
    assert [x.disputed_by for x in figures(facts(one, two))] == [(), ()]


def test_a_strength_is_of_its_day(write: SimpleNamespace, facts: Facts) -> None:
    one, two = (
        write.record(key, write.figure("strength", 17000, 17000, "SDF"), published=day)
        for key, day in (("a", "2018-12-15"), ("b", "2019-03-23"))
    )
    assert len(facts(one, two)) == 2


def test_what_a_partisan_says_carries_less_than_a_monitor(
    write: SimpleNamespace, facts: Facts
) -> None:
    sources = load_sources(shipped() / "ontology")

    def belief(speaker: str) -> float:
        claim = write.relation("SDF", "holds", "Hajin", attributed_to=speaker)
        (fact,) = facts(write.record("a", claim), sources=sources)
        return fact.belief

    trusted = {x.kind: x.name for x in sources.listed}
    assert belief(trusted["partyMedia"]) < belief(trusted["monitor"])


def test_a_speaker_is_trusted_by_the_name_that_any_document_gives(
    write: SimpleNamespace, facts: Facts
) -> None:
    """The key of the speaker stands for it wherever another document calls it by a short form."""
    sources = load_sources(shipped() / "ontology")
    monitor = next(x.name for x in sources.listed if x.kind == "monitor")
    record = write.record("a", write.relation("SDF", "holds", "Hajin", attributed_to=monitor))
    (fact,) = facts(record, sources=sources)
    assert fact.belief == pytest.approx(0.9 * sources.prior(monitor), abs=1e-6)


def test_facts_do_not_depend_on_the_order_of_documents(
    write: SimpleNamespace, facts: Facts
) -> None:
    chance = random.Random(7)  # noqa: S311 - no secret
    records = []
    for n in range(60):
        day = f"2018-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        town, group, other = chance.choice("PQR"), chance.choice("ABC"), chance.choice("ABC")
        date = chance.choice([day, day[:7], None])
        taken = write.event("Capture", date, agent=group, place=town, from_=other)
        stated = write.relation(
            group,
            chance.choice(["holds", "fights"]),
            town,
            polarity=chance.choice(["positive", "negative"]),
            modality=chance.choice(["actual", "past"]),
        )
        toll = write.figure("killed", n, n + 9, group, taken)
        records.append(write.record(f"d{n}", taken, stated, toll, published=day))
    before = facts(*records)
    chance.shuffle(records)
    assert facts(*records) == before
    assert len({x.key for x in before}) == len(before)


def test_every_fact_can_be_walked_back_to_claims(write: SimpleNamespace, facts: Facts) -> None:
    event = write.event("Capture", "2018-12-14", agent="SDF", place="Hajin", from_="IS")
    record = write.record(
        "a", event, write.figure("killed", 9, 9, "IS", event), write.relation("IS", "fights", "SDF")
    )
    known = {key for key, _ in claim_keys(record)}
    found = facts(record)
    assert {x.form for x in found} == {"event", "relation", "figure"}
    assert all(x.supported_by and known.issuperset(x.supported_by) for x in found)
