"""A dataset as the views see it: references, facts and claims read once and remembered."""

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Final

from pyoxigraph import Literal, NamedNode, QuerySolution, QuerySolutions

from kg.errors import QueryError
from kg.graph import Dataset
from kg.graph.doubts import NAME, beliefs
from kg.graph.query import ask
from kg.graph.views import ClaimView, FactView, Properties, Views, entity_types, properties
from kg.vocabulary import AG, PREFIXES
from kg.web.problems import Problem
from kg.web.shown.names import Names
from kg.web.shown.values import Doubted, Evidence, Fact, Ref, Source

_CACHE: Final = 20_000
_WEIGHED: Final = 20
"""Claims of a fact among which the sentence to show is chosen."""
_DC: Final = PREFIXES["dcterms"]


class Seen:
    """Reads one dataset."""

    def __init__(self, dataset: Dataset) -> None:
        """Read `dataset`."""
        self.dataset = dataset
        self.store = dataset.store
        self._views = Views(dataset.store)
        self.ref = lru_cache(_CACHE)(self._ref)
        self.source = lru_cache(_CACHE)(self._source)
        self.claim = lru_cache(_CACHE)(self._views.claim)

    @cached_property
    def names(self) -> Names:
        """All names of entities."""
        return Names(self.store)

    def rows(self, query: str) -> Iterator[QuerySolution]:
        """Yield the rows of a SELECT; the prefixes of the dataset need no declaration."""
        answer = ask(self.store, query, self.dataset.prefixes)
        assert isinstance(answer, QuerySolutions)  # noqa: S101 (our own queries)
        return iter(answer)

    def count(self, pattern: str) -> int:
        """Return how many solutions a pattern has, by its distinct ?fact."""
        row = next(self.rows(f"SELECT (COUNT(DISTINCT ?fact) AS ?n) {{ {pattern} }}"))
        return int(row["n"].value)

    def entity(self, given: str) -> str:
        """Return the IRI of the entity with this IRI, or the only one with this name.

        Problem 404 when there is none, QueryError when there are several; both name them.
        """
        if not given.strip():
            raise QueryError("name an entity: ?iri=IRI, or any of its names")
        found = [given] if self.ref(given) else self.names.called(given)
        if len(found) == 1:
            return found[0]
        if not found:
            near = ", ".join(x.name for x in self.names.search(given, 3))
            raise Problem(404, f"no entity {given!r}" + (f"; near it: {near}" if near else ""))
        raise QueryError(f"{given!r} names several: {', '.join(sorted(found))}")

    def known(self, iri: str) -> Ref:
        """Return a reference to a resource, whether or not it has a name."""
        return self.ref(iri) or Ref(iri, iri.rsplit("/", 1)[-1], [])

    def _ref(self, iri: str) -> Ref | None:
        try:
            own = properties(self.store, iri)
        except ValueError:  # not an IRI
            return None
        names = own.get(PREFIXES["skos"] + "prefLabel")
        return Ref(iri, names[0], entity_types(own)) if names else None

    def _source(self, iri: str) -> Source:
        own = properties(self.store, iri, NamedNode(iri))

        def one(name: str) -> str:
            return own.get(_DC + name, [""])[0]

        key = one("identifier") or iri.rsplit("/", 1)[-1]
        return Source(iri, key, one("title") or key, one("publisher"), one("issued"))

    def fact(self, iri: str, *, whole: bool = False) -> Fact:
        """Return a fact, with `whole` all its evidence; Problem 404 when there is none."""
        try:
            view = self._views.fact(iri)
        except ValueError as error:
            raise QueryError(f"{iri!r} is not an IRI") from error
        if not view.rule:
            raise Problem(404, f"no fact {iri!r}")
        own = properties(self.store, iri)
        claim = self._surest(view.supported_by)
        doubts = self.doubts.get(iri, [])
        return Fact(
            iri=iri,
            form=view.kind.lower(),
            predicate=view.predicate,
            roles={
                role: [self.known(x) for x in found]
                for role, found in view.roles.items()
                if role != "aboutEvent"
            },
            since=view.since,
            until=view.until,
            belief=view.belief,
            modality=view.modality,
            rule=view.rule,
            supported=len(view.supported_by),
            disputed=len(view.disputed_by),
            sentence=claim.quote if claim else "",
            document=self.source(claim.document).key if claim else "",
            low=whole_number(view.low),
            high=whole_number(view.high),
            who=view.who,
            words=_one(own, "words"),
            about=_one(own, "aboutEvent"),
            evidence=list(self.evidence(view)) if whole else [],
            claim=claim.iri if claim else "",
            extent=view.extent,
            start=claim.start if claim else 0,
            trigger=_one(own, "trigger"),
            means=own.get(AG + "means", []),
            lowest=whole_number(_one(own, "lowest")),
            best=whole_number(_one(own, "best")),
            highest=whole_number(_one(own, "highest")),
            settled=_one(own, "settledBy"),
            review=view.review,
            doubts=doubts,
            before=self._before(iri) if doubts else None,
        )

    def _surest(self, claims: Sequence[str]) -> ClaimView | None:
        """Return the claim that was read most surely, of the first so many."""
        found = [x for x in map(self.claim, claims[:_WEIGHED]) if x]
        return max(found, key=self._sureness, default=None)

    def _sureness(self, claim: ClaimView) -> tuple[float, str]:
        own = properties(self.store, claim.iri, NamedNode(claim.document))
        return float(_one(own, "confidence") or 0), claim.iri

    @cached_property
    def doubts(self) -> dict[str, list[Doubted]]:
        """What detectors doubt, by the facts they doubt."""
        found: dict[str, list[Doubted]] = {}
        graph = iri_term(self.dataset.base + NAME)
        for row in self.rows(
            f"""SELECT ?fact ?detector ?grounds ?because ?factor {{ GRAPH {graph} {{
            ?doubt ag:doubts ?fact ; ag:detector ?detector ; ag:grounds ?grounds ;
              ag:because ?because ; ag:factor ?factor }} }} ORDER BY ?fact ?detector ?because"""
        ):
            fact, detector, grounds, because, factor = (str(x.value) for x in row)
            found.setdefault(fact, []).append(Doubted(detector, grounds, because, float(factor)))
        return found

    def _before(self, iri: str) -> float:
        return float(beliefs(self.store, iri, self.dataset.base)[0])

    def evidence(self, view: FactView) -> Iterator[Evidence]:
        """Yield the claims for a fact, then those against it, each in the order of reports."""
        for stands, claims in (("for", view.supported_by), ("against", view.disputed_by)):
            found = [x for x in map(self.claim, claims) if x]
            found.sort(key=lambda x: (self.source(x.document).published, x.document, x.start))
            yield from (self.said(x, stands) for x in found)

    def said(self, claim: ClaimView, stands: str) -> Evidence:
        """Return a claim as evidence."""
        own = properties(self.store, claim.iri, NamedNode(claim.document))
        return Evidence(
            claim=claim.iri,
            stands=stands,
            source=self.source(claim.document),
            sentence=claim.quote,
            start=claim.start,
            end=claim.end,
            speaker=self.known(claim.speaker) if claim.speaker else None,
            polarity=claim.polarity,
            modality=claim.modality,
            confidence=float(_one(own, "confidence") or 0),
            rule=_one(own, "rule"),
            low=whole_number(_one(own, "min")),
            high=whole_number(_one(own, "max")),
            since=_one(own, "since") or _one(own, "date"),
            until=_one(own, "until"),
        )


def _one(own: Properties, name: str) -> str:
    return own.get(AG + name, [""])[0]


def whole_number(text: str) -> int | None:
    """Return a number of people; None when there is none."""
    return int(float(text)) if text else None


def iri_term(iri: str) -> str:
    """Return an IRI as a term of SPARQL; QueryError when it is none."""
    try:
        return str(NamedNode(iri))
    except ValueError as error:
        raise QueryError(f"{iri!r} is not an IRI") from error


def text_term(text: str) -> str:
    """Return a text as a term of SPARQL."""
    return str(Literal(text))
