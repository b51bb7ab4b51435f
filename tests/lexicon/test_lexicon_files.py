"""The word lists of the lexicon: no word twice, none in two minds, no file too long."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import KnowledgeError
from kg.lexicon import harm
from kg.lexicon.frames import load_carriers
from kg.settings import shipped

ONTOLOGY = shipped() / "ontology"
LEXICON = ONTOLOGY / "lexicon"
FILES = [
    *sorted((LEXICON / "frames").glob("*.toml")),
    LEXICON / "verbs.toml",
    LEXICON / "harm.toml",
]
LONGEST = 400


def lists(value: object, name: str = "") -> Iterator[tuple[str, list[str]]]:
    """Yield every list of words in a table, with the keys that lead to it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from lists(inner, f"{name}.{key}".strip("."))
    elif isinstance(value, list) and all(isinstance(x, str) for x in value):
        yield name, value
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            yield from lists(inner, f"{name}[{n}]")


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_no_list_repeats_a_word(path: Path) -> None:
    """A word stands once in a list."""
    for name, words in lists(tomllib.loads(path.read_text(encoding="utf-8"))):
        repeated = [w for w, n in Counter(words).items() if n > 1]
        assert not repeated, f"{name}: {repeated}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_files_stay_readable(path: Path) -> None:
    """A file that grows long is split by theme."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_a_verb_of_harm_has_one_kind() -> None:
    """No word counts both the dead and the wounded."""
    data = tomllib.loads((ONTOLOGY / "lexicon" / "harm.toml").read_text(encoding="utf-8"))
    for part in ("transitive", "adjectives", "nouns"):
        counts = Counter(w for kind in harm.KINDS for w in data[kind][part])
        assert not [w for w, n in counts.items() if n > 1], part


def test_harm_tells_kind_and_people() -> None:
    """Kinds by verb and adjective, and who the counted are."""
    words = harm.load(ONTOLOGY)
    assert words.transitive["gun down"] == "killed"
    assert words.intransitive["flee"] == "displaced"
    assert words.adjectives["injured"] == "wounded"
    assert words.who["villager"] == "civilians"


def test_missing_harm_is_named(tmp_path: Path) -> None:
    """Without the file the error says which it is."""
    with pytest.raises(KnowledgeError, match=r"harm\.toml"):
        harm.load(tmp_path)


def test_carriers_keep_their_meanings_apart() -> None:
    """A light verb makes its subject the doer, so it cannot be one that suffers the deed."""
    carriers = load_carriers(ONTOLOGY)
    assert not carriers.light & carriers.undergo
    assert not carriers.denying & carriers.believing
