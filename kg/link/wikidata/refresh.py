"""Known entities held against live Wikidata: items found by title, merges followed, names added."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from kg.lexicon.names import KnownEntity, Names, normalise
from kg.lexicon.own import Learned
from kg.link.wikidata.client import Client, Found
from kg.link.wikidata.items import Item

_DISAMBIGUATION: Final = "disambiguation page"
_SHORTEST_NAME: Final = 5
_MOST_NAMES: Final = 20


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one entity."""

    kind: str
    """"found" (an item by its title), "merged" (followed to another item) or "names" (added)."""
    entity: KnownEntity
    label: str
    """Label of the item."""
    learned: Learned


@dataclass(slots=True)
class Refreshed:
    """What a refresh comes to."""

    changes: list[Change] = field(default_factory=list)
    refused: list[tuple[KnownEntity, str, str]] = field(default_factory=list)
    """Entities with an item that cannot be theirs, and why."""
    without: list[KnownEntity] = field(default_factory=list)
    """Entities whose title no item has: no such article, or a redirect."""
    deleted: list[KnownEntity] = field(default_factory=list)
    """Entities whose item is no longer there."""
    unusable: list[tuple[KnownEntity, str]] = field(default_factory=list)
    checked: int = 0


def refresh(names: Names, client: Client, *, aliases: bool = False) -> Refreshed:
    """Ask for every entity that has an item or a title; `aliases` adds names that items have.

    Nothing is asked twice that is kept, so a run that was stopped goes on where it was. Raises
    ServiceError when the service does not answer.
    """
    outcome = Refreshed()
    taken = {e.wikidata: e for e in names.entities.values() if e.wikidata}
    listed = [e for e in names.entities.values() if e.wikidata]
    titled = [e for e in names.entities.values() if e.wikipedia and not e.wikidata]
    known = client.items((e.wikidata for e in listed if e.wikidata), claims=False)
    found = client.by_title(e.wikipedia for e in titled if e.wikipedia)
    for entity, key, told in [
        *((e, e.wikidata or "", known) for e in listed),
        *((e, e.wikipedia or "", found) for e in titled),
    ]:
        outcome.checked += 1
        item = told.items.get(key)
        if item is None:
            _without(outcome, entity, key, told)
        elif reason := _refusal(entity, item, taken):
            outcome.refused.append((entity, item.id, reason))
        else:
            taken[item.id] = entity
            outcome.changes.extend(_changes(entity, item, told, names if aliases else None))
    return outcome


def _without(outcome: Refreshed, entity: KnownEntity, key: str, told: Found) -> None:
    if key in told.unusable:
        outcome.unusable.append((entity, told.unusable[key]))
    elif key in told.missing:
        (outcome.deleted if entity.wikidata else outcome.without).append(entity)


def _refusal(entity: KnownEntity, item: Item, taken: dict[str, KnownEntity]) -> str:
    if _DISAMBIGUATION in item.description:
        return "the title has several meanings"
    holder = taken.get(item.id)
    if holder is not None and holder.iri != entity.iri:
        return f"it is already that of {holder.label}"
    return ""


def _changes(entity: KnownEntity, item: Item, told: Found, names: Names | None) -> Iterator[Change]:
    """Yield what changes for one entity; with `names`, also names that it lacks."""
    key = entity.wikidata or entity.wikipedia or ""
    day = told.fetched[key].date().isoformat()
    further = tuple(_further(entity, item, names)) if names else ()
    moved = entity.wikidata if entity.wikidata and entity.wikidata != item.id else None
    learned = Learned(entity.iri, item.id, item.revision, day, moved, further)
    if moved:
        yield Change("merged", entity, item.label, learned)
    elif not entity.wikidata:
        yield Change("found", entity, item.label, learned)
    elif further:
        yield Change("names", entity, item.label, learned)


def _further(entity: KnownEntity, item: Item, names: Names) -> Iterable[tuple[str, str]]:
    """Return names of the item that are new, long enough to be telling, and nobody else's."""
    held = {normalise(x) for x in entity.surfaces()}
    found: dict[str, tuple[str, str]] = {}
    for language, name in item.names:
        key = normalise(name)
        telling = len(key) >= _SHORTEST_NAME and " " in name and "," not in name and "(" not in name
        if telling and key not in held and not names.candidates(name):
            found.setdefault(key, (language, name))
    return list(found.values())[:_MOST_NAMES]
