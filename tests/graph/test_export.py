"""Every format holds what it says, and the same graph gives the same bytes."""

import csv
import io
import json
from pathlib import Path
from random import Random
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, parse

from kg.errors import InputError
from kg.graph import Dataset, export, writing
from kg.vocabulary import ID, PREFIXES


def exported(dataset: Dataset, form: str) -> bytes:
    out = io.BytesIO()
    dataset.export(form, out)
    return out.getvalue()


def read(data: bytes, form: RdfFormat) -> set[Quad]:
    return {
        x if isinstance(x, Quad) else Quad(x.subject, x.predicate, x.object)
        for x in parse(data, format=form)
    }


@pytest.mark.parametrize(
    ("form", "syntax"),
    [("trig", RdfFormat.TRIG), ("nquads", RdfFormat.N_QUADS), ("jsonld", RdfFormat.JSON_LD)],
)
def test_formats_of_datasets_hold_every_statement(
    dataset: Dataset, quads: list[Quad], form: str, syntax: RdfFormat
) -> None:
    assert read(exported(dataset, form), syntax) == set(quads)


@pytest.mark.parametrize(
    ("form", "syntax"), [("turtle", RdfFormat.TURTLE), ("rdfxml", RdfFormat.RDF_XML)]
)
def test_formats_of_graphs_hold_the_default_graph(
    dataset: Dataset, quads: list[Quad], form: str, syntax: RdfFormat
) -> None:
    expected = {x for x in quads if x.graph_name == DefaultGraph()}
    assert read(exported(dataset, form), syntax) == expected


@pytest.mark.parametrize("form", export.FORMATS)
def test_the_order_of_loading_leaves_no_trace(
    tmp_path: Path, dataset: Dataset, quads: list[Quad], form: str
) -> None:
    shuffled = Random(7).sample(quads, len(quads))  # noqa: S311 - a shuffle to be repeated
    with writing(tmp_path / "d", ID) as writer:
        writer.publish("cd34", shuffled, {})
    with Dataset(tmp_path / "d") as other:
        assert exported(other, form) == exported(dataset, form)


def test_turtle_is_compact_and_starts_a_subject_with_its_type(dataset: Dataset) -> None:
    text = exported(dataset, "turtle").decode()
    assert "@prefix ag: <https://w3id.org/armed-groups/ontology#> ." in text
    assert "id:dune a ag:Place ;" in text


def test_json_ld_is_compact(dataset: Dataset) -> None:
    data = json.loads(exported(dataset, "jsonld"))
    river = next(x for x in data["@graph"] if x["@id"] == "id:river")
    assert river["@type"] == "ag:ArmedGroup"
    assert len(data["@graph"]) == len({x["@id"] for x in data["@graph"]})


NASTY = [
    "]]> &lt; <b>",
    "line\nbreak\ttab\r",
    "\x01\x0b\ufffe",
    '"\\',
    "=SUM(A1)",
    "عربي",
    "\u2028",
]


@pytest.fixture
def nasty() -> Store:
    store = Store()
    label = NamedNode(PREFIXES["skos"] + "prefLabel")
    lat, long = (NamedNode(PREFIXES["wgs"] + x) for x in ("lat", "long"))
    for n, text in enumerate(NASTY):
        node = NamedNode(f"{ID}n{n}")
        store.add(Quad(node, label, Literal(text, language="en")))
        store.add(Quad(node, lat, Literal(1.5)))
        store.add(Quad(node, long, Literal(2.5)))
        fact = NamedNode(f"{ID}f{n}")
        ag, kind = PREFIXES["ag"], NamedNode(PREFIXES["rdf"] + "type")
        for name in ("Fact", "RelationFact"):
            store.add(Quad(fact, kind, NamedNode(ag + name)))
        for role in ("subject", "object"):
            store.add(Quad(fact, NamedNode(ag + role), node))
        store.add(Quad(fact, NamedNode(ag + "predicate"), NamedNode(ag + "holds")))
    return store


def written(store: Store, form: str) -> bytes:
    out = io.BytesIO()
    export.write(store, form, out, PREFIXES)
    return out.getvalue()


@pytest.mark.parametrize("form", ["rdfxml", "graphml"])
def test_what_xml_cannot_hold_is_replaced(nasty: Store, form: str) -> None:
    text = "".join(ET.fromstring(written(nasty, form)).itertext())  # noqa: S314 - our own output
    assert "\ufffd" in text
    assert "عربي" in text


def test_json_ld_keeps_every_text(nasty: Store) -> None:
    assert read(written(nasty, "jsonld"), RdfFormat.JSON_LD) == set(nasty)


def test_no_cell_of_csv_is_a_formula(nasty: Store) -> None:
    rows = list(csv.DictReader(io.StringIO(written(nasty, "csv").decode(), newline="")))
    assert {"'=SUM(A1)", "عربي", "line\nbreak\ttab\r"} <= {x["subject"] for x in rows}


def test_csv_has_a_row_for_each_sentence_for_and_against(dataset: Dataset) -> None:
    rows = list(csv.DictReader(io.StringIO(exported(dataset, "csv").decode())))
    held = [x for x in rows if x["fact"].endswith("f-river-holds-tamar")]
    picked = [(x["subject"], x["for_or_against"], x["said_by"], x["title"]) for x in held]
    assert picked == [
        ("River Brigade", "for", "", "Town changes hands"),
        ("River Brigade", "against", "Qasr News", "Banner denies loss"),
    ]
    assert held[0]["sentence"].startswith("Arda-backed River Brigade fighters took Tamar")


def test_graphml_has_facts_between_entities(dataset: Dataset) -> None:
    graph = nx.parse_graphml(exported(dataset, "graphml").decode(), force_multigraph=True)
    labels = dict(graph.nodes(data="label"))
    edges = {(labels[a], x["label"], labels[b]) for a, b, x in graph.edges(data=True)}
    assert ("River Brigade", "holds", "Tamar") in edges
    assert ("River Brigade", "Capture from", "Black Banner") in edges
    assert "Valley Monitor" in labels.values()


def test_geojson_says_who_holds_a_place_and_what_happened_there(dataset: Dataset) -> None:
    features: list[dict[str, Any]] = json.loads(exported(dataset, "geojson"))["features"]
    place = next(x for x in features if x["id"] == ID + "tamar")
    assert place["geometry"] == {"type": "Point", "coordinates": [40.9, 34.5]}
    assert [x["name"] for x in place["properties"]["holders"]] == ["River Brigade"]
    events = [x["properties"] for x in features if x["properties"]["kind"] == "event"]
    capture = next(x for x in events if x["type"] == "Capture")
    assert (capture["date"], capture["agent"], capture["from"]) == (
        "2020-03-01",
        ["River Brigade"],
        ["Black Banner"],
    )


def test_an_unknown_format_is_named(dataset: Dataset) -> None:
    with pytest.raises(InputError, match="no format 'xls'; known are turtle"):
        exported(dataset, "xls")
