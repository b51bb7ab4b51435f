"""What stands where claims contradict one another, and the rule that says why.

The rules, in this order; the first that tells the two sides apart decides:

own-admission           a side says what harms its own cause: the loser that it lost
independent-over-party  sources that are no party to the matter against those that are
more-sources            the greater number of independent sources
better-supported        the greater weight (`kg.fuse.belief`)

The first two discount the word of the other side (Shafer's discounting: its weights are halved,
or quartered against an admission), so one careful source is not voted down by a party's many
voices. The belief that comes out decides; the rule named is the first that speaks for it.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from kg.fuse.belief import ARMED, Witness, by_source, combined
from kg.model import BELIEVED

STATED: Final = "stated"
ADMISSION: Final = "own-admission"
INDEPENDENT: Final = "independent-over-party"
MORE: Final = "more-sources"
BETTER: Final = "better-supported"
LATER: Final = "later-over-earlier"
REST: Final = "keeps-the-rest"
"""Who has lost but a part of a place still has the rest."""

_OF_PARTY: Final = 0.5
_OF_DENIED: Final = 0.25


class Stakes(NamedTuple):
    """Whose cause a statement serves and whose it harms: keys of actors."""

    gains: frozenset[str] = frozenset()
    loses: frozenset[str] = frozenset()


_HARMS: Final = {
    "Capture": ("from",),
    "Withdrawal": ("agent",),
    "Killing": ("agent",),
    "Attack": ("agent",),
    "Strike": ("agent",),
    "Abduction": ("agent",),
    "Detention": ("agent",),
}
"""Roles whose fillers a report of such an event does no credit."""


def stakes(kind: str, roles: dict[str, tuple[str, ...]]) -> Stakes:
    """Return who has a stake in the report of an event of this class."""
    harmed = _HARMS.get(kind, ())
    loses = {x for role in harmed for x in roles.get(role, ())}
    gains = {x for role in ("agent", "target", "from") for x in roles.get(role, ())} - loses
    return Stakes(frozenset(gains), frozenset(loses))


class Verdict(NamedTuple):
    """The belief in a statement, and the rule that settled what stands against it."""

    belief: float
    rule: str
    """"" when nothing stands against it."""


def decide(support: Sequence[Witness], against: Sequence[Witness], at_stake: Stakes) -> Verdict:
    """Return how far a statement is believed, and by which rule where it is disputed."""
    if not against:
        return Verdict(combined(_carried(by_source(support).values()), 0.0), "")
    scales = [(rule, *weigh(support, against, at_stake)) for rule, weigh in _RULES]
    pro, contra = (
        _carried(weight * discount for weight in by_source(witnesses).values())
        for witnesses, discount in (
            (support, min(x for _, x, _ in scales)),
            (against, min(x for _, _, x in scales)),
        )
    )
    belief = combined(pro, contra)
    stands = belief >= BELIEVED
    named = (rule for rule, one, other in scales if one != other and (one > other) is stands)
    return Verdict(belief, next(named, None) or _by_number(support, against, stands=stands))


def _carried(weights: Iterable[float]) -> float:
    left = 1.0
    for weight in weights:
        left *= 1 - weight
    return 1 - left


def _by_number(support: Sequence[Witness], against: Sequence[Witness], *, stands: bool) -> str:
    more = len(by_source(support)) - len(by_source(against))
    return MORE if more and (more > 0) is stands else BETTER


def _admission(
    support: Sequence[Witness], against: Sequence[Witness], at_stake: Stakes
) -> tuple[float, float]:
    """Return the discounts (for, against) of a side that speaks against its own cause."""
    admitted = any(x.sides & at_stake.loses - at_stake.gains for x in support)
    disowned = any(x.sides & at_stake.gains - at_stake.loses for x in against)
    if admitted == disowned:
        return 1.0, 1.0
    return (1.0, _OF_DENIED) if admitted else (_OF_DENIED, 1.0)


def _independence(
    support: Sequence[Witness], against: Sequence[Witness], at_stake: Stakes
) -> tuple[float, float]:
    """Return the discounts (for, against) where only one side has a source that is no party.

    Who speaks against his own cause speaks as one who is none.
    """
    bound_for, bound_against = (at_stake.gains, at_stake.loses), (at_stake.loses, at_stake.gains)
    pro = any(_is_free(x, *bound_for) for x in support)
    contra = any(_is_free(x, *bound_against) for x in against)
    if pro == contra:
        return 1.0, 1.0
    return (1.0, _OF_PARTY) if pro else (_OF_PARTY, 1.0)


def is_boast(support: Sequence[Witness], at_stake: Stakes) -> bool:
    """Tell whether only those whose cause it serves say something."""
    return not any(_is_free(x, at_stake.gains, at_stake.loses) for x in support)


def _is_free(x: Witness, served: frozenset[str], harmed: frozenset[str]) -> bool:
    """Tell whether what a witness says is not what its side would have it say anyhow."""
    return bool(x.sides & (harmed - served)) or not x.sides & {*served, ARMED}


_RULES: Final = ((ADMISSION, _admission), (INDEPENDENT, _independence))
