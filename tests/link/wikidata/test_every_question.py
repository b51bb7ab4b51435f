"""Each way of asking in each kind of trouble: by id, by title, by name, by class.

What passes is asked again, what stays is told and not kept, and what was answered is not asked
for again until it is old.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from small_wikidata import (
    Reply,
    Service,
    body,
    cut_chunks,
    entity,
    error,
    hang_up,
    reset,
    told,
)

from kg.errors import ServiceError
from kg.link.wikidata import Client
from kg.link.wikidata.transport import ATTEMPTS
from kg.settings import Settings

if TYPE_CHECKING:
    from conftest import Clock

Ask = Callable[[Client], object]
QUESTIONS: dict[str, tuple[Ask, object]] = {
    "ids": (lambda x: sorted(x.items(["Q101", "Q102"]).items), ["Q101", "Q102"]),
    "titles": (lambda x: x.by_title(["Alpha Brigade"]).items["Alpha Brigade"].id, "Q101"),
    "search": (lambda x: x.search("alpha"), ("Q101",)),
    "classes": (lambda x: x.instances(["Q101"], ["Q7"]), {"Q101": {"Q7"}}),
}
LAGGED = told(error("maxlag", "Waiting for db1: 6 s lagged", lag=6), Retry_After="5")
LIMITED = body(b"slow down", 429, Retry_After="7")
TIMED_OUT = body(b"java.util.concurrent.TimeoutException", 500)
PAGE = body(b"<!DOCTYPE html><p>maintenance", Content_Type="text/html")
TROUBLE: dict[str, tuple[Sequence[Reply], list[float]]] = {
    "maxlag": ([LAGGED], [5]),
    "too many": ([LIMITED], [7]),
    "a failure inside HTTP 200": ([told(error("internal_api_error_X", "caught"))], [1]),
    "a timeout of the service": ([TIMED_OUT], [1]),
    "a page": ([PAGE], [1]),
    "half an answer": ([hang_up], [1]),
    "half a piece": ([cut_chunks], [1]),
    "another shape": ([told({"success": 1})], [1]),
    "a reset": ([reset], [1]),
    "one after the other": ([LAGGED, LIMITED, PAGE, reset], [5, 7, 4, 8]),
}


@pytest.fixture(autouse=True)
def known(service: Service) -> None:
    service.add(entity("Q101", "Alpha Brigade", title="Alpha Brigade"), entity("Q102", "Beta"))
    service.classes = {"Q101": {"Q7"}}


@pytest.mark.parametrize("trouble", TROUBLE)
@pytest.mark.parametrize("question", QUESTIONS)
def test_trouble_that_passes_is_waited_out(
    service: Service, client: Client, clock: "Clock", question: str, trouble: str
) -> None:
    ask, answer = QUESTIONS[question]
    replies, pauses = TROUBLE[trouble]
    service.trouble.extend(replies)
    assert ask(client) == answer
    assert clock.pauses == pauses


@pytest.mark.parametrize("question", QUESTIONS)
def test_trouble_that_stays_is_told_and_the_next_run_asks_again(
    service: Service, client: Client, question: str
) -> None:
    ask, answer = QUESTIONS[question]
    service.trouble.extend([TIMED_OUT] * ATTEMPTS)
    with pytest.raises(ServiceError, match=r"127\.0\.0\.1: HTTP 500.*6 times in a row; what was"):
        ask(client)
    assert ask(client) == answer


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_refusal_is_told_at_once(
    service: Service, client: Client, clock: "Clock", question: str
) -> None:
    service.trouble.append(body(b"", 403))
    with pytest.raises(ServiceError, match=r"refuses: HTTP 403.*set `contact`"):
        QUESTIONS[question][0](client)
    assert clock.pauses == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_is_kept_until_it_is_old(
    service: Service, client: Client, clock: "Clock", settings: Settings, question: str
) -> None:
    ask, answer = QUESTIONS[question]
    for days in (0, settings.max_age_days - 1):
        clock.time += timedelta(days=days)
        assert ask(client) == answer
    assert len(service.asked) == 1
    clock.time += timedelta(days=2)
    assert ask(client) == answer
    assert len(service.asked) == 2


def test_a_run_that_failed_among_its_batches_goes_on_with_the_next(
    service: Service, client: Client
) -> None:
    """Titles and classes too are kept batch by batch."""
    many = [f"Q{n}" for n in range(1, 101)]
    service.add(*(entity(x, f"Item {x}", title=f"Item {x}") for x in many))
    asks: dict[str, Ask] = {
        "titles": lambda x: len(x.by_title(f"Item {q}" for q in many).items),
        "query": lambda x: len(x.instances(many, ["Q7"])),
    }
    for ask in asks.values():
        service.asked.clear()
        first: Reply = lambda h: h.reply(service.answer(service.asked[-1][1]))  # noqa: E731
        service.trouble.extend([first, *([TIMED_OUT] * ATTEMPTS)])
        with pytest.raises(ServiceError):
            ask(client)
        assert len(service.asked) == 1 + ATTEMPTS
        service.asked.clear()
        assert ask(client) == 100
        assert len(service.asked) == 1
