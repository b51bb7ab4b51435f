"""Facts and statements as sentences: parts of words and of references to entities."""

import math
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from kg.web.pages.words import EVENT_WORDS, ROLES, term
from kg.web.shown.values import Evidence, Fact, Ref, Statement

_BRIEF: Final = 140
_MONTHS: Final = ("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split()


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence: words of ours, or a reference to an entity."""

    words: str = ""
    ref: Ref | None = None
    strong: bool = False
    """Whether it is the word that tells what happened."""


@dataclass(frozen=True, slots=True)
class Verb:
    """How a class of events is told; `direct` is the role that follows without a preposition."""

    active: str
    passive: str
    alone: str
    direct: str = "target"


_VERBS: Final = {
    "Capture": Verb("captured", "was captured", "captured a place", "place"),
    "Withdrawal": Verb("withdrew from", "was given up", "withdrew", "place"),
    "Battle": Verb("fought", "was fought", "fought a battle"),
    "Operation": Verb(
        "launched an operation against", "faced an operation", "launched an operation"
    ),
    "Strike": Verb("struck", "was struck", "carried out a strike"),
    "Attack": Verb("attacked", "was attacked", "carried out an attack"),
    "Killing": Verb("killed", "was killed", "killed somebody"),
    "Abduction": Verb("abducted", "was abducted", "abducted people"),
    "Detention": Verb("detained", "was detained", "detained people"),
    "Agreement": Verb("made an agreement with", "was party to an agreement", "made an agreement"),
    "Threat": Verb("threatened", "was threatened", "threatened force"),
}
_PEOPLE: Final = {
    "civilians": "civilians",
    "fighters": "fighters",
    "security": "security personnel",
    "other": "others",
    "unspecified": "people",
}


def parts(said: Fact | Statement) -> list[Part]:
    """Return a fact or a claim as a sentence."""
    if said.form == "relation":
        told = _relation(said)
    elif said.form == "event":
        told = _event(said)
    else:
        told = _figure(said)
    return told


def plain(said: Fact | Statement) -> str:
    """Return a fact or a claim as a sentence without references."""
    found = (x.ref.name if x.ref else x.words for x in parts(said))
    return " ".join(found).replace(" ,", ",")


def _relation(said: Fact | Statement) -> list[Part]:
    word = term(said.predicate)
    over = said.modality == "past" and word.past
    verb = Part(word.past if over else word.shown, strong=True)
    return [*_some(said, "subject"), verb, *_share(said), *_some(said, "object")]


def _share(said: Fact | Statement) -> list[Part]:
    return [Part(f"{said.extent} of")] if said.extent else []


def _event(said: Fact | Statement) -> list[Part]:
    verb = _VERBS.get(said.predicate)
    if verb is None:
        return [Part(said.predicate, strong=True)]
    roles, direct = said.roles, verb.direct
    if roles.get("agent"):
        told = [*_refs(roles["agent"])]
        has = bool(roles.get(direct))
        told.append(Part(verb.active if has else verb.alone, strong=True))
        told += _share(said) if has and direct == "place" else []
        told += _refs(roles.get(direct, []))
    elif roles.get(direct):
        told = [*(_share(said) if direct == "place" else []), *_refs(roles[direct])]
        told += [Part(verb.passive, strong=True)]
    else:
        told = [Part(EVENT_WORDS[said.predicate].shown, strong=True)]
    for role in ("target", "place", "from", "claimedBy", "blamedOn"):
        if role != direct and roles.get(role):
            told += [Part(ROLES[role]), *_refs(roles[role])]
    return told


def _figure(said: Fact | Statement) -> list[Part]:
    people = _PEOPLE.get(said.who, said.who or "people")
    told = [Part(number(said.low, said.high), strong=True), Part(people)]
    force, whose = said.predicate == "strength", _refs(said.roles.get("of", []))
    told += [Part("in" if force else "of"), *whose] if whose else []
    told += [] if force else [Part(said.predicate)]
    by = _refs(said.roles.get("by", []))
    return told + ([Part("by"), *by] if by else [])


def _some(said: Fact | Statement, role: str) -> list[Part]:
    return _refs(said.roles.get(role, [])) or [Part("?")]


def _refs(found: list[Ref]) -> list[Part]:
    told: list[Part] = []
    for n, ref in enumerate(found):
        if n:
            told.append(Part("and" if n == len(found) - 1 else ","))
        told.append(Part(ref=ref))
    return told


def number(low: int | None, high: int | None) -> str:
    """Return a number of people with its bounds."""
    if low is None and high is None:
        return "an unknown number of"
    if low == high:
        return f"{low:,}"
    if high is None:
        return f"at least {low:,}"
    return f"at most {high:,}" if low is None else f"{low:,} to {high:,}"


def day(date: str) -> str:
    """Return a date as people write it: "14 Dec 2018", "Dec 2018", "2018"."""
    year, _, rest = date.partition("-")
    month, _, number_ = rest.partition("-")
    if not (month.isdigit() and 1 <= int(month) <= len(_MONTHS)):
        return date
    return " ".join(x for x in (number_.lstrip("0"), _MONTHS[int(month) - 1], year) if x)


def percent(share: float) -> str:
    """Return a share as "89 %", rounded down, so that 50 % is a half; "–" for no number."""
    return f"{math.floor(share * 100 + 1e-9)}\N{NO-BREAK SPACE}%" if math.isfinite(share) else "–"


def kinds(types: list[str]) -> list[str]:
    """Return the types of an entity as pages show them: a state is a place without saying."""
    return [x for x in types if x != "Place" or "State" not in types]


def once(found: list[Evidence]) -> list[Evidence]:
    """Return evidence with each sentence once: one may carry several claims."""
    return list({(x.source.key, x.start, x.end): x for x in reversed(found)}.values())[::-1]


def brief(text: str, most: int = _BRIEF) -> str:
    """Return a text on one line, cut to `most` characters at a word."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    return f"{cut.rsplit(' ', 1)[0] if ' ' in cut[most // 2 :] else cut}…"


def safe_url(address: str) -> str:
    """Return an address that a link may lead to: of the web, or nothing."""
    try:
        parsed = urlsplit(address)
    except ValueError:
        return ""
    return address if parsed.scheme in ("http", "https") and parsed.netloc else ""
