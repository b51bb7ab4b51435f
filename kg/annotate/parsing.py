"""Run the spaCy pipeline over masked texts and return plain parses.

The only module that touches spaCy: what leaves it are tuples (`kg.model.Parse`).
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import spacy
from spacy.attrs import DEP, HEAD, LEMMA, TAG
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from kg.annotate.masking import Mask, MaskedText
from kg.annotate.repairs import Tree, finite
from kg.errors import InputError
from kg.model import Parse

_DATELINE = re.compile(
    r"(?:^|\n)\s*[A-ZÀ-Þ][A-ZÀ-Þ .’'\-]{2,}(?:[,(/][^\n:—–]{0,40}?)?"
    r"(?:\([^)\n]{2,30}\))?\s*(?::|—|–|--| - )\s*-?"
    r"|(?:^|\n)\s*[A-ZÀ-Þ]{3,}[^\n.]{0,40}\.-\s"
)
_ABBREVIATED = frozenset(
    """
    Capt. Gen. Lt. Col. Sgt. Maj. Brig. Adm. Gov. Sen. Rep. Cmdr. Dr. Prof. Mr. Mrs. Ms. Rev. St.
    Cpl. Pvt. Pte. Insp. Supt. Const. Hon. Ret. Brig.-Gen. Lt.-Col. Maj.-Gen. No.
    """.split()
)  # titles whose full stop ends no sentence
_SENTENCE_END = re.compile(r"[.!?:][\"”’')\]]*$")
_GLUED = re.compile(
    r"(?<=[a-z.!?”\"’])-(?=(?:The|A|An|In|On|At|It|He|She|They|We|But|And|This|These|After|As|For"
    r"|If|With|While|When|Many|Some|All|More|Most|Also|There|That|What|Two|One)\b)"
)
_INITIALS_JOINED = r"(?<=[A-Z]\.)[-\u2010\u2011\u2013](?=[A-Za-z])"
"""Where "U.S.-backed" is three words, as "Russian-backed" is."""
_LEMMAS = {
    "rag": "rage",
    "wag": "wage",
    "stag": "stage",
    "snip": "snipe",
    "hop": "hope",
    "cordone": "cordon",
    "reannexe": "reannex",
    "rearreste": "rearrest",
    "reoccupie": "reoccupy",
    "reoccupye": "reoccupy",
    "resupplie": "resupply",
    "resupplye": "resupply",
}  # what the pipeline's rules make of "raged", "waged", "staged", and of rare verbs


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parse with what only annotation needs: masks by token and entity labels by token."""

    parse: Parse
    masks: dict[int, Mask]
    labels: tuple[str, ...]
    """Entity label of the pipeline for each token ("" for none), "B-" prefixed at its start."""


@lru_cache(maxsize=2)
def pipeline(name: str) -> Language:
    """Load a spaCy pipeline by name; InputError says how to install a missing one."""
    try:
        nlp = spacy.load(name)
    except OSError as error:
        message = f"spaCy pipeline {name!r} is not installed (try: pip install {name})"
        raise InputError(message) from error
    infixes = [*(nlp.Defaults.infixes or ()), _INITIALS_JOINED]
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    return nlp


def parse_all(
    texts: Iterable[tuple[str, MaskedText]], model: str, batch_size: int
) -> Iterator[Parsed]:
    """Parse pairs of document text and masked text, in order, in batches."""
    nlp = pipeline(model)
    contexts = ((_prepared(nlp, text, masked), (text, masked)) for text, masked in texts)
    for doc, (text, masked) in nlp.pipe(contexts, as_tuples=True, batch_size=batch_size):
        yield _plain(doc, text, masked)


def _prepared(nlp: Language, text: str, masked: MaskedText) -> Doc:
    """Tokenise, and fix the sentence starts that layout tells."""
    doc = nlp.make_doc(masked.text)
    for i in range(1, len(doc)):
        before = doc[i - 1]
        if before.text in _ABBREVIATED:
            doc[i].is_sent_start = False
        if before.is_space and "\n" in before.text:
            line = masked.text[: before.idx].rstrip()[-3:]
            if before.text.count("\n") > 1 or _SENTENCE_END.search(line):
                doc[i].is_sent_start = True
    positions = [masked.original(t.idx) for t in doc]
    for dateline in _DATELINE.finditer(text):  # its capitals may be masked
        after = bisect_left(positions, dateline.end())
        if 0 < after < len(doc):
            doc[after].is_sent_start = True
    starts = [m.end() for m in _GLUED.finditer(masked.text)]
    for offset in starts:
        span = doc.char_span(offset, offset + 1, alignment_mode="expand")
        if span is not None and span[0].i > 0 and span[0].idx == offset:
            span[0].is_sent_start = True
    return doc


def _plain(doc: Doc, text: str, masked: MaskedText) -> Parsed:
    strings = doc.vocab.strings
    columns = doc.to_array([LEMMA, TAG, DEP, HEAD])
    masks: dict[int, Mask] = {}
    words, starts, ends = [], [], []
    for i, token in enumerate(doc):
        m = masked.mask_at(token.idx)
        if m is not None:
            masks[i] = m
        start = masked.original(token.idx)
        end = masked.original_end(token.idx + len(token.text))
        words.append(text[start:end])
        starts.append(start)
        ends.append(end)
    tree = Tree(
        tags=[strings[x] for x in columns[:, 1].tolist()],
        deps=[strings[x] for x in columns[:, 2].tolist()],
        heads=[i + _signed(offset) for i, offset in enumerate(columns[:, 3].tolist())],
    )
    finite(tree)
    children: list[list[int]] = [[] for _ in tree.heads]
    for i, head in enumerate(tree.heads):
        if head != i:
            children[head].append(i)
    sentences = tuple((s.start, s.end) for s in doc.sents)
    parse = Parse(
        words=tuple(words),
        lemmas=tuple(_lemma(strings[x]) for x in columns[:, 0].tolist()),
        tags=tuple(tree.tags),
        deps=tuple(tree.deps),
        heads=tuple(tree.heads),
        starts=tuple(starts),
        ends=tuple(ends),
        children=tuple(tuple(c) for c in children),
        sentences=sentences,
        sentence_of=tuple(n for n, (a, b) in enumerate(sentences) for _ in range(a, b)),
    )
    return Parsed(parse, masks, _labels(doc))


def _lemma(text: str) -> str:
    lemma = text.lower()
    return _LEMMAS.get(lemma, lemma)


def _labels(doc: Doc) -> tuple[str, ...]:
    return tuple(
        "" if t.ent_iob_ in ("O", "") else ("B-" if t.ent_iob_ == "B" else "") + t.ent_type_
        for t in doc
    )


def _signed(offset: int) -> int:
    """Return a head offset as spaCy stores it (unsigned 64 bit) as a signed number."""
    return offset - (1 << 64) if offset >= 1 << 63 else offset
