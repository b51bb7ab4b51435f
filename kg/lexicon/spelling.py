"""Keys under which the spellings of one name meet, and the spellings a report may choose.

Transliterations differ in diacritics, apostrophes, hyphens, the form of the Arabic article and a
few fixed links; the letters themselves are compared elsewhere.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

_SILENT = dict.fromkeys(map(ord, "'\u2019\u2018`\u00b4\u02bc\u02bb\u02bf\u02be\u2032."))
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_SINGLE = {"\u0131": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ə": "a"}
_DOUBLE = {"þ": "th", "æ": "ae", "œ": "oe", "&": " and "}
_MARKS = dict.fromkeys(map(ord, "\u2019\u2018\u02bc\u02bb\u02bf\u02be\u2032")) | {
    ord("\u0131"): "i"
}
_PLAIN = _SILENT | _DASHES | {ord(a): b for a, b in (_SINGLE | _DOUBLE).items()}
_BREAKS = dict.fromkeys(map(ord, '-_/,()"\u201c\u201d'), " ")

_ARTICLE = re.compile(r"\b(?:(?:al|el|ul)[-\s]+|(?:[aeu][dnrstz]|[aeu]sh|a[dt]h)-)(?=\w)")
_SERVANT = re.compile(r"\babd[\s-]?(?:al|el|ul|ur|ar|er|ol|or)[\s-]?(?=\w{3})")
_LINK = re.compile(r"(?<=\w)[-\s]+[ei][-\s]+(?=\w)")
_AMERICAN = (
    (re.compile(r"\b(de|of)fense(?=s?\b)"), r"\1fence"),
    (re.compile(r"(?<=\w{3})iz(?=(?:ed?|ing|ations?)\b)"), "is"),
    (re.compile(r"\bcenter(?=s?\b)"), "centre"),
    (re.compile(r"\b(lab|arm|harb)or"), r"\1our"),
)
_THE = re.compile(r"(?:the )+(?=.)")
_APART = re.compile(r"\bA[dnrstz] (?=[A-Z])")
_WRITTEN = re.compile(r"\b(?:[Aa]l|[Ee]l)[- ](?=[A-Z])")


def fold(name: str) -> str:
    """Return `name` in lower case without diacritics; apostrophes go, hyphens become spaces."""
    return _spaced(_plain(name))


def normalise(name: str) -> str:
    """Return the key under which spellings of one name meet.

    Beyond `fold`: no leading "the", one spelling of the Arabic article (al-, el-, ash-…), of
    "Abd al-" (Abdul, Abdel…) and of the Persian link (-e-, -i-), "and" for "&", and the British
    spelling of the words that armies and parties have in their names.
    """
    text = _SERVANT.sub("abdal ", _plain(_APART.sub("al ", name)))
    for american, british in _AMERICAN:
        text = american.sub(british, text)
    text = _LINK.sub(" i ", _ARTICLE.sub("al ", text))
    return _THE.sub("", _spaced(text), count=1) if text.startswith("the ") else _spaced(text)


def without_article(key: str) -> str:
    """Return a key of `normalise` without its Arabic articles."""
    return re.sub(r"\bal (?=\w)", "", key)


def unaccented(name: str) -> str:
    """Return `name` as a newspaper prints it: no diacritics, no marks for Arabic consonants."""
    letters = unicodedata.normalize("NFKD", name.translate(_MARKS))
    return "".join(c for c in letters if not unicodedata.combining(c))


def spellings(names: Iterable[str]) -> Iterator[str]:
    """Yield `names`, each followed by its twins with the article written otherwise.

    "al-Nusra Front" is also "Al-Nusra Front", "al Nusra Front" and "Al Nusra Front".
    """
    for name in dict.fromkeys(names):
        yield name
        found = _WRITTEN.search(name)
        if found is not None:
            head, tail = name[: found.start()], name[found.end() :]
            vowel = found.group()[0].lower()
            for article in (f"{vowel}l-", f"{vowel.upper()}l-", f"{vowel}l ", f"{vowel.upper()}l "):
                if (twin := f"{head}{article}{tail}") != name:
                    yield twin


def _plain(name: str) -> str:
    if name.isascii():
        return name.lower().translate(_PLAIN)
    letters = unicodedata.normalize("NFKD", name)
    return "".join(c for c in letters if not unicodedata.combining(c)).casefold().translate(_PLAIN)


def _spaced(text: str) -> str:
    return " ".join(text.translate(_BREAKS).split())
