"""Keys of documents: safe in an IRI, and each given out once in a run."""

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import quote

from kg.model import digest

_LONGEST = 120
_UNSAFE = re.compile(r"[^\w.~!$'()*+,;=:@-]+")


def from_id(identifier: str) -> str:
    """Return a given identifier as a key: what an IRI cannot hold is percent-encoded.

    The usual identifiers (letters of any script, digits, ``. - _ : @``) stay as they are.
    """
    text = unicodedata.normalize("NFC", identifier.strip())
    encoded = _UNSAFE.sub(lambda match: quote(match[0], safe="", errors="replace"), text)
    if len(encoded) > _LONGEST:
        encoded = f"{encoded[:_LONGEST].rstrip('%')}-{digest(text)}"
    return encoded.replace(".", "%2E") if set(encoded) == {"."} else encoded


def from_name(name: str) -> str:
    """Return a file name or address as a key: runs of unsafe characters become one hyphen."""
    text = unicodedata.normalize("NFC", name)
    slug = _UNSAFE.sub("-", text).strip("-.")
    return f"{slug[:_LONGEST]}-{digest(text)}" if len(slug) > _LONGEST else slug


class Keys:
    """The keys given out in one run."""

    def __init__(self) -> None:
        """Begin with no key given out."""
        self._taken: set[str] = set()

    def take(self, candidates: Iterable[str]) -> str | None:
        """Return the first candidate that is not empty and not taken, and take it.

        None when all are taken.
        """
        for key in candidates:
            if key and key not in self._taken:
                self._taken.add(key)
                return key
        return None
