"""Servers as users run them: a process of its own, asked over HTTP."""

import contextlib
import http.client
import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from pyoxigraph import Quad

from kg import ledger
from kg.graph import writing
from kg.model import Document, Record
from kg.vocabulary import ID

ROOT = Path(__file__).parent.parent.parent
HOSTILE = '<img src=x onerror="alert(1)">\u202e</script><script>alert(2)</script>'
_STARTED = re.compile(r"http://[^/]*:(\d+)/")


@dataclass(frozen=True)
class Answer:
    """What a server said."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:  # noqa: ANN401 (any JSON value)
        """The body as JSON."""
        return json.loads(self.body)

    @property
    def type(self) -> str:
        """The media type."""
        return self.headers.get("content-type", "").partition(";")[0]


@dataclass(frozen=True)
class Running:
    """A server that runs."""

    port: int
    process: "subprocess.Popen[str]"

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def ask(
        self, path: str, method: str = "GET", body: bytes | None = None, **headers: str
    ) -> Answer:
        """Send one request; names of headers have _ for -."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.closing(connection):
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                connection.request(method, path, body, named)  # it may be refused half sent
            told = connection.getresponse()
            known: dict[str, str] = {}
            for name, value in told.getheaders():
                known[name.lower()] = (
                    f"{known[name.lower()]}, {value}" if name.lower() in known else value
                )
            return Answer(told.status, known, told.read())

    def get(self, path: str, **params: object) -> Answer:
        """Send a GET request with parameters."""
        return self.ask(f"{path}?{urlencode(params, doseq=True)}" if params else path)

    def query(self, text: str, accept: str = "application/sparql-results+json") -> Answer:
        """Ask a query by GET."""
        return self.ask(f"/sparql?{urlencode({'query': text})}", Accept=accept)


def started(*arguments: object) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "kg", "serve", *map(str, arguments), "--port", "0"]
    return subprocess.Popen(  # noqa: S603 (our own program)
        command, stderr=subprocess.PIPE, text=True, cwd=ROOT
    )


@contextlib.contextmanager
def serving(*arguments: object) -> Iterator[Running]:
    """Run `kg serve` until the block ends; it must end by itself when told to."""
    with started(*arguments) as process:
        first = process.stderr.readline() if process.stderr else ""
        found = _STARTED.search(first)
        if found is None:
            raise AssertionError(first + process.communicate()[1])
        try:
            yield Running(int(found[1]), process)
        finally:
            process.send_signal(signal.SIGINT)
            told = process.communicate(timeout=20)[1]
    assert "Traceback" not in told, told


def publish(path: Path, quads: list[Quad], digest: str = "ab12") -> None:
    """Write a dataset, or its graph anew."""
    with writing(path, ID) as writer:
        writer.publish(digest, quads, {"documents": 3, "quads": len(quads)})


def record(key: str, text: str) -> str:
    """Return the ledger's line of a report that says nothing."""
    return ledger.encode(Record(Document(key, text)))
