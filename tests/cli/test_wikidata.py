"""compare, names refresh and link with and without the network; quickstatements."""

import json
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "link" / "wikidata"))

from small_wikidata import Service, body, entity

Kg = Callable[..., tuple[int, str, str]]


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Service]:
    running = Service()
    monkeypatch.setenv("KG_WIKIDATA_API", f"{running.url}/w/api.php")
    monkeypatch.setenv("KG_WIKIDATA_QUERY", f"{running.url}/sparql")
    monkeypatch.setenv("KG_DATA_FOLDER", str(tmp_path / "data"))
    monkeypatch.setenv("KG_PAUSE_SECONDS", "0.01")
    yield running
    running.close()


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def blocked(*_: object, **__: object) -> None:
        pytest.fail("the network was used")

    for name in ("create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, blocked)
    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, blocked)


@pytest.mark.usefixtures("no_network")
def test_nothing_uses_the_network_unasked(kg_: Kg, campaign: Path, tmp_path: Path) -> None:
    code, out, err = kg_("compare", campaign)
    assert (code, out) == (0, "nothing to compare\n")
    assert "nothing is kept of 4 linked items; --live asks for them" in err
    assert kg_("export", campaign, "-f", "quickstatements")[0] == 0
    assert kg_("build", Path(__file__).parents[1] / "reports", "-o", tmp_path / "war.kg")[0] != 3
    assert kg_("entities", campaign)[0] == 0


def test_compare_asks_when_told_and_then_knows(kg_: Kg, campaign: Path, service: Service) -> None:
    service.add(
        entity("Q900000001", "River Brigade", claims={"P859": ["Q900000004"], "P361": ["Q77"]}),
        entity("Q77", "Upper House"),
    )
    code, out, err = kg_("compare", campaign, "River Brigade", "--live", "-f", "json")
    rows = {(x["relation"], x["verdict"], x["there"]) for x in json.loads(out)}
    assert code == 0
    assert rows == {
        ("backedBy", "agree", "Arda (Q900000004)"),
        ("ledBy", "missing there", ""),
        ("partOf", "missing here", "Upper House (Q77)"),
    }
    assert "set `contact`" in err
    asked = len(service.asked)
    code, out, err = kg_("compare", campaign, "River Brigade")
    assert "1 agree" in out
    assert len(service.asked) == asked
    assert kg_("compare", campaign, "-f", "xml")[0] == 2
    assert kg_("compare", campaign, "Nobody")[0] == 2


def test_a_service_that_refuses_is_told_in_a_line(
    kg_: Kg, campaign: Path, service: Service
) -> None:
    service.trouble.append(body(b"", 403))
    code, out, err = kg_("compare", campaign, "--live")
    assert (code, out) == (2, "")
    assert "kg: 127.0.0.1 refuses: HTTP 403 Forbidden" in err
    assert "Traceback" not in err
