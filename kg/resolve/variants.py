"""Names that differ as spellings of one name do, and names of persons that are given in part."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import combinations
from typing import Final

from rapidfuzz import fuzz

from kg.lexicon.generic import is_shared
from kg.lexicon.names import Names
from kg.resolve.anchors import KNOWN, NAME
from kg.resolve.clusters import Clusters
from kg.resolve.evidence import Evidence
from kg.resolve.proposals import Proposal
from kg.resolve.spelling import (
    gist,
    is_full_person,
    key_of,
    parted,
    person_key,
    skeleton,
    sound,
    sound_alike,
)

_BONES: Final = 3
"""Consonants from which the name of a group or place can be told by its sound."""
_PARTS: Final = 2
"""Words that a part of a person's name must have."""
_ALIKE: Final = 75.0
_FATHER: Final = re.compile("(?:[auiy]f(?:i?sh|na)|^.)$")
"""A patronymic by sound (Viktorovich, Ivanovna), or an initial."""
_SON: Final = frozenset({"bin", "ibn", "ban", "uld"})


def spelled_otherwise(evidence: Evidence, clusters: Clusters) -> Iterator[Proposal]:
    """Two full names differ only as transliterations and spellings do.

    Same consonants, alike in vowels (`kg.resolve.spelling.sound_alike`): Rami Abdel Rahman is
    Rami Abdul Rahman, Hassan is not Hussein. Names of groups must besides be seen in one theatre,
    have the same generic words and countries in them (Nigerian is not Nigerien), and not stand
    side by side in more documents than as one.
    """
    del clusters
    lands = _lands(evidence.names)
    for kin, block in blocks(spelled_forms(evidence)):
        like = sound_alike if kin == "person" else partial(_bodies_alike, lands)
        for (left, one), (right, other) in combinations(block, 2):
            if one != other and like(left, right) and _near(evidence, one, other):
                yield Proposal(one, other)


def spelled_forms(evidence: Evidence) -> Iterator[tuple[str, str, int]]:
    """Yield (family, name in the form that is compared, number): full names, names of entries."""
    for anchor, number in evidence.in_order():
        if anchor.family == "place" or anchor.scope not in {NAME, KNOWN}:
            continue
        entry = evidence.names.entities.get(anchor.name)
        names = [anchor.name] if entry is None else [key_of(x) for x in entry.aliases]
        for name in dict.fromkeys(names):
            if anchor.family == "group":
                yield anchor.family, gist(name), number
            elif is_full_person(key := person_key(name)):
                yield anchor.family, key, number


def blocks(
    forms: Iterable[tuple[str, str, int]],
) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """Yield (family, (name, number) of those with the same consonants)."""
    found: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for kin, name, number in forms:
        found[kin, skeleton(name)].append((name, number))
    for (kin, _), block in found.items():
        yield kin, block


def _lands(names: Names) -> frozenset[str]:
    """Return the words by which countries and their people are called."""
    states = (x for x in names.entities.values() if x.type == "State")
    called = (y for x in states for y in (*x.aliases, *x.demonyms))
    return frozenset(word for y in called for word in gist(key_of(y)).split())


def _bodies_alike(lands: frozenset[str], one: str, other: str) -> bool:
    (left, kinds), (right, others) = parted(one), parted(other)
    if kinds != others or lands.intersection(left.split()) != lands.intersection(right.split()):
        return False
    return left == right or alike(left, right)


def _near(evidence: Evidence, one: int, other: int) -> bool:
    """Tell whether two names are seen where they can be one."""
    if evidence.anchors[one].family != "group":
        return True
    left, right = evidence.scenes[one], evidence.scenes[other]
    unsaid = not (left and right) and not any(
        x.scope == NAME and is_shared(x.name)
        for x in (evidence.anchors[one], evidence.anchors[other])
    )
    return (unsaid or not left.isdisjoint(right)) and not evidence.outvoted(one, other)


def alike(one: str, other: str) -> bool:
    """Tell whether two names are alike; short ones must sound the same."""
    return sound_alike(one, other) and (
        len(skeleton(one)) >= _BONES or sound(one).split() == sound(other).split()
    )


def named_in_part(evidence: Evidence, clusters: Clusters) -> Iterator[Proposal]:
    """A fuller name of a person, in the same theatre, has all of the shorter one's words.

    It goes on where the shorter one ends, or has a father's name within: Riek Machar is Riek
    Machar Teny. A short name that fuller ones of different people extend is neither.
    """
    del clusters
    people: dict[str, list[tuple[list[str], int]]] = defaultdict(list)
    for kin, name, number in spelled_forms(evidence):
        words = sound(name).split()
        if kin == "person" and words:
            people[skeleton(words[0])].append((words, number))
    for block in people.values():
        yield from _extended(evidence, sorted(block, key=lambda x: len(x[0])))


def _extended(evidence: Evidence, people: list[tuple[list[str], int]]) -> Iterator[Proposal]:
    for i, (words, number) in enumerate(people):
        fuller = [
            (x, n)
            for x, n in people[i + 1 :]
            if n != number and extends(x, words) and seen_together(evidence, n, number)
        ]
        longest = fuller[-1][0] if fuller else []
        if fuller and all(_agree(longest, x) for x, _ in fuller):
            yield Proposal(number, fuller[0][1])


def _agree(longest: Sequence[str], name: Sequence[str]) -> bool:
    """Tell whether the longest of fuller names is, or extends, another one."""
    if len(longest) == len(name):
        return _same(longest, name)
    return extends(longest, name)


def extends(fuller: Sequence[str], shorter: Sequence[str]) -> bool:
    """Tell whether a name goes on where a shorter one ends, or has a father's name within.

    Names are given as words by sound. Ahmad Shah Massoud is not Ahmad Massoud.
    """
    more = len(fuller) - len(shorter)
    if more < 1 or len(shorter) < _PARTS:
        return False
    inner = fuller[1 : 1 + more]
    fathers = all(_FATHER.search(x) for x in inner) or inner[0] in _SON
    return _same(fuller[: len(shorter)], shorter) or (
        fathers and _same((fuller[0], *fuller[1 + more :]), shorter)
    )


def _same(one: Sequence[str], other: Sequence[str]) -> bool:
    return all(fuzz.ratio(a, b) >= _ALIKE for a, b in zip(one, other, strict=True))


def seen_together(evidence: Evidence, one: int, other: int) -> bool:
    """Tell whether reports from one theatre have both names."""
    return bool(evidence.scenes[one] & evidence.scenes[other])
