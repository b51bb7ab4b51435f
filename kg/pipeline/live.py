"""Entities that are known nowhere offline, looked for in live Wikidata."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from kg.graph import Dataset
from kg.graph.views import Properties, Views
from kg.judgements import LINK, Judgement, standing
from kg.lexicon.names import Names
from kg.link.wikidata import Client
from kg.link.wikidata.matching import Match, Unlinked, match
from kg.model import Entity
from kg.ontology import Alignments
from kg.pipeline.judging import Docket, resolved
from kg.publish.terms import resource
from kg.settings import Settings
from kg.vocabulary import PREFIXES, WIKIDATA

_SAME: Final = PREFIXES["owl"] + "sameAs"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a search came to."""

    links: tuple[Judgement, ...]
    matches: tuple[tuple[str, Match], ...]
    """Label of each entity that was found, with its match."""
    entities: int
    """So many entities were looked for."""


def ask(
    dataset: Dataset, client: Client, names: Names, aligned: Alignments, settings: Settings
) -> Asked:
    """Return an item for each entity without a sure one, where live Wikidata leaves no doubt.

    Entities that are only described have no name to look for. Raises ServiceError when the
    service does not answer.
    """
    views = Views(dataset.store)
    everything = dict(views.entities())
    items = {iri: x for iri, own in everything.items() if (x := _item(own))}
    judged = {x.entities[0].key for x in standing(dataset.journal) if x.verdict == LINK}
    with resolved(dataset, settings) as resolution:
        named = [x for x in resolution.entities() if x.names and x.key not in judged]
    wanted = [
        _unlinked(iri, entity, views, items)
        for entity in named
        if (iri := resource(dataset.base, "", entity.key).value) in everything and iri not in items
    ]
    countries = _countries(everything, items, names)
    found = match(wanted, client, aligned, countries, items.values())
    docket = Docket(dataset, names)
    links = tuple(docket.linked(x.key, x.item.id, x.score, _note(x, settings)) for x in found)
    labelled = tuple((views.label(x.key), x) for x in found)
    return Asked(links, labelled, len(wanted))


def _item(own: Properties) -> str | None:
    found = [x.removeprefix(WIKIDATA) for x in own.get(_SAME, ()) if x.startswith(WIKIDATA)]
    return found[0] if found else None


def _unlinked(iri: str, entity: Entity, views: Views, items: dict[str, str]) -> Unlinked:
    """Return an entity that reports name; its key here is its IRI."""
    company = {
        items[other]
        for fact in views.facts_about(iri)
        for others in fact.roles.values()
        for other in others
        if other in items
    }
    return Unlinked(iri, entity.type, entity.names, frozenset(company))


def _countries(
    everything: dict[str, Properties], items: dict[str, str], names: Names
) -> dict[str, float]:
    """Return the items of the states that linked entities are or belong to, with their shares."""
    states = {
        code: e.wikidata
        for e in names.entities.values()
        if e.type == "State" and e.wikidata
        for code in e.countries
    }
    counts: Counter[str] = Counter()
    for iri in everything:
        entity = names.by_wikidata(items.get(iri, ""))
        counts.update({states[c] for c in (entity.countries if entity else ()) if c in states})
    total = counts.total()
    return {item: n / total for item, n in counts.items()} if total else {}


def _note(found: Match, settings: Settings) -> str:
    sure = "sure" if found.score >= settings.link_threshold else "likely"
    reasons = ", ".join(found.reasons)
    return f"{sure}: {found.item.label}, revision {found.item.revision}; {reasons}"
