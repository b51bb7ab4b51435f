"""Sidecars: a file of JSON beside a report that holds its metadata."""

import json
from pathlib import Path

from kg.model import Skipped
from kg.read import encoding, fields, kinds
from kg.read.page import Metadata

_LARGEST = 1_000_000


def of(report: Path) -> tuple[Metadata, tuple[Skipped, ...]]:
    """Return the metadata beside `report`, and what of it could not be used.

    For ``report.txt`` the sidecar is the first there is of ``report.txt.json``,
    ``report.meta.json`` and ``report.json``.
    """
    stem = kinds.stem(report)
    for name in (f"{report.name}.json", f"{stem}.meta.json", f"{stem}.json"):
        path = report.with_name(name)
        if path.is_file():
            return _read(path)
    return Metadata(), ()


def is_one(path: Path) -> bool:
    """Tell whether `path` is the sidecar of a report that stands beside it."""
    if path.suffix != ".json":
        return False
    names = {path.stem, path.stem.removesuffix(".meta")}
    reports = (path.with_name(name + suffix) for name in names for suffix in kinds.SUFFIXES)
    return any(x.is_file() for x in reports)


def _read(path: Path) -> tuple[Metadata, tuple[Skipped, ...]]:
    try:
        if path.stat().st_size > _LARGEST:
            return _refused(path, f"sidecar over {_LARGEST:,} bytes")
        data = json.loads(encoding.decode(path.read_bytes()))
    except OSError as error:
        return _refused(path, f"sidecar: {error.strerror}")
    except (ValueError, RecursionError) as error:
        return _refused(path, f"sidecar is not JSON: {error}")
    if not isinstance(data, dict):
        return _refused(path, "sidecar is not a JSON object")
    return fields.metadata(data, encoding.storable(str(path)))


def _refused(path: Path, reason: str) -> tuple[Metadata, tuple[Skipped, ...]]:
    name = encoding.storable(str(path))
    return Metadata(), (Skipped(name, f"{reason}; the report is read without it"),)
