"""What a report takes for granted: the country it plays in, its army, its government."""

from collections import Counter
from functools import cached_property

from kg.extract.view import View
from kg.lexicon.names import KnownEntity, Names

_ARMY = ("army", "forces", "military", "troops", "soldiers", "force")


class Home:
    """The countries of one document."""

    def __init__(self, view: View, names: Names) -> None:
        """Look at the entities of `view` and at what `names` know of them."""
        self._view = view
        self._names = names

    def known(self, entity: str) -> KnownEntity | None:
        """Return the entry of the names that an entity was recognised as."""
        return self._names.entities.get(self._view.entities[entity].known or "")

    @cached_property
    def _countries(self) -> dict[str, tuple[str, ...]]:
        """Entity → ISO codes of the countries of the document, as states or as places."""
        known = ((e, self.known(e)) for e in self._view.entities)
        return {e: k.countries for e, k in known if k and k.type == "State" and k.demonyms}

    def is_country(self, entity: str) -> bool:
        """Tell whether an entity is a country, be it written of as a state or as a place."""
        return entity in self._countries

    def _coded(self, code: str) -> str | None:
        return next((e for e, codes in self._countries.items() if codes == (code,)), None)

    @cached_property
    def _code(self) -> str:
        """ISO code of the country that names of the document belong to most."""
        votes: Counter[str] = Counter()
        for mention in self._view.mentions:
            known = self.known(mention.entity) if mention.entity else None
            if mention.kind == "name" and known is not None and len(known.countries) == 1:
                votes[known.countries[0]] += 1
        return votes.most_common(1)[0][0] if votes else ""

    @property
    def country(self) -> str | None:
        """The country that the document plays in."""
        return self._coded(self._code)

    def of(self, person: str) -> str | None:
        """Return the country of a known person, else that of the document."""
        known = self.known(person)
        if known is not None and known.countries:
            return self._coded(known.countries[0])
        return self.country

    def region(self, direction: str, state: str) -> str | None:
        """Return the place "eastern Syria" of the document for "eastern Syrian"."""
        known = self.known(state)
        name = f"{direction} {known.label}".lower() if known is not None else ""
        for entity in self._view.entities.values():
            if entity.type == "Place" and name in (n.lower() for n in entity.names):
                return entity.id
        return None

    def army(self, state: str | None) -> str | None:
        """Return the forces of a state; those of the country the document plays in for None."""
        forces = [e for e in self._view.entities.values() if e.type == "StateForce"]
        armies = {e.id: n.lower() for e in forces for n in e.names if n.lower().endswith(_ARMY)}
        names = tuple(n.lower() for n in self._view.entities[state].names) if state else ()
        for army, name in armies.items():
            if names and name.startswith(names):
                return army
        known = self.known(state) if state else None
        codes = known.countries if known is not None else () if state else (self._code,)
        for army in armies:
            own = self.known(army)
            if own is not None and own.countries and set(own.countries) <= set(codes):
                return army
        return None

    def called(self, lemma: str, before: int) -> str | None:
        """Return what a bare noun like "army" or "government" means before token `before`."""
        if lemma in ("government", "state"):
            return self.country
        noun, last = self._view.nouns.get(lemma), None
        for mention in self._view.mentions:
            if mention.first >= before and last is not None:
                break
            if mention.entity and mention.kind != "pronoun":
                final = self._view.parse.words[mention.last - 1].lower().split()[-1]
                if (
                    final in (lemma, f"{lemma}s")
                    and noun
                    and self._view.type(mention.entity) == noun.type
                ):
                    last = mention.entity
        return last or (self.army(None) if lemma in ("army", "military") else None)
