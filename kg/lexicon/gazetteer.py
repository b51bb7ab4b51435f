"""The value of a place, and the files of the ontology folder that add to the package's cities."""

import csv
import tomllib
from collections.abc import Iterator
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


def read_towns(path: Path) -> Iterator[tuple[Place, tuple[str, ...]]]:
    """Yield the towns of a table with their other names; KnowledgeError when it is broken."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader((x for x in file if not x.startswith("#")), delimiter="\t")
            for row in rows:
                yield _town(row), tuple(x for x in row["also"].split("; ") if x)
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise _broken(path, error) from error


def _town(row: dict[str, str]) -> Place:
    return Place(
        name=row["name"],
        country=row["country"],
        point=(float(row["lat"]), float(row["long"])),
        population=int(row["population"]),
        geonames=int(row["geonames"]),
    )


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
