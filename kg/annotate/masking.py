"""Make text easy for a small parser: names it does not know become single names that it does.

The parser reads a masked text ("Hamas secured Baghdad" for "The Syrian Democratic Forces secured
Hajin"), and every token is mapped back to the characters of the document. This repairs what an
acronym like "IS" (read as the verb *be*) or a name of several words does to a parse.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.annotate.spotting import Sighting

_STAND_INS = {"Person": "Obama", "Place": "Baghdad", "State": "Syria"}
_GROUP = "Hamas"
_MANY = "Rebels"
"""Stands for a group as many people: "the Taliban control Kunduz"."""
_ADVERB = r"(?:(?:now|still|also|already|currently|fully|largely) )?"
_HELD = (
    r"(?= (?:[A-Z]|(?:the|a|an|most|much|many|more|some|several|parts|large|all|both|about|nearly"
    r"|over|half|two|three|at|its|their|almost|only|villages|towns|areas|territory)\b))"
)
_PLURAL = re.compile(rf" {_ADVERB}(?:control|hold|run|rule|man|patrol){_HELD}")
_CONTROL = re.compile(
    r"(?P<many>\b(?:forces|fighters|rebels|militants|insurgents|troops|militias|soldiers))?"
    rf" {_ADVERB}(?P<verb>control){_HELD}"
)
_ARTICLED = re.compile(r"\b[Tt]he (?:so-called )?$")
_ARABIC = re.compile(
    r"\b(?:(?:[A-Z][\w’']+[ -])*(?:[Aa]l|[Ee]l|[Aa]n|[Aa]t|[Aa]d|[Aa]s|[Aa]sh|[Aa]r|[Uu]l)[-‑]"
    r"[A-Z][\w’']+(?: (?:al[-‑]|bin |ibn )?[A-Z][\w’']+)*)"
)
_VERBS = {
    "retook": "recaptured",
    "shot dead": "killed",
    "side by side with": "alongside",
    "shoulder to shoulder with": "alongside",
}
"""Words that the parser takes for other words, and ones of their meaning that it knows."""
_MISREAD = re.compile(r"\b(?:" + "|".join(_VERBS) + r")\b")
_GAPS = re.compile(r"(?<=\S)[^\S\n]{2,}(?=\S)")


@dataclass(frozen=True, slots=True)
class Mask:
    """A stretch of the document that the parser sees as one word, and what it stands for."""

    start: int
    end: int
    name_start: int
    """Where the name itself begins (a masked article lies before it)."""
    stand_in: str
    sighting: Sighting | None

    @property
    def is_name(self) -> bool:
        """Tell whether a name stands behind it, not a gap or a verb."""
        return self.stand_in[0].isupper()


@dataclass(frozen=True, slots=True)
class MaskedText:
    """Text for the parser with the way back to the document."""

    text: str
    masks: tuple[Mask, ...]
    _at: tuple[int, ...]
    """Where each mask stands in `text`."""

    def mask_at(self, offset: int) -> Mask | None:
        """Return the mask whose stand-in begins at `offset` of the masked text, if any."""
        i = bisect_right(self._at, offset) - 1
        return self.masks[i] if i >= 0 and self._at[i] == offset else None

    def original(self, offset: int) -> int:
        """Return the document's offset of a character; a stand-in's first is its name's."""
        i = bisect_right(self._at, offset) - 1
        if i < 0:
            return offset
        m = self.masks[i]
        inside = offset - self._at[i] < len(m.stand_in)
        return m.name_start if inside else m.end + offset - self._at[i] - len(m.stand_in)

    def original_end(self, offset: int) -> int:
        """Return the document's offset of an end; an end inside a stand-in is its name's end."""
        i = bisect_right(self._at, offset - 1) - 1
        if i < 0:
            return offset
        return self.masks[i].end + max(0, offset - self._at[i] - len(self.masks[i].stand_in))


def mask(text: str, sightings: Iterable[Sighting]) -> MaskedText:
    """Return `text` with known names and names of Arabic form made single words."""
    masks = sorted(_known(text, list(sightings)), key=lambda m: m.start)
    gaps = [Mask(g.start(), g.end(), g.start(), " ", None) for g in _GAPS.finditer(text)]
    gaps += [
        Mask(v.start(), v.end(), v.start(), _VERBS[v[0]], None) for v in _MISREAD.finditer(text)
    ]
    gaps += _controlled(text, masks)
    gaps = [g for g in gaps if not any(m.start < g.end and g.start < m.end for m in masks)]
    masks = sorted([*masks, *gaps, *_arabic(text, masks)], key=lambda m: m.start)
    pieces: list[str] = []
    at: list[int] = []
    position = length = 0
    for m in masks:
        gap = text[position : m.start]
        pieces += [gap, m.stand_in]
        at.append(length + len(gap))
        length += len(gap) + len(m.stand_in)
        position = m.end
    pieces.append(text[position:])
    return MaskedText("".join(pieces), tuple(masks), tuple(at))


def _controlled(text: str, masks: Sequence[Mask]) -> Iterator[Mask]:
    """Yield "control" after a group or people, which the parser would take for a noun."""
    groups = {m.end for m in masks if m.stand_in == _MANY}
    for verb in _CONTROL.finditer(text):
        if verb.start() in groups or verb["many"]:
            yield Mask(verb.start("verb"), verb.end(), verb.start("verb"), "hold", None)


def _known(text: str, sightings: Sequence[Sighting]) -> list[Mask]:
    masks = []
    for s in sightings:
        first = s.candidates[0]
        if first.form == "demonym" or (first.type == "State" and " " not in s.text):
            continue  # the parser knows countries, and "Syrian" is an adjective
        start = s.start
        if first.type not in _STAND_INS:
            article = _ARTICLED.search(text, max(0, s.start - 16), s.start)
            start = article.start() if article else s.start
        stand_in = _STAND_INS.get(first.type, _GROUP)
        if stand_in == _GROUP and _PLURAL.match(text, s.end):
            stand_in = _MANY
        masks.append(Mask(start, s.end, s.start, stand_in, s))
    return masks


def _arabic(text: str, masks: Sequence[Mask]) -> list[Mask]:
    taken = [(m.start, m.end) for m in masks]
    found = []
    for match in _ARABIC.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            letters = "".join(c for c in match.group() if c.isalpha())
            found.append(
                Mask(match.start(), match.end(), match.start(), letters.capitalize(), None)
            )
    return found
