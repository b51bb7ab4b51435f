"""Media arms: "Hezbollah's television station, Al-Manar", "the newspaper of the party", "state TV"."""

from collections.abc import Iterator

from kg.extract.phrases.home import Home
from kg.extract.phrases.nominals import Nominals
from kg.extract.phrases.tie import Tie
from kg.extract.view import View
from kg.lexicon.relational import Media

_OUTLETS = frozenset({"MediaOutlet", "Organisation"})
_GROUPS = frozenset({"ArmedGroup", "Organisation", "Coalition"})


class MediaArms:
    """Find whose outlets the outlets of one document are."""

    def __init__(self, view: View, nominals: Nominals, media: Media, home: Home) -> None:
        self._view = view
        self._nominals = nominals
        self._media = media
        self._home = home

    def find(self) -> Iterator[Tie]:
        """Yield the ties of nouns for outlets, then those of names of outlets."""
        for i, lemma in enumerate(self._view.parse.lemmas):
            if lemma in self._media.outlets or (lemma in self._media.arms and self._told(i)):
                for outlet in self._nominals.described(i, _OUTLETS):
                    yield from self._of(i, outlet)
        for mention in self._view.mentions:
            if mention.kind == "name" and self._view.type(mention.entity) == "MediaOutlet":
                yield from self._of(mention.head, mention.entity or "")

    def _told(self, i: int) -> bool:
        """Tell whether an agency, arm or office is one for news."""
        words = self._nominals.modifiers(i)
        return any(w in self._media.marks for w in words)

    def _of(self, i: int, outlet: str) -> Iterator[Tie]:
        owners = [(q.entity, q.possessive) for q in self._nominals.qualifiers(i)]
        owners += [
            (e, True)
            for _, _, o in self._nominals.complements(i, {"of"})
            for e in self._view.fillers(o)
        ]
        official = any(w in self._media.official for w in self._nominals.modifiers(i))
        for owner, _ in owners:
            kind = self._view.type(owner)
            if (
                owner != outlet
                and self._view.entities[owner].names
                and (kind in _GROUPS or (kind == "State" and official))
            ):
                yield Tie(outlet, "mediaArmOf", owner, i, "mediaArmOf/owner")
                return
        if (
            official
            and not any(self._view.entities[o].names for o, _ in owners)
            and self._home.country is not None
        ):
            yield Tie(outlet, "mediaArmOf", self._home.country, i, "mediaArmOf/state")
