"""Reports on wars that never were in which names come back: any number, told from a few hundred.

Each war has its groups, towns, persons and monitors; the wars in the news are reported on more
than others. Copies of a record stand for further reports: their made-up names are replaced by
others of the same length, so every quote still stands where it stood.
"""

import re
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Final

_SYLLABLES: Final = [
    *("ba", "de", "ga", "hi", "ka", "la", "ma", "na", "ra", "sa", "ta", "za", "bur", "dan"),
    *("har", "jal", "kor", "mir", "qas", "sul", "tar", "wad"),
]
_LEADS: Final = [
    "{a} fighters captured {p} from {b} on {day}, the {m} said.",
    "{b} has lost {p} to {a} after a week of fighting, residents said on {day}.",
    "{s}-backed {a} took control of {p} on {day}.",
    "{a} and {b} clashed in {p} on {day}.",
]
_BODY: Final = [
    "At least {n} fighters of {b} and {k} civilians were killed, according to the {m}.",
    "{s} has supplied {a} with arms and money since the spring.",
    "{b} still holds the town of {q}, some {n} kilometres to the east.",
    "{person}, a spokesman for {a}, denied that his forces had shelled {q}.",
    "{b} claimed responsibility for a car bomb that killed {k} people in {q} on {day}.",
    "The army of {s} carried out air strikes on positions of {b} near {p}.",
    "About {n}00 people have fled {p} since the operation began, aid workers said.",
    "{a} and {b} agreed to a ceasefire in {q} in January, but it collapsed within days.",
    "The {m}, which is based in {s}, relies on a network of sources in the region.",
    "Two soldiers of {s} were wounded when a roadside bomb went off outside {p}.",
    "{person} leads {a}, an alliance of local militias that fights {b} in the province of {r}.",
    "Islamic State fighters attacked {a} near {p} on {day}, the Syrian Observatory said.",
    "Russia and Turkey called on {b} to leave {q}.",
]
_DAYS: Final = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_PER_WAR: Final = 25
_MADE: Final = re.compile(f"(?:{'|'.join(_SYLLABLES)})+")
_WORD: Final = re.compile(r"\b[A-Z][a-z]{3,}\b")
_YEAR: Final = re.compile(r"\b20\d\d(?=-\d\d)")


def texts(number: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """Yield reports of about 100 words as fields of JSON lines; the same for the same seed."""
    wars = max(1, number // _PER_WAR)
    for n in range(number):
        chance = Random(f"{seed}-{n}")  # noqa: S311 - to be repeated
        yield _report(n, _war(int(wars * chance.random() ** 2), seed), chance)


def copies(lines: list[str], number: int) -> Iterator[tuple[str, str, str]]:
    """Yield (key, digest, line) of so many records: first `lines`, then their copies in turns.

    Half of the names of a copy are its own, the others are those of the first telling.
    """
    for n in range(number):
        turn, of = divmod(n, len(lines))
        line = lines[of]
        if turn:
            line = _WORD.sub(lambda x, turn=turn: _renamed(x[0], turn), line)  # type: ignore[misc]
            line = _YEAR.sub(str(2010 + turn % 15), line)
        key = f"report-{n:06}"
        yield key, f"{turn}-{of}", line.replace(f"report-{of:06}", key)


@cache
def _war(number: int, seed: int) -> dict[str, list[str]]:
    chance = Random(f"war-{seed}-{number}")  # noqa: S311 - to be repeated

    def names(count: int, length: int, form: str = "{}") -> list[str]:
        return [form.format(_name(chance, length)) for _ in range(count)]

    return {
        "group": [*names(3, 3, "the {} Brigade"), *names(3, 3, "the {} Front")],
        "monitor": names(2, 3, "{} Monitor"),
        "state": [f"{x}ia" for x in names(2, 2)],
        "town": names(20, 3),
        "province": names(3, 2),
        "person": [f"{a} {b}" for a, b in zip(names(8, 2), names(8, 2), strict=True)],
        "wire": names(2, 2, "{} Wire"),
    }


def _report(number: int, war: dict[str, list[str]], chance: Random) -> dict[str, str]:
    one, other = chance.sample(war["group"], 2)
    town, next_town = chance.sample(war["town"], 2)
    fixed = {
        "a": one,
        "b": other,
        "p": town,
        "q": next_town,
        "m": chance.choice(war["monitor"]),
        "s": chance.choice(war["state"]),
        "r": chance.choice(war["province"]),
        "person": chance.choice(war["person"]),
    }

    def filled(template: str) -> str:
        numbers = {"n": str(chance.randint(12, 90)), "k": str(chance.randint(2, 40))}
        sentence = template.format(**fixed, **numbers, day=chance.choice(_DAYS))
        return sentence[0].upper() + sentence[1:]

    lead, body = filled(chance.choice(_LEADS)), [filled(x) for x in chance.sample(_BODY, 6)]
    text = "\n\n".join([lead, *(" ".join(body[n : n + 3]) for n in (0, 3))])
    day = f"20{chance.randint(14, 19)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return {
        "id": f"report-{number:06}",
        "title": f"{town} changes hands",
        "published": day,
        "publisher": chance.choice(war["wire"]),
        "text": f"{town} changes hands\n\n{text}",
    }


def _name(chance: Random, length: int) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(length)).capitalize()


@cache
def _renamed(word: str, turn: int) -> str:
    """Return another made-up name of the same length for a made-up name, else the word."""
    chance = Random(f"{word}-{turn}")  # noqa: S311 - to be repeated
    stem = word.removesuffix("ia") if word.endswith("ia") else word
    if not _MADE.fullmatch(stem.lower()) or chance.random() < 1 / 2:
        return word
    made, ends = "", {len(stem), *range(len(stem) - 1)}
    while len(made) != len(stem):
        fitting = [x for x in _SYLLABLES if len(made) + len(x) in ends]
        made = made + chance.choice(fitting) if fitting else ""
    return made.capitalize() + word[len(stem) :]
