"""The card of an entity: names, links, and each fact with the sentences for and against it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.graph.views import FactView, Properties, Views, entity_types, properties
from kg.vocabulary import AG, PREFIXES

if TYPE_CHECKING:
    from kg.graph.dataset import Dataset

_SKOS: Final = PREFIXES["skos"]
_SAME: Final = PREFIXES["owl"] + "sameAs"
_ORDER: Final = ("Relation", "Event", "Figure")
_SENTENCES: Final = 3
"""Sentences shown for a fact; the question `evidence` gives them all."""

Line = tuple[int, str]
"""Indent and text."""


def lines(dataset: "Dataset", iri: str) -> Iterator[Line]:
    """Yield the lines of the card of one entity."""
    views = Views(dataset.store)
    own = properties(dataset.store, iri)
    yield 0, views.label(iri)
    yield 2, " · ".join([", ".join(entity_types(own)), iri])
    if also := own.get(_SKOS + "altLabel"):
        yield 2, f"also: {'; '.join(also)}"
    yield from _link(own)
    facts = sorted(
        views.facts_about(iri), key=lambda x: (_ORDER.index(x.kind), x.since, x.predicate, x.iri)
    )
    for fact in facts:
        yield 2, f"• {headline(views, fact)}"
        yield from _sentences(views, fact.supported_by, "")
        yield from _sentences(views, fact.disputed_by, "against: ")
    if not facts:
        yield 2, "no facts"


def _link(own: Properties) -> Iterator[Line]:
    score = own.get(AG + "linkScore", [""])[0]
    note = f" (score {score})" if score else ""
    if same := own.get(_SAME):
        yield 2, f"wikidata: {same[0]}{note}"
    elif close := own.get(_SKOS + "closeMatch"):
        yield 2, f"wikidata: perhaps {close[0]}{note}"
    if point := own.get(PREFIXES["wgs"] + "lat"):
        yield 2, f"at {point[0]}, {own[PREFIXES['wgs'] + 'long'][0]}"


def headline(views: Views, fact: FactView) -> str:
    """Return a fact in one line: what it says, how far it is believed, by which rule."""
    roles = {role: ", ".join(views.label(x) for x in found) for role, found in fact.roles.items()}
    if fact.kind == "Relation":
        share = f"{fact.extent} of " if fact.extent else ""
        text = f"{roles.get('subject', '?')} {fact.predicate} {share}{roles.get('object', '?')}"
        text += f" since {fact.since}" if fact.since else ""
        text += f" until {fact.until}" if fact.until else ""
    elif fact.kind == "Event":
        roles |= (
            {"place": f"{fact.extent} of {roles['place']}"}
            if fact.extent and "place" in roles
            else {}
        )
        filled = "; ".join(f"{role} {names}" for role, names in roles.items())
        text = f"{fact.predicate} {fact.since}".strip() + (f": {filled}" if filled else "")
    else:
        text = f"{_range(fact)} {fact.predicate}" + (f" ({fact.who})" if fact.who else "")
        text += f" of {roles['of']}" if "of" in roles else ""
        text += f" by {roles['by']}" if "by" in roles else ""
    past = ", past" if fact.modality == "past" else ""
    return f"{text} [belief {fact.belief:.2f}, {fact.rule}{past}]"


def _range(fact: FactView) -> str:
    if fact.low == fact.high:
        return fact.low
    return f"{fact.low or '0'} to {fact.high}" if fact.high else f"at least {fact.low}"


def _sentences(views: Views, claims: tuple[str, ...], note: str) -> Iterator[Line]:
    for iri in claims[:_SENTENCES]:
        claim = views.claim(iri)
        if claim is not None:
            said = f", said by {views.label(claim.speaker)}" if claim.speaker else ""
            quote = " ".join(claim.quote.split())
            yield 6, f"{note}“{quote}” — {claim.title}{said}"
    if len(claims) > _SENTENCES:
        yield 6, f"{note}and {len(claims) - _SENTENCES} more"
