"""The types of unknown names: every mention gives evidence, and all mentions of a name agree.

Evidence is the name's last word, the title before it, the nouns beside it, what governs it, and
last the label of the pipeline.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from kg.annotate.chunks import Chunk
from kg.annotate.parsing import Parsed
from kg.annotate.spotting import Sighting
from kg.lexicon.heads import NameWords
from kg.lexicon.nouns import NounClass

_LABELS = {
    "PERSON": "Person",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
    "ORG": "Organisation",
}
_IN_PLACE = frozenset(
    {"in", "at", "near", "around", "outside", "inside", "toward", "towards", "across", "throughout"}
)
SPEECH = frozenset(
    """
    say tell add warn claim state announce report explain argue note write believe acknowledge
    insist vow urge confirm
    """.split()
)
_DATELINED = re.compile(r"(?:, [\w. ]{2,30})?(?: ?\([\w /]+\))? ?(?::|—|–|\.?-|,)")
_MOVING = frozenset(
    """
    come go flee return march move roll withdraw retreat travel arrive head drive leave send
    advance fly pull escape cross run deploy transfer take bring walk sail ship push spread
    evacuate shift
    """.split()
)
_INSURGENT = frozenset(
    """
    Liberation Free Resistance Lord Revolutionary People Peoples Self-Defense Self-Defence Popular
    Islamic Republican Democratic Support Rapid Patriotic Arakan Independence
    """.split()
)
"""Words by which an "army" or "force" is more often a rebel one."""
_TAKING = frozenset(
    """
    seize capture retake recapture take leave enter reach storm shell bomb abandon control hold
    overrun besiege secure liberate lose evacuate surround attack occupy recover raid visit defend
    encircle
    """.split()
)


class NameTypes:
    """Tell the types of the names of one document; `seen` maps tokens to known names."""

    def __init__(
        self,
        parsed: Parsed,
        text: str,
        seen: Mapping[int, Sighting],
        words: NameWords,
        nouns: Mapping[str, NounClass],
    ) -> None:
        self._parse = parsed.parse
        self._labels = parsed.labels
        self._text = text
        self._seen = seen
        self._words = words
        self._nouns = nouns

    def agree(self, chunks: Iterable[Chunk], titled: Callable[[int], bool]) -> None:
        """Give all mentions of one unknown name the type that most evidence speaks for.

        A name nothing speaks for keeps no type. The last part of a person's name is a person.
        `titled` tells whether a title stands before a token.
        """
        chunks = list(chunks)
        votes: dict[str, Counter[str]] = {}
        for chunk in chunks:
            if not chunk.type:
                weighed = self._evidence(
                    chunk.first, chunk.last, chunk.head, title=titled(chunk.first)
                )
                votes.setdefault(chunk.text.casefold(), Counter()).update(weighed)
        types = {text: weighed.most_common(1)[0][0] for text, weighed in votes.items() if weighed}
        surnames = {t.split()[-1] for t, kind in types.items() if kind == "Person" and " " in t}
        surnames |= {c.text.split()[-1].casefold() for c in chunks if c.type == "Person"}
        full = {
            c.text.split()[-1].casefold() for c in chunks if c.type == "Person" and " " in c.text
        }
        full |= {t.split()[-1] for t, kind in types.items() if kind == "Person" and " " in t}
        for chunk in chunks:
            surname = chunk.text.casefold() in full and not self._somewhere(chunk)
            if chunk.type == "Place" and surname:
                chunk.type, chunk.known, chunk.form = "Person", None, "name"
            if not chunk.type:
                chunk.type = (
                    "Person"
                    if chunk.text.casefold() in surnames
                    else types.get(chunk.text.casefold(), "")
                )

    def _somewhere(self, chunk: Chunk) -> bool:
        """Tell whether a preposition of place stands before a name."""
        before = self._parse.words[chunk.first - 1].lower() if chunk.first else ""
        return before in (*_IN_PLACE, "from", "to", "of", "on")

    def _evidence(self, first: int, last: int, head: int, *, title: bool) -> Counter[str]:
        """Weigh what one mention of an unknown name tells of its type."""
        parse = self._parse
        votes: Counter[str] = Counter()
        if title:
            votes["Person"] += 6
        word = parse.words[last - 1]
        joined = [i for i in range(first, last) if parse.words[i] in ("of", "for")]
        if joined:
            word = parse.words[joined[0] - 1]
        if last - first > 1 and word in self._words.heads:
            votes[self._head_type(word, first, last)] += 8
        self._weigh_beside(votes, first, last, head)
        self._weigh_governor(votes, first, last, head)
        labels = Counter(self._labels[i].removeprefix("B-") for i in range(first, last))
        label = next((_LABELS[x] for x, _ in labels.most_common() if x in _LABELS), None)
        if label is not None:
            votes[label] += 2 if label == "Person" and last - first > 1 else 1
        if word.isupper() and 2 <= len(word) <= 6 and last - first == 1:
            votes["Organisation"] += 3
        return votes

    def _weigh_beside(self, votes: Counter[str], first: int, last: int, head: int) -> None:
        """Weigh nouns beside a name: "the Kalma camp", "the town of X", "X, a port on the sea"."""
        parse = self._parse
        after = self._nouns.get(parse.lemmas[last]) if last < len(parse.words) else None
        if (
            after is not None
            and parse.heads[head] == last
            and not after.person
            and after.type in ("Place", "ArmedGroup")
        ):
            votes[after.type] += 5
        before = parse.words[first - 1].lower() if first else ""
        if before == "of" and first > 1:
            noun = self._nouns.get(parse.lemmas[first - 2])
            if noun is not None and noun.type == "Place":
                votes["Place"] += 5
        noun = self._nouns.get(parse.lemmas[first - 1]) if first else None
        if noun is not None and parse.tags[first - 1] == "NN" and not noun.armed:
            votes[noun.type] += 3
        if (
            last + 1 < len(parse.words)
            and parse.words[last] == ","
            and parse.words[last + 1].lower() in ("a", "an", "the")
        ):
            for i in range(last + 2, min(last + 9, len(parse.words))):
                if parse.words[i] in (",", ".") or (
                    parse.tags[i].startswith("VB") and parse.tags[i] != "VBG"
                ):
                    break
                noun = self._nouns.get(parse.lemmas[i])
                if noun is not None and parse.tags[i] == "NN":
                    following = parse.tags[i + 1] if i + 1 < len(parse.words) else ""
                    if not following.startswith("NN"):
                        votes["Person" if noun.person else noun.type] += 4
                        break

    def _weigh_governor(self, votes: Counter[str], first: int, last: int, head: int) -> None:
        """Weigh what governs a name: prepositions of place, verbs of taking, verbs of speech."""
        parse = self._parse
        before = parse.words[first - 1].lower() if first else ""
        if before in _IN_PLACE:
            votes["Place"] += 3
        elif before in ("from", "to", "into", "on", "through", "via", "towards", "between", "for"):
            moving = parse.lemmas[parse.heads[first - 1]] in _MOVING
            votes["Place"] += 3 if moving else 1 if before != "for" else 0
        taken = self._whole_of(head) if before == "of" else head
        governor = parse.heads[taken]
        if parse.deps[taken] in ("dobj", "nsubjpass") and parse.lemmas[governor] in _TAKING:
            votes["Place"] += 2
        if self._text[parse.starts[first] : parse.ends[last - 1]].isupper() and _DATELINED.match(
            self._text, parse.ends[last - 1]
        ):
            votes["Place"] += 5
        if parse.deps[head] == "nsubj" and parse.lemmas[parse.heads[head]] in SPEECH:
            votes["Person"] += 2 if last - first > 1 else 1

    def _whole_of(self, head: int) -> int:
        """Return the noun of a share for the name it is a share of: "captured most of Bashiqa"."""
        parse = self._parse
        share = parse.heads[parse.heads[head]]
        counted = parse.tags[share] in ("JJS", "JJ", "DT", "PDT")
        return share if counted or parse.lemmas[share] in self._words.shares else head

    def _head_type(self, word: str, first: int, last: int) -> str:
        """Return the type a name's head word tells, corrected by the words before it."""
        kind = self._words.heads[word]
        inner = set(self._parse.words[first : last - 1])
        if word in ("Agency", "Network", "Service") and inner & {"News", "Press", "Media"}:
            return "MediaOutlet"
        if kind != "StateForce" or not inner & _INSURGENT:
            return kind
        national = any(
            i in self._seen and self._seen[i].candidates[0].form == "demonym"
            for i in range(first, last)
        )
        official = word in ("Guard", "Guards", "Corps") and inner <= {"Islamic", "Revolutionary"}
        rebel = bool(inner & {"Free", "Liberation", "Democratic", "Resistance"})
        return "StateForce" if official or (national and not rebel) else "ArmedGroup"
