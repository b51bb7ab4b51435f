"""What a reader adds within one document: roles that one sentence leaves open and another fills.

Each step is a plain rule over the happenings found so far; none reaches beyond the document.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.extract.found import Found
from kg.extract.happening import Happening
from kg.extract.phrases import Tie
from kg.extract.sameness import ONE_BODY
from kg.extract.selection import GROUPS
from kg.extract.view import View

_PERPETRATORS = frozenset(
    ["shooter", "attacker", "bomber", "gunman", "assailant", "perpetrator", "hijacker", "sniper"]
)
_HOSTILE = ("Battle", "Attack", "Strike", "Operation", "Capture")
_STOOD = ("from", "target", "agent")
_NEAR = 4  # sentences between a deed and "the attacker"


class Inference:
    """Complete the happenings of one document in place."""

    def __init__(self, view: View, happenings: list[Happening]) -> None:
        self._view = view
        self._happenings = happenings

    def complete(self, found: Iterable[Found], ties: list[Tie]) -> None:
        """Fill open roles: who lost a place, who left it, who led an operation, who attacked."""
        held = [f for f in found if f.frame.claim == "holds"]
        self._claims_of_media_arms(ties)
        self._losers(held, ties)
        self._places_left()
        self._operators()
        self._opponents()
        self._perpetrators()

    def same_captors(self) -> dict[str, str]:
        """Return unnamed captors of a place → the named one of the same capture."""
        same: dict[str, str] = {}
        for event in self._of("Capture"):
            named = [a for a in event.roles["agent"] if self._view.entities[a].names]
            for one in event.roles["agent"]:
                if self._view.entities[one].names or len(named) != 1:
                    continue
                kinds = {self._view.type(one), self._view.type(named[0])}
                if len(kinds) == 1 or kinds <= ONE_BODY:
                    same[one] = named[0]
        return same

    def backers(self) -> Iterator[tuple[str, str, int]]:
        """Yield (actor, backer, token) of "a US-backed operation": who acts in it is backed."""
        view = self._view
        for event in self._happenings:
            for token in event.merged:
                for child in view.children(token, "amod"):
                    backer = view.joined_before(child)
                    if (
                        backer is None
                        or not backer.entity
                        or view.parse.words[child].lower() not in ("backed", "supported")
                    ):
                        continue
                    for agent in event.roles["agent"]:
                        if agent != backer.entity and view.type(agent) in GROUPS:
                            yield agent, backer.entity, token

    def _of(self, *types: str) -> list[Happening]:
        return [e for e in self._happenings if e.type in types]

    def _claims_of_media_arms(self, ties: list[Tie]) -> None:
        """Let a claim by a media arm be a claim by its group too."""
        owners = {t.s: t.o for t in ties if t.p == "mediaArmOf"}
        for event in self._happenings:
            claimed = event.roles["claimedBy"]
            for outlet in list(claimed):
                group = owners.get(outlet)
                if group and group not in claimed and self._view.type(group) == "ArmedGroup":
                    claimed.append(group)

    def _losers(self, held: list[Found], ties: list[Tie]) -> None:
        """Say from whom a place was taken when the document tells elsewhere who held or left it."""
        holders: dict[str, list[str]] = defaultdict(list)
        for event in self._of("Withdrawal"):
            if event.best.standing.polarity == "positive":
                for place in event.roles["place"]:
                    holders[place] += event.roles["agent"]
        for found in held:
            if found.standing.polarity == "positive":
                for place in found.filled("o"):
                    holders[place] += found.filled("s")
        for tie in ties:
            if tie.p == "holds":
                holders[tie.o].append(tie.s)
        for event in self._of("Capture"):
            if not event.roles["from"] and event.roles["agent"]:
                agents = event.roles["agent"]
                lost = [h for p in event.roles["place"] for h in holders[p] if h not in agents]
                event.roles["from"] += list(dict.fromkeys(lost))[:1]

    def _places_left(self) -> None:
        """A side that pulled back from nowhere named left the place it lost or fought for."""
        told = self._of(*_HOSTILE)
        for event in self._of("Withdrawal"):
            if event.roles["place"] or not event.roles["agent"]:
                continue
            leaving, here = set(event.roles["agent"]), event.sentence
            lost = [e for e in told if e.type == "Capture" and leaving & set(e.roles["from"])]
            near = [e for e in told if abs(e.sentence - here) <= _NEAR and e.roles["place"]]
            near.sort(key=lambda e: abs(e.sentence - here))
            fought = [e for e in near if any(leaving & set(e.roles[r]) for r in _STOOD)]
            for other in (*lost, *fought)[:1]:
                event.roles["place"] += other.roles["place"][:1]
                event.date = event.date or other.date

    def _operators(self) -> None:
        """An operation without a doer is that of who fights the same enemy in its sentence."""
        for event in self._of("Operation"):
            if event.roles["agent"]:
                continue
            sentences = {self._view.parse.sentence_of[t] for t in event.merged}
            for other in self._of("Capture", "Battle", "Strike", "Attack"):
                if self._view.parse.sentence_of[other.merged[0]] not in sentences:
                    continue
                enemies = {*other.roles["target"], *other.roles["from"]}
                if other.roles["agent"] and (not enemies or enemies & set(event.roles["target"])):
                    doers = [a for a in other.roles["agent"] if a not in event.roles["target"]]
                    event.roles["agent"] += doers
                    break

    def _opponents(self) -> None:
        """Fighting of which no sides are told is between those who fight each other nearby."""
        told = [(e, s) for e in self._of(*_HOSTILE) if len(s := self._sides(e)) > 1]
        for event in self._of("Battle"):
            known, best = {*event.roles["agent"], *event.roles["target"]}, event.best
            verbal = best.frame.name == "battle/fight"
            if len(known) > 1 or verbal or best.standing.polarity == "negative":
                continue
            here = event.sentence
            near = [
                (abs(e.sentence - here) + (e.sentence > here), n)
                for n, (e, sides) in enumerate(told)
                if e is not event and known <= set(sides) and abs(e.sentence - here) <= _NEAR
            ]
            if near:
                _take_sides(event, *told[min(near)[1]])

    def _sides(self, event: Happening) -> list[str]:
        """Return the first armed actor on each side of a happening."""
        roles = event.roles
        sides = (roles["agent"], [*roles["target"], *roles["from"]])
        armed = ([e for e in side if self._view.type(e) in GROUPS] for side in sides)
        return [side[0] for side in armed if side]

    def _perpetrators(self) -> None:
        """Who is called "the shooter" or "the bomber" did the attack told just before."""
        view = self._view
        for mention in view.mentions:
            lemma = view.parse.lemmas[mention.head]
            if lemma not in _PERPETRATORS or mention.entity is None:
                continue
            named = bool(view.entities[mention.entity].names)
            if view.type(mention.entity) != "Person" or not named:
                continue
            here = view.parse.sentence_of[mention.head]
            near = [e for e in self._of("Attack") if 0 <= here - e.sentence < _NEAR]
            if near and not near[-1].roles["agent"]:
                near[-1].roles["agent"].append(mention.entity)


def _take_sides(event: Happening, other: Happening, sides: list[str]) -> None:
    """Give fighting the sides, and the place where it has none, of a happening nearby."""
    roles = event.roles
    open_ = [e for e in sides if e not in roles["agent"] and e not in roles["target"]]
    roles["agent"] = roles["agent"] or open_[:1]
    roles["target"] = [e for e in sides if e not in roles["agent"]]
    roles["place"] = roles["place"] or other.roles["place"][:2]
