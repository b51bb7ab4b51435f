"""A name and what reports put around it: titles, who leads a force, what kind of thing it is."""

import re
from functools import lru_cache
from typing import Final

from kg.resolve.spelling import family, is_acronym, key_of, place_key, untitled

_LED: Final = re.compile(
    r"^(?:the )?(?:[\w.]+(?:-[\w.]+)*[-\u2013](?:led|backed|aligned|allied|supported|sponsored)|"
    r"paramilitary|rebel|militant|extremist|insurgent|jihadist|Islamist) (?=[A-Z])"
)
_TAIL: Final = re.compile(
    r"(?<=\w) (?:militia|militiamen|rebels?|fighters?|militants?|group|movement|insurgents?|"
    r"mercenaries|guerrillas?|gunmen|jihadists?|extremists|terrorists?|gang)$"
)


_COUNTED: Final = re.compile(
    r"(?:(?:an?|no|its|their|his|her|some|several|both|many|few|dozens|hundreds|thousands|all|"
    r"at least|more than|nearly|about|around|[\d,.]+|one|two|three|four|five|six|seven|eight|nine|"
    r"ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?)\s+)+.*\b[a-z]\w*",
    re.IGNORECASE,
)


def is_counted(name: str) -> bool:
    """Tell whether a name is a count or a mention of people: five Malian soldiers, its troops.

    The last word of a name that begins so (Five Seconds, 1920 Revolution Brigades) is a capital.
    """
    last = name.split()[-1:] or [""]
    return last[0][:1].islower() and _COUNTED.fullmatch(name) is not None


@lru_cache(maxsize=1 << 13)
def core(name: str) -> str:
    """Return the name of a group without who leads it and what it is.

    "Syrian Democratic Forces" of "Kurdish-led Syrian Democratic Forces", "M23" of "M23 rebels";
    words in capitals belong to the name (Houthi Movement).
    """
    bare = _LED.sub("", name)
    return _TAIL.sub("", bare) or bare


def readings(kind: str, name: str) -> tuple[str, ...]:
    """Return under what a participant of type `kind` may be listed: `name` itself first."""
    kin = family(kind)
    if kin == "person":
        found = (name, untitled(name))
    elif kin == "place":
        found = (name, place_key(name)[0])
    else:
        found = (name, core(name))
    return tuple(dict.fromkeys(x for x in found if x))


def acronyms(kind: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the acronyms among names; towns in datelines and persons have none."""
    if kind in {"Place", "Person"}:
        return ()
    cores = (core(n) for n in names)
    return tuple(dict.fromkeys(x.replace(".", "") for x in cores if is_acronym(x)))


def body_names(kind: str, names: tuple[str, ...]) -> list[str]:
    """Return the keys of the names of a group that are no acronyms."""
    if kind in {"Place", "Person"}:
        return []
    cores = (core(n) for n in names if not is_counted(n))
    return [k for x in cores if not is_acronym(x) and (k := key_of(x))]
