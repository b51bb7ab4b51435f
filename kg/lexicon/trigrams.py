"""Find the names most like a given one among very many, in well under a millisecond.

Names meet by the groups of three letters they share (numpy arrays, which can be kept as bytes);
the few that share most are compared in full by rapidfuzz. The answer never depends on how or
where the index was built.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from kg.lexicon.spelling import normalise

Ints = npt.NDArray[np.int32]

_BITS: Final = 6
"""Letters fall into 64 classes: ASCII letters and digits one each, all others by their number."""
_CODES: Final = 1 << (3 * _BITS)
_SPACE: Final = 1
_KEPT: Final = 200
"""So many names are compared in full."""
_SHORTLIST: Final = 0.35
"""Share of the best overlap that a name needs to be compared in full."""


class Near(NamedTuple):
    """A name like the one asked for: its place in the list, and how like it is, 0…1."""

    position: int
    likeness: float


@dataclass(frozen=True, slots=True)
class Trigrams:
    """An index of names: keys as `normalise` gives them, and which of them have which trigram."""

    keys: tuple[str, ...]
    starts: Ints
    """For each code of a trigram where its names begin in `members`; one more at the end."""
    members: Ints
    sizes: Ints
    """Number of distinct trigrams of each name."""

    def nearest(self, name: str, limit: int = 5, floor: float = 0.8) -> tuple[Near, ...]:
        """Return the names at least `floor` like `name`, the most like first; equals in order."""
        key = normalise(name)
        found = self._shortlist(key) if key else ()
        texts = [self.keys[n] for n in found]
        ranked = process.extract(
            key, texts, scorer=fuzz.ratio, limit=None, score_cutoff=100 * floor
        )
        near = sorted((-score / 100, found[n]) for _, score, n in ranked)
        return tuple(Near(position, -likeness) for likeness, position in near[:limit])

    def _shortlist(self, key: str) -> list[int]:
        """Return the names that share most trigrams with `key`, in the order of the list."""
        codes = np.unique(_codes(key))
        lists = [self.members[self.starts[c] : self.starts[c + 1]] for c in codes]
        if not any(map(len, lists)):
            return []
        shared = np.bincount(np.concatenate(lists), minlength=len(self.keys))
        some = np.flatnonzero(shared > len(codes) // 5)
        overlap = 2 * shared[some] / (len(codes) + self.sizes[some])
        if len(some) > _KEPT:
            order = np.argsort(-overlap, kind="stable")[:_KEPT]
            some, overlap = some[order], overlap[order]
        best = overlap.max(initial=0.0)
        return sorted(some[overlap >= _SHORTLIST * best].tolist())


def build(names: Sequence[str]) -> Trigrams:
    """Index `names` in their order; 100,000 of them take about a second."""
    keys = tuple(normalise(name) for name in names)
    text = np.concatenate([_codes(key) for key in keys] or [np.zeros(0, np.int64)])
    lengths = np.fromiter((len(_padded(key)) - 2 for key in keys), np.int64, len(keys))
    pairs = np.unique(text * len(keys) + np.repeat(np.arange(len(keys)), lengths))
    codes, members = np.divmod(pairs, max(1, len(keys)))
    counts = np.bincount(codes, minlength=_CODES)
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    sizes = np.bincount(members, minlength=len(keys)).astype(np.int32)
    return Trigrams(keys, starts, members.astype(np.int32), sizes)


def _padded(key: str) -> str:
    return f"  {key} "


def _codes(key: str) -> npt.NDArray[np.int64]:
    """Return the codes of the trigrams of `key`, one for each letter and one more."""
    letters = np.frombuffer(_padded(key).encode("utf-32-le"), np.uint32).astype(np.int64)
    small = np.where(letters < 128, _ASCII[np.minimum(letters, 127)], 38 + letters % 26)
    return (small[:-2] << 2 * _BITS) | (small[1:-1] << _BITS) | small[2:]


def _classes() -> npt.NDArray[np.int64]:
    table = np.zeros(128, np.int64)
    table[ord(" ")] = _SPACE
    for offset, (first, last) in ((2, "az"), (28, "09")):
        table[ord(first) : ord(last) + 1] = offset + np.arange(ord(last) - ord(first) + 1)
    return table


_ASCII: Final = _classes()
