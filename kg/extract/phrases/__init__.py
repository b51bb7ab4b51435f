"""Relations inside noun phrases: offices, bodies, media arms, places, seats and compounds.

Each module reads one family of constructions and yields ties; none looks at events.
"""

from collections.abc import Iterator

from kg.extract.phrases.adjectives import adjectives
from kg.extract.phrases.bodies import owned_bodies, relational_nouns
from kg.extract.phrases.compounds import compounds
from kg.extract.phrases.copulas import copulas
from kg.extract.phrases.leaders import leaders
from kg.extract.phrases.media import media_arms
from kg.extract.phrases.mergers import mergers
from kg.extract.phrases.nested import nested
from kg.extract.phrases.offices import office_holders
from kg.extract.phrases.page import Page
from kg.extract.phrases.partitives import members, partitives
from kg.extract.phrases.places import places
from kg.extract.phrases.presence import presence
from kg.extract.phrases.seats import seats
from kg.extract.phrases.tie import Tie
from kg.extract.selection import RELATION_ENDS
from kg.extract.view import View
from kg.lexicon.frames import Frames
from kg.lexicon.names import Names
from kg.lexicon.relational import Relational

__all__ = ["Phrases", "Tie"]

_READERS = (
    office_holders,
    leaders,
    relational_nouns,
    owned_bodies,
    partitives,
    members,
    mergers,
    media_arms,
    places,
    presence,
    seats,
    copulas,
    adjectives,
    compounds,
    nested,
)


class Phrases:
    """Find relations inside the noun phrases of one document."""

    def __init__(self, view: View, relational: Relational, frames: Frames, names: Names) -> None:
        """Read `view` with the words of `relational`, compounds of `frames` and known `names`."""
        self._page = Page(view, relational, frames, names)

    def find(self) -> Iterator[Tie]:
        """Yield ties whose ends are two entities of types that the relation allows, each once."""
        seen: set[tuple[str, str, str, bool]] = set()
        for reader in _READERS:
            for tie in reader(self._page):
                key = (tie.s, tie.p, tie.o, tie.past)
                if key not in seen and self._fits(tie):
                    seen.add(key)
                    yield tie

    def _fits(self, tie: Tie) -> bool:
        subject, object_ = RELATION_ENDS[tie.p]
        kind = self._page.view.type
        return tie.s != tie.o and kind(tie.s) in subject and kind(tie.o) in object_
