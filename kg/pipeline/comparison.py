"""What Wikidata says of a linked entity beside what the reports say, one relation at a time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kg.graph.dataset import Dataset
from kg.graph.views import FactView, Views, entity_types, properties
from kg.link.wikidata import Client, Found, Statement
from kg.model import BELIEVED, PartialDate
from kg.ontology import Alignments, Ontology
from kg.pipeline.containment import Containment
from kg.vocabulary import PREFIXES, RELATIONS, WIKIDATA

AGREE: Final = "agree"
MISSING_THERE: Final = "missing there"
MISSING_HERE: Final = "missing here"
CONFLICT: Final = "in conflict"
VERDICTS: Final = (AGREE, MISSING_THERE, MISSING_HERE, CONFLICT)
_SAME: Final = PREFIXES["owl"] + "sameAs"


@dataclass(frozen=True, slots=True)
class Row:
    """One value of one relation of one entity."""

    entity: str
    item: str
    """Item of the entity, as "Q…"."""
    relation: str
    """A relation of the ontology, or the inverse of one ("hasPart")."""
    verdict: str
    """One of `VERDICTS`."""
    here: str
    """Name of the value in the reports; "" when they do not say."""
    there: str
    """Name of the value in Wikidata, with its item; "" when it does not say."""
    property: str
    """The property that says it there, or those that could."""
    fact: str
    """IRI of our fact, or ""."""
    note: str


@dataclass(frozen=True, slots=True)
class Compared:
    """The rows, and the items nothing could be said of."""

    rows: tuple[Row, ...]
    unknown: tuple[str, ...]
    """Items that are not kept, and may not be asked for."""
    missing: tuple[str, ...]
    """Items that Wikidata no longer has."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a relation by our reports."""

    name: str
    item: str | None
    fact: FactView


def compare(
    dataset: Dataset,
    client: Client,
    ontology: Ontology,
    aligned: Alignments,
    iris: Iterable[str] = (),
) -> Compared:
    """Compare the entities `iris`, or all when there are none, with the items they are linked to.

    Only sure links count (owl:sameAs). Raises ServiceError when a client that may ask gets no
    answer.
    """
    links = dict(_links(dataset))
    chosen = [iri for iri in (list(iris) or links) if iri in links]
    found = client.items(links[iri] for iri in chosen)
    relations = _compared(ontology, aligned)
    places = client.items(_values(found, [x for x in relations if x.single]))
    labels = client.items(_values(found, relations), claims=False)
    within = Containment(
        Views(dataset.store),
        links,
        places.items | found.items,
        aligned.properties.get("locatedIn", ()),
    )
    whole = _Comparison(dataset, links, found, labels, within)
    rows = [
        row
        for iri in chosen
        if links[iri] in found.items
        for row in whole.about(iri, [x for x in relations if x.ends & whole.types(iri)])
    ]
    return Compared(tuple(rows), tuple(found.unknown), tuple(found.missing))


@dataclass(frozen=True, slots=True)
class _Relation:
    """A relation as it is read from one side."""

    name: str
    predicate: str
    """The relation that facts use: `name`, or what it is the inverse of."""
    inverted: bool
    properties: tuple[str, ...]
    others: tuple[str, ...]
    """Properties by which the value says the same of the entity."""
    single: bool
    ends: frozenset[str]
    """Types of entities it is read from."""


def _compared(ontology: Ontology, aligned: Alignments) -> list[_Relation]:
    found = []
    for name, ids in aligned.properties.items():
        inverse = ontology.inverse.get(name, "")
        predicate = name if name in RELATIONS else inverse
        if predicate in RELATIONS:
            others = aligned.properties.get(inverse, ())
            inverted = name != predicate
            single = name in aligned.single_valued
            ends = ontology.relation_signature(predicate)[inverted]
            found.append(_Relation(name, predicate, inverted, ids, others, single, ends))
    return sorted(found, key=lambda x: (RELATIONS.index(x.predicate), x.inverted))


def _values(found: Found, relations: Iterable[_Relation]) -> set[str]:
    """Return the items that stand as values of the relations."""
    ids = {pid for x in relations for pid in x.properties}
    return {s.value for x in found.items.values() for s in x.statements if s.property in ids}


def _links(dataset: Dataset) -> Iterator[tuple[str, str]]:
    for iri, own in Views(dataset.store).entities():
        items = [x.removeprefix(WIKIDATA) for x in own.get(_SAME, ()) if x.startswith(WIKIDATA)]
        if len(items) == 1:
            yield iri, items[0]


class _Comparison:
    def __init__(
        self,
        dataset: Dataset,
        links: dict[str, str],
        found: Found,
        labels: Found,
        within: Containment,
    ) -> None:
        self._views = Views(dataset.store)
        self._links = links
        self._found = found
        self._names = {q: x.label for q, x in (labels.items | found.items).items()}
        self._names |= {item: self._views.label(iri) for iri, item in links.items()}
        self._within = within

    def types(self, iri: str) -> set[str]:
        """Return the types of an entity."""
        return set(entity_types(properties(self._views.store, iri)))

    def about(self, iri: str, relations: Iterable[_Relation]) -> Iterator[Row]:
        """Yield the rows of one entity.

        Where a property stands for several relations, what it says is missing here only when
        none of them says it, and once.
        """
        rows = [row for relation in relations for row in self._rows(iri, relation)]
        told = {(x.property, x.there) for x in rows if x.verdict != MISSING_HERE}
        for row in rows:
            if row.verdict != MISSING_HERE:
                yield row
            elif (row.property, row.there) not in told:
                told.add((row.property, row.there))
                yield row

    def _rows(self, iri: str, relation: _Relation) -> Iterator[Row]:
        """Yield the rows of one relation of one entity: ours first, then what only they say."""
        ours = list(self._ours(iri, relation))
        theirs = self._theirs(self._links[iri], relation)
        left = {s.value: s for s in theirs}
        rivals = [s for s in theirs if relation.single and s.until is None]
        for value in ours:
            statement = left.pop(value.item, None) if value.item else None
            match = statement or self._from_other_side(iri, value, relation)
            if match is not None:
                yield self._row(iri, relation, _judged(value.fact, match), value, match)
                continue
            if not _is_told(value.fact):
                continue
            rival = next((s for s in rivals if s.value in left), None) if value.item else None
            if rival is None:
                note = "" if value.item else "no item is known for it"
                yield self._row(iri, relation, (MISSING_THERE, note), value)
            else:
                del left[rival.value]
                near = self._within.nested(value.item or "", rival.value)
                judged = (AGREE, "one lies in the other") if near else (CONFLICT, "")
                yield self._row(iri, relation, judged, value, rival)
        for statement in left.values():
            judged = (MISSING_HERE, _dates(statement))
            yield self._row(iri, relation, judged, statement=statement)

    def _ours(self, iri: str, relation: _Relation) -> Iterator[Value]:
        """Yield our values, once each, by the fact believed most."""
        near, far = ("object", "subject") if relation.inverted else ("subject", "object")
        best: dict[str, FactView] = {}
        for fact in self._views.facts_about(iri):
            if fact.predicate == relation.predicate and iri in fact.roles.get(near, ()):
                for other in fact.roles.get(far, ()):
                    if other not in best or fact.belief > best[other].belief:
                        best[other] = fact
        for other, fact in best.items():
            yield Value(self._views.label(other), self._links.get(other), fact)

    def _theirs(self, item: str, relation: _Relation) -> list[Statement]:
        statements = self._found.items[item].statements
        found = [s for s in statements if s.property in relation.properties]
        lasting = sorted(found, key=lambda s: s.until is not None, reverse=True)
        return list({s.value: s for s in lasting}.values())  # one that lasts is kept

    def _from_other_side(self, iri: str, value: Value, relation: _Relation) -> Statement | None:
        """Return what the item of the value says of the entity, by the inverse property."""
        other = self._found.items.get(value.item or "")
        for statement in other.statements if other else ():
            if statement.property in relation.others and statement.value == self._links[iri]:
                return Statement(
                    statement.property, value.item or "", statement.since, statement.until
                )
        return None

    def _row(
        self,
        iri: str,
        relation: _Relation,
        judged: tuple[str, str],
        value: Value | None = None,
        statement: Statement | None = None,
    ) -> Row:
        """Make a row; `judged` is the verdict with its note."""
        there = statement.value if statement else ""
        return Row(
            entity=self._views.label(iri),
            item=self._links[iri],
            relation=relation.name,
            verdict=judged[0],
            here=value.name if value else "",
            there=f"{self._names.get(there, there)} ({there})" if there else "",
            property=statement.property if statement else " or ".join(relation.properties),
            fact=value.fact.iri if value else "",
            note=judged[1],
        )


def _is_told(fact: FactView) -> bool:
    """Tell whether our reports say so, now or of the past: what is doubted they do not say."""
    return fact.belief >= BELIEVED


def _judged(fact: FactView, statement: Statement) -> tuple[str, str]:
    """Return the verdict on a value that both name, and what there is to note of it."""
    if not _is_told(fact):
        if fact.disputed_by:
            return CONFLICT, f"disputed in our reports (belief {fact.belief:.2f})"
        return AGREE, f"weakly here (belief {fact.belief:.2f})"
    if _before(statement.until, fact.since):
        return CONFLICT, f"over there by {statement.until}, begun here in {fact.since}"
    if _before(fact.until, statement.since):
        return CONFLICT, f"over here by {fact.until}, begun there in {statement.since}"
    if statement.until and not fact.until and fact.modality != "past":
        return CONFLICT, f"over there by {statement.until}, lasting here"
    if fact.until and statement.until and _differ(fact.until, statement.until):
        return CONFLICT, f"ended {fact.until} here, {statement.until} there"
    if fact.until and not statement.until:
        return AGREE, f"its end ({fact.until}) is missing there"
    if fact.since and not statement.since:
        return AGREE, f"its beginning ({fact.since}) is missing there"
    return AGREE, ""


def _dates(statement: Statement) -> str:
    since = f"since {statement.since}" if statement.since else ""
    until = f"until {statement.until}" if statement.until else ""
    return " ".join(x for x in (since, until) if x)


def _before(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Tell whether one date surely lies before another, both as exact as the vaguer of them."""
    if not one or not other:
        return False
    length = min(len(one), len(other))
    return one[:length] < other[:length]


def _differ(one: PartialDate, other: PartialDate) -> bool:
    length = min(len(one), len(other))
    return one[:length] != other[:length]
