"""Pages and static files over HTTP: an address is turned into a task, a problem into a page."""

import json
from typing import Any, Final

from kg.web.answers import answered
from kg.web.exchange import Request, Response
from kg.web.limits import Limits
from kg.web.negotiation import accepts
from kg.web.pages.addresses import HOME, Served
from kg.web.pages.assets import assets, packed, versions
from kg.web.pages.catalogue import PAGES, read
from kg.web.pages.rendering import Surroundings, look, render
from kg.web.pool import Pool
from kg.web.problems import Problem, problem_body

STATIC: Final = "/static"
_POLICY: Final = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
}
_HTML: Final = "text/html; charset=utf-8"
_FOREVER: Final = "public, max-age=31536000, immutable"


class Desk:
    """Answers requests for pages with the workers of a pool."""

    def __init__(self, pool: Pool, limits: Limits, *, judging: bool) -> None:
        """Ask the workers of `pool`; `judging` tells whether the server takes judgements."""
        self._pool = pool
        self._limits = limits
        self._judging = "on" if judging else "off"

    async def page(self, request: Request) -> Response:
        """Answer with a page, or with one that says what went wrong."""
        try:
            response = await self._page(request)
        except Problem as problem:
            response = self._told(problem.status, json.loads(problem_body(problem)[1]))
            return Response(response.status, response.body, response.headers | problem.headers)
        if response.status >= 400:
            return self._told(response.status, json.loads(response.body))
        return Response(response.status, response.body, response.headers | _POLICY)

    async def _page(self, request: Request) -> Response:
        _only_read(request)
        kind = request.path.strip("/") or HOME
        if kind not in PAGES or request.path != PAGES[kind].path:
            raise Problem(404, "there is no such page")
        chosen = PAGES[kind]
        task = {
            "do": "page",
            "kind": kind,
            "params": read(chosen, request.parameters),
            "judging": self._judging,
            "look": look(),
            "lasting": chosen.lasting,
            "gzip": accepts(request.headers.get("accept-encoding", ""), "gzip"),
        }
        return await answered(self._pool, request, task)

    def _told(self, status: int, problem: dict[str, Any]) -> Response:
        around = Surroundings(Served(versions()), self._judging)
        text = render("problem", around, value=problem, data=None, params={})
        headers = {"content-type": _HTML, "cache-control": "no-store", **_POLICY}
        return Response(status, text.encode("utf-8", "replace"), headers)

    async def static(self, request: Request) -> Response:
        """Answer with a static file; one asked for with its digest never changes."""
        _only_read(request)
        asset = assets().get(request.path.removeprefix(f"{STATIC}/"))
        if asset is None:
            raise Problem(404, "there is no such file")
        gzip = accepts(request.headers.get("accept-encoding", ""), "gzip")
        tag = f'"{asset.digest}{"-gzip" if gzip else ""}"'
        named = ("v", asset.digest) in request.parameters
        headers = {
            "content-type": asset.type,
            "etag": tag,
            "cache-control": _FOREVER if named else "no-cache",
            "vary": "accept-encoding",
        }
        if tag in request.headers.get("if-none-match", ""):
            return Response(304, b"", headers)
        if gzip:
            return Response(200, packed(asset.name), headers | {"content-encoding": "gzip"})
        return Response(200, asset.content, headers)


def _only_read(request: Request) -> None:
    if request.method not in ("GET", "HEAD"):
        raise Problem(405, f"{request.method} is not for this address", allow="GET, HEAD, OPTIONS")
