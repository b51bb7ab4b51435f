"""Items of Wikidata as values: what is kept of an answer after its types and sizes were checked."""

import re
from dataclasses import dataclass
from typing import Any, Final

from kg.model import PartialDate

_QID: Final = re.compile(r"Q[1-9]\d{0,11}", re.ASCII)
_PID: Final = re.compile(r"P[1-9]\d{0,11}", re.ASCII)
_TIME: Final = re.compile(r"\+(\d{4})-(\d\d)-(\d\d)T", re.ASCII)
INSTANCE_OF: Final = "P31"
COUNTRY: Final = "P17"
CITIZENSHIP: Final = "P27"
START: Final = "P580"
END: Final = "P582"
"""Properties that every item is read by; `ontology/wikidata-properties.tsv` says how verified."""
DISAMBIGUATION: Final = "Q4167410"
"""The class of pages that only list what a title may mean."""
_MOST_NAMES: Final = 200
_MOST_STATEMENTS: Final = 4_000
_LONGEST_NAME: Final = 250
_YEAR, _MONTH, _DAY = 9, 10, 11


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of an item whose value is another item."""

    property: str
    value: str
    since: PartialDate | None = None
    until: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """An item as an answer gave it; statements of the rank "deprecated" are left out."""

    id: str
    revision: int
    modified: str
    """When it was last edited, as the service gives it (ISO 8601, UTC), or nothing."""
    names: tuple[tuple[str, str], ...]
    """Language and name; the label of a language before its aliases."""
    description: str
    title: str | None
    """Title of its article in the English Wikipedia."""
    statements: tuple[Statement, ...]

    @property
    def label(self) -> str:
        """Return its English label, else any name, else its id."""
        english = (text for language, text in self.names if language == "en")
        return next(english, self.names[0][1] if self.names else self.id)

    def values(self, property_: str) -> tuple[str, ...]:
        """Return the items that stand as values of a property."""
        return tuple(x.value for x in self.statements if x.property == property_)


def is_qid(text: object) -> bool:
    """Tell whether `text` is the id of an item: "Q" and a number."""
    return isinstance(text, str) and _QID.fullmatch(text) is not None


def from_entity(entity: dict[str, Any]) -> Item:
    """Read one entity of a `wbgetentities` answer; ValueError when it has not that shape."""
    if not is_qid(entity.get("id")):
        raise ValueError(f"no item id: {entity.get('id')!r:.40}")
    revision = entity.get("lastrevid", 0)
    if not isinstance(revision, int) or revision < 0:
        raise ValueError(f"{entity['id']}: lastrevid is no number")
    links = _object(entity, "sitelinks")
    title = _text(_object(links, "enwiki").get("title"))
    return Item(
        id=entity["id"],
        revision=revision,
        modified=(_text(entity.get("modified")) or "")[:20],
        names=tuple(_names(entity))[:_MOST_NAMES],
        description=_text(_object(_object(entity, "descriptions"), "en").get("value")) or "",
        title=title,
        statements=tuple(_statements(entity))[:_MOST_STATEMENTS],
    )


def to_json(item: Item) -> dict[str, Any]:
    """Return an item as plain JSON values; `from_json` reads them."""
    statements = [[x.property, x.value, x.since, x.until] for x in item.statements]
    return {
        "id": item.id,
        "revision": item.revision,
        "modified": item.modified,
        "names": [list(x) for x in item.names],
        "description": item.description,
        "title": item.title,
        "statements": statements,
    }


def from_json(value: dict[str, Any]) -> Item:
    """Return what `to_json` wrote."""
    return Item(
        id=value["id"],
        revision=value["revision"],
        modified=value["modified"],
        names=tuple((language, text) for language, text in value["names"]),
        description=value["description"],
        title=value["title"],
        statements=tuple(Statement(*x) for x in value["statements"]),
    )


def _object(value: dict[str, Any], key: str) -> dict[str, Any]:
    """Return the object at `key`; an absent one, or the empty list PHP writes for it, is empty."""
    found = value.get(key) or {}
    if not isinstance(found, dict):
        raise ValueError(f"{key!r} is no object")  # noqa: TRY004 (the shape of data, not a type)
    return found


def _text(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    return " ".join("".join(c if c.isprintable() else " " for c in value).split())[:_LONGEST_NAME]


def _names(entity: dict[str, Any]) -> list[tuple[str, str]]:
    labels, aliases = _object(entity, "labels"), _object(entity, "aliases")
    found = []
    for language in sorted({*labels, *aliases}, key=lambda x: (x != "en", x)):
        others = aliases.get(language) or []
        for name in [labels.get(language), *(others if isinstance(others, list) else [])]:
            text = _text(name.get("value")) if isinstance(name, dict) else None
            if text and re.fullmatch(r"[a-z]{2,3}(-[a-z]+)*", language):
                found.append((language, text))
    return list(dict.fromkeys(found))


def _statements(entity: dict[str, Any]) -> list[Statement]:
    found = []
    for property_, claims in _object(entity, "claims").items():
        if not _PID.fullmatch(property_) or not isinstance(claims, list):
            raise ValueError(f"{entity['id']}: claims of {property_!r:.20} are no list")
        for claim in claims:
            value = _item_value(claim)
            if value and claim.get("rank") != "deprecated":
                since, until = _qualifier(claim, START), _qualifier(claim, END)
                found.append(Statement(property_, value, since, until))
    return found


def _item_value(claim: object) -> str | None:
    """Return the item that a claim has as its value; None for unknown, no and other values."""
    value = _snak_value(claim.get("mainsnak")) if isinstance(claim, dict) else None
    found = value.get("id") if isinstance(value, dict) else None
    return found if is_qid(found) else None


def _snak_value(snak: object) -> object:
    data = snak.get("datavalue") if isinstance(snak, dict) else None
    return data.get("value") if isinstance(data, dict) else None


def _qualifier(claim: dict[str, Any], property_: str) -> PartialDate | None:
    qualifiers = claim.get("qualifiers")
    snaks = qualifiers.get(property_) if isinstance(qualifiers, dict) else None
    if not isinstance(snaks, list) or not snaks:
        return None
    value = _snak_value(snaks[0])
    return partial_date(value) if isinstance(value, dict) else None


def partial_date(value: dict[str, Any]) -> PartialDate | None:
    """Return a time value of our era to the day, month or year; None when it is vaguer."""
    found = _TIME.match(value["time"]) if isinstance(value.get("time"), str) else None
    if found is None:
        return None
    year, month, day = found.groups()
    precision = value.get("precision")
    if precision == _DAY:
        return f"{year}-{month}-{day}"
    if precision == _MONTH:
        return f"{year}-{month}"
    return year if precision == _YEAR else None
