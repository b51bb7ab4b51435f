"""The JSON-LD context names what the graph holds, and types it as the graph does."""

import json
from pathlib import Path

import pyoxigraph
from pyoxigraph import RdfFormat

from kg.vocabulary import AG, ID, PREFIXES, RELATIONS, ROLES

ONTOLOGY = Path(__file__).parents[2] / "ontology"
CONTEXT = json.loads((ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))["@context"]


def triples(text: str, form: RdfFormat) -> set[pyoxigraph.Triple]:
    return {x.triple for x in pyoxigraph.parse(text, format=form)}


def test_json_reads_as_the_same_graph_as_turtle() -> None:
    document = {
        "@context": CONTEXT,
        "@id": ID + "fact/1",
        "@type": ["ag:Fact", "ag:RelationFact"],
        "subject": ID + "sdf",
        "predicate": "ag:holds",
        "object": ID + "hajin",
        "since": {"@value": "2018-12-14", "@type": "xsd:date"},
        "belief": "0.93",
        "modality": "actual",
        "supportedBy": [ID + "claim/1", ID + "claim/2"],
        "min": "900",
    }
    turtle = f"""
        @prefix ag: <{AG}> . @prefix id: <{ID}> . @prefix xsd: <{PREFIXES["xsd"]}> .
        <{ID}fact/1> a ag:Fact , ag:RelationFact ; ag:subject id:sdf ; ag:predicate ag:holds ;
            ag:object id:hajin ; ag:since "2018-12-14"^^xsd:date ; ag:belief 0.93 ;
            ag:modality "actual" ; ag:supportedBy <{ID}claim/1> , <{ID}claim/2> ; ag:min 900 .
    """
    as_json = triples(json.dumps(document), RdfFormat.JSON_LD)
    assert as_json == triples(turtle, RdfFormat.TURTLE)


def test_every_property_of_the_graph_has_a_name() -> None:
    inner = ("relatedTo", "involves", "sourceKind", "side", "prior")
    kinds = {PREFIXES["owl"] + x: x for x in ("ObjectProperty", "DatatypeProperty")}
    for quad in pyoxigraph.parse(path=str(ONTOLOGY / "armed-groups.ttl")):
        kind = kinds.get(getattr(quad.object, "value", ""))
        name = getattr(quad.subject, "value", "").removeprefix(AG)
        if kind is None or "/" in name or name in inner:
            continue
        assert CONTEXT[name]["@id"] == f"ag:{name}"
        resource = CONTEXT[name].get("@type") in {"@id", "@vocab"}
        assert resource == (kind == "ObjectProperty"), name
    assert {*RELATIONS, *ROLES} <= CONTEXT.keys()


def test_prefixes_are_those_of_the_program() -> None:
    prefixes = {k: v for k, v in CONTEXT.items() if isinstance(v, str) and v.startswith("http")}
    assert prefixes.items() <= PREFIXES.items()
