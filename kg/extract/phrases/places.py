"""Places in places: "Pakistan's Swat valley", "Quetta, Pakistan", "the capital of Helmand"."""

from collections.abc import Iterator

from kg.extract.phrases.happening import happens
from kg.extract.phrases.home import Home
from kg.extract.phrases.nominals import Nominals
from kg.extract.phrases.tie import PLACES, Tie
from kg.extract.view import View
from kg.lexicon.frames import Frames
from kg.lexicon.relational import Relational
from kg.model import Mention

_IN = frozenset({"in", "inside", "within"})
_AT = _IN | {"at"}
_PLACE = frozenset({"Place"})
_WINDOW = 12


class Containment:
    """Find the ties of places to the places they lie in, in one document."""

    def __init__(
        self, view: View, nominals: Nominals, frames: Frames, words: Relational, home: Home
    ) -> None:
        self._view = view
        self._nominals = nominals
        self._frames = frames
        self._words = words
        self._home = home

    def find(self) -> Iterator[Tie]:
        """Yield the ties of all mentions of places, in the order of the text."""
        for mention in self._view.mentions:
            if (
                mention.entity is None
                or mention.kind == "pronoun"
                or self._view.type(mention.entity) != "Place"
            ):
                continue
            if self._view.parse.lemmas[mention.head] in self._words.places.lines:
                continue
            here = self._described(mention)
            if here is None:
                continue
            places = [
                *self._possessor(mention),
                *self._complement(mention),
                *self._after_comma(mention),
            ]
            for place, rule in [*places, *self._part_of_name(mention)]:
                yield Tie(here, "locatedIn", place, mention.head, f"locatedIn/{rule}")

    def _described(self, mention: Mention) -> str | None:
        """Return the place a mention stands for; None for one that is not worth a tie.

        Worth a tie is what has a name, and what something happens to.
        """
        if mention.kind == "name":
            return mention.entity
        found = next(iter(self._nominals.described(mention.head, _PLACE)), mention.entity)
        named = bool(self._view.entities[found or ""].names)
        return found if named or happens(self._view, self._frames, mention.head) else None

    # -- constructions ------------------------------------------------------------------------

    def _possessor(self, mention: Mention) -> Iterator[tuple[str, str]]:
        """Read "Iraq's second city", "the northern Syrian town", "a Mosul neighbourhood"."""
        view, noun = self._view, self._view.noun(mention.head)
        ground = noun is not None and not noun.facility and noun.name in ("settlement", "region")
        for q in self._nominals.qualifiers(mention.head):
            if view.type(q.entity) not in PLACES:
                if q.possessive:
                    return
            elif q.possessive:
                yield q.entity, "possessive"
            elif self._national(q.entity):
                if ground:
                    region = self._home.region(view.parse.words[q.mention.first - 1], q.entity)
                    yield from ((e, "adjective") for e in (region, q.entity) if e is not None)
            elif view.parse.lemmas[mention.head] in self._words.places.quarters or self._region(
                q.mention
            ):
                yield q.entity, "compound"

    def _region(self, mention: Mention) -> bool:
        """Tell whether a name is that of a region by its form ("Euphrates valley", "east Syria")."""
        last = self._view.nouns.get(self._view.parse.words[mention.last - 1].lower())
        by_noun = last is not None and last.name == "region"
        return mention.last - mention.first > 1 and (
            by_noun
            or self._view.parse.words[mention.first].lower() in self._words.places.directions
        )

    def _national(self, entity: str) -> bool:
        return self._view.type(entity) == "State" or self._home.is_country(entity)

    def _complement(self, mention: Mention) -> Iterator[tuple[str, str]]:
        """Read "the airport in Mosul", "the capital of Helmand", "the Qaddam district of Damascus"."""
        parse = self._view.parse
        parts = (
            {"of"}
            if parse.lemmas[mention.head] in self._words.places.parts and self._definite(mention)
            else set()
        )
        nouns = [mention.head]
        if mention.kind == "name":  # "Snihurivka, a rail junction in the region"
            nouns += [
                c
                for c in self._view.children(mention.head, "appos")
                if self._view.mention(c) is None
            ]
        for noun in nouns:
            for word, _, o in self._nominals.complements(noun, _AT | parts | {"on"}):
                if word == "on":  # "the town on the river in Upper Nile"
                    inner = [x for _, _, x in self._nominals.complements(o, _IN)]
                else:
                    inner = [o]
                for place in (e for x in inner for e in self._places(x)):
                    yield place, word

    def _definite(self, mention: Mention) -> bool:
        """Tell "the north of X", a part of it, from "north of X", which is outside."""
        directions = self._words.places.directions
        lemma = self._view.parse.lemmas[mention.head]
        return lemma not in directions or "the" in self._nominals.modifiers(mention.head)

    def _after_comma(self, mention: Mention) -> Iterator[tuple[str, str]]:
        """Read "Quetta, Pakistan" and "Raqqa, in northern Syria"; lists are left alone."""
        words = [w.lower() for w in self._view.parse.words[mention.last : mention.last + _WINDOW]]
        if len(words) < 2 or words[0] != ",":  # noqa: PLR2004
            return
        inside = words[1] in _AT
        step = 2 if inside else 1
        step += inside and words[step : step + 1] == ["the"]
        other = self._name(mention.last + step)
        if other is not None and (
            inside or (other.kind == "name" and self._larger(mention, other))
        ):
            yield other.entity or "", "comma"
        elif words[1] in self._words.places.bearings:  # "Jerash, north of Amman, Jordan"
            second = next((k for k in range(2, len(words)) if words[k] == ","), None)
            country = self._name(mention.last + second + 1) if second is not None else None
            if country is not None and self._national(country.entity or ""):
                yield country.entity or "", "comma"

    def _larger(self, mention: Mention, other: Mention) -> bool:
        """Tell whether "X, Y" is a place with the country or region it lies in, and no list."""
        view, words = self._view, self._view.parse.words
        before = self._name(mention.first - 2) if mention.first > 1 else None
        listed = (
            before is not None
            and words[mention.first - 1] in (",", "and")
            and view.type(before.entity) == "Place"
        )
        after = words[other.last].lower() if other.last < len(words) else "."
        if after in ("and", "or") or mention.kind != "name":
            return False
        if self._home.is_country(other.entity or "") or view.type(other.entity) == "State":
            return not self._home.is_country(mention.entity or "")
        further = self._name(other.last + 1) if after == "," else None
        return not listed and (further is None or self._home.is_country(further.entity or ""))

    def _part_of_name(self, mention: Mention) -> Iterator[tuple[str, str]]:
        """Read "Mosul airport": a part of the city named in it, where the city is named alone too."""
        parse, first, last = self._view.parse, mention.first, mention.last
        if (
            mention.kind != "name"
            or last - first < 2
            or parse.lemmas[last - 1] not in self._words.places.quarters
        ):
            return
        base = self._view.text[parse.starts[first] : parse.ends[last - 2]]
        for entity in self._view.entities.values():
            if (
                entity.type in PLACES
                and base in entity.names
                and entity.id != mention.entity
                and not self._national(entity.id)
            ):
                yield entity.id, "name"

    # -- small parts ----------------------------------------------------------------------------

    def _places(self, o: int) -> list[str]:
        """Return the places that a complement stands for; no vehicle and no stretch of ground."""
        view, noun = self._view, self._view.noun(o)
        if noun is not None and view.parse.lemmas[o] in self._words.places.vehicles:
            return []
        return [e for e in view.fillers(o) if view.type(e) in PLACES]

    def _name(self, i: int) -> Mention | None:
        mention = self._view.covering(i) if 0 <= i < len(self._view.parse.words) else None
        fits = (
            mention is not None
            and mention.kind != "pronoun"
            and self._view.type(mention.entity) in PLACES
        )
        return mention if fits and self._view.entities[mention.entity or ""].names else None  # type: ignore[union-attr]
