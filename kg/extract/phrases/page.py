"""What every reader of phrases looks at: one document with its phrases, words and countries."""

from collections.abc import Collection, Iterator
from functools import cached_property

from kg.extract.phrases.bearers import Bearers
from kg.extract.phrases.home import Home
from kg.extract.phrases.nominals import Nominals
from kg.extract.phrases.tie import PLACES
from kg.extract.view import View
from kg.lexicon.frames import Frames
from kg.lexicon.names import Names
from kg.lexicon.relational import Relational
from kg.model import Mention


class Page:
    """One document as the readers of phrases see it."""

    def __init__(self, view: View, words: Relational, frames: Frames, names: Names) -> None:
        """Look at `view` with the `words` of relations, the `frames` and the known `names`."""
        self.view = view
        self.parse = view.parse
        self.words = words
        self.frames = frames
        self.lower = tuple(w.lower() for w in view.parse.words)
        self.nominals = Nominals(view, self.lower)
        self.bearers = Bearers(view, self.nominals, self.lower, words.offices.honorifics)
        self.home = Home(view, names)
        self._mentions = [
            (m, m.entity, view.type(m.entity))
            for m in view.mentions
            if m.entity and m.kind != "pronoun"
        ]

    def mentions(self, kinds: Collection[str]) -> Iterator[tuple[Mention, str]]:
        """Yield (mention, entity) of the names and descriptions of entities of `kinds`."""
        for mention, entity, kind in self._mentions:
            if kind in kinds:
                yield mention, entity

    def kind(self, mention: Mention) -> str:
        """Return the type of the entity of a mention."""
        return self.view.type(mention.entity)

    def named(self, entity: str) -> bool:
        """Tell whether the document gives the entity a proper name."""
        return bool(self.view.entities[entity].names)

    def national(self, entity: str) -> bool:
        """Tell whether an entity is a country, as a state or as a place."""
        return self.view.type(entity) == "State" or self.home.is_country(entity)

    @cached_property
    def localities(self) -> dict[str, str]:
        """Name → entity of the places of the document that are no countries."""
        places = (e for e in self.view.entities.values() if e.type in PLACES)
        return {n: e.id for e in places if not self.national(e.id) for n in e.names}

    @cached_property
    def _nouns(self) -> dict[str, list[int]]:
        """Lemma → the nouns with that lemma."""
        found: dict[str, list[int]] = {}
        for i, tag in enumerate(self.parse.tags):
            if tag.startswith("NN"):
                found.setdefault(self.parse.lemmas[i], []).append(i)
        return found

    def nouns(self, lemmas: Collection[str]) -> list[int]:
        """Return the nouns with one of `lemmas`, in the order of the text."""
        return sorted(i for lemma, at in self._nouns.items() if lemma in lemmas for i in at)

    def places(self, i: int, words: Collection[str]) -> Iterator[tuple[str, int]]:
        """Yield (named place, preposition) of where the noun `i` is said to be.

        Of "in Mosul, Iraq" that is Mosul alone.
        """
        town = False
        for _, token, o in self.nominals.complements(i, words):
            mention = self.view.covering(o)
            before = self.lower[mention.first - 1] if mention is not None else ""
            if self.parse.lemmas[o] in self.words.places.vehicles:
                continue
            for entity in self.view.fillers(o):
                national = self.national(entity)
                if self.view.type(entity) in PLACES and self.named(entity):
                    if not (town and national and before == ","):
                        yield entity, token
                    town = town or not national
