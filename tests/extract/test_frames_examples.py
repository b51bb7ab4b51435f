"""The proof of every frame: its marked example sentences, read and extracted as documents.

An example marks the words that fill a role ("[agent The SDF] seized [place the village]."); a
claim of the frame's type must have an entity with a mention in those words in that role. A
counterexample must yield no claim of that type.
"""

import re
from dataclasses import dataclass
from functools import cache

import pytest

from kg.annotate import annotate
from kg.extract import extract
from kg.lexicon.frames import Frame, load
from kg.model import Document, Record
from kg.settings import Settings, shipped
from kg.vocabulary import SYMMETRIC

# A frame proves what it reads; how sure that is, the confidence threshold judges afterwards.
SETTINGS = Settings(batch_size=128, confidence_threshold=0.0)
PUBLISHED = "2018-12-15"
MARK = re.compile(r"\[(\w+) ([^\]]+)\]")


@dataclass(frozen=True)
class Example:
    """A sentence without its marks; `marks` are (role, start, end) in characters."""

    frame: Frame
    text: str
    marks: tuple[tuple[str, int, int], ...] = ()


def unmarked(frame: Frame, marked: str) -> Example:
    """Strip the marks of an example sentence and keep where they were."""
    text, marks, position = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[position : match.start()]
        marks.append((match[1], len(text), len(text) + len(match[2])))
        text += match[2]
        position = match.end()
    return Example(frame, text + marked[position:], tuple(marks))


FRAMES = load(shipped(SETTINGS) / "ontology").frames
POSITIVE = {f"{f.name} {n}": unmarked(f, s) for f in FRAMES for n, s in enumerate(f.examples, 1)}
NEGATIVE = {
    f"{f.name} {n}": Example(f, s) for f in FRAMES for n, s in enumerate(f.counterexamples, 1)
}


@cache
def records() -> dict[str, Record]:
    """Read and extract all sentences in one pass: text → record."""
    texts = dict.fromkeys(e.text for e in (*POSITIVE.values(), *NEGATIVE.values()))
    documents = (Document(f"s{n}", text, published=PUBLISHED) for n, text in enumerate(texts))
    readings = annotate(documents, SETTINGS)
    return {r.document.text: extract(r, SETTINGS) for r in readings}


def filled(record: Record, claim: str) -> list[dict[str, tuple[str, ...]]]:
    """Return the roles of each claim of that type, a symmetric relation in both directions."""
    found = [e.roles for e in record.events if e.type == claim]
    for relation in record.relations:
        if relation.p == claim:
            found.append({"s": (relation.s,), "o": (relation.o,)})
            if claim in SYMMETRIC:
                found.append({"s": (relation.o,), "o": (relation.s,)})
    return found


def misses(record: Record, example: Example, roles: dict[str, tuple[str, ...]]) -> list[str]:
    """Return the marked words that no entity in their role is mentioned in."""
    spans = {e.id: e.mentions for e in record.entities}
    return [
        f"{role}: {example.text[start:end]}"
        for role, start, end in example.marks
        if not any(m.start < end and start < m.end for e in roles.get(role, ()) for m in spans[e])
    ]


@pytest.mark.model
@pytest.mark.parametrize("name", POSITIVE)
def test_example_yields_its_claim(name: str) -> None:
    """A claim of the frame's type has the marked words in the marked roles."""
    example = POSITIVE[name]
    record = records()[example.text]
    found = filled(record, example.frame.claim)
    assert found, f"no {example.frame.claim} in: {example.text}"
    missed = min((misses(record, example, roles) for roles in found), key=len)
    assert not missed, f"{missed} in: {example.text}"


@pytest.mark.model
@pytest.mark.parametrize("name", NEGATIVE)
def test_counterexample_yields_no_claim(name: str) -> None:
    """Words in another sense yield no claim of the frame's type."""
    example = NEGATIVE[name]
    assert not filled(records()[example.text], example.frame.claim), example.text
