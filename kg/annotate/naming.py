"""Proper names: known ones from the index, others from runs of capitalised nouns.

A run is cut at titles and at adjectives of nationality, and typed by its last word, by the title
before it, by its syntactic place, and last by the label of the pipeline.
"""

import re
from collections import Counter
from collections.abc import Iterable

from kg.annotate.chunks import Chunk
from kg.annotate.parsing import Parsed
from kg.annotate.spotting import Candidate, Sighting
from kg.lexicon.heads import NameWords
from kg.lexicon.names import KnownEntity
from kg.lexicon.nouns import NounClass

_PROPER = ("NNP", "NNPS")
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
_SPEECH = frozenset(
    {
        "say",
        "tell",
        "add",
        "warn",
        "claim",
        "state",
        "announce",
        "report",
        "explain",
        "argue",
        "note",
        "write",
        "believe",
        "acknowledge",
        "insist",
        "vow",
        "urge",
        "confirm",
    }
)
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june"
    " july august september october november december jan feb mar apr jun jul aug sept sep oct nov"
    " dec ramadan easter christmas eid".split()
)
_NOT_NAMES = frozenset(
    "the a an i mr mrs ms dr it he she they we but and this these those that there here file photo"
    " video image islam islamic muslim muslims christian christians sunni sunnis shia shiite shiites"
    " shi'ite shi’ite jewish arab arabs english arabic western god covid internet january pm am gmt"
    " north south east west northern southern eastern western central english koran quran bible"
    " analysts officials police rebels people".split()
)
_DATELINED = re.compile(r"(?:, [\w. ]{2,30})?(?: ?\([\w /]+\))? ?(?::|—|–|\.?-|,)")
_MOVING = frozenset(
    "come go flee return march move roll withdraw retreat travel arrive head drive leave send advance fly"
    " pull escape cross run deploy transfer take bring walk sail ship push spread evacuate shift".split()
)
_INSURGENT = frozenset(
    "Liberation Free Resistance Lord Revolutionary People Peoples Self-Defense Self-Defence Popular"
    " Islamic Republican Democratic Support Rapid Patriotic Arakan Independence".split()
)
"""Words by which an "army" or "force" is more often a rebel one."""
_TAKING = frozenset(
    "seize capture retake recapture take leave enter reach storm shell bomb abandon control hold overrun"
    " besiege secure liberate lose evacuate surround attack occupy recover raid visit defend encircle".split()
)
_ACTING = _SPEECH | frozenset(
    "accuse deny demand back support fear see agree blame reject want allege seek call hope plan refuse"
    " sign send order launch threaten pledge promise impose view regard arm fund condemn face play"
    " denounce welcome summon expel offer signal cut ban have recognise recognize bomb deploy".split()
)
_ADDRESSED = frozenset(
    "accuse blame urge ask warn tell press thank criticise criticize chide support".split()
)
_BACKED = frozenset(
    {"backed", "led", "supported", "funded", "armed", "sponsored", "allied", "aligned", "trained"}
)
_GOVERNMENTAL = frozenset(
    "force troop policy leadership support decision ally backing government army military ambassador fighter"
    " frustration allegation role involvement interest proposal effort leader claim position".split()
)


class Naming:
    """Find the proper names of one document."""

    def __init__(
        self,
        parsed: Parsed,
        text: str,
        sightings: Iterable[Sighting],
        words: NameWords,
        nouns: dict[str, NounClass],
    ) -> None:
        self._parse = parsed.parse
        self._labels = parsed.labels
        self._text = text
        self._words = words
        self._nouns = nouns
        self._masks = parsed.masks
        sightings = list(sightings)
        self._theatre = _theatre(sightings)
        by_start = {s.start: s for s in sightings}
        self._seen: dict[int, Sighting] = {}
        for i, start in enumerate(self._parse.starts):
            mask = self._masks.get(i)
            if mask is not None:
                if mask.sighting is not None:
                    self._seen[i] = mask.sighting
            elif start in by_start:
                self._seen[i] = by_start[start]

    def find(self) -> list[Chunk]:
        """Return the names in the order of the text."""
        chunks: list[Chunk] = []
        i, size = 0, len(self._parse.words)
        while i < size:
            if self._starts_name(i):
                j = self._run_end(i)
                chunks += self._cut(i, j)
                i = j
            else:
                i += 1
        return self._agree(chunks)

    # -- runs -------------------------------------------------------------------------------

    def _starts_name(self, i: int) -> bool:
        return (
            i in self._seen
            or i in self._masks
            and self._masks[i].stand_in != " "
            or self._proper(i)
        )

    def _proper(self, i: int) -> bool:
        word = self._parse.words[i]
        if not word[:1].isupper() or word.lower().rstrip(".") in _CALENDAR:
            return False
        if self._parse.tags[i] in _PROPER:
            return word.lower() not in _NOT_NAMES and len(word.strip(".")) > 1
        follows = i + 1 < len(self._parse.words) and self._parse.tags[i + 1] in _PROPER
        inside = i not in {a for a, _ in self._parse.sentences}
        return self._parse.tags[i] in ("JJ", "NN", "NNS", "VBG") and follows and inside

    def _continues(self, i: int) -> bool:
        word = self._parse.words[i]
        lower = word.lower()
        if i in self._seen or i in self._masks:
            return self._masks.get(i) is None or self._masks[i].stand_in != " "
        if not word[:1].isupper() or lower.rstrip(".") in _CALENDAR:
            return False
        return self._parse.tags[i] in (*_PROPER, "JJ", "NN", "NNS", "VBG", "CD") and lower not in {
            "the",
            "a",
            "i",
        }

    def _run_end(self, i: int) -> int:
        parse, size = self._parse, len(self._parse.words)
        sentence_end = parse.sentences[parse.sentence_of[i]][1]
        j = i + 1
        while j < min(size, sentence_end):
            gap = self._text[parse.ends[j - 1] : parse.starts[j]]
            if "\n" in gap:
                break
            if self._continues(j):
                j += 1
            elif (
                parse.words[j] == "-"
                and not gap
                and j + 1 < size
                and self._continues(j + 1)
                and parse.ends[j] == parse.starts[j + 1]
            ):
                j += 2
            elif self._joins(i, j, sentence_end):
                j += 2 if parse.words[j + 1].lower() != "the" else 3
            elif (
                parse.words[j].lower() in self._words.particles
                and j + 1 < sentence_end
                and self._continues(j + 1)
            ):
                j += 2
            else:
                break
        return j

    def _joins(self, first: int, i: int, end: int) -> bool:
        """Tell whether "of X" or "for X" at `i` belongs to the name begun at `first`."""
        words = self._parse.words
        if words[i].lower() not in ("of", "for") or i + 1 >= end:
            return False
        if (
            words[i - 1] not in self._words.joins
            or i - 1 in self._seen
            and len(words[i - 1].split()) > 1
        ):
            return False
        after = i + 2 if words[i + 1].lower() == "the" else i + 1
        return after < end and self._continues(after)

    # -- cutting ----------------------------------------------------------------------------

    def _cut(self, first: int, last: int) -> list[Chunk]:
        """Cut a run into names: known names stand alone, titles and nationalities are cut off."""
        parse = self._parse
        if (
            last - first > 1
            and parse.words[last - 1] in self._words.heads
            and not self._titled(first)
        ):
            whole = self._whole(first, last)
            if whole is not None:
                return [whole]
        chunks: list[Chunk] = []
        i = first
        while i < last:
            j = self._piece_end(i, last)
            if j > i:
                chunk = self._chunk(i, j, title=self._title_before(i))
                if chunk is not None:
                    chunks.append(chunk)
                i = j
            else:
                i += 1
        return chunks

    def _whole(self, first: int, last: int) -> Chunk | None:
        """Return the run as one name when its last word heads names ("Afghan National Army")."""
        inner = [i for i in range(first, last) if i in self._seen]
        if any(
            self._seen[i].candidates[0].form == "name"
            and self._seen[i].candidates[0].type not in ("Place", "State")
            for i in inner
        ):
            return None
        if inner and last - 1 in self._seen and first not in self._seen and last - first == 2:
            pass
        return self._chunk(first, last, title=False)

    def _titled(self, i: int) -> bool:
        """Tell whether a word is a title, or a part of one that goes on."""
        lower = self._parse.words[i].lower().rstrip(".")
        following = i + 1 < len(self._parse.words) and self._title(i + 1)
        return self._title(i) or lower in self._words.title_parts and following

    def _title(self, i: int) -> bool:
        lower = self._parse.words[i].lower().rstrip(".")
        noun = self._nouns.get(self._parse.lemmas[i]) or self._nouns.get(lower)
        before = self._parse.words[max(0, i - 2) : i]
        if lower == "state" and before == ("Secretary", "of"):
            return True
        return lower in self._words.titles or noun is not None and noun.relation is not None

    def _title_before(self, i: int) -> bool:
        same = i > 0 and self._parse.sentence_of[i - 1] == self._parse.sentence_of[i]
        return same and self._title(i - 1)

    def _piece_end(self, i: int, last: int) -> int:
        """Return where the name begun at `i` ends; `i` itself when the token is no name."""
        if self._titled(i) and i not in self._seen and last - i > 1:
            return i
        if i in self._seen:
            sighting = self._seen[i]
            end = i
            while end < last and self._parse.starts[end] < sighting.end:
                end += 1
            best = sighting.candidates[0]
            following = end < last and end not in self._seen and not self._titled(end)
            if following and best.form != "demonym" and best.known is None:
                pass  # a town's name inside a longer unknown name ("Jeff Davis Smith")
            else:
                return end
        j = i + 1
        while j < last and not (self._titled(j) and j + 1 < last):
            if j in self._seen:
                candidate = self._seen[j].candidates[0]
                if candidate.known is not None or len(self._seen[j].text.split()) > 1:
                    break
            j += 1
        return j

    def _chunk(self, first: int, last: int, *, title: bool) -> Chunk | None:
        parse = self._parse
        while last > first and parse.words[last - 1] in ("-", "of", "for", "the"):
            last -= 1
        if last <= first:
            return None
        text = self._text[parse.starts[first] : parse.ends[last - 1]]
        if text == "State":
            return None  # "Secretary of State"
        head = max(
            range(first, last), key=lambda i: (parse.heads[i] < first or parse.heads[i] >= last, i)
        )
        sighting = self._seen.get(first)
        if (
            sighting is not None
            and sighting.start == parse.starts[first]
            and sighting.end >= parse.ends[last - 1]
        ):
            candidate = self._choose(sighting, first, last)
            if candidate is None:
                return None  # "IS" in a line of capitals
            chunk = Chunk(first, last, head, "name", candidate.type, text)
            if candidate.form == "capital" and not self._governs(head):
                chunk.type = "Place"
            elif candidate.known is None and title:
                chunk.type = "Person"  # a town's name borne by a person
            else:
                chunk.known, chunk.form = candidate.known, candidate.form
            return chunk
        if last - first == 1 and parse.words[first].lower() in self._nouns and not title:
            return None
        return Chunk(first, last, head, "name", "", text)  # typed later, by all its mentions

    # -- types ------------------------------------------------------------------------------

    def _choose(self, sighting: Sighting, first: int, last: int) -> Candidate | None:
        """Return the reading that suits the war the document is about."""
        candidates = sighting.candidates
        if self._shouted(first, last) and candidates[0].form == "acronym":
            return None
        if len(candidates) == 1:
            return candidates[0]

        def fit(candidate: Candidate) -> tuple[float, int]:
            known = candidate.known
            countries = known.countries if known else ()
            shared = (
                sum(self._theatre[c] for c in countries) / max(1, len(countries))
                if countries
                else 0
            )
            return (
                min(shared, 3) + (known.prominence if known else 0),
                -candidates.index(candidate),
            )

        return max(candidates, key=fit)

    def _governs(self, head: int) -> bool:
        """Tell whether a capital stands for its government: it speaks, acts or is spoken to."""
        parse = self._parse
        dep, governor = parse.deps[head], parse.heads[head]
        before = parse.words[head - 1].lower() if head else ""
        if dep in ("nsubj", "nsubjpass"):
            return parse.lemmas[governor] in _ACTING
        if dep in ("dobj", "dative"):
            return parse.lemmas[governor] in _ADDRESSED
        after = parse.words[head + 1] if head + 1 < len(parse.words) else ""
        second = parse.lemmas[head + 2] if head + 2 < len(parse.words) else ""
        if after == "-":
            return parse.words[head + 2].lower() in _BACKED if second else False
        return (
            dep == "poss"
            and second in _GOVERNMENTAL
            or before in ("with", "between", "by", "against")
            and dep == "pobj"
        )

    def _shouted(self, first: int, last: int) -> bool:
        """Tell whether the words around are all in capitals, so that capitals mean nothing."""
        around = self._parse.words[max(0, first - 2) : first] + self._parse.words[last : last + 2]
        letters = [w for w in around if w.isalpha() and len(w) > 1]
        return len(letters) > 1 and all(w.isupper() for w in letters)

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
        if word.isupper() and 2 <= len(word) <= 6 and last - first == 1:  # noqa: PLR2004
            votes["Organisation"] += 3
        return votes

    def _weigh_beside(self, votes: Counter[str], first: int, last: int, head: int) -> None:
        """Weigh nouns beside a name: "the Kalma camp", "the town of X", "X, a port on the coast"."""
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
                if (
                    parse.words[i] in (",", ".")
                    or parse.tags[i].startswith("VB")
                    and parse.tags[i] != "VBG"
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
        governor = parse.heads[head]
        if parse.deps[head] in ("dobj", "nsubjpass") and parse.lemmas[governor] in _TAKING:
            votes["Place"] += 2
        if self._text[parse.starts[first] : parse.ends[last - 1]].isupper() and _DATELINED.match(
            self._text, parse.ends[last - 1]
        ):
            votes["Place"] += 5
        if parse.deps[head] == "nsubj" and parse.lemmas[governor] in _SPEECH:
            votes["Person"] += 2 if last - first > 1 else 1

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
        return "StateForce" if official or national and not rebel else "ArmedGroup"

    def _agree(self, chunks: list[Chunk]) -> list[Chunk]:
        """Give all mentions of one unknown name the type that most evidence speaks for.

        A name nothing speaks for is dropped. The last part of a person's name is a person.
        """
        votes: dict[str, Counter[str]] = {}
        for chunk in chunks:
            if not chunk.type:
                weighed = self._evidence(
                    chunk.first, chunk.last, chunk.head, title=self._title_before(chunk.first)
                )
                votes.setdefault(chunk.text.casefold(), Counter()).update(weighed)
        types = {text: weighed.most_common(1)[0][0] for text, weighed in votes.items() if weighed}
        surnames = {t.split()[-1] for t, kind in types.items() if kind == "Person" and " " in t}
        surnames |= {c.text.split()[-1].casefold() for c in chunks if c.type == "Person"}
        for chunk in chunks:
            if not chunk.type:
                chunk.type = (
                    "Person"
                    if chunk.text.casefold() in surnames
                    else types.get(chunk.text.casefold(), "")
                )
        return [c for c in chunks if c.type and not self._adjectival(c)]

    def _adjectival(self, chunk: Chunk) -> bool:
        """Tell whether an unknown "Kurdish-Arab" only qualifies the noun that follows."""
        plain = chunk.known is None and "-" in chunk.text and " " not in chunk.text
        arabic = chunk.text[:3].lower() in ("al-", "el-", "an-", "as-", "ad-", "at-", "ar-", "ul-")
        return plain and not arabic and self._parse.deps[chunk.head] in ("amod", "compound", "nmod")


def _theatre(sightings: list[Sighting]) -> Counter[str]:
    """Count the countries that unambiguous names of the document belong to."""
    counts: Counter[str] = Counter()
    for sighting in sightings:
        known: KnownEntity | None = sighting.candidates[0].known
        if len(sighting.candidates) == 1 and known is not None and len(known.countries) < 4:  # noqa: PLR2004
            counts.update(known.countries)
    return counts
