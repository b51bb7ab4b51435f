"""What all documents together tell about names, as the decisions read it.

In memory stands what grows with the vocabulary (full names, acronyms); what grows with the number
of documents (who is called what where) stays in the database (`kg.resolve.holdings`).
"""

from array import array
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from kg.resolve.anchors import LOCAL, Anchor
from kg.resolve.holdings import ACTS, Holdings

_ANCHORS: Final = """
select id, key, scope, family, name, country, kind from anchor where id > 0
order by scope, family, name, country, kind
"""
_CALLED: Final = """
select distinct called.family, acronym, anchor, theatre, scope
from called join anchor on id = anchor
order by called.family, acronym, anchor
"""
_SEEN: Final = "select distinct anchor, what, value from seen"


class Evidence:
    """Read from settled `holdings`.

    Anchors are numbered in their own order, which no document's turn sways; those of single
    documents have negative numbers.
    """

    def __init__(self, holdings: Holdings) -> None:
        """Read what was told."""
        self.holdings = holdings
        self.names = holdings.names
        self.db = holdings.db
        counts = holdings.settle()
        self.anchors: list[Anchor] = []
        """Shared anchors by number."""
        self.ids = array("q")
        """Their ids in the database."""
        self.keys: list[str] = []
        """The keys of the entities that they were before; "" for new ones."""
        self.expansions: dict[tuple[str, str], set[int]] = defaultdict(set)
        """(family, acronym) → anchors of participants that are also called so."""
        self.theatres: dict[int, set[str]] = defaultdict(set)
        """Anchor → theatres of the documents that give it an acronym."""
        self.scenes: dict[int, set[str]] = defaultdict(set)
        """Anchor → theatres of the documents that have it; for names that many may bear, all
        countries of these documents."""
        self.states: set[int] = set()
        """Anchors of places that act."""
        self.unplaced: dict[tuple[str, str], list[int]] = defaultdict(list)
        """(family, acronym) → anchors of single documents that say neither more nor where."""
        for number, key, *anchor in self.db.execute(_ANCHORS):
            self.ids.append(number)
            self.keys.append(key)
            self.anchors.append(Anchor(*anchor))
        self._numbers = {x: n for n, x in enumerate(self.ids)}
        self.counts = array("q", (counts.get(x, 0) for x in self.ids))
        """Number of participants that have an anchor, by its number."""
        self._read_acronyms()
        self._read_scenes()

    def _read_acronyms(self) -> None:
        for kin, acronym, anchor, theatre, scope in self.db.execute(_CALLED):
            if scope == LOCAL:
                self.unplaced[kin, acronym].append(anchor)
            else:
                number = self._numbers[anchor]
                self.expansions[kin, acronym].add(number)
                self.theatres[number] |= {theatre} - {""}

    def _read_scenes(self) -> None:
        for anchor, what, value in self.db.execute(_SEEN):
            if what == ACTS:
                self.states.add(self._numbers[anchor])
            else:
                self.scenes[self._numbers[anchor]].add(value)

    def id(self, number: int) -> int:
        """Return the id in the database of an anchor."""
        return self.ids[number] if number >= 0 else number

    def local(self, key: str, participant: tuple[str, str] | None) -> int | None:
        """Return the anchor of a single document with the key `key`, else that of a participant.

        `participant` is (document, local id); None when there is neither.
        """
        query = "select id from anchor where id < 0 and own = ?"
        found = self.db.execute(query, (key,)).fetchone()
        if found is None and participant is not None:
            query = "select anchor from member where doc = ? and pid = ?"
            found = self.db.execute(query, participant).fetchone()
        return None if found is None else self._numbers.get(found[0], int(found[0]))

    def key(self, number: int) -> str:
        """Return the key that the anchor of a single document has by itself."""
        (key,) = self.db.execute("select own from anchor where id = ?", (number,)).fetchone()
        return str(key)

    def votes(self) -> Iterator[tuple[int, int, int, int]]:
        """Yield pairs of anchors that some participant has both of, those of most documents first.

        That is: documents that have both in one participant, documents that have them in two
        and in none both, and the two numbers.
        """
        rows = self.db.execute("select one, other, together, apart from vote")
        found = [
            (-together, *sorted((self._numbers[one], self._numbers[other])), apart)
            for one, other, together, apart in rows
        ]
        for together, one, other, apart in sorted(found):
            yield -together, apart, one, other

    def outvoted(self, one: int, other: int) -> bool:
        """Tell whether more documents name two anchors side by side than as one."""
        rare_first = sorted((one, other), key=lambda n: (self.counts[n], n))
        together, apart = self.holdings.vote(*(self.ids[n] for n in rare_first))
        return apart > together

    def in_order(self) -> Iterator[tuple[Anchor, int]]:
        """Yield the shared anchors with their numbers in an order that no document's turn sways."""
        for number, anchor in enumerate(self.anchors):
            yield anchor, number
