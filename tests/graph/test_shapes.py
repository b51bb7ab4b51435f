"""A published graph conforms; broken in one way, it is caught by the check made for it."""

import shutil
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from rdflib import RDF, SKOS, URIRef

from kg.errors import KnowledgeError
from kg.graph.shapes import Violation, check, conforms, validate
from kg.ontology import load
from kg.vocabulary import AG, ENTITY_TYPES, EVENTS, ID, PREFIXES, RELATIONS, ROLES

ONTOLOGY = Path(__file__).parents[2] / "ontology"
SHAPES = ONTOLOGY / "shapes.ttl"
VALID = Path(__file__).with_name("valid.trig")
HEAD = "".join(
    f"PREFIX {name}: <{base}>\n"
    for name, base in {
        **PREFIXES,
        "claim": ID + "claim/",
        "fact": ID + "fact/",
        "doc": ID + "document/",
    }.items()
)
SPAN = f"<{ID}document/one#char=0,21>"


def dataset() -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.load(path=str(VALID), format=pyoxigraph.RdfFormat.TRIG)
    return store


def test_a_dataset_with_every_kind_of_node_conforms() -> None:
    assert list(check(dataset(), SHAPES)) == []


def test_a_graph_is_validated_whole_and_left_as_it_was() -> None:
    lines = pyoxigraph.serialize(
        (x.triple for x in dataset()), format=pyoxigraph.RdfFormat.N_TRIPLES
    )
    everything = rdflib.Graph().parse(data=lines, format="ntriples")
    size = len(everything)
    assert validate(everything, SHAPES) == []
    everything.remove((None, URIRef(AG + "polarity"), None))
    found = validate(everything, SHAPES)
    assert {x.message for x in found} == {"a claim is positive or negative"}
    assert len(everything) == size - 4


def swap(node: str, term: str, value: str, graph: str | None = "doc:one") -> str:
    """Return an update that gives `node` the one value `value` of `term`."""
    old, new = f"{node} {term} ?old", f"{node} {term} {value}"
    if graph is None:
        return f"DELETE WHERE {{ {old} }} ; INSERT DATA {{ {new} }}"
    return f"DELETE WHERE {{ GRAPH {graph} {{ {old} }} }} ; {add(new, graph)}"


def drop(node: str, term: str, graph: str | None = "doc:one") -> str:
    """Return an update that takes every value of `term` from `node`."""
    triple = f"{node} {term} ?old"
    return f"DELETE WHERE {{ {f'GRAPH {graph} {{ {triple} }}' if graph else triple} }}"


def add(triples: str, graph: str | None = None) -> str:
    """Return an update that adds `triples`."""
    return f"INSERT DATA {{ {f'GRAPH {graph} {{ {triples} }}' if graph else triples} }}"


BROKEN = [
    # claims
    (drop("claim:capture", "ag:evidence"), "a claim has evidence"),
    (swap("claim:capture", "ag:evidence", "id:sdf"), "a claim has evidence"),
    (
        add("claim:capture prov:wasDerivedFrom doc:one", "doc:one"),
        "a claim is derived from evidence",
    ),
    (swap("claim:capture", "ag:polarity", '"neutral"'), "a claim is positive or negative"),
    (add('claim:capture ag:polarity "negative"', "doc:one"), "a claim is positive or negative"),
    (
        swap("claim:capture", "ag:modality", '"likely"'),
        "a claim is actual, past, possible or future",
    ),
    (swap("claim:capture", "ag:confidence", "1.01"), "a claim has one confidence"),
    (swap("claim:capture", "ag:confidence", '"0.9"'), "a claim has one confidence"),
    (drop("claim:capture", "ag:rule"), "a claim names the rule"),
    (
        swap("claim:backing", "ag:attributedTo", "id:hajin"),
        "a claim is attributed to at most one speaker",
    ),
    (
        swap("claim:capture", "prov:wasAttributedTo", "id:amaq"),
        "the two attributions of a claim name different speakers",
    ),
    (
        add("claim:capture a ag:FigureClaim", "doc:one"),
        "a claim is of a relation, of an event or of",
    ),
    (
        "DELETE DATA { GRAPH doc:one { claim:backing a ag:RelationClaim } }",
        "a claim is of a relation, of an event or of",
    ),
    # relations
    (swap("claim:backing", "ag:predicate", "ag:likes"), "a relation has exactly one predicate"),
    (swap("claim:backing", "ag:predicate", "ag:backs"), "a relation has exactly one predicate"),
    (drop("claim:backing", "ag:object"), "a relation has exactly one object"),
    (
        swap("claim:backing", "ag:object", "id:sdf"),
        "a relation has exactly one subject, and it is not",
    ),
    (swap("claim:backing", "ag:object", "id:hajin"), "subject or object is not of the kind"),
    (swap("fact:holds", "ag:subject", "id:hajin", None), "a relation has exactly one subject, and"),
    (swap("claim:backing", "ag:until", '"2014-12"^^xsd:gYearMonth'), "it ends before it begins"),
    (swap("claim:backing", "ag:since", '"2015-13"^^xsd:gYearMonth'), "a beginning is a day"),
    (swap("claim:backing", "ag:since", '"2014-02-30"^^xsd:date'), "a beginning is a day"),
    (swap("claim:backing", "ag:until", '"2015-10-01"'), "an end is a day"),
    # events
    (
        swap("claim:capture", "ag:eventType", "ag:Event"),
        "a claim of an event has exactly one event",
    ),
    (drop("claim:capture", "ag:trigger"), "an event has exactly one trigger"),
    (swap("claim:capture", "ag:agent", "id:hajin"), "an agent is an actor"),
    (swap("claim:capture", "ag:place", "id:is"), "an event takes place in a place"),
    (swap("claim:capture", "ag:claimedBy", "id:hajin"), "responsibility is claimed by an actor"),
    (swap("claim:capture", "ag:date", '"14 December"'), "an event has at most one date"),
    (add('claim:capture ag:means ""', "doc:one"), "means are given in words"),
    (swap("fact:killing", "ag:target", "id:is", None), "the target of a killing is a person"),
    (add("fact:killing ag:from id:is"), "only a capture has a from"),
    ("DELETE DATA { fact:killing a ag:Killing }", "an event is of exactly one kind"),
    (add("fact:killing a ag:Attack"), "an event is of exactly one kind"),
    # figures
    (swap("claim:killed", "ag:min", "1201"), "a minimum is one number, not above the maximum"),
    (swap("claim:killed", "ag:min", "-1"), "a minimum is one number, not above the maximum"),
    (drop("fact:killed", "ag:min", None), "a figure has a minimum, a maximum or both"),
    (swap("claim:killed", "ag:kind", '"missing"'), "a figure counts the killed"),
    (swap("claim:killed", "ag:who", '"people"'), "a figure counts civilians"),
    (swap("claim:killed", "ag:of", "id:hajin"), "the people counted belong to at most one actor"),
    (swap("claim:killed", "ag:words", '""'), "a figure quotes its words"),
    (
        swap("claim:killed", "ag:aboutEvent", "claim:backing"),
        "a figure in a document is about an event",
    ),
    # facts
    (drop("fact:backing", "ag:supportedBy", None), "a fact is supported by a claim"),
    (
        add("fact:backing ag:disputedBy claim:backing"),
        "a fact is supported by a claim, and no claim",
    ),
    (swap("fact:backing", "ag:supportedBy", "claim:none", None), "a fact rests on a claim that no"),
    (swap("fact:backing", "ag:belief", "-0.1", None), "a fact has one belief"),
    (drop("fact:backing", "ag:decidedBy", None), "a fact names the rule that decided"),
    (swap("fact:backing", "ag:modality", '"future"', None), "a fact is actual or past"),
    (add('fact:backing ag:polarity "negative"'), "a fact has no polarity"),
    (add("fact:backing a ag:EventFact , ag:Threat"), "a fact is a relation, an event or a figure"),
    (
        swap("fact:killed", "ag:aboutEvent", "claim:capture", None),
        "a figure is about an event that is",
    ),
    # entities
    (drop("id:is", "skos:prefLabel", None), "an entity has exactly one preferred name"),
    (add('id:is skos:prefLabel "Daesh"@en'), "an entity has exactly one preferred name"),
    (
        add('id:is skos:altLabel "Islamic State"@en'),
        "another name is not empty and not the preferred",
    ),
    (add("id:is a ag:Place"), "an entity is of one kind only"),
    (add("id:is a ag:StateForce"), "an entity is of one kind only"),
    (
        "DELETE DATA { id:coalition a ag:Coalition } ; INSERT DATA { id:coalition a ag:Actor }",
        "an entity is of some kind",
    ),
    (add("id:us owl:sameAs wd:Q142"), "an entity is the same as at most one item of Wikidata"),
    (
        swap("id:us", "owl:sameAs", "<https://example.org/Q30>", None),
        "an entity is the same as at most",
    ),
    (swap("id:is", "ag:linkScore", "2.0", None), "a link score is one decimal from 0 to 1"),
    (swap("id:hajin", "wgs:lat", "91.0", None), "a latitude is one number"),
    (drop("id:hajin", "wgs:long", None), "a latitude needs a longitude"),
    (swap(f"<{ID}hajin/point>", "geo:asWKT", '"here"', None), "a geometry is one point"),
    (add("id:is ag:holds id:amaq"), "only a place is held"),
    (add("id:is ag:fights id:is"), "nothing fights itself"),
    (add("id:hajin ag:backedBy id:us"), "only an actor is backed"),
    (add("id:us ag:backedBy id:is"), "a relation is stated plainly and no fact bears it"),
    # documents and evidence
    (swap("doc:one", "dcterms:issued", '"2018-12-15T00:00:00"'), "a document is issued on one day"),
    (drop("doc:one", "dcterms:identifier"), "a document has exactly one key"),
    (swap("doc:one", "ag:sha256", '"abc"'), "a document has exactly one SHA-256"),
    (swap("doc:one", "dcterms:language", '"English!"'), "a document has exactly one language"),
    (swap("doc:one", "ag:characters", "20"), "evidence ends behind the end of its document"),
    (swap(SPAN, "oa:exact", '""'), "evidence quotes its words, and they are not empty"),
    (swap(SPAN, "oa:exact", '"The SDF took Hajin"'), "evidence quotes more or fewer characters"),
    (swap(SPAN, "oa:start", "21"), "evidence starts at one character, before the one it ends at"),
    (drop(SPAN, "ag:inDocument"), "evidence lies in exactly one document"),
    (
        f"DELETE DATA {{ GRAPH doc:one {{ {SPAN} a oa:TextQuoteSelector }} }}",
        "evidence is typed as both text selectors",
    ),
    # the dataset as a whole
    (add("id:sdf ag:hold id:hajin"), "the ontology has no such term"),
    (add("id:sdf a ag:Army"), "the ontology has no such term"),
    (add("claim:capture a ag:Claim"), "a claim stands in the graph of its document"),
    (add("fact:backing a ag:Fact", "doc:one"), "a fact stands in the default graph"),
    (
        add(f"<{ID}document/two#char=0,24> ag:inDocument doc:two", "doc:one"),
        "evidence lies in another document",
    ),
    (
        "DELETE DATA { GRAPH doc:two { doc:two a ag:Document } }",
        "a graph holds claims and does not describe the document it is named by",
    ),
]


@pytest.fixture(scope="module")
def found() -> list[set[str]]:
    """Return what is found in copies of the dataset, each broken in one way, the last intact."""
    store = pyoxigraph.Store()
    bases = [f"{ID}copy{n}/" for n in range(len(BROKEN) + 1)]
    text = VALID.read_text(encoding="utf-8")
    for base, (update, message) in zip(bases, [*BROKEN, ("", "")], strict=True):
        part = pyoxigraph.Store()
        part.load(text.replace(ID, base).encode(), format=pyoxigraph.RdfFormat.TRIG)
        before = set(part)
        part.update((HEAD + update).replace(ID, base))
        assert not message or set(part) != before, f"{message!r}: the update changes nothing"
        store.extend(part)
    violations = list(check(store, SHAPES))
    assert not conforms(violations)
    return [{x.message for x in violations if x.focus.startswith(base)} for base in bases]


@pytest.mark.parametrize(("number", "message"), list(enumerate(x for _, x in BROKEN)))
def test_each_breakage_is_caught_by_the_check_made_for_it(
    found: list[set[str]], number: int, message: str
) -> None:
    assert any(x.startswith(message) for x in found[number]), found[number]


def test_breakages_elsewhere_leave_an_intact_part_alone(found: list[set[str]]) -> None:
    assert found[-1] == set()


@pytest.mark.parametrize("graph", [None, "doc:one"])
def test_blank_nodes_are_caught(graph: str | None) -> None:
    store = dataset()
    store.update(HEAD + add("id:is skos:note [ skos:note 'x' ]", graph))
    assert "a blank node" in {x.message.partition(":")[0] for x in check(store, SHAPES)}


def test_a_violation_names_node_property_value_and_why() -> None:
    store = dataset()
    store.update(HEAD + swap("claim:capture", "ag:polarity", '"neutral"'))
    assert list(check(store, SHAPES)) == [
        Violation(
            ID + "claim/capture",
            AG + "polarity",
            "neutral",
            "a claim is positive or negative",
            "Violation",
        )
    ]


def test_an_agent_that_is_its_own_target_is_only_a_warning() -> None:
    store = dataset()
    store.update(HEAD + add("claim:capture ag:target id:sdf", "doc:one"))
    found = list(check(store, SHAPES))
    assert [(x.focus, x.severity) for x in found] == [(ID + "claim/capture", "Warning")]
    assert conforms(found)


def test_what_the_rules_of_the_ontology_write_conforms() -> None:
    store = dataset()
    for rule in sorted((ONTOLOGY / "rules").glob("*.rq")):
        for triple in list(store.query(rule.read_text(encoding="utf-8"))):
            store.add(pyoxigraph.Quad(*triple))
    assert len(store) > len(dataset())
    assert list(check(store, SHAPES)) == []


def entities(*roles: str) -> rdflib.Graph:
    """Return a graph with one entity of each type for each of `roles`."""
    graph = rdflib.Graph()
    for role in roles:
        for kind in ENTITY_TYPES:
            node = URIRef(f"{ID}{role}/{kind}")
            graph.add((node, RDF.type, URIRef(AG + kind)))
            graph.add((node, SKOS.prefLabel, rdflib.Literal(kind)))
    return graph


PAIRS = [(s, o) for s in ENTITY_TYPES for o in ENTITY_TYPES]


@pytest.mark.parametrize("relation", RELATIONS)
def test_shapes_allow_the_relations_that_the_ontology_allows(relation: str) -> None:
    graph = entities("s", "o")
    for s, o in PAIRS:
        statement, subject, object_ = (URIRef(ID + x) for x in (f"st/{s}/{o}", f"s/{s}", f"o/{o}"))
        graph.add((subject, URIRef(AG + relation), object_))
        graph.add((statement, URIRef(AG + "subject"), subject))
        graph.add((statement, URIRef(AG + "predicate"), URIRef(AG + relation)))
        graph.add((statement, URIRef(AG + "object"), object_))
    found = validate(graph, SHAPES)
    statements = {x.focus for x in found if x.path == AG + "predicate"}
    subjects = {x.focus for x in found if not x.path}
    objects = {x.value for x in found if x.path == AG + relation}
    for s, o in PAIRS:
        allowed = load(ONTOLOGY).allows(relation, s, o)
        assert allowed == (f"{ID}st/{s}/{o}" not in statements)
        assert allowed == (f"{ID}s/{s}" not in subjects and f"{ID}o/{o}" not in objects)


@pytest.mark.parametrize("event", EVENTS)
def test_shapes_allow_the_roles_that_the_ontology_allows(event: str) -> None:
    graph = entities("x")
    for role in ROLES:
        for kind in ENTITY_TYPES:
            claim = URIRef(f"{ID}{role}/{kind}")
            graph.add((claim, RDF.type, URIRef(AG + "EventClaim")))
            graph.add((claim, URIRef(AG + "eventType"), URIRef(AG + event)))
            graph.add((claim, URIRef(AG + role), URIRef(f"{ID}x/{kind}")))
    found = {x.focus for x in validate(graph, SHAPES) if x.path in {AG + r for r in ROLES}}
    for role in ROLES:
        refused = {x for x in ENTITY_TYPES if f"{ID}{role}/{x}" in found}
        assert refused == set(ENTITY_TYPES) - load(ONTOLOGY).role_signature(event, role)


def test_nothing_that_the_data_names_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    list(check(dataset(), SHAPES))  # the shapes are in memory now
    store = dataset()
    secret = f"<{VALID.as_uri()}>"
    shapes = "<http://www.w3.org/ns/shacl#shapesGraph>"
    store.update(HEAD + add(f"{secret} a owl:Ontology ; owl:imports {secret} ; {shapes} {secret}"))

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a file or an address was opened")

    monkeypatch.setattr(rdflib.Graph, "parse", refuse)
    monkeypatch.setattr("builtins.open", refuse)
    monkeypatch.setattr("socket.socket.connect", refuse)
    assert list(check(store, SHAPES)) == []


def test_broken_shapes_are_named(tmp_path: Path) -> None:
    shutil.copytree(ONTOLOGY / "checks", tmp_path / "checks")
    shutil.copy(ONTOLOGY / "armed-groups.ttl", tmp_path)
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text("@prefix broken", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"shapes\.ttl"):
        validate(rdflib.Graph(), shapes)
