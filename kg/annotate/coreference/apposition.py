"""Descriptions that a name stands beside: titles, appositions, "the town of X", "known as X"."""

from kg.annotate.chunks import Chunk
from kg.annotate.coreference.clusters import Cluster, Clusters
from kg.annotate.coreference.senses import agrees

_QUARTERS = frozenset({"district", "suburb", "neighbourhood", "neighborhood", "quarter"})
_NAMED_OF = frozenset(
    """
    city town village hamlet settlement province region governorate municipality commune locality
    township port hub stronghold bastion island state department canton oblast county prefecture
    enclave camp territory fortress base emirate pocket
    """.split()
)
"""Nouns whose "of X" gives the place's own name; "the edge of X" is a place of its own."""
_CALLING = frozenset(["know", "call", "dub", "name", "style"])


def beside(clusters: Clusters, chunk: Chunk) -> Cluster | None:
    """Return the cluster of the name a description stands beside, if both can be one entity."""
    for name in (
        _apposed(clusters, chunk),
        _called(clusters, chunk.head),
        _subject(clusters, chunk),
    ):
        cluster = clusters.of(name) if name is not None else None
        if name is not None and cluster is not None and agrees(chunk, name, cluster.type):
            return cluster
    return _place_of(clusters, chunk)


def _apposed(clusters: Clusters, chunk: Chunk) -> Chunk | None:
    """Return the name before or after that a description is in apposition to."""
    parse, head = clusters.parse, chunk.head
    following = clusters.at(chunk.last)
    if following is not None and following.kind == "name" and following.first == chunk.last:
        kin = (head, parse.heads[head])
        same = parse.heads[head] == following.head or parse.heads[following.head] in kin
        sentence = parse.sentence_of[head] == parse.sentence_of[following.head]
        if same or (sentence and not chunk.plural):
            return following
    if parse.deps[head] == "appos":
        before = clusters.at(parse.heads[head])
        if before is not None and before.cluster >= 0:
            return before
    for i in parse.children[head]:
        after = clusters.at(i)
        if parse.deps[i] == "appos" and after is not None and after.kind == "name":
            return after
    return _after_comma(clusters, chunk)


def _after_comma(clusters: Clusters, chunk: Chunk) -> Chunk | None:
    """Return the name before "X, a port" where the parser saw no apposition."""
    parse, noun = clusters.parse, chunk.noun
    if chunk.first <= 1 or parse.words[chunk.first - 1] != ",":
        return None
    name = clusters.at(chunk.first - 2)
    if name is None or name.kind != "name" or _acts(clusters, chunk):
        return None
    if noun is not None and noun.person:
        return name if name.type == "Person" else None
    after = parse.words[chunk.last] if chunk.last < len(parse.words) else "."
    first = parse.words[chunk.first].lower()
    single = parse.tags[chunk.first] == "JJS" or first in ("a", "an")
    return name if single and not chunk.plural and after not in ("and", "or", "-") else None


def _acts(clusters: Clusters, chunk: Chunk) -> bool:
    """Tell whether a verb comes right after: "…, security sources said" says who speaks."""
    parse, verb = clusters.parse, clusters.parse.heads[chunk.head]
    return parse.deps[chunk.head] in ("nsubj", "nsubjpass") and chunk.last <= verb <= chunk.last + 1


def _called(clusters: Clusters, head: int) -> Chunk | None:
    """Return the name of "fighters known as Wazalendo", "the area is referred to as X"."""
    parse = clusters.parse
    for verb in parse.children[head]:
        if parse.deps[verb] in ("acl", "relcl") and parse.lemmas[verb] in _CALLING:
            inner = [i for c in parse.children[verb] for i in (c, *parse.children[c])]
            for i in inner:
                name = clusters.at(i)
                if name is not None and name.kind == "name" and name.head == i and i > verb:
                    return name
    verb = parse.heads[head]
    if parse.deps[head] != "nsubjpass" or parse.lemmas[verb] not in ("refer", "know", "call"):
        return None
    for i in range(verb + 1, parse.sentences[parse.sentence_of[verb]][1]):
        name = clusters.at(i)
        if parse.tags[i] in (",", ":") and i > verb + 2:
            return None
        if name is not None and name.kind == "name":
            return name
    return None


def _subject(clusters: Clusters, chunk: Chunk) -> Chunk | None:
    """Return X of "X is the leader"."""
    parse, verb = clusters.parse, clusters.parse.heads[chunk.head]
    if parse.deps[chunk.head] != "attr" or parse.lemmas[verb] != "be":
        return None
    subjects = (clusters.at(i) for i in parse.children[verb] if parse.deps[i] == "nsubj")
    return next((s for s in subjects if s is not None and s.cluster >= 0), None)


def _place_of(clusters: Clusters, chunk: Chunk) -> Cluster | None:
    """Return the place of "the town of X"; an unknown name there becomes a place."""
    if chunk.noun is None or chunk.noun.type != "Place":
        return None
    for name in clusters.governed(chunk.head):
        cluster = clusters.of(name)
        if cluster is None or name.kind != "name":
            continue
        if name.type not in ("Place", "Person", "Organisation", "State"):
            continue
        unknown = name.known is None
        if chunk.lemma in _QUARTERS and unknown and name.type != "Person" and not chunk.modifiers:
            return cluster
        if chunk.lemma in _NAMED_OF:
            if unknown:
                cluster.type = name.type = "Place"
            if name.type == "Place":
                return cluster
    return None
