"""The words of a SPARQL text, as far as one can tell them apart without a grammar.

The one thing a grammar must decide is what `<` begins: an IRI, or a comparison that may be followed
by a string or a comment. Where both can be, `every` looks at both readings, so no word of either is
missed; `plain` takes the IRI, and refuses a text in which that may be wrong.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.errors import QueryError

_MORE: Final = (  # letters of names that are no word characters to Python
    "\u00b7\u0300-\u036f\u200c\u200d\u203f\u2040\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff"
    "\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_ESCAPE: Final = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_CODED: Final = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]"
_TOKEN: Final = re.compile(
    rf"""
      (?P<iri> < (?: [^<>"{{}}|^`\\\x00-\x20] | {_ESCAPE} )* > )
    | (?P<text> \"\"\" (?: [^\\] | \\. )*? \"\"\" | ''' (?: [^\\] | \\. )*? '''
              | " (?: [^"\\\r\n] | \\. )* " | ' (?: [^'\\\r\n] | \\. )* ' )
    | (?P<comment> \# [^\r\n]* )
    | (?P<variable> [?$] [\w{_MORE}]+ )
    | (?P<name> (?: [^\W\d_][\w.\-{_MORE}]* )? :
        (?: (?: [\w:{_MORE}] | {_CODED} )
            (?: [\w:.\-{_MORE}] | {_CODED} )* (?<! (?<!\\)\. ) )? )
    | (?P<word> [^\W\d]\w* )
    | (?P<open> [({{\[] )
    | (?P<close> [)}}\]] )
    | (?P<path> / )
    | (?P<escape> \\ )
    | (?P<less> < )
    | (?P<end> [;,.] )
    """,
    re.VERBOSE | re.DOTALL,
)
_SURE: Final = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")
"""An IRI and nothing else: two slashes never stand in an expression."""
_LINE: Final = re.compile(r"[\r\n]")


@dataclass(frozen=True, slots=True)
class Token:
    """One word: its kind, its text in capitals, and where it stands (`query[start:end]`)."""

    kind: str
    word: str
    start: int
    end: int


def plain(query: str) -> Iterator[Token]:
    """Yield the tokens in their order, comments left out.

    Raises QueryError where `<` may begin something else than an IRI.
    """
    at = 0
    while token := _next(query, at):
        if token.kind == "iri" and _doubtful(query, token):
            raise QueryError(
                f"{position(query, token.start)}: write a space after < to compare, and an IRI"
                " with its scheme (http://…) or by a prefix"
            )
        if token.kind != "comment":
            yield token
        at = token.end


def every(query: str) -> Iterator[Token]:
    """Yield the tokens of all readings of a text; each once, not always in their order."""
    todo, seen = [0], set[int]()
    while todo:
        at = todo.pop()
        while (token := _next(query, at)) and token.start not in seen:
            seen.add(token.start)
            yield token
            at = token.end
            if token.kind == "iri" and _doubtful(query, token):
                todo.append(token.start + 1)


def _next(query: str, at: int) -> Token | None:
    match = _TOKEN.search(query, at)
    if match is None:
        return None
    return Token(match.lastgroup or "", match.group().upper(), match.start(), match.end())


def _doubtful(query: str, token: Token) -> bool:
    """Tell whether what looks like an IRI may be a comparison that begins a string or comment."""
    if _SURE.match(query, token.start):
        return False
    return "#" in token.word or "'" in token.word or "SERVICE" in token.word


def position(query: str, offset: int) -> str:
    """Return "line 3, column 7" for a character offset."""
    line = query.count("\n", 0, offset) + 1
    return f"line {line}, column {offset - query.rfind(chr(10), 0, offset)}"
