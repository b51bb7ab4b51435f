"""The answers of Wikidata as they come: read into values, whatever else is in them left alone."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any, Final

from kg.link.wikidata.items import Item, from_entity, is_qid
from kg.vocabulary import WIKIDATA

_MOST_HITS: Final = 50
_MOST_ROWS: Final = 100_000
_NAMED: Final = re.compile(r"\bQ[1-9]\d{0,11}\b", re.ASCII)


@dataclass(slots=True)
class Entities:
    """What `wbgetentities` said about each thing it was asked for, by id or title."""

    items: dict[str, Item] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    """Ids of items that were merged into another, with the id of that."""
    missing: set[str] = field(default_factory=set)
    unusable: dict[str, str] = field(default_factory=dict)
    """What came back in a shape that cannot be read, with the reason."""


def by_id(answer: dict[str, Any], asked: Collection[str]) -> Entities:
    """Read the answer for ids; ValueError when one of them is not in it.

    A merged item stands under the id that was asked for or under its new one, and names both.
    """
    found = Entities()
    for key, entity in _entities(answer):
        moved = entity.get("redirects")
        origin = moved.get("from", "") if isinstance(moved, dict) else ""
        name = str(origin) if origin in asked else key
        if name not in asked:
            continue
        if _is_missing(entity):
            found.missing.add(name)
        else:
            _add(found, name, entity)
            if name in found.items and found.items[name].id != name:
                found.moved[name] = found.items[name].id
    _all_there(found, asked)
    return found


def by_title(answer: dict[str, Any], asked: Collection[str]) -> Entities:
    """Read the answer for titles of the English Wikipedia; ValueError when one is not in it."""
    found = Entities()
    for _, entity in _entities(answer):
        if _is_missing(entity):
            if entity.get("title") in asked:
                found.missing.add(entity["title"])
            continue
        links = entity.get("sitelinks")
        link = links.get("enwiki") if isinstance(links, dict) else None
        title = link.get("title") if isinstance(link, dict) else None
        if isinstance(title, str) and title in asked:
            _add(found, title, entity)
    _all_there(found, asked)
    return found


def hits(answer: dict[str, Any]) -> tuple[list[str], int | None]:
    """Read an answer of `wbsearchentities`: the ids, and where the next page of it begins."""
    listed = answer["search"]
    if not isinstance(listed, list):
        raise ValueError("'search' is no list")  # noqa: TRY004 (the shape of data, not a type)
    ids = [x.get("id") for x in listed[:_MOST_HITS] if isinstance(x, dict)]
    following = answer.get("search-continue")
    qids = [str(x) for x in ids if is_qid(x)]
    return qids, following if isinstance(following, int) else None


def pairs(answer: dict[str, Any]) -> list[tuple[str, str]]:
    """Read rows of two items, ?item and ?class, from an answer of the query service."""
    rows = answer["results"]["bindings"]
    if not isinstance(rows, list):
        raise ValueError("'bindings' is no list")  # noqa: TRY004 (the shape of data, not a type)
    found = [(_item(row["item"]), _item(row["class"])) for row in rows[:_MOST_ROWS]]
    return [(item, kind) for item, kind in found if item and kind]


def named(text: str) -> set[str]:
    """Return the ids of items that a message names."""
    return set(_NAMED.findall(text))


def _entities(answer: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    entities = answer["entities"]
    if not isinstance(entities, dict):
        raise ValueError("'entities' is no object")  # noqa: TRY004 (the shape of data, not a type)
    return [(key, x) for key, x in entities.items() if isinstance(x, dict)]


def _is_missing(entity: dict[str, Any]) -> bool:
    return entity.get("missing", False) is not False


def _add(found: Entities, name: str, entity: dict[str, Any]) -> None:
    try:
        found.items[name] = from_entity(entity)
    except (ValueError, TypeError, AttributeError) as error:
        found.unusable[name] = str(error)


def _all_there(found: Entities, asked: Collection[str]) -> None:
    told = {*found.items, *found.missing, *found.unusable}
    if lacking := [x for x in asked if x not in told]:
        raise ValueError(f"nothing is said of {lacking[0]}")


def _item(term: dict[str, Any]) -> str | None:
    value = term.get("value")
    found = value.removeprefix(WIKIDATA) if isinstance(value, str) else None
    return found if is_qid(found) else None
