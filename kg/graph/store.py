"""The finished graph of a dataset: written whole under a new name, then switched to.

A store is never changed after the pointer names it. A reader locks the store it reads, so the
writer leaves it standing until the reader is done.
"""

import fcntl
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import chain, count, islice
from pathlib import Path
from typing import Final

from pyoxigraph import Quad, Store

from kg.errors import DatasetError
from kg.graph.edits import Edit, apply, duplicate
from kg.graph.folder import Folder, read_json, sync_folder, write_json
from kg.graph.updates import own_quads

_BATCH: Final = 50_000
"""Quads loaded at once: some 140 MB at the peak, whatever the size of the graph."""
_DIGITS: Final = 16
_PREFIX: Final = "store-"
_DRAFT: Final = "draft"
_NAME: Final = re.compile(r"store-[0-9a-z-]+")


@dataclass(slots=True)
class OpenStore:
    """A finished store that is being read; `close` lets a writer remove it."""

    store: Store
    handle: int
    pointer: "Pointer"

    def close(self) -> None:
        """End the reading."""
        if self.handle >= 0:
            os.close(self.handle)
            self.handle = -1


@dataclass(frozen=True, slots=True)
class Pointer:
    """Names the finished store, what it was built from and what is in it."""

    store: str
    digest: str
    found: dict[str, int]


def current(folder: Folder) -> Pointer | None:
    """Return the pointer to the finished store; None when there is no store yet."""
    if not folder.pointer.is_file():
        return None
    value = read_json(folder.pointer)
    store, digest, found = (value.get(name) for name in ("store", "digest", "found"))
    if not (isinstance(store, str) and isinstance(digest, str) and isinstance(found, dict)):
        raise DatasetError(f"{folder.pointer}: names no store and digest")
    known = _NAME.fullmatch(store) and (folder.path / store).is_dir()
    return Pointer(store, digest, found) if known else None


def open_current(folder: Folder) -> OpenStore:
    """Open the finished store for reading; DatasetError when there is none."""
    while True:
        pointer = current(folder)
        if pointer is None:
            raise DatasetError(f"{folder.path}: holds no finished graph; run kg build once more")
        place = folder.path / pointer.store
        try:
            handle = os.open(place, os.O_RDONLY)
        except FileNotFoundError:  # a writer has just switched to another one
            continue
        fcntl.flock(handle, fcntl.LOCK_SH)
        if current(folder) == pointer:
            break
        os.close(handle)
    try:
        return OpenStore(Store.read_only(str(place)), handle, pointer)
    except OSError as error:
        os.close(handle)
        raise DatasetError(f"{place}: {error}") from error


@dataclass(frozen=True, slots=True)
class Finish:
    """What is done to a store before it is the current one, and how a change undoes it first.

    Both return by how many statements the store has grown.
    """

    do: Callable[[Store], int]
    undo: Callable[[Store], int]


def write(
    folder: Folder,
    digest: str,
    quads: Iterable[Quad],
    found: dict[str, int],
    finish: Finish | None = None,
) -> None:
    """Build the store for `digest`, `finish` it and make it the current one.

    `found` is kept with it; it is read after the last of `quads`, so their maker may fill it.
    Call it only under `write_lock`.
    """
    clean(folder)
    draft = folder.path / f"{_PREFIX}{_DRAFT}"
    found["quads"] = _load(draft, chain(quads, _kept(folder)), finish)
    _switch(folder, draft, digest, found)


def _kept(folder: Folder) -> Iterator[Quad]:
    """Yield what people have added to the current store."""
    if current(folder) is not None:
        with closing(open_current(folder)) as opened:
            yield from own_quads(opened.store, read_json(folder.manifest)["base"])


def change(
    folder: Folder,
    digest: str,
    edits: Iterable[Edit],
    found: dict[str, int],
    finish: Finish | None = None,
) -> None:
    """Make the store for `digest` from the current one by `edits`, and it the current one.

    The current one is not touched: the files that both have are linked. `found` as for `write`.
    Raises DatasetError when there is no finished store. Call it only under `write_lock`.
    """
    clean(folder)
    draft = folder.path / f"{_PREFIX}{_DRAFT}"
    with closing(open_current(folder)):
        pointer = current(folder)
        if pointer is None:
            raise DatasetError(f"{folder.path}: holds no finished graph; run kg build once more")
        duplicate(folder.path / pointer.store, draft)
        new = Store(str(draft))
        grown = finish.undo(new) if finish else 0
        grown += apply(edits, new)
        grown += finish.do(new) if finish else 0
        new.flush()
        del new  # leaving closes the files
    found["quads"] = pointer.found["quads"] + grown
    _switch(folder, draft, digest, found)


def revise(folder: Folder, do: Callable[[Store], None], ready: Callable[[], None]) -> None:
    """Make a store from the current one by `do`, and it the current one once `ready` returns.

    What one of them raises leaves all as it is. The digest stays: the graph is still built from the
    same. Raises DatasetError when there is no finished store. Call it only under `write_lock`.
    """
    clean(folder)
    draft = folder.path / f"{_PREFIX}{_DRAFT}"
    with closing(open_current(folder)) as opened:
        pointer = opened.pointer
        duplicate(folder.path / pointer.store, draft)
        new = Store(str(draft))
        do(new)
        new.flush()
        number = len(new)
        del new  # leaving closes the files
    ready()
    _switch(folder, draft, pointer.digest, pointer.found | {"quads": number})


def _switch(folder: Folder, draft: Path, digest: str, found: dict[str, int]) -> None:
    place = _free(folder, digest)
    draft.rename(place)
    sync_folder(folder.path)
    write_json(folder.pointer, {"store": place.name, "digest": digest, "found": found})
    clean(folder)


def _load(draft: Path, quads: Iterable[Quad], finish: Finish | None) -> int:
    store = Store(str(draft))
    rest = iter(quads)
    while batch := list(islice(rest, _BATCH)):
        store.bulk_extend(batch)
    if finish:
        finish.do(store)
    store.optimize()
    store.flush()
    return len(store)  # leaving closes the files


def _free(folder: Folder, digest: str) -> Path:
    """Return a name that no store has: one of the same digest may still be read."""
    name = f"{_PREFIX}{digest[:_DIGITS]}"
    names = (folder.path / f"{name}-{number}" for number in count(1))
    return next(path for path in names if not path.exists())


def clean(folder: Folder) -> None:
    """Remove drafts and stores that nobody points to or reads. Call it only under `write_lock`."""
    pointer = current(folder)
    for place in sorted(folder.path.glob(f"{_PREFIX}*")):
        if not place.is_dir() or (pointer and place.name == pointer.store):
            continue
        handle = os.open(place, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(place)
        except BlockingIOError:  # somebody still reads it: a later run takes it away
            continue
        finally:
            os.close(handle)
