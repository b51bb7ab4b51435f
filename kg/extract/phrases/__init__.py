"""Relations inside noun phrases: offices, bodies, media arms, places, seats and compounds.

Each module reads one family of constructions and yields ties; none looks at clauses.
"""

from collections.abc import Iterator

from kg.extract.events import SIGNATURES
from kg.extract.phrases.bodies import BodyTies
from kg.extract.phrases.compounds import Compounds
from kg.extract.phrases.home import Home
from kg.extract.phrases.media import MediaArms
from kg.extract.phrases.nested import nested
from kg.extract.phrases.nominals import Nominals
from kg.extract.phrases.offices import OfficeHolders
from kg.extract.phrases.places import Containment
from kg.extract.phrases.presence import Presence
from kg.extract.phrases.tie import Tie
from kg.extract.view import View
from kg.lexicon.frames import Frames
from kg.lexicon.names import Names
from kg.lexicon.relational import Relational

__all__ = ["Phrases", "Tie"]


class Phrases:
    """Find relations inside the noun phrases of one document."""

    def __init__(self, view: View, relational: Relational, frames: Frames, names: Names) -> None:
        """Read `view` with the words of `relational`, compounds of `frames` and known `names`."""
        self._view = view
        nominals, home = Nominals(view), Home(view, names)
        self._readers = (
            OfficeHolders(view, nominals, relational.offices, home),
            BodyTies(view, nominals, relational, home),
            MediaArms(view, nominals, relational.media, home),
            Containment(view, nominals, frames, relational, home),
            Presence(view, nominals, frames, relational, home),
            Compounds(view, nominals, frames, relational, home),
        )

    def find(self) -> Iterator[Tie]:
        """Yield ties whose ends are two entities of types that the relation allows, each once."""
        seen: set[tuple[str, str, str, bool]] = set()
        for tie in self._all():
            key = (tie.s, tie.p, tie.o, tie.past)
            if key not in seen and self._fits(tie):
                seen.add(key)
                yield tie

    def _all(self) -> Iterator[Tie]:
        for reader in self._readers:
            yield from reader.find()
        yield from nested(self._view)

    def _fits(self, tie: Tie) -> bool:
        subject, object_ = SIGNATURES[tie.p]
        kinds = self._view.type
        return tie.s != tie.o and kinds(tie.s) in subject and kinds(tie.o) in object_
