"""When a happening was: the date its clause has, or the day of the news."""

from bisect import bisect_right
from operator import itemgetter

from kg.extract.attribution import Attribution
from kg.extract.view import View
from kg.model import DateMention, Interval, PartialDate

_STEPS = 7
_LEAD = 6  # sentences in which a report tells its news
_BEGINNINGS = frozenset({"point", "since", "range"})
_STRETCHES = frozenset({"since", "until", "range"})
_NEWS_TAGS = frozenset({"VBD", "VBN", "VBZ", "VBP"})
_NEWS_PLACES = frozenset({"ROOT", "ccomp", "conj", "parataxis"})


class Timing:
    """Find the dates of predicates in one document."""

    def __init__(self, view: View, attribution: Attribution) -> None:
        self._view = view
        self._attribution = attribution
        self._dates = [(d, self._token(d)) for d in view.reading.dates]

    def date(self, trigger: int, verb: int | None, *, future: bool) -> PartialDate | None:
        """Return the date of the clause of `trigger`: the one governed nearest to it."""
        chosen = self._nearest(trigger, verb, _BEGINNINGS)
        if chosen is None:
            return None
        return (chosen.future if future and chosen.future else chosen.since) or None

    def interval(self, trigger: int, verb: int | None) -> Interval:
        """Return since when and until when a clause says that something was so, if it does."""
        chosen = self._nearest(trigger, verb, _STRETCHES)
        return Interval(chosen.since, chosen.until) if chosen else Interval()

    def _nearest(self, trigger: int, verb: int | None, kinds: frozenset[str]) -> DateMention | None:
        """Return the date of these kinds that is governed nearest to a predicate."""
        found = [
            (distance, abs(token - trigger), date)
            for date, token in self._in_sentence(trigger)
            if date.kind in kinds and (distance := self._distance(token, trigger, verb)) is not None
        ]
        return min(found, key=itemgetter(0, 1))[-1] if found else None

    def news_date(self, trigger: int, verb: int | None) -> PartialDate | None:
        """Return the day of the report for what a main clause tells as news.

        "… overran the base, officials said on Tuesday" is of that day; what is told in the past
        perfect, in a relative clause or beside a date of its own is background.
        """
        parse, view = self._view.parse, self._view
        node = verb if verb is not None else trigger
        perfect = any(parse.words[c].lower() == "had" for c in view.children(node, "aux"))
        main = parse.tags[node] in _NEWS_TAGS and parse.deps[node] in _NEWS_PLACES
        if perfect or not main:
            return None
        here = self._in_sentence(trigger)
        said = next((d.since for d, token in here if self._dates_speech(token) and d.since), None)
        background = here or parse.sentence_of[trigger] > _LEAD
        return said or (None if background else view.reading.document.published)

    def _in_sentence(self, trigger: int) -> list[tuple[DateMention, int]]:
        sentence_of = self._view.parse.sentence_of
        return [(d, t) for d, t in self._dates if sentence_of[t] == sentence_of[trigger]]

    def _token(self, date: DateMention) -> int:
        """Return the token of a date that hangs on what it dates."""
        starts, heads = self._view.parse.starts, self._view.parse.heads
        first = max(0, bisect_right(starts, date.start) - 1)
        last = max(first, bisect_right(starts, date.end - 1) - 1)
        outside = (i for i in range(first, last + 1) if not first <= heads[i] <= last)
        return next(outside, last)

    def _dates_speech(self, token: int) -> bool:
        """Tell whether a date says when something was said ("said on Tuesday")."""
        parse, node = self._view.parse, token
        for _ in range(3):
            node = parse.heads[node]
            if parse.tags[node].startswith("VB"):
                return self._attribution.is_reporting(node)
        return False

    def _distance(self, token: int, trigger: int, verb: int | None) -> int | None:
        """Return how far a date is from a predicate in the tree; None when it dates another."""
        parse, chain, node = self._view.parse, self._ancestors(trigger), token
        owned = self._owned(token)
        if owned is not None:
            return 0 if owned == trigger else None
        for _ in range(_STEPS):
            node = parse.heads[node]
            if node in (trigger, verb):
                return 0
            if parse.tags[node].startswith("VB"):
                return self._from_verb(node, trigger, chain)
            other = parse.tags[node].startswith("NN") and node not in chain
            governing = other and parse.deps[node] not in ("pobj", "npadvmod")
            if governing and self._view.mention(node) is None:
                return None  # another noun's date
            if parse.heads[node] == node:
                return None
        return None

    def _owned(self, token: int) -> int | None:
        """Return the noun of "last Friday's deadliest-ever assault", wherever the date hangs."""
        parse = self._view.parse
        last = parse.sentences[parse.sentence_of[token]][1]
        if token + 1 >= last or parse.tags[token + 1] != "POS":
            return None
        for i in range(token + 2, min(last, token + _STEPS)):
            if parse.tags[i] in ("NN", "NNS") and parse.deps[i] != "compound":
                return i
            if parse.tags[i].startswith("VB") or parse.tags[i] == "IN":
                return None
        return None

    def _from_verb(self, verb: int, trigger: int, chain: list[int]) -> int | None:
        if self._attribution.is_reporting(verb):
            return None
        if verb in chain:
            return chain.index(verb) + 1
        below = self._view.parse.deps[verb] == "xcomp" and trigger in self._ancestors(verb)
        return 2 if below else None

    def _ancestors(self, i: int) -> list[int]:
        heads, found = self._view.parse.heads, [i]
        while heads[found[-1]] != found[-1] and len(found) <= _STEPS:
            found.append(heads[found[-1]])
        return found[1:]
