"""A small corpus from records to a graph: what can be asked of it, and that it fits the shapes."""

from collections.abc import Iterator

import pyshacl
import pytest
from pyoxigraph import Quad, QuerySolutions, RdfFormat, Store, serialize
from rdflib import Graph

from kg.errors import InputError
from kg.fuse import fuse
from kg.lexicon.names import load as load_names
from kg.model import (
    Document,
    Entity,
    Event,
    Figure,
    Interval,
    Participant,
    Quantity,
    Record,
    Relation,
    Span,
    Stance,
)
from kg.ontology import load, load_sources
from kg.publish import entity_quads, publish
from kg.resolve import resolve
from kg.settings import Settings, shipped
from kg.vocabulary import AG, ID, PREFIXES

TEXT = "Karun Front fighters took Hajin from the Islamic State (IS), killing 30, a monitor said."
PREFIX = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())


def span(words: str) -> Span:
    """Return where `words` stand in the text."""
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


PEOPLE = (
    Participant("e1", "ArmedGroup", ("Karun Front", "KF"), (), (span("Karun Front"),)),
    Participant("e2", "ArmedGroup", ("Islamic State", "IS"), (), (), f"{ID}islamic-state"),
    Participant("e3", "Place", ("Hajin",)),
    Participant("e4", "Organisation", (), ("a monitor",)),
)
SAID = Stance(attributed_to="e4")
WHOLE = span(TEXT)


def record(key: str, polarity: str = "positive") -> Record:
    """Return the record of a document that tells of the capture of a town."""
    stance = Stance(polarity, attributed_to="e4")
    taken = Event(
        "v1",
        "Capture",
        "took",
        {"agent": ("e1",), "place": ("e3",), "from": ("e2",)},
        stance,
        WHOLE,
        "capture/active",
        0.95,
        ("rifles",),
        "2018-12-14",
    )
    was = Relation(
        "r1",
        "e2",
        "holds",
        "e3",
        Stance(modality="past"),
        span("took Hajin from the Islamic State"),
        "capture/loser",
        0.9,
        Interval(None, "2018-12-14"),
    )
    foes = Relation("r2", "e1", "fights", "e2", Stance(), WHOLE, "capture/foes", 0.9)
    threat = Relation("r3", "e1", "holds", "e3", Stance(modality="future"), WHOLE, "x", 0.9)
    itself = Relation("r4", "e1", "partOf", "e1", Stance(), WHOLE, "x", 0.9)
    toll = Figure(
        "killed",
        Quantity(30, None),
        "30",
        "fighters",
        WHOLE,
        "toll",
        0.9,
        of="e2",
        by="e1",
        event="v1",
        attributed_to="e4",
    )
    document = Document(
        key, TEXT, "A town falls", "2018-12-15", "Reuters", "https://news.example/a b", "en"
    )
    return Record(document, PEOPLE, (was, foes, threat, itself), (taken,), (toll,))


RECORDS = (record("day one"), record("day/two"), record("denial", "negative"))


def quads() -> Iterator[Quad]:
    """Yield the quads of the corpus."""
    folder = shipped() / "ontology"
    effects, sources = load(folder).state_effects, load_sources(folder)
    with resolve(RECORDS, load_names(folder)) as found:
        facts = fuse(RECORDS, found, effects, sources)
        yield from publish(RECORDS, found, found.entities(), facts, Settings())


@pytest.fixture(scope="module")
def store() -> Store:
    """Return a store that holds the corpus."""
    store = Store()
    store.extend(quads())
    return store


def ask(store: Store, where: str, variables: str = "*") -> list[tuple[str, ...]]:
    """Return the sorted rows of a query, as strings."""
    found = store.query(f"{PREFIX}SELECT {variables} WHERE {{ {where} }}")
    assert isinstance(found, QuerySolutions)
    return sorted(tuple(x.value if x else "" for x in row) for row in found)  # type: ignore[union-attr]


def test_the_event_is_an_event_of_its_class(store: Store) -> None:
    """With its roles, in the default graph."""
    where = '?e a ag:Capture ; ag:agent/skos:prefLabel "Karun Front" ; ag:date ?d ; ag:from ?from'
    assert ask(store, where, "?from ?d") == [(f"{ID}islamic-state", "2018-12-14")]


def test_what_is_believed_now_is_stated_plainly(store: Store) -> None:
    """A past hold, a forecast and a relation with itself are not; a symmetric one is both ways."""
    assert ask(store, "?who ag:holds ?place") == []  # the denial outweighs what one voice says
    assert len(ask(store, "?a ag:fights ?b")) == 2
    assert ask(store, "?a ag:partOf ?b") == []


def test_a_fact_can_be_walked_back_to_characters(store: Store) -> None:
    """From the fact over its claims to the stretch of text and the document."""
    where = """?f ag:predicate ag:holds ; ag:until ?until ; ag:supportedBy ?claim .
        GRAPH ?g { ?claim ag:evidence ?e . ?e oa:start ?from ; oa:end ?to ; oa:exact ?words }"""
    rows = ask(store, where, "?g ?from ?to ?words")
    assert rows
    assert all(TEXT[int(start) : int(end)] == words for _, start, end, words in rows)
    assert {row[0] for row in rows} == {
        f"{ID}document/day%20one",
        f"{ID}document/day%2Ftwo",
        f"{ID}document/denial",
    }


def test_denials_stand_against_the_fact(store: Store) -> None:
    """The capture is claimed by two documents and denied by one."""
    assert len(ask(store, "?e a ag:Capture ; ag:supportedBy ?c")) == 2
    assert len(ask(store, "?e a ag:Capture ; ag:disputedBy ?c")) == 1


def test_a_toll_is_of_the_event(store: Store) -> None:
    """The fact of the figure leads to the fact of the event, its claim to the claim."""
    assert ask(
        store, "SELECT ?m { ?f a ag:FigureFact ; ag:min ?m ; ag:aboutEvent/a ag:Capture }"
    ) == [("30",)]
    assert len(ask(store, "GRAPH ?g { ?f a ag:FigureClaim ; ag:aboutEvent/a ag:EventClaim }")) == 3


def test_one_stretch_of_text_is_one_node(store: Store) -> None:
    """Four claims quote the whole sentence, one a part of it."""
    assert len(ask(store, f"GRAPH <{ID}document/denial> {{ ?e a ag:Evidence }}")) == 2


def test_the_same_values_give_the_same_bytes() -> None:
    """Nothing depends on the run."""
    first, second = (serialize(quads(), format=RdfFormat.N_QUADS) for _ in range(2))
    assert first == second


@pytest.mark.slow
def test_the_graph_fits_the_shapes(store: Store) -> None:
    """Also where documents disagree."""
    folder = shipped() / "ontology"
    graph = Graph()
    for quad in store:
        graph.parse(data=str(quad.triple) + " .", format="nt")
    conforms, _, report = pyshacl.validate(
        graph,
        shacl_graph=Graph().parse(folder / "shapes.ttl"),
        ont_graph=Graph().parse(folder / "armed-groups.ttl"),
        advanced=True,
    )
    assert conforms, report


def test_terms_of_the_graph_are_terms_of_the_ontology(store: Store) -> None:
    """No class or property is made up."""
    ontology = (shipped() / "ontology" / "armed-groups.ttl").read_text(encoding="utf-8")
    used = {x.predicate.value for x in store} | {
        x.object.value
        for x in store
        if x.predicate.value.endswith("#type")  # type: ignore[union-attr]
    }
    own = {x.removeprefix(AG) for x in used if x.startswith(AG)}
    assert {x for x in own if f"\nag:{x} a " not in ontology} == set()


def test_links_are_the_same_or_close_by_their_score() -> None:
    """The threshold decides."""
    for score, link in ((0.8, "sameAs"), (0.79, "closeMatch")):
        entity = Entity("x", "ArmedGroup", ("X",), wikidata="Q1", link_score=score)
        links = [q.predicate.value for q in entity_quads(entity, ID, 0.8) if "Q1" in str(q.object)]
        assert [x.rpartition("#")[2] for x in links] == [link]


def test_a_base_that_is_no_iri_is_an_error_in_words() -> None:
    """The user has set it."""
    with pytest.raises(InputError, match="base of IRIs"):
        list(entity_quads(Entity("x", "Place", ("X",)), "no iri/", 0.8))
