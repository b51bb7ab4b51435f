"""A worker can open no connection, even if a query that would do so came past every check."""

import multiprocessing
import socket
import sys

import pytest
from pyoxigraph import Store

from kg.web.seal import seal

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux seals processes"),
]


def run(text: str, told: "multiprocessing.SimpleQueue[str]") -> None:
    sealed = seal()
    try:
        if text.startswith("LOAD"):
            Store().update(text)
        else:
            list(Store().query(text))
    except OSError as error:
        told.put(f"{sealed} {error}")
    else:
        told.put(f"{sealed} done")


@pytest.mark.parametrize("text", ["SELECT * {{ SERVICE <{}> {{ ?s ?p ?o }} }}", "LOAD <{}>"])
def test_the_engine_itself_reaches_nothing(text: str) -> None:
    fork = multiprocessing.get_context("fork")
    told = fork.SimpleQueue()
    with socket.create_server(("127.0.0.1", 0)) as trap:
        trap.settimeout(0.2)
        address = f"http://127.0.0.1:{trap.getsockname()[1]}/x.ttl"
        process = fork.Process(target=run, args=(text.format(address), told))
        process.start()
        answer = told.get()
        process.join()
        assert answer.startswith("True")
        assert "Permission denied" in answer
        with pytest.raises(TimeoutError):
            trap.accept()
