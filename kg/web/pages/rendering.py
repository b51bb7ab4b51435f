"""Templates: everything they are given is escaped, and a name they lack is an error."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kg import __version__
from kg.web.pages import phrases, words
from kg.web.pages.addresses import Addresses, anchor
from kg.web.pages.assets import versions

FOLDER: Final = Path(__file__).parent / "templates"
_FILTERS: Final[dict[str, Callable[..., Any]]] = {
    "anchor": anchor,
    "brief": phrases.brief,
    "day": phrases.day,
    "kinds": phrases.kinds,
    "number": phrases.number,
    "once": phrases.once,
    "parts": phrases.parts,
    "percent": phrases.percent,
    "plain": phrases.plain,
    "safe_url": phrases.safe_url,
    "term": words.term,
}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a page stands."""

    addresses: Addresses
    judging: str
    """"on" or "off" on a server, "none" in an export."""


@cache
def environment() -> Environment:
    """Return the templates, ready to be rendered."""
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(_FILTERS)
    made.globals.update(words=words, version=__version__)
    return made


@cache
def look() -> str:
    """Return a digest of all that pages are made of but their values."""
    parts = [__version__, *sorted(versions().values())]
    parts += [x.read_text(encoding="utf-8") for x in sorted(FOLDER.glob("*.html"))]
    return blake2b("\0".join(parts).encode(), digest_size=8).hexdigest()


def render(kind: str, around: Surroundings, **values: Any) -> str:  # noqa: ANN401 (of the template)
    """Return the page of a kind as HTML."""
    return (
        environment()
        .get_template(f"{kind}.html")
        .render(
            kind=kind,
            link=around.addresses.link,
            asset=around.addresses.asset,
            judging=around.judging,
            **values,
        )
    )
