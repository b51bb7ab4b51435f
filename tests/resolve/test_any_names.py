"""Whatever a document calls its participants, each is one entity with a usable key."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from kg.lexicon.names import Names
from kg.model import Document, Participant, Record
from kg.resolve import resolve
from kg.resolve.spelling import is_acronym, place_key, slug, sound_alike
from kg.vocabulary import ENTITY_TYPES

WORDS = st.sampled_from(["al", "the", "SDF", "of", "City", "province", "Army", "Abd", "-", "حلب"])
NAMES = st.lists(WORDS | st.text(max_size=6), max_size=4).map(" ".join)
PARTICIPANTS = st.builds(
    Participant,
    id=st.sampled_from(["e1", "e2", "e3"]),
    type=st.sampled_from(ENTITY_TYPES),
    names=st.lists(NAMES, max_size=3).map(tuple),
    descriptions=st.lists(NAMES, max_size=2).map(tuple),
)
ENTITIES = st.lists(PARTICIPANTS, max_size=3, unique_by=lambda x: x.id).map(tuple)


@given(st.lists(ENTITIES, max_size=4))
def test_every_participant_is_one_of_the_entities(documents: list[tuple[Participant, ...]]) -> None:
    """Keys are safe in an IRI, and the entities are just those that the participants are."""
    records = [Record(Document(f"d{n}", ""), who) for n, who in enumerate(documents)]
    with resolve(records, Names({})) as found:
        keys = {found.key(x.document.key, who.id) for x in records for who in x.entities}
        assert all(re.fullmatch(r"[a-z0-9-]+", key) for key in keys)
        assert [x.key for x in found.entities()] == sorted(keys)


@example("", "u")
@example("", "")
@example("al", "ali")
@given(NAMES, NAMES)
def test_sounding_alike_is_mutual(one: str, other: str) -> None:
    """So the order of documents is no matter."""
    assert sound_alike(one, other) == sound_alike(other, one)


@given(st.text())
def test_no_text_breaks_the_look_at_a_name(name: str) -> None:
    """Names come from documents: any text may be one."""
    assert slug(name)
    assert place_key(name)[1] in {"", "settlement", "region", "water"}
    assert not (is_acronym(name) and name.islower())
