"""Building is incremental, removable, repeatable and survives its interruptions."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from fake_stages import STAGES, run

from kg.errors import DatasetError
from kg.graph import Dataset
from kg.model import Skipped
from kg.pipeline import Report, Step
from kg.pipeline.growth import Growth
from kg.pipeline.stages import Stages

A, B, C = "a|Reds hold Town", "b|Reds fight Blues", "c|Blues hold Hill"


def exported(path: Path) -> str:
    out = io.BytesIO()
    with Dataset(path) as dataset:
        dataset.export("nquads", out)
    return out.getvalue().decode()


def counts(report: Report) -> tuple[int, int, int, int]:
    return report.read, report.added, report.updated, report.unchanged


def test_what_is_there_is_not_read_again(tmp_path: Path) -> None:
    assert counts(run().build([A, B], tmp_path / "d")) == (2, 2, 0, 0)
    report = run().build([A, B, C], tmp_path / "d")
    assert counts(report) == (3, 1, 0, 2)
    assert report.found["documents"] == report.found["claims"] == 3


def test_the_graph_is_left_alone_when_nothing_changed(tmp_path: Path) -> None:
    def never(*_: object) -> None:
        raise AssertionError

    first = run().build([A, B], tmp_path / "d")
    stages: Stages = replace(STAGES, combine=never)  # type: ignore[arg-type] # it is not called
    again = replace(run(), stages=stages).build([B, A], tmp_path / "d")
    assert again.found == first.found


def test_a_changed_document_replaces_its_old_self(tmp_path: Path) -> None:
    run().build([A, B], tmp_path / "d")
    report = run().build(["a|Greens hold Town"], tmp_path / "d")
    assert counts(report) == (1, 0, 1, 0)
    assert "Greens" in exported(tmp_path / "d")
    assert "hold> <https://w3id.org/armed-groups/id/Town> <" in exported(tmp_path / "d")
    assert "Reds> <https://w3id.org/armed-groups/ontology#hold>" not in exported(tmp_path / "d")


def test_another_pipeline_reads_again_and_another_corpus_half_does_not(tmp_path: Path) -> None:
    run().build([A, B], tmp_path / "d")
    assert counts(run(model="other").build([A, B], tmp_path / "d")) == (2, 0, 2, 0)
    steps: list[Step] = []
    report = run(steps.append, model="other", link_threshold=0.5).build([A, B], tmp_path / "d")
    assert counts(report) == (2, 0, 0, 2)
    assert [x.stage for x in steps] == ["graph", "graph"]


def test_the_way_to_a_dataset_leaves_no_trace_in_it(tmp_path: Path) -> None:
    many = [f"d{n}|Group{n % 7} fights Group{n % 5}\nGroup{n} holds Place{n}" for n in range(40)]
    run().build(many, tmp_path / "one")
    rest = Random(5).sample(many, len(many))  # noqa: S311 - a shuffle to be repeated
    for start in range(0, 40, 13):
        run(batch_size=3).build(rest[start : start + 13], tmp_path / "other")
    run().build(["x|Gone holds Place"], tmp_path / "other")
    run().remove(tmp_path / "other", "x")
    assert exported(tmp_path / "one") == exported(tmp_path / "other")


def test_a_document_takes_all_that_rests_on_it_along(tmp_path: Path) -> None:
    run().build([A, B], tmp_path / "alone")
    run().build([A, B, C], tmp_path / "d")
    report = run().remove(tmp_path / "d", "c")
    assert report.found["documents"] == 2
    assert exported(tmp_path / "d") == exported(tmp_path / "alone")


def test_what_is_not_there_cannot_be_removed(tmp_path: Path) -> None:
    run().build([A], tmp_path / "d")
    with pytest.raises(DatasetError, match="holds no document 'z'"):
        run().remove(tmp_path / "d", "z")
    with pytest.raises(DatasetError, match="no such dataset"):
        run().remove(tmp_path / "nowhere", "a")


def test_a_removal_keeps_the_base_of_the_dataset(tmp_path: Path) -> None:
    first = run(base="http://example.org/").build([A], tmp_path / "d")
    run(base="http://example.org/").build([A, B], tmp_path / "d")
    run().remove(tmp_path / "d", "b")
    again = run(base="http://example.org/").build([A], tmp_path / "d")
    assert again.found == first.found
    assert counts(again) == (1, 0, 0, 1)
    with Dataset(tmp_path / "d") as dataset:
        assert dataset.base == "http://example.org/"


class InterruptedRunError(Exception):
    """What a kill looks like to the code it hits."""


def interrupting_at(stage: str, number: int) -> Stages:
    @contextmanager
    def combine(growth: Growth, *rest: object) -> Iterator[object]:
        with STAGES.combine(growth, *rest) as edits:  # type: ignore[arg-type] # as given

            def broken() -> Iterator[object]:
                for n, edit in enumerate(edits, 1):
                    if (stage, n) == ("graph", number):
                        raise InterruptedRunError
                    yield edit

            yield broken()

    return replace(STAGES, combine=combine)  # type: ignore[arg-type] # it breaks


def test_a_removal_that_was_interrupted_is_completed_by_the_same_command(tmp_path: Path) -> None:
    run().build([A, B], tmp_path / "alone")
    run().build([A, B, C], tmp_path / "d")
    with pytest.raises(InterruptedRunError):
        replace(run(), stages=interrupting_at("graph", 1)).remove(tmp_path / "d", "c")
    assert "Hill" in exported(tmp_path / "d"), "the finished graph is the old one"
    run().remove(tmp_path / "d", "c")
    assert exported(tmp_path / "d") == exported(tmp_path / "alone")


def test_what_was_reported_as_done_is_kept(tmp_path: Path) -> None:
    done: list[int] = []

    def stop(step: Step) -> None:
        done.append(step.done)
        if len(done) == 2:
            raise InterruptedRunError

    with pytest.raises(InterruptedRunError):
        run(stop, batch_size=1).build([A, B, C], tmp_path / "d")
    assert done == [1, 2]
    report = run(batch_size=1).build([A, B, C], tmp_path / "d")
    assert counts(report) == (3, 1, 0, 2)


def test_one_bad_document_does_not_stop_the_others(tmp_path: Path) -> None:
    report = run(batch_size=2).build([A, "x|FAIL", "!gone.pdf", B], tmp_path / "d")
    assert report.skipped == (
        Skipped("gone.pdf", "unreadable"),
        Skipped("x", "internal: failed"),
    )
    assert report.found["documents"] == 2
    with Dataset(tmp_path / "d") as dataset:
        assert dataset.report["skipped"][0] == {"source": "gone.pdf", "reason": "unreadable"}
        assert dataset.report["seconds"] > 0


def test_one_id_stands_for_one_text(tmp_path: Path) -> None:
    report = run().build([A, A, "a|Blues hold Town"], tmp_path / "d")
    (skipped,) = report.skipped
    assert skipped.source == "a"
    assert skipped.reason.startswith("another text came before under the id 'a'")
    assert counts(report) == (1, 1, 0, 0)


def test_extract_keeps_the_order_of_the_sources() -> None:
    outcomes = list(run(batch_size=1).extract(["!x", A, "f|FAIL", B]))
    names = [x.source if isinstance(x, Skipped) else x.document.key for x in outcomes]
    assert names == ["x", "a", "f", "b"]


@pytest.mark.slow
def test_extract_has_the_same_order_in_many_processes() -> None:
    sources = [x for n in range(9) for x in (f"d{n}|A holds B", f"!s{n}", f"f{n}|FAIL")]
    one = list(run(batch_size=2).extract(sources))
    assert list(run(batch_size=2, processes=3).extract(sources)) == one


@pytest.mark.slow
def test_processes_change_nothing_but_the_time(tmp_path: Path) -> None:
    many = [f"d{n}|Group{n % 7} fights Group{n % 5}" for n in range(30)]
    one = run(batch_size=4).build([*many, "!x"], tmp_path / "one")
    three = run(batch_size=4, processes=3).build([*many, "!x"], tmp_path / "three")
    assert exported(tmp_path / "one") == exported(tmp_path / "three")
    assert one.found == three.found


@pytest.mark.slow
def test_a_document_that_kills_its_process_is_skipped(tmp_path: Path) -> None:
    many = [f"d{n}|Group{n} holds Place{n}" for n in range(12)]
    report = run(batch_size=2, processes=2).build([*many[:5], "k|KILL", *many[5:]], tmp_path / "d")
    assert report.skipped == (Skipped("k", "internal: the process that read it was killed"),)
    assert report.found["documents"] == 12
