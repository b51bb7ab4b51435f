"""From claims as found at single words to the events of a document.

Mentions of one happening become one event with united roles, the best evidence and the best
date; claims of responsibility and blame join the attack they are about.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.extract.attribution import Attribution
from kg.extract.found import Found
from kg.extract.view import View
from kg.model import DateMention, PartialDate
from kg.vocabulary import ROLES

_SIDES = ("agent", "target", "from")
_STEPS = 7
_LEAD = 6  # sentences in which a report tells its news
_FAR = 12  # sentences between two mentions of one happening


@dataclass(slots=True)
class Happening:
    """One event on its way to a record."""

    type: str
    mentions: list[Found]
    roles: dict[str, list[str]]
    means: list[str]
    date: PartialDate | None
    speaker: str | None
    sentence: int
    definite: bool
    merged: list[int] = field(default_factory=list)
    """Trigger tokens of all mentions."""

    @property
    def best(self) -> Found:
        """Return the mention that says most: real, with most roles, earliest."""
        return max(
            self.mentions,
            key=lambda f: (f.standing.real, sum(map(len, f.roles.values())), -f.trigger),
        )


class Assembly:
    """Assemble the events of one document."""

    def __init__(self, view: View, attribution: Attribution) -> None:
        self._view = view
        self._attribution = attribution
        self._dates = list(view.reading.dates)
        self._date_tokens = [self._date_token(d) for d in self._dates]

    def happenings(self, found: Iterable[Found]) -> list[Happening]:
        """Return the events that `found` mentions, in the order of the text."""
        events: list[Happening] = []
        for one in found:
            new = self._happening(one)
            old = next((e for e in reversed(events) if self._same(e, new)), None)
            if old is None:
                events.append(new)
            else:
                self._unite(old, new)
        for event in events:
            best = event.best
            if event.date is None and best.standing.modality == "actual":
                event.date = self.news_date(best.trigger, best.clause.verb)
        return events

    def _happening(self, found: Found) -> Happening:
        parse = self._view.parse
        roles = {role: list(found.roles.get(role, ())) for role in ROLES}
        future = found.standing.modality == "future"
        return Happening(
            type=found.frame.claim,
            mentions=[found],
            roles=roles,
            means=list(found.means),
            date=self.date(found.trigger, found.clause.verb, future=future),
            speaker=self._attribution.speaker(found.trigger),
            sentence=parse.sentence_of[found.trigger],
            definite=any(
                parse.words[c].lower() in ("the", "this", "that", "these", "those")
                for c in self._view.children(found.trigger, "det")
            ),
            merged=[found.trigger],
        )

    # -- one happening or two ---------------------------------------------------------------

    def _same(self, old: Happening, new: Happening) -> bool:
        if old.type != new.type or new.sentence - old.sentence > _FAR:
            return False
        a, b = old.mentions[0].standing, new.mentions[0].standing
        if a.polarity != b.polarity or (a.modality == "actual") != (b.modality == "actual"):
            return False
        if set(old.merged) & set(new.merged):
            return True
        if old.date and new.date and not _agree(old.date, new.date):
            return False
        shared = {role: set(old.roles[role]) & set(new.roles[role]) for role in ROLES}
        clash = {
            role: bool(old.roles[role] and new.roles[role] and not shared[role]) for role in ROLES
        }
        if old.type in ("Capture", "Withdrawal"):
            return bool(shared["place"]) and (not clash["agent"] or self._one_unnamed(old, new))
        if old.type in ("Killing", "Detention", "Abduction"):
            return bool(shared["target"]) and not clash["agent"]
        if clash["place"] and not self._nested(old, new):
            return False
        empty = not any(new.roles[r] for r in ROLES)
        if empty:
            return new.definite or old.sentence == new.sentence
        if clash["agent"] and clash["target"]:
            return False
        if old.type == "Battle":
            sides = [set(h.roles["agent"]) | set(h.roles["target"]) for h in (old, new)]
            return bool(shared["place"]) or len(sides[0] & sides[1]) > 1
        return self._overlap(old, new, shared, clash)

    def _one_unnamed(self, old: Happening, new: Happening) -> bool:
        """Tell whether one of two captors is only described, so that both may be the same."""
        view = self._view
        sides = [h.roles["agent"] for h in (old, new)]
        named = [any(view.entities[a].names for a in side) for side in sides]
        kinds = {view.type(a) for side in sides for a in side}
        near = new.sentence - old.sentence <= 3  # noqa: PLR2004 - the lead tells its news twice
        return named.count(False) == 1 and len(kinds) == 1 and near

    def _overlap(
        self, old: Happening, new: Happening, shared: dict[str, set[str]], clash: dict[str, bool]
    ) -> bool:
        if clash["agent"]:
            return False
        if new.definite and (shared["agent"] or shared["place"] or shared["target"]):
            return True
        if (
            old.type == "Attack"
            and old.date
            and old.date == new.date
            and len(old.date) > 7
            and not clash["target"]
        ):  # noqa: PLR2004
            return True
        common = sum(bool(shared[r]) for r in ("agent", "target", "place"))
        near = new.sentence - old.sentence <= 1
        return (
            common >= 2
            or common == 1
            and (near or bool(old.date and new.date))
            and not clash["target"]
        )  # noqa: PLR2004

    def _nested(self, old: Happening, new: Happening) -> bool:
        names = [
            {n for e in h.roles["place"] for n in self._view.entities[e].names} for h in (old, new)
        ]
        return any(a in b or b in a for a in names[0] for b in names[1])

    def _unite(self, old: Happening, new: Happening) -> None:
        for role in ROLES:
            for entity in new.roles[role]:
                taken = (
                    any(entity in old.roles[r] for r in ("agent", "target", "from"))
                    if role in _SIDES
                    else False
                )
                if entity not in old.roles[role] and not taken:
                    old.roles[role].append(entity)
        old.means += [m for m in new.means if m not in old.means]
        if (
            old.date is None
            or new.date is not None
            and len(new.date) > len(old.date)
            and new.date.startswith(old.date)
        ):
            old.date = new.date
        old.speaker = old.speaker or new.speaker
        old.mentions += new.mentions
        old.merged += new.merged

    def worth_telling(self, event: Happening) -> bool:
        """Tell whether an event says enough: real or openly announced, with someone or somewhere."""
        best = event.best
        if not best.standing.real:
            return False
        filled = sum(bool(event.roles[r]) for r in ROLES)
        if event.type == "Battle":
            return bool(
                event.roles["place"]
                or event.date
                and event.roles["agent"]
                and event.roles["target"]
            )
        if event.type == "Withdrawal":
            return bool(event.roles["agent"] and event.roles["place"])
        if event.type == "Operation" and best.standing.modality != "actual":
            return bool(event.roles["target"] or event.roles["place"])
        if event.type == "Operation":
            return (
                bool(event.roles["agent"] and (event.roles["target"] or event.roles["place"]))
                or filled > 1
            )
        if event.type == "Strike":
            return filled > 0
        if event.type == "Attack":
            return bool(
                event.roles["target"]
                or event.roles["place"]
                or event.roles["claimedBy"]
                or event.roles["blamedOn"]
            )
        return filled > 0

    # -- dates ------------------------------------------------------------------------------

    def _date_token(self, date: DateMention) -> int:
        starts = self._view.parse.starts
        first = max(0, bisect_right(starts, date.start) - 1)
        last = max(first, bisect_right(starts, date.end - 1) - 1)
        heads = self._view.parse.heads
        for i in range(first, last + 1):
            if not first <= heads[i] <= last:
                return i
        return last

    def date(self, trigger: int, verb: int | None, *, future: bool) -> PartialDate | None:
        """Return the date of the clause of `trigger`: the one governed nearest to it."""
        parse = self._view.parse
        sentence = parse.sentence_of[trigger]
        best: tuple[int, int] | None = None
        chosen: DateMention | None = None
        for date, token in zip(self._dates, self._date_tokens, strict=True):
            if parse.sentence_of[token] != sentence or date.kind == "until":
                continue
            distance = self._distance(token, trigger, verb)
            if distance is not None and (best is None or (distance, abs(token - trigger)) < best):
                best, chosen = (distance, abs(token - trigger)), date
        if chosen is None:
            return None
        return (chosen.future if future and chosen.future else chosen.since) or None

    def news_date(self, trigger: int, verb: int | None) -> PartialDate | None:
        """Return the day of the report for what a main clause tells as news.

        "… overran the base, officials said on Tuesday" is of that day; what is told in the past
        perfect, in a relative clause or beside a year of its own is background.
        """
        parse, view = self._view.parse, self._view
        node = verb if verb is not None else trigger
        if not parse.tags[node].startswith("VB") or any(
            parse.words[c].lower() == "had" for c in view.children(node, "aux")
        ):
            return None
        if parse.tags[node] not in ("VBD", "VBN", "VBZ", "VBP") or parse.deps[node] not in (
            "ROOT",
            "ccomp",
            "conj",
            "parataxis",
        ):
            return None
        sentence = parse.sentence_of[trigger]
        here = [
            d
            for d, t in zip(self._dates, self._date_tokens, strict=True)
            if parse.sentence_of[t] == sentence
        ]
        said = [
            d.since
            for d, t in zip(self._dates, self._date_tokens, strict=True)
            if d in here and self._dates_speech(t)
        ]
        if said and said[0]:
            return said[0]
        return None if here or sentence > _LEAD else view.reading.document.published

    def _dates_speech(self, token: int) -> bool:
        parse, node = self._view.parse, token
        for _ in range(3):
            node = parse.heads[node]
            if parse.tags[node].startswith("VB"):
                return self._attribution.is_reporting(node)
        return False

    def _distance(self, token: int, trigger: int, verb: int | None) -> int | None:
        """Return how far a date is from a predicate in the tree; None when it dates another."""
        view, parse = self._view, self._view.parse
        node, steps = token, 0
        chain = self._ancestors(trigger)
        while steps < _STEPS:
            node, steps = parse.heads[node], steps + 1
            if node in (trigger, verb):
                return 0
            if parse.tags[node].startswith("VB"):
                if self._attribution.is_reporting(node):
                    return None
                if node in chain:
                    return chain.index(node) + 1
                if parse.deps[node] == "xcomp" and trigger in self._ancestors(node):
                    return 2
                return None
            if (
                parse.tags[node].startswith("NN")
                and view.mention(node) is None
                and node not in chain
                and parse.deps[node] not in ("pobj", "npadvmod")
            ):
                return None
            if parse.heads[node] == node:
                return None
        return None

    def _ancestors(self, i: int) -> list[int]:
        heads = self._view.parse.heads
        found, node = [], i
        while heads[node] != node and len(found) < _STEPS:
            node = heads[node]
            found.append(node)
        return found


def _agree(a: PartialDate, b: PartialDate) -> bool:
    return a.startswith(b) or b.startswith(a)
