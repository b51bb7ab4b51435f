"""Which facts a view shows, as patterns of SPARQL made from the parameters of a request."""

from typing import Any, Final

from kg.errors import QueryError
from kg.graph.library import is_date
from kg.vocabulary import EVENTS, FIGURES, RELATIONS, ROLES
from kg.web.shown.seen import Seen, iri_term, text_term

Params = dict[str, Any]
PARTS: Final = " ".join(f"ag:{x}" for x in ("subject", "object", *ROLES, "of", "by"))
"""What an entity is in a fact or claim: terms of SPARQL."""
FORMS: Final = {"relation": "RelationFact", "event": "EventFact", "figure": "FigureFact"}
MOST: Final = 500
"""Items of one page of a list."""


def pattern(seen: Seen, params: Params) -> str:
    """Return the pattern of the facts (?fact, ?belief, ?since, ?until) that `params` select.

    Parameters: entity, form, predicates, since, until, min_belief. QueryError when one does not
    fit.
    """
    parts = ["?fact a ag:Fact ; ag:belief ?belief ."]
    if entity := params.get("entity"):
        parts.insert(0, f"VALUES ?part {{ {PARTS} }} ?fact ?part {iri_term(seen.entity(entity))} .")
    if form := params.get("form"):
        if form not in FORMS:
            raise QueryError(f"form={form!r} is none of {', '.join(FORMS)}")
        parts.append(f"?fact a ag:{FORMS[form]} .")
    if predicates := params.get("predicates"):
        parts.append(_predicates(predicates))
    parts.append("OPTIONAL { ?fact ag:since|ag:date ?since } OPTIONAL { ?fact ag:until ?until }")
    parts.append(overlaps(params.get("since", ""), params.get("until", "")))
    if least := params.get("min_belief"):
        parts.append(f"FILTER(?belief >= {float(least):f})")
    return "\n".join(x for x in parts if x)


def overlaps(first: str, last: str) -> str:
    """Return a filter for what lasted at some time from `first` to `last` (partial dates or "").

    Dates of two precisions are compared to that which both have.
    """
    for name, value in (("since", first), ("until", last)):
        if not is_date(value):
            raise QueryError(f"{name}={value!r} is not a date (YYYY, YYYY-MM or YYYY-MM-DD)")
    filters = []
    if last:
        day = text_term(last)
        filters.append(f"FILTER(!BOUND(?since) || SUBSTR(STR(?since), 1, {len(last)}) <= {day})")
    if first:
        day = text_term(first)
        filters.append(
            "OPTIONAL { ?fact ag:date ?dated } BIND(STR(COALESCE(?until, ?dated)) AS ?over) "
            f"FILTER(!BOUND(?over) || ?over >= SUBSTR({day}, 1, STRLEN(?over)))"
        )
    return " ".join(filters)


def _predicates(names: list[str]) -> str:
    choices = []
    for name in names:
        if name in RELATIONS:
            choices.append(f"{{ ?fact ag:predicate ag:{name} }}")
        elif name in EVENTS:
            choices.append(f"{{ ?fact a ag:EventFact , ag:{name} }}")
        elif name in FIGURES:
            choices.append(f"{{ ?fact a ag:FigureFact ; ag:kind {text_term(name)} }}")
        else:
            raise QueryError(f"predicate={name!r} is no relation, event or figure")
    return " UNION ".join(choices)


def page(params: Params) -> str:
    """Return LIMIT and OFFSET for `limit` and `offset`."""
    limit = min(int(params.get("limit") or 100), MOST)
    return f"LIMIT {limit} OFFSET {int(params.get('offset') or 0)}"
