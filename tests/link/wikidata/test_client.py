"""Every answer the service may give, good or bad, from a real server on this machine."""

import gzip
import socket
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_wikidata import (
    Reply,
    Service,
    body,
    claim,
    cut_chunks,
    drip,
    entity,
    error,
    hang_up,
    reset,
    silent,
    told,
)

from kg.errors import InputError, KgError, ServiceError
from kg.link.wikidata import Cache, Client, Time, connected, kept, user_agent
from kg.link.wikidata.answers import by_id, by_title, hits, pairs
from kg.link.wikidata.items import Statement, from_entity, from_json, is_qid, to_json
from kg.link.wikidata.transport import ATTEMPTS
from kg.settings import Settings

if TYPE_CHECKING:
    from conftest import Clock

ALPHA = entity("Q101", "Alpha Brigade", "Alfa", title="Alpha Brigade", revision=77)
BETA = entity("Q102", "Beta Front", claims={"P361": ["Q101"]})


def actions(service: Service) -> list[str]:
    return [params.get("action", "query") for _, params, _ in service.asked]


# ─── what is asked and how ─────────────────────────────────────────────────────────────────────


def test_items_come_by_id_with_names_and_statements(service: Service, client: Client) -> None:
    dated = claim("P463", "Q103", P580="2014-06", P582="2015")
    old = claim("P463", "Q104", rank="deprecated")
    service.add(ALPHA, entity("Q102", "Beta Front", claims={"P463": [dated, old], "P17": ["Q9"]}))
    found = client.items(["Q101", "Q102", "Q101", "P31", "x|y", "Q0"])
    assert sorted(found.items) == ["Q101", "Q102"]
    alpha = found.items["Q101"]
    assert alpha.names == (("en", "Alpha Brigade"), ("en", "Alfa"))
    assert (alpha.revision, alpha.title, alpha.label) == (77, "Alpha Brigade", "Alpha Brigade")
    assert found.items["Q102"].statements == (
        Statement("P463", "Q103", "2014-06", "2015"),
        Statement("P17", "Q9"),
    )
    ((path, params, _),) = service.asked
    assert path == "/w/api.php"
    assert params["ids"] == "Q101|Q102"
    assert params["maxlag"] == "5"


def test_ids_are_asked_fifty_at_a_time(service: Service, client: Client) -> None:
    service.add(*(entity(f"Q{n}", f"Item {n}") for n in range(1, 121)))
    assert len(client.items(f"Q{n}" for n in range(1, 121)).items) == 120
    assert [len(p["ids"].split("|")) for _, p, _ in service.asked] == [50, 50, 20]


def test_items_come_by_the_title_of_their_article(service: Service, client: Client) -> None:
    service.add(ALPHA, BETA)
    found = client.by_title(["alpha_Brigade", "No Such Article", "a|b"])
    assert found.items["alpha_Brigade"].id == "Q101"
    assert found.missing == ["No Such Article", "a|b"]
    ((_, params, _),) = service.asked
    assert (params["sites"], params["titles"]) == ("enwiki", "Alpha Brigade|No Such Article")
    assert "claims" not in params["props"]


def test_long_lists_of_titles_are_sent_in_the_body(service: Service, client: Client) -> None:
    titles = [f"{'Çok çok uzun bir başlangiç ' * 5}{n}" for n in range(50)]
    assert len(client.by_title(titles).missing) == 50
    assert len(service.asked) == 1


def test_a_search_goes_on_page_after_page(service: Service, client: Client) -> None:
    service.add(*(entity(f"Q{n}", f"Alpha {n}") for n in range(100, 175)))
    assert len(client.search("alpha", limit=60)) == 60
    assert [p["continue"] for _, p, _ in service.asked] == ["0", "50"]
    assert client.search("alpha", limit=60)[0] == "Q100"
    assert len(service.asked) == 2
    assert client.search("  ") == ()


def test_a_search_that_never_ends_is_left(service: Service, client: Client) -> None:
    page = {"search": [{"id": "Q1"}], "search-continue": 0}
    service.trouble.extend([told(page)] * 3)
    assert client.search("loop") == ("Q1",)
    assert len(service.asked) == 1


def test_classes_are_asked_of_the_query_service(service: Service, client: Client) -> None:
    service.classes = {"Q101": {"Q7"}, "Q102": {"Q8"}}
    found = client.instances(["Q101", "Q102", "Q103"], ["Q7", "Q9"])
    assert found == {"Q101": {"Q7"}, "Q102": set(), "Q103": set()}
    ((path, _, headers),) = service.asked
    assert path == "/sparql"
    assert headers["Accept"].startswith("application/sparql-results+json")
    assert client.instances(["Q101"], ["Q9", "Q7"]) == {"Q101": {"Q7"}}
    assert client.instances(["Q101"], []) == {}
    assert len(service.asked) == 1


def test_the_client_says_who_asks(
    service: Service, settings: Settings, connect: Callable[[Settings], Client]
) -> None:
    connect(replace(settings, contact="desk@monitor.example\r\nX: y")).items(["Q1"])
    agent = service.asked[0][2]["User-Agent"]
    assert agent.startswith("armed-group-kg/")
    assert "(desk@monitor.exampleX: y) requests/" in agent
    assert user_agent(Settings()) == Settings().user_agent


# ─── trouble that passes ───────────────────────────────────────────────────────────────────────

PASSING: dict[str, tuple[Reply, list[float]]] = {
    "maxlag": (told(error("maxlag", "Waiting for db1: 6 s lagged", lag=6), Retry_After="5"), [5]),
    "ratelimited": (told(error("ratelimited", "You've exceeded your rate limit")), [1]),
    "internal": (told(error("internal_api_error_DBQueryError", "[abc] Caught exception")), [1]),
    "search engine": (told(error("cirrussearch-too-busy-error", "busy")), [1]),
    "readonly": (told(error("readonly", "The wiki is read-only")), [1]),
    "429 seconds": (body(b"slow down", 429, Retry_After="7"), [7]),
    "429 date": (body(b"", 429, Retry_After="Sun, 01 Mar 2026 12:00:30 GMT"), [30]),
    "429 past date": (body(b"", 429, Retry_After="Sun, 01 Mar 2020 12:00:30 GMT"), [1]),
    "429 nonsense": (body(b"", 429, Retry_After="soon"), [1]),
    "429 bare": (body(b"", 429), [1]),
    "500": (body(b"<h1>oops</h1>", 500), [1]),
    "502": (body(b"", 502), [1]),
    "503": (body(b"", 503, Retry_After="2"), [2]),
    "504": (body(b"", 504), [1]),
    "html": (
        body(b"<!DOCTYPE html><p>Our servers are under maintenance", Content_Type="text/html"),
        [1],
    ),
    "html as json": (body(b"\n<html>"), [1]),
    "cut json": (body(b'{"entities": {"Q101": {"id": "Q1'), [1]),
    "no json": (body(b"\xff\xfe\x00"), [1]),
    "empty": (body(b""), [1]),
    "a list": (body(b"[1, 2]"), [1]),
    "deep": (body(b"[" * 9_000), [1]),
    "other shape": (told({"entities": [], "success": 1}), [1]),
    "no entities": (told({"batchcomplete": ""}), [1]),
    "other item": (told({"entities": {"Q5": entity("Q5", "Five")}}), [1]),
    "reset": (reset, [1]),
    "cut body": (hang_up, [1]),
    "cut chunk": (cut_chunks, [1]),
    "silence": (silent, [1]),
    "bad gzip": (body(b"no gzip", Content_Encoding="gzip"), [1]),
}


@pytest.mark.parametrize("name", PASSING)
def test_trouble_that_passes_is_waited_out(
    service: Service, client: Client, clock: "Clock", said: list[str], name: str
) -> None:
    reply, pauses = PASSING[name]
    service.add(ALPHA)
    service.trouble.append(reply)
    assert client.items(["Q101"]).items["Q101"].label == "Alpha Brigade"
    assert clock.pauses == pauses
    assert len(said) == 1
    assert f"asking again in {pauses[0]} s" in said[0]
    assert len(service.asked) == 2


@pytest.mark.parametrize("name", sorted(PASSING.keys() - {"silence"}))
def test_trouble_that_stays_ends_in_a_message_and_is_not_kept(
    service: Service, client: Client, cache: Cache, name: str
) -> None:
    service.trouble.extend([PASSING[name][0]] * ATTEMPTS)
    with pytest.raises(ServiceError, match=r"127\.0\.0\.1: .+, 6 times in a row; what was fetched"):
        client.items(["Q101"])
    assert len(service.asked) == ATTEMPTS
    assert cache.get("item", ["Q101"]) == {}


def test_pauses_double_up_to_a_cap(
    service: Service, settings: Settings, clock: "Clock", connect: Callable[[Settings], Client]
) -> None:
    service.trouble.extend([body(b"", 503)] * (ATTEMPTS - 1))
    service.add(ALPHA)
    connect(replace(settings, pause_seconds=10)).items(["Q101"])
    assert clock.pauses == [10, 20, 40, 60, 60]


def test_a_service_that_asks_for_an_hour_is_left_in_peace(
    service: Service, client: Client, clock: "Clock"
) -> None:
    service.trouble.append(body(b"", 429, Retry_After="3600"))
    with pytest.raises(ServiceError, match=r"HTTP 429.*asks for a pause of 3,600 s.*goes on"):
        client.items(["Q101"])
    assert clock.pauses == []


def test_a_dripping_answer_is_cut(
    service: Service, cache: Cache, clock: "Clock", settings: Settings
) -> None:
    """Each piece comes in time, the whole never does; here the clock runs with every look."""

    def later() -> Any:  # noqa: ANN401
        clock.time += timedelta(seconds=1)
        return clock.time

    service.add(ALPHA)
    service.trouble.append(drip)
    said: list[str] = []
    client = connected(cache, Time(later, clock.sleep), settings, said.append)
    assert client.items(["Q101"]).items
    assert "no complete answer in time" in said[0]


def test_a_service_that_is_not_there_is_told_after_all_attempts(
    settings: Settings, clock: "Clock", connect: Callable[[Settings], Client]
) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{held.getsockname()[1]}/"
        with pytest.raises(ServiceError, match=r"no answer \(ConnectionRefusedError"):
            connect(replace(settings, wikidata_api=url)).items(["Q1"])
    assert clock.pauses == [1, 2, 4, 8, 16]


# ─── refusals ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (body(b"<html>", 403), r"refuses: HTTP 403 Forbidden; .* set `contact`"),
        (body(b"", 401), "refuses: HTTP 401"),
        (body(b"", 400), "refuses: HTTP 400"),
        (body(b"", 404), "refuses: HTTP 404"),
        (body(b"", 414), "refuses: HTTP 414"),
        (
            told(error("badvalue", "Unrecognized value\n\x1b[31m")),
            r"badvalue: Unrecognized value \[31m",
        ),
        (told({"error": "odd"}), "unknown: odd"),
        (
            body(b"", 302, Location="https://elsewhere.example/w/api.php"),
            "elsewhere.example, which",
        ),
        (body(b"", 302, Location="http://127.0.0.1:1/x"), r"127\.0\.0\.1:1, which is not followed"),
        (body(b"", 301, Location="file:///etc/passwd"), "nowhere, which is not followed"),
        (body(b"", 301, Location="//evil.example/"), r"evil\.example, which is not followed"),
    ],
)
def test_a_refusal_is_told_at_once(
    service: Service,
    client: Client,
    clock: "Clock",
    reply: Reply,
    reason: str,
) -> None:
    service.trouble.append(reply)
    with pytest.raises(ServiceError, match=reason):
        client.items(["Q101"])
    assert (len(service.asked), clock.pauses) == (1, [])


def test_a_redirect_inside_the_host_is_followed_a_few_times(
    service: Service, client: Client
) -> None:
    service.add(ALPHA)
    service.trouble.append(body(b"", 301, Location="/w/new.php"))
    assert client.items(["Q101"]).items
    assert [path for path, _, _ in service.asked] == ["/w/api.php", "/w/new.php"]
    service.trouble.extend([body(b"", 302, Location="/again")] * 9)
    with pytest.raises(ServiceError, match="more than 3 redirects"):
        client.items(["Q102"])


@pytest.mark.parametrize("url", ["", "wikidata", "file:///etc/passwd", "https://u:p@x.example/"])
def test_only_a_web_address_is_a_service(
    settings: Settings, connect: Callable[[Settings], Client], url: str
) -> None:
    with pytest.raises(ServiceError, match="is no address of a service"):
        connect(replace(settings, wikidata_api=url)).items(["Q1"])


# ─── items that are not what they were ─────────────────────────────────────────────────────────


def test_a_merged_item_is_followed_and_recorded(service: Service, client: Client) -> None:
    service.add(ALPHA)
    service.merged["Q55"] = "Q101"
    for _ in range(2):  # asked, then kept
        found = client.items(["Q55"])
        assert found.items["Q55"].id == "Q101"
        assert found.moved == {"Q55": "Q101"}
    assert len(service.asked) == 1


def test_a_merged_item_under_its_new_id_is_found_too(service: Service, client: Client) -> None:
    moved = {**ALPHA, "redirects": {"from": "Q55", "to": "Q101"}}
    service.trouble.append(told({"entities": {"Q101": moved}, "success": 1}))
    assert client.items(["Q55"]).moved == {"Q55": "Q101"}


def test_a_deleted_item_is_missing_and_stays_so(service: Service, client: Client) -> None:
    service.add(ALPHA)
    assert client.items(["Q404", "Q101"]).missing == ["Q404"]
    assert client.items(["Q404"]).missing == ["Q404"]
    assert len(service.asked) == 1
    service.trouble.append(told({"entities": {"Q9": {"id": "Q9", "missing": True}}}))
    assert client.items(["Q9"]).missing == ["Q9"]


def test_an_id_that_never_was_does_not_spoil_its_batch(service: Service, client: Client) -> None:
    service.add(ALPHA)
    service.trouble.append(
        told(error("no-such-entity", "Could not find an entity with the ID 'Q999'.", id="Q999"))
    )
    found = client.items(["Q101", "Q999"])
    assert (list(found.items), found.missing) == (["Q101"], ["Q999"])


def test_one_broken_item_does_not_spoil_its_batch(service: Service, client: Client) -> None:
    service.add(ALPHA, {**BETA, "claims": {"P361": "x"}})
    found = client.items(["Q101", "Q102"])
    assert list(found.items) == ["Q101"]
    assert "Q102" in found.unusable
    assert client.items(["Q102"]).unusable
    assert len(service.asked) == 2  # what cannot be read is not kept


def test_an_answer_too_large_is_asked_for_in_parts(service: Service, client: Client) -> None:
    service.add(*(entity(f"Q{n}", f"{n}" * 3000) for n in range(11, 21)))
    service.add(entity("Q99", "x" * 60_000))
    found = client.items([*(f"Q{n}" for n in range(11, 21)), "Q99"])
    assert len(found.items) == 10
    assert "more than 50,000 bytes" in found.unusable["Q99"]


def test_a_bomb_is_too_large(service: Service, client: Client) -> None:
    service.trouble.append(body(gzip.compress(bytes(10**7)), Content_Encoding="gzip"))
    assert "more than 50,000 bytes" in client.items(["Q1"]).unusable["Q1"]


def test_names_are_bounded_and_cleaned() -> None:
    long = entity("Q1", "A\x1b[2J\nB" + "x" * 9_999, *(f"alias {n}" for n in range(999)))
    item = from_entity(long)
    assert item.label.startswith("A [2J Bx")
    assert len(item.label) == 250
    assert len(item.names) == 200


# ─── what is kept ──────────────────────────────────────────────────────────────────────────────


def test_what_is_kept_is_not_asked_for_until_it_is_old(
    service: Service, client: Client, clock: "Clock", settings: Settings
) -> None:
    service.add(ALPHA)
    client.items(["Q101"])
    clock.time += timedelta(days=settings.max_age_days - 1)
    client.items(["Q101"])
    assert len(service.asked) == 1
    clock.time += timedelta(days=2)
    assert client.items(["Q101"]).fetched["Q101"] == clock.time
    assert len(service.asked) == 2


def test_a_full_item_serves_where_only_names_are_wanted(service: Service, client: Client) -> None:
    service.add(BETA)
    client.items(["Q102"])
    client.items(["Q102"], claims=False)
    assert len(service.asked) == 1
    assert not client.items(["Q102"], claims=False).missing


def test_what_was_learned_before_a_failure_is_kept(service: Service, client: Client) -> None:
    service.add(*(entity(f"Q{n}", f"Item {n}") for n in range(1, 101)))
    service.trouble.append(lambda h: h.reply(service.answer(dict(service.asked[-1][1]))))
    service.trouble.extend([body(b"", 503)] * ATTEMPTS)
    with pytest.raises(ServiceError):
        client.items(f"Q{n}" for n in range(1, 101))
    service.asked.clear()
    assert len(client.items(f"Q{n}" for n in range(1, 101)).items) == 100
    assert [p["ids"].split("|")[0] for _, p, _ in service.asked] == ["Q51"]


def test_without_the_network_only_what_is_kept_is_used(
    service: Service,
    client: Client,
    cache: Cache,
    clock: "Clock",
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    service.add(ALPHA)
    client.items(["Q101"])
    client.by_title(["Alpha Brigade"])
    client.search("alpha")
    clock.time += timedelta(days=9_000)

    def blocked(*_: object, **__: object) -> None:
        pytest.fail("the network was used")

    monkeypatch.setattr(socket, "socket", blocked)
    monkeypatch.setattr(socket, "create_connection", blocked)
    monkeypatch.setattr(socket, "getaddrinfo", blocked)
    alone = kept(cache, Time(clock.now, clock.sleep), Settings())
    found = alone.items(["Q101", "Q102"])
    assert (list(found.items), found.unknown) == (["Q101"], ["Q102"])
    assert alone.by_title(["Alpha Brigade", "Beta"]).unknown == ["Beta"]
    assert (alone.search("alpha"), alone.search("beta")) == (("Q101",), ())
    assert alone.instances(["Q101"], ["Q7"]) == {}


def test_a_damaged_cache_is_named_and_a_damaged_answer_asked_for_again(
    service: Service,
    client: Client,
    cache: Cache,
    clock: "Clock",
    tmp_path: Any,  # noqa: ANN401
) -> None:
    service.add(ALPHA)
    cache.put("item", {"Q101": {"item": {"id": "Q101"}}}, clock.now())
    assert client.items(["Q101"]).items["Q101"].label == "Alpha Brigade"
    (tmp_path / "broken").write_text("no database, but long enough to be looked at" * 99)
    with pytest.raises(InputError, match="answers of Wikidata cannot be kept"):
        Cache(tmp_path / "broken")


# ─── whatever comes ────────────────────────────────────────────────────────────────────────────

KEYS = """id missing labels aliases claims P361 mainsnak datavalue value en sitelinks enwiki title
redirects from Q1 time qualifiers P580 lastrevid entities search results bindings""".split()
JSON = st.recursive(
    st.sampled_from([None, True, 0, -1, "", "Q1", "Q1\n", "\x1b", "+2014-06-01T00:00:00Z"]),
    lambda x: st.lists(x, max_size=2) | st.dictionaries(st.sampled_from(KEYS), x, max_size=3),
    max_leaves=12,
)
ENTITY = st.dictionaries(st.sampled_from(KEYS), JSON, max_size=6)


@given(
    st.dictionaries(st.sampled_from(["entities", "search", "results"]), JSON)
    | ENTITY.map(lambda x: {"entities": {"Q1": {"id": "Q1", **x}}})
)
def test_no_answer_breaks_the_reader(answer: dict[str, Any]) -> None:
    """Whatever the shape: values, or one of the errors that mean an unknown shape."""
    for read in (
        lambda x: by_id(x, ["Q1"]),
        lambda x: by_title(x, ["Q1"]),
        hits,
        pairs,
    ):
        try:
            found = read(answer)
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
        for item in getattr(found, "items", {}).values():
            assert is_qid(item.id)
            assert from_json(to_json(item)) == item


def test_every_error_is_one_of_ours() -> None:
    assert issubclass(ServiceError, KgError)
