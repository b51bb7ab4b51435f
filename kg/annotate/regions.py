"""Regions named by direction: "eastern Syria" is a place of its own, not Syria."""

import re
from collections.abc import Iterable

from kg.annotate.chunks import Chunk
from kg.model import Parse

_DIRECTION = re.compile(
    r"(?:(?:north|south)?-?(?:east|west)(?:ern)?|(?:north|south)(?:ern)?|central|upper|lower"
    r"|mainland|rural|greater)",
    re.IGNORECASE,
)


def widen(names: Iterable[Chunk], parse: Parse, text: str) -> list[Chunk]:
    """Return `names` with places made regions where a word of direction stands before them."""
    widened = []
    for chunk in names:
        first = chunk.first
        while first > 0 and _directs(parse, first - 1, chunk):
            first -= 1
        if first < chunk.first and chunk.type in ("Place", "State") and chunk.form in ("name", "capital", "acronym"):
            region = text[parse.starts[first] : parse.ends[chunk.last - 1]]
            chunk = Chunk(first, chunk.last, chunk.head, "name", "Place", region)
        widened.append(chunk)
    return widened


def _directs(parse: Parse, i: int, chunk: Chunk) -> bool:
    same = parse.sentence_of[i] == parse.sentence_of[chunk.first]
    return same and parse.words[i].lower() != "the" and bool(_DIRECTION.fullmatch(parse.words[i]))
