"""Who says what a document says: the speaker, the body it speaks for, its side, and its prior."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from math import isfinite
from sqlite3 import Connection
from typing import Final

from kg.fuse.belief import ARMED, DEFAULT_PRIOR, Witness
from kg.fuse.copies import sketch
from kg.model import Claim, Figure, Keys, Participant, Record, digest, event_key
from kg.ontology import Source, Sources

SPEAKING: Final = ("speaksFor", "leads", "mediaArmOf", "memberOf")
"""Relations by which a speaker speaks for a body, the plainest first."""
_FIGHTING: Final = frozenset({"ArmedGroup", "StateForce"})
_NAMED: Final = "~"
"""Begins a side that is known by its name until an entity is found to bear it."""


_SCHEMA: Final = """
create table if not exists trusted (document text, key text, prior real);
create index if not exists trusted_by on trusted (document);
create table if not exists borne (document text, token text, key text);
create index if not exists borne_by on borne (document);
create table if not exists heard (name text primary key, value text) without rowid;
"""


class Voices:
    """What the corpus says of its speakers: any document may have named one."""

    def __init__(self, db: Connection, keys: Keys, sources: Sources | None) -> None:
        """Go on with what `db` knows, and tell entities by `keys`.

        `sources` tells how far to trust publishers and speakers.
        """
        self.keys = keys
        self.sources = sources
        self._db = db
        self._priors: dict[str, float] = {}
        self._bearers: dict[str, str] = {}
        self._trusted: list[tuple[str, float]] = []
        self._borne: list[tuple[str, str]] = []
        sides = {side for x in sources.listed for side in x.sides} if sources else set()
        self._sides = {side: _token(side) for side in sides}

    @staticmethod
    def prepare(db: Connection) -> None:
        """Make the tables; it ends a transaction that is open."""
        db.executescript(_SCHEMA)

    def teller(self, record: Record) -> "Teller":
        """Return what tells the witnesses of one document; it notes whom the document names."""
        for who in record.entities:
            for name in who.names:
                if name in self._sides:
                    key = self.keys.key(record.document.key, who.id)
                    self._borne.append((self._sides[name], key))
        return Teller(self, record)

    def trust(self, key: str, who: Participant) -> None:
        """Note the prior of a speaker whom the sources list by one of its names."""
        found = [y.prior for x in who.names if self.sources and (y := self.sources.find(x))]
        self._trusted += [(key, x) for x in found]

    def forget(self, document: str) -> None:
        """Take out what a document told of speakers."""
        self._db.execute("delete from trusted where document = ?", (document,))
        self._db.execute("delete from borne where document = ?", (document,))

    def keep(self, document: str) -> None:
        """Keep what was noted since the last time as told by `document`."""
        trusted = {(document, *x) for x in self._trusted}
        borne = {(document, *x) for x in self._borne}
        self._db.executemany("insert into trusted values (?, ?, ?)", sorted(trusted))
        self._db.executemany("insert into borne values (?, ?, ?)", sorted(borne))
        self._trusted.clear()
        self._borne.clear()

    def settle(self) -> list[str]:
        """Find out what all documents together tell; return whom it changes, since last time.

        That is: keys of speakers whose prior is another, and names of sides others bear now.
        """
        before = dict(self._db.execute("select name, value from heard"))
        self._priors = dict(self._db.execute("select key, max(prior) from trusted group by key"))
        self._bearers = dict(self._db.execute("select token, min(key) from borne group by token"))
        after = {x: str(y) for x, y in (*self._priors.items(), *self._bearers.items())}
        self._db.execute("delete from heard")
        self._db.executemany("insert into heard values (?, ?)", after.items())
        return sorted(x for x in {*before, *after} if before.get(x) != after.get(x))

    def prior(self, speaker: str, voice: str) -> float:
        """Return the prior of a speaker, else of the body it speaks for, else of any source."""
        unlisted = self.sources.unlisted if self.sources else DEFAULT_PRIOR
        return self._priors.get(speaker, self._priors.get(voice, unlisted))

    def sides(self, text: str) -> str:
        """Return the keys of sides, of which some may still be told by their names."""
        known = (self._bearers.get(x, "") if x.startswith(_NAMED) else x for x in text.split())
        return " ".join(sorted(filter(None, set(known))))


class Teller:
    """Tells the witnesses of one document."""

    def __init__(self, voices: Voices, record: Record) -> None:
        """Tell those of `record`."""
        self._voices = voices
        self._record = record
        self._people = {x.id: x for x in record.entities}
        self._sketch = sketch(record.document.text)

    def key(self, local: str) -> str:
        """Return the key of the entity that a participant of the document is."""
        return self._voices.keys.key(self._record.document.key, local)

    def is_named(self, local: str) -> bool:
        """Tell whether the document has a name for a participant."""
        who = self._people[local]
        return bool(who.names or who.known)

    def event(self, claim: Figure) -> str:
        """Return the key of the event claim that a figure is about, "" when it is about none."""
        document = self._record.document.key
        events = (x for x in self._record.events if x.id == claim.event)
        return next((event_key(document, x) for x in events), "")

    def witness(self, key: str, claim: Claim) -> Witness:
        """Return the claim with this key as a witness; a speaker's prior is still to come."""
        document = self._record.document
        local = claim.attributed_to if isinstance(claim, Figure) else claim.stance.attributed_to
        weight = claim.confidence if isfinite(claim.confidence) else 0.0
        speaker, voice, side = self._speaker(local) if local else ("", *self._publisher)
        if not local:
            sources = self._voices.sources
            weight *= sources.prior(document.publisher) if sources else DEFAULT_PRIOR
        quote, published = digest(claim.evidence.text), document.published or ""
        head = (key, document.key, speaker, quote, weight, published)
        return Witness(*head, voice, side, self._sketch)

    def _speaker(self, local: str) -> tuple[str, str, str]:
        """Return the key of a speaker, that of the body it speaks for, and its side."""
        speaker = self.key(local)
        bodies = self._bodies.get(local, [])
        for x in (local, *bodies):
            self._voices.trust(self.key(x), self._people[x])
        side = {self.key(x) for x in (local, *bodies)}
        side |= {x for y in (local, *bodies) for x in self._listed_sides(self._people[y])}
        side |= {ARMED for x in (local, *bodies) if self._people[x].type in _FIGHTING}
        return speaker, self.key(bodies[0]) if bodies else speaker, " ".join(sorted(side))

    @cached_property
    def _bodies(self) -> dict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for predicate in SPEAKING:
            for x in self._record.relations:
                if x.p == predicate and x.stance.polarity == "positive" and x.s != x.o:
                    found[x.s].append(x.o)
        return {who: list(dict.fromkeys(bodies)) for who, bodies in found.items()}

    def _listed_sides(self, who: Participant) -> Iterator[str]:
        for name in who.names:
            source = self._voices.sources.find(name) if self._voices.sources else None
            yield from _tokens(source)

    @cached_property
    def _publisher(self) -> tuple[str, str]:
        """Return what stands for the publisher, and its side."""
        name = self._record.document.publisher
        source = self._voices.sources.find(name) if self._voices.sources else None
        voice = source.iri if source else " ".join((name or "").casefold().split())
        return voice, " ".join(sorted(_tokens(source)))


def _tokens(source: Source | None) -> list[str]:
    return [_token(x) for x in source.sides] if source else []


def _token(side: str) -> str:
    return f"{_NAMED}{digest(side)}"
