"""QuickStatements (V1): what a person has accepted, as edits of Wikidata for a person to check.

One line a statement and report: item, property, value, qualifiers, reference, parted by tabs. No
text of ours stands in it but titles and addresses of reports, and these cannot end their field.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Final
from urllib.parse import quote, urlsplit

from pyoxigraph import NamedNode, Store

from kg.graph.views import FactView, Properties, Views, properties
from kg.model import BELIEVED, PartialDate
from kg.ontology import Alignments
from kg.vocabulary import PREFIXES, WIKIDATA

ACCEPTED: Final = "accepted"
"""Value of `ag:review` of a fact that a person has accepted."""
_SAME: Final = PREFIXES["owl"] + "sameAs"
_DCTERMS: Final = PREFIXES["dcterms"]
_ITEM: Final = re.compile(r"Q[1-9]\d*", re.ASCII)
_DATE: Final = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[a-z0-9]+)*", re.ASCII)
_LONGEST_TITLE: Final = 400
_LONGEST_ADDRESS: Final = 500
_PRECISION: Final = {4: 9, 7: 10, 10: 11}
_SAFE_IN_ADDRESS: Final = "/:?#[]@!$&'()*+,;=%~"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed: statements that have a property, from a belief on."""

    aligned: Alignments
    min_belief: float = BELIEVED


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An accepted fact that is not proposed, and why."""

    fact: str
    reason: str


def write(store: Store, out: IO[bytes], proposal: Proposal) -> None:
    """Write the lines to `out`, in the order of the facts."""
    for one in proposed(store, proposal):
        if isinstance(one, str):
            out.write(f"{one}\n".encode())


def left_out(store: Store, proposal: Proposal) -> Counter[str]:
    """Return why accepted facts are not among the lines, with their numbers."""
    return Counter(x.reason for x in proposed(store, proposal) if isinstance(x, LeftOut))


def proposed(store: Store, proposal: Proposal) -> Iterator[str | LeftOut]:
    """Yield the lines of every accepted fact, or why it has none."""
    views = Views(store)
    for fact in views.facts():
        if fact.review != ACCEPTED:
            continue
        reason = _obstacle(store, fact, proposal)
        if reason:
            yield LeftOut(fact.iri, reason)
            continue
        statement = _statement(store, fact, proposal.aligned)
        references = sorted(set(_references(views, fact, proposal.aligned)))
        if not references:
            yield LeftOut(fact.iri, "no report with an address or a title")
        yield from ("\t".join([*statement, *reference]) for reference in references)


def _obstacle(store: Store, fact: FactView, proposal: Proposal) -> str:
    if fact.kind != "Relation" or fact.predicate not in proposal.aligned.proposed:
        return "no property of Wikidata says it"
    if not fact.belief >= proposal.min_belief:  # also when it is no number
        return "believed too little"
    if fact.modality == "past" and not fact.until:
        return "over, and no report says when it ended"
    items = [_item(properties(store, fact.roles[x][0])) for x in ("subject", "object")]
    if None in items:
        return "an entity without a sure item"
    return "both are one item" if items[0] == items[1] else ""


def _statement(store: Store, fact: FactView, aligned: Alignments) -> list[str]:
    subject, value = (
        _item(properties(store, fact.roles[x][0])) or "" for x in ("subject", "object")
    )
    found = [subject, aligned.proposed[fact.predicate], value]
    for name, when in (("since", fact.since), ("until", fact.until)):
        if name in aligned.proposed and (time := _time(when)):
            found += [aligned.proposed[name], time]
    return found


def _item(own: Properties) -> str | None:
    """Return the one item that an entity is linked to; None for none or several."""
    found = [x.removeprefix(WIKIDATA) for x in own.get(_SAME, ()) if x.startswith(WIKIDATA)]
    return found[0] if len(found) == 1 and _ITEM.fullmatch(found[0]) else None


def _references(views: Views, fact: FactView, aligned: Alignments) -> Iterator[tuple[str, ...]]:
    """Yield a reference for each report behind a fact: its address, its title, its day."""
    for iri in fact.supported_by:
        claim = views.claim(iri)
        if claim is None:
            continue
        own = properties(views.store, claim.document, NamedNode(claim.document))
        address = _address(own.get(_DCTERMS + "source", [""])[0])
        title = _text(own.get(_DCTERMS + "title", [""])[0])
        language = own.get(_DCTERMS + "language", [""])[0].lower()
        named = f'{language if _LANGUAGE.fullmatch(language) else "und"}:"{title}"'
        values = {
            "source": f'"{address}"' if address else "",
            "title": named if title else "",
            "issued": _time(own.get(_DCTERMS + "issued", [""])[0]),
        }
        if address or title:
            yield tuple(
                cell
                for name, value in values.items()
                if value and name in aligned.reference
                for cell in (f"S{aligned.reference[name][1:]}", value)
            )


def _time(when: PartialDate) -> str:
    """Return a date as +2018-12-00T00:00:00Z/10, the number telling its precision; "" for none."""
    if not _DATE.fullmatch(when):
        return ""
    return f"+{when}{'-00-00'[: 10 - len(when)]}T00:00:00Z/{_PRECISION[len(when)]}"


def _text(words: str) -> str:
    """Return text that cannot end its field: the format has no way to escape a quote or a bar."""
    line = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    line = line.replace('"', "”").replace("|", "¦").replace("/*", "/ *").replace("*/", "* /")
    return line[:_LONGEST_TITLE].strip()


def _address(url: str) -> str:
    """Return a public web address with everything quoted that could end its field; else ""."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        return ""
    safe = quote(url, safe=_SAFE_IN_ADDRESS, errors="replace").replace("/*", "/%2A")
    return safe if len(safe) <= _LONGEST_ADDRESS else ""
