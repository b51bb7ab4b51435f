"""Readings: offsets, sentences and the traps of a small parser."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.annotate import annotate
from kg.annotate.masking import mask
from kg.annotate.spotting import NameIndex
from kg.errors import DocumentError
from kg.model import Document, Participant, Reading
from kg.settings import Settings
from kg.vocabulary import ID

Read = Callable[[str], Reading]
Entities = Callable[[str], dict[str, Participant]]

TEXTS = (
    "IS seized Hajin.  The group holds   the town.",
    "“We won,” the SDF’s spokesman, Mustafa Bali, said.\n\nUS-backed forces entered al-Shaafa.",
    "GOMA, Congo (Wire) — Rebels withdrew.\nA second line",
)


@pytest.mark.parametrize("text", TEXTS)
def test_tokens_and_mentions_are_stretches_of_the_text(read: Read, text: str) -> None:
    reading = read(text)
    parse = reading.parse
    for word, start, end in zip(parse.words, parse.starts, parse.ends, strict=True):
        assert text[start:end] == word
    for mention in reading.mentions:
        assert text[mention.span.start : mention.span.end] == mention.span.text
    for entity in reading.entities:
        assert all(text[m.start : m.end] == m.text for m in entity.mentions)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Turkey launched Operation Olive Branch against the YPG.", "Operation Olive Branch"),
        ("Operation Desert Storm drove the Iraqi army out of Kuwait.", "Operation Desert Storm"),
    ],
)
def test_an_operation_is_nobody(entities: Entities, text: str, name: str) -> None:
    assert not any(name in x for x in entities(text))


def test_a_road_alone_is_no_place_and_one_to_a_town_is(entities: Entities) -> None:
    assert "road" not in entities("Soldiers bombed the road, Syria said.")
    assert "road to Kandahar" in entities("Insurgents seized the road to Kandahar.")


def test_whose_forces_they_are_names_them_and_a_pronoun_does_not(entities: Entities) -> None:
    ours = entities("Equatorial Guinea said on Monday that its army had foiled a coup.")
    assert ours["its army"].names == ()
    theirs = entities("Turkey has sent tanks, and its troops took Afrin.")["its troops"]
    assert (theirs.names, theirs.known) == ((), f"{ID}turkish-armed-forces")
    assert entities("Guinea's army foiled a coup.")["Guinea's army"].names == ("Guinea's army",)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(alphabet="IS the Hajin.,\n\t“”’-()123 al-Éß漢🙂", max_size=80))
def test_any_text_is_read_and_keeps_its_characters(read: Read, text: str) -> None:
    reading = read(text)
    parse = reading.parse
    pairs = zip(parse.words, parse.starts, parse.ends, strict=True)
    assert all(text[a:b] == word for word, a, b in pairs)
    assert len(parse.sentence_of) == len(parse.words)


@given(st.text(max_size=60))
def test_a_text_without_known_names_is_masked_to_its_own_length_or_less(text: str) -> None:
    masked = mask(text, NameIndex([]).find(text))
    assert len(masked.text) <= len(text)


def test_is_in_capitals_is_a_group_and_not_a_verb(read: Read) -> None:
    parse = read("IS fighters pulled back from Hajin, but IS is still strong.").parse
    verbs = [w for w, t in zip(parse.words, parse.tags, strict=True) if t.startswith("VB")]
    assert verbs == ["pulled", "is"]


def test_is_in_a_line_of_capitals_is_the_verb(entities: Entities) -> None:
    assert "IS" not in entities("THE WAR IS OVER NOW")


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Islamic State fled.", "Islamic State", "ArmedGroup"),
        (
            "The Syrian Observatory for Human Rights said so.",
            "Syrian Observatory for Human Rights",
            "Organisation",
        ),
        ("The army left Sousa and Al-Shaafa.", "Sousa", "Place"),
        ("Troops reached Tumbuluk, a town in the north.", "Tumbuluk", "Place"),
        ("The Tumbuluk Liberation Front attacked.", "Tumbuluk Liberation Front", "ArmedGroup"),
        ("General Abel Dorro spoke.", "Abel Dorro", "Person"),
        ("Clashes broke out in eastern Syria.", "eastern Syria", "Place"),
        ("The Dorro News Agency reported it.", "Dorro News Agency", "MediaOutlet"),
    ],
)  # fmt: skip
def test_names_have_the_type_their_words_and_place_tell(
    entities: Entities, text: str, name: str, kind: str
) -> None:
    assert entities(text)[name].type == kind


def test_the_dateline_is_no_part_of_the_first_sentence(read: Read) -> None:
    parse = read("BEIRUT: Rebels seized the town on Friday.").parse
    first, _ = parse.sentences[-1]
    assert parse.words[first] == "Rebels"


def test_a_verb_after_a_name_of_several_words_is_a_verb(read: Read) -> None:
    parse = read("The Syrian Democratic Forces secured Hajin on Friday.").parse
    i = parse.words.index("secured")
    assert (parse.deps[i], parse.tags[i]) == ("ROOT", "VBD")


def test_a_text_longer_than_the_pipeline_takes_is_named() -> None:
    long = Document("long", "The SDF seized Hajin. " * 50_000)
    with pytest.raises(DocumentError, match=r"^long: too long to parse"):
        next(annotate([long], Settings()))


@pytest.mark.parametrize(
    "dateline",
    [
        "AL-OMAR OIL FIELD, Syria, March 23 - ",
        "IRBIL, IRAQ — ",
        "BEIRUT: ",
        "GOMA, Congo (Wire) - ",
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(read: Read, dateline: str) -> None:
    reading = read(f"{dateline}The Syrian Democratic Forces captured Baghouz.")
    first = reading.parse.sentences[-1][0]
    assert reading.parse.starts[first] >= len(dateline)
