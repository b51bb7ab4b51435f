"""From a person's words to a graph that obeys, and back again, byte for byte."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from fake_stages import STAGES, Clock, run

import kg.pipeline
from kg.errors import InputError, QueryError
from kg.graph import Dataset
from kg.graph.search import find
from kg.graph.views import Views
from kg.pipeline import corpus, version
from kg.pipeline.judging import state, why
from kg.settings import Settings

STAGES_OF_CORPUS = replace(STAGES, combine=corpus.combine, code=version.digests)
A, B, C = "a|Karunmen fights Greens", "b|Riverfolk fights Greens", "c|Riverfolk backedBy Greens"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(kg.pipeline, "real_stages", lambda: STAGES_OF_CORPUS)
    replace(run(), stages=STAGES_OF_CORPUS).build([A, B, C], tmp_path / "d")
    return tmp_path / "d"


def judge(path: Path, verdict: str, *targets: str, later: bool = False) -> int:
    clock = Clock()
    return kg.pipeline.judge(path, verdict, *targets, by="Ana", later=later, clock=clock).number


def exported(path: Path) -> str:
    out = io.BytesIO()
    with Dataset(path) as dataset:
        dataset.export("nquads", out)
    return out.getvalue().decode()


def entities(path: Path) -> set[tuple[str, ...]]:
    with Dataset(path) as dataset:
        labels = Views(dataset.store).label
        return {tuple(map(labels, find(dataset.store, x))) for x in ("Karunmen", "Riverfolk")}


def facts(path: Path) -> dict[str, tuple[str, float]]:
    with Dataset(path) as dataset:
        views = Views(dataset.store)
        return {x.predicate: (x.iri, x.belief) for x in views.facts()}


def test_same_makes_one_and_undo_gives_the_old_graph_back(path: Path) -> None:
    before = exported(path)
    assert judge(path, "same", "Karunmen", "riverfolk") == 1
    assert len(entities(path)) == 1
    ((_, _, reasons),) = why(path, "Karunmen", Settings())
    assert any(x.startswith("judged: “Karunmen” is “riverfolk” (Ana, 2020-01-01)") for x in reasons)
    assert judge(path, "undo", "1") == 2
    assert exported(path) == before
    assert [how for _, how in state(path, Settings())] == ["undone", "holds"]


def test_a_merge_that_was_judged_can_be_undone_by_name_but_not_contradicted(path: Path) -> None:
    judge(path, "same", "Karunmen", "Riverfolk")
    with pytest.raises(InputError, match=r"contradicts what was judged .1: .* undo one"):
        judge(path, "different", "Karunmen", "Riverfolk")


def test_later_the_graph_waits_for_a_build_which_then_obeys(path: Path) -> None:
    before = exported(path)
    judge(path, "same", "Karunmen", "Riverfolk", later=True)
    assert exported(path) == before
    replace(run(), stages=STAGES_OF_CORPUS).build([A], path)
    assert len(entities(path)) == 1


def test_judgements_outlive_reading_anew_and_other_reports(path: Path) -> None:
    judge(path, "same", "Karunmen", "Riverfolk")
    again = replace(run(model="other"), stages=STAGES_OF_CORPUS)
    again.build([A, B, C, "d|Arden fights Karunmen"], path)
    assert len(entities(path)) == 1


def test_a_rejected_claim_supports_nothing(path: Path) -> None:
    with Dataset(path) as dataset:
        views = Views(dataset.store)
        fact = next(x for x in views.facts() if x.predicate == "backedBy")
    judge(path, "reject", fact.supported_by[0])
    assert "backedBy" not in facts(path)
    judge(path, "undo", "1")
    assert facts(path)["backedBy"][0] == fact.iri


def test_facts_are_accepted_and_rejected_and_keep_it_when_keys_change(path: Path) -> None:
    iri, _ = facts(path)["backedBy"]
    judge(path, "accept", iri)
    assert '#review> "accepted"' in exported(path)
    judge(path, "same", "Karunmen", "Riverfolk")
    other, belief = facts(path)["backedBy"]
    assert iri != other
    assert belief > 0
    assert '#review> "accepted"' in exported(path)
    judge(path, "undo", "1")
    judge(path, "reject", f"id:fact/{other.rpartition('/')[2]}")
    assert facts(path)["backedBy"][1] == 0
    with Dataset(path) as dataset:
        assert not bool(dataset.query("ASK { ?x ag:backedBy ?y }"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("same", "Karunmen"), "same takes 2, not 1"),
        (("same", "Karunmen", "Nobody"), "no entity called 'Nobody'"),
        (("different", "Karunmen", "karunmen"), "one and the same name"),
        (("undo", "first"), "undo takes the number"),
        (("undo", "1"), "no judgement 1 that stands"),
        (("accept", "id:fact/none"), "no fact or claim 'id:fact/none'"),
    ],
)
def test_what_cannot_be_judged_is_told(
    path: Path, arguments: tuple[str, ...], message: str
) -> None:
    with pytest.raises((InputError, QueryError), match=message):
        judge(path, *arguments)
