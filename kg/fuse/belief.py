"""How far claims carry a fact.

A claim carries as much as its extraction is certain and its source trusted:

    weight   = confidence of the claim * prior of its source
    support  = 1 - product of (1 - weight) over independent sources for the fact, each at its best
    doubt    = the same over those against it
    belief   = support * (1 - doubt) / (1 - support * doubt)

The last line is Dempster's rule of combination for one question with two answers (Shafer, A
Mathematical Theory of Evidence, 1976): five monitors are not outweighed by one denial.

A source counts once however often it speaks: a speaker, in whatever document; else the document.
What a document says in its own voice beside a speaker it quotes for the same, and a sentence that
another document has word for word, comes from the same source.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

DEFAULT_PRIOR: Final = 0.8
"""Trust in any source where no list of sources is given."""
_DIGITS: Final = 6


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


def carried(witnesses: Iterable[Witness]) -> float:
    """Return the support that witnesses give together, 0 to 1; 0 when there is none."""
    left = 1.0
    for weight in _best_of_sources(sorted(witnesses)).values():
        left *= 1 - weight
    return 1 - left


def _best_of_sources(witnesses: list[Witness]) -> dict[tuple[str, str], float]:
    best: dict[tuple[str, str], float] = {}
    known: dict[tuple[str, str], tuple[str, str]] = {}
    for x in sorted(witnesses, key=lambda x: not x.speaker):  # so their documents follow speakers
        document, quote = ("document", x.document), ("quote", x.quote)
        own = ("speaker", x.speaker) if x.speaker else known.get(document, document)
        source = known.get(quote, own)
        known.setdefault(document, source)
        known.setdefault(quote, source)
        best[source] = max(best.get(source, 0.0), min(max(x.weight, 0.0), 1.0))
    return best


def belief(support: Iterable[Witness], against: Iterable[Witness]) -> float:
    """Return the belief in what `support` says and `against` denies, rounded to six digits."""
    pro, contra = carried(support), carried(against)
    conflict = pro * contra
    return round(pro * (1 - contra) / (1 - conflict) if conflict < 1 else 0.5, _DIGITS)


def keys(witnesses: Iterable[Witness]) -> tuple[str, ...]:
    """Return the claim keys of witnesses, sorted, each once."""
    return tuple(sorted({x.claim for x in witnesses}))
