"""Which stretches of one document stand for the same entity.

Names first (one known entity, one spelling, acronym and definition, surname, part of a longer
name), then descriptions and pronouns in the order of the text, each looking back for what it can
refer to. Rules, not a model: each step is a pure decision that a reader can follow.
"""

from typing import Final

from kg.annotate.chunks import Chunk
from kg.annotate.coreference.apposition import beside
from kg.annotate.coreference.clusters import Cluster, Clusters
from kg.annotate.coreference.identity import identify
from kg.annotate.coreference.owning import owned, share
from kg.annotate.coreference.reference import refer, referent
from kg.annotate.coreference.senses import described_type
from kg.lexicon.names import normalise
from kg.model import Parse

__all__ = ["Cluster", "resolve"]

_ROADS: Final = frozenset({"road", "highway", "street", "motorway"})


def resolve(parse: Parse, text: str, names: list[Chunk], others: list[Chunk]) -> list[Cluster]:
    """Give every chunk a cluster (pronouns may keep none) and return the clusters."""
    clusters = Clusters(parse, [*names, *others])
    identify(clusters, names)
    for chunk in sorted((*names, *others), key=lambda c: (c.first, -c.last)):
        if chunk.kind == "description":
            _describe(clusters, chunk, text)
        elif chunk.kind == "pronoun":
            refer(clusters, chunk)
        clusters.touch(chunk)
    return [x for x in clusters if not _is_some_road(x)]


def _is_some_road(cluster: Cluster) -> bool:
    """Tell whether all that is said of a place is that it is a road: that is no place to find."""
    return all(
        c.kind == "pronoun" or (c.lemma in _ROADS and _is_bare(c.text) and not c.long_text)
        for c in cluster.chunks
    )


def _is_bare(text: str) -> bool:
    """Tell whether a description is its noun with at most an article or the like before it."""
    return len(text.split()) <= len(("the", "road"))


def _describe(clusters: Clusters, chunk: Chunk, text: str) -> None:
    """Give a description the entity beside it, inside it, or before it; else one of its own."""
    share(clusters, chunk)
    cluster = beside(clusters, chunk) or owned(clusters, chunk, text) or referent(clusters, chunk)
    if cluster is None:
        kind = described_type(chunk)
        modifiers = sorted(normalise(m.text) for m in chunk.modifiers)
        key = ("description", chunk.lemma, *modifiers, *clusters.adjectives(chunk))
        same = chunk.plural and not clusters.counted(chunk) and kind != "Person"
        cluster = (clusters.get(key) if same else None) or clusters.begin(kind, key)
    clusters.join(cluster, chunk)
