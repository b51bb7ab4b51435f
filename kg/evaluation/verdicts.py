"""Which single claims of a record are right by the annotation: what calibration rests on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.evaluation.alignment import align
from kg.vocabulary import ROLES, SYMMETRIC

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A claim by kind and its place in the record's list, and whether the annotation has it."""

    kind: str
    index: int
    right: bool


def verdicts(gold: Json, record: Json) -> Iterator[Verdict]:
    """Yield a verdict for every relation, event and figure of `record`.

    An event is right when an annotated one of its type shares a role with it and most of its
    slots are the annotation's.
    """
    ours = align(gold["entities"], record["entities"]).of
    known = {_key(r, {e["id"]: e["id"] for e in gold["entities"]}) for r in gold["relations"]}
    for n, relation in enumerate(record["relations"]):
        yield Verdict("relation", n, _key(relation, ours) in known - {None})
    theirs = [(v["type"], _slots(v, None)) for v in gold["events"]]
    for n, event in enumerate(record["events"]):
        slots = _slots(event, ours)
        best = max((len(slots & s) for kind, s in theirs if kind == event["type"]), default=0)
        yield Verdict("event", n, best > 0 and 2 * best >= len(slots))
    left = [_bounds(f) for f in gold["figures"]]
    for n, figure in enumerate(record["figures"]):
        right = _bounds(figure) in left
        if right:
            left.remove(_bounds(figure))
        yield Verdict("figure", n, right)


def _key(relation: Json, ids: Mapping[str, str]) -> tuple[str, str, str, str] | None:
    s, o = ids.get(relation["s"]), ids.get(relation["o"])
    if s is None or o is None:
        return None
    if relation["p"] in SYMMETRIC:
        s, o = sorted((s, o))
    return s, relation["p"], o, relation.get("polarity") or "positive"


def _slots(event: Json, ids: Mapping[str, str] | None) -> set[tuple[str, str]]:
    pairs = ((role, x) for role in ROLES for x in event.get(role) or ())
    return {(role, x if ids is None else ids.get(x, f"?{x}")) for role, x in pairs}


def _bounds(figure: Json) -> tuple[Any, Any, Any]:
    return figure["kind"], figure.get("min"), figure.get("max")
