"""Who says so: the speaker a statement is attributed to, or None for the document's own voice.

Direct and indirect speech, "according to X", quotations that run over several sentences. The
original speaker counts, not the outlet that relays it.
"""

from functools import cached_property

from kg.extract.clauses import verb_clause
from kg.extract.view import View

_SPEAKERS = frozenset(
    {"Person", "Organisation", "MediaOutlet", "State", "StateForce", "ArmedGroup", "Coalition"}
)
_REPORT_NOUNS = frozenset(
    """
    statement report figure account claim tally count estimate toll data source allegation
    statistic information
    """.split()
)
_PICTURES = frozenset({"video", "footage", "image", "photo", "photograph", "picture", "clip"})
"""What shows what happened: "footage released by X shows fighters in the town"."""
_TELLING = frozenset(
    [
        "say",
        "show",
        "report",
        "document",
        "record",
        "confirm",
        "describe",
        "estimate",
        "deny",
        "acknowledge",
    ]
)
"""Verbs that tell of the happening their object names ("reported clashes")."""
_POINTING = frozenset(
    {("put", "at"), ("place", "at"), ("point", "to"), ("allude", "to"), ("accuse", "of")}
)
_CARRIERS = frozenset({"ccomp", "xcomp", "parataxis", "advcl", "dep", "dobj"})
_OPEN, _CLOSE = frozenset({"“", "``", '"', "«", "„"}), frozenset({"”", "''", '"', "»"})
_WHEN = frozenset({"yesterday", "today", "tonight", "earlier", "later", "overnight"})
_STEPS = 8
_SHORTEST, _LONGEST = 4, 150  # tokens of a quotation
_NAMING = 14  # tokens that name a speaker
_RESUMED = 30  # tokens between two quotations of one speaker


class Attribution:
    """Speakers of one document."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._tails: dict[int, tuple[int, str | None]] = {}

    def speaker(self, i: int) -> str | None:
        """Return the entity to whom the clause of token `i` is attributed."""
        return self._governing(i) or self._according(i) or self._trailing(i) or self.quoted(i)

    def is_reporting(self, i: int) -> bool:
        """Tell whether token `i` is a verb of speech ("claimed that", not "claimed the attack")."""
        view, parse = self._view, self._view.parse
        if not parse.tags[i].startswith("VB"):
            return False
        if parse.lemmas[i] == "show":
            return not _PICTURES.isdisjoint(parse.lemmas[s] for s in verb_clause(view, i).subject)
        if parse.lemmas[i] not in view.carriers.speech:
            return parse.lemmas[i] in view.carriers.believing and bool(view.children(i, "ccomp"))
        claiming = parse.lemmas[i] in view.carriers.claiming and view.children(i, "dobj")
        return not claiming or bool(view.children(i, "ccomp", "xcomp"))

    def _governing(self, i: int) -> str | None:
        """Climb to the nearest verb of speech that governs the clause."""
        parse = self._view.parse
        node = i
        for _ in range(_STEPS):
            dep, head = parse.deps[node], parse.heads[node]
            if head == node:
                break
            if dep == "prep" and (parse.lemmas[head], parse.lemmas[node]) in _POINTING:
                return self._subject(head)  # "officials put its strength at 3,000"
            if self._reports(node, dep, head):
                found = self._subject(head)
                if found is not None:
                    return found
            node = head
        return self._beneath(i, node)

    def _reports(self, node: int, dep: str, head: int) -> bool:
        """Tell whether `head` is a verb of speech whose content holds `node`."""
        if dep not in _CARRIERS or not self.is_reporting(head):
            return False
        if dep == "dobj":
            return self._view.parse.lemmas[head] in _TELLING
        return dep != "advcl" or self._quote_between(node, head)

    def _beneath(self, i: int, root: int) -> str | None:
        """Return the speaker of "..., he said", where the parser hung speech below its content."""
        parse = self._view.parse
        for c in parse.children[root]:
            dep = parse.deps[c]
            if dep not in ("parataxis", "ccomp", "dep") or c == i or not self.is_reporting(c):
                continue
            if not self._below(i, c) and (dep == "parataxis" or self._short(c)):
                found = self._subject(c)
                if found is not None:
                    return found
        return None

    def _trailing(self, i: int) -> str | None:
        """Return X of "..., X said." at the end of the sentence, however it was parsed."""
        sentence = self._view.parse.sentence_of[i]
        if sentence not in self._tails:
            self._tails[sentence] = self._tail(sentence)
        comma, speaker = self._tails[sentence]
        return speaker if i < comma else None

    def _tail(self, sentence: int) -> tuple[int, str | None]:
        """Return where a sentence's trailing attribution begins, and its speaker."""
        _view, parse = self._view, self._view.parse
        first, last = parse.sentences[sentence]
        for verb in range(last - 1, first, -1):
            if not self.is_reporting(verb) or parse.tags[verb] not in ("VBD", "VBZ", "VBP"):
                continue
            after = parse.tags[verb + 1] if verb + 1 < last else "."
            next_word = parse.lemmas[min(verb + 1, last - 1)]
            ends = after in (".", ",", "IN", "NNP", "``", "''", "_SP") or next_word in _WHEN
            if not ends or next_word == "that":
                continue
            for k in range(verb - 1, max(first, verb - _NAMING), -1):
                if parse.tags[k].startswith("VB"):
                    break
                if parse.words[k] == "," and k + 1 < verb:
                    return k, self._first_speaker(k + 1, verb)
        return -1, None

    def _first_speaker(self, first: int, last: int) -> str | None:
        view = self._view
        for i in range(first, last):
            if not self._modifier(i):
                for entity in view.fillers(i) if view.mention(i) is not None else ():
                    if view.type(entity) in _SPEAKERS:
                        return entity
        return None

    def _short(self, verb: int) -> bool:
        """Tell whether a clause of speech has nothing but its speaker ("..., he said")."""
        return not self._view.children(verb, "ccomp", "dobj", "xcomp")

    def _below(self, i: int, top: int) -> bool:
        parse, node = self._view.parse, i
        for _ in range(_STEPS):
            if node == top:
                return True
            if parse.heads[node] == node:
                return False
            node = parse.heads[node]
        return False

    def _quote_between(self, a: int, b: int) -> bool:
        words = self._view.parse.words[min(a, b) : max(a, b)]
        return any(w in _OPEN or w in _CLOSE for w in words)

    def _subject(self, verb: int) -> str | None:
        view = self._view
        clause = verb_clause(view, verb)
        for i in clause.subject:
            for entity in view.fillers(i):
                if view.type(entity) in _SPEAKERS:
                    return entity
            if view.parse.lemmas[i] in _REPORT_NOUNS | _PICTURES:
                found = self._of_report(i)
                if found:
                    return found
        return None if clause.subject else self._inverted(verb)

    def _inverted(self, verb: int) -> str | None:
        """Return X of "…," said the columnist X, where the parser saw no subject."""
        view, parse = self._view, self._view.parse
        if verb == 0 or parse.words[verb - 1] not in (*_CLOSE, ","):
            return None
        last = parse.sentences[parse.sentence_of[verb]][1]
        found: list[str] = []
        for i in range(verb + 1, min(last, verb + _NAMING)):
            if parse.tags[i] in (",", ".", ":") or parse.tags[i].startswith("VB"):
                break
            mention = view.mention(i)
            if mention is not None and mention.entity and view.type(mention.entity) in _SPEAKERS:
                found.append(mention.entity)
        people = [e for e in found if view.type(e) == "Person"]
        return next(iter(people or found), None)

    def _of_report(self, noun: int) -> str | None:
        """Return whose statement or figures a noun names."""
        view = self._view
        owners = view.owners(noun)
        for prep, token in view.prepositions(noun):
            if prep in ("by", "from", "of"):
                owners += [e for o in view.objects_of(token) for e in view.fillers(o)]
        for child in view.children(noun, "acl"):
            owners += [e for o in verb_clause(view, child).subject for e in view.fillers(o)]
        return next((e for e in owners if view.type(e) in _SPEAKERS), None)

    def _according(self, i: int) -> str | None:
        """Return X of "according to X" in the sentence of token `i`."""
        view, parse = self._view, self._view.parse
        first, last = parse.sentences[parse.sentence_of[i]]
        for k in range(first, last - 1):
            if parse.words[k].lower() == "according" and parse.words[k + 1].lower() == "to":
                for j in range(k + 2, min(last, k + 14)):
                    found = view.fillers(j)
                    if parse.lemmas[j] in _REPORT_NOUNS:
                        of = self._of_report(j)
                        if of:
                            return of
                        continue
                    head = view.mention(j)
                    if (
                        found
                        and head is not None
                        and view.type(found[0]) in _SPEAKERS
                        and not self._modifier(j)
                        and not view.hyphened(j)  # "according to the Britain-based monitor"
                    ):
                        return found[0]
        return None

    def _modifier(self, i: int) -> bool:
        return (
            self._view.parse.deps[i] in ("compound", "amod", "nmod", "poss")
            and self._view.parse.heads[i] > i
            and self._view.mention(self._view.parse.heads[i]) is not None
        )

    def quoted(self, i: int) -> str | None:
        """Return the speaker of the quotation that token `i` lies in, if it is inside one."""
        for start, end, speaker in self._quotations:
            if start <= i < end:
                return speaker
        return None

    @cached_property
    def _quotations(self) -> list[tuple[int, int, str | None]]:
        """Return (first token, last token, speaker) of quotations of more than a few words."""
        parse = self._view.parse
        found: list[tuple[int, int, str | None]] = []
        opened: int | None = None
        for i, word in enumerate(parse.words):
            opens, closes = self._marks(i, word)
            if opened is not None and (closes or opens or "\n\n" in word):
                self._quote(found, opened, i if closes else self._sentence_end(opened))
                opened = i if opens else None
            elif opened is None and opens:
                opened = i
        return found

    def _marks(self, i: int, word: str) -> tuple[bool, bool]:
        """Tell whether a token opens or closes a quotation; straight marks by what is before."""
        if word in _OPEN and word in _CLOSE:
            start = self._view.parse.starts[i]
            before = self._view.text[start - 1 : start]
            opens = not before or before.isspace() or before in "(—–-["
            return opens, not opens
        return word in _OPEN, word in _CLOSE

    def _quote(self, found: list[tuple[int, int, str | None]], first: int, last: int) -> None:
        """Add a quotation; one without a speaker of its own goes on with the one before it."""
        if not _SHORTEST < last - first < _LONGEST:
            return
        speaker = self._speaker_near(first, last)
        if speaker is None and found and first - found[-1][1] < _RESUMED:
            speaker = found[-1][2]
        found.append((first, last, speaker))

    def _sentence_end(self, i: int) -> int:
        return self._view.parse.sentences[self._view.parse.sentence_of[i]][1]

    def _speaker_near(self, first: int, last: int) -> str | None:
        """Return the subject of a verb of speech just outside a quotation."""
        parse = self._view.parse
        sentences = {parse.sentence_of[first], parse.sentence_of[min(last, len(parse.words) - 1)]}
        after = min(last + 1, len(parse.words) - 1)
        if parse.words[last - 1] in (",", "?", "!"):
            sentences.add(parse.sentence_of[after])
        for n in sorted(sentences):
            a, b = parse.sentences[n]
            for i in range(a, b):
                if not first < i < last and self.is_reporting(i):
                    found = self._subject(i)
                    if found is not None:
                        return found
        return None
