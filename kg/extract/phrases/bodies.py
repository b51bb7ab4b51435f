"""Bodies and their ties: parts, wings, media arms, affiliates, backers, allies and rivals.

Two constructions: an owner ("Turkey's Second Army", "the army's 18th Brigade") and a noun that
names its bearer by a tie ("an al-Qaeda affiliate", "the armed wing of the party").
"""

from collections.abc import Iterator

from kg.extract.phrases.home import Home
from kg.extract.phrases.nominals import Nominals, Qualifier
from kg.extract.phrases.tie import ARMED, BODIES, PERSON, Tie
from kg.extract.stance import is_past
from kg.extract.view import View
from kg.lexicon.relational import Relational
from kg.model import Mention

_OF = frozenset({"of", "to", "with"})


class BodyTies:
    """Find the ties between bodies in one document."""

    def __init__(self, view: View, nominals: Nominals, words: Relational, home: Home) -> None:
        self._view = view
        self._nominals = nominals
        self._words = words
        self._home = home

    def find(self) -> Iterator[Tie]:
        """Yield what relational nouns, owners and media arms tell."""
        for i, lemma in enumerate(self._view.parse.lemmas):
            tie = self._words.ties.get(lemma)
            if tie is not None and self._view.parse.tags[i].startswith("NN"):
                yield from self._relational(i, *tie)
        for mention in self._view.mentions:
            if mention.kind != "pronoun" and self._view.type(mention.entity) in BODIES:
                yield from self._owned(mention)

    # -- nouns that name a tie ----------------------------------------------------------------

    def _relational(self, i: int, relation: str, own: str) -> Iterator[Tie]:
        past = is_past(self._view, i)
        for owner in self._owners(i):
            if relation == "partOf" and not self._whole(owner):
                continue
            for bearer in self._nominals.described(i, BODIES | PERSON):
                s, o = (bearer, owner) if own == "s" else (owner, bearer)
                yield Tie(s, relation, o, i, f"{relation}/noun", past=past)

    def _whole(self, owner: str) -> bool:
        """Tell whether an entity is a body that factions and wings are parts of."""
        return self._view.type(owner) in BODIES - {"State", "MediaOutlet"} and bool(
            self._view.entities[owner].names
        )

    def _owners(self, i: int) -> list[str]:
        """Return whose affiliate, wing or ally the noun `i` is."""
        behind = [
            e
            for _, t, o in self._nominals.complements(i, _OF)
            if self._view.parse.heads[o] == t
            for e in self._view.fillers(o)[:1]
        ]
        if behind:
            return behind
        before = self._nominals.qualifiers(i)
        owners = [q for q in before if q.possessive] or before
        return [q.entity for q in owners[:1]]

    # -- owners -------------------------------------------------------------------------------

    def _owned(self, mention: Mention) -> Iterator[Tie]:
        """Read "the army's 18th Brigade", "Turkey's air force", "Haftar's Libyan National Army"."""
        for qualifier in self._nominals.qualifiers(mention.head):
            between = self._view.parse.lemmas[qualifier.mention.last : mention.last]
            if qualifier.possessive and not any(
                w in self._words.ties or w in self._words.bodies.loose for w in between
            ):
                yield from self._possessed(mention, qualifier)
                return

    def _possessed(self, mention: Mention, owner: Qualifier) -> Iterator[Tie]:
        entity = mention.entity or ""
        kind, above = self._view.type(entity), self._view.type(owner.entity)
        if above == "Person":
            words = self._view.parse.words[owner.mention.head].lower()
            if kind in ARMED and self._view.entities[owner.entity].names and words != "their":
                yield Tie(owner.entity, "leads", entity, mention.head, "leads/possessive")
        elif above in BODIES and self._part(mention, kind, above):
            yield Tie(entity, "partOf", owner.entity, mention.head, "partOf/possessive")

    def _part(self, mention: Mention, kind: str, above: str) -> bool:
        """Tell whether what a body has is a part of it: an army of a state, a brigade of an army."""
        lemma, state = self._view.parse.lemmas[mention.head], above == "State"
        if kind == "Organisation":
            return (
                lemma in self._words.bodies.organs and self._view.parse.tags[mention.head] != "NNS"
            )
        if kind not in ARMED or above == "MediaOutlet":
            return False
        if kind == "ArmedGroup" and state:
            return mention.kind == "description"
        national = any(
            self._view.type(q.entity) == "State"
            for q in self._nominals.qualifiers(mention.head)
            if not q.possessive
        )
        return state or national or lemma not in self._words.bodies.people
