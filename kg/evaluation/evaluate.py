"""Files of records against a folder of annotations."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.evaluation.scoring import score
from kg.evaluation.tally import JUDGED, Tally


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The counts over all documents; `documents` holds a name and four rates for each."""

    tally: Tally
    documents: tuple[tuple[str, float, float, float, float], ...]
    """Document, headline, F1 of relations, of events, of figures."""
    missing: tuple[str, ...]
    """Annotated documents without a record."""

    @property
    def summary(self) -> dict[str, Any]:
        """All rates as plain values."""
        count = {"documents": len(self.documents), "without a record": list(self.missing)}
        return self.tally.summary() | count

    def lines(self) -> list[str]:
        """Return the rates as lines for people."""
        out = [f"{name:18} {_cells(name, value)}" for name, value in self.summary.items()]
        for name in self.tally.details():
            x = self.tally.rates(name)
            rates = f"p {x.precision:.2f} r {x.recall:.2f} f1 {x.f1:.2f}  gold {x.gold}"
            out.append(f"  {name:34} {rates}")
        return out


def evaluate(records: Path, gold: Path) -> Evaluation:
    """Compare the records in a file of JSON lines with the annotations in a folder.

    Raises InputError when a file cannot be read or does not have the shape.
    """
    found = _records(records)
    total, documents, missing = Tally(), [], []
    for path in _gold(gold):
        annotation = _json(path, path.read_text(encoding="utf-8"))
        name = str(annotation.get("doc"))
        if name not in found:
            missing.append(name)
        try:
            one = score(annotation, found.get(name, {}))
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise InputError(f"{name}: not the shape of a record: {error!r}") from error
        total.update(one)
        numbers = one.summary()
        rates = (numbers[x]["f1"] for x in ("relations", "events", "figures"))
        documents.append((name, numbers["headline"], *rates))
    return Evaluation(total, tuple(documents), tuple(missing))


def _gold(folder: Path) -> list[Path]:
    paths = sorted(folder.glob("*.json")) if folder.is_dir() else []
    if not paths:
        raise InputError(f"{folder}: no folder of annotations (*.json)")
    return paths


def _records(path: Path) -> dict[str, dict[str, Any]]:
    found = {}
    try:
        with path.open(encoding="utf-8") as file:
            for line in file:
                if line.strip():
                    record = _json(path, line)
                    name = record.get("doc") or (record.get("document") or {}).get("id")
                    found[str(name)] = record
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {error}") from error
    return found


def _json(path: Path, text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except ValueError as error:
        raise InputError(f"{path}: {error}") from error
    if not isinstance(value, dict):
        raise InputError(f"{path}: not a JSON object")
    return value


def _cells(name: str, value: Any) -> str:  # noqa: ANN401 (numbers of several shapes)
    if isinstance(value, dict):
        keys = ("accuracy", "of") if name in JUDGED else ("p", "r", "f1", "gold")
        return "  ".join(f"{key} {value[key]}" for key in keys)
    return ", ".join(value) if isinstance(value, list) else str(value)
