"""The keys of entities: the end of the IRI of a listed one, else its plainest name and a digest.

The key that an anchor has by itself names it for good, whatever it is joined with.
"""

from kg.lexicon.names import KnownEntity
from kg.model import Participant, digest
from kg.resolve.anchors import ACRONYM, NAME, Anchor
from kg.resolve.spelling import slug
from kg.vocabulary import ID


def listed_key(entry: KnownEntity) -> str:
    """Return the key of a listed entity."""
    own = entry.iri.removeprefix(ID)
    return own if own != entry.iri else f"{slug(entry.label)}-{digest(entry.iri, length=8)}"


def entity_key(anchor: Anchor, entry: KnownEntity | None) -> str:
    """Return the key of a group of anchors by its plainest, then shortest full name.

    A listed entity has the end of its IRI. Any other has its name as a slug, with a digest that
    sets homonyms apart; so new documents seldom change it.
    """
    if entry is not None:
        return listed_key(entry)
    parts = [anchor.family, anchor.name]
    parts += [ACRONYM] if anchor.scope == ACRONYM else []
    parts += [x for x in anchor[3:] if x]
    return f"{slug(anchor.name)}-{digest(*parts, length=8)}"


def local_key(document: str, who: Participant) -> str:
    """Return the key of a participant that stays in its document."""
    called = (*who.names, *who.descriptions, "")[0]
    return f"{slug(called)}-{digest(document, who.id, called, length=12)}"


def plainness(anchor: Anchor) -> tuple[bool, bool, int, Anchor]:
    """Return what orders anchors of one entity: full names first, then the plain, the short.

    Of a place one with its country and kind comes first: most reports tell them, by their words
    or their company, so that one which does not seldom changes the key.
    """
    plain = anchor[3:] == ("", "")
    last = plain if anchor.family == "place" else not plain
    return anchor.scope != NAME, last, len(anchor.name), anchor
