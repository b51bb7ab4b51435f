"""Views of the dataset as a whole: what it holds, and the questions it can be asked."""

from kg.judgements import is_standing
from kg.vocabulary import EVENTS
from kg.web.shown.seen import Seen
from kg.web.shown.selection import Params
from kg.web.shown.wholes import Judgement, Judgements, Overview, Question, Questions


def overview(seen: Seen, params: Params) -> Overview:
    """Return what the dataset holds."""
    del params
    first, last = _span(seen)
    events = _counts(seen, "?x a ag:EventFact ; a ?kind")
    return Overview(
        base=seen.dataset.base,
        counts=seen.dataset.found,
        entities=_counts(seen, "?x skos:prefLabel ?name ; a ?kind"),
        relations=_counts(seen, "?x a ag:RelationFact ; ag:predicate ?kind"),
        events={name: n for name, n in events.items() if name in EVENTS},
        figures=_counts(seen, "?x a ag:FigureFact ; ag:kind ?kind"),
        since=first,
        until=last,
        prefixes=seen.dataset.prefixes,
    )


def questions(seen: Seen, params: Params) -> Questions:
    """Return the named questions."""
    del params
    return Questions(
        [
            Question(
                name=x.name,
                title=x.title,
                question=x.question,
                description=x.description,
                tags=list(x.tags),
                params=list(x.params),
                sparql=x.text,
            )
            for x in seen.dataset.questions.values()
        ]
    )


def judgements(seen: Seen, params: Params) -> Judgements:
    """Return what people have decided."""
    del params
    journal = seen.dataset.journal
    return Judgements(
        [
            Judgement(
                *(x.number, x.verdict, x.by, x.at, x.note, str(x)),
                stands=is_standing(x, journal),
                undoes=x.undoes,
            )
            for x in journal
        ]
    )


def _counts(seen: Seen, pattern: str) -> dict[str, int]:
    rows = seen.rows(
        f"SELECT ?kind (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} }} GROUP BY ?kind ORDER BY ?kind"
    )
    found = ((str(x["kind"].value), int(x["n"].value)) for x in rows)
    return {kind.rpartition("#")[2] or kind: number for kind, number in found}


def _span(seen: Seen) -> tuple[str, str]:
    rows = seen.rows(
        """SELECT (MIN(?day) AS ?first) (MAX(?day) AS ?last)
        { ?fact ag:since|ag:until|ag:date ?date BIND(STR(?date) AS ?day) }"""
    )
    first, last = next(rows, (None, None))
    return (first.value if first else "", last.value if last else "")
