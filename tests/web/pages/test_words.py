"""The words of the pages: all terms are explained, and facts read as sentences."""

import ast
import re
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.vocabulary import ENTITY_TYPES, EVENTS, FIGURES, RELATIONS, ROLES
from kg.web.pages import words
from kg.web.pages.addresses import Filed, Served, file_of
from kg.web.pages.assets import assets, versions
from kg.web.pages.phrases import brief, day, number, plain, safe_url
from kg.web.shown.values import Fact, Ref

ROOT = Path(kg.__file__).parent.parent
RULE = re.compile(r"[a-z]+(-[a-z]+)*")


def test_every_term_of_the_vocabulary_is_explained() -> None:
    for name in (*ENTITY_TYPES, *RELATIONS, *EVENTS, *FIGURES):
        assert words.term(name).meaning, name
    assert all(words.term(x).past for x in RELATIONS)
    assert set(words.ROLE_TITLES) == {"subject", "object", *ROLES, "of", "by"}


def test_every_rule_that_decides_is_explained() -> None:
    found = {x.stem for x in (ROOT / "ontology" / "rules").glob("*.rq")}
    for module in ("deciding", "figures", "control", "reviewing"):
        tree = ast.parse((Path(kg.__file__).parent / "fuse" / f"{module}.py").read_text())
        for node in tree.body:
            if isinstance(node, ast.AnnAssign) and isinstance(node.value, ast.Constant):
                value = node.value.value
                name = ast.unparse(node.target)
                if isinstance(value, str) and RULE.fullmatch(value) and not name.startswith("_"):
                    found.add(value)
    assert len(found) > 12
    assert {x for x in found if not words.term(x).meaning} == set()


def fact(form: str, predicate: str, extent: str = "", **roles: list[str]) -> Fact:
    named = {role: [Ref(f"http://{x}", x, []) for x in who] for role, who in roles.items()}
    given = {x.name: "" for x in fields(Fact)} | {
        "form": form,
        "predicate": predicate,
        "roles": named,
        "belief": 1.0,
        "modality": "actual",
        "supported": 1,
        "disputed": 0,
        "low": 900,
        "high": None,
        "who": "fighters",
        "extent": extent,
    }
    return Fact(**given)  # type: ignore[arg-type] # all there


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (fact("relation", "holds", subject=["A"], object=["B"]), "A holds B"),
        (
            fact("relation", "holds", "most", subject=["A"], object=["B"]),
            "A holds most of B",
        ),
        (
            fact("event", "Capture", agent=["A"], place=["B"], **{"from": ["E"]}, extent="part"),
            "A captured part of B from E",
        ),
        (fact("event", "Capture", place=["B"], extent="part"), "part of B was captured"),
        (fact("relation", "backedBy", subject=["A"], object=["B"]), "A is backed by B"),
        (
            fact("event", "Capture", agent=["A", "C", "D"], place=["B"], **{"from": ["E"]}),
            "A, C and D captured B from E",
        ),
        (fact("event", "Capture", place=["B"]), "B was captured"),
        (fact("event", "Withdrawal", agent=["A"], place=["B"]), "A withdrew from B"),
        (fact("event", "Attack", place=["B"], claimedBy=["A"]), "attack at B claimed by A"),
        (fact("event", "Strike", agent=["A"]), "A carried out a strike"),
        (fact("figure", "killed", of=["A"], by=["B"]), "at least 900 fighters of A killed by B"),
        (fact("figure", "strength", of=["A"]), "at least 900 fighters in A"),
    ],
)
def test_facts_read_as_sentences(said: Fact, sentence: str) -> None:
    assert plain(said) == sentence


def test_numbers_and_days_are_written_as_people_do() -> None:
    assert [number(1000, 1000), number(None, 5), number(3, None), number(3, 5)] == [
        *("1,000", "at most 5", "at least 3", "3 to 5"),
    ]
    assert [day(x) for x in ("2018-12-04", "2018-12", "2018", "")] == [
        *("4 Dec 2018", "Dec 2018", "2018", ""),
    ]


@given(st.text(), st.integers(5, 200))
def test_a_brief_text_is_one_line_of_that_length(text: str, most: int) -> None:
    assert len(brief(text, most)) <= most
    assert "\n" not in brief(text, most)


@pytest.mark.parametrize("bad", ["javascript:alert(1)", "data:text/html,x", "//x", "http:", "x"])
def test_only_addresses_of_the_web_become_links(bad: str) -> None:
    assert safe_url(bad) == ""
    assert safe_url("https://example.org/a?b") == "https://example.org/a?b"


@given(st.text(min_size=1), st.sampled_from(["entity", "fact", "report", "timeline"]))
def test_files_of_a_copy_have_plain_names(text: str, kind: str) -> None:
    key = "key" if kind == "report" else "iri"
    assert re.fullmatch(rf"{kind}/[0-9a-f]+\.html", file_of(kind, {key: text}))
    assert Filed(1).link(kind, at="c", **{key: text}) == f"../{file_of(kind, {key: text})}#c"
    assert re.fullmatch(r"/\w+\?\w+=[\w%.+~*-]*", Served({}).link(kind, **{key: text}), re.ASCII)


def test_static_files_are_those_of_the_folder() -> None:
    assert {"style.css", "app.js", "judge.js"} <= set(assets())
    assert all(not x.startswith(("/", ".")) and ".." not in x for x in assets())
    assert versions().keys() == assets().keys()
