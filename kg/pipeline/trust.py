"""How far those who speak in a dataset are trusted, and who says so: the list, or a user's file."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import QuerySolutions

from kg.graph import Dataset
from kg.ontology import Source, Sources, load_sources
from kg.settings import Settings, shipped
from kg.vocabulary import AG

_VOICES: Final = """
SELECT ?name (COUNT(DISTINCT ?claim) AS ?claims) WHERE {
  { GRAPH ?document { ?claim ag:attributedTo ?who } ?who skos:prefLabel|skos:altLabel ?name }
  UNION
  { GRAPH ?document { ?document dcterms:publisher ?name . ?claim a ag:Claim
                      FILTER NOT EXISTS { ?claim ag:attributedTo ?who } } }
}
GROUP BY ?name ORDER BY DESC(?claims) ?name
"""


@dataclass(frozen=True, slots=True)
class Trust:
    """A publisher or speaker of a dataset: its prior, from 0 to 1, and where that comes from."""

    name: str
    kind: str
    prior: float
    sides: tuple[str, ...]
    given: str
    """"own" (a user's file), "listed" (the shipped list) or "unlisted"."""
    claims: int
    """Number of claims that are its word."""


def trusted(path: Path | str, settings: Settings) -> list[Trust]:
    """Return who speaks in a dataset, those with most claims first; then own ones that do not.

    A speaker that no list names is trusted as the body it speaks for: it is left out here, but for
    publishers. Raises DatasetError as `Dataset` and KnowledgeError for a broken file of sources.
    """
    with Dataset(path, settings) as dataset:
        sources = load_sources(shipped(settings) / "ontology", dataset.sources_file)
        found = list(_spoken(dataset, sources))
    named = {x.name for x in found}
    silent = [x for x in sources.listed if x.iri in sources.own and x.name not in named]
    return [*found, *(_trust(x, sources, 0) for x in silent)]


def _spoken(dataset: Dataset, sources: Sources) -> Iterator[Trust]:
    publishers = set(_publishers(dataset))
    counted: dict[str, int] = {}
    rows = dataset.query(_VOICES)
    for row in rows if isinstance(rows, QuerySolutions) else ():
        name, claims = row["name"].value, int(row["claims"].value)
        source = sources.find(name)
        known = source.name if source else name
        if source or name in publishers:
            counted[known] = max(claims, counted.get(known, 0))
    for name, claims in sorted(counted.items(), key=lambda x: (-x[1], x[0])):
        source = sources.find(name)
        if source:
            yield _trust(source, sources, claims)
        else:
            given = "own" if f"{AG}unlisted" in sources.own else "unlisted"
            yield Trust(name, "unlisted", sources.unlisted, (), given, claims)


def _publishers(dataset: Dataset) -> Iterator[str]:
    rows = dataset.query("SELECT DISTINCT ?name { GRAPH ?d { ?d dcterms:publisher ?name } }")
    for row in rows if isinstance(rows, QuerySolutions) else ():
        yield row["name"].value


def _trust(source: Source, sources: Sources, claims: int) -> Trust:
    own = {source.iri, AG + source.kind} & sources.own
    given = "own" if own else "listed"
    return Trust(source.name, source.kind, source.prior, source.sides, given, claims)
