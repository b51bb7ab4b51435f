"""Page furniture: the lines of a page that are no part of its report, and how they are taken out.

Cleaning takes whole lines and never changes one, so what is kept stands in the input in the same
order. It is meant to err on the side of keeping: a line that could be a sentence of the report
stays, unless it is one of the fixed phrases that sites put around every article.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise, takewhile

from kg.read import lines, phrases

_LONGEST = 240
_FIXED = re.compile(
    "|".join(
        (
            *phrases.COMMENTS,
            *phrases.SHARING,
            *phrases.CONSENT_AND_SALES,
            *phrases.PICTURES_AND_PLAYERS,
            *phrases.NAVIGATION,
        ),
    ),
    re.IGNORECASE,
)
_LINK = re.compile("|".join(phrases.LINKS), re.IGNORECASE)
_HEADING = re.compile("|".join(phrases.HEADINGS), re.IGNORECASE)
_ONE_LINK = re.compile(phrases.HEADINGS[-1], re.IGNORECASE)
_BAR = re.compile(r"\s*[|>\u203a\u00bb\u2022\u00b7]\s*|\s+/\s+")
_SITE = re.compile(r"\s+[|\u2013\u2014-]\s+")
_RUN, _ITEM_WORDS, _BLOCK, _AFTER = 4, 3, 12, 20


def clean(text: str, title: str | None = None) -> str:
    """Return `text` without the lines that are page furniture.

    `title` is the headline if it is known from elsewhere; a line that repeats it (or repeats the
    headline the text opens with) is kept once. A text without any furniture comes back unchanged.
    """
    if "\n" not in text:
        return text
    rows = text.split("\n")
    bare = [row.strip().replace("\u2019", "'") for row in rows]
    dropped: set[int] = set()
    for find in (_phrases, _menus, _linked, _teasers, partial(_repeats, title=title)):
        for i in list(find(bare)):
            dropped.add(i)
            bare[i] = ""
    return "\n".join(_without(rows, dropped)) if dropped else text


def _phrases(rows: Sequence[str]) -> Iterator[int]:
    """Find the rows that are a fixed phrase, a link to another report or a menu on one line."""
    wrapped = _is_wrapped(rows)
    opening, before = True, ""
    for i, row in enumerate(rows):
        continued = before and (wrapped or row[:1].islower()) and not lines.ends_sentence(before)
        if row and not continued and _is_phrase(row, opening=opening):
            yield i
            before = ""
            continue
        opening = opening and not row
        before = row


def _is_wrapped(rows: Sequence[str]) -> bool:
    """Tell whether paragraphs run over several rows: rows go on in the middle of a sentence."""
    pairs = [(x, y) for x, y in pairwise(rows) if x and y]
    going_on = sum(y[0].islower() and not lines.ends_sentence(x) for x, y in pairs)
    return going_on * 5 > len(pairs)


def _is_phrase(row: str, *, opening: bool) -> bool:
    if len(row) > _LONGEST:
        return False
    if _FIXED.fullmatch(row) or _is_bar(row):
        return True
    return not opening and bool(_LINK.fullmatch(row)) and not lines.is_prose(row)


def _is_bar(row: str) -> bool:
    """Tell whether `row` is a menu or a trail of links on one line ("Home > World > Asia")."""
    items = [x for x in _BAR.split(row.lower()) if x]
    known = sum(x in phrases.MENU_WORDS for x in items)
    short = all(len(x.split()) <= _ITEM_WORDS for x in items)
    return len(items) > 2 and short and known >= 2


def _menus(rows: Sequence[str]) -> Iterator[int]:
    """Find runs of short lines, half of them words of menus."""
    run: list[int] = []
    for i, row in enumerate([*rows, "."]):
        item = row.lstrip("*-\u2022\u00b7 ").rstrip()
        if row and len(item.split()) <= _ITEM_WORDS and item[-1:] not in {".", "!", "?", ":", ","}:
            run.append(i)
        elif row:
            known = sum(
                rows[k].lower().lstrip("*-\u2022\u00b7 ") in phrases.MENU_WORDS for k in run
            )
            if len(run) >= _RUN and known * 2 >= len(run):
                yield from run
            run = []


def _linked(rows: Sequence[str]) -> Iterator[int]:
    """Find headings of lists of other reports ("Related articles") and the headlines under them.

    A headline that stands right before a sentence may be a subheading of the report: it stays.
    """
    filled = [i for i, row in enumerate(rows) if row]
    for place, start in enumerate(filled):
        if not _HEADING.fullmatch(rows[start]) or (
            place and rows[start].islower() and rows[start - 1]
        ):
            continue
        yield start
        most = 1 if _ONE_LINK.fullmatch(rows[start]) else _BLOCK
        below = filled[place + 1 : place + 2 + most]
        block = list(takewhile(lambda i: _is_title(rows[i]), below[:most]))
        after = below[len(block) : len(block) + 1]
        if block and most > 1 and after and lines.is_prose(rows[after[0]]):
            block.pop()
        yield from block


def _is_title(row: str) -> bool:
    return lines.is_headline(row) and not lines.is_prose(row)


def _teasers(rows: Sequence[str]) -> Iterator[int]:
    """Find headlines of other reports after the agency's signature at the end of the report.

    They end at the first row that is neither headline nor signature ("The rebels hold:").
    """
    last = max((i for i, row in enumerate(rows) if lines.is_prose(row)), default=None)
    if last is None:
        return
    after = [i for i in range(last + 1, len(rows)) if rows[i]]
    signs = [k for k, i in enumerate((last, *after)) if _closes(rows[i])]
    if signs and len(after) <= _AFTER:
        for i in after[signs[0] :]:
            if not _closes(rows[i]):
                if not lines.is_headline(rows[i]):
                    return
                yield i


def _closes(row: str) -> bool:
    return lines.signature(row) is not None or lines.is_sign_off(row)


def _repeats(rows: Sequence[str], title: str | None) -> Iterator[int]:
    """Find lines that say the headline again, and headlines that stand twice in a row."""
    filled = [i for i, row in enumerate(rows) if row]
    if len(filled) > 1 and _plain(_SITE.split(rows[filled[0]])[0]) == _plain(rows[filled[1]]):
        yield filled.pop(0)
    opening = rows[filled[0]] if filled else ""
    heads = {_plain(x) for x in (title or "", opening) if lines.is_headline(x)}
    seen: set[str] = set()
    previous = ""
    for i in filled:
        plain = _plain(rows[i])
        repeated = plain in seen if plain in heads else plain == previous
        if repeated and lines.is_headline(rows[i]):
            yield i
        seen.add(plain)
        previous = plain


def _plain(row: str) -> str:
    straight = row.replace("\u2019", "'")
    return " ".join(straight.lstrip("#").strip("\"'\u201c\u201d\u2018\u2019 ").casefold().split())


def _without(rows: Sequence[str], dropped: set[int]) -> Iterator[str]:
    """Yield the rows that stay; the gap a dropped row leaves is not wider than one empty row."""
    kept = [i for i in range(len(rows)) if i not in dropped]
    filled = [i for i in kept if rows[i].strip()]
    previous_blank, gap = True, False
    for i in range(len(rows)):
        if i in dropped:
            gap = True
            continue
        blank = not rows[i].strip()
        if blank and ((gap and previous_blank) or not filled or i > filled[-1]):
            continue
        if not blank:
            gap = False
        previous_blank = blank
        yield rows[i]
