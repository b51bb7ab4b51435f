"""Reports on wars that never were: any number, each with names of its own."""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

_SYLLABLES = [
    *("ba", "de", "ga", "hi", "ka", "la", "ma", "na", "ra", "sa", "ta", "za", "bur", "dan"),
    *("har", "jal", "kor", "mir", "qas", "sul", "tar", "wad"),
]
_LEADS = [
    "{a} fighters captured {p} from {b} on {day}, the {m} said.",
    "{b} has lost {p} to {a} after a week of fighting, residents said on {day}.",
    "{s}-backed {a} took control of {p} on {day}.",
]
_BODY = [
    "At least {n} fighters of {b} and {k} civilians were killed, according to the {m}.",
    "{s} has supplied {a} with arms and money since the spring.",
    "{b} still holds the town of {q}, some {n} kilometres to the east.",
    "{person}, a spokesman for {a}, denied that his forces had shelled {q}.",
    "{b} claimed responsibility for a car bomb that killed {k} people in {q} on {day}.",
    "The army of {s} carried out air strikes on positions of {b} near {p}.",
    "{person} said that {a} would launch an offensive against {q} next month.",
    "About {n}00 people have fled {p} since the operation began, aid workers said.",
    "{a} and {b} agreed to a ceasefire in {q} in January, but it collapsed within days.",
    "The {m}, which is based in {s}, relies on a network of sources in the region.",
    "Two soldiers of {s} were wounded when a roadside bomb went off outside {p}.",
    "{person} leads {a}, an alliance of local militias that fights {b} in the province of {r}.",
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def reports(number: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """Yield reports of about 150 words as fields of JSON lines; the same for the same seed."""
    for n in range(number):
        yield _report(n, Random(f"{seed}-{n}"))  # noqa: S311 - to be repeated


def write(path: Path, number: int) -> int:
    """Write reports to a file of JSON lines and return their number of words."""
    words = 0
    with path.open("w", encoding="utf-8") as file:
        for report in reports(number):
            words += len(report["text"].split())
            file.write(json.dumps(report) + "\n")
    return words


def _report(number: int, chance: Random) -> dict[str, str]:
    def name(length: int = 3) -> str:
        return "".join(chance.choice(_SYLLABLES) for _ in range(length)).capitalize()

    fixed = {
        "a": f"the {name()} Brigade",
        "b": f"the {name()} Front",
        "m": f"{name()} Monitor",
        "s": name(2) + "ia",
        "p": name(),
        "q": name(),
        "r": name(2),
        "person": f"{name(2)} {name(2)}",
    }

    def filled(template: str) -> str:
        numbers = {"n": str(chance.randint(12, 90)), "k": str(chance.randint(2, 40))}
        sentence = template.format(**fixed, **numbers, day=chance.choice(_DAYS))
        return sentence[0].upper() + sentence[1:]

    lead, body = filled(chance.choice(_LEADS)), [filled(x) for x in chance.sample(_BODY, 9)]
    text = "\n\n".join([lead, *(" ".join(body[n : n + 3]) for n in (0, 3, 6))])
    day = f"20{chance.randint(14, 19)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    title = f"{fixed['p']} changes hands"
    publisher = f"{name(2)} Wire"
    return {
        "id": f"report-{number:06}",
        "title": title,
        "published": day,
        "publisher": publisher,
        "text": f"{title}\n\n{text}",
    }
