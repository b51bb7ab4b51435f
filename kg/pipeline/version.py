"""What a result depends on besides its input: the code, the model and the knowledge.

A record is made anew when the first digest changes, the graph when the second does.
"""

import importlib.util
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import Final

from kg.lexicon import imported
from kg.settings import Settings, imported_names, names_file, shipped

_GROUND: Final = ("model.py", "ledger.py", "vocabulary.py", "lexicon", "ontology")
_DOCUMENT_ROOMS: Final = (*_GROUND, "annotate", "extract", "link", "pipeline/understanding.py")
_CORPUS_ROOMS: Final = (
    *(*_GROUND, "judgements.py", "resolve", "link", "fuse", "publish", "pipeline"),
    *("graph/detectors.py", "graph/doubts.py", "graph/networks.py"),
)
_ASIDE: Final = frozenset({"shapes.ttl", "alignments.ttl", "context.jsonld", "wikidata-terms.tsv"})
"""Files of the ontology that no stage reads."""
_LATE: Final = frozenset({"sources.ttl", "rules", "checks"})
"""Files and folders of the ontology that only the corpus half reads."""
_LIVE: Final = "wikidata"
"""The room of `link` that asks a network; what it finds comes in as judgements and names."""


def digests(settings: Settings) -> tuple[str, str]:
    """Return the digests of what the document half and the corpus half depend on."""
    folder = shipped(settings) / "ontology"
    own = _own(names_file(settings)) + _imported(imported_names(settings))
    early, knowledge = (_digest(_knowledge(folder, late=x)) + own for x in (False, True))
    document = (
        *(_code(_DOCUMENT_ROOMS), early, settings.model, _model(settings.model)),
        *(version("spacy"), str(settings.confidence_threshold)),
    )
    sources = _own(settings.sources_file) if settings.sources_file else ""
    corpus = (
        *(_code(_CORPUS_ROOMS), knowledge + sources),
        *(settings.base, str(settings.link_threshold)),
    )
    return _digest(x.encode() for x in document), _digest(x.encode() for x in corpus)


@cache
def _code(rooms: tuple[str, ...]) -> str:
    home = Path(__file__).parent.parent
    files = (_files(home / room, (".py", ".toml"), frozenset({_LIVE})) for room in rooms)
    return _digest(chain.from_iterable(files))


def _own(path: Path) -> str:
    """Return the digest of a file of the user's own; "" when there is none."""
    return _digest([path.read_bytes()]) if path.is_file() else ""


def _imported(path: Path) -> str:
    """Return the digest of what was imported; "" when nothing was."""
    held = imported.load(path)
    return held.about.get("digest", "") if held else ""


def _knowledge(folder: Path, *, late: bool) -> Iterator[bytes]:
    suffixes = (".ttl", ".toml", ".tsv", ".rq", ".csv", ".json")
    return _files(folder, suffixes, _ASIDE if late else _ASIDE | _LATE)


def _files(
    path: Path, suffixes: tuple[str, ...], aside: frozenset[str] = _ASIDE
) -> Iterator[bytes]:
    for file in [path] if path.is_file() else sorted(path.rglob("*")):
        parts = file.relative_to(path).parts
        if file.suffix in suffixes and aside.isdisjoint(parts or [file.name]):
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
