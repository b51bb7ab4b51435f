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
from pathlib import Path
from typing import Final

import owlready2
import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat, Store, Triple

from kg.errors import InputError
from kg.graph.axioms import SUBCLASS, TYPE, Reasoning, Statement, classes_of, named, read, stated
from kg.vocabulary import AG, PREFIXES

_OWL: Final = PREFIXES["owl"]
_JAVA_HELP: Final = (
    "reasoning needs Java, and no program `java` was found; install a Java runtime "
    "(Debian and Ubuntu: apt install default-jre-headless) and try again, or reason by rules "
    "alone (kg reason --rules)"
)


def java() -> str | None:
    """Return the path of the Java program that would run the reasoner; None when there is none."""
    return shutil.which(str(owlready2.JAVA_EXE))


def consistent(*paths: Path) -> bool:
    """Tell whether these Turtle files, taken together, can be true.

    Raises InputError without Java and KnowledgeError for a file that cannot be read.
    """
    return _hermit([x for path in paths for x in read(path)]) is not None


def reason(ontology: Path, data: Store | Iterable[Triple]) -> Reasoning:
    """Return what follows from `data` by the Turtle file `ontology`.

    Of a store the default graph is taken. Raises InputError without Java and KnowledgeError for
    an ontology that cannot be read.
    """
    axioms = read(ontology)
    given = stated(axioms, data)
    found = _hermit([*axioms, *(Triple(*map(NamedNode, x)) for x in sorted(given))])
    if found is None:
        return Reasoning(consistent=False, inferred=())
    nodes = {x for s, p, o in given for x in ((s,) if p == TYPE else (s, o))}
    about = {x for x in map(named, found) if x[0] in nodes and x[1].startswith((AG, TYPE))}
    full = _with_superclasses(_with_inverses(given | about, axioms), [*axioms, *found])
    classes = classes_of(axioms)
    new = {x for x in full - given if x[1] != TYPE or x[2] in classes}
    return Reasoning(consistent=True, inferred=tuple(sorted(new)))


def _with_inverses(known: set[Statement], axioms: list[Triple]) -> set[Statement]:
    """Add each relation seen from the other side: owlready2 leaves those out."""
    inverse: dict[str, str] = {}
    for s, p, o in map(named, axioms):
        if p == _OWL + "inverseOf":
            inverse |= {s: o, o: s}
        if (p, o) == (TYPE, _OWL + "SymmetricProperty"):
            inverse[s] = s
    return {*known, *((o, inverse[p], s) for s, p, o in known if p in inverse)}


def _with_superclasses(known: set[Statement], axioms: Iterable[Triple]) -> set[Statement]:
    """Add all superclasses of each type: HermiT names the nearest only."""
    above: defaultdict[str, set[str]] = defaultdict(set)
    for s, p, o in map(named, axioms):
        if p == SUBCLASS:
            above[s].add(o)
    full = set(known)
    todo = [x for x in known if x[1] == TYPE]
    while todo:
        subject, _, kind = todo.pop()
        more = {(subject, TYPE, x) for x in above[kind]} - full
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
