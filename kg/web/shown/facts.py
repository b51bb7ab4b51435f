"""Views of facts: lists, one with its evidence, what is disputed, how many people."""

from kg.web.shown.seen import Seen
from kg.web.shown.selection import Params, page, pattern
from kg.web.shown.values import Fact, Facts


def facts(seen: Seen, params: Params) -> Facts:
    """Return the facts that `params` select, most believed first."""
    return _listed(seen, params, pattern(seen, params))


def fact(seen: Seen, params: Params) -> Fact:
    """Return the fact `iri` with all its evidence."""
    return seen.fact(params["iri"], whole=True)


def disputed(seen: Seen, params: Params) -> str:
    """Return the pattern of the facts that some claim stands against."""
    return pattern(seen, params) + "\nFILTER EXISTS { ?fact ag:disputedBy ?against }"


def disputes(seen: Seen, params: Params) -> Facts:
    """Return the facts that some claim stands against, each with all its evidence."""
    return _listed(seen, params, disputed(seen, params), whole=True)


def figures(seen: Seen, params: Params) -> Facts:
    """Return the figures, each with its range and all its evidence."""
    chosen = params | {"form": "figure"}
    return _listed(seen, chosen, pattern(seen, chosen), whole=True)


def _listed(seen: Seen, params: Params, where: str, *, whole: bool = False) -> Facts:
    rows = seen.rows(
        f"SELECT DISTINCT ?fact ?belief {{ {where} }} ORDER BY DESC(?belief) ?fact {page(params)}"
    )
    items = [seen.fact(x["fact"].value, whole=whole) for x in rows]
    return Facts(seen.count(where), items)
