"""The marked example sentences of the frames, read and extracted as documents.

An example marks the words that fill a role ("[agent The SDF] seized [place the village]."); a
counterexample uses a word of the frame in another sense.
"""

import re
from dataclasses import dataclass
from functools import cache

from kg.annotate import annotate
from kg.extract import extract
from kg.lexicon.frames import Frame, load
from kg.model import Document, Record
from kg.settings import Settings, shipped

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
