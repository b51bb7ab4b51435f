"""The paper: figures of matplotlib without a screen, and what makes their bytes repeatable."""

import io
import re
import textwrap
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final
from xml.sax.saxutils import escape

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from kg.errors import InputError

FORMS: Final = ("svg", "png")
COLOURS: Final = (
    *("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c6d31", "#5e4fa2"),
)
"""Told apart by the colour-blind too (Okabe and Ito, and two more)."""
NEUTRAL: Final = "#d9d9d9"
INK: Final = "#222222"
_STYLE: Final[dict[Any, Any]] = {
    "svg.hashsalt": "kg",
    "svg.fonttype": "none",
    "font.family": "DejaVu Sans",
    "font.size": 10.0,
    "text.parse_math": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "text.color": INK,
    "axes.edgecolor": "#888888",
}
_DPI: Final = 144
_UNPRINTABLE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_LONGEST: Final = 60


def clean(text: str, longest: int = _LONGEST) -> str:
    """Return a label on one line that no picture breaks on, cut when it is too long."""
    line = " ".join(_UNPRINTABLE.sub(" ", text).split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def folded(text: str, width: int) -> str:
    """Return a label on lines of at most `width` characters."""
    return "\n".join(textwrap.wrap(clean(text), width)) or "?"


@contextmanager
def paper(width: float, height: float) -> Iterator[Figure]:
    """Give an empty figure, in inches, in the style of the house."""
    with mpl.rc_context(_STYLE), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"Glyph .* missing")
        figure = Figure(figsize=(width, height), dpi=_DPI, layout="constrained")
        FigureCanvasAgg(figure)
        yield figure


def written(figure: Figure, form: str, title: str, lines: Iterable[str]) -> bytes:
    """Return a figure as SVG with its title and text form, or as PNG; InputError for others."""
    if form not in FORMS:
        raise InputError(f"no picture as {form!r}; known are {', '.join(FORMS)}")
    out = io.BytesIO()
    dated = {"Date": None, "Creator": None} if form == "svg" else {"Software": None}
    figure.savefig(out, format=form, metadata=dated)
    if form == "png":
        return out.getvalue()
    said = "\n".join(_UNPRINTABLE.sub(" ", x) for x in lines)
    words = f"<title>{escape(clean(title, 200))}</title>\n<desc>{escape(said)}</desc>\n"
    text = out.getvalue().decode("utf-8")
    return re.sub(
        r"<svg ([^>]*)>", lambda x: f'<svg role="img" {x[1]}>\n{words}', text, count=1
    ).encode("utf-8")
