"""What a report takes for granted: the country it plays in and the forces of a country."""

from collections import Counter
from functools import cached_property

from kg.extract.view import View
from kg.lexicon.names import Names

_ARMY = ("army", "forces", "military", "troops", "soldiers", "force")


class Home:
    """The countries of one document."""

    def __init__(self, view: View, names: Names) -> None:
        self._view = view
        self._names = names

    @cached_property
    def _codes(self) -> dict[str, str]:
        """ISO code of a country → the entity of its state in the document."""
        found: dict[str, str] = {}
        for entity in self._view.entities.values():
            known = self._names.entities.get(entity.known or "")
            if (
                known is not None
                and known.type == "State"
                and len(known.countries) == 1
                and known.demonyms
            ):
                found.setdefault(known.countries[0], entity.id)
        return found

    def is_country(self, entity: str) -> bool:
        """Tell whether an entity is a country, be it written of as a state or as a place."""
        known = self._names.entities.get(self._view.entities[entity].known or "")
        return known is not None and known.type == "State"

    def region(self, direction: str, state: str) -> str | None:
        """Return the place "eastern Syria" of the document for "eastern Syrian"."""
        known = self._names.entities.get(self._view.entities[state].known or "")
        name = f"{direction} {known.label}".lower() if known is not None else ""
        return next(
            (
                e.id
                for e in self._view.entities.values()
                if e.type == "Place" and name in (n.lower() for n in e.names)
            ),
            None,
        )

    @cached_property
    def country(self) -> str | None:
        """The country that the document speaks of most, by its own name or by what is at home there."""
        votes: Counter[str] = Counter()
        for mention in self._view.mentions:
            entity = self._view.entities.get(mention.entity or "")
            known = self._names.entities.get(entity.known or "") if entity is not None else None
            if mention.kind == "name" and known is not None and len(known.countries) == 1:
                votes[known.countries[0]] += 1
        code = votes.most_common(1)[0][0] if votes else ""
        return self._codes.get(code)

    def of(self, person: str) -> str | None:
        """Return the country of a known person, else that of the document."""
        known = self._names.entities.get(self._view.entities[person].known or "")
        if known is not None and known.countries:
            return self._codes.get(known.countries[0])
        return self.country

    def called(self, lemma: str, before: int) -> str | None:
        """Return what a bare noun like "army" or "government" means before token `before`."""
        if lemma in ("government", "state"):
            return self.country
        last = None
        for mention in self._view.mentions:
            if mention.first >= before and last is not None:
                break
            if (
                mention.entity
                and mention.kind != "pronoun"
                and self._view.parse.words[mention.last - 1].lower() == lemma
            ):
                last = mention.entity
        return last

    def army(self, state: str) -> str | None:
        """Return the armed forces of a state in the document."""
        names = tuple(n.lower() for n in self._view.entities[state].names)
        for entity in self._view.entities.values():
            if entity.type == "StateForce" and any(
                n.lower().startswith(names) and n.lower().endswith(_ARMY) for n in entity.names
            ):
                return entity.id
        return None
