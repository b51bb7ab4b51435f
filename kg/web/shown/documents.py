"""Views of reports: the list, and one with every statement marked in its text."""

from collections.abc import Iterator
from typing import Final

from pyoxigraph import NamedNode

from kg.graph.views import Properties, properties
from kg.model import Claim, Event, Figure, Record, Relation, claim_keys
from kg.publish.terms import resource
from kg.vocabulary import AG, PREFIXES, ROLES
from kg.web.problems import Problem
from kg.web.shown.seen import Seen, iri_term, whole_number
from kg.web.shown.selection import Params, page
from kg.web.shown.values import Document, Mention, Ref, Report, Reports, Stands, Statement

_DC: Final = PREFIXES["dcterms"]
_LIST: Final = "GRAPH ?document { ?document a ag:Document } BIND(?document AS ?fact)"


def documents(seen: Seen, params: Params) -> Reports:
    """Return a page of the reports, newest first."""
    rows = seen.rows(
        f"""SELECT ?document (COUNT(?claim) AS ?claims) {{
          GRAPH ?document {{ ?document a ag:Document
            OPTIONAL {{ ?document dcterms:issued ?day }} OPTIONAL {{ ?claim a ag:Claim }} }}
        }} GROUP BY ?document ?day ORDER BY DESC(STR(?day)) ?document {page(params)}"""
    )
    items = []
    for row in rows:
        iri = row["document"].value
        own = properties(seen.store, iri, NamedNode(iri))
        claims = int(row["claims"].value)
        items.append(Report(seen.source(iri), *_origin(own), claims))
    return Reports(seen.count(_LIST), items)


def document(seen: Seen, params: Params) -> Document:
    """Return the report with the key (or IRI) `key`; Problem 404 when there is none."""
    base, given = seen.dataset.base, str(params["key"])
    prefix = f"{base}document/"
    iri = given if given.startswith(prefix) else resource(base, "document", given).value
    own = properties(seen.store, iri, NamedNode(iri))
    if not own:
        raise Problem(404, f"no report {given!r}")
    record = seen.dataset.document(own[_DC + "identifier"][0])
    if record.document.sha256 != own[AG + "sha256"][0]:
        raise Problem(409, "this report was just read anew; its graph is being built")
    statements = list(_statements(seen, record, iri))
    return Document(
        seen.source(iri),
        *_origin(own),
        record.document.text,
        [x for _, x in statements],
        list(_mentions(seen, record, _participants(statements))),
    )


def _origin(own: Properties) -> tuple[str, str]:
    """Return address and language of a report."""
    return own.get(_DC + "source", [""])[0], own.get(_DC + "language", [""])[0]


def _statements(seen: Seen, record: Record, document: str) -> Iterator[tuple[Claim, Statement]]:
    facts = _facts(seen, document)
    for key, claim in claim_keys(record):
        iri = resource(seen.dataset.base, "claim", key).value
        own = properties(seen.store, iri, NamedNode(document))
        if own:
            yield claim, _statement(seen, iri, own, claim, facts.get(iri, []))


def _statement(
    seen: Seen, iri: str, own: Properties, claim: Claim, facts: list[Stands]
) -> Statement:
    def one(name: str) -> str:
        return own.get(AG + name, [""])[0]

    form, predicate = _what(claim)
    names = ("subject", "object", *ROLES, "of", "by")
    roles = {x: [seen.known(v) for v in own[AG + x]] for x in names if AG + x in own}
    speaker = one("attributedTo")
    return Statement(
        claim=iri,
        form=form,
        predicate=predicate,
        roles=roles,
        start=claim.evidence.start,
        end=claim.evidence.end,
        sentence=claim.evidence.text,
        polarity=one("polarity"),
        modality=one("modality"),
        speaker=seen.known(speaker) if speaker else None,
        since=one("since") or one("date"),
        until=one("until"),
        confidence=float(one("confidence") or 0),
        rule=one("rule"),
        low=whole_number(one("min")),
        high=whole_number(one("max")),
        who=one("who"),
        words=one("words") or one("trigger"),
        facts=facts,
        extent=one("extent"),
    )


def _what(claim: Claim) -> tuple[str, str]:
    match claim:
        case Relation():
            return "relation", claim.p
        case Event():
            return "event", claim.type
        case Figure():
            return "figure", claim.kind


def _facts(seen: Seen, document: str) -> dict[str, list[Stands]]:
    rows = seen.rows(
        f"""SELECT ?claim ?fact ?stands ?belief {{
          GRAPH {iri_term(document)} {{ ?claim a ag:Claim }}
          VALUES (?side ?stands) {{ (ag:supportedBy "for") (ag:disputedBy "against") }}
          ?fact ?side ?claim ; ag:belief ?belief
        }} ORDER BY ?claim DESC(?belief) ?fact"""
    )
    found: dict[str, list[Stands]] = {}
    for row in rows:
        claim, fact, stands, belief = (str(x.value) for x in row)
        found.setdefault(claim, []).append(Stands(fact, stands, float(belief)))
    return found


def _participants(statements: list[tuple[Claim, Statement]]) -> dict[str, Ref]:
    """Return which entity a participant of the record is, where a claim tells."""
    found: dict[str, Ref] = {}
    for claim, statement in statements:
        for local, role in _locals(claim):
            refs = statement.roles.get(role, [])
            if len(refs) == 1:
                found.setdefault(local, refs[0])
    return found


def _locals(claim: Claim) -> Iterator[tuple[str, str]]:
    """Yield the participants that stand alone in a role."""
    match claim:
        case Relation():
            yield from ((claim.s, "subject"), (claim.o, "object"))
        case Event():
            for role, locals_ in claim.roles.items():
                if len(locals_) == 1:
                    yield locals_[0], role
        case Figure():
            yield from ((x, role) for x, role in ((claim.of, "of"), (claim.by, "by")) if x)


def _mentions(seen: Seen, record: Record, known: dict[str, Ref]) -> Iterator[Mention]:
    for x in record.entities:
        label = (x.names or x.descriptions or ("",))[0]
        ref = known.get(x.id)
        if ref is None and len(called := seen.names.called(label)) == 1:
            ref = seen.known(called[0])
        for span in x.mentions:
            name = ref.name if ref else label
            yield Mention(span.start, span.end, x.type, name, ref.iri if ref else None)
