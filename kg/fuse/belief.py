"""How far claims carry a fact.

A claim carries as much as its extraction is certain and its source trusted:

    weight   = confidence of the claim * prior of its source
    support  = 1 - product of (1 - weight) over independent sources for the fact, each at its best
    doubt    = the same over those against it
    belief   = support * (1 - doubt) / (1 - support * doubt)

The last line is Dempster's rule of combination for one question with two answers (Shafer, A
Mathematical Theory of Evidence, 1976): five monitors are not outweighed by one denial.

A source counts once however often it speaks: whoever speaks for one body (its spokesman, its
commander, itself), in whatever document; else the publisher; else the document. What a document
says in its own voice beside a speaker it quotes for the same, a sentence that another document
has word for word, and a copy of another document (`kg.fuse.copies`) come from the same source.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

from kg.fuse.copies import originals

DEFAULT_PRIOR: Final = 0.8
"""Trust in any source where no list of sources is given."""
_DIGITS: Final = 6

ARMED: Final = "*"
"""Stands among the sides of a speaker who fights: he is never an independent source."""

Source = tuple[str, str]
"""What kind of source ("voice", "publisher", "document", "quote") and which."""


class Witness(NamedTuple):
    """One claim as a witness."""

    claim: str
    document: str
    speaker: str
    """Key of the entity it is attributed to, "" for the document's own voice."""
    quote: str
    """Digest of the sentence."""
    weight: float
    published: str
    """Partial date of the document, "" when unknown."""
    voice: str = ""
    """Key of the body that the speaker speaks for; without a speaker, the publisher."""
    side: str = ""
    """Keys of the actors it speaks for, itself among them, parted by blanks."""
    sketch: str = ""
    """Sketch of the document's text, by which copies are known (`kg.fuse.copies`)."""

    @property
    def sides(self) -> frozenset[str]:
        """Return the keys of the actors it speaks for."""
        return frozenset(self.side.split())


def carried(witnesses: Iterable[Witness]) -> float:
    """Return the support that witnesses give together, 0 to 1; 0 when there is none."""
    left = 1.0
    for weight in by_source(witnesses).values():
        left *= 1 - weight
    return 1 - left


def by_source(witnesses: Iterable[Witness]) -> dict[Source, float]:
    """Return the weight of each independent source: that of its best claim."""
    first = _first_hand(sorted(witnesses))
    best: dict[Source, float] = {}
    known: dict[Source, Source] = {}
    for x in sorted(first, key=lambda x: not x.speaker):  # so their documents follow speakers
        document, quote = ("document", x.document), ("quote", x.quote)
        own = ("voice", x.voice or x.speaker) if x.speaker else _publisher(x, known)
        source = known.get(quote, own)
        known.setdefault(document, source)
        known.setdefault(quote, source)
        best[source] = max(best.get(source, 0.0), min(max(x.weight, 0.0), 1.0))
    return best


def _publisher(x: Witness, known: dict[Source, Source]) -> Source:
    document = ("document", x.document)
    return known.get(document, ("publisher", x.voice) if x.voice else document)


def _first_hand(witnesses: list[Witness]) -> list[Witness]:
    """Leave out what only copies say: the original has said it."""
    if len(witnesses) < 2:
        return witnesses
    origin = originals((x.published, x.document, x.sketch) for x in witnesses)
    return [x for x in witnesses if origin[x.document] == x.document]


def belief(support: Iterable[Witness], against: Iterable[Witness]) -> float:
    """Return the belief in what `support` says and `against` denies, rounded to six digits."""
    return combined(carried(support), carried(against))


def combined(pro: float, contra: float) -> float:
    """Return the belief that support and doubt leave, rounded to six digits."""
    conflict = pro * contra
    return round(pro * (1 - contra) / (1 - conflict) if conflict < 1 else 0.5, _DIGITS)


def keys(witnesses: Iterable[Witness]) -> tuple[str, ...]:
    """Return the claim keys of witnesses, sorted, each once."""
    return tuple(sorted({x.claim for x in witnesses}))
