"""Who is tied to whom: actors as boxes, their ties as lines that say what they are."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

import networkx as nx
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch

from kg.pictures.canvas import COLOURS, INK, clean, folded, paper, written

_STYLES: Final = {
    "fights": ("fights", COLOURS[1]),
    "backedBy": ("backed by", COLOURS[2]),
    "alliedWith": ("allied with", COLOURS[0]),
    "partOf": ("part of", COLOURS[3]),
    "affiliatedWith": ("affiliated with", COLOURS[5]),
    "leads": ("leads", COLOURS[4]),
    "memberOf": ("member of", COLOURS[6]),
    "speaksFor": ("speaks for", COLOURS[7]),
    "mediaArmOf": ("media arm of", "#a65628"),
    "designatedTerroristBy": ("designated terrorist by", "#e7298a"),
}
_OTHER: Final = "#777777"
_CHARACTER: Final = 0.083
_LINE: Final = 0.17
"""Inches that a character is wide and a line is high."""
_GAP: Final = 0.4
_PAGE: Final = 12.0
"""Inches that parts of the network may take side by side."""
_PASSES: Final = 400
_WIDTH: Final = 18
"""Characters of a line of a name."""
_DIGITS: Final = 3
"""Of positions: more would differ from processor to processor."""
_SEED: Final = 7


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation between two names; over when it holds no longer."""

    subject: str
    relation: str
    object: str
    over: bool = False


def network(ties: Sequence[Tie], title: str, form: str) -> bytes:
    """Return the picture as "svg" or "png"; a dashed line is a tie that is over."""
    graph = nx.Graph()
    graph.add_edges_from(sorted({(x.subject, x.object) for x in ties}))
    boxes = _boxes(graph)
    width = max((x.x + x.width for x in boxes.values()), default=4.0) + _GAP
    height = max((x.y + x.height for x in boxes.values()), default=2.0) + _GAP
    with paper(max(width, 6.0), height + 1.0) as figure:
        axes = figure.add_subplot()
        axes.set_axis_off()
        axes.set_xlim(0, max(width, 6.0))
        axes.set_ylim(0, height)
        axes.set_aspect("equal", anchor="W")
        for (first, _), held in _pairs(ties).items():
            for n, x in enumerate(held):
                bend = (n - (len(held) - 1) / 2) * 0.24
                _line(axes, x, boxes, bend if x.subject == first else -bend)
        for name, box in boxes.items():
            style = {"boxstyle": "round,pad=0.35", "fc": "white", "ec": INK, "lw": 0.8}
            label = folded(name, _WIDTH)
            axes.text(
                box.x, box.y, label, ha="center", va="center", fontsize=9, bbox=style, zorder=5
            )
        axes.set_title(clean(title, 90), loc="left", fontweight="bold")
        _legend(axes, ties)
        return written(figure, form, title, network_lines(ties))


def network_lines(ties: Iterable[Tie]) -> list[str]:
    """Return the picture in words, a line for each tie."""
    return [
        f"{x.subject} {_words(x.relation)} {x.object}{' (over)' if x.over else ''}" for x in ties
    ]


def _words(relation: str) -> str:
    return _STYLES.get(relation, (clean(relation), _OTHER))[0]


@dataclass(slots=True)
class _Box:
    """The middle of a name's box and half its size, in inches."""

    x: float
    y: float
    width: float
    height: float

    @classmethod
    def of(cls, name: str, x: float, y: float) -> "_Box":
        lines = folded(name, _WIDTH).splitlines()
        wide = max(len(line) for line in lines) * _CHARACTER
        return cls(x, y, wide / 2 + 0.1, len(lines) * _LINE / 2 + 0.1)

    def edge(self, other: "_Box") -> tuple[float, float]:
        """Return where the line to the middle of another box leaves this one."""
        right, up = other.x - self.x, other.y - self.y
        wide, high = self.width + 0.04, self.height + 0.04
        share = min(wide / abs(right) if right else 9e9, high / abs(up) if up else 9e9, 1.0)
        return self.x + right * share, self.y + up * share


def _boxes(graph: nx.Graph) -> dict[str, _Box]:
    """Return where each name stands: each part of the network by itself, in rows."""
    placed: dict[str, _Box] = {}
    left, bottom, tallest = _GAP, _GAP, 0.0
    parts = sorted(nx.connected_components(graph), key=lambda x: (-len(x), min(x)))
    for part in parts:
        boxes = _laid_out(graph, sorted(part))
        west = min(x.x - x.width for x in boxes.values())
        south = min(x.y - x.height for x in boxes.values())
        wide = max(x.x + x.width for x in boxes.values()) - west
        high = max(x.y + x.height for x in boxes.values()) - south
        if left > _GAP and left + wide > _PAGE:
            left, bottom, tallest = _GAP, bottom + tallest + _GAP, 0.0
        for name, x in boxes.items():
            x.x, x.y = round(x.x + left - west, _DIGITS), round(x.y + bottom - south, _DIGITS)
            placed[name] = x
        left, tallest = left + wide + _GAP, max(tallest, high)
    for x in placed.values():
        x.y = round(bottom + tallest + _GAP - x.y, _DIGITS)  # the largest part on top
    return placed


def _laid_out(graph: nx.Graph, names: list[str]) -> dict[str, _Box]:
    inner = nx.Graph()
    inner.add_nodes_from(names)
    inner.add_edges_from(sorted(tuple(sorted(x)) for x in graph.subgraph(names).edges))
    size = sqrt(len(names))
    spots = nx.spring_layout(inner, seed=_SEED, k=2.0 / size, iterations=300, scale=0.8 * size)
    boxes = {
        name: _Box.of(name, round(float(spots[name][0]) * 1.5, _DIGITS), float(spots[name][1]))
        for name in names
    }
    for _ in range(_PASSES):
        if not _push(list(boxes.values())):
            break
    return boxes


def _push(boxes: list[_Box]) -> bool:
    """Push boxes that overlap apart, the shorter way; tell whether any did."""
    pushed = False
    for n, one in enumerate(boxes):
        for two in boxes[n + 1 :]:
            wide = one.width + two.width + _GAP - abs(one.x - two.x)
            high = one.height + two.height + _GAP - abs(one.y - two.y)
            if wide <= 0 or high <= 0:
                continue
            pushed = True
            if wide < high:
                step = (wide / 2 + 0.01) * (1 if one.x >= two.x else -1)
                one.x, two.x = one.x + step, two.x - step
            else:
                step = (high / 2 + 0.01) * (1 if one.y >= two.y else -1)
                one.y, two.y = one.y + step, two.y - step
    return pushed


def _pairs(ties: Iterable[Tie]) -> dict[tuple[str, str], list[Tie]]:
    pairs: defaultdict[tuple[str, str], list[Tie]] = defaultdict(list)
    for x in ties:
        first, second = sorted((x.subject, x.object))
        pairs[first, second].append(x)
    return dict(sorted(pairs.items()))


def _line(axes: Axes, x: Tie, boxes: dict[str, _Box], bend: float) -> None:
    directed = x.relation not in ("fights", "alliedWith")
    subject, object_ = boxes[x.subject], boxes[x.object]
    axes.add_patch(
        FancyArrowPatch(
            subject.edge(object_),
            object_.edge(subject),
            arrowstyle="-|>" if directed else "-",
            mutation_scale=13,
            shrinkA=0,
            shrinkB=0,
            connectionstyle=f"arc3,rad={bend:.2f}",
            color=_STYLES.get(x.relation, ("", _OTHER))[1],
            lw=1.6,
            linestyle="--" if x.over else "-",
            zorder=2,
        )
    )


def _legend(axes: Axes, ties: Sequence[Tie]) -> None:
    kinds = list(dict.fromkeys(x.relation for x in ties))
    handles = [
        Line2D([], [], color=_STYLES.get(x, ("", _OTHER))[1], lw=2, label=_words(x)) for x in kinds
    ]
    if any(x.over for x in ties):
        handles.append(Line2D([], [], color=_OTHER, lw=2, ls="--", label="over"))
    if handles:
        axes.legend(
            handles=handles,
            frameon=False,
            fontsize=9,
            loc="upper left",
            bbox_to_anchor=(0, 0),
            ncols=4,
        )
