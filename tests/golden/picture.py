"""A dataset as a picture: what is believed of a few entities, as a Mermaid graph."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from pyoxigraph import QuerySolutions

from kg import Dataset

CENTRE: Final = ("Hajin", "Syrian Democratic Forces", "Islamic State")

_QUESTION: Final = """
PREFIX ag: <https://w3id.org/armed-groups/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?subject ?predicate ?object ?since ?until (EXISTS {{ ?o a ag:Place }} AS ?place)
WHERE {{
  ?fact a ag:RelationFact ; ag:subject ?s ; ag:object ?o ; ag:predicate ?p ; ag:belief ?belief .
  ?s skos:prefLabel ?subject .
  ?o skos:prefLabel ?object .
  BIND(STRAFTER(STR(?p), "#") AS ?predicate)
  OPTIONAL {{ ?fact ag:since ?since }}
  OPTIONAL {{ ?fact ag:until ?until }}
  FILTER(?belief >= 0.5 && (?subject IN ({names}) || ?object IN ({names})))
}}
ORDER BY ?subject ?predicate ?object ?since ?until
"""


def mermaid(dataset: Dataset, centre: Iterable[str] = CENTRE) -> str:
    """Return what is believed about the entities named `centre`; dashed is what is over."""
    names = ", ".join(f'"{x}"' for x in centre)
    ids: dict[str, str] = {}
    places: set[str] = set()
    edges: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    rows = dataset.query(_QUESTION.format(names=names))
    assert isinstance(rows, QuerySolutions)
    for row in rows:
        subject, object_ = row["subject"].value, row["object"].value
        since, until = (row[x].value if row[x] else "" for x in ("since", "until"))
        label = row["predicate"].value + (f" since {since}" if since else "")
        label += f" until {until}" if until else ""
        edges[subject, "-.->" if until else "-->", object_].append(label)
        places.update([object_] if row["place"].value == "true" else [])
        for name in (subject, object_):
            ids.setdefault(name, f"e{len(ids) + 1}")
    lines = [f"  {ids[x]}{_shape(x, place=x in places)}" for x in ids]
    lines += [
        f'  {ids[a]} {arrow}|"{_text(", ".join(said))}"| {ids[b]}'
        for (a, arrow, b), said in edges.items()
    ]
    return "\n".join(["graph LR", *lines])


def _shape(name: str, *, place: bool) -> str:
    return f'(["{_text(name)}"])' if place else f'["{_text(name)}"]'


def _text(words: str) -> str:
    return words.replace("#", "#35;").replace('"', "#quot;")
