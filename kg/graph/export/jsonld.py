"""JSON-LD with a compact context: one object per subject, one per named graph."""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import IO, Any, Final

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.errors import KnowledgeError
from kg.graph.statements import default_graph, graph, named_graphs
from kg.settings import shipped
from kg.vocabulary import PREFIXES

_TYPE: Final = PREFIXES["rdf"] + "type"
_STRING: Final = PREFIXES["xsd"] + "string"


def write(store: Store, form: str, out: IO[bytes], prefixes: dict[str, str]) -> None:
    """Write all graphs to `out`."""
    del form
    context = Context(_shipped_context() | prefixes)
    out.write(b'{"@context": ' + _bytes(context.terms) + b',\n "@graph": [')
    separator = b"\n"
    for node in _nodes(context, default_graph(store)):
        out.write(separator + _bytes(node))
        separator = b",\n"
    for name in named_graphs(store):
        content = list(_nodes(context, graph(store, name)))
        out.write(separator + _bytes({"@id": context.iri(_id(name)), "@graph": content}))
        separator = b",\n"
    out.write(b"\n]}\n")


class Context:
    """A JSON-LD context and its inverse: how to shorten an IRI, and what a term's values are."""

    def __init__(self, terms: dict[str, Any]) -> None:
        """Take the value of an `@context` that holds prefixes and simple terms."""
        self.terms = terms
        self._prefixes = sorted(
            ((value, name) for name, value in terms.items() if _is_prefix(name, value)),
            key=lambda x: (-len(x[0]), x[1]),
        )
        self._term: dict[str, tuple[str, str | None]] = {}
        for name, value in terms.items():
            target = value.get("@id") if isinstance(value, dict) else value
            if isinstance(target, str) and not target.startswith("@"):
                simple = not isinstance(value, dict) or value.keys() <= {"@id", "@type"}
                if simple and not _is_prefix(name, value):
                    coercion = value.get("@type") if isinstance(value, dict) else None
                    self._term[self.expand(target)] = (name, coercion)

    def expand(self, name: str) -> str:
        """Return the IRI a compact name stands for."""
        prefix, colon, local = name.partition(":")
        base = self.terms.get(prefix)
        return base + local if colon and isinstance(base, str) else name

    def iri(self, iri: str) -> str:
        """Return the shortest safe form of an IRI."""
        for base, name in self._prefixes:
            if iri.startswith(base) and not iri.startswith("//", len(base)):
                return f"{name}:{iri[len(base) :]}"
        return iri

    def member(self, iri: str) -> tuple[str, str | None]:
        """Return the key for a property and the type its plain strings are read as."""
        if iri == _TYPE:
            return "@type", "@vocab"
        return self._term.get(iri) or (self.iri(iri), None)

    def value(self, term: object, coercion: str | None) -> object:
        """Return an object's value under a property with that coercion."""
        if not isinstance(term, Literal):
            short = self.iri(_id(term))
            return short if coercion in ("@id", "@vocab") else {"@id": short}
        if term.language:
            return {"@value": term.value, "@language": term.language}
        datatype = term.datatype.value
        if coercion and self.expand(coercion) == datatype:
            return term.value
        if datatype == _STRING:
            return term.value if coercion is None else {"@value": term.value}
        return {"@value": term.value, "@type": self.iri(datatype)}


def _nodes(context: Context, quads: Iterable[Quad]) -> Iterator[dict[str, Any]]:
    for subject, group in groupby(quads, key=lambda quad: quad.subject):
        node: dict[str, Any] = {"@id": context.iri(_id(subject))}
        for quad in group:
            key, coercion = context.member(quad.predicate.value)
            node.setdefault(key, []).append(context.value(quad.object, coercion))
        yield {key: x[0] if isinstance(x, list) and len(x) == 1 else x for key, x in node.items()}


def _shipped_context() -> dict[str, Any]:
    path = shipped() / "ontology" / "context.jsonld"
    if not path.is_file():
        return {}
    try:
        return dict(json.loads(path.read_text(encoding="utf-8"))["@context"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KnowledgeError(f"{path}: {error}") from error


def _is_prefix(name: str, value: object) -> bool:
    return isinstance(value, str) and not name.startswith("@") and value.endswith(("/", "#", "_"))


def _id(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)


def _bytes(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace")
