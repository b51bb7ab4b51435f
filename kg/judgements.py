"""What people have decided: who is one and who is not, which statement is right and which is wrong.

A judgement is appended to the journal of a dataset (`kg.graph.journal`) and never changed; another
one may undo it. It names an entity by what stays when other reports come or go: the key that one
of its names has by itself, its names, and one place where a report mentions it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final, Self

from kg.errors import InputError
from kg.model import Fact, digest

SAME: Final = "same"
DIFFERENT: Final = "different"
ACCEPT: Final = "accept"
REJECT: Final = "reject"
LINK: Final = "link"
UNDO: Final = "undo"
VERDICTS: Final = (SAME, DIFFERENT, ACCEPT, REJECT, LINK, UNDO)
IDENTITY: Final = frozenset({SAME, DIFFERENT})
_OPTIONAL: Final = frozenset({"entities", "statement", "undoes", "note"})
_ITEM: Final = re.compile(r"Q[1-9]\d{0,11}", re.ASCII)
FACT: Final = "fact"
CLAIM: Final = "claim"


@dataclass(frozen=True, slots=True)
class Meant:
    """An entity as a judgement means it; a build looks for its key, its mention, its names."""

    names: tuple[str, ...]
    """What it was called, the words of the judge first."""
    type: str
    """One of `kg.vocabulary.ENTITY_TYPES`."""
    key: str = ""
    """Key at the time; "" when one name of an entity is meant and not all of it."""
    mention: tuple[str, int, int] | None = None
    """Document, first character and end of a mention, for what has no name of its own."""
    participant: tuple[str, str] | None = None
    """Document and local id of that mention, as a build finds them; not kept."""

    def is_like(self, other: "Meant") -> bool:
        """Tell whether two judgements mean one entity, as far as their words show."""
        if self.key and other.key:
            return self.key == other.key
        folded = {_fold(x) for x in self.names[:1]}
        return self.type == other.type and not folded.isdisjoint(_fold(x) for x in other.names)


KeyOf = Callable[[Meant], str | None]
"""Tells the key that an entity has now; None when the corpus does not know it."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact or a claim as a judgement means it."""

    kind: str
    """`FACT` or `CLAIM`."""
    key: str
    words: str
    """What it says, for people."""
    predicate: str = ""
    """Of a fact, with `claims`: finds it again when its entities have other keys."""
    claims: tuple[str, ...] = ()
    """Keys of the claims that supported it."""
    roles: tuple[tuple[str, tuple[Meant, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """One line of the journal."""

    number: int
    """Its place in the journal, from 1."""
    verdict: str
    """One of `VERDICTS`."""
    by: str
    at: str
    """ISO 8601 with a time zone."""
    entities: tuple[Meant, ...] = ()
    """Two, for `SAME` and `DIFFERENT`; one, for `LINK`."""
    statement: Statement | None = None
    """For `ACCEPT` and `REJECT`."""
    undoes: int | None = None
    """For `UNDO`: the number of the judgement that no longer holds."""
    note: str = ""
    item: str = ""
    """For `LINK`: the item of Wikidata that the entity is, as "Q…"."""
    score: float | None = None
    """For `LINK`: how sure it is, 0 to 1; None when a person says so."""

    def __str__(self) -> str:
        """Return it as a sentence."""
        if self.item:
            sure = "" if self.score is None else f", score {self.score:.2f}"
            said = f"“{self.entities[0].names[0]}” is {self.item}{sure}"
        elif self.entities:
            relation = "is" if self.verdict == SAME else "is not"
            said = f" {relation} ".join(f"“{x.names[0]}”" for x in self.entities)
        elif self.statement is not None:
            said = f"{self.statement.kind} “{self.statement.words}” {self.verdict}ed"
        else:
            said = f"judgement {self.undoes} taken back"
        return f"{said} ({self.by}, {self.at[:10]}{f': {self.note}' if self.note else ''})"


def to_json(judgement: Judgement) -> dict[str, Any]:
    """Return a judgement as plain JSON values, without what is empty."""
    value = asdict(judgement)
    meant = [*value["entities"]]
    if value["statement"] is not None:
        meant += [one for _, who in value["statement"]["roles"] for one in who]
    for one in meant:
        del one["participant"]
    return {x: y for x, y in value.items() if x not in _OPTIONAL or y not in ((), "", None)}


def from_json(value: dict[str, Any]) -> Judgement:
    """Return the judgement that JSON values stand for; InputError when they are none."""
    try:
        found = _judgement(value)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"not a judgement: {type(error).__name__}: {error}") from error
    complete = {
        SAME: len(found.entities) == 2,
        DIFFERENT: len(found.entities) == 2,
        ACCEPT: found.statement is not None,
        REJECT: found.statement is not None,
        LINK: len(found.entities) == 1 and is_item(found.item),
        UNDO: found.undoes is not None,
    }
    if not complete.get(found.verdict):
        raise InputError(f"not a judgement: {found.verdict!r} of nothing")
    return found


def _judgement(value: dict[str, Any]) -> Judgement:
    said = value.get("statement")
    undoes = value.get("undoes")
    return Judgement(
        number=int(value["number"]),
        verdict=str(value["verdict"]),
        by=str(value["by"]),
        at=str(value["at"]),
        entities=tuple(_meant(x) for x in value.get("entities", ())),
        statement=None if said is None else _statement(said),
        undoes=None if undoes is None else int(undoes),
        note=str(value.get("note", "")),
        item=str(value.get("item", "")),
        score=None if value.get("score") is None else float(value["score"]),
    )


def is_item(text: str) -> bool:
    """Tell whether `text` is the id of an item of Wikidata."""
    return _ITEM.fullmatch(text) is not None


def _meant(value: dict[str, Any]) -> Meant:
    names = tuple(str(x) for x in value["names"])
    if not names:
        raise ValueError("an entity without a name")
    document, start, end = value.get("mention") or (None, 0, 0)
    mention = None if document is None else (str(document), int(start), int(end))
    return Meant(names, str(value["type"]), str(value["key"]), mention)


def _statement(value: dict[str, Any]) -> Statement:
    return Statement(
        kind=str(value["kind"]),
        key=str(value["key"]),
        words=str(value["words"]),
        predicate=str(value.get("predicate", "")),
        claims=tuple(str(x) for x in value.get("claims", ())),
        roles=tuple((str(r), tuple(map(_meant, who))) for r, who in value.get("roles", ())),
    )


def standing(journal: Sequence[Judgement]) -> list[Judgement]:
    """Return the judgements that hold, in their order; an undo may itself be undone."""
    undone = _undone(journal)
    return [x for x in journal if x.undoes is None and x.number not in undone]


def is_standing(judgement: Judgement, journal: Sequence[Judgement]) -> bool:
    """Tell whether a line of the journal, which may be an undo itself, was not undone."""
    return judgement.number not in _undone(journal)


def _undone(journal: Sequence[Judgement]) -> set[int]:
    undone: set[int] = set()
    for x in reversed(journal):
        if x.undoes is not None and x.number not in undone:
            undone.add(x.undoes)
    return undone


def contradicted(new: Judgement, holding: Sequence[Judgement]) -> list[Judgement]:
    """Return the standing judgements that together rule `new` out, in their order; [] if none.

    That A is B and B is C rules out that A is not C; A is not B rules out that A is B. Of a
    statement, the opposite verdict does.
    """
    if new.statement is not None:
        return [x for x in holding if x.statement and _opposite(new, x)]
    if new.verdict == LINK:
        (who,) = new.entities
        return [x for x in holding if x.verdict == LINK and x.entities[0].is_like(who)]
    if new.verdict == DIFFERENT:
        one, other = new.entities
        return sorted(path(one, other, holding) or (), key=lambda x: x.number)
    for x in holding:
        if x.verdict == DIFFERENT:
            for left, right in (x.entities, x.entities[::-1]):
                ways = path(new.entities[0], left, holding), path(new.entities[1], right, holding)
                if None not in ways:
                    found = {y.number: y for way in ways for y in way or ()} | {x.number: x}
                    return [found[n] for n in sorted(found)]
    return []


def _opposite(one: Judgement, other: Judgement) -> bool:
    left, right = one.statement, other.statement
    same = left and right and (left.kind, left.key) == (right.kind, right.key)
    return bool(same) and one.verdict != other.verdict


def path(start: Meant, goal: Meant, holding: Sequence[Judgement]) -> list[Judgement] | None:
    """Return the judgements by which `start` is `goal`: [] when they are alike, None if no way."""
    ways: list[tuple[Meant, list[Judgement]]] = [(start, [])]
    seen: set[int] = set()
    for here, so_far in ways:  # grows as it goes: breadth first
        if here.is_like(goal):
            return so_far
        for x in holding:
            if x.verdict == SAME and x.number not in seen:
                ends = [b for a, b in (x.entities, x.entities[::-1]) if a.is_like(here)]
                seen.update([x.number] if ends else [])
                ways += [(end, [*so_far, x]) for end in ends]
    return None


class Judgements:
    """The judgements that hold, as a build obeys them."""

    def __init__(self, journal: Sequence[Judgement] = ()) -> None:
        """Take the lines of a journal."""
        self.holding = standing(journal)
        said = [(x.verdict, x.statement) for x in self.holding if x.statement]
        self._verdicts = {(s.kind, s.key): verdict for verdict, s in said}
        self._facts = [(verdict, s) for verdict, s in said if s.kind == FACT]

    def __bool__(self) -> bool:
        """Tell whether there are any."""
        return bool(self.holding)

    @property
    def digest(self) -> str:
        """Digest of what was decided, whoever decided it and when; "" for nothing."""
        lines = (repr((x.verdict, x.entities, x.statement, x.item, x.score)) for x in self.holding)
        return digest(*lines) if self.holding else ""

    def identities(self) -> Iterator[Judgement]:
        """Yield those on who is one, in their order."""
        return (x for x in self.holding if x.verdict in IDENTITY)

    def links(self, key_of: KeyOf) -> dict[str, tuple[str, float]]:
        """Return key → item and score of the entities that were linked, as far as they exist."""
        found = {}
        for x in self.holding:
            if x.verdict == LINK and (key := key_of(x.entities[0])):
                found[key] = (x.item, 1.0 if x.score is None else x.score)
        return found

    def meant(self) -> Iterator[Meant]:
        """Yield every entity that some judgement names."""
        for x in self.holding:
            yield from x.entities
            if x.statement:
                yield from (one for _, who in x.statement.roles for one in who)

    def located(self, find: Callable[[tuple[str, int, int]], tuple[str, str] | None]) -> Self:
        """Return them with the participant of each mention, as `find` knows it now."""

        def at(one: Meant) -> Meant:
            return replace(one, participant=one.mention and find(one.mention))

        def placed(x: Judgement) -> Judgement:
            said = x.statement and replace(
                x.statement, roles=tuple((r, tuple(map(at, y))) for r, y in x.statement.roles)
            )
            return replace(x, entities=tuple(map(at, x.entities)), statement=said)

        return type(self)([*map(placed, self.holding)])

    def on_claim(self, key: str) -> str | None:
        """Return `ACCEPT`, `REJECT` or None for a claim."""
        return self._verdicts.get((CLAIM, key))

    def on_facts(self, key_of: KeyOf) -> str:
        """Return what was judged of facts and the keys of all that is meant; "" for nothing."""
        said = [
            (x, s.key, [[key_of(y) for y in who] for _, who in s.roles]) for x, s in self._facts
        ]
        return digest(repr(said)) if said else ""

    def on_fact(self, fact: Fact, key_of: KeyOf) -> str | None:
        """Return `ACCEPT`, `REJECT` or None for a fact: by its key, else by what it says.

        A fact whose entities have got other keys has the same predicate, a claim in common, and
        the entities that were meant, whose keys `key_of` tells.
        """
        verdict = self._verdicts.get((FACT, fact.key))
        if verdict is None:
            for verdict_then, said in self._facts:
                if said.predicate == fact.predicate and {*said.claims} & {*fact.supported_by}:
                    roles = {r: {key_of(x) for x in who} for r, who in said.roles}
                    if roles == {r: {*who} for r, who in fact.roles.items()}:
                        verdict = verdict_then
        return verdict


@dataclass(frozen=True, slots=True)
class Review:
    """What people have said of claims and facts, for the stage that makes facts of claims."""

    judgements: Judgements
    key_of: KeyOf

    @property
    def token(self) -> str:
        """What the verdicts on facts depend on besides the facts; "" when there are none."""
        return self.judgements.on_facts(self.key_of)

    def of_claim(self, key: str) -> str | None:
        """Return `ACCEPT`, `REJECT` or None."""
        return self.judgements.on_claim(key)

    def of_fact(self, fact: Fact) -> str | None:
        """Return `ACCEPT`, `REJECT` or None."""
        return self.judgements.on_fact(fact, self.key_of)


def _fold(name: str) -> str:
    return " ".join(name.casefold().split())
