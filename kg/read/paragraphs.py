"""Lines of a printed page joined to paragraphs again."""

import re
from collections.abc import Iterator, Sequence

from kg.read import lines

_HYPHENATED = re.compile(r"(\w+(?:-\w+)*)[-\u2010]$")
_FIRST_WORD = re.compile(r"\w+")
_LIST_ITEM = re.compile(r"(?:[\u2022\u25aa\u25cf\u2013*-]|\d{1,2}[.)]|\([a-z0-9]\))\s")
_SECOND_HALVES = """
led backed held based controlled affiliated linked aligned allied run owned style wide sponsored
supported funded trained armed occupied inspired born old year scale level term profile
making to like in up down out off and or the by
"""
_COMPOUNDS = frozenset(_SECOND_HALVES.split())
"""Second halves of compounds: the hyphen before them is one of spelling."""
_SHORT = 0.75
_TYPICAL = 0.9


def rejoin(pages: Sequence[Sequence[str]]) -> str:
    """Return the text of `pages` of lines, its paragraphs apart by an empty line.

    A paragraph ends at an empty line, at a line that ends a sentence and is shorter than the
    column is wide, and around short lines that stand like headings; it may run over pages.
    """
    rows = [line for page in pages for line in _framed(page)]
    words = set(re.findall(r"\w+(?:-\w+)*", "\n".join(rows)))
    lengths = sorted(len(row) for row in rows if row)
    width = lengths[int((len(lengths) - 1) * _TYPICAL)] if lengths else 0
    joined = [_paragraph(block, words) for block in _blocks(rows, width)]
    return "\n\n".join(joined)


def _framed(page: Sequence[str]) -> list[str]:
    """Drop the empty lines at the edges of a page: a sentence may go on behind them."""
    filled = [i for i, line in enumerate(page) if line]
    return list(page[filled[0] : filled[-1] + 1]) if filled else []


def _blocks(rows: Sequence[str], width: int) -> Iterator[list[str]]:
    block: list[str] = []
    gap = False
    for row in rows:
        if not row:
            gap = True
            continue
        if block and _breaks(block[-1], row, width, gap=gap):
            yield block
            block = []
        block.append(row)
        gap = False
    if block:
        yield block


def _breaks(above: str, below: str, width: int, *, gap: bool) -> bool:
    """Tell whether a paragraph ends between two lines; `gap` says that they stand apart."""
    if _LIST_ITEM.match(below):
        return True
    if _HYPHENATED.search(above) or (below[0].islower() and not lines.ends_sentence(above)):
        return False
    short = len(above) < _SHORT * width
    return gap or (short and (lines.ends_sentence(above) or lines.is_headline(above)))


def _paragraph(block: Sequence[str], words: set[str]) -> str:
    text = block[0]
    for row in block[1:]:
        text = _joined(text, row, words)
    return text


def _joined(above: str, below: str, words: set[str]) -> str:
    """Join two lines of a paragraph; a word divided at the line end becomes one again."""
    first, second = _HYPHENATED.search(above), _FIRST_WORD.match(below)
    if not (first and second and second[0][0].islower()):
        return f"{above}{below}" if first and second else f"{above} {below}"
    whole, compound = first[1] + second[0], f"{first[1]}-{second[0]}"
    keeps = (compound in words) > (whole in words)
    if not keeps and whole not in words:
        keeps = second[0] in _COMPOUNDS or first[1][-1].isupper() or first[1][-1].isdigit()
    return f"{above[:-1]}{'-' if keeps else ''}{below}"
