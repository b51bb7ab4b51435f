"""The ontology defines every term it and the program use, within OWL 2 DL."""

import re
from collections import Counter
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, GEO, PROV, SDO, TIME, DefinedNamespace

from kg import vocabulary
from kg.ontology import load
from kg.vocabulary import AG, PREFIXES

ONTOLOGY = Path(__file__).parents[2] / "ontology"
MAIN = Graph().parse(ONTOLOGY / "armed-groups.ttl")
ALIGNMENTS = Graph().parse(ONTOLOGY / "alignments.ttl")
BUILT_IN = tuple(PREFIXES[x] for x in ("rdf", "rdfs", "owl", "xsd"))
OWN = sorted(x for x in MAIN.subjects(unique=True) if isinstance(x, URIRef) and x.startswith(AG))


def types(term: URIRef) -> set[URIRef]:
    return {x for x in MAIN.objects(term, RDF.type) if isinstance(x, URIRef)}


def test_every_term_has_a_label_a_definition_and_a_source() -> None:
    lacking = [
        term
        for term in OWN
        if len(list(MAIN.objects(term, RDFS.label))) != 1
        or len(list(MAIN.objects(term, SKOS.definition))) != 1
        or not list(MAIN.objects(term, DCTERMS.source))
    ]
    assert lacking == []
    assert len(OWN) > 100


def test_labels_and_definitions_are_english_and_labels_differ() -> None:
    texts = [x for p in (RDFS.label, SKOS.definition) for x in MAIN.objects(None, p)]
    assert {x.language for x in texts if isinstance(x, Literal)} == {"en"}
    labels = Counter(str(x) for term in OWN for x in MAIN.objects(term, RDFS.label))
    assert [x for x, n in labels.items() if n > 1] == []


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (vocabulary.ENTITY_TYPES, OWL.Class),
        (vocabulary.EVENTS, OWL.Class),
        (vocabulary.RELATIONS, OWL.ObjectProperty),
        (vocabulary.ROLES, OWL.ObjectProperty),
        (vocabulary.SYMMETRIC, OWL.SymmetricProperty),
        (vocabulary.TRANSITIVE, OWL.TransitiveProperty),
    ],
)
def test_the_vocabulary_of_the_program_is_defined(names: tuple[str, ...], kind: URIRef) -> None:
    assert [x for x in names if kind not in types(URIRef(AG + x))] == []


@pytest.mark.parametrize(
    ("term", "values"),
    [
        ("polarity", vocabulary.POLARITIES),
        ("modality", vocabulary.MODALITIES),
        ("kind", vocabulary.FIGURES),
        ("who", vocabulary.FIGURE_GROUPS),
    ],
)
def test_values_are_those_of_the_program(term: str, values: tuple[str, ...]) -> None:
    head = MAIN.value(MAIN.value(URIRef(AG + term), RDFS.range), OWL.oneOf)
    assert head is not None
    assert tuple(str(x) for x in MAIN.items(head)) == values


def test_relations_events_and_roles_are_just_those_of_the_program() -> None:
    def below(term: str, step: URIRef) -> set[str]:
        return {str(x).removeprefix(AG) for x in MAIN.subjects(step, URIRef(AG + term))}

    assert below("relatedTo", RDFS.subPropertyOf) == set(vocabulary.RELATIONS)
    assert below("involves", RDFS.subPropertyOf) == set(vocabulary.ROLES)
    assert below("Event", RDFS.subClassOf) == {*vocabulary.EVENTS, "EventFact"}
    assert load(ONTOLOGY).symmetric == vocabulary.SYMMETRIC
    assert load(ONTOLOGY).transitive == vocabulary.TRANSITIVE


def test_no_term_is_used_undeclared() -> None:
    citations = (DCTERMS.source, DCTERMS.license, OWL.versionIRI)
    used = set(MAIN.predicates(unique=True))
    used |= {o for _, p, o in MAIN if isinstance(o, URIRef) and p not in citations}
    foreign = {x for x in used if not str(x).startswith(BUILT_IN)}
    assert sorted(str(x) for x in foreign if not types(URIRef(x))) == []


@pytest.mark.parametrize("name", ["names", "places", "sources"])
def test_the_data_use_no_term_of_ours_that_is_undefined(name: str) -> None:
    used = set()
    for triple in pyoxigraph.parse(path=ONTOLOGY / f"{name}.ttl"):
        used |= {x.value for x in triple if isinstance(x, pyoxigraph.NamedNode)}
    ours = {x for x in used if x.startswith(AG)}
    assert ours
    assert sorted(ours - {str(x) for x in OWN}) == []


def test_nothing_is_imported() -> None:
    assert not list(MAIN.subject_objects(OWL.imports))
    assert not list(ALIGNMENTS.subject_objects(OWL.imports))


def test_no_name_has_two_uses_that_owl_dl_forbids() -> None:
    kinds = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
    for term in MAIN.subjects(unique=True):
        if isinstance(term, URIRef):
            own = types(term)
            assert len(own & kinds) <= 1, term
            assert not {OWL.Class, RDFS.Datatype} <= own, term


def test_properties_that_are_not_simple_stand_in_no_forbidden_axiom() -> None:
    composite = set(MAIN.subjects(RDF.type, OWL.TransitiveProperty))
    composite |= set(MAIN.subjects(OWL.propertyChainAxiom))
    size = 0
    while size != len(composite):
        size = len(composite)
        composite |= {o for s, o in MAIN.subject_objects(RDFS.subPropertyOf) if s in composite}
        for a, b in MAIN.subject_objects(OWL.inverseOf):
            composite |= {a, b} if composite & {a, b} else set()
    forbidden = (OWL.FunctionalProperty, OWL.InverseFunctionalProperty)
    forbidden += (OWL.IrreflexiveProperty, OWL.AsymmetricProperty)
    assert {URIRef(AG + x) for x in ("partOf", "hasPart", "presentIn", "relatedTo")} <= composite
    for term in composite:
        assert not types(term) & set(forbidden), term
        assert (term, OWL.propertyDisjointWith, None) not in MAIN
    counted = set(MAIN.subjects(OWL.maxCardinality)) | set(MAIN.subjects(OWL.cardinality))
    assert not {MAIN.value(x, OWL.onProperty) for x in counted} & composite


def test_datatypes_are_those_of_owl() -> None:
    allowed = {"string", "boolean", "decimal", "integer", "nonNegativeInteger", "anyURI"}
    xsd = PREFIXES["xsd"]
    found = {x.removeprefix(xsd) for x in MAIN.objects(None, RDFS.range) if str(x).startswith(xsd)}
    assert found <= allowed, "xsd:date and its kin would leave OWL 2 DL"


def test_definitions_are_sentences_of_our_own_length() -> None:
    for term in OWN:
        text = str(MAIN.value(term, SKOS.definition))
        assert re.fullmatch(r"[A-Z].{15,400}\.", text, re.DOTALL), term


VERIFIABLE: dict[str, type[DefinedNamespace]] = {
    str(x): x for x in (PROV, TIME, GEO, SKOS, SDO, DCTERMS, OWL, RDFS, RDF)
}


@pytest.mark.parametrize("graph", [MAIN, ALIGNMENTS], ids=["ontology", "alignments"])
def test_terms_of_other_vocabularies_exist_there(graph: Graph) -> None:
    oa = {"TextPositionSelector", "TextQuoteSelector", "start", "end", "exact", "hasSource"}
    checked = 0
    for term in {*graph.all_nodes(), *graph.predicates()}:
        for base, terms in VERIFIABLE.items():
            if isinstance(term, URIRef) and term.startswith(base) and term != URIRef(base):
                assert term in terms, term
                checked += 1
        if isinstance(term, URIRef) and term.startswith(PREFIXES["oa"]):
            assert term.removeprefix(PREFIXES["oa"]) in oa, term
    assert checked > 20


def test_alignments_speak_of_terms_that_are_defined() -> None:
    nodes = {*ALIGNMENTS.all_nodes(), *ALIGNMENTS.predicates()}
    own = {x for x in nodes if isinstance(x, URIRef) and x.startswith(AG)}
    assert own <= set(OWN)
    assert not any(isinstance(x, BNode) for x in nodes)
    wikidata = {x for x in nodes if str(x).startswith(PREFIXES["wd"])}
    assert all(re.fullmatch(r"[PQ][1-9]\d*", x.removeprefix(PREFIXES["wd"])) for x in wikidata)
    for name in ("prov", "oa", "time", "geo", "schema", "dcterms", "wd"):
        assert any(str(x).startswith(PREFIXES[name]) for x in nodes), name


def test_every_event_is_aligned_with_a_coding_scheme() -> None:
    for event in vocabulary.EVENTS:
        assert list(ALIGNMENTS.objects(URIRef(AG + event), URIRef(AG + "ploverCategory"))), event
