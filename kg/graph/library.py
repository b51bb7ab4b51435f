"""The named questions: one file of SPARQL each, with a header that describes it.

Header lines start with ``#+`` and hold TOML: title, question, description, tags, example, and a
table ``params.NAME`` (type, description, example, default) for each parameter. In the body a
parameter NAME stands once as ``VALUES ?NAME { example }``, so the file is a complete query that
runs anywhere; binding replaces the term between the braces and nothing else.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pyoxigraph import Literal, NamedNode

from kg.errors import KnowledgeError, QueryError

TYPES: Final = ("name", "date", "iri", "text", "number")
_DATE: Final = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
_NUMBER: Final = re.compile(r"-?\d{1,15}(\.\d{1,15})?", re.ASCII)
HEADER: Final = "#+"
"""How the lines of a header begin."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A blank in a question; it must be given when `default` is None."""

    name: str
    type: str
    description: str
    example: str
    default: str | None


@dataclass(frozen=True, slots=True)
class Question:
    """A named question; `text` is SPARQL with the examples filled in."""

    name: str
    title: str
    question: str
    description: str
    tags: tuple[str, ...]
    example: str
    params: tuple[Parameter, ...]
    text: str

    def bind(self, given: Mapping[str, str]) -> str:
        """Return the query with parameters filled in.

        Raises QueryError for an unknown or missing parameter or a value that does not fit.
        """
        known = {x.name: x for x in self.params}
        for name in given:
            if name not in known:
                has = f"it has {', '.join(known)}" if known else "it has none"
                raise QueryError(f"{self.name}: no parameter {name!r}; {has}")
        text = self.text
        for name, parameter in known.items():
            value = given.get(name, parameter.default)
            if value is None:
                raise QueryError(
                    f"{self.name}: needs --param {name}=… (for example {parameter.example!r})"
                )
            term = _term(self.name, parameter, value)
            before, after = _slot(name).split(text)
            text = f"{before}VALUES ?{name} {{ {term} }}{after}"
        return text


def load(folder: Path) -> dict[str, Question]:
    """Return the questions in `folder` by name, sorted; KnowledgeError names a broken file."""
    return {path.stem: read(path) for path in sorted(folder.glob("*.rq"))}


def read(path: Path) -> Question:
    """Read one file with its header; KnowledgeError when it does not hold together."""
    try:
        return parse(path.stem, path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path}: {error}") from error


def parse(name: str, text: str) -> Question:
    """Read the text of a file; KnowledgeError when it does not hold together."""
    lines = (x.removeprefix(HEADER) for x in text.splitlines() if x.startswith(HEADER))
    try:
        return _question(name, tomllib.loads("\n".join(lines)), text)
    except (ValueError, TypeError, KeyError, AttributeError, QueryError) as error:
        raise KnowledgeError(f"question {name}: {type(error).__name__}: {error}") from error


def _question(name: str, head: dict[str, Any], text: str) -> Question:
    params = tuple(_parameter(key, value) for key, value in head.get("params", {}).items())
    for parameter in params:
        found = len(_slot(parameter.name).findall(text))
        if found != 1:
            raise ValueError(f"VALUES ?{parameter.name} {{ … }} stands {found} times, not once")
        _term(name, parameter, parameter.example)
    return Question(
        name=name,
        title=str(head["title"]),
        question=str(head["question"]),
        description=str(head["description"]),
        tags=tuple(head["tags"]),
        example=str(head["example"]),
        params=params,
        text=text,
    )


def _parameter(name: str, value: dict[str, Any]) -> Parameter:
    if value["type"] not in TYPES:
        raise ValueError(f"params.{name}: type {value['type']!r} is none of {', '.join(TYPES)}")
    return Parameter(
        name=name,
        type=value["type"],
        description=str(value["description"]),
        example=str(value["example"]),
        default=None if value.get("default") is None else str(value["default"]),
    )


def is_date(value: str) -> bool:
    """Tell whether a value is a day, a month, a year or "" for none."""
    return value == "" or bool(_DATE.fullmatch(value))


def _slot(name: str) -> re.Pattern[str]:
    return re.compile(rf'VALUES \?{name} \{{ (?:"[^"\\]*"|<[^<>]*>|[\d.\-]+) \}}')


def _term(question: str, parameter: Parameter, value: str) -> str:
    def fits(condition: object, kind: str) -> None:
        if not condition:
            raise QueryError(f"{question}: {parameter.name}={value!r} is not {kind}")

    fits(value.isprintable() or parameter.type == "text", "printable text")
    match parameter.type:
        case "date":
            fits(is_date(value), "a date (YYYY, YYYY-MM or YYYY-MM-DD)")
        case "number":
            fits(_NUMBER.fullmatch(value), "a number")
            return value
        case "iri":
            try:
                return str(NamedNode(value))
            except ValueError as error:
                raise QueryError(f"{question}: {parameter.name}={value!r} is not an IRI") from error
        case "name":
            value = " ".join(value.split())
            fits(value, "a name")
    return str(Literal(value))
