"""The SPARQL 1.1 Protocol and the Graph Store Protocol, for reading."""

from typing import Final, NoReturn

from kg.graph.guard import MAX_LENGTH
from kg.web import description, wire
from kg.web.answers import answered
from kg.web.exchange import Pairs, Request, Response, pairs
from kg.web.limits import Limits
from kg.web.negotiation import accepts
from kg.web.pool import Pool
from kg.web.problems import Problem

QUERIES: Final = "/sparql"
GRAPHS: Final = "/graphs"
_READ: Final = ("GET", "HEAD")
_FORM: Final = "application/x-www-form-urlencoded"
_QUERY: Final = "application/sparql-query"
_UPDATE: Final = "application/sparql-update"
_BYTES: Final = 4 * MAX_LENGTH
"""More bytes than the longest query can have."""
_READ_ONLY: Final = "Reports are added with kg build, and mistakes corrected as judgements."


class Endpoint:
    """Answers requests to `QUERIES` and `GRAPHS` with the workers of a pool."""

    def __init__(self, pool: Pool, limits: Limits) -> None:
        """Ask the workers of `pool`."""
        self._pool = pool
        self._limits = limits

    async def query(self, request: Request) -> Response:
        """Answer a query, or describe the service when there is none."""
        if request.method in _READ:
            fields = request.parameters
            if any(name == "update" for name, _ in fields):
                raise Problem(400, "an update is sent by POST")
            if all(name != "query" for name, _ in fields):
                return await self._describe(request)
        elif request.method == "POST":
            fields = await self._posted(request)
        else:
            _refuse_method(request, "GET, HEAD, POST, OPTIONS")
        return await self.answer(request, _query(fields))

    async def graph(self, request: Request) -> Response:
        """Answer with a graph: ?default, ?graph=IRI, or the address of the graph itself."""
        if request.method not in _READ:
            _refuse_method(request, "GET, HEAD, OPTIONS")
        asked = [value for name, value in request.parameters if name == "graph"]
        default = any(name == "default" for name, _ in request.parameters)
        rest = request.raw_path.removeprefix(GRAPHS).strip("/")
        if len(asked) + default + bool(rest) > 1:
            raise Problem(400, "one graph is asked for at a time")
        names: list[str] | None = [] if default else asked or None
        if rest:
            names = [request.origin() + request.raw_path]
        form = dict(request.parameters).get("format", "")
        task = {"do": "graph", "graphs": names, "path": rest, "format": form}
        return await self.answer(request, task)

    async def answer(self, request: Request, task: wire.Head) -> Response:
        """Return what a worker answers to a task, or that the client has it already (304)."""
        task["accept"] = request.headers.get("accept", "")
        task["gzip"] = accepts(request.headers.get("accept-encoding", ""), "gzip")
        task["limit"] = self._limits.result
        return await answered(self._pool, request, task)

    async def _describe(self, request: Request) -> Response:
        task = description.task(request.origin())
        return await self.answer(request, task)

    async def _posted(self, request: Request) -> Pairs:
        media_type, _, rest = request.headers.get("content-type", "").partition(";")
        media_type = media_type.strip().lower()
        charset = rest.lower().partition("charset=")[2].partition(";")[0].strip(' "')
        if media_type == _UPDATE:
            _refuse_update()
        if media_type not in (_FORM, _QUERY):
            raise Problem(415, f"a query is sent as {_QUERY} or {_FORM}")
        if charset not in ("", "utf-8", "utf8"):
            raise Problem(415, "a query is sent in UTF-8")
        body = await request.body(self._limits)
        if media_type == _FORM:
            return [*request.parameters, *pairs(body)]
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError:
            raise Problem(400, "the query is not UTF-8") from None
        return [*request.parameters, ("query", text)]


def _query(fields: Pairs) -> wire.Head:
    if any(name == "update" for name, _ in fields):
        _refuse_update()
    queries = [value for name, value in fields if name == "query"]
    if len(queries) != 1:
        raise Problem(400, f"one query is asked at a time, not {len(queries)}")
    if len(queries[0]) > _BYTES:
        raise Problem(413, f"a query has at most {MAX_LENGTH:,} characters")
    default = [value for name, value in fields if name == "default-graph-uri"]
    named = [value for name, value in fields if name == "named-graph-uri"]
    given = bool(default or named)
    formats = [value for name, value in fields if name == "format"]
    return {
        "do": "query",
        "query": queries[0],
        "default": default if given else None,
        "named": named if given else None,
        "format": formats[0] if formats else "",
    }


def _refuse_update() -> NoReturn:
    raise Problem(403, "updates are switched off: this endpoint only reads", _READ_ONLY)


def _refuse_method(request: Request, allowed: str) -> NoReturn:
    raise Problem(405, f"{request.method} is not for this address", _READ_ONLY, allow=allowed)
