"""Judgements on who is one: which anchors they mean, and what they do before any rule decides."""

from collections import defaultdict
from collections.abc import Iterator

from kg.judgements import DIFFERENT, Judgement, Judgements, KeyOf, Meant
from kg.resolve.anchors import ACRONYM, KNOWN, NAME
from kg.resolve.clusters import Clusters
from kg.resolve.evidence import Evidence
from kg.resolve.keys import entity_key, listed_key
from kg.resolve.spelling import family, key_of, person_key, place_key


class Rulings:
    """Finds the anchors that judgements mean, and holds groups to what was judged."""

    def __init__(self, evidence: Evidence, judgements: Judgements) -> None:
        """Take indexed `evidence`; nothing is looked up while nothing was judged or asked."""
        self._evidence = evidence
        self._judgements = judgements
        self._keys: dict[str, int] = {}
        self._names: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.unkept: dict[int, str] = {}
        """Number of each judgement that could not be obeyed → why."""

    def _index(self) -> None:
        entries = self._evidence.names.entities
        for anchor, number in self._evidence.in_order():
            entry = entries[anchor.name] if anchor.scope == KNOWN else None
            self._keys[entity_key(anchor, entry)] = number
            if anchor.scope in {NAME, ACRONYM}:
                self._names[anchor.family, anchor.name].append(number)

    def anchors(self, meant: Meant) -> list[int]:
        """Return the numbers of the anchors of what is meant; [] when the corpus has none."""
        if not self._keys:
            self._index()
        if meant.key in self._keys:
            return [self._keys[meant.key]]
        found = self._evidence.local(meant.key, meant.participant)
        if found is not None:
            return [found]
        kin = family(meant.type)
        forms = [y for x in meant.names for y in _forms(x, kin)]
        named = [n for x in forms for n in self._names.get((kin, x), ())]
        listed = [] if named else list(self._listed(meant))
        return list(dict.fromkeys(named or listed))

    def _listed(self, meant: Meant) -> Iterator[int]:
        for name in meant.names:
            for entry in self._evidence.names.candidates(name):
                number = self._keys.get(listed_key(entry))
                if number is not None and family(entry.type) == family(meant.type):
                    yield number

    def links(self, key_of: KeyOf) -> dict[str, tuple[str, float]]:
        """Return key → item and score of entities that were linked by judgement."""
        return self._judgements.links(key_of)

    def obey(self, clusters: Clusters) -> Iterator[tuple[int, int, Judgement]]:
        """Apply the judgements in their order; yield two anchors for each that was obeyed."""
        for judgement in self._judgements.identities():
            one, other = (self.anchors(x) for x in judgement.entities)
            if not one or not other:
                continue  # what it is about is in no report of this corpus
            every = [*one, *other]
            if judgement.verdict == DIFFERENT:
                done = [clusters.part(a, b) for a in one for b in other]
            elif self._listed_apart(clusters, every):
                done = [False]
            else:
                done = [clusters.join(every[0], x, judged=True) for x in every[1:]]
            if all(done):
                yield one[0], other[0], judgement
            else:
                one_entity = judgement.verdict == DIFFERENT
                what = "one entity" if one_entity else "two entities"
                self.unkept[judgement.number] = (
                    f"cannot be obeyed: by name or judgement it is {what}"
                )

    def _listed_apart(self, clusters: Clusters, numbers: list[int]) -> bool:
        """Tell whether the list says of some entries of these groups that they are different."""
        entries = {x for n in numbers for x in clusters.entries(n)}
        known = self._evidence.names.entities
        return any(entries.intersection(known[x].different_from) for x in entries)


def _forms(name: str, kin: str) -> set[str]:
    """Return the forms under which anchors hold a name."""
    if kin == "place":
        return {place_key(name)[0], key_of(name)}
    if kin == "person":
        return {person_key(name)}
    return {key_of(name), name.replace(".", "")}
