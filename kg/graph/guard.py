"""What a query text may contain: it reads, stays in this dataset and cannot end the process.

The store would follow a SERVICE to any address, and deep nesting or a very long text overflows the
stack of its parser, which no exception can catch. Both are refused before the store sees them.
"""

import re
from collections.abc import Iterator
from typing import Final

from kg.errors import QueryError

MAX_LENGTH: Final = 20_000
"""Characters of a query; measured: the store dies of repeated clauses from about 45,000."""
MAX_DEPTH: Final = 60
"""Brackets open at once; measured: it dies of about 500 nested lists."""
MAX_CLAUSES: Final = 100
"""OPTIONAL, MINUS, BIND or / of a path: time grows with their square, stack with their number."""

_ESCAPE: Final = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_TOKEN: Final = re.compile(
    rf"""
      (?P<iri> < (?: [^<>"{{}}|^`\\\x00-\x20] | {_ESCAPE} )* > )
    | (?P<text> \"\"\" (?: [^\\] | \\. )*? \"\"\" | ''' (?: [^\\] | \\. )*? '''
              | " (?: [^"\\\r\n] | \\. )* " | ' (?: [^'\\\r\n] | \\. )* ' )
    | (?P<comment> \# [^\r\n]* )
    | (?P<variable> [?$] \w+ )
    | (?P<name> [^\W\d_][\w.\-]* : | : )
    | (?P<word> [^\W\d]\w* )
    | (?P<open> [({{\[] )
    | (?P<close> [)}}\]] )
    | (?P<path> / )
    """,
    re.VERBOSE | re.DOTALL,
)
_LOCAL: Final = re.compile(r"(?:[\w.\-:]|%[0-9A-Fa-f]{2}|\\.)*")
_HIDDEN_SERVICE: Final = re.compile(r"(?<![\w/:.\-])service(?=[?$#]|silent)", re.IGNORECASE)
_UPDATES: Final = frozenset(
    ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
)
_CLAUSES: Final = frozenset({"OPTIONAL", "MINUS", "BIND", "LATERAL"})
_FORMS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})


def check(query: str) -> None:
    """Raise QueryError unless `query` is a read of bounded size that leaves the dataset alone."""
    if len(query) > MAX_LENGTH:
        raise QueryError(
            f"the query has {len(query):,} characters; at most {MAX_LENGTH:,} are read"
        )
    if _is_plain(query):
        return
    depth = clauses = 0
    reads = False
    for kind, word, offset in _tokens(query):
        depth += (kind == "open") - (kind == "close")
        clauses += kind == "path" or (kind == "word" and word in _CLAUSES)
        reads = reads or (kind == "word" and word in _FORMS)
        if kind == "word" and word in _UPDATES and not reads:
            raise _refuse(query, offset, f"{word} changes data; queries only read")
        if _is_service(kind, word):
            raise _refuse(query, offset, "SERVICE would send a request to another address")
        if depth > MAX_DEPTH:
            raise _refuse(query, offset, f"more than {MAX_DEPTH} brackets are open")
        if clauses > MAX_CLAUSES:
            raise _refuse(query, offset, f"more than {MAX_CLAUSES} clauses and path steps")


def _is_plain(query: str) -> bool:
    """Tell whether a query is harmless by its letters alone, strings and comments included.

    Whatever stands where, there are too few brackets and clauses to be too many, and no word to be
    refused. Most queries are; they are spared the look at each token, which takes ten times as
    long.
    """
    text = query.upper()
    opened = sum(map(query.count, "({["))
    clauses = query.count("/") + sum(map(text.count, _CLAUSES))
    suspect = "\\" in query or "SERVICE" in text or any(x in text for x in _UPDATES)
    return not suspect and opened <= MAX_DEPTH and clauses <= MAX_CLAUSES


def _tokens(query: str) -> Iterator[tuple[str | None, str, int]]:
    """Yield (kind, upper-case text, offset) of each token; the local part of a name is skipped."""
    at = 0
    while match := _TOKEN.search(query, at):
        at = match.end()
        if match.lastgroup == "name" and (local := _LOCAL.match(query, at)):
            at = local.end()
        yield match.lastgroup, match.group().upper(), match.start()


def _is_service(kind: str | None, word: str) -> bool:
    # An IRI is looked into as well: what we take for one may be "a less than b" to the store.
    if kind == "iri":
        return bool(_HIDDEN_SERVICE.search(word))
    return kind == "word" and word == "SERVICE"


def position(query: str, offset: int) -> str:
    """Return "line 3, column 7" for a character offset."""
    line = query.count("\n", 0, offset) + 1
    return f"line {line}, column {offset - query.rfind(chr(10), 0, offset)}"


def _refuse(query: str, offset: int, reason: str) -> QueryError:
    return QueryError(f"{position(query, offset)}: not allowed: {reason}")
