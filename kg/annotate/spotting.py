"""Find known names in running text: a dictionary look-up at every word, longest match first.

Names are matched as written (case matters: "IS" is a group, "is" is not), with curly quotes and
line breaks read as plain ones. What a surface may stand for is decided later, in context.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.lexicon import places as places_room
from kg.lexicon.names import KnownEntity, Names

_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]\b)*")
_PLAIN = str.maketrans("’‘`´ʼ\n\t\u00a0\u2011", "'''''   -")
_TITLES = frozenset(
    """
    President General King Sheikh Mullah Prime Colonel Gen Col Ayatollah Minister
    """.split()
)
_SHOUTED = 4  # letters from which a name in capitals ("BEIRUT") is not read as an acronym


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a surface form. `form` is "name", "acronym", "demonym" or "capital"."""

    type: str
    form: str
    known: KnownEntity | None


@dataclass(frozen=True, slots=True)
class Sighting:
    """A known surface form in the text, with its possible readings, likeliest first."""

    start: int
    end: int
    text: str
    candidates: tuple[Candidate, ...]


class NameIndex:
    """Surface forms by their first word, for look-up at every word of a text."""

    def __init__(self, surfaces: Iterable[tuple[str, Candidate]]) -> None:
        readings: dict[str, list[Candidate]] = defaultdict(list)
        for surface, candidate in surfaces:
            plain = surface.translate(_PLAIN)
            if all(c.known is not candidate.known for c in readings[plain]):
                readings[plain].append(candidate)
        by_word: dict[str, list[tuple[str, tuple[Candidate, ...]]]] = defaultdict(list)
        for surface, candidates in readings.items():
            for form in {surface, surface.upper()} if len(surface) > _SHOUTED else {surface}:
                first = _WORD.search(form)
                if first is not None and first.start() == 0:
                    by_word[first.group()].append((form, tuple(candidates)))
        self._by_word = {
            word: sorted(forms, key=lambda f: (-len(f[0]), f[0])) for word, forms in by_word.items()
        }

    def find(self, text: str) -> Iterator[Sighting]:
        """Yield sightings in order, none overlapping another."""
        plain = text.translate(_PLAIN)
        position = 0
        for word in _WORD.finditer(plain):
            if word.start() < position:
                continue
            found = self._longest(plain, word)
            if found is None:
                continue
            form, candidates = found
            end = word.start() + len(form)
            if word.group().lower() == "the" and self._goes_on(plain, word.end(), end):
                continue  # "the Gulf", of "the Gulf of Guinea"
            yield Sighting(word.start(), end, text[word.start() : end], candidates)
            position = end

    def _longest(self, plain: str, word: re.Match[str]) -> tuple[str, tuple[Candidate, ...]] | None:
        for form, candidates in self._by_word.get(word.group(), ()):
            end = word.start() + len(form)
            if plain.startswith(form, word.start()) and not plain[end : end + 1].isalnum():
                return form, candidates
        return None

    def _goes_on(self, plain: str, start: int, end: int) -> bool:
        """Tell whether the form of the word after `start` ends later than at `end`."""
        word = _WORD.search(plain, start)
        found = self._longest(plain, word) if word is not None else None
        return word is not None and found is not None and word.start() + len(found[0]) > end


@lru_cache(maxsize=2)
def index(names: Names) -> NameIndex:
    """Return the index of known names and larger places; built once per process."""
    return NameIndex(_surfaces(names))


def _surfaces(names: Names) -> Iterator[tuple[str, Candidate]]:
    entities = names.entities.values()
    states = tuple(f"{e.label}'s " for e in entities if e.type == "State")
    for entity in entities:
        for form, surfaces in _forms(entity):
            for surface in surfaces:
                if surface.startswith(states) or _described(surface, entity):
                    continue  # "Turkey's air force", "Jordanian troops": the text tells whose
                yield surface, Candidate(entity.type, form, entity)
    for surface in places_room.load().surfaces():
        yield surface, Candidate("Place", "name", None)


def _described(surface: str, entity: KnownEntity) -> bool:
    """Tell whether a surface is a description that grammar reads better: "Taliban fighters"."""
    first, *_, last = surface.split(" ") if " " in surface else (surface, surface)
    if surface.islower() or (entity.type == "Person" and first.rstrip(".") in _TITLES):
        return True
    return entity.type not in ("Place", "Organisation") and first != last and last.islower()


def _forms(entity: KnownEntity) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "demonym", entity.demonyms
    yield "acronym", entity.acronyms
    yield "name", tuple(a for a in entity.aliases if a not in entity.demonyms)
    yield "capital", entity.capitals
