"""The dataset on disk: its store and ledger, named questions and export formats."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.graph.dataset import Dataset
    from kg.graph.writer import Writer, writing

__all__ = ["Dataset", "Writer", "writing"]

_ROOMS = {"Dataset": "dataset", "Writer": "writer", "writing": "writer"}


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for: the store need not load for `kg --help`."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"kg.graph.{_ROOMS[name]}"), name)
