"""From documents to readings: names, descriptions, dates and quantities on a syntactic parse.

One verb: `annotate`. Only the parsing room touches spaCy.
"""

from collections.abc import Iterable, Iterator
from itertools import tee
from typing import Final

from kg.annotate import dates, quantities
from kg.annotate.coreference import Cluster, resolve
from kg.annotate.describing import describe
from kg.annotate.masking import mask
from kg.annotate.naming import Naming
from kg.annotate.parsing import Parsed, parse_all, pipeline
from kg.annotate.regions import widen
from kg.annotate.spotting import Sighting, index
from kg.errors import DocumentError
from kg.lexicon import heads, nouns
from kg.lexicon import names as names_room
from kg.lexicon.names import KnownEntity, Names
from kg.model import Document, Mention, Parse, Participant, Reading, Span
from kg.settings import Settings, shipped

__all__ = ["annotate"]

_FORCES: Final = ("Armed Forces", "military", "army")


def annotate(documents: Iterable[Document], settings: Settings) -> Iterator[Reading]:
    """Yield the reading of each document, in order, parsing `settings.batch_size` at a time.

    Raises DocumentError at a text longer than the pipeline takes.
    """
    longest = pipeline(settings.model).max_length
    names = index(names_room.known(settings))
    ahead, behind = tee((d, list(names.find(d.text))) for d in _short(documents, longest))
    texts = ((d.text, mask(d.text, sightings)) for d, sightings in ahead)
    parsed = parse_all(texts, settings.model, settings.batch_size)
    for (document, sightings), one in zip(behind, parsed, strict=True):
        yield _reading(document, sightings, one, settings)


def _short(documents: Iterable[Document], longest: int) -> Iterator[Document]:
    for document in documents:
        if len(document.text) > longest:
            reason = f"too long to parse ({len(document.text):,} characters of {longest:,})"
            raise DocumentError(document.url or document.key, reason)
        yield document


def _reading(
    document: Document, sightings: list[Sighting], parsed: Parsed, settings: Settings
) -> Reading:
    ontology = shipped(settings) / "ontology"
    common = nouns.load(ontology)
    text, parse = document.text, parsed.parse
    names = Naming(parsed, text, sightings, heads.load(ontology), dict(common)).find()
    names = widen(names, parse, text, common)
    others = describe(parse, names, common, text)
    clusters = resolve(parse, text, names, others)
    entities = tuple(
        _participant(c, n, parse, names_room.known(settings)) for n, c in enumerate(clusters, 1)
    )
    ids = {c.index: e.id for c, e in zip(clusters, entities, strict=True)}
    return Reading(
        document=document,
        parse=parse,
        mentions=tuple(
            Mention(
                span=Span(
                    parse.starts[c.first],
                    parse.ends[c.last - 1],
                    text[parse.starts[c.first] : parse.ends[c.last - 1]],
                ),
                type=c.type,
                kind=c.kind,
                head=c.head,
                first=c.first,
                last=c.last,
                entity=ids.get(c.cluster),
            )
            for c in sorted((*names, *others), key=lambda c: (c.first, c.last))
        ),
        entities=entities,
        dates=tuple(dates.find(text, document.published)),
        quantities=tuple(quantities.find(text)),
    )


def _known(cluster: Cluster, names: Names) -> KnownEntity | None:
    """Return the one known entity of the same type that a full name means, if there is one."""
    for name in cluster.names():
        found = [k for k in names.candidates(name) if k.type == cluster.type]
        if len(found) == 1 and " " in name and name not in found[0].acronyms:
            return found[0]
    return _army(cluster, names)


def _army(cluster: Cluster, names: Names) -> KnownEntity | None:
    """Return the army of a known state that is only called "its troops"."""
    state = cluster.state.known if cluster.state is not None else None
    if state is None or cluster.named:
        return None
    called = (f"{x} {force}" for x in state.demonyms[:1] for force in _FORCES)
    found = (k for name in called for k in names.candidates(name) if k.type == "StateForce")
    return next((k for k in found if set(k.countries) == set(state.countries)), None)


def _participant(cluster: Cluster, number: int, parse: Parse, names: Names) -> Participant:
    chunks = [c for c in cluster.chunks if c.kind != "pronoun"]
    descriptions = [
        t for c in chunks if c.kind == "description" for t in (c.text, c.long_text) if t
    ]
    spans = sorted((parse.starts[c.first], parse.ends[c.last - 1], c.text) for c in chunks)
    known = cluster.known or _known(cluster, names)
    return Participant(
        id=f"e{number}",
        type=cluster.type,
        names=tuple(cluster.names()),
        descriptions=tuple(dict.fromkeys(descriptions)),
        mentions=tuple(Span(a, b, t) for a, b, t in spans if b - a == len(t)),
        known=known.iri if known is not None else None,
    )
