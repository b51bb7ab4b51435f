"""Whether two mentions tell of one happening, and what they say together."""

from kg.extract.happening import Happening
from kg.extract.view import View
from kg.model import PartialDate
from kg.vocabulary import ROLES

_SIDES = ("agent", "target", "from")
_TAKEN = frozenset({"Capture", "Withdrawal"})
ONE_BODY = frozenset({"ArmedGroup", "Coalition"})
"""An alliance of armed groups is called either."""
_FAR = 12  # sentences between two mentions of one happening
_LEAD = 3  # sentences in which a report tells its news twice: headline, lead, quotation
_NEXT = 1
_DAY = len("2018-12-15")


class Sameness:
    """Judge and unite the happenings of one document."""

    def __init__(self, view: View) -> None:
        self._view = view

    def same(self, old: Happening, new: Happening) -> bool:
        """Tell whether `new`, told later, is `old` again."""
        if old.type != new.type or self._too_far(old, new):
            return False
        if not self._one_standing(old, new):
            return False
        if set(old.merged) & set(new.merged):
            return True
        if old.date and new.date and not agree(old.date, new.date) and not self._undated(old):
            return False
        if self._restated(old, new):
            return True
        if old.type in _TAKEN:
            one_captor = not self._clash(old, new, "agent") or self._one_unnamed(old, new)
            return bool(self._shared(old, new, "place")) and one_captor
        if old.type in ("Killing", "Detention", "Abduction"):
            one_victim = bool(self._shared(old, new, "target")) or self._one_described(old, new)
            return one_victim and not self._clash(old, new, "agent")
        if self._clash(old, new, "place") and not self._nested(old, new):
            return False
        if not new.filled():
            return new.definite or old.sentence == new.sentence
        if old.type == "Battle":
            sides = [set(h.roles["agent"]) | set(h.roles["target"]) for h in (old, new)]
            return bool(self._shared(old, new, "place")) or len(sides[0] & sides[1]) > 1
        return not self._clash(old, new, "agent") and self._overlap(old, new)

    def likeness(self, old: Happening, new: Happening) -> int:
        """Return how many fillers of roles two mentions share."""
        return sum(len(self._shared(old, new, role)) for role in ROLES)

    def unite(self, old: Happening, new: Happening) -> None:
        """Put what `new` says into `old`; nobody stands on two sides of one deed."""
        for role in ROLES:
            for entity in new.roles[role]:
                sides = [r for r in _SIDES if r != role] if role in _SIDES else []
                if entity not in old.roles[role] and not any(entity in old.roles[r] for r in sides):
                    old.roles[role].append(entity)
        old.means += [m for m in new.means if m not in old.means]
        undated = new.date is not None and self._undated(old)
        if old.date is None or undated or (new.date is not None and new.date.startswith(old.date)):
            old.date = new.date
        if self._view.is_headline(old.sentence):
            old.speaker, old.sentence = new.speaker, new.sentence
        old.mentions += new.mentions
        old.merged += new.merged

    def _too_far(self, old: Happening, new: Happening) -> bool:
        """Tell whether two mentions stand too far apart, with nothing that points from one back."""
        one_day = bool(new.date) and old.date == new.date and len(new.date or "") == _DAY
        return new.sentence - old.sentence > _FAR and not (new.definite or one_day)

    def _undated(self, old: Happening) -> bool:
        """Tell whether a headline's happening has but the day of the report for its date."""
        published = self._view.reading.document.published
        return old.date == published and self._view.is_headline(old.sentence)

    def _restated(self, old: Happening, new: Happening) -> bool:
        """Tell whether `new` tells in full what the headline told in short."""
        view = self._view
        if not view.is_headline(old.sentence) or new.sentence - old.sentence > _LEAD:
            return False
        return not any(self._contrary(old, new, role) for role in ("agent", "target", "from"))

    def _contrary(self, old: Happening, new: Happening, role: str) -> bool:
        """Tell whether a role is filled by named ones on both sides, and by none of both."""
        named = [[e for e in h.roles[role] if self._view.entities[e].names] for h in (old, new)]
        return all(named) and not self._shared(old, new, role)

    # -- parts of the judgement ---------------------------------------------------------------

    def _one_standing(self, old: Happening, new: Happening) -> bool:
        a, b = old.mentions[0].standing, new.mentions[0].standing
        both = (a.modality == "actual") == (b.modality == "actual")
        return both and a.polarity == b.polarity

    def _shared(self, old: Happening, new: Happening, role: str) -> set[str]:
        return set(old.roles[role]) & set(new.roles[role])

    def _clash(self, old: Happening, new: Happening, role: str) -> bool:
        """Tell whether a role is filled by others: named ones on both sides, not descriptions."""
        if self._shared(old, new, role):
            return False
        named = [
            [e for e in h.roles[role] if self._view.entities[e].names or role == "agent"]
            for h in (old, new)
        ]
        return all(named) and not self._called_alike(*named)

    def _called_alike(self, a: list[str], b: list[str]) -> bool:
        """Tell whether two sides are but described, by the same noun: "protesters"."""
        entities = self._view.entities
        if any(entities[e].names for e in (*a, *b)):
            return False
        heads = [
            {d.split()[-1].lower() for e in side for d in entities[e].descriptions[:1]}
            for side in (a, b)
        ]
        return bool(heads[0] & heads[1])

    def _overlap(self, old: Happening, new: Happening) -> bool:
        """Weigh what attacks, strikes and operations have in common."""
        common = sum(bool(self._shared(old, new, r)) for r in ("agent", "target", "place"))
        bare = not new.roles["target"] and not new.roles["place"]
        words = self._view.parse.lemmas
        again = words[new.best.trigger] in {words[m.trigger] for m in old.mentions}
        if new.definite and (common or again or (bare and old.type == "Attack")):
            return True
        one_target = not self._clash(old, new, "target")
        one_day = bool(old.date) and old.date == new.date and len(old.date or "") == _DAY
        if old.type == "Attack" and one_day and one_target:
            return True
        distance = new.sentence - old.sentence
        brief = min(old.filled(), new.filled()) == 1 and distance <= _LEAD
        dated = bool(old.date and new.date)
        return common > 1 or (
            one_target and (common == 1 and (distance <= _NEXT or dated or brief))
        )

    def _one_unnamed(self, old: Happening, new: Happening) -> bool:
        """Tell whether one of two captors is only described, so that both may be the same."""
        view = self._view
        sides = [h.roles["agent"] for h in (old, new)]
        named = [any(view.entities[a].names for a in side) for side in sides]
        kinds = {view.type(a) for side in sides for a in side}
        near = new.sentence - old.sentence <= _LEAD
        alike = len(kinds) == 1 or kinds <= ONE_BODY
        return named.count(False) == 1 and alike and near

    def _one_described(self, old: Happening, new: Happening) -> bool:
        """Tell whether the victim is named here and described there, near enough to be one."""
        if old.type != "Killing" or new.sentence - old.sentence > _LEAD:
            return False
        entities = self._view.entities
        victims = [h.roles["target"] for h in (old, new)]
        named = [any(entities[v].names for v in side) for side in victims]
        return all(len(side) == 1 for side in victims) and named.count(True) == 1

    def _nested(self, old: Happening, new: Happening) -> bool:
        """Tell whether a place of one may lie in one of the other: by its name, in a country."""
        names = [
            {n for e in h.roles["place"] for n in self._view.entities[e].names} for h in (old, new)
        ]
        countries = [
            any(self._view.type(e) == "State" for e in h.roles["place"]) for h in (old, new)
        ]
        return countries.count(True) == 1 or any(
            a in b or b in a for a in names[0] for b in names[1]
        )


def agree(a: PartialDate, b: PartialDate) -> bool:
    """Tell whether two partial dates can be the same day."""
    return a.startswith(b) or b.startswith(a)
