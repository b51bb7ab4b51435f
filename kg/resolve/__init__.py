"""Entities of the corpus from the participants of its documents.

`resolve` reads every record once and answers by its `Resolution`. Merges are a mapping that is
computed anew from the records, so a document that goes takes its merges with it.
"""

from collections.abc import Iterable

from kg.judgements import Judgements
from kg.lexicon.names import Names
from kg.model import Record
from kg.resolve.clusters import Clusters
from kg.resolve.evidence import Evidence
from kg.resolve.keys import local_key
from kg.resolve.resolution import Resolution, settle
from kg.resolve.rules import RULES, title
from kg.resolve.rulings import Rulings

__all__ = ["Resolution", "local_key", "resolve"]


def resolve(
    records: Iterable[Record], names: Names, judgements: Judgements | None = None
) -> Resolution:
    """Decide which participants of `records` are one entity; the order of records is no matter.

    Participants are held by anchors (`kg.resolve.anchors.anchoring`), anchors are joined by
    `judgements` first and then by the rules of `kg.resolve.rules`. Holds only names in memory; the
    rest stands in a temporary file, which `Resolution.close` removes.
    """
    evidence = Evidence(names)
    for record in records:
        evidence.add(record)
    evidence.index()
    clusters = Clusters(evidence.anchors)
    rulings = Rulings(evidence, judgements or Judgements())
    for one, other, judgement in rulings.obey(clusters):
        evidence.insert("decision", [(n, f"judged: {judgement}") for n in (one, other)])
    for rule in RULES:
        for x in rule(evidence, clusters):
            why = title(rule) if x.join and clusters.join(x.one, x.other) else ""
            evidence.insert("decision", _lines(evidence, (x.one, x.other), why, x.note))
    return settle(evidence, clusters, rulings)


def _lines(evidence: Evidence, pair: tuple[int, int], why: str, note: str) -> list[tuple[int, str]]:
    one, other = (_called(evidence, n) for n in pair)
    verdict = f"“{one}” is “{other}”: {why}" if why else f"“{one}” is kept apart from “{other}”"
    return [(n, f"{verdict} ({note})" if note else verdict) for n in pair]


def _called(evidence: Evidence, number: int) -> str:
    anchor = evidence.anchors[number]
    entry = evidence.names.entities.get(anchor.name)
    return entry.label if entry else " ".join(x for x in (anchor.name, *anchor[3:]) if x)
