"""Pictures of what is known: who held places when, figures with their ranges, who is tied to whom.

Values go in, bytes of SVG or PNG come out, the same for the same values; each picture also has a
text form, which stands in the SVG as its description. Nothing is fetched, nothing is read.
"""

from kg.pictures.canvas import FORMS
from kg.pictures.control import Span, control, control_lines
from kg.pictures.figures import Range, figure_lines, figures
from kg.pictures.network import Tie, network, network_lines

__all__ = [
    "FORMS",
    "Range",
    "Span",
    "Tie",
    "control",
    "control_lines",
    "figure_lines",
    "figures",
    "network",
    "network_lines",
]
