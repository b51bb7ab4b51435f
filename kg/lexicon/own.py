"""A user's own file of names: what a refresh learned is added, what stood there stays.

The file is Turtle; it is replaced as a whole, so a reader or a crash sees the old one or the new.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize

from kg.errors import InputError, KnowledgeError
from kg.vocabulary import ID, PREFIXES, WIKIDATA

_HEAD: Final = """\
# Names of your own, read beside those that came with the package. `kg names refresh` adds to it;
# you may, too (classes, labels, acronyms as in ontology/names.ttl), but comments do not last.
# Of an item of Wikidata: schema:version is the revision it was read at, dcterms:date the day;
# dcterms:isReplacedBy names the item that it was merged into.
"""
_SAME, _ALSO = NamedNode(PREFIXES["owl"] + "sameAs"), NamedNode(PREFIXES["skos"] + "altLabel")
_VERSION = NamedNode(PREFIXES["schema"] + "version")
_DATE = NamedNode(PREFIXES["dcterms"] + "date")
_REPLACED = NamedNode(PREFIXES["dcterms"] + "isReplacedBy")
_INTEGER = NamedNode(PREFIXES["xsd"] + "integer")
_DAY = NamedNode(PREFIXES["xsd"] + "date")
_PREFIXES: Final = {x: PREFIXES[x] for x in ("ag", "wd", "owl", "skos", "schema", "dcterms", "xsd")}


@dataclass(frozen=True, slots=True)
class Learned:
    """What a refresh learned of one entity."""

    iri: str
    item: str
    """Its item, as "Q…"."""
    revision: int
    """Revision of the item that it was read from."""
    day: str
    """When the item was read: YYYY-MM-DD."""
    moved_from: str | None = None
    """The item it had before, when that was merged into this one."""
    names: tuple[tuple[str, str], ...] = ()
    """Further names: language and text."""


def add(path: Path, learned: Iterable[Learned]) -> None:
    """Write what was learned into the file, made if absent.

    KnowledgeError when the file that is there cannot be read, InputError when it cannot be
    written; in both cases it stays as it is.
    """
    held = set(_read(path)) if path.exists() else set()
    for one in learned:
        held = _without_old(held, one) | set(_triples(one))
    order = sorted(held, key=lambda x: (str(x.subject), str(x.predicate), str(x.object)))
    body = serialize(order, format=RdfFormat.TURTLE, prefixes={**_PREFIXES, "id": ID}) or b""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, _HEAD.encode() + body)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}") from error


def _read(path: Path) -> Iterable[Triple]:
    try:
        found = list(parse(path=str(path), format=RdfFormat.TURTLE))
    except (OSError, SyntaxError) as error:
        raise KnowledgeError(f"{path}: {error}") from error
    return [Triple(x.subject, x.predicate, x.object) for x in found]


def _without_old(held: set[Triple], new: Learned) -> set[Triple]:
    entity, item = NamedNode(new.iri), NamedNode(WIKIDATA + new.item)
    return {
        x
        for x in held
        if not (x.subject == entity and x.predicate == _SAME and _is_item(x.object))
        and not (x.subject == item and x.predicate in (_VERSION, _DATE))
    }


def _is_item(term: object) -> bool:
    return isinstance(term, NamedNode) and term.value.startswith(WIKIDATA)


def _triples(new: Learned) -> Iterable[Triple]:
    entity, item = NamedNode(new.iri), NamedNode(WIKIDATA + new.item)
    yield Triple(entity, _SAME, item)
    yield Triple(item, _VERSION, Literal(str(new.revision), datatype=_INTEGER))
    yield Triple(item, _DATE, Literal(new.day, datatype=_DAY))
    for language, name in new.names:
        yield Triple(entity, _ALSO, Literal(name, language=language))
    if new.moved_from:
        yield Triple(NamedNode(WIKIDATA + new.moved_from), _REPLACED, item)


def _replace(path: Path, data: bytes) -> None:
    draft = path.with_name(f"{path.name}.new")
    with draft.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
