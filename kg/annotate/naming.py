"""Proper names: known ones from the index, others from runs of capitalised nouns.

A run is cut at titles and at adjectives of nationality; what kind of thing an unknown name names
is told in `name_types`.
"""

from collections import Counter
from collections.abc import Iterable

from kg.annotate.chunks import Chunk
from kg.annotate.name_types import SPEECH, NameTypes
from kg.annotate.parsing import Parsed
from kg.annotate.spotting import Candidate, Sighting
from kg.lexicon.heads import NameWords
from kg.lexicon.nouns import NounClass

_PROPER = ("NNP", "NNPS")
_CALENDAR = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december jan feb mar apr jun jul aug sept sep oct nov
    dec ramadan easter christmas eid
    """.split()
)
_NOT_NAMES = frozenset(
    """
    the a an i mr mrs ms dr it he she they we but and this these those that there here file photo
    video image islam islamic muslim muslims christian christians sunni sunnis shia shiite shiites
    shi'ite shi’ite jewish arab arabs english arabic western god covid internet january pm am gmt
    north south east west northern southern eastern central koran quran bible analysts officials
    police rebels people
    """.split()
)
_HAPPENINGS = frozenset({"Operation", "Exercise"})
_ACTING = SPEECH | frozenset(
    """
    accuse deny demand back support fear see agree blame reject want allege seek call hope plan
    refuse sign send order launch threaten pledge promise impose view regard arm fund condemn face
    play denounce welcome summon expel offer signal cut ban have recognise recognize bomb deploy
    """.split()
)
_ADDRESSED = frozenset(
    """
    accuse blame urge ask warn tell press thank criticise criticize chide support
    """.split()
)
_BACKED = frozenset(
    {"backed", "led", "supported", "funded", "armed", "sponsored", "allied", "aligned", "trained"}
)
_GOVERNMENTAL = frozenset(
    """
    force troop policy leadership support decision ally backing government army military ambassador
    fighter frustration allegation role involvement interest proposal effort leader claim position
    """.split()
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
        self._types = NameTypes(parsed, text, self._seen, words, nouns)

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
        self._types.agree(chunks, self._title_before)
        return [c for c in chunks if c.type and not self._adjectival(c)]

    # -- runs -------------------------------------------------------------------------------

    def _starts_name(self, i: int) -> bool:
        return i in self._seen or (i in self._masks and self._masks[i].is_name) or self._proper(i)

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
            return self._masks.get(i) is None or self._masks[i].is_name
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
            elif self._joins(j, sentence_end):
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

    def _joins(self, i: int, end: int) -> bool:
        """Tell whether "of X" or "for X" at `i` belongs to the name before it."""
        words = self._parse.words
        if words[i].lower() not in ("of", "for") or i + 1 >= end:
            return False
        if words[i - 1] not in self._words.joins or (
            i - 1 in self._seen and len(words[i - 1].split()) > 1
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
        return self._chunk(first, last, title=False)

    def _titled(self, i: int) -> bool:
        """Tell whether a word is a title, or a part of one that goes on."""
        lower = self._parse.words[i].lower().rstrip(".")
        following = i + 1 < len(self._parse.words) and self._title(i + 1)
        return self._title(i) or (lower in self._words.title_parts and following)

    def _title(self, i: int) -> bool:
        lower = self._parse.words[i].lower().rstrip(".")
        noun = self._nouns.get(self._parse.lemmas[i]) or self._nouns.get(lower)
        before = self._parse.words[max(0, i - 2) : i]
        if lower == "state" and before == ("Secretary", "of"):
            return True
        return lower in self._words.titles or (noun is not None and noun.relation is not None)

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
            candidate = self._choose(sighting, first, last, head)
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
        if last - first > 1 and parse.words[first] in _HAPPENINGS:
            return None  # "Operation Olive Branch" is done, and does nothing
        return Chunk(first, last, head, "name", "", text)  # typed later, by all its mentions

    # -- types ------------------------------------------------------------------------------

    def _choose(self, sighting: Sighting, first: int, last: int, head: int) -> Candidate | None:
        """Return the reading that suits the war the document is about.

        A capital is the state where it governs, else the city.
        """
        candidates = sighting.candidates
        if self._shouted(first, last) and candidates[0].form == "acronym":
            return None
        capital = next((x for x in candidates if x.form == "capital"), None)
        if capital is not None and len(candidates) > 1:
            if self._governs(head):
                return capital
            candidates = tuple(x for x in candidates if x is not capital)
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
        return (dep == "poss" and second in _GOVERNMENTAL) or (
            before in ("with", "between", "by", "against") and dep == "pobj"
        )

    def _shouted(self, first: int, last: int) -> bool:
        """Tell whether the words around are all in capitals, so that capitals mean nothing."""
        around = self._parse.words[max(0, first - 2) : first] + self._parse.words[last : last + 2]
        letters = [w for w in around if w.isalpha() and len(w) > 1]
        return len(letters) > 1 and all(w.isupper() for w in letters)

    def _adjectival(self, chunk: Chunk) -> bool:
        """Tell whether an unknown "Kurdish-Arab" only qualifies the noun that follows."""
        plain = chunk.known is None and "-" in chunk.text and " " not in chunk.text
        arabic = chunk.text[:3].lower() in ("al-", "el-", "an-", "as-", "ad-", "at-", "ar-", "ul-")
        return plain and not arabic and self._parse.deps[chunk.head] in ("amod", "compound", "nmod")


def _theatre(sightings: list[Sighting]) -> Counter[str]:
    """Count the countries that unambiguous names of the document belong to."""
    counts: Counter[str] = Counter()
    for sighting in sightings:
        known = sighting.candidates[0].known
        if len(sighting.candidates) == 1 and known is not None and len(known.countries) < 4:
            counts.update(known.countries)
    return counts
