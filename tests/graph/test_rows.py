"""The ledger keeps rows by key, in order, and tells its state by a digest."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import DatasetError
from kg.graph.rows import Row, Rows

A = Row("a", "s1", "v1", "http://a", "2020-01-01", "{}")
B = Row("b", "s2", "v1", "http://b", "2020-01-02", "{}")


def test_rows_come_back_in_the_order_of_keys_and_are_replaced(tmp_path: Path) -> None:
    with Rows(tmp_path / "l", writable=True) as rows:
        rows.put([B, A])
        rows.put([replace(A, record='{"x": 1}')])
    with Rows(tmp_path / "l") as rows:
        assert [(x.key, x.record) for x in rows] == [("a", '{"x": 1}'), ("b", "{}")]
        assert rows.state("a") == ("s1", "v1")
        assert rows.state("c") is None


def test_what_is_read_anew_keeps_the_time_at_which_its_text_came(tmp_path: Path) -> None:
    with Rows(tmp_path / "l", writable=True) as rows:
        rows.put([A])
        rows.put([replace(A, version="v2", added_at="2021-01-01")])
        assert rows.added_at("a") == "2020-01-01"
        rows.put([replace(A, sha256="other", added_at="2022-01-01")])
        assert rows.added_at("a") == "2022-01-01"


def test_a_transaction_is_kept_whole_or_not_at_all(tmp_path: Path) -> None:
    with Rows(tmp_path / "l", writable=True) as rows:
        with pytest.raises(sqlite3.IntegrityError):
            rows.put([A, replace(B, sha256=None)])  # type: ignore[arg-type] # that is the point
        assert len(rows) == 0


def test_the_digest_depends_on_content_and_version_and_not_on_order_or_time(tmp_path: Path) -> None:
    def digest(*held: Row) -> str:
        (tmp_path / "l").unlink(missing_ok=True)
        with Rows(tmp_path / "l", writable=True) as rows:
            rows.put(held)
            return rows.digest()

    assert digest(A, B) == digest(replace(B, added_at="2021"), A)
    changed = {digest(A, B), digest(A), digest(A, replace(B, version="v2"))}
    assert len(changed | {digest(A, replace(B, sha256="s3"))}) == 4


def test_a_document_is_found_by_key_or_by_a_source_that_is_its_own(tmp_path: Path) -> None:
    with Rows(tmp_path / "l", writable=True) as rows:
        rows.put([A, B, replace(B, key="c")])
        assert rows.key_of("b") == "b"
        assert rows.key_of("http://a") == "a"
        assert rows.key_of("http://b") is None, "two have it"
        assert rows.key_of("nowhere") is None


def test_a_file_that_is_no_ledger_is_told(tmp_path: Path) -> None:
    (tmp_path / "l").write_bytes(b"not a database at all" * 50)
    with pytest.raises(DatasetError, match="not a database"):
        Rows(tmp_path / "l")
