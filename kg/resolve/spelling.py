"""What the letters of a name tell, whoever bears it: pure functions on strings."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Final

from rapidfuzz import fuzz

from kg.lexicon.generic import GENERIC, SHARED, SMALL
from kg.lexicon.names import fold, normalise

_WORDS: Final = tomllib.loads((files("kg.resolve") / "words.toml").read_text(encoding="utf-8"))
_TITLES: Final = frozenset(_WORDS["titles"])
_PARTICLES: Final = frozenset(_WORDS["particles"])
_SIDES: Final = frozenset(_WORDS["sides"])
_SPELLINGS: Final[dict[str, str]] = _WORDS["spellings"]
_KINDS: Final = {word: kind for kind, words in _WORDS["kinds"].items() for word in words}

_FAMILIES: Final = {"Person": "person", "Place": "place", "State": "place"}
_ACRONYM: Final = re.compile(r"(?=.*[A-Z].*[A-Z\d])[A-Z\d][A-Z\d.&/-]{1,9}")
_LONGEST_ACRONYM: Final = 7
_LONGEST_PART: Final = 4
"""Letters of an acronym that can be a part of another one."""
_SLUG_LENGTH: Final = 48

_SOUNDS: Final = (
    ("ph", "f"),
    ("kh", "k"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("ch", "sh"),
    ("dj", "j"),
    ("ck", "k"),
    ("q", "k"),
    ("c", "k"),
    ("x", "ks"),
    ("v", "f"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("o", "u"),
    ("e", "a"),
    ("y", "i"),
    ("w", "u"),
)
_ARTICLE: Final = re.compile("o?ul$")
_FEMININE: Final = re.compile("(?<=[^l]a)h$")
_SHORT: Final = 4
_VOICED: Final = frozenset("aiu")
_VOWELS: Final = re.compile("[aiu]")
_DOUBLE: Final = re.compile(r"(.)\1+")
_WORD_ALIKE: Final = 75.0
_NAME_ALIKE: Final = 85.0


def family(kind: str) -> str:
    """Return the family of an entity type; only types of one family can be one entity.

    "group" (armed groups, forces, coalitions, organisations, outlets), "person", "place" (a
    country is a place and an actor at once).
    """
    return _FAMILIES.get(kind, "group")


def may_be(kind: str, listed: str) -> bool:
    """Tell whether a participant of type `kind` can be a listed entity of type `listed`.

    A place that is no state does not act, and an outlet is an organisation or nothing.
    """
    if kind == "State" and listed == "Place":
        return False
    if kind == "MediaOutlet" and listed not in {"MediaOutlet", "Organisation"}:
        return False
    return family(kind) == family(listed)


@lru_cache(maxsize=1 << 13)
def key_of(name: str) -> str:
    """Return the form under which spellings of one name meet (see `kg.lexicon.names.normalise`)."""
    return normalise(name)


def slug(name: str) -> str:
    """Return `name` as lower-case ASCII words joined by hyphens; "entity" when none is left."""
    text = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")
    return text[:_SLUG_LENGTH].strip("-") or "entity"


def is_acronym(name: str) -> bool:
    """Tell whether `name` is one short word of capitals and digits: SDF, IS-K, U.N., M23."""
    letters = re.sub(r"[^A-Z\d]", "", name)
    return len(letters) <= _LONGEST_ACRONYM and _ACRONYM.fullmatch(name) is not None


@lru_cache(maxsize=1 << 13)
def fits(acronym: str, name: str) -> bool:
    """Tell whether the letters of `acronym` are the initials of `name`.

    Small words may count or not, and a short word that is an acronym itself counts whole (IRA).
    """
    letters = re.sub(r"[^a-z\d]", "", acronym.casefold())
    return bool(letters) and _spelled(letters, fold(name).split())


def _spelled(letters: str, words: list[str]) -> bool:
    if not words:
        return not letters
    word, rest = words[0], words[1:]
    if word[0] == letters[:1] and _spelled(letters[1:], rest):
        return True
    whole = 1 < len(word) <= _LONGEST_PART and letters.startswith(word)
    if whole and _spelled(letters[len(word) :], rest):
        return True
    return word in SMALL and _spelled(letters, rest)


def own_words(key: str) -> dict[str, float]:
    """Return the words of a normalised name that tell it from others, with how much they tell."""
    words = [w for w in key.split() if w not in GENERIC and w not in SMALL]
    return {w: 0.5 if w in SHARED else 1.0 for w in words}


def untitled(name: str) -> str:
    """Return the name of a person without titles before it, as it is written."""
    words = name.split()
    while len(words) > 1 and _is_title(words[0]):
        del words[0]
    return " ".join(words)


def _is_title(word: str) -> bool:
    parts = key_of(word).split()
    return bool(parts) and all(part in _TITLES for part in parts)


@lru_cache(maxsize=1 << 13)
def person_key(name: str) -> str:
    """Return the normalised name of a person without titles before it."""
    words = key_of(name).split()
    while len(words) > 1 and words[0] in _TITLES:
        del words[0]
    return " ".join(words)


def parted(key: str) -> tuple[str, frozenset[str]]:
    """Return the words of a gist that are not generic, in their order, and those that are."""
    words = key.split()
    generic = frozenset(w for w in words if w in GENERIC or f"{w}s" in GENERIC)
    return " ".join(w for w in words if w not in generic), generic


@lru_cache(maxsize=1 << 13)
def gist(key: str) -> str:
    """Return a normalised name of a group in one English spelling, without plurals, small words."""
    words = (_SPELLINGS.get(w, w) for w in key.split() if w not in SMALL)
    return " ".join(_singular(w) for w in words)


def _singular(word: str) -> str:
    many = len(word) > _SHORT and word.endswith("s") and not word.endswith("ss")
    return word[:-1] if many else word


def is_full_person(key: str) -> bool:
    """Tell whether a normalised name has two words of its own; a surname alone has one."""
    return sum(word not in _PARTICLES for word in key.split()) > 1


def place_key(name: str) -> tuple[str, str]:
    """Return the normalised name of a place and the kind its words give, "" when none.

    ("hasaka", "region") for "Hasaka province"; the City of "Gaza City" is part of the name.
    """
    words = key_of(name).split()
    kind = _KINDS.get(words[-1], "") if words else ""
    if len(words) > 1 and kind:
        whole = name.endswith("City") or (kind == "water" and words[-1] != "river")
        return " ".join(words if whole else words[:-1]), kind
    if len(words) > 2 and words[1] == "of" and words[0] in _KINDS:
        return " ".join(words[2:]), _KINDS[words[0]]
    return " ".join(words), ""


def place_kind(name: str, descriptions: tuple[str, ...]) -> str:
    """Return the kind that `descriptions` give the place called `name`, "" when none or several.

    Only a description that has the name counts: "the eastern province of Hasaka".
    """
    bare = place_key(name)[0]
    found = set()
    for text in descriptions:
        key = key_of(text)
        before, met, after = f" {key} ".partition(f" {bare} ")
        if met:
            near = (*before.split()[-2:], *after.split()[:1])
            found |= {_KINDS[word] for word in near if word in _KINDS}
    return found.pop() if len(found) == 1 else ""


@lru_cache(maxsize=1 << 13)
def sound(key: str) -> str:
    """Return a normalised name with the letters folded that transliterations differ in."""
    words = [word for word in key.replace("abdal lah", "abdullah").split() if word != "al"]
    bound = [_unbound(word) for word in words[:-1]]
    return " ".join(_DOUBLE.sub(r"\1", _fold_sounds(word)) for word in (*bound, *words[-1:]))


def _unbound(word: str) -> str:
    """Return a word without what ties it to the next: Jamaatul, Harakat and Harakah are one."""
    bare = _ARTICLE.sub("", word) if len(word) > _SHORT else word
    return re.sub(r"(?<=a)[th]$", "", bare) if len(bare) > _SHORT else bare


def _fold_sounds(word: str) -> str:
    word = word.removesuffix("h") if word.endswith("llah") else word
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return _FEMININE.sub("", word) if len(word) > _SHORT else word


def skeleton(key: str) -> str:
    """Return the consonants of a normalised name, words run together: the key of a block."""
    return _VOWELS.sub("", sound(key).replace(" ", ""))


def _begin_apart(one: str, other: str) -> bool:
    return one[0] != other[0] and not {one[0], other[0]} <= _VOICED


def _sides(key: str) -> frozenset[str]:
    return _SIDES.intersection(key.split())


def sound_alike(one: str, other: str) -> bool:
    """Tell whether two normalised names may be transliterations of one.

    They need the same consonants, every word alike in its vowels, and the whole more so:
    Khaled and Khalid are, Hassan and Hussein are not.
    """
    if skeleton(one) != skeleton(other) or _sides(one) != _sides(other):
        return False
    left, right = sound(one).split(), sound(other).split()
    if not left or not right:
        return False  # a name of which nothing is left ("al") tells nothing
    if len(left) != len(right):
        left, right = ["".join(left)], ["".join(right)]
    pairs = list(zip(left, right, strict=True))
    if any(a[-1] != b[-1] or fuzz.ratio(a, b) < _WORD_ALIKE for a, b in pairs):
        return False  # Mario is not Maria
    if any(_begin_apart(a, b) and fuzz.ratio(a, b) < _NAME_ALIKE for a, b in pairs):
        return False  # Assad is not Saeed; Ezzor is ez-Zor
    return fuzz.ratio(" ".join(left), " ".join(right)) >= _NAME_ALIKE
