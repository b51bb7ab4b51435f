"""Figures with their ranges: a line from the lowest to the highest number, a dot for the best."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from kg.pictures.canvas import COLOURS, clean, folded, paper, written

_ROW: Final = 0.46
_OPEN: Final = 1.12
"""How far a range without an upper end runs out, times its lower one."""


@dataclass(frozen=True, slots=True)
class Range:
    """A number of people: bounds None where they are open; best None where no one is told."""

    label: str
    side: str
    """Whose they are: it gives the colour; "" when nobody says."""
    low: int | None
    best: int | None
    high: int | None


def figures(ranges: Sequence[Range], title: str, form: str) -> bytes:
    """Return the chart as "svg" or "png"."""
    sides = list(dict.fromkeys(x.side for x in ranges))
    colours = {x: COLOURS[n % len(COLOURS)] for n, x in enumerate(sides)}
    with paper(10, 1.5 + _ROW * max(1, len(ranges))) as figure:
        axes = figure.add_subplot()
        for row, x in enumerate(ranges):
            _row(axes, row, x, colours[x.side])
        axes.set_yticks(range(len(ranges)), [folded(x.label, 40) for x in ranges], fontsize=9)
        axes.tick_params(axis="y", length=0)
        axes.set_ylim(max(len(ranges), 1) - 0.4, -0.6)
        axes.set_xlim(left=0)
        axes.margins(x=0.12)
        axes.grid(axis="x", color="#eeeeee", zorder=0)
        axes.xaxis.set_major_formatter(lambda x, _: f"{x:,.0f}")
        axes.set_title(clean(title, 90), loc="left", fontweight="bold")
        handles = [
            Line2D([], [], color=colours[x], lw=3, label=clean(x, 34) or "nobody says whose")
            for x in sides
        ]
        if handles:
            axes.legend(handles=handles, frameon=False, fontsize=9, loc="lower right")
        return written(figure, form, title, figure_lines(ranges))


def figure_lines(ranges: Iterable[Range]) -> list[str]:
    """Return the chart in words, a line for each figure."""
    return [f"{x.label}: {told(x)}" for x in ranges]


def told(x: Range) -> str:
    """Return a range in words."""
    if x.low is not None and x.low == x.high:
        return f"{x.low:,}"
    if x.low is None and x.high is None:
        return "no number"
    if x.high is None:
        words = f"at least {x.low:,}"
    else:
        words = f"at most {x.high:,}" if x.low is None else f"{x.low:,} to {x.high:,}"
    return words if x.best is None or x.best in (x.low, x.high) else f"{words}, best {x.best:,}"


def _row(axes: Axes, row: int, x: Range, colour: str) -> None:
    low = x.low or 0
    high = x.high if x.high is not None else max(low, x.best or 0) * _OPEN
    axes.plot(
        [low, high], [row, row], color=colour, lw=5, alpha=0.35, solid_capstyle="butt", zorder=2
    )
    if x.high is None:
        axes.plot([high], [row], marker=">", color=colour, ms=7, alpha=0.6, zorder=3)
    best = x.best if x.best is not None else x.low if x.low is not None else x.high
    if best is not None:
        axes.plot([best], [row], marker="o", color=colour, ms=7, zorder=4)
    axes.annotate(
        told(x),
        (max(high, best or 0), row),
        xytext=(9, 0),
        textcoords="offset points",
        va="center",
        fontsize=9,
    )
