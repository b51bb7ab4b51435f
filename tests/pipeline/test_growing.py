"""A dataset that grew, shrank and changed step by step is the one made at once, byte by byte."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from fake_stages import STAGES, run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented import invented

from kg.graph import Dataset
from kg.model import Document, Participant, Record
from kg.pipeline import Run, corpus, version
from kg.pipeline.stages import Outcome
from kg.settings import Settings

pytestmark = pytest.mark.slow


def understand(documents: list[Document], settings: Settings) -> list[Outcome]:
    del settings
    return [_record(x) for x in documents]


def _record(document: Document) -> Record:
    return invented(replace(document, published=document.text[:10]), document.text)


def growing() -> Run:
    """Return a run whose documents say what their texts are the seeds of."""
    stages = replace(
        STAGES, understand=understand, combine=corpus.combine, code=version.digests, passes=3
    )
    return replace(run(), stages=stages)


def exported(path: Path) -> bytes:
    out = io.BytesIO()
    with Dataset(path) as dataset:
        assert dataset.report["found"]["quads"] == len(dataset.store)
        dataset.export("nquads", out)
    return out.getvalue()


def sources(held: dict[str, str]) -> list[str]:
    return [f"{key}|{text}" for key, text in held.items()]


TEXTS = st.builds(
    "{} {}".format, st.sampled_from(["2018-11-03", "2018-12-24"]), st.integers(0, 400)
)
CHANGES = st.tuples(
    st.dictionaries(st.sampled_from("abcdefgh"), TEXTS, min_size=1, max_size=4),
    st.sets(st.sampled_from("abcdefgh"), max_size=2),
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(st.sampled_from("abcdefghijkl"), TEXTS, min_size=6, max_size=12),
    st.lists(CHANGES, min_size=1, max_size=3),
)
def test_growing_equals_building_at_once(
    first: dict[str, str], changes: list[tuple[dict[str, str], set[str]]]
) -> None:
    with TemporaryDirectory() as folder:
        grown, held = Path(folder) / "grown", dict(first)
        growing().build(sources(held), grown)
        for n, (new, gone) in enumerate(changes):
            held |= new
            growing().build(sources(new), grown)
            for key in sorted(gone & set(held)):
                del held[key]
                growing().remove(grown, key)
            growing().build(sources(held), Path(folder) / f"whole-{n}")
            assert exported(grown) == exported(Path(folder) / f"whole-{n}")


def test_a_memory_that_is_lost_or_damaged_is_made_again(tmp_path: Path) -> None:
    held = {x: f"2018-11-03 {n}" for n, x in enumerate("abcdefgh")}
    growing().build(sources(held), tmp_path / "d")
    memory = tmp_path / "d" / "memory.sqlite"
    damages: list[Callable[[], object]] = [
        memory.unlink,
        lambda: memory.write_bytes(b"no database"),
        lambda: memory.write_bytes(memory.read_bytes()[:9000]),
        lambda: _spoil(memory),
    ]
    for n, damage in enumerate(damages):
        damage()
        held[f"new{n}"] = f"2018-11-04 {n}"
        growing().build(sources(held), tmp_path / "d")
        growing().build(sources(held), tmp_path / f"whole-{n}")
        assert exported(tmp_path / "d") == exported(tmp_path / f"whole-{n}")


def _spoil(memory: Path) -> None:
    """Write over all pages but the first, as a torn disk might."""
    content = memory.read_bytes()
    memory.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))


def test_the_report_tells_whose_iri_is_another(tmp_path: Path) -> None:
    """Documents of one name each, then one that has both: two entities are one."""
    stages = replace(growing().stages, understand=called)
    for number, text in enumerate(("Reed Guard", "Guard of the Marsh")):
        run_ = replace(run(), stages=stages)
        assert run_.build([f"d{number}|{text}"], tmp_path / "d").moved == {}
    report = replace(run(), stages=stages).build(
        ["e|Reed Guard;Guard of the Marsh"], tmp_path / "d"
    )
    assert report.moved == {"entities": 2, "merged": 1}
    report = replace(run(), stages=stages).remove(tmp_path / "d", "e")
    assert report.moved == {"entities": 1, "split": 1}


def called(documents: list[Document], settings: Settings) -> list[Outcome]:
    del settings
    return [
        Record(x, (Participant("e1", "ArmedGroup", tuple(x.text.split(";"))),)) for x in documents
    ]
