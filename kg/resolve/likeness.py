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


def likeness(one: str, other: str, acronym: str) -> float:
    """Return the sum for two normalised names that are both called by `acronym`."""
    one, other = gist(one), gist(other)
    left, right = own_words(one), own_words(other)
    pairs = [(w, x) for w in left for x in right if cognate(w, x)]
    met = {w for w, _ in pairs}, {x for _, x in pairs}
    common = min(sum(left[w] for w in met[0]), sum(right[x] for x in met[1]))
    least = min(sum(left.values()), sum(right.values()))
    both = fits(acronym, one) and fits(acronym, other)
    clash = both and (
        (_strange(set(left) - met[0], acronym) and _strange(set(right) - met[1], acronym))
        or _differ(parted(one)[1], parted(other)[1])
    )
    share = common / least if least else 0.0
    return SHORT + (INITIALS if both else 0.0) + WORDS * share + (OTHER if clash else 0.0)


def _strange(words: set[str], acronym: str) -> bool:
    """Tell whether a word is more than a piece of the acronym (IRA in CIRA)."""
    return any(w not in acronym.casefold() for w in words)


def _differ(kinds: frozenset[str], others: frozenset[str]) -> bool:
    return bool(kinds - others and others - kinds)


def cognate(one: str, other: str) -> bool:
    """Tell whether two words are one in two languages or spellings: a long stem, or alike."""
    stem = len(one) > _STEM and one[:_STEM] == other[:_STEM]
    return stem or fuzz.ratio(one, other) >= _COGNATE
