"""Who is mentioned at a place of a document."""

from collections.abc import Callable

from kg.model import Record


def participant_at(
    record: Callable[[str], Record | None], mention: tuple[str, int, int]
) -> tuple[str, str] | None:
    """Return (document, local id) of what is mentioned there; None when nothing is any more."""
    document, *span = mention
    found = record(document)
    people = found.entities if found else ()
    meant = (x.id for x in people for m in x.mentions if [m.start, m.end] == span)
    return next(((document, local) for local in meant), None)
