"""Pictures: the same bytes each time, every label in them as text, and nothing that breaks out."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import pictures
from kg.errors import InputError
from kg.pictures import Range, Span, Tie
from kg.pictures.network import _Box, _boxes

SVG = "{http://www.w3.org/2000/svg}"
SPANS = [
    Span("Tamar", "held", ("Black Banner",), None, "2020-03-01", 0.9),
    Span("Tamar", "contested", ("Black Banner", "River Brigade"), "2020-03-01", "2020-03-04", 0.5),
    Span("Tamar", "held", ("River Brigade",), "2020-03-04", None, 0.8),
    Span("Dune", "unknown", (), "2019", None, 0.3),
]
RANGES = [
    Range("Black Banner · fighters", "Black Banner", 20, 30, 45),
    Range("civilians", "", 5, None, None),
    Range("River Brigade", "River Brigade", None, None, 7),
]
TIES = [
    Tie("River Brigade", "fights", "Black Banner"),
    Tie("River Brigade", "backedBy", "Arda"),
    Tie("Hill Guards", "partOf", "River Brigade", over=True),
    Tie("Qasr News", "mediaArmOf", "Black Banner"),
    Tie("Lina Odeh", "speaksFor", "Other Group"),
]
HOSTILE = '</text><script>alert(1)</script> & "$x_1$" \x00\u202e ]]>'


def drawn(kind: str, form: str, name: str = "") -> bytes:
    if kind == "control":
        spans = [
            Span(
                name or x.place,
                x.status,
                (name,) if name else x.holders,
                x.since,
                x.until,
                x.belief,
            )
            for x in SPANS
        ]
        return pictures.control(spans, form)
    if kind == "figures":
        return pictures.figures(
            [Range(name or x.label, name or x.side, x.low, x.best, x.high) for x in RANGES],
            "Killed",
            form,
        )
    return pictures.network(
        [Tie(name or x.subject, name or x.relation, x.object) for x in TIES], name or "Ties", form
    )


KINDS = ("control", "figures", "network")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", pictures.FORMS)
def test_the_same_values_give_the_same_bytes(kind: str, form: str) -> None:
    assert drawn(kind, form) == drawn(kind, form)


@pytest.mark.parametrize("kind", KINDS)
def test_an_svg_says_what_it_shows(kind: str) -> None:
    root = ET.fromstring(drawn(kind, "svg"))  # noqa: S314 (our own)
    assert root.get("role") == "img"
    title, description = root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")
    assert title
    assert "River Brigade" in (description or "")
    words = " ".join("".join(x.itertext()) for x in root.iter(f"{SVG}text"))
    assert "River Brigade" in words.replace("\n", " ")
    assert b"<dc:date>" not in drawn(kind, "svg")


@pytest.mark.parametrize("kind", KINDS)
def test_a_png_is_one(kind: str) -> None:
    assert drawn(kind, "png").startswith(b"\x89PNG\r\n\x1a\n")


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_names_stay_text(kind: str) -> None:
    root = ET.fromstring(drawn(kind, "svg", HOSTILE))  # noqa: S314 (our own)
    assert not list(root.iter(f"{SVG}script"))
    assert "alert(1)" in "".join(root.itertext())
    drawn(kind, "png", HOSTILE)


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=80))
def test_any_name_can_be_drawn(name: str) -> None:
    for kind in KINDS:
        ET.fromstring(drawn(kind, "svg", name))  # noqa: S314 (our own)


def overlap(one: _Box, two: _Box) -> bool:
    near = abs(one.x - two.x) < one.width + two.width
    return near and abs(one.y - two.y) < one.height + two.height


@settings(max_examples=25, deadline=None)
@given(st.sets(st.tuples(st.integers(0, 15), st.integers(0, 15)), min_size=1, max_size=25))
def test_no_name_covers_another(edges: set[tuple[int, int]]) -> None:
    import networkx as nx  # noqa: PLC0415

    graph = nx.Graph(
        [(f"Actor number {a}", f"Actor number {b}") for a, b in sorted(edges) if a != b]
    )
    boxes = list(_boxes(graph).values())
    assert not [1 for n, one in enumerate(boxes) for two in boxes[n + 1 :] if overlap(one, two)]


def test_pictures_have_a_text_form() -> None:
    assert pictures.control_lines(SPANS)[1] == (
        "Tamar: contested by Black Banner and River Brigade from 2020-03-01 until 2020-03-04 "
        "(belief 0.50)"
    )
    assert pictures.figure_lines(RANGES) == [
        "Black Banner · fighters: 20 to 45, best 30",
        "civilians: at least 5",
        "River Brigade: at most 7",
    ]
    assert pictures.network_lines(TIES)[2] == "Hill Guards part of River Brigade (over)"


def test_other_forms_are_refused() -> None:
    with pytest.raises(InputError, match="svg, png"):
        drawn("control", "gif")
