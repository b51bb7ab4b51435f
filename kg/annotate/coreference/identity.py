"""Names of one entity: one known entry, one spelling, surname, acronym and definition."""

import re

from rapidfuzz import fuzz

from kg.annotate.chunks import Chunk
from kg.annotate.coreference.clusters import Cluster, Clusters
from kg.annotate.coreference.renaming import rename
from kg.lexicon.names import normalise

_ALIKE = 86  # percent of equal letters from which two name words are spellings of one
_BODIES = frozenset({"Organisation", "ArmedGroup", "StateForce", "Coalition", "MediaOutlet"})
_LONG, _TELLING = 3, 5  # words of a name, and letters of its part, that allow "the Observatory"
_ACRONYM = 12  # letters of the longest acronym


def identify(clusters: Clusters, names: list[Chunk]) -> None:
    """Give every name its cluster, the fullest first; then join those said to be one."""
    for chunk in sorted(names, key=lambda c: (-len(c.text.split()), c.first)):
        key = ("known", chunk.known.iri) if chunk.known else ("name", normalise(chunk.text))
        cluster = clusters.get(key) or _variant(clusters, chunk)
        if cluster is None:
            cluster = clusters.begin(chunk.type, key)
        clusters.remember(key, cluster)
        clusters.join(cluster, chunk)
    for chunk in names:
        _define(clusters, chunk)
    rename(clusters, names)


def _variant(clusters: Clusters, chunk: Chunk) -> Cluster | None:
    """Return the cluster of a longer name that `chunk` is a part or a spelling of."""
    if chunk.known is not None and chunk.form != "name":
        return None
    words = normalise(chunk.text).split()
    for cluster in clusters:
        if chunk.known is not None and cluster.known not in (None, chunk.known):
            continue
        if any(_part(words, normalise(n).split(), chunk, cluster) for n in cluster.names()):
            return cluster
    return None


def _part(words: list[str], full: list[str], chunk: Chunk, cluster: Cluster) -> bool:
    if cluster.type == "Person" and chunk.type in ("Person", "Organisation", "Place"):
        if chunk.known is not None and chunk.type != "Person":
            return False
        return len(words) <= len(full) and _spelled_alike(words, full[-len(words) :])
    if chunk.type != cluster.type:
        return False
    if len(words) == len(full) > 1:
        return _spelled_alike(words, full) and words[0][0] == full[0][0]
    short = len(words) == 1 and len(full) >= _LONG and len(words[0]) >= _TELLING
    return short and cluster.type in _BODIES and chunk.known is None and words[0] in full


def _spelled_alike(one: list[str], other: list[str]) -> bool:
    return all(fuzz.ratio(a, b) >= _ALIKE for a, b in zip(one, other, strict=True))


def _define(clusters: Clusters, chunk: Chunk) -> None:
    """Join a name and the acronym in brackets behind it, or the other way round."""
    before = _bracketed(clusters, chunk)
    if before is None or before.cluster == chunk.cluster or before.cluster < 0:
        return
    short, long = (chunk, before) if len(chunk.text) < len(before.text) else (before, chunk)
    rivals = short.known is not None and long.known is not None and short.known is not long.known
    if rivals and (short.form != "acronym" or not _initials(short.text, long.text)):
        return
    if "Person" in (short.type, long.type) or not _abbreviates(short.text, long.text):
        return
    kept, other = clusters.of(long), clusters.of(short)
    if kept is not None and other is not None:
        clusters.merge(kept, other)


def _bracketed(clusters: Clusters, chunk: Chunk) -> Chunk | None:
    words, i = clusters.parse.words, chunk.first
    closed = chunk.last < len(words) and words[chunk.last] in (")", "]", ",", "or")
    if i <= 1 or words[i - 1] not in ("(", "[") or not closed:
        return None
    previous = clusters.at(i - 2)
    return previous if previous is not None and previous.kind == "name" else None


def _initials(short: str, long: str) -> bool:
    """Tell whether an acronym is made of the first letters of a name."""
    small = ("of", "the", "for", "and")
    letters = [w[0].lower() for w in re.findall(r"\w+", long) if w.lower() not in small]
    return [c for c in short.lower() if c.isalpha()] == letters


def _abbreviates(short: str, long: str) -> bool:
    """Tell whether `short` can be an acronym of `long`, in whatever language it was formed."""
    letters = [c for c in short if c.isalpha()]
    capital = sum(c.isupper() for c in letters) > len(letters) / 2
    single = len(short.split()) == 1 and len(letters) < _ACRONYM
    return single and capital and len(long.split()) > 1
