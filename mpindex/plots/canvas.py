"""What all figures share: colours, sizes, and axes to draw on.

Every colour also differs in lightness, so that figures read in grey; what matters is also said by shape or in words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: The unit asked for; dark in grey. Tol's "vibrant" red: tells apart from blue and grey in all colour blindness.
FOCUS = "#B3200E"
#: Everybody else.
QUIET = "#8C939B"
#: Lines of peers, dark enough for text (after Tol's "muted" scheme), each with a dash of its own for print in grey.
PEERS = ("#332288", "#117733", "#0067A5", "#7A5195", "#6B6B00", "#8A4B08", "#00706B", "#555555")
DASHES = ("-", (0, (5, 1.5)), (0, (1.5, 1.2)), (0, (6, 1.5, 1.5, 1.5)))
#: Ends of the ramp of band shades: the best band is darkest.
DARK, LIGHT = (0.60, 0.70, 0.80), (0.93, 0.95, 0.97)

SMALL, NORMAL, LARGE = 7.5, 9.0, 11.0


def axes_for(ax: Axes | None, width: float, height: float) -> Axes:
    """Return `ax`, or new axes on a figure of that size in inches.

    A figure that lays out nothing by itself gets the constrained layout, so that titles and source lines are not cut.
    """
    if ax is None:
        import matplotlib.pyplot as plt

        made: Axes = plt.subplots(figsize=(width, height), layout="constrained")[1]
        return made
    figure = root_figure(ax)
    if figure.get_layout_engine() is None:
        figure.set_layout_engine("constrained")
    return ax


def root_figure(ax: Axes) -> Figure:
    """Return the figure that holds `ax`, through any subfigures."""
    figure: Figure = ax.figure.canvas.figure
    return figure


def lay_out(ax: Axes) -> None:
    """Let the layout take its final shape, so that pixels can be measured."""
    root_figure(ax).draw_without_rendering()


def points(ax: Axes) -> float:
    """Pixels per typographic point."""
    return float(root_figure(ax).dpi) / 72


def bare(ax: Axes, *keep: str) -> None:
    """Take away the spines but those named."""
    for side, spine in ax.spines.items():
        spine.set_visible(side in keep)


def tones(many: int) -> list[tuple[float, ...]]:
    """Return so many shades from dark to light."""
    steps = np.linspace(0, 1, max(many, 2))[:many]
    return [tuple(np.array(DARK) * (1 - t) + np.array(LIGHT) * t) for t in steps]
