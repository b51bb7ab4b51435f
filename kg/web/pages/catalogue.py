"""The pages there are: where each stands, what it takes, which value it shows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from kg.web.pages.addresses import HOME, Addresses
from kg.web.pages.charts import map_data, network_data, ties, timeline_data
from kg.web.pages.fronts import front, marked, profile
from kg.web.pages.querying import query_data, query_page
from kg.web.problems import Problem
from kg.web.shown import documents, entities, facts, merges, overview, places
from kg.web.shown.seen import Seen
from kg.web.shown.selection import Params

View = Callable[[Seen, Params], Any]
Data = Callable[[Any, Addresses], Any]
_LONGEST: Final = 1_000
"""Characters of a parameter."""
_MOST: Final = 50
"""Values of one parameter."""
_FILTERS: Final[Mapping[str, type]] = {
    "entity": str,
    "predicates": list,
    "since": str,
    "until": str,
    "min_belief": float,
}
_PAGED: Final[Mapping[str, type]] = {"limit": int, "offset": int}


@dataclass(frozen=True, slots=True)
class Page:
    """A page; its template is named as its kind."""

    kind: str
    view: View | None = None
    """Makes its value; None for a page that shows nothing of the dataset."""
    takes: Mapping[str, type] = field(default_factory=dict)
    """Its parameters: str, int, float, or list for several."""
    needs: str = ""
    """A parameter without which it asks for it and shows nothing."""
    usual: Params = field(default_factory=dict)
    """Parameters it has unless they are given."""
    data: Data | None = None
    """Makes what its script is given, as JSON values."""
    lasting: bool = True
    """Whether it stays the same as long as the graph does."""

    @property
    def untouched(self) -> Params:
        """Its parameters when none is given."""
        return {name: kind() for name, kind in self.takes.items()} | self.usual

    @property
    def path(self) -> str:
        """Where it stands on a server."""
        return "/" if self.kind == HOME else f"/{self.kind}"


PAGES: Final[Mapping[str, Page]] = {
    x.kind: x
    for x in (
        Page(HOME, front),
        Page("search", entities.search, {"text": str, "types": list}, usual={"limit": 100}),
        Page("entity", profile, {"iri": str}, needs="iri"),
        Page("merges", merges.merges, {"iri": str}, needs="iri"),
        Page("fact", facts.fact, {"iri": str}, needs="iri"),
        Page("facts", facts.facts, {**_FILTERS, **_PAGED, "form": str}),
        Page("disputes", facts.disputes, {**_FILTERS, **_PAGED}, usual={"limit": 25}),
        Page("figures", facts.figures, {**_FILTERS, **_PAGED}),
        Page("reports", documents.documents, _PAGED),
        Page("report", marked, {"key": str}, needs="key"),
        Page("judgements", overview.judgements, lasting=False),
        Page("network", ties, {**_FILTERS, "events": str}, data=network_data),
        Page("map", places.points, {"as_of": str}, data=map_data),
        Page("timeline", places.timelines, {"iri": str}, data=timeline_data),
        Page("query", query_page, {"name": str}, data=query_data),
        Page("about"),
    )
}
"""By their kinds."""


def read(page: Page, fields: list[tuple[str, str]]) -> Params:
    """Return the parameters of a page from those of an address; Problem 422 for no number.

    What a page does not take is left out; what is not given is empty.
    """
    found: Params = page.untouched
    for name, text in fields:
        value = text[:_LONGEST].strip()
        kind = page.takes.get(name)
        if kind is list and value:
            found.setdefault(name, [])
            found[name] = [*found[name], value][:_MOST]
        elif kind is str:
            found[name] = value
        elif kind in (int, float) and value:
            found[name] = _number(name, value, kind)
    return found


def _number(name: str, value: str, kind: type) -> float:
    try:
        number: float = kind(value)
    except ValueError:
        number = -1
    if not 0 <= number <= 1e9:
        raise Problem(422, f"{name}={value!r} is not a number")
    return number
