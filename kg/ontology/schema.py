"""`armed-groups.ttl` as values: classes, signatures of relations and roles, effects of events.

Terms are named by what follows the ``#`` of their IRI ("holds", "ArmedGroup").
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from kg.errors import KnowledgeError
from kg.ontology.triples import Triples, read
from kg.vocabulary import AG, ENTITY_TYPES, EVENTS, PREFIXES, RELATIONS, ROLES

_OWL, _RDFS, _SKOS = PREFIXES["owl"], PREFIXES["rdfs"], PREFIXES["skos"]
_EFFECTS = ("starts", "ends")

K = TypeVar("K")
V = TypeVar("V")

Signature = tuple[frozenset[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class StateEffect:
    """An event of class `event` starts or ends `relation` between the fillers of two roles."""

    event: str
    effect: str
    """"starts" or "ends"; the date is the event's."""
    relation: str
    subject_role: str
    object_role: str
    name: str
    """Name of the rule, as `ag:decidedBy` gives it and as its query in `rules/` is called."""
    shows_before: bool
    """An end also shows that the relation held until then, even if nothing else says so."""


@dataclass(frozen=True, slots=True, eq=False)
class Ontology:
    """What the ontology says, for stages that must not know RDF."""

    labels: Mapping[str, str]
    definitions: Mapping[str, str]
    symmetric: frozenset[str]
    """Relations that hold in both directions."""
    transitive: frozenset[str]
    inverse: Mapping[str, str]
    """A relation's inverse, in both directions."""
    state_effects: tuple[StateEffect, ...]
    ancestors: Mapping[str, tuple[str, ...]]
    """The superclasses of each class, nearest first."""
    relations: Mapping[str, Signature]
    roles: Mapping[tuple[str, str], frozenset[str]]

    def superclasses(self, name: str) -> tuple[str, ...]:
        """Return every superclass of the class `name`, nearest first, without itself."""
        return _known(self.ancestors, name, "class")

    def subclasses(self, name: str) -> frozenset[str]:
        """Return every subclass of the class `name` and itself."""
        self.superclasses(name)
        return frozenset({name}.union(x for x, up in self.ancestors.items() if name in up))

    def relation_signature(self, name: str) -> Signature:
        """Return the entity types allowed as subject and as object of the relation `name`."""
        return _known(self.relations, name, "relation")

    def role_signature(self, event: str, role: str) -> frozenset[str]:
        """Return the entity types that may fill `role` of an event of class `event`.

        The set is empty where such an event has no such role.
        """
        return _known(self.roles, (event, role), "event and role")

    def allows(self, relation: str, subject: str, object_: str) -> bool:
        """Tell whether entities of these types may stand in `relation`."""
        subjects, objects = self.relation_signature(relation)
        return subject in subjects and object_ in objects


def _known(table: Mapping[K, V], key: K, kind: str) -> V:
    if key not in table:
        raise KnowledgeError(f"no such {kind} in the ontology: {key}")
    return table[key]


@cache
def load(folder: Path) -> Ontology:
    """Read `armed-groups.ttl` in `folder` once; KnowledgeError when it is missing or broken."""
    path = folder / "armed-groups.ttl"
    triples = read(path)
    ancestors = {x: _ancestors(triples, x) for x in _named(triples, "Class")}
    missing = [x for x in (*ENTITY_TYPES, *EVENTS) if x not in ancestors]
    if missing:
        raise KnowledgeError(f"{path}: no class {missing[0]}")
    return Ontology(
        labels=_annotations(triples, _RDFS + "label"),
        definitions=_annotations(triples, _SKOS + "definition"),
        symmetric=frozenset(_named(triples, "SymmetricProperty")),
        transitive=frozenset(_named(triples, "TransitiveProperty")),
        inverse=_inverses(triples),
        state_effects=tuple(_effects(triples)),
        ancestors=ancestors,
        relations={x: _signature(triples, ancestors, x) for x in RELATIONS},
        roles={(e, r): _fillers(triples, ancestors, e, r) for e in EVENTS for r in ROLES},
    )


def _named(triples: Triples, kind: str) -> list[str]:
    found = triples.instances(_OWL + kind)
    return [x.removeprefix(AG) for x in found if x.startswith(AG)]


def _annotations(triples: Triples, predicate: str) -> dict[str, str]:
    found = triples.objects.items()
    return {
        s.removeprefix(AG): values[0]
        for (s, p), values in found
        if p == predicate and s.startswith(AG)
    }


def _ancestors(triples: Triples, name: str) -> tuple[str, ...]:
    found: list[str] = []
    level = [name]
    while level:
        level = [
            up.removeprefix(AG)
            for x in level
            for up in triples.all(AG + x, _RDFS + "subClassOf")
            if up.startswith(AG)
        ]
        found.extend(level)
    return tuple(dict.fromkeys(found))


def _inverses(triples: Triples) -> dict[str, str]:
    pairs = [
        (s.removeprefix(AG), o.removeprefix(AG))
        for (s, p), values in triples.objects.items()
        if p == _OWL + "inverseOf"
        for o in values
    ]
    return dict(sorted([*pairs, *((b, a) for a, b in pairs)]))


def _effects(triples: Triples) -> Iterable[StateEffect]:
    for event in EVENTS:
        for effect in _EFFECTS:
            for node in triples.all(AG + event, AG + effect):
                relation, subject, object_ = (
                    triples.one(node, AG + x).removeprefix(AG)
                    for x in ("effectRelation", "subjectRole", "objectRole")
                )
                yield StateEffect(
                    event=event,
                    effect=effect,
                    relation=relation,
                    subject_role=subject,
                    object_role=object_,
                    name=node.removeprefix(AG),
                    shows_before=triples.all(node, AG + "showsBefore") == ("true",),
                )


Ancestors = Mapping[str, tuple[str, ...]]


def _classes(triples: Triples, node: str) -> frozenset[str]:
    """Return the named classes of a class expression: a name or a union of names."""
    union = triples.all(node, _OWL + "unionOf")
    members = triples.items(union[0]) if union else (node,)
    outside = [x for x in members if not x.startswith(AG)]
    if outside:
        raise KnowledgeError(f"{node}: {outside[0]} is no named class of this ontology")
    return frozenset(x.removeprefix(AG) for x in members)


def _types(triples: Triples, ancestors: Ancestors, node: str) -> frozenset[str]:
    allowed = _classes(triples, node)
    return frozenset(t for t in ENTITY_TYPES if allowed & {t, *ancestors[t]})


def _signature(triples: Triples, ancestors: Ancestors, relation: str) -> Signature:
    ends = [triples.one(AG + relation, _RDFS + x) for x in ("domain", "range")]
    subjects, objects = (_types(triples, ancestors, x) for x in ends)
    return subjects, objects


def _fillers(triples: Triples, ancestors: Ancestors, event: str, role: str) -> frozenset[str]:
    above = (event, *ancestors[event])
    if not _classes(triples, triples.one(AG + role, _RDFS + "domain")) & set(above):
        return frozenset()
    types = _types(triples, ancestors, triples.one(AG + role, _RDFS + "range"))
    for restriction in (r for x in above for r in triples.all(AG + x, _RDFS + "subClassOf")):
        if triples.all(restriction, _OWL + "onProperty") == (AG + role,):
            only = triples.one(restriction, _OWL + "allValuesFrom")
            types &= _types(triples, ancestors, only)
    return types
