"""The JSON API over the sample reports: what it says is what the graph and the reports say."""

from pathlib import Path
from typing import Any

import jsonschema
import pytest
from servers import Running

from kg.graph import Dataset

pytestmark = [pytest.mark.model, pytest.mark.slow]

API = "/api/v1"
VIEWS: dict[str, list[dict[str, Any]]] = {
    "overview": [{}],
    "questions": [{}],
    "judgements": [{}],
    "search": [{}, {"text": "isl"}, {"text": "Syrain", "types": ["State", "Person"]}],
    "entity": [{"iri": "SDF"}, {"iri": "Hajin"}],
    "facts": [{}, {"entity": "Hajin", "predicates": ["holds", "Capture"], "since": "2018-12"}],
    "disputes": [{}],
    "figures": [{}],
    "documents": [{}, {"limit": 2, "offset": 1}],
    "document": [{"key": "hajin-08-baghouz"}],
    "timeline": [{"iri": "Hajin"}, {"iri": "Islamic State", "min_belief": 0.5}],
    "control": [{"iri": "Hajin"}, {"iri": "Hajin", "as_of": "2018-12-01"}],
    "map": [{}, {"as_of": "2018-12"}],
    "network": [{}, {"events": True, "min_belief": 0.5}, {"entity": "SDF", "until": "2018"}],
}


@pytest.fixture
def api(demo_server: Running) -> Running:
    return demo_server


def get(api: Running, view: str, **params: object) -> Any:  # noqa: ANN401 (any JSON value)
    answer = api.get(f"{API}/{view}", **params)
    assert answer.status == 200, answer.body
    return answer.json


def test_every_view_is_as_the_openapi_document_says(api: Running) -> None:
    told = get(api, "openapi.json")
    views = {x.removeprefix(f"{API}/") for x in told["paths"] if "{" not in x}
    calls = VIEWS | {"fact": [{"iri": get(api, "facts")["items"][0]["iri"]}]}
    assert views == set(calls)
    for view, asked in calls.items():
        described = told["paths"][f"{API}/{view}"]["get"]["responses"]["200"]
        schema = described["content"]["application/json"]["schema"] | {
            "components": told["components"]
        }
        for params in asked:
            jsonschema.validate(get(api, view, **params), schema)


def test_statements_and_mentions_stand_where_they_are_said_to(api: Running) -> None:
    reports = get(api, "documents")
    assert reports["total"] == len(reports["items"]) == 9
    claims = 0
    for report in reports["items"]:
        document = get(api, "document", key=report["source"]["key"])
        assert document["statements"]
        claims += len(document["statements"])
        assert len(document["statements"]) == report["claims"]
        for x in document["statements"]:
            assert document["text"][x["start"] : x["end"]] == x["sentence"]
        assert all(x["start"] < x["end"] <= len(document["text"]) for x in document["mentions"])
    assert claims == get(api, "overview")["counts"]["claims"]


def test_every_fact_leads_to_its_sentence(api: Running) -> None:
    facts = get(api, "facts", limit=500)
    assert facts["total"] == len(facts["items"]) == get(api, "overview")["counts"]["facts"]
    for fact in facts["items"]:
        assert fact["sentence"]
        whole = get(api, "fact", iri=fact["iri"])
        assert len(whole["evidence"]) == whole["supported"] + whole["disputed"]
        first = next(x for x in whole["evidence"] if x["sentence"] == fact["sentence"])
        document = get(api, "document", key=first["source"]["key"])
        assert any(x["claim"] == first["claim"] for x in document["statements"])


def test_control_follows_the_days(api: Running) -> None:
    def holder(day: str) -> list[str]:
        control = get(api, "control", iri="Hajin", as_of=day)
        assert control["status"] == "held"
        return [x["roles"]["subject"][0]["name"] for x in control["holders"] if x["belief"] >= 0.5]

    assert holder("2018-12-11") == ["Islamic State"]
    fought = get(api, "control", iri="Hajin", as_of="2018-12-13")
    assert fought["status"] == "contested"
    assert [x["name"] for x in fought["state"]["holders"]] == [
        "Islamic State",
        "Syrian Democratic Forces",
    ]
    assert holder("2018-12-14") == holder("2018-12-15") == ["Syrian Democratic Forces"]
    assert holder("") == ["Syrian Democratic Forces"]
    spots = get(api, "map", as_of="2018-12-20")["spots"]
    assert spots
    for spot in spots:
        control = get(api, "control", iri=spot["place"]["iri"], as_of="2018-12-20")
        assert control["status"] == spot["status"]
        assert [x["iri"] for x in control["holders"]] == spot["facts"]


def test_the_network_is_filtered_by_relation_time_belief_and_neighbourhood(api: Running) -> None:
    whole = get(api, "network")
    assert whole["total"] == len(whole["edges"]) == sum(get(api, "overview")["relations"].values())
    assert {x["iri"] for x in whole["nodes"]} == {
        x[end] for x in whole["edges"] for end in ("subject", "object")
    }
    some = get(api, "network", predicates=["holds", "fights"], min_belief=0.5)["edges"]
    assert {x["predicate"] for x in some} == {"holds", "fights"}
    assert all(x["belief"] >= 0.5 for x in some)
    late = get(api, "network", since="2019-03-24")["edges"]
    assert 0 < len(late) < whole["total"]
    assert all(not x["until"] or x["until"] >= "2019-03" for x in late)
    near = get(api, "network", entity="Amaq")
    assert {"Amaq News Agency", "Islamic State"} <= {x["name"] for x in near["nodes"]}
    assert 0 < near["total"] < whole["total"]


def test_pages_of_a_list_make_up_the_list(api: Running) -> None:
    whole = [x["iri"] for x in get(api, "facts", limit=500)["items"]]
    pages = [get(api, "facts", limit=40, offset=n)["items"] for n in range(0, 200, 40)]
    assert [x["iri"] for page in pages for x in page] == whole


def test_a_name_that_is_none_is_not_found_and_one_that_is_near_is_named(api: Running) -> None:
    for view in ("entity", "timeline", "control"):
        answer = api.get(f"{API}/{view}", iri="Islamic Stat")
        assert answer.status == 404
        assert answer.type == "application/problem+json"
        assert "Islamic State" in answer.json["detail"]


@pytest.mark.parametrize(
    ("call", "status"),
    [
        ("fact?iri=http://example.org/none", 404),
        ("fact?iri=none", 422),
        ("document?key=none", 404),
        ("document?key=../../etc/passwd", 404),
        ("control?iri=Hajin&as_of=yesterday", 422),
        ("facts?predicates=eats", 422),
        ("facts?limit=5000", 422),
        ("questions/none", 404),
        ("questions/backers", 422),
        ("questions/backers?actor=SDF&format=docx", 406),
        ("nothing", 404),
    ],
)
def test_what_cannot_be_answered_says_why(api: Running, call: str, status: int) -> None:
    answer = api.get(f"{API}/{call}")
    assert answer.status == status, answer.body
    assert answer.type == "application/problem+json"
    assert answer.json["status"] == status
    assert answer.json["detail"]


def test_a_named_question_answers_as_the_dataset_does(api: Running, demo: Path) -> None:
    answer = api.get(f"{API}/questions/backers", actor="SDF", format="csv")
    with Dataset(demo) as dataset:
        from kg.graph.query import serialise  # noqa: PLC0415

        assert answer.body == serialise(dataset.ask("backers", {"actor": "SDF"}), "csv")
    assert answer.type == "text/csv"
