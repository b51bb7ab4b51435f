"""What pictures are drawn from: spans of control, figures and ties of a dataset."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from pyoxigraph import QuerySolutions

from kg.graph.dataset import Dataset
from kg.graph.search import find
from kg.pictures import Range, Span, Tie

if TYPE_CHECKING:
    from pyoxigraph import QuerySolution

_HELD: Final = """
PREFIX ag: <https://w3id.org/armed-groups/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?place (COUNT(?fact) AS ?facts) WHERE {
  ?fact ag:predicate ag:holds ; ag:object ?site ; ag:belief ?belief .
  ?site skos:prefLabel ?place .
  FILTER(?belief >= 0.5)
}
GROUP BY ?place
ORDER BY DESC(?facts) ?place
"""
_TIES: Final = """
PREFIX ag: <https://w3id.org/armed-groups/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?s ?o ?subject ?relation ?object ?over WHERE {
  ?fact ag:predicate ?property ; a ag:RelationFact ; ag:belief ?belief .
  ?fact ag:subject ?s ; ag:object ?o .
  FILTER(?belief >= 0.5 && ?property NOT IN
    (ag:holds, ag:presentIn, ag:basedIn, ag:locatedIn))
  ?s skos:prefLabel ?subject .
  ?o skos:prefLabel ?object .
  BIND(STRAFTER(STR(?property), "#") AS ?relation)
  BIND(EXISTS { ?fact ag:modality "past" } || EXISTS { ?fact ag:until ?end } AS ?over)
}
ORDER BY ?subject ?relation ?object ?over
"""


def spans(place: str, intervals: Iterable[dict[str, object]]) -> list[Span]:
    """Return the intervals of a timeline as spans of a chart."""
    return [
        Span(
            place=place,
            status=str(x["status"]),
            holders=tuple(str(y) for y in _listed(x["holders"])),
            since=str(x["since"]) if x["since"] else None,
            until=str(x["until"]) if x["until"] else None,
            belief=float(str(x["belief"])),
        )
        for x in intervals
    ]


def places(dataset: Dataset, most: int) -> list[str]:
    """Return the names of the places that most is known to have been held of."""
    return [row["place"].value for row in _rows(dataset.query(_HELD))][:most]


def ranges(dataset: Dataset) -> list[Range]:
    """Return the figures of those killed in fighting, by side and event."""
    found = []
    for row in _rows(dataset.ask("battle-deaths")):
        low, high = (int(row[x].value) if row[x] else None for x in ("low", "high"))
        side = _text(row, "side")
        where = ", ".join(x for x in (_text(row, y) for y in ("event", "place", "date")) if x)
        told = f"told {_text(row, 'reported')}" if _text(row, "reported") else ""
        label = " · ".join(x for x in (side or "side unknown", _text(row, "who"), where, told) if x)
        found.append(Range(label, side, low, None, high))
    return found


def ties(dataset: Dataset, names: Sequence[str]) -> list[Tie]:
    """Return what actors are to one another by what is believed; with names, only about those."""
    wanted = {iri for name in names for iri in find(dataset.store, name)}
    return [
        Tie(
            _text(row, "subject"),
            _text(row, "relation"),
            _text(row, "object"),
            over=_text(row, "over") == "true",
        )
        for row in _rows(dataset.query(_TIES))
        if not wanted or wanted & {_text(row, "s"), _text(row, "o")}
    ]


def _listed(value: object) -> Iterable[object]:
    return value if isinstance(value, list | tuple) else ()


def _rows(answer: object) -> Iterator["QuerySolution"]:
    if isinstance(answer, QuerySolutions):
        yield from answer


def _text(row: "QuerySolution", name: str) -> str:
    return row[name].value if row[name] else ""
