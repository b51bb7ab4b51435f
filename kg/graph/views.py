"""Facts, claims and names as plain values, read from a store for tables, maps and cards."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from kg.graph.statements import Graph, subjects
from kg.vocabulary import AG, EVENTS, PREFIXES, ROLES

RDF_TYPE: Final = PREFIXES["rdf"] + "type"
_LABEL: Final = PREFIXES["skos"] + "prefLabel"
_OA: Final = PREFIXES["oa"]
_TITLE: Final = PREFIXES["dcterms"] + "title"
_RELATION_ROLES: Final[tuple[str, ...]] = ("subject", "object")
_FIGURE_ROLES: Final[tuple[str, ...]] = ("of", "by", "aboutEvent")

Properties = dict[str, list[str]]
"""IRI of a property → its values as text, sorted."""


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact: `roles` maps role names to IRIs; the date of an event stands in `since`."""

    iri: str
    kind: str
    """"Relation", "Event" or "Figure"."""
    predicate: str
    roles: dict[str, tuple[str, ...]]
    since: str
    until: str
    belief: float
    modality: str
    rule: str
    supported_by: tuple[str, ...]
    disputed_by: tuple[str, ...]
    low: str = ""
    high: str = ""
    who: str = ""
    extent: str = ""
    """How much of a place: "part" or "most" of it; nothing where it is the whole."""
    review: str = ""
    """"accepted", "rejected", or nothing when nobody has judged it."""


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with its sentence; `start` and `end` are characters of the document's text."""

    iri: str
    document: str
    title: str
    quote: str
    start: int
    end: int
    speaker: str
    """IRI of whom the document names as the speaker; empty when it speaks itself."""
    polarity: str
    modality: str


def properties(store: Store, iri: str, graph: Graph | None = None) -> Properties:
    """Return what one graph (default: the default graph) says about a resource."""
    found: Properties = {}
    for quad in store.quads_for_pattern(NamedNode(iri), None, None, graph or DefaultGraph()):
        found.setdefault(quad.predicate.value, []).append(_text(quad.object))
    return {name: sorted(values) for name, values in sorted(found.items())}


class Views:
    """Reads one store; labels and graphs of claims are remembered."""

    def __init__(self, store: Store) -> None:
        """Read from `store`."""
        self.store = store
        self.label = lru_cache(maxsize=100_000)(self._label)

    def _label(self, iri: str) -> str:
        names = properties(self.store, iri).get(_LABEL)
        return names[0] if names else iri.rsplit("/", 1)[-1]

    def facts(self) -> Iterator[FactView]:
        """Stream the facts in the order of their IRIs."""
        of_type = NamedNode(AG + "Fact")
        found = self.store.quads_for_pattern(None, NamedNode(RDF_TYPE), of_type, DefaultGraph())
        for iri in sorted(q.subject.value for q in found if isinstance(q.subject, NamedNode)):
            yield self.fact(iri)

    def facts_about(self, iri: str) -> list[FactView]:
        """Return the facts in which an entity takes part, in the order of their IRIs."""
        found: set[str] = set()
        for role in (*_RELATION_ROLES, *ROLES, "of", "by"):
            for quad in self.store.quads_for_pattern(
                None, NamedNode(AG + role), NamedNode(iri), DefaultGraph()
            ):
                if isinstance(quad.subject, NamedNode):
                    found.add(quad.subject.value)
        return [self.fact(x) for x in sorted(found)]

    def fact(self, iri: str) -> FactView:
        """Return one fact."""
        own = properties(self.store, iri)
        roles: tuple[str, ...]
        types = {x.removeprefix(AG) for x in own.get(RDF_TYPE, ())}

        def one(name: str) -> str:
            return own.get(AG + name, [""])[0]

        if "RelationFact" in types:
            kind, roles, predicate = "Relation", _RELATION_ROLES, one("predicate").removeprefix(AG)
        elif "FigureFact" in types:
            kind, roles, predicate = "Figure", _FIGURE_ROLES, one("kind").removeprefix(AG)
        else:
            kind, roles, predicate = (
                "Event",
                ROLES,
                next((x for x in EVENTS if x in types), "Event"),
            )
        return FactView(
            iri=iri,
            kind=kind,
            predicate=predicate,
            roles={x: tuple(own[AG + x]) for x in roles if AG + x in own},
            since=one("since") or one("date"),
            until=one("until"),
            belief=float(one("belief") or "nan"),
            modality=one("modality"),
            rule=one("decidedBy"),
            supported_by=tuple(own.get(AG + "supportedBy", ())),
            disputed_by=tuple(own.get(AG + "disputedBy", ())),
            low=one("min"),
            high=one("max"),
            who=one("who"),
            extent=one("extent"),
            review=one("review"),
        )

    def claim(self, iri: str) -> ClaimView | None:
        """Return one claim from the graph of its document; None when no graph has it."""
        evidence = AG + "evidence"
        for quad in self.store.quads_for_pattern(NamedNode(iri), NamedNode(evidence), None, None):
            own = properties(self.store, iri, quad.graph_name)
            proof = properties(self.store, own[evidence][0], quad.graph_name)
            document = _text(quad.graph_name)
            title = properties(self.store, document, quad.graph_name).get(_TITLE, [""])[0]
            return ClaimView(
                iri=iri,
                document=document,
                title=title or document.rsplit("/", 1)[-1],
                quote=proof.get(_OA + "exact", [""])[0],
                start=int(proof.get(_OA + "start", ["0"])[0]),
                end=int(proof.get(_OA + "end", ["0"])[0]),
                speaker=own.get(AG + "attributedTo", [""])[0],
                polarity=own.get(AG + "polarity", ["positive"])[0].removeprefix(AG),
                modality=own.get(AG + "modality", ["actual"])[0].removeprefix(AG),
            )
        return None

    def entities(self) -> Iterator[tuple[str, Properties]]:
        """Stream the IRIs of entities (resources with a label) and their properties."""
        for subject in subjects(self.store, DefaultGraph()):
            if isinstance(subject, NamedNode):
                own = properties(self.store, subject.value)
                if _LABEL in own:
                    yield subject.value, own


def entity_types(own: Properties) -> list[str]:
    """Return the vocabulary's types among the types of an entity."""
    return [x.removeprefix(AG) for x in own.get(RDF_TYPE, ()) if x.startswith(AG)]


def _text(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)
