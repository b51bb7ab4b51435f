"""What a description denotes, where its head noun leaves it open."""

import re

from kg.annotate.chunks import Chunk

_CIVIL = re.compile(
    r"\b(monitor|monitoring|rights|aid|advocacy|relief|research|human|war|charity|think|student"
    r"|support|security firm)\b",
    re.IGNORECASE,
)
_ARMED = re.compile(
    r"\b(armed|militant|rebel|jihadi|jihadist|insurgent|terror|terrorist|extremist|islamist"
    r"|guerrilla|separatist|paramilitary|embattled|shadowy)\b",
    re.IGNORECASE,
)
_IRREGULAR = re.compile(
    r"\b(rebel|opposition|kurdish|militia|tribal|separatist|insurgent|islamist|anti-government"
    r"|allied|paramilitary|jihadist|anti-regime|peshmerga|loyalist|shi[’']?ite|sunni|regional"
    r"|ground)\b",
    re.IGNORECASE,
)
_REGULAR = re.compile(r"\b(government|security|state|federal)\b", re.IGNORECASE)
_MEDIA = re.compile(r"\b(news|propaganda|press|media)\b", re.IGNORECASE)
_BROADCAST = re.compile(r"\b(television|tv|radio|news|broadcast)\b", re.IGNORECASE)


_OUTLETS = frozenset(
    """
    agency outlet network service foundation office arm wing department centre center
    """.split()
)


def described_type(chunk: Chunk) -> str:
    """Return the entity type of a description: its noun's, corrected by the words before it."""
    noun, text = chunk.noun, chunk.text
    if noun is None:
        return "Organisation"
    if noun.name == "attacker":
        return "Person"
    if noun.name == "armed group" and _CIVIL.search(text) and not _ARMED.search(text):
        return "Organisation"
    if chunk.lemma in _OUTLETS and _MEDIA.search(text):
        return "MediaOutlet"
    if chunk.lemma == "station" and not _BROADCAST.search(text):
        return "Place"
    irregular = noun.type == "StateForce" and _IRREGULAR.search(text)
    return "ArmedGroup" if irregular and not _REGULAR.search(text) else noun.type


def agrees(chunk: Chunk, name: Chunk, kind: str) -> bool:
    """Tell whether a description can mean a named entity of type `kind` beside it."""
    noun = chunk.noun
    if noun is None or name.form == "demonym":
        return False
    if noun.person or kind == "Person":
        return noun.person and kind == "Person"
    if noun.type == "Place" or kind == "Place":
        return noun.type == "Place" and kind in ("Place", "State")
    bodies = ("Organisation", "MediaOutlet", "ArmedGroup", "Coalition")
    if noun.type in bodies[:3] and kind in bodies:
        return True
    return noun.type in (kind, "Coalition")
