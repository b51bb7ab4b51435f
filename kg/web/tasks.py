"""What a worker can be asked to do, by name."""

import json
from collections.abc import Callable
from dataclasses import asdict
from functools import lru_cache
from typing import Any, Final

from kg.errors import DatasetError, QueryError
from kg.graph import Dataset
from kg.web import queries, wire
from kg.web.description import describe
from kg.web.pages import printing
from kg.web.problems import Problem
from kg.web.shown import documents, entities, facts, networks, overview, places
from kg.web.shown.seen import Seen
from kg.web.worker import Reply

View = Callable[[Seen, dict[str, Any]], Any]
"""Makes a value (a dataclass) from what is seen of a dataset and the parameters of a request."""

VIEWS: Final[dict[str, View]] = {
    "overview": overview.overview,
    "search": entities.search,
    "entity": entities.entity,
    "facts": facts.facts,
    "fact": facts.fact,
    "documents": documents.documents,
    "document": documents.document,
    "timeline": places.timeline,
    "control": places.control,
    "map": places.points,
    "disputes": facts.disputes,
    "figures": facts.figures,
    "network": networks.network,
    "questions": overview.questions,
    "judgements": overview.judgements,
}


def answer(dataset: Dataset, task: wire.Head) -> Reply:
    """Answer a task; Problem for one that cannot be answered."""
    match task["do"]:
        case "query":
            return queries.query(dataset, task)
        case "graph":
            return queries.graph(dataset, task)
        case "describe":
            return describe(dataset, task)
        case "question":
            return _question(dataset, task)
        case "page":
            return printing.page(_seen(dataset), task)
        case name if name in VIEWS:
            return _view(dataset, task)
    raise Problem(404, f"nothing is called {task['do']!r}")


@lru_cache(maxsize=1)
def _seen(dataset: Dataset) -> Seen:
    return Seen(dataset)


def _view(dataset: Dataset, task: wire.Head) -> Reply:
    try:
        value = VIEWS[task["do"]](_seen(dataset), task["params"])
    except QueryError as error:
        raise Problem(422, str(error)) from error
    except DatasetError as error:
        raise Problem(404, str(error)) from error
    text = json.dumps(asdict(value), ensure_ascii=False, separators=(",", ":"))
    return queries.reply(text.encode("utf-8", "replace"), "application/json", task)


def _question(dataset: Dataset, task: wire.Head) -> Reply:
    question = dataset.questions.get(task["name"])
    if question is None:
        raise Problem(404, f"no question named {task['name']!r}")
    try:
        text = question.bind(task["params"])
    except QueryError as error:
        raise Problem(422, str(error)) from error
    return queries.query(dataset, task | {"query": text, "default": None, "named": None})
