"""A user's own word on sources: a Turtle file laid over the shipped list, checked line by line.

It says again only what is to be otherwise: `src:reuters ag:prior 0.5 .` changes one number. A
source is meant by its IRI or by any of its names; a kind (`ag:newsAgency`) or the prior of all
that are not listed (`ag:unlisted`) can be changed the same way; what is unknown is added.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.errors import KnowledgeError
from kg.ontology.triples import RDF_TYPE, Triples, read
from kg.vocabulary import AG, PREFIXES

_LABEL, _ALIAS = (PREFIXES["skos"] + x for x in ("prefLabel", "altLabel"))
_COMMENT: Final = PREFIXES["rdfs"] + "comment"
_KIND, _PRIOR, _SIDE = (AG + x for x in ("sourceKind", "prior", "side"))
_SOURCE: Final = AG + "Source"
_SAYS: Final = (_LABEL, _ALIAS, _KIND, _PRIOR, _SIDE, _COMMENT, RDF_TYPE)
_OF_KINDS: Final = frozenset({_PRIOR, _COMMENT})
_REASON: Final = "Given in a file of the user's own."
_UNLISTED: Final = AG + "unlisted"


def folded(name: str) -> str:
    """Return the form of a name by which sources are found: case, blanks and "the" left out."""
    return " ".join(name.casefold().split()).removeprefix("the ")


@dataclass(frozen=True, slots=True)
class Own:
    """What a user's file says, by subject and predicate."""

    objects: Mapping[tuple[str, str], tuple[str, ...]]

    @property
    def subjects(self) -> frozenset[str]:
        """IRIs of the sources and kinds it speaks of."""
        return frozenset(s for s, _ in self.objects)

    def over(self, shipped: Triples) -> Triples:
        """Return `shipped` with what this says in its place; other names are added."""
        objects = {**shipped.objects}
        for (s, p), values in self.objects.items():
            before = shipped.all(s, p) if p == _ALIAS else ()
            objects[s, p] = tuple(sorted({*before, *values}))
        sources = [s for s, p in self.objects if p == RDF_TYPE]
        listed = tuple(sorted({*shipped.instances(_SOURCE), *sources}))
        return Triples(objects, {**shipped.subjects, (RDF_TYPE, _SOURCE): listed})


def read_own(path: Path, named: Mapping[str, str], kinds: Triples, shipped: Triples) -> Own:
    """Read a user's file; KnowledgeError names the line at fault.

    `named` gives the IRI of each listed source by its `folded` names.
    """
    given = read(path)
    draft = _Draft(path, kinds, shipped)
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for subject in sorted({s for s, _ in given.objects}):
        said = {p: values for (s, p), values in given.objects.items() if s == subject}
        if subject in draft.kinds:
            draft.check_kind(subject, said)
            found |= {(subject, p): x for p, x in said.items() if p in _OF_KINDS}
        else:
            meant = draft.meant(subject, said, named)
            found |= {(meant, p): x for p, x in draft.source(subject, meant, said)}
    return Own(found)


class _Draft:
    """Checks what one file says, and knows where in it something stands."""

    def __init__(self, path: Path, kinds: Triples, shipped: Triples) -> None:
        self._path = path
        self._shipped = shipped
        self._lines = path.read_text(encoding="utf-8").splitlines()
        self.kinds = frozenset(kinds.instances(AG + "SourceKind"))

    def check_kind(self, subject: str, said: Mapping[str, tuple[str, ...]]) -> None:
        """Raise KnowledgeError when what is said of a kind is not its prior."""
        for p in said:
            if p not in {*_OF_KINDS, RDF_TYPE}:
                self._refuse(f"of a kind only ag:prior can be changed, not {_short(p)}", subject, p)
        self._check_prior(subject, said)

    def meant(
        self, subject: str, said: Mapping[str, tuple[str, ...]], named: Mapping[str, str]
    ) -> str:
        """Return the IRI of the listed source that is meant by IRI or name, else the own one."""
        if self._shipped.all(subject, _LABEL):
            return subject
        called = [x for p in (_LABEL, _ALIAS) for x in said.get(p, ())]
        meant = {named[folded(x)]: x for x in called if folded(x) in named}
        if len(meant) > 1:
            names = " and ".join(repr(x) for x in sorted(meant.values()))
            self._refuse(f"{names} are two sources of the list", subject)
        return next(iter(meant), subject)

    def source(
        self, subject: str, meant: str, said: Mapping[str, tuple[str, ...]]
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield what is said of a source, complete where the list does not know it."""
        for p, values in said.items():
            if p not in _SAYS:
                known = ", ".join(_short(x) for x in _SAYS[:-1])
                self._refuse(f"{_short(p)} says nothing of a source; known are {known}", subject, p)
            if p in {_LABEL, _KIND, _PRIOR} and len(values) > 1:
                self._refuse(f"{_short(p)} stands more than once", subject, p)
        self._check_prior(subject, said)
        for kind in said.get(_KIND, ()):
            if kind not in self.kinds:
                known = ", ".join(_short(x) for x in sorted(self.kinds))
                self._refuse(
                    f"{_short(kind)} is no kind of source; known are {known}", subject, kind
                )
        full = {**said, RDF_TYPE: (_SOURCE,)}
        if not self._shipped.all(meant, _LABEL):
            if _LABEL not in said:
                self._refuse(f"{_short(subject)} is not listed and has no skos:prefLabel", subject)
            if not {_KIND, _PRIOR} & set(said):
                self._refuse("a new source needs ag:prior or ag:sourceKind", subject)
            full = {_KIND: (_UNLISTED,), _COMMENT: (_REASON,), **full}
        elif meant != subject:
            full.pop(_LABEL, None)  # it keeps its name
        yield from full.items()

    def _check_prior(self, subject: str, said: Mapping[str, tuple[str, ...]]) -> None:
        for text in said.get(_PRIOR, ()):
            try:
                good = 0 <= float(text) <= 1
            except ValueError:
                good = False
            if not good:
                self._refuse(f"the prior {text!r} is no number from 0 to 1", subject, _PRIOR, text)

    def _refuse(self, reason: str, *near: str) -> None:
        raise KnowledgeError(f"{self._path}, line {self._line(near)}: {reason}")

    def _line(self, near: tuple[str, ...]) -> int:
        """Return the line in which the last of some terms stands, each after the one before."""
        at = 0
        for term in near:
            name = re.split(r"[#/]", term)[-1]
            word = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
            found = (n for n in range(at, len(self._lines)) if word.search(self._code(n)))
            at = next(found, at)
        return at + 1

    def _code(self, number: int) -> str:
        line = self._lines[number]
        return "" if line.lstrip().startswith(("#", "@prefix", "PREFIX")) else line


def _short(iri: str) -> str:
    """Return an IRI as a user writes it."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
