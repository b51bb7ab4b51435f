"""What every reader of phrases looks at: one document with its phrases, words and countries."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kg.extract.phrases.bearers import Bearers
from kg.extract.phrases.home import Home
from kg.extract.phrases.nominals import Nominals
from kg.extract.phrases.tie import PLACES
from kg.extract.view import View
from kg.lexicon.frames import Frames
from kg.lexicon.relational import Relational
from kg.model import Mention, Parse


@dataclass(frozen=True, slots=True)
class Page:
    """One document as the readers of phrases see it."""

    view: View
    parse: Parse
    nominals: Nominals
    bearers: Bearers
    words: Relational
    frames: Frames
    home: Home

    def named(self, entity: str) -> bool:
        """Tell whether the document gives the entity a proper name."""
        return bool(self.view.entities[entity].names)

    def national(self, entity: str) -> bool:
        """Tell whether an entity is a country, as a state or as a place."""
        return self.view.type(entity) == "State" or self.home.is_country(entity)

    def mentions(self, kinds: Collection[str]) -> Iterator[tuple[Mention, str]]:
        """Yield (mention, entity) of the names and descriptions of entities of `kinds`."""
        for mention in self.view.mentions:
            if mention.entity and mention.kind != "pronoun" and self.kind(mention) in kinds:
                yield mention, mention.entity

    def kind(self, mention: Mention) -> str:
        """Return the type of the entity of a mention."""
        return self.view.type(mention.entity)

    def nouns(self, lemmas: Collection[str]) -> Iterator[int]:
        """Yield the nouns with one of `lemmas`, in the order of the text."""
        for i, lemma in enumerate(self.parse.lemmas):
            if lemma in lemmas and self.parse.tags[i].startswith("NN"):
                yield i

    def places(self, i: int, words: Collection[str]) -> Iterator[tuple[str, int]]:
        """Yield (named place, preposition) of where the noun `i` is said to be."""
        for _, token, o in self.nominals.complements(i, words):
            if self.parse.lemmas[o] not in self.words.places.vehicles:
                for entity in self.view.fillers(o):
                    if self.view.type(entity) in PLACES and self.named(entity):
                        yield entity, token
