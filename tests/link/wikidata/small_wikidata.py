"""A small Wikidata on this machine: a real HTTP server that answers in the shapes of the API.

The shapes follow the documentation of `wbgetentities`, `wbsearchentities`, `maxlag` and the query
service; the items are made up. `trouble` is a line of failures that come before the next answers.
"""

import json
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

Reply = Callable[["Handler"], None]


def entity(qid: str, label: str, *aliases: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return an entity as the API writes it; `claims` maps a property to values or claims."""
    claims = {
        p: [v if isinstance(v, dict) else claim(p, v) for v in values]
        for p, values in more.get("claims", {}).items()
    }
    title = more.get("title")
    links = {"enwiki": {"site": "enwiki", "title": title, "badges": []}} if title else {}
    return {
        "pageid": 7,
        "ns": 0,
        "title": qid,
        "lastrevid": more.get("revision", 1000),
        "modified": "2026-01-02T03:04:05Z",
        "type": "item",
        "id": qid,
        "labels": {"en": {"language": "en", "value": label}},
        "descriptions": {"en": {"language": "en", "value": more.get("description", "")}},
        "aliases": {"en": [{"language": "en", "value": x} for x in aliases]} if aliases else [],
        "claims": claims or [],
        "sitelinks": links or [],
    }


def claim(property_: str, value: str, rank: str = "normal", **dates: str) -> dict[str, Any]:
    """Return a claim whose value is an item; `P580="2014-06"` qualifies it."""
    found = {
        "mainsnak": {
            "snaktype": "value",
            "property": property_,
            "datavalue": {
                "value": {"entity-type": "item", "numeric-id": int(value[1:]), "id": value},
                "type": "wikibase-entityid",
            },
            "datatype": "wikibase-item",
        },
        "type": "statement",
        "id": f"{property_}${value}",
        "rank": rank,
    }
    if dates:
        found["qualifiers"] = {p: [time_snak(p, x)] for p, x in dates.items()}
    return found


def time_snak(property_: str, date: str) -> dict[str, Any]:
    full = f"{date}-00-00"[:10] if len(date) == 4 else f"{date}-00"[:10]
    precision = {4: 9, 7: 10, 10: 11}[len(date)]
    value = {"time": f"+{full}T00:00:00Z", "precision": precision, "timezone": 0}
    return {
        "snaktype": "value",
        "property": property_,
        "datavalue": {"value": value, "type": "time"},
    }


def error(code: str, info: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"error": {"code": code, "info": info, **more, "*": "See the API"}, "servedby": "mw1"}


class Handler(BaseHTTPRequestHandler):
    """One request to the service."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    service: "Service"

    def do_GET(self) -> None:
        """Answer."""
        self._answer(urlsplit(self.path).query)

    def do_POST(self) -> None:
        """Answer."""
        self._answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

    def _answer(self, query: str) -> None:
        service = self.service
        params = dict(parse_qsl(query))
        service.asked.append((urlsplit(self.path).path, params, dict(self.headers)))
        if service.trouble:
            service.trouble.popleft()(self)
        else:
            service.delay()
            self.reply(service.answer(params))

    def reply(
        self,
        body: dict[str, Any] | bytes,
        status: int = 200,
        **headers: str,
    ) -> None:
        """Send an answer with its headers, an underscore for a hyphen."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        named = {
            "Content-Type": "application/json; charset=utf-8",
            "Content-Length": str(len(data)),
        }
        for name, value in (named | {k.replace("_", "-"): v for k, v in headers.items()}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


class Service:
    """The server with what it knows; `asked` holds path, parameters and headers of requests."""

    def __init__(self) -> None:
        self.items: dict[str, dict[str, Any]] = {}
        self.merged: dict[str, str] = {}
        self.classes: dict[str, set[str]] = {}
        self.trouble: deque[Reply] = deque()
        self.asked: list[tuple[str, dict[str, str], dict[str, str]]] = []
        self.pause = 0.0
        handler = type("Bound", (Handler,), {"service": self})

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: object) -> None:
                """Stay quiet: clients hang up, and so do we."""

        self._server = Server(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def close(self) -> None:
        """End it."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def delay(self) -> None:
        """Take the time that an answer takes."""
        time.sleep(self.pause)

    def add(self, *entities: dict[str, Any]) -> None:
        """Know items."""
        self.items |= {x["id"]: x for x in entities}

    def answer(self, params: dict[str, str]) -> dict[str, Any]:
        """Return the answer to a request."""
        match params.get("action"):
            case "wbgetentities" if "titles" in params:
                return self._by_title(params["titles"].split("|"))
            case "wbgetentities":
                return self._by_id(params["ids"].split("|"), params["props"])
            case "wbsearchentities":
                return self._search(params)
        return self._query(params["query"])

    def _by_id(self, ids: list[str], props: str) -> dict[str, Any]:
        entities: dict[str, Any] = {}
        for qid in ids:
            target = self.merged.get(qid, qid)
            found = self.items.get(target)
            if found is None:
                entities[qid] = {"id": qid, "missing": ""}
                continue
            entities[qid] = {k: v for k, v in found.items() if k != "claims" or "claims" in props}
            if target != qid:
                entities[qid]["redirects"] = {"from": qid, "to": target}
        return {"entities": entities, "success": 1}

    def _by_title(self, titles: list[str]) -> dict[str, Any]:
        entities: dict[str, Any] = {}
        linked = {
            x["sitelinks"]["enwiki"]["title"]: x for x in self.items.values() if x["sitelinks"]
        }
        for number, title in enumerate(titles):
            if title in linked:
                found = linked[title]
                entities[found["id"]] = {k: v for k, v in found.items() if k != "claims"}
            else:
                entities[str(-1 - number)] = {"site": "enwiki", "title": title, "missing": ""}
        return {"entities": entities, "success": 1}

    def _search(self, params: dict[str, str]) -> dict[str, Any]:
        def names(x: dict[str, Any]) -> list[str]:
            others = x["aliases"]["en"] if x["aliases"] else []
            return [x["labels"]["en"]["value"], *(a["value"] for a in others)]

        wanted = params["search"].casefold()
        hits = [
            {"id": q, "label": names(x)[0]}
            for q, x in sorted(self.items.items())
            if any(n.casefold().startswith(wanted) for n in names(x))
        ]
        start, limit = int(params["continue"]), int(params["limit"])
        answer = {"searchinfo": {"search": params["search"]}, "search": hits[start : start + limit]}
        more = {"search-continue": start + limit} if len(hits) > start + limit else {}
        return {**answer, **more, "success": 1}

    def _query(self, query: str) -> dict[str, Any]:
        wd = "http://www.wikidata.org/entity/"
        rows = [
            {
                "item": {"type": "uri", "value": wd + item},
                "class": {"type": "uri", "value": wd + kind},
            }
            for item, kinds in sorted(self.classes.items())
            for kind in sorted(kinds)
            if f"wd:{item} " in query and f"wd:{kind} " in query
        ]
        return {"head": {"vars": ["item", "class"]}, "results": {"bindings": rows}}


def body(data: bytes, status: int = 200, **headers: str) -> Reply:
    return lambda h: h.reply(data, status, **headers)


def told(value: dict[str, Any], **headers: str) -> Reply:
    return lambda h: h.reply(value, **headers)


def reset(handler: Handler) -> None:
    """Hang up so that the peer sees a reset."""
    linger = struct.pack("ii", 1, 0)
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    handler.close_connection = True
    handler.connection.close()


def hang_up(handler: Handler) -> None:
    """Promise more than is sent."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b'{"entities": {')
    handler.close_connection = True


def cut_chunks(handler: Handler) -> None:
    """End in the middle of a chunk."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b'ff\r\n{"entities": {')
    handler.close_connection = True


def silent(handler: Handler) -> None:
    """Say nothing for longer than anybody waits."""
    time.sleep(2.5)
    handler.close_connection = True


def drip(handler: Handler) -> None:
    """Send a byte now and then, for ever."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    for _ in range(100):
        try:
            handler.wfile.write(b" ")
            handler.wfile.flush()
        except OSError:
            return
        time.sleep(0.05)
