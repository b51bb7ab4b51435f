"""Clusters of chunks: what one document says stands for one entity."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.annotate.chunks import Chunk
from kg.annotate.name_types import SPEECH
from kg.lexicon.names import KnownEntity
from kg.model import Parse

Key = tuple[str, ...]
_SPEAKING = SPEECH | {"blame", "accuse", "deny", "describe", "dismiss", "reject", "charge", "ask"}
_NEVER = -99


@dataclass(slots=True)
class Cluster:
    """Chunks for one entity, and where it was last spoken of (sentence numbers)."""

    index: int
    type: str
    chunks: list[Chunk] = field(default_factory=list)
    plural: bool = False
    last_sentence: int = _NEVER
    last_subject: int = _NEVER
    last_dep: str = ""
    state: "Cluster | None" = None
    """The state whose army it is."""

    @property
    def known(self) -> KnownEntity | None:
        """Return the known entity its names were recognised as, if any."""
        return next((c.known for c in self.chunks if c.known is not None), None)

    @property
    def named(self) -> bool:
        """Tell whether the entity has a proper name in the document."""
        return any(c.kind == "name" for c in self.chunks)

    def names(self) -> list[str]:
        """Return its distinct names, the fullest first."""
        found = dict.fromkeys(c.text for c in self.chunks if c.kind == "name")
        return sorted(found, key=lambda n: (-len(n.split()), -len(n), n))

    def called(self, lemma: str) -> bool:
        """Tell whether a description of this noun belongs to it already."""
        return any(c.lemma == lemma and c.kind == "description" for c in self.chunks)


class Clusters:
    """All clusters of a document, with the chunk at every token."""

    def __init__(self, parse: Parse, chunks: list[Chunk]) -> None:
        self.parse = parse
        self._all: list[Cluster] = []
        self._by_key: dict[Key, Cluster] = {}
        self.speakers: list[Cluster] = []
        """Who has spoken so far, in the order of the text."""
        self._at: dict[int, Chunk] = {c.head: c for c in chunks}
        for chunk in chunks:
            for i in range(chunk.first, chunk.last):
                self._at.setdefault(i, chunk)

    def __iter__(self) -> Iterator[Cluster]:
        """Iterate over the clusters that hold anything, in the order they were begun."""
        return (c for c in self._all if c.chunks)

    def at(self, i: int) -> Chunk | None:
        """Return the chunk headed by, or else covering, token `i`."""
        return self._at.get(i)

    def of(self, chunk: Chunk) -> Cluster | None:
        """Return the cluster a chunk was given, if it was."""
        return self._all[chunk.cluster] if chunk.cluster >= 0 else None

    def get(self, key: Key) -> Cluster | None:
        """Return the cluster begun or remembered under `key`."""
        return self._by_key.get(key)

    def begin(self, kind: str, key: Key) -> Cluster:
        """Begin a cluster and remember it under `key`."""
        cluster = Cluster(len(self._all), kind)
        self._all.append(cluster)
        self._by_key[key] = cluster
        return cluster

    def remember(self, key: Key, cluster: Cluster) -> None:
        """Let `key` lead to `cluster` unless it leads elsewhere already."""
        self._by_key.setdefault(key, cluster)

    def join(self, cluster: Cluster, chunk: Chunk) -> None:
        """Give a chunk its cluster."""
        chunk.cluster = cluster.index
        cluster.chunks.append(chunk)
        if chunk.kind == "description" and chunk.plural and not cluster.named:
            cluster.plural = True

    def move(self, chunk: Chunk, cluster: Cluster) -> None:
        """Take a chunk out of its cluster and give it another."""
        left = self._all[chunk.cluster]
        left.chunks = [c for c in left.chunks if c is not chunk]
        self.join(cluster, chunk)

    def merge(self, kept: Cluster, other: Cluster) -> None:
        """Move all chunks of `other` into `kept`."""
        for chunk in other.chunks:
            chunk.cluster = kept.index
        kept.chunks += other.chunks
        other.chunks = []
        for key, cluster in self._by_key.items():
            if cluster is other:
                self._by_key[key] = kept

    def touch(self, chunk: Chunk) -> None:
        """Note where a cluster was last spoken of, for what comes after."""
        cluster = self.of(chunk)
        if cluster is None or chunk.form == "demonym" or self.joined(chunk):
            return  # "Malian", "US-backed": in the background
        cluster.last_sentence = self.parse.sentence_of[chunk.head]
        cluster.last_dep = self.parse.deps[chunk.head]
        if cluster.last_dep in ("nsubj", "nsubjpass"):
            cluster.last_subject = cluster.last_sentence
        if self.speaks(chunk):
            self.speakers.append(cluster)

    # -- small looks at the parse -------------------------------------------------------------

    def speaks(self, chunk: Chunk) -> bool:
        """Tell whether a chunk is the subject of a verb of speech."""
        parse, verb = self.parse, self.parse.heads[chunk.head]
        return parse.deps[chunk.head] == "nsubj" and parse.lemmas[verb] in _SPEAKING

    def joined(self, chunk: Chunk) -> bool:
        """Tell whether a name is joined by a hyphen ("Britain-based")."""
        words = self.parse.words
        return chunk.last < len(words) and words[chunk.last] == "-"

    def governed(self, head: int, preposition: str = "of") -> list[Chunk]:
        """Return the chunks governed by a preposition at `head`."""
        parse = self.parse
        preps = (
            p
            for p in parse.children[head]
            if parse.lemmas[p] == preposition and parse.deps[p] == "prep"
        )
        found = (self.at(i) for p in preps for i in parse.children[p])
        return [c for c in found if c is not None]

    def counted(self, chunk: Chunk) -> bool:
        """Tell whether a number stands before the head of a description."""
        return any(self.parse.tags[i] == "CD" for i in range(chunk.first, chunk.head))

    def adjectives(self, chunk: Chunk) -> list[str]:
        """Return the lemmas of common words before the head, sorted."""
        parse = self.parse
        names = {m.head for m in chunk.modifiers}
        tags = ("JJ", "NN", "VBN", "VBG", "NNP")
        inner = range(chunk.first, chunk.head)
        return sorted(parse.lemmas[i] for i in inner if parse.tags[i] in tags and i not in names)
