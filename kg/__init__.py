"""Build a knowledge graph of armed groups from news and reports.

The public door. Importing it loads neither spaCy nor a store; those come with the first use.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.errors import DatasetError, DocumentError, InputError, KgError, QueryError
    from kg.graph import Dataset
    from kg.model import Document, Record
    from kg.pipeline import build, judge
    from kg.pipeline import extract as records
    from kg.settings import Settings

__all__ = [
    "Dataset",
    "DatasetError",
    "Document",
    "DocumentError",
    "InputError",
    "KgError",
    "QueryError",
    "Record",
    "Settings",
    "build",
    "judge",
    "records",
]

__version__ = "0.1.0"

_ROOMS = {
    "Dataset": "kg.graph",
    "DatasetError": "kg.errors",
    "Document": "kg.model",
    "DocumentError": "kg.errors",
    "InputError": "kg.errors",
    "KgError": "kg.errors",
    "QueryError": "kg.errors",
    "Record": "kg.model",
    "Settings": "kg.settings",
    "build": "kg.pipeline",
    "judge": "kg.pipeline",
    "records": "kg.pipeline",
}

_ELSEWHERE = {"records": "extract"}
"""`kg.extract` is a room, so the function has another name at the door."""


def __getattr__(name: str) -> Any:  # noqa: ANN401 (any public name)
    """Load a public name when it is first asked for."""
    if name not in _ROOMS:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    return getattr(import_module(_ROOMS[name]), _ELSEWHERE.get(name, name))


def __dir__() -> list[str]:
    return sorted(__all__)
