"""The journal of a dataset: one judgement per line, appended and never changed.

A line is on the disk before its judgement counts as made. What a crash left of a half-written
last line was never reported as made; it is cut off by the next writer.
"""

import json
import os
from dataclasses import replace

from kg.errors import DatasetError, InputError
from kg.graph.folder import Folder
from kg.judgements import UNDO, Judgement, contradicted, from_json, is_standing, standing, to_json


def read(folder: Folder) -> list[Judgement]:
    """Return all judgements in their order; DatasetError names the line that is none."""
    found = []
    for number, line in enumerate(_lines(folder), 1):
        try:
            judgement = from_json(json.loads(line))
        except (ValueError, InputError) as error:
            raise DatasetError(f"{folder.journal}, line {number}: {error}") from error
        if judgement.number != number:
            raise DatasetError(f"{folder.journal}, line {number}: it has number {judgement.number}")
        found.append(judgement)
    return found


def _lines(folder: Folder) -> list[str]:
    if not folder.journal.is_file():
        return []
    try:
        text = folder.journal.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise DatasetError(f"{folder.journal}: {error}") from error
    return text[: text.rfind("\n") + 1].splitlines()


def append(folder: Folder, judgement: Judgement) -> Judgement:
    """Write a judgement down and return it with its number. Call it only under `write_lock`.

    Raises InputError, naming the judgements, when it contradicts some that stand, when one says
    the same already, or when there is nothing to undo.
    """
    journal = read(folder)
    new = replace(judgement, number=len(journal) + 1)
    _check(new, journal)
    line = json.dumps(to_json(new), ensure_ascii=False) + "\n"
    with folder.journal.open("a+b") as file:
        file.seek(0)
        file.truncate(file.read().rfind(b"\n") + 1)
        file.write(line.encode())
        file.flush()
        os.fsync(file.fileno())
    return new


def _check(new: Judgement, journal: list[Judgement]) -> None:
    holding = standing(journal)
    if new.verdict == UNDO:
        if not any(x.number == new.undoes and is_standing(x, journal) for x in journal):
            raise InputError(f"there is no judgement {new.undoes} that stands (kg judge … list)")
        return
    for x in holding:
        if x.verdict == new.verdict and _says_same(x, new):
            raise InputError(f"judgement {x.number} says so already: {x}")
    if against := contradicted(new, holding):
        told = "; ".join(f"{x.number}: {x}" for x in against)
        raise InputError(f"this contradicts what was judged ({told}); undo one of these first")


def _says_same(one: Judgement, other: Judgement) -> bool:
    if one.statement and other.statement:
        left, right = one.statement, other.statement
        return (left.kind, left.key) == (right.kind, right.key)
    ways = (other.entities, other.entities[::-1])
    return one.item == other.item and any(
        len(way) == len(one.entities)
        and all(a.is_like(b) for a, b in zip(one.entities, way, strict=True))
        for way in ways
        if way
    )
