"""Terms of RDF from plain values: IRIs that are always valid, literals that any format carries."""

import math
import re
from datetime import date
from functools import lru_cache
from typing import Final
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from kg.errors import InputError
from kg.model import PartialDate
from kg.vocabulary import AG, PREFIXES, WIKIDATA

XSD: Final = PREFIXES["xsd"]
_INTEGER, _DECIMAL, _ADDRESS = (NamedNode(XSD + x) for x in ("integer", "decimal", "anyURI"))
_DATES: Final = {
    4: NamedNode(XSD + "gYear"),
    7: NamedNode(XSD + "gYearMonth"),
    10: NamedNode(XSD + "date"),
}
_PARTIAL_DATE: Final = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ITEM: Final = re.compile(r"Q[1-9]\d*", re.ASCII)
_SCHEMES: Final = ("http://", "https://")


@lru_cache(maxsize=1 << 10)
def ag(name: str) -> NamedNode:
    """Return a term of the ontology."""
    return NamedNode(AG + quote(name))


@lru_cache(maxsize=1 << 6)
def term(prefix: str, name: str) -> NamedNode:
    """Return a term of another vocabulary by the prefix it has in `kg.vocabulary.PREFIXES`."""
    return NamedNode(PREFIXES[prefix] + name)


@lru_cache(maxsize=1 << 14)
def resource(base: str, kind: str, key: str) -> NamedNode:
    """Return the IRI of a resource: `base`, a kind ("claim", "" for entities), a key.

    Whatever a key has that an IRI may not hold is percent-encoded. InputError when `base` is no
    absolute IRI.
    """
    path = quote(key, safe="", errors="surrogatepass")
    path = path if path.strip(".") else path.replace(".", "%2E")  # no step to the folder above
    try:
        return NamedNode(f"{base}{kind}{'/' if kind else ''}{path}")
    except ValueError as error:
        raise InputError(f"base of IRIs {base!r}: {error}") from error


def clean(words: str) -> str:
    """Return `words` of the same length, with U+FFFD for what XML cannot carry, blanks for CR."""
    return _UNWRITABLE.sub("\ufffd", words).replace("\r", " ")


def text(words: str) -> Literal:
    """Return `words`, cleaned, as a plain string."""
    return Literal(clean(words))


def integer(number: int) -> Literal:
    """Return a whole number."""
    return Literal(str(number), datatype=_INTEGER)


def decimal(number: float, digits: int = 3) -> Literal:
    """Return a number rounded to so many digits, in its shortest form; 0 for what is no number."""
    finite = number if math.isfinite(number) else 0.0
    short = f"{finite:.{digits}f}".rstrip("0").removesuffix(".")
    return Literal("0" if short == "-0" else short, datatype=_DECIMAL)


def share(number: float) -> Literal:
    """Return a number from 0 to 1; what lies outside is drawn to the border."""
    return decimal(min(max(number, 0.0), 1.0) if math.isfinite(number) else 0.0)


def partial_date(when: PartialDate | None) -> Literal | None:
    """Return a day, a month or a year; None when there is none, or none in the calendar."""
    if when is None or not _PARTIAL_DATE.fullmatch(when):
        return None
    try:
        date.fromisoformat(f"{when}{'-01-01'[len(when) - 4 :]}")
    except ValueError:
        return None
    return Literal(when, datatype=_DATES[len(when)])


def address(url: str) -> NamedNode | Literal:
    """Return a web address as an IRI, or as a literal of xsd:anyURI when it is no valid one."""
    if url.casefold().startswith(_SCHEMES):
        try:
            return NamedNode(url)
        except ValueError:
            pass
    return Literal(clean(url), datatype=_ADDRESS)


def item(wikidata: str | None) -> NamedNode | None:
    """Return the IRI of a Wikidata item "Q…", None when it is none."""
    if wikidata is None or not _ITEM.fullmatch(wikidata):
        return None
    return NamedNode(WIKIDATA + wikidata)
