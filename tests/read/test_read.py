"""The door: sources of all kinds become documents, and what cannot be used is told by name."""

import io
import json
import os
from pathlib import Path
from typing import BinaryIO, cast

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model import Document, Skipped
from kg.read import read
from kg.settings import Settings

SENTENCE = "Rebel fighters took the bridge of Marran on Friday, the monitor said."
KEPT = f"Rebels take bridge\n\n4 March 2019\n\nMARRAN: {SENTENCE}\n\nThe army left the town.-AFP"
PAGE = (
    f"Rebels take bridge\n\nRebels take bridge\n\n4 March 2019\n\nMARRAN: {SENTENCE}\n\n"
    "The army left the town.-AFP\n\nCup final tonight\n\nPlease enter your comment!\n"
)


def _documents(*sources: str | Path, date: str | None = None) -> list[Document]:
    found = list(read(sources, Settings(), date=date))
    assert [x for x in found if isinstance(x, Skipped)] == []
    return [x for x in found if isinstance(x, Document)]


def _reasons(*sources: str | Path, limit: int = 5_000_000) -> dict[str, str]:
    found = read(sources, Settings(max_document_bytes=limit))
    return {Path(x.source).name: x.reason for x in found if isinstance(x, Skipped)}


def _stdin(data: bytes) -> list[Document | Skipped]:
    return list(read(["-"], Settings(), stdin=io.BytesIO(data)))


def _line(**fields: object) -> str:
    return json.dumps({"text": SENTENCE} | fields) + "\n"


def test_a_page_saved_as_text(tmp_path: Path) -> None:
    path = tmp_path / "marran.txt"
    path.write_text(PAGE)
    assert _documents(path) == [
        Document(
            key="marran",
            text=KEPT,
            title="Rebels take bridge",
            published="2019-03-04",
            publisher="AFP",
        ),
    ]


def test_a_folder_is_walked_in_order_and_keys_are_unique(tmp_path: Path) -> None:
    names = (
        "b/report.txt",
        "a/report.md",
        "report",
        "z.jsonl",
        ".hidden.txt",
        ".git/x.txt",
        "b/Über uns.txt",
    )
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(_line(id="report") if name.endswith("l") else f"{SENTENCE} {name}")
    documents = _documents(tmp_path)
    assert [x.text.removeprefix(SENTENCE).strip() for x in documents] == [
        "report",
        "",
        "a/report.md",
        "b/report.txt",
        "b/Über uns.txt",
    ]
    keys = [x.key for x in documents]
    assert keys[0] == "report"
    assert keys[1].startswith("report-")
    assert keys[2:] == ["a-report", "b-report", "Über-uns"]
    assert keys == [x.key for x in _documents(tmp_path, tmp_path / "report")]


def test_one_folder_holds_all_that_can_go_wrong(tmp_path: Path) -> None:
    (tmp_path / "binary.txt").write_bytes(b"\x7fELF\x01\0\0\0")
    (tmp_path / "empty.txt").write_text(" \n\n")
    (tmp_path / "furniture.txt").write_text("Share this article\nPlease enter your comment!")
    (tmp_path / "french.txt").write_text(
        "Les rebelles ont pris vendredi le pont de la ville, selon l'armée et une ONG du pays.",
    )
    (tmp_path / "large.txt").write_text(SENTENCE * 100)
    (tmp_path / "table.csv").write_text("a,b")
    (tmp_path / "other.json").write_text("{}")
    (tmp_path / "no.html").write_text("<html><body></body></html>")
    (tmp_path / "good.txt").write_text(SENTENCE)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "round.txt").symlink_to(tmp_path / "round.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    assert _reasons(tmp_path, tmp_path / "missing.txt", limit=5000) == {
        "binary.txt": "binary",
        "empty.txt": "empty",
        "furniture.txt": "empty",
        "french.txt": "not English (looks like French)",
        "large.txt": "too large (6,900 bytes; the limit is 5,000)",
        "table.csv": 'unsupported file type ".csv"',
        "other.json": 'unsupported file type ".json"',
        "no.html": "no text found",
        "gone.txt": "not a regular file",
        "round.txt": "not a regular file",
        "pipe.txt": "not a regular file",
        "missing.txt": "no such file or folder",
    }


def test_a_file_the_user_names_may_have_any_suffix(tmp_path: Path) -> None:
    (tmp_path / "report.log").write_text(SENTENCE)
    (tmp_path / "page.2018").write_text(f"<html><body><p>{SENTENCE}</p></body></html>")
    (tmp_path / "lines.json5").write_text(_line(id="one"))
    (tmp_path / "word.docx").write_bytes(b"PK\x03\x04\0\0")
    names = ("report.log", "page.2018", "lines.json5")
    assert [x.key for x in _documents(*(tmp_path / x for x in names))] == [
        "report",
        "page.2018",
        "one",
    ]
    assert _reasons(tmp_path / "word.docx") == {
        "word.docx": 'unsupported file type ".docx" (binary)'
    }


def test_lines_of_json_go_on_after_a_broken_one(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    text = f"Line one\r\n\r\n  {SENTENCE} \u201cNo\u201d\u00a0\n"
    lines = [
        _line(
            id="a/b c",
            text=text,
            title="T",
            published="2018-12",
            publisher="P",
            url="https://x.example/1",
        ),
        '{"text": \n',
        "\n",
        "[1]\n",
        '{"id": "x"}\n',
        _line(text="a\0b"),
        _line(text="  "),
        _line(id=7, published="Sat, 15 Dec 2018 10:00:00 GMT", url="javascript:x", title=["no"]),
        _line(id="late", published="yesterday"),
        "[" * 100_000 + "\n",
        _line(text=SENTENCE + " \ud800\u0001"),
        _line(id="a/b c", text=text),
        _line(id="a/b c", text=text),
    ]
    path.write_bytes("".join(lines).encode())
    found = list(read([path], Settings()))
    documents = [x for x in found if isinstance(x, Document)]
    assert documents[0] == Document(
        "a%2Fb%20c",
        text,
        "T",
        "2018-12",
        "P",
        "https://x.example/1",
    )
    assert documents[1] == Document("7", SENTENCE, None, "2018-12-15")
    assert [x.key for x in documents[2:3]] == ["late"]
    assert documents[3].text == f"{SENTENCE} \ufffd\ufffd"
    assert documents[3].key.startswith("news-")
    assert documents[4].key.startswith("a%2Fb%20c-")
    reasons = [
        (x.source.removeprefix(f"{path}:"), x.reason) for x in found if isinstance(x, Skipped)
    ]
    assert [x for x, _ in reasons] == ["2", "4", "5", "6", "7", "9 (published)", "10", "13"]
    assert [x for _, x in reasons[1:6]] == [
        "not a JSON object",
        'no "text"',
        "binary",
        "empty",
        "not a date: 'yesterday'; read without it",
    ]
    assert reasons[0][1].startswith("not JSON: ")
    assert reasons[7][1] == "the same text came before under the same name"


def test_long_and_strange_ids_become_keys_of_their_own() -> None:
    ids = [
        "x" * 300,
        "x" * 300 + "y",
        "..",
        "https://a.example/b?c#d",
        "\u0645\u0627\u0631\u0627\u0646",
    ]
    keys = [
        x.key for x in _stdin("".join(_line(id=i) for i in ids).encode()) if isinstance(x, Document)
    ]
    assert keys[2:] == ["%2E%2E", "https:%2F%2Fa.example%2Fb%3Fc%23d", ids[-1]]
    assert len(set(keys)) == 5
    assert max(len(x) for x in keys) < 150


def test_a_line_over_the_limit_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(_line(id="long", text="x" * 200_000) + _line(id="short"))
    found = list(read([path], Settings(max_document_bytes=1000)))
    assert found[0] == Skipped(f"{path}:1", "too large (200,027 bytes; the limit is 1,000)")
    assert isinstance(found[1], Document)


def test_lines_are_read_as_they_are_asked_for() -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def read(self, size: int = -1, /) -> bytes:
            return (_line() * (size // 80)).encode()

    found = read(["-"], Settings(), stdin=cast("BinaryIO", Endless()))
    assert isinstance(next(found), Document)


def test_standard_input_is_known_by_its_beginning() -> None:
    (text,) = _stdin(PAGE.encode("utf-16"))
    assert isinstance(text, Document)
    assert text.title == "Rebels take bridge"
    assert text.key.startswith("stdin-")
    (line,) = _stdin(_line(id="one").encode("utf-16"))
    assert isinstance(line, Document)
    assert line.key == "one"
    (page,) = _stdin(f"<!DOCTYPE html><html><body><p>{SENTENCE}</p></body></html>".encode())
    assert isinstance(page, Document)
    assert page.text == SENTENCE
    assert _stdin(b"") == [Skipped("stdin", "empty")]


def test_metadata_stated_beside_wins_over_the_option_and_that_over_what_is_found(
    tmp_path: Path,
) -> None:
    path = tmp_path / "marran.txt"
    path.write_text(PAGE)
    (tmp_path / "lines.jsonl").write_text(_line(id="one", published="2001"))
    assert _documents(path)[0].published == "2019-03-04"
    assert [x.published for x in _documents(tmp_path, date="2020-01")] == ["2001", "2020-01"]
    (tmp_path / "marran.json").write_text(
        json.dumps(
            {
                "id": "m1",
                "title": "T",
                "published": "2018",
                "publisher": "P",
                "url": "http://x.example",
            }
        ),
    )
    (found,) = _documents(path, tmp_path / "marran.json", date="2020-01")
    assert (found.key, found.title, found.published, found.publisher, found.url) == (
        "m1",
        "T",
        "2018",
        "P",
        "http://x.example",
    )


@pytest.mark.parametrize("name", ["report.txt.json", "report.meta.json", "report.json"])
def test_a_sidecar_is_no_document_and_a_broken_one_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "report.txt").write_text(SENTENCE)
    (tmp_path / name).write_text('{"title": "Stated"}')
    assert [x.title for x in _documents(tmp_path)] == ["Stated"]
    (tmp_path / name).write_text("{")
    broken, document = read([tmp_path], Settings())
    assert isinstance(broken, Skipped)
    assert broken.source == str(tmp_path / name)
    assert broken.reason.startswith("sidecar is not JSON")
    assert isinstance(document, Document)


@pytest.mark.parametrize(
    "date", ["2018-13", "2018-02-30", "yesterday", "18", "2018-12-15T10:00", ""]
)
def test_a_date_option_that_is_no_partial_date_is_an_error_at_once(date: str) -> None:
    with pytest.raises(InputError, match="is not YYYY"):
        read([], Settings(), date=date)


def test_a_name_that_is_not_text_can_be_shown(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/report\xff.txt")
    Path(path).write_text(SENTENCE)
    (document,) = _documents(tmp_path)
    assert document.key == "report"
    assert list(read(["a\0b", "\ud800"], Settings())) == [
        Skipped("a\ufffdb", "no such file or folder"),
        Skipped("\ufffd", "no such file or folder"),
    ]


@given(
    st.binary()
    | st.sampled_from([b"%PDF-1.4", b"<html><body>", b'{"text": ', b"\xff\xfe"]).flatmap(
        lambda start: st.binary().map(lambda rest: start + rest),
    ),
    st.sampled_from(["a.txt", "a.html", "a.pdf", "a.jsonl", "a.bin", "-"]),
)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(data=_line(text=f"{SENTENCE} \ud800").encode(), name="a.jsonl")
def test_any_bytes_can_be_read(tmp_path: Path, data: bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    source = "-" if name == "-" else path
    for found in read([source], Settings(), stdin=io.BytesIO(data)):
        if isinstance(found, Document):
            found.sha256.encode()
            assert found.text.strip()
        else:
            assert found.reason
