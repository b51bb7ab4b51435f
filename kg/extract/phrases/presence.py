"""Actors in places: fighters and missions present in them, bodies and people based in them."""

from collections.abc import Iterator

from kg.extract.phrases.happening import happens
from kg.extract.phrases.home import Home
from kg.extract.phrases.nominals import Nominals
from kg.extract.phrases.tie import ARMED, PLACES, Tie
from kg.extract.stance import is_past
from kg.extract.view import View
from kg.lexicon.frames import Frames
from kg.lexicon.relational import Relational
from kg.model import Mention

_IN = frozenset({"in", "inside", "across", "throughout", "within", "around", "at", "along"})
_UPON = frozenset({"on", "against", "by", "at", "from", "of", "in"})
_SEAT = frozenset({"in", "at"})
_CIVIL = frozenset({"Organisation", "MediaOutlet"})


class Presence:
    """Find where the actors of one document are and have their seats."""

    def __init__(
        self, view: View, nominals: Nominals, frames: Frames, words: Relational, home: Home
    ) -> None:
        self._view = view
        self._nominals = nominals
        self._frames = frames
        self._words = words.places
        self._home = home

    def find(self) -> Iterator[Tie]:
        """Yield the ties of all mentions, in the order of the text."""
        for mention in self._view.mentions:
            if mention.kind == "pronoun" or mention.entity is None:
                continue
            kind = self._view.type(mention.entity)
            if kind in ARMED:
                yield from self._present(mention)
                yield from self._home_town(mention)
            elif kind in _CIVIL:
                yield from self._seated(mention)
            elif kind == "Place":
                yield from self._positions(mention)
        for i, lemma in enumerate(self._view.parse.lemmas):
            if lemma in self._words.seats:
                yield from self._headquarters(i)

    # -- fighters -------------------------------------------------------------------------------

    def _present(self, mention: Mention) -> Iterator[Tie]:
        """Read "IS fighters in Mosul", "the mission in Mali"."""
        if self._view.parse.lemmas[mention.head] in self._words.movers or self._at_a_seat(
            mention.head
        ):
            return
        struck = self._object(mention.head) and happens(self._view, self._frames, mention.head)
        group = self._view.type(mention.entity) == "ArmedGroup"
        for place, token in self._places(mention, _IN):
            country = self._view.type(place) == "State" or self._home.is_country(place)
            if not struck or (group and country):
                yield Tie(mention.entity or "", "presentIn", place, token, "presentIn/phrase")

    def _object(self, i: int) -> bool:
        """Tell whether a noun stands where one suffers or does a deed: object, "by X", "against X"."""
        parse = self._view.parse
        return parse.deps[i] != "pobj" or parse.words[parse.heads[i]].lower() in _UPON

    def _at_a_seat(self, i: int) -> bool:
        """Tell whether the place of "the headquarters of the group in X" is that of the seat."""
        parse = self._view.parse
        over = parse.heads[parse.heads[i]]
        noun = self._view.noun(over)
        return (
            parse.deps[i] == "pobj"
            and parse.lemmas[parse.heads[i]] == "of"
            and noun is not None
            and noun.type == "Place"
        )

    def _positions(self, mention: Mention) -> Iterator[Tie]:
        """Read "rebel bases in northern Iraq": those whose positions they are are there."""
        if (
            mention.kind != "description"
            or self._view.parse.lemmas[mention.head] not in self._words.positions
        ):
            return
        owners = [
            q.entity
            for q in self._nominals.qualifiers(mention.head)
            if self._view.type(q.entity) in ARMED
        ]
        for owner in owners[:1]:
            for place, token in self._places(mention, _IN):
                yield Tie(owner, "presentIn", place, token, "presentIn/positions")

    def _home_town(self, mention: Mention) -> Iterator[Tie]:
        """Read "militiamen from the town of Misrata"."""
        parse = self._view.parse
        if mention.kind == "description" and self._view.type(mention.entity) == "ArmedGroup":
            for place, token in self._places(mention, frozenset({"from"})):
                if (
                    parse.heads[token] == mention.head
                    and token == mention.head + 1
                    and self._view.type(place) == "Place"
                    and parse.deps[mention.head] not in ("dobj", "nsubjpass")
                ):
                    yield Tie(mention.entity or "", "basedIn", place, token, "basedIn/from")

    # -- seats ----------------------------------------------------------------------------------

    def _seated(self, mention: Mention) -> Iterator[Tie]:
        """Read "the university in Beirut", "Istanbul's Kadir Has University"."""
        last = self._view.nouns.get(self._view.parse.words[mention.last - 1].lower())
        if (last is not None and last.facility) or (
            mention.kind == "name" and self._view.type(mention.entity) == "MediaOutlet"
        ):
            return
        for place, token in self._places(mention, _SEAT):
            yield Tie(mention.entity or "", "basedIn", place, token, "basedIn/phrase")
        for q in self._nominals.qualifiers(mention.head):
            if q.possessive and self._view.type(q.entity) == "Place":
                yield Tie(
                    mention.entity or "", "basedIn", q.entity, mention.head, "basedIn/possessive"
                )

    def _headquarters(self, i: int) -> Iterator[Tie]:
        """Read "Tekbali camp, headquarters of the brigade"."""
        owners = [
            e for _, _, o in self._nominals.complements(i, {"of"}) for e in self._view.fillers(o)
        ]
        owners += [q.entity for q in self._nominals.qualifiers(i) if q.possessive]
        past = is_past(self._view, i)
        for place in self._nominals.described(i, PLACES):
            if self._view.entities[place].names:
                yield from (
                    Tie(o, "basedIn", place, i, "basedIn/headquarters", past=past) for o in owners
                )

    def _places(self, mention: Mention, words: frozenset[str]) -> Iterator[tuple[str, int]]:
        """Yield (named place, preposition token) of where something is said to be."""
        view = self._view
        for _, token, o in self._nominals.complements(mention.head, words):
            if view.parse.lemmas[o] not in self._words.vehicles:
                yield from (
                    (e, token)
                    for e in view.fillers(o)
                    if view.type(e) in PLACES and view.entities[e].names
                )
