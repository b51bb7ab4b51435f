"""Making a page in a worker: its value is read from the dataset and put into its template."""

from typing import Any

from kg.errors import DatasetError, QueryError
from kg.web import queries, wire
from kg.web.pages.addresses import Addresses, Served
from kg.web.pages.assets import versions
from kg.web.pages.catalogue import PAGES, Page
from kg.web.pages.rendering import Surroundings, render
from kg.web.problems import Problem
from kg.web.shown.seen import Seen
from kg.web.shown.selection import Params
from kg.web.worker import Reply

Json = Any
"""A JSON value."""


def page(seen: Seen, task: wire.Head) -> Reply:
    """Answer with the page `kind` for `params`; `judging` tells whether judgements are taken."""
    chosen = PAGES[task["kind"]]
    around = Surroundings(Served(versions()), task["judging"])
    text = made(seen, chosen, task["params"], around)
    return queries.reply(text.encode("utf-8", "replace"), "text/html; charset=utf-8", task)


def made(
    seen: Seen, chosen: Page, params: Params, around: Surroundings, *, data: Json = None
) -> str:
    """Return a page as HTML; Problem when there is no such entity, fact or report.

    `data` is what its script is given, unless the page makes that itself.
    """
    value = _value(seen, chosen, params)
    if chosen.data is not None and value is not None:
        data = _data(chosen, value, around.addresses)
    return render(chosen.kind, around, value=value, data=data, params=params)


def _value(seen: Seen, chosen: Page, params: Params) -> Any:  # noqa: ANN401 (of the page's view)
    if chosen.view is None or (chosen.needs and not params.get(chosen.needs)):
        return None
    try:
        return chosen.view(seen, params)
    except QueryError as error:
        raise Problem(422, str(error)) from error
    except DatasetError as error:
        raise Problem(404, str(error)) from error


def _data(chosen: Page, value: Any, addresses: Addresses) -> Any:  # noqa: ANN401 (JSON values)
    assert chosen.data is not None  # noqa: S101 (it was asked for)
    return chosen.data(value, addresses)
