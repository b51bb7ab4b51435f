"""From bytes to text: the encoding is detected, and what is not text is refused."""

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

BINARY = "binary"
"""The reason given for what is not text."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSETS = ("utf-8", "utf-16", "utf-32", "iso", "cp", "koi8", "mac", "gb", "big5", "euc", "shift")
"""Beginnings of the names of codecs that stand for character sets of documents."""
_CONTROL = re.compile(rb"[\x01-\x06\x0e-\x1a\x1c-\x1f]")
_NOT_XML = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_XML_BREAK = re.compile("[\x0b\x0c]")
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_LEAST_NULS = 0.5


class NotTextError(ValueError):
    """The bytes are not text in any encoding that could be told."""


def decode(data: bytes, declared: str | None = None) -> str:
    """Return `data` as text.

    A byte order mark decides, then UTF-8 if it fits, then the encoding `declared` by the document
    or the server, then Windows-1252 for what is nearly ASCII, then what charset-normalizer
    makes of it. NotTextError for binary data.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data.decode(name, "replace").removeprefix("\ufeff")
    if b"\0" in data:
        return _without_mark(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if len(_CONTROL.findall(data)) * 100 > len(data):
        raise NotTextError(BINARY)
    return _declared(data, declared) or _damaged(data) or _detected(data)


def tidy(text: str) -> str:
    """Return the text of a file ready to be kept: one kind of line end, NFC, nothing invisible."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", storable(_INVISIBLE.sub("", lines)))


def storable(text: str) -> str:
    """Return `text` with characters that XML and RDF cannot hold replaced, one for one.

    Form feeds and vertical tabs become line ends, all others U+FFFD: no offset moves.
    """
    return _NOT_XML.sub("\ufffd", _NOT_XML_BREAK.sub("\n", text))


def _without_mark(data: bytes) -> str:
    """Decode UTF-16 without a byte order mark: NULs at every second byte give it away."""
    for first, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = data[first::2]
        if half.count(0) > _LEAST_NULS * len(half):
            text = data.decode(name, "replace")
            if not _NOT_XML.search(text):
                return text
    raise NotTextError(BINARY)


def _declared(data: bytes, name: str | None) -> str | None:
    """Decode by the declared name; Latin-1 means Windows-1252, as browsers have it."""
    try:
        codec = codecs.lookup(name or "").name
        if not codec.startswith(_CHARSETS):
            return None
        return data.decode("cp1252" if codec in {"iso8859-1", "ascii"} else codec)
    except (LookupError, ValueError):
        return None


def _damaged(data: bytes) -> str | None:
    """Read UTF-8 with a few broken bytes: more sequences that fit than ones that do not."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(x > "\x7f" for x in text) - broken
    return text if sound > 2 * broken else None


def _detected(data: bytes) -> str:
    """Choose between Windows-1252, which English texts mostly are, and what detection says."""
    high = sum(x > 0x7F for x in data)
    if high * 20 < len(data):
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            pass
    best = from_bytes(data).best()
    if best is None:
        raise NotTextError(BINARY)
    return str(best)
