"""What stands for what in Wikidata, and that each of its terms was verified twice."""

import re
from pathlib import Path

from kg.link.wikidata import items
from kg.ontology import load_alignments
from kg.settings import shipped
from kg.vocabulary import RELATIONS

ONTOLOGY = shipped() / "ontology"
ALIGNED = load_alignments(ONTOLOGY)


def verified() -> dict[str, list[str]]:
    lines = (ONTOLOGY / "wikidata-terms.tsv").read_text(encoding="utf-8").splitlines()
    assert lines[0].split("\t") == ["term", "label", "verified_by"]
    rows = [line.split("\t") for line in lines[1:]]
    assert [term for term, _, _ in rows] == sorted(
        (term for term, _, _ in rows), key=lambda x: (x[0], int(x[1:]))
    )
    return {term: sources.split("; ") for term, _, sources in rows}


def test_every_term_of_wikidata_was_verified_by_two_sources() -> None:
    sources = verified()
    assert {term for term, names in sources.items() if len(set(names)) < 2} == set()
    text = (ONTOLOGY / "alignments.ttl").read_text(encoding="utf-8")
    used = set(re.findall(r"\bwd:([PQ]\d+)", text))
    code = Path(items.__file__).parent
    for path in code.glob("*.py"):
        used |= set(re.findall(r'"([PQ]\d+)"', path.read_text(encoding="utf-8")))
        used |= set(re.findall(r"wdt:(P\d+)", path.read_text(encoding="utf-8")))
    assert used
    assert used - sources.keys() == set()
    assert sources.keys() - used == set()


def test_relations_have_their_properties() -> None:
    assert ALIGNED.properties["partOf"] == ("P361", "P749")
    assert ALIGNED.properties["hasPart"] == ("P355", "P527")
    assert ALIGNED.properties["since"] == (items.START,)
    assert ALIGNED.properties["until"] == (items.END,)
    assert "fights" not in ALIGNED.properties
    assert ALIGNED.single_valued == {"basedIn", "locatedIn"}


def test_what_is_proposed_is_also_compared() -> None:
    assert {*ALIGNED.proposed} - {"since", "until"} <= {*RELATIONS}
    for relation, pid in ALIGNED.proposed.items():
        assert pid in ALIGNED.properties[relation]
    assert ALIGNED.reference == {"source": "P854", "title": "P1476", "issued": "P577"}


def test_every_type_of_entity_has_a_class() -> None:
    assert ALIGNED.classes["Person"] == ("Q5",)
    assert all(ALIGNED.classes[x] or ALIGNED.broader[x] for x in ALIGNED.classes)
