"""Links kept up to date are those made at once, whatever came and went in between."""

import sqlite3
from contextlib import closing

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.lexicon import names as names_room
from kg.lexicon import places as places_room
from kg.link import Links, link
from kg.model import Entity
from kg.settings import Settings, shipped

ONTOLOGY = shipped() / "ontology"
NAMES, PLACES = names_room.load(ONTOLOGY), places_room.load(ONTOLOGY)
SWAYED = (
    *(("ArmedGroup", "SNA"), ("ArmedGroup", "Taliban"), ("ArmedGroup", "Jahbat al-Nusra")),
    *(("StateForce", "federal police"), ("StateForce", "National Guard"), ("Place", "Tripoli")),
    *(("Organisation", "Defence Ministry"), ("Place", "Ivanivske"), ("Place", "Afis")),
)
COMPANY = (
    *(("Place", "Raqqa"), ("State", "Syria"), ("Place", "Mogadishu"), ("State", "Somalia")),
    *(("Place", "Mosul"), ("State", "Iraq"), ("Place", "Kabul"), ("Place", "Peshawar")),
    *(("State", "Mexico"), ("Place", "Benghazi"), ("Place", "Beirut"), ("Place", "Bakhmut")),
)
HELD = {name: Entity(name, kind, (name,)) for kind, name in (*SWAYED, *COMPANY)}
SOME = st.sets(st.sampled_from(sorted(HELD)))


def update(db: sqlite3.Connection, affected: set[str], held: set[str]) -> dict[str, Entity | None]:
    links = Links(db, NAMES, PLACES, Settings())
    changed = [HELD[x] for x in sorted(affected & held)]
    now = links.update(
        affected, lambda: iter(changed), lambda key: HELD[key] if key in held else None
    )
    return dict(now)


def memory() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    Links.prepare(db)
    return db


@settings(deadline=None, max_examples=60)  # the first misspelled name builds an index
@given(st.lists(st.tuples(SOME, SOME), min_size=1, max_size=5))
def test_links_kept_up_to_date_are_those_made_at_once(
    steps: list[tuple[set[str], set[str]]],
) -> None:
    kept: dict[str, Entity | None] = {}
    held: set[str] = set()
    with closing(memory()) as db:
        for come, go in steps:
            before, held = held, (held | come) - go
            kept |= update(db, come | (go & before), held)
            with closing(memory()) as fresh:
                assert {k: x for k, x in kept.items() if x} == update(fresh, set(held), held)


def test_what_nobody_touched_is_linked_anew_when_its_company_changed() -> None:
    with closing(memory()) as db:
        first = update(db, {"SNA", "Raqqa", "Syria"}, {"SNA", "Raqqa", "Syria"})
        gone, come = {"Raqqa", "Syria"}, {"Mogadishu", "Somalia"}
        then = update(db, gone | come, {"SNA", *come})
    one, other = first["SNA"], then["SNA"]
    assert one is not None
    assert other is not None
    assert (one.known or "").endswith("/syrian-national-army")
    assert (other.known or "").endswith("/somali-national-army")


def test_a_resolved_entity_is_linked_to_no_other_bearer_of_its_name() -> None:
    lebanese = next(x for x in NAMES.candidates("Tripoli") if x.iri.endswith("tripoli-lebanon"))
    held = [
        Entity("t", "Place", ("Tripoli",), known=lebanese.iri),
        *(Entity(x, "Place", (x,)) for x in ("Benghazi", "Sirte", "Misrata", "Libya")),
    ]
    linked = next(iter(link(held, NAMES, PLACES, Settings())))
    assert linked.known == lebanese.iri
    assert linked.wikidata in (None, lebanese.wikidata)
