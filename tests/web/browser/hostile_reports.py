"""Reports whose every text is an attack: names, titles, publishers, addresses, sentences."""

from collections.abc import Iterable, Iterator

from kg.model import (
    Document,
    Event,
    Figure,
    Interval,
    Participant,
    Quantity,
    Record,
    Relation,
    Skipped,
    Span,
    Stance,
)
from kg.settings import Settings

ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "' onmouseover='alert(3)' x='",
    '" onmouseover="alert(4)" autofocus onfocus="alert(5)',
    "javascript:alert(6)",
    "\u202egnp.elif fo eman\u2066",
    "</script><script>alert(7)</script><!--",
    "{{ 7 * 7 }}{% include '/etc/passwd' %}",
    "</title></textarea></select><svg onload=alert(8)>",
    f"Long{'Name' * 2500}",
)
SOURCES = ("one", "two")
_TYPES = ("ArmedGroup", "Person", "StateForce", "MediaOutlet", "Organisation", "Coalition")


def read(
    sources: Iterable[str], settings: Settings, *, date: str | None = None
) -> Iterator[Document | Skipped]:
    """Return a document for each source: its text is the attacks, a sentence each."""
    del settings, date
    for number, source in enumerate(sources):
        yield Document(
            key=source,
            text="\n".join(f"{x} said that it took {x}." for x in ATTACKS),
            title=f"{source}: {ATTACKS[number]} {ATTACKS[3]}",
            published="2024-04-01",
            publisher=f"{ATTACKS[6]} {ATTACKS[5]}",
            url="javascript:alert(9)",
            language='en" onclick="alert(10)',
        )


def understand(documents: list[Document], settings: Settings) -> list[Record]:
    """Return records in which each attack is an actor and a place, acts, is denied and counted."""
    del settings
    return [_record(x) for x in documents]


def _record(document: Document) -> Record:
    lines, start = [], 0
    for line in document.text.split("\n"):
        lines.append(Span(start, start + len(line), line))
        start += len(line) + 1
    actors = [_who(f"a{n}", _TYPES[n % len(_TYPES)], x, lines[n]) for n, x in enumerate(ATTACKS)]
    places = [_who(f"p{n}", "Place", f"{x} town", lines[n]) for n, x in enumerate(ATTACKS)]
    stance = Stance("negative" if document.key == "two" else "positive", attributed_to="a3")
    return Record(
        document,
        (*actors, *places),
        tuple(
            Relation(
                f"r{n}", f"a{n}", "holds", f"p{n}", stance, x, ATTACKS[0], 0.9, Interval("2024")
            )
            for n, x in enumerate(lines)
        ),
        tuple(
            Event(
                f"v{n}",
                "Capture",
                ATTACKS[n],
                {"agent": (f"a{n}",), "place": (f"p{(n + 1) % len(ATTACKS)}",)},
                stance,
                x,
                ATTACKS[2],
                0.8,
                (ATTACKS[1],),
                "2024-03-02",
            )
            for n, x in enumerate(lines)
        ),
        tuple(
            Figure("killed", Quantity(n, 10**12), ATTACKS[n], "fighters", x, "r", 0.9, of=f"a{n}")
            for n, x in enumerate(lines)
        ),
    )


def _who(local: str, kind: str, name: str, line: Span) -> Participant:
    first = line.start + line.text.index(name.removesuffix(" town"))
    end = first + len(name.removesuffix(" town"))
    return Participant(
        local, kind, (name, f"{name} {kind}"), (), (Span(first, end, name[: end - first]),)
    )
