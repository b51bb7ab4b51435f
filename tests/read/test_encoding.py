"""From bytes to text."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read.encoding import NotTextError, decode, storable, tidy

TEXT = "The café of Marran – “our last one” – was hit, the owner’s son said. " * 3


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "cp1252"],
)
def test_usual_encodings_are_told(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


def test_a_declared_encoding_counts_where_utf8_does_not_fit() -> None:
    russian = "Повстанцы заняли мост. "
    assert decode(russian.encode("koi8-r"), "KOI8-R") == russian
    assert decode(russian.encode(), "KOI8-R") == russian
    assert decode("“so”".encode("cp1252"), "iso-8859-1") == "“so”"
    for wrong in ("no-such-thing", "idna", "zip", ""):
        assert decode(TEXT.encode("cp1252"), wrong) == TEXT


def test_an_undeclared_encoding_of_another_script_is_detected() -> None:
    russian = "Повстанцы заняли мост города, сообщила организация наблюдателей. " * 5
    assert decode(russian.encode("cp1251")) == russian


def test_a_few_broken_bytes_do_not_spoil_a_text() -> None:
    assert decode(TEXT.encode() + b"\xe2\x80") == TEXT + "\ufffd"


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"PK\x03\x04\x14\0", b"a\0b\0\0\0", b"\x01\x02\xff" * 9],
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(NotTextError, match="binary"):
        decode(data)


def test_tidy_keeps_words_and_drops_what_cannot_be_seen() -> None:
    assert (
        tidy("a\r\nb\rc\fd\u00ade\u200b \ufeff\u202ef\u202c cafe\u0301\u00a0x")
        == "a\nb\nc\nde f café\u00a0x"
    )


@given(st.text(st.characters(exclude_categories=())))
def test_what_can_be_stored_keeps_its_offsets(text: str) -> None:
    stored = storable(text)
    assert len(stored) == len(text)
    assert storable(stored) == stored
    stored.encode()


@given(st.binary() | st.text().map(lambda x: x.encode("utf-16")), st.none() | st.text(max_size=12))
def test_any_bytes_are_text_or_not(data: bytes, declared: str | None) -> None:
    with suppress(NotTextError):
        tidy(decode(data, declared)).encode()
