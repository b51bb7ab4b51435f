"""What went wrong, as an HTTP status and a body that people and programs can read (RFC 9457)."""

import json
from typing import Any, Final

TYPE: Final = "application/problem+json"
_TITLES: Final = {
    400: "The request cannot be understood",
    401: "A token is needed",
    403: "Not allowed",
    404: "Not found",
    405: "Not that method",
    406: "No such format",
    408: "Too slow",
    409: "Not now",
    413: "Too large",
    415: "No such media type",
    421: "Another host is meant",
    422: "A parameter does not fit",
    429: "Too many requests at once",
    431: "The head of the request is too large",
    500: "The server failed",
    502: "Another endpoint failed",
    503: "Not available",
    504: "The time limit was reached",
}


class Problem(Exception):  # noqa: N818 (the name it has in RFC 9457)
    """A request that is not answered: its status, the reason in one line, and what helps."""

    def __init__(self, status: int, detail: str, hint: str = "", **headers: str) -> None:
        """Refuse with `status`; `headers` go with the answer (names with _ for -)."""
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.hint = hint
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def problem_body(problem: Problem) -> tuple[dict[str, Any], bytes]:
    """Return head and body of the answer to a request that has a problem."""
    value: dict[str, Any] = {
        "type": "about:blank",
        "title": _TITLES.get(problem.status, "Error"),
        "status": problem.status,
        "detail": problem.detail,
    }
    if problem.hint:
        value["hint"] = problem.hint
    head = {"status": problem.status, "type": TYPE, "headers": problem.headers}
    return head, json.dumps(value, ensure_ascii=True, indent=1).encode() + b"\n"
