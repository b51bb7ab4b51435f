"""The facts of relations and of figures, made anew for the blocks that are due."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from kg.fuse.claims import FigureClaim, read_figure, read_mark
from kg.fuse.events import key_of
from kg.fuse.figures import figure_facts, subject
from kg.fuse.spool import HEARD, MARKS, SUBJECT, Spool
from kg.fuse.states import relation_facts
from kg.model import Fact

_MARKS: Final = """
select block, subject, predicate, object, act, date, rule, event, extent,
claim, document, speaker, quote,
case when event = '' and speaker <> '' then weight * prior(speaker, voice) else weight end,
published, voice, case when event = '' and side <> '' then sides(side) else side end, sketch
from temp.due join mark on block = name where what = 'marks' order by block
"""
_LABEL: Final = """coalesce((select label from event e join told t on t.event = e.number
where e.claim = figure.event), '')"""
_FIGURE: Final = f"kind, who, of_, by_, {_LABEL}, low, high, words, since, {HEARD}"
_PENDING: Final = "select FIGURE, rowid from figure where subject is null".replace(
    "FIGURE", _FIGURE
)
_FIGURES: Final = """
select FIGURE, subject from temp.due join figure on subject = name
where what = 'subject' order by subject, claim
""".replace("FIGURE", _FIGURE)
_BETWEEN: Final = "\x1f"


def relations(spool: Spool) -> Iterator[tuple[str, list[Fact]]]:
    """Yield the facts of each block of marks that is due; none where no mark is left."""
    due = iter(spool.due(MARKS))
    for block, rows in groupby(spool.db.execute(_MARKS), key=itemgetter(0)):
        yield from _without(due, block)
        yield block, list(relation_facts([read_mark(row) for row in rows]))
    yield from _without(due, None)


def figures(spool: Spool) -> Iterator[tuple[str, list[Fact]]]:
    """Yield the facts of each subject of figures that is due; none where no figure is left."""
    settled = [(_BETWEEN.join(subject(_read(x))), x[-1]) for x in spool.db.execute(_PENDING)]
    spool.db.executemany("update figure set subject = ? where rowid = ?", settled)
    spool.note(SUBJECT, (x for x, _ in settled))
    due = iter(spool.due(SUBJECT))
    for name, rows in groupby(spool.db.execute(_FIGURES), key=itemgetter(-1)):
        yield from _without(due, name)
        yield name, list(figure_facts([_read(row) for row in rows]))
    yield from _without(due, None)


def _read(row: tuple[Any, ...]) -> FigureClaim:
    claim = read_figure(row[:-1])
    return claim._replace(event=key_of(claim.event) if claim.event else "")


def _without(due: Iterator[str], name: str | None) -> Iterator[tuple[str, list[Fact]]]:
    """Yield what is due before `name`, of which nothing is left."""
    for other in due:
        if other == name:
            return
        yield other, []
