"""Finding a named question by the words somebody types."""

import re
from collections.abc import Iterable
from typing import Final

from rapidfuzz import fuzz

from kg.graph.library import Question

_WORD: Final = re.compile(r"[^\W_]+")
_TYPO: Final = 85
"""Similarity (0 to 100) from which a long word counts as a misspelling of another."""
_LONG: Final = 5
_STEM: Final = re.compile(r"(?<=...)(?:ies|es|ed|ing|s|y|e)$")


def matching(questions: Iterable[Question], words: str) -> list[Question]:
    """Return the questions that fit most of the words, the best first; none when none fits any.

    A word counts in whatever form, most in the name and the title, less in the question and the
    tags, least in the description.
    """
    wanted = [_stem(x) for x in _WORD.findall(words.lower())]
    scored = [(*_score(x, wanted), x.name, x) for x in questions]
    best = min((fitting for fitting, *_ in scored), default=0)
    return [x for fitting, _, _, x in sorted(scored, key=_order) if fitting == best < 0]


def _order(scored: tuple[int, int, str, Question]) -> tuple[int, int, str]:
    return scored[:3]


def _score(question: Question, wanted: list[str]) -> tuple[int, int]:
    """Return how many words fit and how well, both below zero: the least is the best."""
    fields = (
        (4, f"{question.name} {question.title}"),
        (2, f"{question.question} {' '.join(question.tags)}"),
        (1, question.description),
    )
    weights = [max(_weights(fields, word), default=0) for word in wanted]
    return -sum(x > 0 for x in weights), -sum(weights)


def _weights(fields: tuple[tuple[int, str], ...], word: str) -> Iterable[int]:
    for weight, text in fields:
        if any(_same(_stem(x), word) for x in _WORD.findall(text.lower())):
            yield weight


def _same(stem: str, word: str) -> bool:
    return stem == word or (len(word) >= _LONG and fuzz.ratio(stem, word) >= _TYPO)


def _stem(word: str) -> str:
    return _STEM.sub("", word)
