"""The SPARQL 1.1 Protocol and, for reading, the Graph Store Protocol."""

from typing import Final, NoReturn

from kg.graph.guard import MAX_LENGTH
from kg.web import description, wire
from kg.web.answers import answered
from kg.web.clerk import carries
from kg.web.exchange import Pairs, Request, Response, pairs
from kg.web.limits import Limits
from kg.web.negotiation import accepts
from kg.web.pool import Pool
from kg.web.problems import Problem
from kg.web.scribe import Updates

QUERIES: Final = "/sparql"
GRAPHS: Final = "/graphs"
_READ: Final = ("GET", "HEAD")
_FORM: Final = "application/x-www-form-urlencoded"
_QUERY: Final = "application/sparql-query"
_UPDATE: Final = "application/sparql-update"
_BYTES: Final = 4 * MAX_LENGTH
"""More bytes than the longest query can have."""
_READ_ONLY: Final = (
    "Reports are added with kg build, and mistakes corrected as judgements; kg serve --updates lets"
    " statements be added in graphs of their own."
)


class Endpoint:
    """Answers requests to `QUERIES` and `GRAPHS` with the workers of a pool."""

    def __init__(self, pool: Pool, limits: Limits, updates: Updates, token: str) -> None:
        """Ask the workers of `pool`; `updates` are made for who sends `token`, if it is not ""."""
        self._pool = pool
        self._limits = limits
        self._updates = updates
        self._token = token

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
            if any(name == "update" for name, _ in fields):
                return await self._update(request, fields)
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
        task = description.task(request.origin(), updates=bool(self._token))
        return await self.answer(request, task)

    async def _posted(self, request: Request) -> Pairs:
        media_type, _, rest = request.headers.get("content-type", "").partition(";")
        media_type = media_type.strip().lower()
        charset = rest.lower().partition("charset=")[2].partition(";")[0].strip(' "')
        if media_type == _UPDATE:
            self._admit(request)
        if media_type not in (_FORM, _QUERY, _UPDATE):
            raise Problem(415, f"a query is sent as {_QUERY} or {_FORM}")
        if charset not in ("", "utf-8", "utf8"):
            raise Problem(415, "queries and updates are sent in UTF-8")
        body = await request.body(self._limits)
        if media_type == _FORM:
            return [*request.parameters, *pairs(body)]
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError:
            raise Problem(400, "the query is not UTF-8") from None
        return [*request.parameters, ("update" if media_type == _UPDATE else "query", text)]

    def _admit(self, request: Request) -> None:
        """Raise Problem (403, 401) unless the request may change something."""
        if not self._token:
            raise Problem(403, "updates are switched off: this endpoint only reads", _READ_ONLY)
        if not carries(request, self._token):
            raise Problem(401, "an update needs the token", www_authenticate="Bearer")

    async def _update(self, request: Request, fields: Pairs) -> Response:
        self._admit(request)
        given: dict[str, list[str]] = {}
        for name, value in fields:
            given.setdefault(name, []).append(value)
        if len(given["update"]) != 1 or "query" in given:
            raise Problem(400, "one update is sent at a time, and no query with it")
        task = {
            "update": given["update"][0],
            "base": request.origin() + QUERIES,
            "using": given.get("using-graph-uri", []),
            "named": given.get("using-named-graph-uri", []),
        }
        await self._updates.make(task)
        return Response(204, b"", {"cache-control": "no-store"})


def _query(fields: Pairs) -> wire.Head:
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


def _refuse_method(request: Request, allowed: str) -> NoReturn:
    raise Problem(405, f"{request.method} is not for this address", _READ_ONLY, allow=allowed)
