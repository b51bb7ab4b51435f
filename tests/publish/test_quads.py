"""Whatever a record holds, its quads are sound RDF that every format carries."""

from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, parse, serialize

from kg.fuse import fuse
from kg.lexicon.names import Names
from kg.model import (
    Document,
    Entity,
    Event,
    Fact,
    Figure,
    Interval,
    Participant,
    Record,
    Relation,
    Stance,
)
from kg.ontology import load
from kg.publish import document_quads, entity_quads, fact_quads, publish
from kg.resolve import resolve
from kg.settings import Settings, shipped
from kg.vocabulary import AG, EVENTS, ID, RELATIONS, ROLES

WORDS = st.text() | st.sampled_from(["\r\n", "\x00", "\ufffe", "..", "/", "Q1"])
PIDS = st.sampled_from(["e1", "e2", "e3"])
DATES = st.none() | st.sampled_from(
    ["2018", "2018-12", "2018-12-14", "2018-13", "0000", "soon", ""]
)
SHARES = st.floats()
STANCES = st.builds(Stance, WORDS, WORDS, st.none() | PIDS)
RELATION_CLAIMS = st.builds(
    Relation,
    s=PIDS,
    p=st.sampled_from(RELATIONS) | WORDS,
    o=PIDS,
    stance=STANCES,
    confidence=SHARES,
    rule=WORDS,
    interval=st.builds(Interval, DATES, DATES),
)
EVENT_CLAIMS = st.builds(
    Event,
    type=st.sampled_from(EVENTS) | WORDS,
    roles=st.dictionaries(st.sampled_from(ROLES), st.lists(PIDS, max_size=2).map(tuple)),
    stance=STANCES,
    confidence=SHARES,
    date=DATES,
)
FIGURE_CLAIMS = st.builds(
    Figure,
    confidence=SHARES,
    of=st.none() | PIDS,
    by=st.none() | PIDS,
    event=st.none() | WORDS,
    attributed_to=st.none() | PIDS,
)
RECORDS = st.builds(
    Record,
    st.builds(
        Document,
        WORDS,
        WORDS,
        st.none() | WORDS,
        DATES,
        st.none() | WORDS,
        st.none() | WORDS,
        WORDS,
    ),
    st.just(tuple(Participant(x, "ArmedGroup") for x in ("e1", "e2", "e3"))),
    st.lists(RELATION_CLAIMS, max_size=2).map(tuple),
    st.lists(EVENT_CLAIMS, max_size=2).map(tuple),
    st.lists(FIGURE_CLAIMS, max_size=2).map(tuple),
)


class AnyKeys:
    """Entities whose keys are as odd as documents' keys."""

    def key(self, document_key: str, participant_id: str) -> str:
        """Return the document's key with the id."""
        return f"{document_key} {participant_id}"


def sound(quads: list[Quad]) -> None:
    """Assert that N-Quads carry the quads unchanged and that no node is blank."""
    lines = serialize(quads, format=RdfFormat.N_QUADS)
    assert lines is not None
    assert set(parse(lines, format=RdfFormat.N_QUADS)) == set(quads)
    assert not any(isinstance(x, BlankNode) for quad in quads for x in quad)


@given(RECORDS)
@settings(max_examples=60)
def test_any_record_is_published_as_sound_quads(record: Record) -> None:
    """All of them stand in the one graph that the document names."""
    quads = list(document_quads(record, AnyKeys(), ID))
    sound(quads)
    assert {x.graph_name for x in quads} == {quads[0].subject}


@given(st.lists(RECORDS, max_size=3, unique_by=lambda x: x.document.key))
@settings(max_examples=40)
def test_any_records_make_a_graph_whose_facts_rest_on_its_claims(records: list[Record]) -> None:
    """From records over entities and facts to quads."""
    effects = load(shipped() / "ontology").state_effects
    with resolve(records, Names({})) as found:
        facts = fuse(records, found, effects)
        quads = list(publish(records, found, found.entities(), facts, Settings()))
    sound(quads)
    claims = {x.subject for x in quads if x.object == NamedNode(f"{AG}Claim")}
    ends = ("supportedBy", "disputedBy")
    assert claims >= {x.object for x in quads if x.predicate.value.endswith(ends)}


@given(RECORDS)
@settings(max_examples=30)
def test_xml_carries_every_literal(record: Record) -> None:
    """RDF/XML has the narrowest set of characters of all formats."""
    triples = [x.triple for x in document_quads(record, AnyKeys(), ID)]
    expected = {str(x.object) for x in triples if not isinstance(x.object, NamedNode)}
    xml = serialize(triples, format=RdfFormat.RDF_XML)
    assert xml is not None
    ET.fromstring(xml)  # noqa: S314 - this test has written it
    found = {
        str(x.object)
        for x in parse(xml, format=RdfFormat.RDF_XML)
        if not isinstance(x.object, NamedNode)
    }
    assert found == expected


@given(
    st.builds(
        Entity,
        WORDS,
        st.sampled_from(["State", "Person"]),
        wikidata=st.none() | WORDS,
        link_score=st.none() | SHARES,
    )
)
@settings(max_examples=40)
def test_any_entity_has_one_label(entity: Entity) -> None:
    """It is the first name, the description, or at worst the key."""
    quads = list(entity_quads(entity, ID, 0.8))
    sound(quads)
    assert sum(x.predicate.value.endswith("prefLabel") for x in quads) == 1


PAIR = st.fixed_dictionaries({x: st.tuples(WORDS) for x in ("subject", "object")})
FACTS = st.builds(
    Fact,
    roles=PAIR,
    interval=st.builds(Interval, DATES, DATES),
    belief=SHARES,
    trigger=st.none() | WORDS,
)


@given(FACTS)
@settings(max_examples=60)
def test_any_fact_is_published_as_sound_quads(fact: Fact) -> None:
    """In the default graph."""
    sound(list(fact_quads(fact, ID)))
