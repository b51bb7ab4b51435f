"""What follows from a graph by the ontology, and whether it can be true at all: HermiT's verdict.

owlready2 runs HermiT, which needs Java. It sees the classes of entities and events, the relations
and the event roles; nothing is fetched and the given graph stays as it is.
"""

import io
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import owlready2
import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple

from kg.errors import InputError, KnowledgeError
from kg.graph import statements
from kg.vocabulary import AG, PREFIXES

_OWL, _RDFS = PREFIXES["owl"], PREFIXES["rdfs"]
_TYPE: Final = PREFIXES["rdf"] + "type"
_SUBCLASS: Final = _RDFS + "subClassOf"
_ROOTS: Final = (AG + "Entity", AG + "Event")
_GENERAL: Final = (AG + "relatedTo", AG + "involves")
_JAVA_HELP: Final = (
    "reasoning needs Java, and no program `java` was found; install a Java runtime "
    "(Debian and Ubuntu: apt install default-jre-headless) and try again"
)

Statement = tuple[str, str, str]
"""Subject, predicate and object, all of them IRIs."""


@dataclass(frozen=True, slots=True)
class Reasoning:
    """The reasoner's verdict on a graph."""

    consistent: bool
    """False when the graph contradicts the ontology; then nothing is inferred."""
    inferred: tuple[Statement, ...]
    """Types and relations that follow and are not stated, sorted."""

    def quads(self, graph: str) -> Iterator[Quad]:
        """Yield what was inferred as statements of the graph with this IRI."""
        for subject, predicate, value in self.inferred:
            terms = NamedNode(subject), NamedNode(predicate), NamedNode(value)
            yield Quad(*terms, NamedNode(graph))


def java() -> str | None:
    """Return the path of the Java program that would run the reasoner; None when there is none."""
    return shutil.which(str(owlready2.JAVA_EXE))


def consistent(*paths: Path) -> bool:
    """Tell whether these Turtle files, taken together, can be true.

    Raises InputError without Java and KnowledgeError for a file that cannot be read.
    """
    return _hermit([x for path in paths for x in _read(path)]) is not None


def reason(ontology: Path, data: Store | Iterable[Triple]) -> Reasoning:
    """Return what follows from `data` by the Turtle file `ontology`.

    Of a store the default graph is taken. Raises InputError without Java and KnowledgeError for
    an ontology that cannot be read.
    """
    axioms = _read(ontology)
    given = (x.triple for x in statements.default_graph(data)) if isinstance(data, Store) else data
    classes = _below(axioms, _SUBCLASS, _ROOTS)
    properties = _below(axioms, _RDFS + "subPropertyOf", _GENERAL)
    stated = set(_reasoned(given, classes, properties))
    found = _hermit([*axioms, *stated])
    if found is None:
        return Reasoning(consistent=False, inferred=())
    known = {_named(x) for x in stated}
    nodes = {x for s, p, o in known for x in ((s,) if p == _TYPE else (s, o))}
    about = {x for x in map(_named, found) if x[0] in nodes and x[1].startswith((AG, _TYPE))}
    full = _with_superclasses(_with_inverses(known | about, axioms), [*axioms, *found])
    new = {x for x in full - known if x[1] != _TYPE or x[2] in classes}
    return Reasoning(consistent=True, inferred=tuple(sorted(new)))


def _read(path: Path) -> list[Triple]:
    try:
        quads = pyoxigraph.parse(path=str(path), format=RdfFormat.TURTLE)
        return [x.triple for x in quads if x.predicate.value != _OWL + "imports"]
    except (OSError, SyntaxError) as error:
        raise KnowledgeError(f"{path}: {error}") from error


def _named(triple: Triple) -> Statement:
    return tuple(getattr(x, "value", str(x)) for x in triple)  # type: ignore[return-value] # three


def _reasoned(data: Iterable[Triple], classes: set[str], properties: set[str]) -> Iterator[Triple]:
    """Yield what the reasoner is to see: types, relations and roles between IRIs."""
    for triple in data:
        if not (isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode)):
            continue
        is_type = triple.predicate.value == _TYPE
        term, kept = (triple.object, classes) if is_type else (triple.predicate, properties)
        if term.value in kept:
            yield Triple(triple.subject, triple.predicate, triple.object)


def _below(axioms: list[Triple], step: str, roots: tuple[str, ...]) -> set[str]:
    found = set(roots)
    size = 0
    while size != len(found):
        size = len(found)
        found |= {s for s, p, o in map(_named, axioms) if p == step and o in found}
    return found


def _with_inverses(known: set[Statement], axioms: list[Triple]) -> set[Statement]:
    """Add each relation seen from the other side: owlready2 leaves those out."""
    inverse: dict[str, str] = {}
    for s, p, o in map(_named, axioms):
        if p == _OWL + "inverseOf":
            inverse |= {s: o, o: s}
        if (p, o) == (_TYPE, _OWL + "SymmetricProperty"):
            inverse[s] = s
    return {*known, *((o, inverse[p], s) for s, p, o in known if p in inverse)}


def _with_superclasses(known: set[Statement], axioms: Iterable[Triple]) -> set[Statement]:
    """Add all superclasses of each type: HermiT names the nearest only."""
    above: defaultdict[str, set[str]] = defaultdict(set)
    for s, p, o in map(_named, axioms):
        if p == _SUBCLASS:
            above[s].add(o)
    full = set(known)
    todo = [x for x in known if x[1] == _TYPE]
    while todo:
        subject, _, kind = todo.pop()
        more = {(subject, _TYPE, x) for x in above[kind]} - full
        full |= more
        todo.extend(more)
    return full


def _hermit(triples: list[Triple]) -> list[Triple] | None:
    """Return what HermiT infers from `triples`; None when they contradict one another."""
    if java() is None:
        raise InputError(_JAVA_HELP)
    with _scratch() as folder, _silence():
        stated, inferred = folder / "stated.nt", folder / "inferred.nt"
        pyoxigraph.serialize(triples, output=str(stated), format=RdfFormat.N_TRIPLES)
        world = owlready2.World()
        try:
            world.get_ontology(stated.as_uri()).load(only_local=True)
            result = world.get_ontology("urn:inferred#")
            with result:
                owlready2.sync_reasoner_hermit(world, infer_property_values=True, debug=0)
            result.save(str(inferred), format="ntriples")
        except owlready2.OwlReadyInconsistentOntologyError:
            return None
        except owlready2.OwlReadyJavaError as error:
            lines = [x for x in str(error).splitlines() if "Exception" in x] or [str(error)]
            raise InputError(f"the reasoner failed: {lines[0].strip()}") from error
        finally:
            world.close()
        found = pyoxigraph.parse(path=str(inferred), format=RdfFormat.N_TRIPLES)
        return [x.triple for x in found]


@contextmanager
def _scratch() -> Iterator[Path]:
    """Give owlready2 a folder for its files, which it forgets after a contradiction."""
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="kg-reason-") as folder:
        tempfile.tempdir = folder
        try:
            yield Path(folder)
        finally:
            tempfile.tempdir = before


@contextmanager
def _silence() -> Iterator[None]:
    """Keep owlready2's remarks on its own work away from the user's output."""
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        yield
