"""Descriptions and pronouns: noun phrases whose head noun denotes an actor, people or a place."""

from collections.abc import Mapping, Sequence

from kg.annotate.chunks import Chunk
from kg.lexicon.nouns import NounClass
from kg.model import Parse

PRONOUNS = {
    "he": "Person", "him": "Person", "his": "Person", "himself": "Person",
    "she": "Person", "her": "Person", "hers": "Person", "herself": "Person",
    "it": "", "its": "", "itself": "", "they": "", "them": "", "their": "", "theirs": "",
    "themselves": "", "who": "", "which": "", "that": "",
    "i": "Person", "me": "Person", "my": "Person", "we": "", "our": "", "us": "",
}  # fmt: skip
_LEFT = frozenset(
    """
    det amod compound nummod poss nmod quantmod advmod npadvmod punct case predet neg
    """.split()
)
_DEFINITE = frozenset(
    {"the", "this", "that", "these", "those", "its", "their", "his", "her", "both", "said"}
)
_LOYAL = frozenset({"loyal", "aligned", "allied", "affiliated", "linked", "backed"})
_COUNTABLE = frozenset(
    """
    group organisation organization agency movement militia town city village
    """.split()
)
_COMPLEMENTS = frozenset(
    """
    of in at from with for near on to outside along around inside between off behind
    """.split()
)
_SITES = frozenset({"in", "at", "near", "outside", "along", "around", "inside", "off"})
_LED = frozenset({"led", "backed", "dominated"})
_SENDERS = frozenset({"armed group", "force", "coalition", "government"})
_BEARINGS = frozenset(
    """
    north south east west northeast northwest southeast southwest
    """.split()
)


def describe(
    parse: Parse, names: Sequence[Chunk], nouns: Mapping[str, NounClass], text: str
) -> list[Chunk]:
    """Return descriptions and pronouns outside `names`, in the order of the text."""
    taken = {i: c for c in names for i in range(c.first, c.last)}
    found = []
    for i, lemma in enumerate(parse.lemmas):
        if i in taken:
            continue
        if parse.tags[i] in ("PRP", "PRP$", "WP", "WDT") and parse.words[i].lower() in PRONOUNS:
            found.append(_pronoun(parse, i, text))
        elif noun := _noun(parse, i, lemma, nouns, taken):
            chunk = _description(parse, i, noun, taken, text)
            found.append(_sent(parse, chunk, nouns) if noun.name == "machine" else chunk)
    return found


def _pronoun(parse: Parse, i: int, text: str) -> Chunk:
    word = parse.words[i].lower()
    return Chunk(
        i, i + 1, i, "pronoun", PRONOUNS[word], text[parse.starts[i] : parse.ends[i]], lemma=word
    )


def _noun(
    parse: Parse, i: int, lemma: str, nouns: Mapping[str, NounClass], taken: Mapping[int, Chunk]
) -> NounClass | None:
    """Return the class of a token that heads a noun phrase, or None."""
    if not parse.tags[i].startswith("NN") and not (
        parse.tags[i] in ("JJ", "VBG") and parse.words[i].lower() in nouns
    ):
        return None
    noun = nouns.get(lemma) or nouns.get(parse.words[i].lower())
    if noun is None:
        return None
    head = parse.heads[i]
    if parse.deps[i] in ("compound", "nmod", "amod") and head != i:
        if head in taken and noun.person:
            return noun  # a title before a name
        inside = nouns.get(parse.lemmas[head])
        if head == i + 1 or inside is not None or parse.tags[i] == "JJ":
            # "rebel commander", "police station": the head speaks for the phrase
            return noun if inside is None and noun.armed and parse.tags[i] != "JJ" else None
    if parse.tags[i] == "JJ":
        return None
    return noun


def _description(
    parse: Parse, head: int, noun: NounClass, taken: dict[int, Chunk], text: str
) -> Chunk:
    first, sharing = _shared(parse, head, noun, taken)
    while not sharing and first > 0 and _belongs_left(parse, first - 1, head):
        first -= 1
    if noun.armed and not sharing:
        first = _led_from(parse, first, taken)
    while first < head and parse.tags[first] in (
        "CC",
        ",",
        "``",
        "''",
        ":",
        "-RRB-",
        "-LRB-",
        "HYPH",
        "_SP",
    ):
        first += 1
    words = [w.lower() for w in parse.words[first:head]]
    modifiers: list[Chunk] = []
    for i in range(first, head):
        if i in taken and taken[i] not in modifiers:
            modifiers.append(taken[i])
    last = head + 1
    end = _complement_end(parse, head, noun, taken)
    return Chunk(
        first,
        last,
        head,
        "description",
        noun.type,
        text[parse.starts[first] : parse.ends[head]],
        noun=noun,
        lemma=parse.lemmas[head],
        definite=(bool(words) and words[0] in _DEFINITE) or _articleless(parse, first, head),
        plural=parse.tags[head] in ("NNS", "NNPS") or parse.lemmas[head] in ("police", "people"),
        modifiers=modifiers,
        sharing=sharing,
        long_text=text[parse.starts[first] : parse.ends[end - 1]] if end > last else "",
    )


def _sent(parse: Parse, chunk: Chunk, nouns: Mapping[str, NounClass]) -> Chunk:
    """Let machines stand for the force named with them: "army helicopters" for the army."""
    for i in range(chunk.first, chunk.head):
        noun = nouns.get(parse.lemmas[i]) if parse.tags[i].startswith("NN") else None
        if noun is not None and noun.name in _SENDERS:
            chunk.noun, chunk.type, chunk.lemma = noun, noun.type, parse.lemmas[i]
            chunk.definite = True
    return chunk


def _shared(
    parse: Parse, head: int, noun: NounClass, taken: Mapping[int, Chunk]
) -> tuple[int, list[Chunk]]:
    """Return where the phrase of an armed noun begins, and the names before that share it.

    "Mozambican and Rwandan soldiers" are two forces: "Rwandan soldiers" and "Mozambican".
    """
    links = ("amod", "nmod", "compound")
    if not noun.armed or noun.person or parse.tags[head] not in ("NNS", "NNPS"):
        return head, []
    for i in parse.children[head]:
        row = [i]
        while parse.deps[i] in links and (more := _conjunct(parse, row[-1], head)) is not None:
            row.append(more)
        names = [taken[j] for j in row[:-1] if j in taken]
        if len(row) > 1 and len(names) == len(row) - 1 and parse.words[row[-1]][0].isupper():
            last = taken.get(row[-1])
            return last.first if last is not None else row[-1], names
    return head, []


def _conjunct(parse: Parse, i: int, head: int) -> int | None:
    """Return the capitalised word joined to `i` by "and" or a comma, before `head`."""
    joined = (c for c in parse.children[i] if parse.deps[c] == "conj" and i < c < head)
    return next(joined, None)


def _articleless(parse: Parse, first: int, head: int) -> bool:
    """Tell whether a singular noun stands without the article it needs ("group posted")."""
    joined = first + 1 < head and parse.words[first + 1] == "-"  # "Britain-based organisation"
    bare = joined or parse.tags[first] not in ("DT", "PRP$", "CD", "POS", "WP$", "NNP", "PDT")
    return bare and parse.tags[head] == "NN" and parse.lemmas[head] in _COUNTABLE


def _led_from(parse: Parse, first: int, taken: Mapping[int, Chunk]) -> int:
    """Return where "Saudi-led" before a force begins, also in "Saudi-led coalition raids"."""
    before = first - 1
    if before < 2 or parse.words[before].lower() not in _LED or parse.words[before - 1] != "-":
        return first
    leader = taken.get(before - 2)
    return leader.first if leader is not None else first


def _belongs_left(parse: Parse, i: int, head: int) -> bool:
    """Tell whether token `i` lies in the phrase of `head`, left of it."""
    if parse.sentence_of[i] != parse.sentence_of[head]:
        return False
    if (parse.words[i] == "," and (i == 0 or parse.tags[i - 1][:2] != "JJ")) or parse.words[i] in (
        "(",
        ")",
        "—",
        "–",
        ":",
        ";",
    ):
        return False
    if parse.tags[i] == "CC" and i > 0 and parse.tags[i - 1].startswith("NN"):
        return False  # "Hezbollah and allied militias" are two
    node, steps = i, 0
    while node != head and steps < 6:
        if parse.deps[node] not in _LEFT and not (
            parse.deps[node] in ("conj", "cc", "amod", "prep", "pobj") and parse.heads[node] > i
        ):
            return False
        if parse.deps[node] in ("prep", "appos", "relcl", "acl"):
            return False
        if parse.heads[node] == node:
            return False
        node = parse.heads[node]
        steps += 1
    return node == head


def _complement_end(parse: Parse, head: int, noun: NounClass, taken: Mapping[int, Chunk]) -> int:
    """Return the end of the first complements ("officials at the mission", "forces loyal to X")."""
    end = head + 1
    if end < len(parse.words) and parse.sentence_of[end] == parse.sentence_of[head]:
        end = max(end, _site_end(parse, head, noun, taken))
    for child in parse.children[head]:
        if child != head + 1:
            continue
        if parse.words[child].lower() in _LOYAL | _BEARINGS:
            inner = [p for p in parse.children[child] if parse.deps[p] == "prep"]
            end = max([end, *(_object_end(parse, p) for p in inner)])
        elif parse.deps[child] == "acl" and parse.tags[child] in ("VBG", "VBN"):
            end = max(end, _participle_end(parse, child))
        elif parse.deps[child] == "prep" and parse.words[child].lower() in _COMPLEMENTS:
            end = max(end, _object_end(parse, child))
    return end


def _site_end(parse: Parse, head: int, noun: NounClass, taken: Mapping[int, Chunk]) -> int:
    """Return the end of where a place is, wherever it hangs: "hit [their base at Mubambiro]"."""
    prep = head + 1
    if noun.type != "Place" or parse.words[prep].lower() not in _SITES:
        return 0
    where = (taken.get(node) for node in parse.children[prep] if parse.deps[node] == "pobj")
    return max((c.last for c in where if c is not None and c.type == "Place"), default=0)


def _participle_end(parse: Parse, verb: int) -> int:
    """Return the end of a participle with what follows: "gunmen posing as protesters"."""
    after = [c for c in parse.children[verb] if c > verb]
    objects = [c for c in after if parse.deps[c] == "dobj"]
    preps = [_object_end(parse, c) for c in after if parse.deps[c] == "prep"]
    return max([verb + 1, *(c + 1 for c in objects), *preps[:1]])


def _object_end(parse: Parse, prep: int) -> int:
    """Return the end of the object of a preposition, one further preposition included."""
    last = prep
    for node in parse.children[prep]:
        if parse.deps[node] != "pobj":
            continue
        last = node
        for inner in parse.children[node]:
            if inner == node + 1 and parse.deps[inner] == "prep":
                grand = [g for g in parse.children[inner] if parse.deps[g] == "pobj"]
                last = grand[0] if grand else last
    return last + 1 if last > prep else 0
