"""How much two names of groups that share an acronym are like each other, as a sum of reasons.

    SHORT     2    both are called by the acronym in reports from one theatre
    INITIALS  1    the acronym has the initials of both
    WORDS     2    times the share of their own words that they have in common, in any language:
                   libération is liberation; words that many groups have count half
    OTHER    -2    initials of both, and each has a word that the other lacks (an acronym inside is
                   none): neither is the translation of the other

From `ENOUGH` on they are one: Fuerzas Armadas Revolucionarias is the Revolutionary Armed Forces,
the Iraqi Security Forces are not the Internal Security Forces. Pure functions of strings.
"""

from typing import Final

from rapidfuzz import fuzz

from kg.resolve.spelling import fits, gist, own_words, parted

SHORT: Final = 2.0
INITIALS: Final = 1.0
WORDS: Final = 2.0
OTHER: Final = -2.0
ENOUGH: Final = 3.5
_COGNATE: Final = 80.0
_STEM: Final = 5
_INSIDE: Final = 4
"""Letters of a word that may be an acronym inside a name."""


def likeness(one: str, other: str, acronym: str) -> float:
    """Return the sum for two normalised names that are both called by `acronym`."""
    one, other = gist(one), gist(other)
    left, right = own_words(one), own_words(other)
    common = {w for w in left if any(cognate(w, x) for x in right)}
    alien = [w for w in left if w not in common]
    strange = [x for x in right if not any(cognate(w, x) for w in left)]
    least = min(sum(left.values()), sum(right.values()))
    share = min(1.0, sum(left[w] for w in common) / least) if least else 0.0
    both = fits(acronym, one) and fits(acronym, other)
    kinds, others = parted(one)[1], parted(other)[1]
    differ = (_is_word(alien) and _is_word(strange)) or (kinds - others and others - kinds)
    clash = both and differ
    return SHORT + (INITIALS if both else 0.0) + WORDS * share + (OTHER if clash else 0.0)


def _is_word(words: list[str]) -> bool:
    return any(len(w) > _INSIDE for w in words)


def cognate(one: str, other: str) -> bool:
    """Tell whether two words are one in two languages or spellings: a long stem, or alike."""
    stem = len(one) > _STEM and one[:_STEM] == other[:_STEM]
    return stem or fuzz.ratio(one, other) >= _COGNATE
