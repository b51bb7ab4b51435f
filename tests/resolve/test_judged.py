"""What people judged binds: a join no rule makes, a wall no rule climbs, and both can go again."""

from kg.judgements import DIFFERENT, SAME, Judgement, Judgements, Meant
from kg.lexicon.names import KnownEntity, Names
from kg.model import Document, Participant, Record
from kg.resolve import Resolution, local_key, resolve
from kg.vocabulary import ID

LISTED = Names(
    {
        f"{ID}greens": KnownEntity(
            f"{ID}greens", "ArmedGroup", "Greens", ("Greens",), different_from=(f"{ID}blues",)
        ),
    }
    | {
        ID + end: KnownEntity(ID + end, "ArmedGroup", label, (label,))
        for end, label in (("reds", "Red Army"), ("red-army", "Army of Reds"), ("blues", "Blues"))
    }
)


def group(key: str, *names: str, **more: object) -> Record:
    return Record(Document(key, "x"), (Participant("e", "ArmedGroup", names, **more),))  # type: ignore[arg-type]


def judged(number: int, verdict: str, *who: str | Meant, kind: str = "ArmedGroup") -> Judgement:
    pair = tuple(x if isinstance(x, Meant) else Meant((x,), kind) for x in who)
    return Judgement(number, verdict, "Ana", "2024-05-06T07:08:09+00:00", pair)


def corpus(*records: Record, by: tuple[Judgement, ...] = ()) -> Resolution:
    return resolve(records, LISTED, Judgements(by))


def keys(*records: Record, by: tuple[Judgement, ...] = ()) -> list[str]:
    with corpus(*records, by=by) as found:
        return [found.key(x.document.key, "e") for x in records]


FRONT, CORPS, BOTH = (
    group("a", "Karun Front"),
    group("b", "Badr Corps"),
    group("c", "Karun Front", "Badr Corps"),
)


def test_same_joins_what_no_rule_joins() -> None:
    one, other = keys(FRONT, CORPS)
    assert one != other
    same = judged(1, SAME, "Badr Corps", "the Karun Front")
    assert len(set(keys(FRONT, CORPS, by=(same,)))) == 1


def test_different_keeps_apart_what_a_report_made_one() -> None:
    assert len(set(keys(FRONT, CORPS, BOTH))) == 1
    apart = keys(FRONT, CORPS, BOTH, by=(judged(1, DIFFERENT, "Karun Front", "Badr Corps"),))
    assert apart[0] == apart[2] != apart[1]


def test_a_wall_holds_for_all_that_is_joined_with_either_side() -> None:
    bridge = group("d", "Badr Corps", "Sons of Badr"), group("f", "Sons of Badr", "Karun Front")
    by = (judged(1, DIFFERENT, "Karun Front", "Badr Corps"),)
    assert len(set(keys(FRONT, CORPS, *bridge))) == 1
    front, corps, *_ = keys(FRONT, CORPS, *bridge, by=by)
    assert front != corps


def test_what_was_meant_is_found_by_the_key_it_had_when_the_key_has_changed() -> None:
    (old,) = keys(group("a", "Karun Liberation Front"))
    meant = Meant(("another name",), "ArmedGroup", old)
    longer = group("a", "Karun Liberation Front", "Front")
    shorter = group("x", "Karun Liberation Front", "Karun Men")
    found = keys(longer, shorter, CORPS, by=(judged(1, SAME, meant, "Badr Corps"),))
    assert old not in found
    assert len(set(found)) == 1


def test_what_has_no_name_is_found_by_its_key_or_by_where_it_is_mentioned() -> None:
    band = group("a", descriptions=("a band of gunmen",))
    by_key = Meant(("a band of gunmen",), "ArmedGroup", local_key("a", band.entities[0]))
    there = Meant(("x",), "ArmedGroup", "gone", ("a", 1, 2), ("a", "e"))
    for meant in (by_key, there):
        found = keys(band, CORPS, by=(judged(1, SAME, meant, "Badr Corps"),))
        assert found[0] == found[1]
    other = group("d", descriptions=("some riders",))
    pair = Meant(("some riders",), "ArmedGroup", local_key("d", other.entities[0])), by_key
    assert len(set(keys(band, other, by=(judged(1, SAME, *pair),)))) == 1


def test_a_lone_acronym_does_not_climb_the_wall() -> None:
    full, alone = group("a", "Karun Liberation Front", "KLF"), group("b", "KLF")
    assert len(set(keys(full, alone))) == 1
    wall = Meant(("KLF",), "ArmedGroup", local_key("b", alone.entities[0]))
    assert (
        len(set(keys(full, alone, by=(judged(1, DIFFERENT, wall, "Karun Liberation Front"),)))) == 2
    )


def test_two_entries_of_the_list_are_one_when_a_person_says_so() -> None:
    records = group("a", "Red Army"), group("b", "Army of Reds"), group("c", "Blues")
    by = (judged(1, SAME, "Red Army", "Army of Reds"),)
    with corpus(*records, by=by) as found:
        blues, reds = found.entities()
        assert blues.names == ("Blues",)
        assert {"Red Army", "Army of Reds"} == {*reds.names}


def test_what_the_list_sets_apart_no_judgement_joins() -> None:
    by = (judged(1, SAME, "Greens", "Blues"),)
    with corpus(group("a", "Greens"), group("b", "Blues"), by=by) as found:
        assert found.key("a", "e") != found.key("b", "e")
        assert found.unkept == {1: "cannot be obeyed: by name or judgement it is two entities"}


def test_of_judgements_that_clash_the_first_holds_and_the_other_is_named() -> None:
    by = (
        judged(1, SAME, "Karun Front", "Badr Corps"),
        judged(2, DIFFERENT, "Badr Corps", "Karun Front"),
        judged(3, SAME, "Nobody", "Karun Front"),
    )
    with corpus(FRONT, CORPS, by=by) as found:
        assert found.key("a", "e") == found.key("b", "e")
        assert found.unkept == {2: "cannot be obeyed: by name or judgement it is one entity"}
        (line,) = [x for x in found.why(found.key("a", "e")) if "judged" in x]
        assert line == "judged: “Karun Front” is “Badr Corps” (Ana, 2024-05-06)"


def test_it_tells_what_is_meant_now() -> None:
    with corpus(FRONT, CORPS, BOTH) as found:
        assert found.key_of(Meant(("Badr Corps",), "ArmedGroup")) == found.key("a", "e")
        assert found.key_of(Meant(("Nobody",), "ArmedGroup")) is None
        assert found.key_of(Meant(("Badr Corps",), "Place")) is None
