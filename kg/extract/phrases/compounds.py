"""Hyphenated compounds: "US-backed forces", "rebel-held town", "US-led coalition", "anti-IS", and
the participle "led by".
"""

from collections.abc import Iterator

from kg.extract.events import SIGNATURES
from kg.extract.phrases.home import Home
from kg.extract.phrases.nominals import Nominals
from kg.extract.phrases.tie import Tie
from kg.extract.view import View
from kg.lexicon.frames import Frames
from kg.lexicon.relational import Relational

_FAR = 7  # tokens between a compound and the noun it modifies
_SIDES = {"anti": "fights", "pro": "alliedWith"}


class Compounds:
    """Find the ties that compounds of one document tell."""

    def __init__(
        self, view: View, nominals: Nominals, frames: Frames, words: Relational, home: Home
    ) -> None:
        self._view = view
        self._nominals = nominals
        self._frames = frames
        self._words = words
        self._home = home

    def find(self) -> Iterator[Tie]:
        """Yield the ties of all compounds, in the order of the text."""
        words = self._view.parse.words
        for i in range(1, len(words) - 1):
            if words[i] == "-" and self._view.parse.ends[i] == self._view.parse.starts[i + 1]:
                first = words[i - 1].lower()
                yield from self._side(i, first) if first in _SIDES else self._participle(i)

    def _modified(self, i: int) -> list[str]:
        """Return the entities of the noun that the compound ending at `i` modifies."""
        parse, stop = self._view.parse, min(i + _FAR, len(self._view.parse.words))
        for k in range(i + 1, stop):
            inside = self._nominals.start(k) <= i
            mention = self._view.mention(k)
            if not inside and parse.tags[k] not in ("IN", "DT"):
                return []
            if (
                mention is not None
                and mention.entity
                and (mention.kind == "name" or parse.tags[k].startswith("NN"))
            ):
                after = parse.words[k + 1] if k + 1 < stop else "."
                if parse.deps[k] not in ("compound", "amod", "nmod") or after in (",", "."):
                    return self._view.fillers(k)
        return []

    def _side(self, i: int, first: str) -> Iterator[Tie]:
        """Read "anti-IS coalition" and "pro-government militia"."""
        other = self._view.covering(i + 1)
        entity = other.entity if other is not None else None
        if entity is None and self._view.parse.words[i + 1].lower() in ("government", "regime"):
            entity = self._home.country
        after = other.last if other is not None else i + 2
        if entity is not None:
            yield from self._between(
                self._modified(after - 1), _SIDES[first], [entity], i, f"{_SIDES[first]}/{first}"
            )

    def _participle(self, i: int) -> Iterator[Tie]:
        second = self._view.parse.words[i + 1].lower()
        first = self._view.covering(i - 1)
        if first is None or first.entity is None or first.last != i:
            return
        modified = self._modified(i + 1)
        if second in self._words.bodies.led:
            coalitions = [e for e in modified if self._view.type(e) == "Coalition"]
            yield from self._between([first.entity], "partOf", coalitions, i, "partOf/led")
            return
        for frame in self._frames.by_compound.get(second, ()):
            if frame.claim in SIGNATURES and frame.subject in ("s", "o"):
                below = (
                    frame.claim in ("affiliatedWith", "alliedWith", "basedIn")
                    or frame.subject == "o"
                )
                s, o = (modified, [first.entity]) if below else ([first.entity], modified)
                yield from self._between(s, frame.claim, o, i, f"{frame.name}/compound")
                return

    def _between(
        self, subjects: list[str], p: str, objects: list[str], token: int, rule: str
    ) -> Iterator[Tie]:
        for s in subjects:
            for o in objects:
                yield Tie(s, p, o, token, rule)
