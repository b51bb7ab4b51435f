"""A Wikidata dump in one pass: what is taken, what is named as broken, and what it links."""

import bz2
import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError, KnowledgeError
from kg.lexicon import imported
from kg.lexicon import names as names_room
from kg.lexicon import places as places_room
from kg.link import link
from kg.link.wikidata.dump import Census, classes_of, store
from kg.model import Entity
from kg.ontology import load_alignments
from kg.settings import Settings, shipped

ONTOLOGY = shipped() / "ontology"
NAMES = names_room.load(ONTOLOGY)
CLASSES = classes_of(load_alignments(ONTOLOGY).classes, ())
GROUP = "Q17149090"
SYRIA = next(e.wikidata for e in NAMES.entities.values() if e.label == "Syria")
ISLAMIC_STATE = next(e.wikidata for e in NAMES.entities.values() if e.label == "Islamic State")


def statement(value: str, rank: str = "normal") -> dict[str, Any]:
    data = {"value": {"entity-type": "item", "id": value}, "type": "wikibase-entityid"}
    return {"mainsnak": {"snaktype": "value", "datavalue": data}, "rank": rank}


def item(number: int, label: str, kind: str = GROUP, **more: Any) -> dict[str, Any]:  # noqa: ANN401 (any of its parts)
    return {
        "type": "item",
        "id": f"Q{number}",
        "labels": {"en": {"language": "en", "value": label}},
        "aliases": {"en": [{"language": "en", "value": x} for x in more.get("also", ())]},
        "claims": {
            "P31": [statement(kind, more.get("rank", "normal"))],
            "P17": [statement(x) for x in more.get("countries", (SYRIA,))],
        },
        "sitelinks": {"enwiki": {"site": "enwiki", "title": more.get("title", label)}},
    }


def written(path: Path, *lines: object) -> Path:
    texts = [x if isinstance(x, str) else json.dumps(x) for x in lines]
    data = ("[\n" + ",\n".join(texts) + "\n]\n").encode("utf-8", "surrogatepass")
    compress: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.compress, ".bz2": bz2.compress}
    path.write_bytes(compress.get(path.suffix, bytes)(data))
    return path


def held(path: Path) -> imported.Imported:
    found = imported.load(path)
    assert found is not None
    return found


@pytest.mark.parametrize("name", ["dump.json", "dump.json.gz", "dump.json.bz2"])
def test_items_of_the_classes_are_taken(tmp_path: Path, name: str) -> None:
    dump = written(
        tmp_path / name,
        item(900001, "Suns of Palmyra", also=["Palmyra Suns"]),
        item(900002, "A painting", "Q3305213"),
        item(900003, "Once a group", rank="deprecated"),
        item(int(str(ISLAMIC_STATE)[1:]), "Islamic State"),
        item(900004, "Palmyra Police", "Q176799", countries=()),
    )
    census = Census()
    assert store(tmp_path / "n", [dump], CLASSES, NAMES, census) == 2
    assert (census.lines, census.taken, census.broken) == (5, 2, 0)
    (group,) = held(tmp_path / "n").bearers("the palmyra suns")
    assert (group.wikidata, group.type, group.countries) == ("Q900001", "ArmedGroup", ("SY",))
    ((near, _, likeness),) = held(tmp_path / "n").like("Suns of Palmira", 0.9)
    assert near == group
    assert likeness > 0.9


def test_broken_lines_are_named_and_counted_and_the_rest_is_taken(tmp_path: Path) -> None:
    good = item(900001, "Suns of Palmyra")
    claims = {**item(900002, "X"), "claims": {"P31": GROUP}}
    dump = written(
        tmp_path / "d.json", f'{{"id": "{GROUP}"', good, claims, f'"{GROUP}"', "nonsense"
    )
    census = Census()
    assert store(tmp_path / "n", [dump], CLASSES, NAMES, census) == 1
    assert census.broken == len(census.told) == 3
    assert [line.split(":")[1] for line in census.told] == ["2", "4", "5"]


def test_of_many_broken_lines_some_are_named(tmp_path: Path) -> None:
    dump = written(tmp_path / "d.json", *[f'{{"{GROUP}"'] * 50)
    census = Census()
    assert store(tmp_path / "n", [dump], CLASSES, NAMES, census) == 0
    assert (census.broken, len(census.told)) == (50, 20)


@pytest.mark.parametrize("name", ["dump.json.gz", "dump.json.bz2"])
def test_a_dump_cut_short_leaves_what_was_there(tmp_path: Path, name: str) -> None:
    target = tmp_path / "n"
    whole = written(tmp_path / "one.json", item(900001, "Suns of Palmyra"))
    store(target, [whole], CLASSES, NAMES, Census())
    before = target.read_bytes()
    cut = written(tmp_path / name, *[item(900100 + n, f"Band {n}") for n in range(300)])
    cut.write_bytes(cut.read_bytes()[:-40])
    with pytest.raises(InputError, match="cannot be read after line"):
        store(target, [cut], CLASSES, NAMES, Census())
    with pytest.raises(InputError, match="cannot be read after line 0"):
        store(target, [tmp_path / "absent.json"], CLASSES, NAMES, Census())
    assert target.read_bytes() == before
    assert sorted(x.name for x in tmp_path.iterdir()) == sorted([name, "n", "one.json"])


def test_another_file_is_not_taken_for_imported_names(tmp_path: Path) -> None:
    (tmp_path / "n").write_text("Suns of Palmyra", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="no file of imported names"):
        imported.load(tmp_path / "n")
    assert imported.load(tmp_path / "absent") is None


@pytest.mark.parametrize("text", ["Q1", "Q1=Band", "x=Person", "=Person", ""])
def test_a_class_is_given_with_its_type(text: str) -> None:
    with pytest.raises(InputError, match="write it as"):
        classes_of({}, [text])
    assert classes_of({}, ["Q1=Person"]) == {"Q1": "Person"}


def linked(path: Path, *entities: Entity) -> list[Entity]:
    settings = Settings(imported_names=path)
    return list(link(entities, NAMES, places_room.load(ONTOLOGY), settings))


def test_imported_names_are_linked_beside_the_listed_ones(tmp_path: Path) -> None:
    listed = next(
        e
        for e in NAMES.entities.values()
        if e.type == "ArmedGroup" and not e.wikidata and e.wikipedia and "SY" in e.countries
    )
    dump = written(
        tmp_path / "d.json",
        item(900001, "Suns of Palmyra"),
        item(900002, "Some label", title=listed.wikipedia),
        item(900003, "Free Syrian Army"),
    )
    store(tmp_path / "n", [dump], CLASSES, NAMES, Census())
    names = ("Suns of Palmyra", listed.label, "Free Syrian Army", "Nobody at All")
    entities = [Entity(str(n), "ArmedGroup", (x,)) for n, x in enumerate(names)]
    syria = Entity("s", "State", ("Syria",))
    sun, own, army, nobody, _ = linked(tmp_path / "n", *entities, syria)
    assert (sun.wikidata, sun.known) == ("Q900001", None)
    assert (own.wikidata, own.known) == ("Q900002", listed.iri)
    assert army.wikidata != "Q900003"
    assert nobody.wikidata is None
    assert linked(tmp_path / "absent", *entities, syria)[0].wikidata is None
