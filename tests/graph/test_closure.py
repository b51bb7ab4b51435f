"""The closure by rules: what it must be by its SPARQL, by owlrl and by HermiT."""

from pathlib import Path

import owlrl
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, QueryTriples, RdfFormat, Store, Triple

from kg.errors import KnowledgeError
from kg.graph.axioms import TYPE, classes_of, named, read
from kg.graph.closure import close
from kg.graph.reason import java, reason
from kg.vocabulary import AG, ENTITY_TYPES, ID, PREFIXES, RELATIONS

ONTOLOGY = Path(__file__).parents[2] / "ontology"
MAIN = ONTOLOGY / "armed-groups.ttl"
AXIOMS = read(MAIN)
RULES = [x.read_text(encoding="utf-8") for x in sorted((ONTOLOGY / "rules" / "closure").glob("*"))]
NEW, KNOWN = NamedNode("urn:kg:new"), NamedNode("urn:kg:axioms")

names = st.integers(0, 5).map(lambda x: f"{ID}x{x}")
relations = st.tuples(names, st.sampled_from([AG + x for x in RELATIONS]), names)
types = st.tuples(names, st.just(TYPE), st.sampled_from([AG + x for x in ENTITY_TYPES]))
graphs = st.sets(relations | types, max_size=12)


def triples(statements: set[tuple[str, str, str]]) -> list[Triple]:
    return [Triple(*map(NamedNode, x)) for x in statements]


def by_sparql(data: list[Triple]) -> set[tuple[str, str, str]]:
    """Run the rules of ontology/rules/closure to their end, as their first lines say."""
    store = Store()
    store.extend(Quad(*x, KNOWN) for x in AXIOMS)
    known: set[Triple] = set()
    new = set(data)
    while new:
        known |= new
        store.extend(Quad(*x) for x in new)
        store.remove_graph(NEW)
        store.extend(Quad(*x, NEW) for x in new)
        found: set[Triple] = set()
        for rule in RULES:
            answer = store.query(rule)
            assert isinstance(answer, QueryTriples)
            found |= set(answer)
        new = found - known
    return about_data({named(x) for x in known - set(data)})


def about_data(statements: set[tuple[str, str, str]]) -> set[tuple[str, str, str]]:
    classes = classes_of(AXIOMS)
    general = {AG + "relatedTo", AG + "involves"}
    return {
        (s, p, o)
        for s, p, o in statements
        if s.startswith(ID) and (o in classes if p == TYPE else p[: len(AG)] == AG)
        if p not in general
    }


@settings(max_examples=60, deadline=None)
@given(graphs)
def test_the_closure_is_what_the_rules_say_in_sparql(statements: set[tuple[str, str, str]]) -> None:
    data = triples(statements)
    assert set(close(MAIN, data).inferred) == by_sparql(data)


@settings(max_examples=5, deadline=None)
@given(graphs)
@pytest.mark.slow
def test_the_closure_is_that_of_owlrl(statements: set[tuple[str, str, str]]) -> None:
    graph = rdflib.Graph().parse(MAIN)
    shared = rdflib.Graph()
    axioms = ("domain", "range", "subClassOf", "inverseOf", "propertyChainAxiom", "first", "rest")
    kinds = {rdflib.OWL.SymmetricProperty, rdflib.OWL.TransitiveProperty}
    for s, p, o in graph:
        of_lists = isinstance(o, rdflib.Literal)
        if o in kinds or (str(p).rpartition("#")[2] in axioms and not of_lists):
            shared.add((s, p, o))
    for x in statements:
        shared.add(tuple(rdflib.URIRef(y) for y in x))  # type: ignore[arg-type] # three
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(shared)
    theirs = about_data({(str(s), str(p), str(o)) for s, p, o in shared}) - statements
    assert set(close(MAIN, triples(statements)).inferred) == theirs


@pytest.mark.slow
@pytest.mark.parametrize("name", ["campaign.trig", "valid.trig"])
def test_hermit_and_the_rules_draw_the_same(name: str) -> None:
    if java() is None:
        pytest.skip("HermiT needs Java, and there is no program `java` here")
    store = Store()
    store.load(path=Path(__file__).with_name(name), format=RdfFormat.TRIG)
    assert close(MAIN, store).inferred == reason(MAIN, store).inferred


def test_a_relation_declared_transitive_is_so(tmp_path: Path) -> None:
    text = MAIN.read_text(encoding="utf-8")
    copy = tmp_path / "armed-groups.ttl"
    copy.write_text(f"{text}\nag:backedBy a owl:TransitiveProperty .\n", encoding="utf-8")
    data = triples({(ID + "a", AG + "backedBy", ID + "b"), (ID + "b", AG + "backedBy", ID + "c")})
    wanted = (ID + "a", AG + "backedBy", ID + "c")
    assert wanted in close(copy, data).inferred
    assert wanted not in close(MAIN, data).inferred


def test_an_unreadable_ontology_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"missing\.ttl"):
        close(tmp_path / "missing.ttl", [])


def test_terms_of_the_rules_are_those_of_owl() -> None:
    assert len(RULES) == 7
    for rule in RULES:
        assert PREFIXES["owl"] in rule or PREFIXES["rdfs"] in rule
