"""Frames load whole, say where they are broken, and cover the vocabulary."""

import re
from pathlib import Path

import pytest

from kg.errors import KnowledgeError
from kg.lexicon.frames import Frame, load, load_carriers
from kg.settings import shipped
from kg.vocabulary import EVENTS

ONTOLOGY = shipped() / "ontology"
FRAMES = load(ONTOLOGY).frames
MARK = re.compile(r"\[(\w+) [^\]\[]+\]")
WORD = re.compile(r"[a-z]+(?:[ '-][a-z]+)*")
BY_VERBS = ("holds", "presentIn", "backedBy", "alliedWith", "fights", "affiliatedWith", "partOf")
"""Relations that verbs name; the others stand in noun phrases."""
FRAME = '[[frame]]\nname = "a/b"\nclaim = "Capture"\nverbs = ["seize"]\n'


def written(folder: Path, text: str) -> Path:
    """Write one file of frames below `folder` and return the folder."""
    path = folder / "lexicon" / "frames" / "broken.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return folder


def roles_of(frame: Frame) -> set[str]:
    """Return the roles a frame can fill; any event has a place."""
    given = {frame.subject, frame.object, frame.noun_of, frame.owner}
    found = {r for r in (*given, *frame.prepositions.values()) if r}
    return found | {"place"} if frame.is_event else found


def test_names_are_unique() -> None:
    """A rule of a record leads to one frame."""
    names = [f.name for f in FRAMES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("claim", [*EVENTS, *BY_VERBS])
def test_every_claim_has_a_frame(claim: str) -> None:
    """Each event class, and each relation that verbs name, can be found."""
    assert any(f.claim == claim for f in FRAMES)


@pytest.mark.parametrize("frame", FRAMES, ids=lambda f: f.name)
def test_frame_is_well_formed(frame: Frame) -> None:
    """A frame has words and examples, and its examples mark roles that it can fill."""
    own = frame.verbs or frame.nouns or frame.compounds
    assert own or getattr(load_carriers(ONTOLOGY), frame.carriers)
    assert set(frame.requires) <= roles_of(frame)
    assert len(frame.examples) > 1
    for example in frame.examples:
        marked = set(MARK.findall(example))
        assert marked, example
        assert marked <= roles_of(frame), example
    for example in frame.counterexamples:
        assert "[" not in example, example


@pytest.mark.parametrize("frame", FRAMES, ids=lambda f: f.name)
def test_words_are_lemmas_listed_once(frame: Frame) -> None:
    """Words are lower case, and no list repeats one."""
    for words in (frame.verbs, frame.nouns, frame.compounds):
        assert len(words) == len(set(words))
        assert all(WORD.fullmatch(w) for w in words), words


def test_words_lead_to_their_frames() -> None:
    """A word evokes all frames that list it, in the order of the files."""
    frames = load(ONTOLOGY)
    evoked = [f.name for f in frames.by_verb["seize"]]
    assert evoked == [f.name for f in FRAMES if "seize" in f.verbs]
    assert len(evoked) > 1
    assert [f.claim for f in frames.by_compound["held"]] == ["holds"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[frame]\n", "broken.toml"),
        (FRAME + 'objekt = "place"\n', "objekt"),
        (FRAME.replace("Capture", "Purchase"), "unknown claim"),
        (FRAME + 'object = "victim"\n', "unknown claim, role or turn"),
        (FRAME + 'turns = "ends"\n', "unknown claim, role or turn"),
        (FRAME + 'prepositions = { to = "winner" }\n', "unknown claim, role or turn"),
    ],
)
def test_broken_frames_are_named(tmp_path: Path, text: str, complaint: str) -> None:
    """What is broken is said with its file."""
    folder = written(tmp_path, text)
    with pytest.raises(KnowledgeError, match=complaint) as caught:
        load(folder)
    assert "broken.toml" in str(caught.value)


def test_a_missing_list_of_carriers_is_named(tmp_path: Path) -> None:
    """Verbs that carry predicates come in a fixed set of lists."""
    path = tmp_path / "lexicon" / "verbs.toml"
    path.parent.mkdir(parents=True)
    path.write_text('[carriers]\nlight = ["make"]\n', encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"verbs\.toml"):
        load_carriers(tmp_path)
