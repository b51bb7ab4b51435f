"""What a query text may contain: it reads, stays in this dataset and cannot end the process.

The store would follow a SERVICE to any address, and deep nesting or a very long text overflows the
stack of its parser, which no exception can catch. Both are refused before the store sees them.
"""

import re
from typing import Final

from kg.errors import ForbiddenError, QueryError
from kg.graph.tokens import Token, every, position

MAX_LENGTH: Final = 20_000
"""Characters of a query; measured: the store dies of repeated clauses from about 45,000."""
MAX_DEPTH: Final = 60
"""Brackets open at once; measured: it dies of about 500 nested lists."""
MAX_CLAUSES: Final = 100
"""OPTIONAL, MINUS, BIND or / of a path: time grows with their square, stack with their number."""

_UPDATES: Final = frozenset(
    ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
)
_CLAUSES: Final = frozenset({"OPTIONAL", "MINUS", "BIND", "LATERAL"})
_FORMS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_PLAIN_UPDATES: Final = tuple(x.encode() for x in sorted(_UPDATES))
_PLAIN_CLAUSES: Final = tuple(x.encode() for x in sorted(_CLAUSES))
_PLAIN_FORMS: Final = tuple(x.encode() for x in sorted(_FORMS))
_GROUP: Final = re.compile(r"(?:\s|#[^\r\n]*)*\{")


def check(query: str, *, services: bool = False) -> None:
    """Raise QueryError unless `query` is a read of bounded size that leaves the dataset alone.

    With `services` the word SERVICE may stand there (see `kg.graph.federation`); without, it is a
    ForbiddenError.
    """
    if len(query) > MAX_LENGTH:
        raise QueryError(
            f"the query has {len(query):,} characters; at most {MAX_LENGTH:,} are read"
        )
    if _is_plain(query):
        return
    depth = clauses = 0
    reads = False
    for token in every(query):
        depth += (token.kind == "open") - (token.kind == "close")
        word = token.word if token.kind == "word" else ""
        clauses += token.kind == "path" or word in _CLAUSES
        reads = reads or word in _FORMS
        if word in _UPDATES and not reads:
            raise _refuse(query, token, f"{word} changes data; queries only read")
        if is_service(query, token) and not services:
            told = _refuse(query, token, "SERVICE would send a request to another address")
            raise ForbiddenError(str(told))
        if token.kind == "escape":
            raise _refuse(query, token, "a backslash outside of names and strings")
        if depth > MAX_DEPTH:
            raise _refuse(query, token, f"more than {MAX_DEPTH} brackets are open")
        if clauses > MAX_CLAUSES:
            raise _refuse(query, token, f"more than {MAX_CLAUSES} clauses and path steps")


def _is_plain(query: str) -> bool:
    """Tell whether a query is harmless by its letters alone, strings and comments included.

    Whatever stands where, there are too few brackets and clauses to be too many, and no word to be
    refused. Most queries are; they are spared the look at each token, which takes thirty times as
    long.
    """
    text = query.encode("utf-8", "surrogatepass").upper()  # much faster than capitals of a str
    if b"SERVICE" in text or b"\\" in text:
        return False
    opened = sum(map(text.count, (b"(", b"{", b"[")))
    clauses = text.count(b"/") + sum(map(text.count, _PLAIN_CLAUSES))
    return opened <= MAX_DEPTH and clauses <= MAX_CLAUSES and _reads(text)


def _reads(text: bytes) -> bool:
    """Tell whether what a text in capitals does first is to read, as far as its letters tell."""
    at = 0
    while text.startswith(b"#", at):  # lines of comment: named questions begin with some
        at = text.find(b"\n", at) + 1 or len(text)
    found = [x for x in (text.find(form, at) for form in _PLAIN_FORMS) if x >= 0]
    before = text[at : min(found, default=len(text))]
    return not any(word in before for word in _PLAIN_UPDATES)


def is_service(query: str, token: Token) -> bool:
    """Tell whether a token is the keyword SERVICE, or may be: the parser needs no space after it.

    A name whose prefix is called so is one only before a group: "SERVICE:x {".
    """
    if "SERVICE" not in token.word.partition(":")[0]:
        return False
    return token.kind == "word" or (token.kind == "name" and bool(_GROUP.match(query, token.end)))


def _refuse(query: str, token: Token, reason: str) -> QueryError:
    return QueryError(f"{position(query, token.start)}: not allowed: {reason}")
