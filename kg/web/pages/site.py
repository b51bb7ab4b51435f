"""A copy of the pages in a folder, which opens without a server: every page of a dataset.

The same dataset gives the same bytes. The folder appears when it is complete; one that is there is
replaced only if it is such a copy.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from kg import __version__
from kg.errors import InputError
from kg.graph import Dataset
from kg.vocabulary import PREFIXES
from kg.web.pages.addresses import HOME, KEYED, Filed, file_of
from kg.web.pages.assets import assets
from kg.web.pages.catalogue import PAGES
from kg.web.pages.printing import made
from kg.web.pages.rendering import Surroundings
from kg.web.problems import Problem
from kg.web.shown.entities import hits
from kg.web.shown.seen import Seen
from kg.web.shown.selection import Params

_MARK: Final = "kg-site.txt"
"""The file that tells a copy from a folder of something else."""
_SAID: Final = f"Pages of a knowledge graph, written by kg {__version__}; open index.html.\n"
_LISTS: Final = {"disputes": 25, "figures": 100, "reports": 100, "facts": 100}
"""Lists of several pages, and how much stands on one."""
_ALONE: Final = (HOME, "search", "network", "map", "timeline", "query", "judgements", "about")


def write_site(dataset: Dataset, folder: Path) -> int:
    """Write all pages of a dataset to a folder; return how many there are.

    InputError when the folder is there and holds something else, or cannot be written.
    """
    folder = folder.resolve()
    if folder.exists() and not _replaceable(folder):
        raise InputError(f"{folder}: is there, and is no copy of pages; name a new folder")
    fresh = folder.with_name(f".{folder.name}.new")
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        number = _fill(dataset, fresh)
        _swap(fresh, folder)
    except OSError as error:
        raise InputError(f"{folder}: {error.strerror or error}") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return number


def _replaceable(folder: Path) -> bool:
    return folder.is_dir() and ((folder / _MARK).is_file() or not any(folder.iterdir()))


def _swap(fresh: Path, folder: Path) -> None:
    old = folder.with_name(f".{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _fill(dataset: Dataset, folder: Path) -> int:
    for name, asset in assets().items():
        _write(folder / "static" / name, asset.content)
    seen, number = Seen(dataset), 0
    for kind, params in _pages(seen):
        path = file_of(kind, params)
        _write(folder / path, _page(seen, kind, params).encode("utf-8", "replace"))
        number += 1
    _write(folder / _MARK, _SAID.encode())
    return number


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _page(seen: Seen, kind: str, params: Params) -> str:
    chosen, addresses = PAGES[kind], Filed(file_of(kind, params).count("/"))
    around = Surroundings(addresses, "none")
    data = index(seen, addresses) if kind == "search" else None
    try:
        return made(seen, chosen, chosen.untouched | params, around, data=data)
    except Problem as problem:
        raise InputError(f"the page {file_of(kind, params)}: {problem.detail}") from problem


def index(seen: Seen, addresses: Filed) -> list[dict[str, Any]]:
    """Return all names with the addresses of their pages, for the search without a server."""
    return [
        {
            "name": x.name,
            "aliases": x.aliases,
            "types": x.types,
            "href": addresses.link("entity", iri=x.iri),
        }
        for x in hits(seen)
    ]


def _pages(seen: Seen) -> Iterator[tuple[str, Params]]:
    """Yield kind and parameters of every page, each once, in a fixed order."""
    yield from ((kind, {}) for kind in _ALONE)
    for kind in ("disputes", "figures", "reports", "facts"):
        yield from _listed(seen, kind, {})
    for name in _predicates(seen):
        yield from _listed(seen, "facts", {"predicates": [name]})
    for iri in _iris(seen, f"?x <{PREFIXES['skos']}prefLabel> ?name"):
        yield from ((kind, {KEYED[kind]: iri}) for kind in ("entity", "timeline"))
    for iri in _iris(seen, f"?x <{PREFIXES['skos']}altLabel> ?name"):
        yield "merges", {"iri": iri}
    for iri in _iris(seen, "?x a ag:Fact"):
        yield "fact", {"iri": iri}
    for iri in _iris(seen, "GRAPH ?x { ?x a ag:Document }"):
        yield "report", {"key": seen.source(iri).key}


def _listed(seen: Seen, kind: str, params: Params) -> Iterator[tuple[str, Params]]:
    """Yield the pages of a list; there is one at least."""
    view, step = PAGES[kind].view, _LISTS[kind]
    assert view is not None  # noqa: S101 (lists show something)
    total = view(seen, params | {"limit": 1}).total
    for offset in range(0, max(total, 1), step):
        yield kind, params | {"limit": step, "offset": offset}


def _predicates(seen: Seen) -> list[str]:
    """Return the relations, classes of events and kinds of figures of which there are facts."""
    view = PAGES[HOME].view
    assert view is not None  # noqa: S101 (the first page shows something)
    found = view(seen, {}).overview
    return [*found.relations, *found.events, *found.figures]


def _iris(seen: Seen, pattern: str) -> list[str]:
    return [x["x"].value for x in seen.rows(f"SELECT DISTINCT ?x {{ {pattern} }} ORDER BY ?x")]
