"""What a result depends on besides its input: the code, the model and the knowledge.

A record is made anew when the first digest changes, the graph when the second does.
"""

import importlib.util
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Final

from kg.settings import Settings, names_file, shipped

_GROUND: Final = ("model.py", "ledger.py", "vocabulary.py", "lexicon", "ontology")
_DOCUMENT_ROOMS: Final = (*_GROUND, "annotate", "extract", "link", "pipeline/understanding.py")
_CORPUS_ROOMS: Final = (
    *(*_GROUND, "judgements.py", "resolve", "link", "fuse", "publish", "pipeline"),
    "graph/doubts.py",
)
_ASIDE: Final = frozenset({"shapes.ttl", "alignments.ttl", "context.jsonld", "wikidata-terms.tsv"})
"""Files of the ontology that no stage reads."""


def digests(settings: Settings) -> tuple[str, str]:
    """Return the digests of what the document half and the corpus half depend on."""
    shared = _digest(_knowledge(shipped(settings) / "ontology"))
    knowledge = shared + _own(names_file(settings))
    document = (
        *(_code(_DOCUMENT_ROOMS), knowledge, settings.model, _model(settings.model)),
        *(version("spacy"), str(settings.confidence_threshold)),
    )
    corpus = (_code(_CORPUS_ROOMS), knowledge, settings.base, str(settings.link_threshold))
    return _digest(x.encode() for x in document), _digest(x.encode() for x in corpus)


@cache
def _code(rooms: tuple[str, ...]) -> str:
    home = Path(__file__).parent.parent
    return _digest(content for room in rooms for content in _files(home / room, (".py", ".toml")))


def _own(path: Path) -> str:
    """Return the digest of the user's own names; "" when there are none."""
    return _digest([path.read_bytes()]) if path.is_file() else ""


def _knowledge(folder: Path) -> Iterator[bytes]:
    return _files(folder, (".ttl", ".toml", ".tsv", ".rq", ".csv", ".json"))


def _files(path: Path, suffixes: tuple[str, ...]) -> Iterator[bytes]:
    for file in [path] if path.is_file() else sorted(path.rglob("*")):
        if file.suffix in suffixes and file.name not in _ASIDE:
            yield file.relative_to(path).as_posix().encode()
            yield file.read_bytes()


def _model(name: str) -> str:
    """Return the description a spaCy pipeline has of itself, without loading it."""
    folders = [Path(name)]
    if not folders[0].is_dir():
        found = importlib.util.find_spec(name) if name.isidentifier() else None
        folders = [Path(x) for x in (found.submodule_search_locations or ())] if found else []
    return _digest(x.read_bytes() for f in folders for x in sorted(f.rglob("meta.json")))


def _digest(parts: Iterable[bytes]) -> str:
    state = sha256()
    for part in parts:
        state.update(len(part).to_bytes(8, "big"))
        state.update(part)
    return state.hexdigest()
