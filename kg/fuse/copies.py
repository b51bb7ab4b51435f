"""Copies of one text: agency reports that outlets print whole, cut or lightly edited.

A text is known by a sketch of the stretches of four words in it: one-permutation hashing (Li,
Owen and Zhang, One Permutation Hashing, 2012), an estimate of the share that two texts have in
common. Reports written apart share few of them, even on one event; copies share most.
"""

import re
from base64 import b64decode, b64encode
from collections import Counter, defaultdict
from collections.abc import Iterable
from hashlib import blake2b
from typing import Final

_WORD: Final = re.compile(r"\w+")
_WORDS: Final = 4
_BINS: Final = 32
_BYTES: Final = 2
_EMPTY: Final = b"\0\0"
_LEAST_BINS: Final = 8
"""Texts with less in common than so many filled bins are too short to be told apart by them."""
_ALIKE: Final = 0.35
"""Least share of equal bins of two copies: a cut to half leaves 0.5, chance and quotes 0.1."""


def sketch(text: str) -> str:
    """Return the sketch of a text, 88 characters, the same on every machine."""
    words = _WORD.findall(text.casefold())
    least: dict[int, int] = {}
    for n in range(len(words) - _WORDS + 1):
        told = " ".join(words[n : n + _WORDS]).encode("utf-8", "surrogatepass")
        number = int.from_bytes(blake2b(told, digest_size=8).digest())
        place, value = number % _BINS, number // _BINS
        least[place] = min(value, least.get(place, value))
    bins = (
        (least[n] % 0xFFFF + 1).to_bytes(_BYTES) if n in least else _EMPTY for n in range(_BINS)
    )
    return b64encode(b"".join(bins)).decode()


def alike(one: str, other: str) -> bool:
    """Tell whether two sketches are of copies of one text; a text without a sketch has none."""
    pairs = [(x, y) for x, y in zip(_bins(one), _bins(other), strict=False) if _EMPTY not in (x, y)]
    equal = sum(x == y for x, y in pairs)
    return len(pairs) >= _LEAST_BINS and equal >= _ALIKE * len(pairs)


def _bins(made: str) -> list[bytes]:
    packed = b64decode(made)
    return [packed[n : n + _BYTES] for n in range(0, len(packed), _BYTES)]


def originals(documents: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Return for each document the one that it copies, or itself.

    `documents` are (partial date, key, sketch); of copies the first published is the original,
    of one day the first by key. Documents that share no bin are never compared.
    """
    found: dict[str, str] = {}
    sketches: dict[str, str] = {}
    index: defaultdict[tuple[int, bytes], list[str]] = defaultdict(list)
    for date, key, made in sorted(set(documents), key=lambda x: (x[0] or "9999", x[1:])):
        del date
        marks = [x for x in enumerate(_bins(made)) if x[1] != _EMPTY]
        near = Counter(other for mark in marks for other in index[mark])
        same = [x for x, _ in near.most_common() if alike(sketches[x], made)]
        found[key] = same[0] if same else key
        if not same:
            sketches[key] = made
            for mark in marks:
                index[mark].append(key)
    return found
