"""Who held places when: a row for each place, a bar for each stretch of time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from matplotlib import dates
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from kg.pictures.canvas import COLOURS, INK, NEUTRAL, clean, folded, paper, written

_ROW: Final = 0.62
_MARGIN: Final = 0.06
"""Of the width, on either side of the first and the last day: there open ends run out."""
_SLIVER: Final = 0.006
"""Of the width, the least that a bar is drawn with, so that two days in ten years are seen."""


_CHARACTERS: Final = 100
"""About as many stand on the whole width."""


@dataclass(frozen=True, slots=True)
class Span:
    """For a stretch of time a place was in a state; partial dates, None for unknown or lasting."""

    place: str
    status: str
    """"held", "contested", "lost" or "unknown"."""
    holders: tuple[str, ...]
    since: str | None
    until: str | None
    belief: float


def control(spans: Sequence[Span], form: str, *, since: str = "", until: str = "") -> bytes:
    """Return the chart as "svg" or "png"; `since` and `until` cut the time that it shows."""
    shown = _cut(spans, since, until)
    places = list(dict.fromkeys(x.place for x in shown))
    first, last = _range(shown, since, until)
    colours = _colours(shown)
    title = "Who held what" if len(places) != 1 else f"Who held {clean(places[0])}"
    with paper(10, 1.6 + _ROW * max(1, len(places)) + 0.22 * ((len(colours) + 2) // 3)) as figure:
        axes = figure.add_subplot()
        for row, place in enumerate(places):
            _row(axes, row, [x for x in shown if x.place == place], (first, last), colours)
        axes.set_yticks(range(len(places)), [folded(x, 24) for x in places])
        axes.tick_params(axis="y", length=0)
        axes.set_ylim(max(len(places), 1) - 0.4, -0.6)
        axes.set_xlim(float(dates.date2num(first)), float(dates.date2num(last)))
        locator = dates.AutoDateLocator(maxticks=8)
        axes.xaxis.set_major_locator(locator)
        axes.xaxis.set_major_formatter(dates.ConciseDateFormatter(locator))
        axes.grid(axis="x", color="#eeeeee", zorder=0)
        axes.set_title(title, loc="left", fontweight="bold")
        _legend(axes, colours, {x.status for x in shown})
        return written(figure, form, title, control_lines(shown))


def control_lines(spans: Iterable[Span]) -> list[str]:
    """Return the chart in words, a line for each bar."""
    return [
        f"{x.place}: {x.status}{' by ' if x.holders else ''}{' and '.join(x.holders)}"
        f"{_from_to(x)} (belief {x.belief:.2f})"
        for x in spans
    ]


def _from_to(x: Span) -> str:
    return f" from {x.since or 'an unknown day'} " + (f"until {x.until}" if x.until else "on")


def _cut(spans: Sequence[Span], since: str, until: str) -> list[Span]:
    """Return the spans that reach into the time; one of unknown beginning follows the last."""
    cut = []
    ends: dict[str, str] = {}
    for x in spans:
        begin = x.since or ends.get(x.place)
        if x.until:
            ends[x.place] = x.until
        if (until and begin and begin > until) or (since and x.until and x.until < since):
            continue
        cut.append(Span(x.place, x.status, x.holders, begin, x.until, x.belief))
    return cut


def _range(spans: Sequence[Span], since: str, until: str) -> tuple[date, date]:
    days = [day(y) for x in spans for y in (x.since, x.until) if y]
    first = day(since) if since else min(days, default=date(2000, 1, 1))
    last = day(until) if until else max(days, default=first)
    margin = max(timedelta(days=1), (last - first) * _MARGIN)
    return (first if since else first - margin), (last if until else last + margin)


def day(text: str) -> date:
    """Return the first day of a partial date."""
    return date.fromisoformat(f"{text}-01-01"[:10] if len(text) < 7 else f"{text}-01"[:10])


def _colours(spans: Sequence[Span]) -> dict[str, str]:
    names = dict.fromkeys(name for x in spans for name in x.holders)
    return {name: COLOURS[n % len(COLOURS)] for n, name in enumerate(names)}


def _row(
    axes: Axes,
    row: int,
    spans: Sequence[Span],
    limits: tuple[date, date],
    colours: dict[str, str],
) -> None:
    first, last = (float(dates.date2num(x)) for x in limits)
    for x in spans:
        left = float(dates.date2num(day(x.since))) if x.since else first
        right = float(dates.date2num(day(x.until))) if x.until else last
        left, right = max(left, first), min(max(right, left), last)
        width = max(right - left, (last - first) * _SLIVER)
        parts = x.holders if x.holders and x.status != "unknown" else ("",)
        height = 0.6 / len(parts)
        for n, holder in enumerate(parts):
            middle = row - 0.3 + (n + 0.5) * height
            shade = 0.35 + 0.65 * min(max(x.belief, 0.0), 1.0) if holder else 1.0
            axes.barh(
                middle,
                width,
                left=left,
                height=height,
                color=colours.get(holder, NEUTRAL),
                alpha=shade,
                hatch="////" if x.status == "contested" else None,
                edgecolor="white",
                linewidth=0.5,
                zorder=3 if x.status == "contested" else 2,
            )
            room = int(width / (last - first) * _CHARACTERS)
            if holder and x.status == "held" and room > 8 and len(parts) < 4:
                dark = shade > 0.8 and holder in colours
                axes.text(
                    left + width / 2,
                    middle,
                    clean(holder, room),
                    ha="center",
                    va="center",
                    color="white" if dark else INK,
                    fontsize=9 if len(parts) == 1 else 8,
                    zorder=4,
                )


def _legend(axes: Axes, colours: dict[str, str], states: set[str]) -> None:
    patches = [Patch(color=colour, label=clean(name, 34)) for name, colour in colours.items()]
    if "contested" in states:
        patches.append(
            Patch(facecolor="#bbbbbb", edgecolor="white", hatch="////", label="contested")
        )
    if "unknown" in states:
        patches.append(Patch(color=NEUTRAL, label="unknown"))
    if patches:
        axes.legend(
            handles=patches,
            loc="upper left",
            bbox_to_anchor=(0, -0.12 if len(axes.get_yticks()) > 3 else -0.32),
            ncols=3,
            frameon=False,
            fontsize=9,
        )
