"""Judgements by HTTP: only with the token, kept as those of the command line, seen at once."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from servers import Answer, Running, serving

pytestmark = [pytest.mark.model, pytest.mark.slow]

TOKEN = "correct-horse-battery"  # noqa: S105 (of a test)
PATH = "/api/v1/judgements"
SAME = {
    "verdict": "same",
    "targets": ["Mustafa Bali", "SDF spokesman"],
    "by": "Ana",
    "note": "seen",
}


@pytest.fixture(scope="module")
def judged(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    copy = tmp_path_factory.mktemp("judged") / "demo.kg"
    shutil.copytree(demo, copy)
    file = copy.parent / "token"
    file.write_text(f"{TOKEN}\n")
    with serving(copy, "--token-file", file) as running:
        yield running


def post(running: Running, value: Any, token: str = TOKEN) -> Answer:  # noqa: ANN401 (any JSON value)
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    return running.ask(PATH, "POST", body, Content_Type="application/json", **headers)


def test_a_judgement_is_kept_seen_and_undone(judged: Running) -> None:
    def spokesman() -> int:
        return judged.get("/api/v1/entity", iri="SDF spokesman").status

    assert spokesman() == 200
    tag = judged.get("/api/v1/overview").headers["etag"]
    made = post(judged, SAME)
    assert (made.status, made.json["number"]) == (201, 1), made.body
    assert judged.get("/api/v1/overview").headers["etag"] != tag
    assert spokesman() == 404
    (listed,) = judged.get(PATH).json["items"]
    assert (listed["verdict"], listed["by"], listed["stands"]) == ("same", "Ana", True)
    again = post(judged, SAME)
    assert again.status in (404, 409), again.body
    undone = post(judged, {"verdict": "undo", "targets": ["1"], "by": "Ana"})
    assert undone.status == 201
    assert spokesman() == 200
    assert [x["stands"] for x in judged.get(PATH).json["items"]] == [False, True]


def test_nobody_judges_without_the_token(judged: Running, demo_server: Running) -> None:
    for token in ("", "wrong", TOKEN[:-1], f"{TOKEN}x"):
        answer = post(judged, SAME | {"by": "Mallory"}, token)
        assert answer.status == 401
        assert answer.headers["www-authenticate"] == "Bearer"
    assert post(demo_server, SAME).status == 403
    assert all(x["by"] == "Ana" for x in judged.get(PATH).json["items"])
    assert demo_server.get(PATH).json["items"] == []


@pytest.mark.parametrize(
    ("value", "status"),
    [
        (SAME | {"verdict": "merge"}, 422),
        (SAME | {"targets": []}, 422),
        (SAME | {"by": ""}, 422),
        (SAME | {"targets": ["Mustafa Bali", "nobody of that name"]}, 404),
        (SAME | {"verdict": "undo", "targets": ["99"]}, 409),
        (b"{", 422),
        (b"x" * 300_000, 413),
    ],
)
def test_what_means_nothing_is_refused(judged: Running, value: object, status: int) -> None:
    answer = post(judged, value)
    assert answer.status == status, answer.body
    assert answer.json["detail"]
