"""Selectional preferences: which types of entity an argument is likely to have in reports.

Narrower than the ontology, which says what may be (a test holds the two together): an
organisation may hold a place, but a sentence that seems to say so is usually misread.
"""

from kg.lexicon.frames import Frame

GROUPS = frozenset({"ArmedGroup", "StateForce", "Coalition", "State"})
PLACES = frozenset({"Place", "State"})
_FORCES = frozenset({"ArmedGroup", "StateForce", "Coalition"})
_BODIES = GROUPS | {"Organisation", "MediaOutlet"}
_SIDES = GROUPS | {"Person", "Organisation"}
_CAPTIVES = frozenset({"Person", "ArmedGroup", "StateForce"})

RELATION_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "holds": (GROUPS | {"Person"}, PLACES),
    "presentIn": (GROUPS | {"Person", "Organisation"}, PLACES),
    "basedIn": (_BODIES | {"Person"}, PLACES),
    "backedBy": (_SIDES, _BODIES | {"Person"}),
    "alliedWith": (GROUPS | {"Person"}, GROUPS | {"Person"}),
    "fights": (GROUPS | {"Person"}, GROUPS | {"Person"}),
    "partOf": (_BODIES, _BODIES),
    "affiliatedWith": (_BODIES | {"Person"}, _BODIES | {"Person"}),
    "leads": (frozenset({"Person"}), _BODIES),
    "memberOf": (frozenset({"Person"}), _BODIES),
    "speaksFor": (frozenset({"Person"}), _BODIES | {"Person"}),
    "mediaArmOf": (frozenset({"MediaOutlet"}), _BODIES),
    "locatedIn": (PLACES, PLACES),
    "designatedTerroristBy": (_BODIES | {"Person"}, _BODIES),
}
"""Entity types of subject and object by relation."""

_ROLES = {
    "agent": _SIDES,
    "target": _BODIES | {"Person", "Place"},
    "place": PLACES,
    "from": GROUPS,
    "claimedBy": _SIDES | {"MediaOutlet"},
    "blamedOn": _SIDES,
}
_TARGETS = {
    "Detention": _CAPTIVES,
    "Abduction": _CAPTIVES,
    "Killing": frozenset({"Person"}),
    "Battle": GROUPS,
    "Agreement": _SIDES,
}
WARLIKE = frozenset({"Capture", "Withdrawal", "Operation", "Strike", "Battle"})
"""Deeds of forces: a person does them only as the named head of one."""


def allows(frame: Frame, role: str, kind: str) -> bool:
    """Tell whether an entity of type `kind` may fill `role` of `frame`."""
    if role in frame.types and kind not in frame.types[role]:
        return False
    if not frame.is_event:
        return True  # both ends are weighed together, when the clause is read
    if role == "from":
        return frame.claim == "Capture" and kind in GROUPS
    if role == "target" and frame.claim in _TARGETS:
        return kind in _TARGETS[frame.claim]
    return kind in _ROLES.get(role, frozenset())


def is_force(kind: str) -> bool:
    """Tell whether entities of a type bear arms."""
    return kind in _FORCES
