"""Why the names of an entity are one: the corpus is resolved once more, telling its reasons."""

from contextlib import ExitStack
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from kg.graph import Dataset
from kg.graph.views import properties
from kg.vocabulary import PREFIXES
from kg.web.shown.seen import Seen
from kg.web.shown.selection import Params
from kg.web.shown.wholes import Joined

if TYPE_CHECKING:
    from kg.resolve import Resolution

_OTHER = PREFIXES["skos"] + "altLabel"


def merges(seen: Seen, params: Params) -> Joined:
    """Return which rules joined the names of the entity `iri`, each as a sentence."""
    iri = seen.entity(params["iri"])
    key = unquote(iri.removeprefix(seen.dataset.base))
    aliases = properties(seen.store, iri).get(_OTHER, [])
    return Joined(seen.known(iri), aliases, _resolution(seen.dataset)[1].why(key))


@lru_cache(maxsize=1)
def _resolution(dataset: Dataset) -> "tuple[ExitStack, Resolution]":
    """Return the resolution of a dataset, made once, and what keeps it open."""
    from kg.pipeline.judging import resolved  # noqa: PLC0415 (it loads the stages)

    stack = ExitStack()
    return stack, stack.enter_context(resolved(dataset, dataset.settings))
