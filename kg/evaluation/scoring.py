"""One record against one annotated report."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.evaluation.alignment import Alignment, align
from kg.evaluation.tally import Tally
from kg.vocabulary import ROLES, SYMMETRIC

Json = Mapping[str, Any]
Key = tuple[str, str | None, str, str]
Slots = frozenset[tuple[str, str]]


def score(gold: Json, record: Json) -> Tally:
    """Return the counts of one document; an empty record has missed everything."""
    return _Scoring(gold, record).run()


class _Scoring:
    def __init__(self, gold: Json, record: Json) -> None:
        self._gold = gold
        self._record = record
        self._alignment: Alignment = align(gold["entities"], _list(record, "entities"))
        self._ours = self._alignment.of
        self._theirs = {x["id"]: x["id"] for x in gold["entities"]}
        self._tally = Tally()

    def run(self) -> Tally:
        self._tally["split", ""] += self._alignment.split
        self._tally["merged", ""] += self._alignment.merged
        self._entities()
        self._relations()
        self._events()
        self._figures()
        return self._tally

    def _entities(self) -> None:
        found = _list(self._record, "entities")
        types = {x["id"]: x.get("type") for x in found}
        for entity in self._gold["entities"]:
            if entity["names"]:
                hits = [ours for ours, theirs in self._ours.items() if theirs == entity["id"]]
                self._tally["entities", "tp" if hits else "fn"] += 1
                if hits:
                    self._tally.judge("type", right=any(types[x] == entity["type"] for x in hits))
        strays = sum(1 for x in found if x["id"] not in self._ours and x.get("names"))
        self._tally["entities", "fp"] += strays

    def _relations(self) -> None:
        gold = {_relation(x, self._theirs): x for x in self._gold["relations"]}
        found: dict[Key, Json] = {}
        for relation in _list(self._record, "relations"):
            key = _relation(relation, self._ours)
            if key is None:
                self._tally["relations", "fp"] += 1
            else:
                found.setdefault(key, relation)
        for key, relation in gold.items():
            if key is not None:
                hit = key in found
                names = ("relations", f"relations/{key[1]}")
                self._tally.slots(names, int(hit), 0, int(not hit))
                if hit:
                    self._attributes(relation, found[key])
        for key in found.keys() - gold.keys():
            self._tally.slots(("relations", f"relations/{key[1]}"), 0, 1, 0)

    def _events(self) -> None:
        gold, found = self._gold["events"], _list(self._record, "events")
        pairs = self._pair(gold, found)
        for number, event in enumerate(gold):
            slots, _ = _slots(event, self._theirs)
            dated = bool(event.get("date"))
            names = ("events", f"events/{event['type']}")
            if number not in pairs:
                self._tally.slots(names, 0, 0, 1 + len(slots) + dated)
                continue
            ours = found[pairs[number]]
            held, strays = _slots(ours, self._ours)
            right = same_date(event.get("date"), ours.get("date"))
            tp = 1 + len(slots & held) + right
            fp = len(held - slots) + strays + (bool(ours.get("date")) and not right)
            self._tally.slots(names, tp, fp, len(slots - held) + (dated and not right))
            self._attributes(event, ours)
        used = set(pairs.values())
        for number, event in enumerate(found):
            if number not in used:
                slots, strays = _slots(event, self._ours)
                names = ("events", f"events/{event.get('type')}")
                wrong = 1 + len(slots) + strays + bool(event.get("date"))
                self._tally.slots(names, 0, wrong, 0)

    def _pair(self, gold: Sequence[Json], found: Sequence[Json]) -> dict[int, int]:
        """Pair events of one type, those that share most first."""
        candidates = []
        for i, theirs in enumerate(gold):
            for j, ours in enumerate(found):
                if theirs["type"] == ours.get("type"):
                    shared = len(_slots(theirs, self._theirs)[0] & _slots(ours, self._ours)[0])
                    weight = shared + 0.5 * same_date(theirs.get("date"), ours.get("date"))
                    weight += 0.25 * _same_evidence(theirs, ours)
                    if weight:
                        candidates.append((-weight, i, j))
        pairs: dict[int, int] = {}
        for _, i, j in sorted(candidates):
            if i not in pairs and j not in pairs.values():
                pairs[i] = j
        return pairs

    def _figures(self) -> None:
        left = list(_list(self._record, "figures"))
        for figure in self._gold["figures"]:
            hit = next((x for x in left if _bounds(x) == _bounds(figure)), None)
            self._tally["figures", "fn" if hit is None else "tp"] += 1
            if hit is not None:
                left.remove(hit)
                self._attributes(figure, hit, with_modality=False)
                self._about(figure, hit)
        self._tally["figures", "fp"] += len(left)

    def _about(self, gold: Json, found: Json) -> None:
        for name in ("of", "by"):
            ours = self._ours.get(found[name]) if found.get(name) else None
            self._tally.judge("figure about", right=gold.get(name) == ours)
        self._tally.judge("figure about", right=gold.get("who") == found.get("who"))

    def _attributes(self, gold: Json, found: Json, *, with_modality: bool = True) -> None:
        if with_modality:
            theirs, ours = (x.get("modality") or "actual" for x in (gold, found))
            self._tally.judge("modality", right=theirs == ours)
        said, claimed = _speaker(gold, self._theirs), _speaker(found, self._ours)
        if said and said == claimed:
            self._tally["attribution", "tp"] += 1
        else:
            self._tally["attribution", "fn"] += bool(said)
            self._tally["attribution", "fp"] += bool(claimed)


def same_date(gold: str | None, found: str | None) -> bool:
    """Tell whether a date agrees with the annotated one, to the precision of that."""
    return bool(gold and found) and (found or "")[: len(gold or "")] == gold


def _list(record: Json, name: str) -> Sequence[Json]:
    found: Sequence[Json] = record.get(name) or ()
    return found


def _many(value: str | Iterable[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


def _relation(relation: Json, ids: Mapping[str, str]) -> Key | None:
    ends = (relation.get("s", relation.get("subject")), relation.get("o", relation.get("object")))
    subject, object_ = (ids.get(x) if x is not None else None for x in ends)
    predicate = relation.get("p", relation.get("predicate"))
    if subject is None or object_ is None:
        return None
    if predicate in SYMMETRIC:
        subject, object_ = sorted((subject, object_))
    return subject, predicate, object_, relation.get("polarity") or "positive"


def _slots(event: Json, ids: Mapping[str, str]) -> tuple[Slots, int]:
    """Return the roles filled by known entities, and how many are filled by others."""
    filled = [(role, x) for role in ROLES for x in _many(event.get(role))]
    known = frozenset((role, ids[x]) for role, x in filled if x in ids)
    return known, sum(1 for _, x in filled if x not in ids)


def _same_evidence(gold: Json, found: Json) -> bool:
    evidence = found.get("evidence")
    text = evidence.get("text", "") if isinstance(evidence, Mapping) else (evidence or "")
    return bool(text) and (text in gold["evidence"] or gold["evidence"] in text)


def _bounds(figure: Json) -> tuple[Any, Any, Any]:
    return figure.get("kind"), figure.get("min"), figure.get("max")


def _speaker(claim: Json, ids: Mapping[str, str]) -> str | None:
    named = claim.get("attributed_to") or claim.get("source")
    return ids.get(named, "?") if named else None
