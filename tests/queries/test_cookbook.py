"""The cookbook of the README: its question answers, and its federated query is one."""

import re
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, RdfFormat, Store
from rdflib.plugins.sparql import prepareQuery

from kg.errors import QueryError
from kg.graph import library
from kg.graph.query import ask

ROOT = Path(__file__).parents[2]
BLOCKS = re.findall(
    r"^```sparql\n(.*?)^```",
    (ROOT / "README.md").read_text(encoding="utf-8"),
    re.MULTILINE | re.DOTALL,
)


def test_the_question_of_the_cookbook_answers() -> None:
    store = Store()
    store.load(path=ROOT / "tests" / "graph" / "campaign.trig", format=RdfFormat.TRIG)
    question = library.parse("my-holders", BLOCKS[0])
    rows = ask(store, question.bind({"place": "Tamar"}))
    assert isinstance(rows, QuerySolutions)
    (row,) = rows
    assert row["actor"].value == "River Brigade"
    assert row["sentence"].value.startswith("Arda-backed River Brigade")


def test_the_federated_query_is_one_and_is_not_run_here() -> None:
    prepareQuery(BLOCKS[1])
    with pytest.raises(QueryError, match="SERVICE"):
        ask(Store(), BLOCKS[1])
