"""The value of a place, and the files of the ontology folder that add to the package's cities."""

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, parse

from kg.errors import KnowledgeError
from kg.vocabulary import PREFIXES, WIKIDATA

GEONAMES = "https://sws.geonames.org/"
"""Base of the IRIs of GeoNames."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place with what is known of it."""

    name: str
    country: str | None
    """ISO 3166 alpha-2 code; None when it lies in several countries or in none."""
    point: tuple[float, float] | None
    """Latitude and longitude in degrees."""
    population: int = 0
    """Inhabitants, 0 when unknown."""
    geonames: int | None = None
    wikidata: str | None = None
    known: str | None = None
    """IRI of its entry among the known names."""


_COLUMNS = "country\tgeonames\tname\tlat\tlong\tpopulation\talso"


def read_towns(path: Path) -> dict[str, list[str]]:
    """Return the lines of a table of towns by country, for `read_town`.

    Raises KnowledgeError when the file is missing or is not such a table.
    """
    found: dict[str, list[str]] = defaultdict(list)
    try:
        lines = [x for x in path.read_text(encoding="utf-8").splitlines() if x[:1] != "#"]
    except (OSError, UnicodeDecodeError) as error:
        raise _broken(path, error) from error
    if lines[:1] != [_COLUMNS]:
        raise _broken(path, ValueError(f"the first line must be {_COLUMNS!r}"))
    for line in lines[1:]:
        found[line[:2]].append(line)
    return dict(found)


def read_town(line: str) -> tuple[Place, tuple[str, ...]]:
    """Return the town of a line of the table with its other names; KnowledgeError when broken."""
    try:
        country, number, name, latitude, longitude, population, also = line.split("\t")
        point = (float(latitude), float(longitude))
        town = Place(name, country, point, int(population), geonames=int(number))
    except ValueError as error:
        message = f"towns.tsv: {line!r}: {error}"
        raise KnowledgeError(message) from error
    return town, tuple(filter(None, also.split("; ")))


def read_items(path: Path) -> dict[int, str]:
    """Return the verified Wikidata items of cities by GeoNames number.

    Raises KnowledgeError when the file is missing or broken.
    """
    same = PREFIXES["owl"] + "sameAs"
    try:
        return {
            int(quad.subject.value.removeprefix(GEONAMES)): quad.object.value.removeprefix(WIKIDATA)
            for quad in parse(path=str(path), format=RdfFormat.TURTLE)
            if quad.predicate.value == same
            and isinstance(quad.subject, NamedNode)
            and isinstance(quad.object, NamedNode)
        }
    except (OSError, SyntaxError, ValueError) as error:
        raise _broken(path, error) from error


def read_barred(path: Path) -> frozenset[str]:
    """Return the names that mean a word or a person rather than the town of that name.

    Raises KnowledgeError when the file is missing or broken.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return frozenset([*table["words"], *table["persons"]])
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        raise _broken(path, error) from error


def _broken(path: Path, error: Exception) -> KnowledgeError:
    return KnowledgeError(f"{path}: {error}")
