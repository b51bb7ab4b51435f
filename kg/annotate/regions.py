"""Regions named by direction: "eastern Syria" is a place of its own, not Syria."""

import re
from collections.abc import Iterable, Mapping

from kg.annotate.chunks import Chunk
from kg.lexicon.nouns import NounClass
from kg.model import Parse

_LOOSE = frozenset(
    """
    area home house front position post street pocket enclave stronghold bastion hub border vehicle
    car bus truck base field line west east north south ground site building frontline soil
    """.split()
)
_FIRM = frozenset(
    """
    province district region governorate village town city desert valley river mountain county
    forest island
    """.split()
)
_NAMESAKES = frozenset({"river", "delta", "valley", "basin", "state"})
"""Nouns by which a name that a country has too is another place's: the Niger river."""
_EXTENDED = frozenset({"Place", "Organisation", "Person", "State"})

_DIRECTION = re.compile(
    r"(?:(?:north|south)?-?(?:east|west)(?:ern)?|(?:north|south)(?:ern)?|central|upper|lower"
    r"|mainland|rural|greater)",
    re.IGNORECASE,
)


def widen(
    names: Iterable[Chunk], parse: Parse, text: str, nouns: Mapping[str, NounClass]
) -> list[Chunk]:
    """Return `names` with places made regions where a word of direction stands before them.

    A place noun that follows a name belongs to it: "Badia desert", "Anbar province".
    """
    widened = []
    for name in names:
        chunk = _lengthened(name, parse, text, nouns)
        first = chunk.first
        while first > 0 and _directs(parse, first - 1, chunk):
            first -= 1
        if (
            first < chunk.first
            and chunk.type in ("Place", "State")
            and chunk.form in ("name", "capital", "acronym")
        ):
            region = text[parse.starts[first] : parse.ends[chunk.last - 1]]
            chunk = Chunk(first, chunk.last, chunk.head, "name", "Place", region)
        widened.append(chunk)
    return widened


def _lengthened(chunk: Chunk, parse: Parse, text: str, nouns: Mapping[str, NounClass]) -> Chunk:
    i = chunk.last
    plain = chunk.form in ("name", "capital") and chunk.type in _EXTENDED
    if not plain or i >= len(parse.words) or parse.sentence_of[i] != parse.sentence_of[chunk.head]:
        return chunk
    noun = nouns.get(parse.words[i])
    if (
        noun is None
        or noun.type != "Place"
        or parse.lemmas[i] in _LOOSE
        or parse.deps[chunk.head] not in ("compound", "nmod", "poss", "amod")
    ):
        return chunk
    fixed = {"Person": _FIRM, "State": _NAMESAKES}.get(chunk.type)
    if parse.heads[chunk.head] not in (i, i + 1) or (fixed and parse.lemmas[i] not in fixed):
        return chunk
    name = text[parse.starts[chunk.first] : parse.ends[i]]
    return Chunk(chunk.first, i + 1, i, "name", "Place", name, lemma=parse.lemmas[i])


def _directs(parse: Parse, i: int, chunk: Chunk) -> bool:
    same = parse.sentence_of[i] == parse.sentence_of[chunk.first]
    return same and parse.words[i].lower() != "the" and bool(_DIRECTION.fullmatch(parse.words[i]))
