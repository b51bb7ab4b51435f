"""A dataset on disk: which file stands where, how one is switched, and who may write.

dataset.json    format version and base of the IRIs
ledger.sqlite   one row per document (`kg.graph.rows`)
current.json    which store is the finished one, and the digest of what it was built from
store-<digest>/ the graph (RocksDB, `kg.graph.store`)
judgements.jsonl  what people have judged, one line each (`kg.graph.journal`)
sources.ttl     a user's own word on sources, laid over the shipped list; may be missing
memory.sqlite   how the graph came about (`kg.graph.memory`); may be missing
report.json     what the last run read, skipped and found
write.lock      held by the one writer
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kg.errors import DatasetError

FORMAT: Final = 1
"""Version of the layout. A reader refuses a newer one."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The paths of one dataset."""

    path: Path

    @property
    def manifest(self) -> Path:
        """Format version and base."""
        return self.path / "dataset.json"

    @property
    def ledger(self) -> Path:
        """The SQLite file of records."""
        return self.path / "ledger.sqlite"

    @property
    def pointer(self) -> Path:
        """Names the finished store."""
        return self.path / "current.json"

    @property
    def journal(self) -> Path:
        """The judgements."""
        return self.path / "judgements.jsonl"

    @property
    def sources(self) -> Path:
        """A user's own word on sources; it need not be there."""
        return self.path / "sources.ttl"

    @property
    def memory(self) -> Path:
        """What is remembered of how the graph came about."""
        return self.path / "memory.sqlite"

    @property
    def report(self) -> Path:
        """What the last run did."""
        return self.path / "report.json"

    @property
    def lock(self) -> Path:
        """The writer's lock."""
        return self.path / "write.lock"


def replace_file(path: Path, text: str) -> None:
    """Write `text` to `path` so that a reader, or a crash, sees the old file or the new one."""
    draft = path.with_name(f"{path.name}.new")
    with draft.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_json(path: Path) -> dict[str, Any]:
    """Return the object in `path`; DatasetError when it cannot be read as one."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DatasetError(f"{path}: {error}") from error
    if not isinstance(value, dict):
        raise DatasetError(f"{path}: not a JSON object")
    return value


def write_json(path: Path, value: dict[str, Any]) -> None:
    """Replace `path` by `value` as indented JSON."""
    replace_file(path, json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def find(path: Path) -> Folder:
    """Return the dataset at `path`; DatasetError when there is none this version can read."""
    folder = Folder(path)
    if not path.is_dir():
        raise DatasetError(f"{path}: no such dataset (kg build PATH… -o {path} makes one)")
    if not folder.manifest.is_file():
        raise DatasetError(f"{path}: not a dataset (it has no {folder.manifest.name})")
    _check_format(folder)
    return folder


def create(path: Path, base: str) -> Folder:
    """Return the dataset at `path`, made if the folder is absent or empty.

    Raises DatasetError when the folder holds something else or has another base.
    """
    folder = Folder(path)
    if folder.manifest.is_file():
        manifest = _check_format(folder)
        if manifest["base"] != base:
            raise DatasetError(f"{path}: its base is {manifest['base']}, not {base}")
        return folder
    leftovers = {f"{folder.manifest.name}.new", folder.lock.name}
    if path.exists() and not path.is_dir():
        raise DatasetError(f"{path}: a file stands there, a dataset is a folder")
    if path.is_dir() and {x.name for x in path.iterdir()} - leftovers:
        raise DatasetError(f"{path}: not a dataset and not empty; nothing was written")
    try:
        path.mkdir(parents=True, exist_ok=True)
        write_json(folder.manifest, {"format": FORMAT, "base": base})
    except OSError as error:
        raise DatasetError(f"{path}: cannot be written: {error.strerror}") from error
    return folder


def _check_format(folder: Folder) -> dict[str, Any]:
    manifest = read_json(folder.manifest)
    version = manifest.get("format")
    if not isinstance(version, int) or not isinstance(manifest.get("base"), str):
        raise DatasetError(f"{folder.manifest}: names no format version and base")
    if version > FORMAT:
        raise DatasetError(
            f"{folder.path}: has format {version}; this version of kg reads up to {FORMAT}"
        )
    return manifest


@contextmanager
def write_lock(folder: Folder) -> Iterator[None]:
    """Hold the right to write; DatasetError when another process has it.

    The lock belongs to the process, so it ends with it however it ends.
    """
    with folder.lock.open("a", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise DatasetError(
                f"{folder.path}: another process is writing to it; wait for it to end"
            ) from error
        yield
