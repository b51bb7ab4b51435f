"""Wikidata for the rest of the house: items by id, title, name and class, kept on disk.

With a transport the service is asked for what is not kept or too old; without one only what is
kept is used, whatever its age, and the network is never touched.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, Final

from kg.link.wikidata import answers
from kg.link.wikidata.answers import Entities
from kg.link.wikidata.cache import Cache, Kept, is_fresh
from kg.link.wikidata.items import Item, from_json, is_qid, to_json
from kg.link.wikidata.transport import DeniedError, TooLargeError, Transport
from kg.settings import Settings

BATCH: Final = 50
"""Ids or titles that one request may name."""
_MAXLAG: Final = "5"
_LONGEST_TITLE: Final = 255
_PAGE: Final = 10
_HEAD: Final = "info|labels|aliases|descriptions|sitelinks"
_FULL: Final = f"{_HEAD}|claims"
_SPARQL: Final = (
    "SELECT DISTINCT ?item ?class WHERE {{ VALUES ?item {{ {items} }} "
    "VALUES ?class {{ {classes} }} ?item wdt:P31/wdt:P279* ?class }}"
)


@dataclass(slots=True)
class Found:
    """What is known of the things asked for, each by what it was asked by."""

    items: dict[str, Item] = field(default_factory=dict)
    fetched: dict[str, datetime] = field(default_factory=dict)
    """When each item was fetched."""
    moved: dict[str, str] = field(default_factory=dict)
    """Ids of items that were merged into another one, with its id."""
    missing: list[str] = field(default_factory=list)
    """Deleted items, and titles that no item has."""
    unusable: dict[str, str] = field(default_factory=dict)
    """What the service gave in a shape or size that cannot be used, with the reason."""
    unknown: list[str] = field(default_factory=list)
    """What is not kept and may not be asked for."""


class Client:
    """Asks Wikidata, through what is kept of its answers."""

    def __init__(
        self,
        cache: Cache,
        now: Callable[[], datetime],
        settings: Settings,
        transport: Transport | None = None,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> None:
        """Take where answers are kept; without a `transport` nothing else is asked."""
        self._cache = cache
        self._now = now
        self._settings = settings
        self._transport = transport
        self._progress = progress

    def items(self, qids: Iterable[str], *, claims: bool = True) -> Found:
        """Return items by id; `claims` False spares the service their statements."""
        wanted = [x for x in dict.fromkeys(qids) if is_qid(x)]
        kind, props = ("item", _FULL) if claims else ("head", _HEAD)
        found = Found()
        todo = self._from_cache(kind, wanted, found)
        if not claims and todo:
            todo = self._from_cache("item", todo, found)
        for batch in self._batches(todo, found):
            self._keep(kind, self._ask(batch, "ids", props), found)
        return found

    def by_title(self, titles: Iterable[str]) -> Found:
        """Return items, without statements, by the titles of their English Wikipedia articles."""
        named = {x: _title(x) for x in titles}
        usable = [x for x in dict.fromkeys(named.values()) if x and "|" not in x]
        found = Found()
        todo = self._from_cache("title", usable, found)
        for batch in self._batches(todo, found):
            self._keep("title", self._ask(batch, "titles", _HEAD), found)
        return _renamed(found, named)

    def search(self, name: str, limit: int = _PAGE) -> tuple[str, ...]:
        """Return the ids of items called `name`, best first; () also when it is not known."""
        text = " ".join(name.split())[:_LONGEST_TITLE]
        key = f"{limit} {text}"
        kept = self._cache.get("search", [key]).get(key)
        if not text or (kept is not None and self._usable(kept)):
            return _ids(kept.value if kept else [])
        if self._transport is None:
            return ()
        ids = tuple(dict.fromkeys(islice(self._hits(text, limit), limit)))
        self._cache.put("search", {key: list(ids)}, self._now())
        return ids

    def instances(self, qids: Iterable[str], classes: Sequence[str]) -> dict[str, set[str]]:
        """Return, for each item that is known to the query service, which of `classes` it has.

        A subclass counts. Items that could not be asked about are not in the answer.
        """
        wanted = [x for x in dict.fromkeys(qids) if is_qid(x)]
        kinds = sorted(x for x in classes if is_qid(x))
        if not kinds:
            return {}
        kind, found = f"class {' '.join(kinds)}", Found()
        known: dict[str, set[str]] = {}
        kept = self._cache.get(kind, wanted)
        known |= {x: set(_ids(k.value)) for x, k in kept.items() if self._usable(k)}
        for batch in self._batches([x for x in wanted if x not in known], found):
            rows = self._classes(batch, kinds)
            told = {x: sorted(c for item, c in rows if item == x) for x in batch}
            self._cache.put(kind, told, self._now())
            known |= {x: set(values) for x, values in told.items()}
        return known

    def _usable(self, kept: Kept) -> bool:
        if self._transport is None:
            return True
        return is_fresh(kept, self._now(), self._settings.max_age_days)

    def _from_cache(self, kind: str, keys: Sequence[str], found: Found) -> list[str]:
        """Put what is kept into `found`, and return the keys that are left to ask for."""
        todo = []
        for key in keys:
            kept = self._cache.get(kind, [key]).get(key)
            if kept is None or not self._usable(kept) or not _restore(key, kept, found):
                todo.append(key)
        return todo

    def _batches(self, todo: list[str], found: Found) -> Iterator[list[str]]:
        """Yield what to ask for, some at a time; without a transport it all stays unknown."""
        if self._transport is None:
            found.unknown.extend(todo)
            return
        for start in range(0, len(todo), BATCH):
            self._progress(start, len(todo))
            yield todo[start : start + BATCH]
        self._progress(len(todo), len(todo))

    def _ask(self, batch: list[str], by: str, props: str) -> Entities:
        """Ask for a batch; what the service rejects or makes too large is asked for in parts."""
        params = {"action": "wbgetentities", "props": props, "languages": "en"}
        params |= {"sitefilter": "enwiki", by: "|".join(batch)}
        params |= {"sites": "enwiki"} if by == "titles" else {}
        read = answers.by_title if by == "titles" else answers.by_id
        try:
            told: Entities = self._api(params, lambda answer: read(answer, batch))
            return told  # noqa: TRY300 (what may fail is the asking)
        except TooLargeError as error:
            if len(batch) == 1:
                return Entities(unusable={batch[0]: str(error)})
            half = len(batch) // 2
            return _joined(self._ask(x, by, props) for x in (batch[:half], batch[half:]))
        except DeniedError as error:
            gone = answers.named(error.about) & set(batch)
            if error.code != "no-such-entity" or not gone:
                raise
            rest = [x for x in batch if x not in gone]
            asked = [self._ask(rest, by, props)] if rest else []
            return _joined([*asked, Entities(missing=gone)])

    def _hits(self, text: str, limit: int) -> Iterator[str]:
        """Yield the ids of a search, page after page."""
        params = {"action": "wbsearchentities", "search": text, "language": "en", "type": "item"}
        params |= {"limit": str(min(limit, BATCH)), "strictlanguage": "false"}
        start: int | None = 0
        while start is not None and start < limit:
            page, following = self._api({**params, "continue": str(start)}, answers.hits)
            yield from page
            start = following if page and following and following > start else None

    def _classes(self, batch: list[str], kinds: list[str]) -> list[tuple[str, str]]:
        items, classes = (" ".join(f"wd:{x}" for x in ids) for ids in (batch, kinds))
        query = _SPARQL.format(items=items, classes=classes)
        assert self._transport is not None  # noqa: S101 (only `_batches` leads here)
        params = {"query": query, "format": "json"}
        return self._transport.ask(self._settings.wikidata_query, params, answers.pairs)

    def _api(self, params: dict[str, str], read: Callable[[dict[str, Any]], Any]) -> Any:  # noqa: ANN401 (what `read` makes)
        assert self._transport is not None  # noqa: S101 (only `_batches` and `search` lead here)
        params = {**params, "format": "json", "maxlag": _MAXLAG}
        return self._transport.ask(self._settings.wikidata_api, params, read)

    def _keep(self, kind: str, told: Entities, found: Found) -> None:
        """Write a batch to the cache, then add it to `found`."""
        now = self._now()
        values: dict[str, Any] = {name: {"missing": True} for name in told.missing}
        values |= {name: {"item": to_json(item)} for name, item in told.items.items()}
        self._cache.put(kind, values, now)
        if kind == "title":  # whoever asks for the item next has it
            heads = {item.id: {"item": to_json(item)} for item in told.items.values()}
            self._cache.put("head", heads, now)
        for name, value in values.items():
            _restore(name, Kept(value, now), found)
        found.unusable |= told.unusable


def _restore(name: str, kept: Kept, found: Found) -> bool:
    """Add a kept answer to `found`; False when it is not of the shape that is kept."""
    if not isinstance(kept.value, dict):
        return False
    if kept.value.get("missing"):
        found.missing.append(name)
        return True
    try:
        item = from_json(kept.value["item"])
    except (KeyError, TypeError, ValueError):
        return False
    found.items[name] = item
    found.fetched[name] = kept.fetched
    if is_qid(name) and item.id != name:
        found.moved[name] = item.id
    return True


def _joined(parts: Iterable[Entities]) -> Entities:
    whole = Entities()
    for part in parts:
        whole.items |= part.items
        whole.moved |= part.moved
        whole.missing |= part.missing
        whole.unusable |= part.unusable
    return whole


def _title(text: str) -> str:
    """Return a title as the service writes it: blanks for underscores, a capital first."""
    words = " ".join(text.replace("_", " ").split())
    return words[:1].upper() + words[1:] if len(words) <= _LONGEST_TITLE else ""


def _renamed(found: Found, named: dict[str, str]) -> Found:
    """Return what was found under the titles as they were given."""
    gone, unknown = set(found.missing), set(found.unknown)
    return Found(
        items={x: found.items[t] for x, t in named.items() if t in found.items},
        fetched={x: found.fetched[t] for x, t in named.items() if t in found.fetched},
        missing=[x for x, t in named.items() if t in gone or not t or "|" in t],
        unusable={x: found.unusable[t] for x, t in named.items() if t in found.unusable},
        unknown=[x for x, t in named.items() if t in unknown],
    )


def _ids(value: object) -> tuple[str, ...]:
    return tuple(x for x in value if is_qid(x)) if isinstance(value, list) else ()
