"""A dataset is rebuilt while it is served: the old graph, then the new one, nothing between."""

import threading
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from servers import publish, serving

pytestmark = pytest.mark.slow

SIZE = 300
QUERY = "SELECT (COUNT(*) AS ?n) (MIN(?o) AS ?least) (MAX(?o) AS ?most) { ?s <http://p/> ?o }"


def generation(number: int) -> list[Quad]:
    """Return a graph of which every statement has the same object."""
    value, predicate = Literal(number), NamedNode("http://p/")
    return [Quad(NamedNode(f"http://s/{n}"), predicate, value) for n in range(SIZE + number)]


def test_readers_see_one_graph_or_the_next(tmp_path: Path) -> None:
    path, last = tmp_path / "d", 6
    publish(path, generation(0), "00")
    seen: list[tuple[int, int, int]] = []
    tags: dict[str, set[int]] = {}
    with serving(path) as running:
        stop = threading.Event()

        def read() -> None:
            while not stop.is_set():
                answer = running.query(QUERY)
                assert answer.status == 200, answer.body
                (row,) = answer.json["results"]["bindings"]
                found = tuple(int(row[x]["value"]) for x in ("n", "least", "most"))
                seen.append((found[0], found[1], found[2]))
                tags.setdefault(answer.headers["etag"], set()).add(found[1])

        readers = [threading.Thread(target=read) for _ in range(4)]
        for reader in readers:
            reader.start()
        for number in range(1, last + 1):
            publish(path, generation(number), f"{number:02}")
        stop.wait(1)
        stop.set()
        for reader in readers:
            reader.join()
        final = running.query(QUERY).json["results"]["bindings"][0]
    assert all(least == most and n == SIZE + least for n, least, most in seen)
    assert len({least for _, least, _ in seen}) > 1
    assert int(final["least"]["value"]) == last
    assert all(len(generations) == 1 for generations in tags.values())


def test_a_dataset_without_a_graph_is_refused_and_a_removed_one_served_on(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(AssertionError, match="no such dataset"), serving(tmp_path / "none"):
        pass
    path = tmp_path / "d"
    publish(path, generation(0))
    with serving(path) as running:
        (path / "current.json").unlink()
        assert running.query(QUERY).status == 200
    assert "Traceback" not in capfd.readouterr().err
