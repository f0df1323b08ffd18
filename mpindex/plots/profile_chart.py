"""The profile: where a unit stands in each dimension among all, as dots on one scale."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Unpack

import numpy as np

from mpindex.errors import OptionError
from mpindex.plots.sheet.canvas import Margins, Sheet, bare
from mpindex.plots.sheet.keys import Key
from mpindex.plots.sheet.layout import Layout
from mpindex.plots.sheet.rows import Rows, fit_rows
from mpindex.plots.sheet.sources import captions
from mpindex.plots.sheet.style import focus, font, ink, peer, quiet, styled
from mpindex.plots.sheet.tables import require
from mpindex.plots.sheet.texts import headed, height_of, width_of
from mpindex.plots.sheet.ticks import number_x, room, value_ticks
from mpindex.plots.sheet.units import name_of, require_units, subject
from mpindex.typing import Array
from mpindex.wording import numbers

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

#: Marks nearer to each other than so many points stand below each other, as far.
LANE = 8.0
MARKERS = ("s", "^", "D", "v", "P", "X")


@styled
def profile_dots(
    frame: pd.DataFrame,
    unit: str,
    *,
    source: str | Sequence[str],
    about: str = "",
    peers: Iterable[str] = (),
    scale: str = "score",
    names: Mapping[str, str] | None = None,
    labels: Mapping[str, str] | None = None,
    noun: str = "units",
    **layout: Unpack[Layout],
) -> Axes:
    """Draw a row for each dimension: all units as faint dots, the median, and one unit stressed.

    A dimension without a value for the unit says so. Dots, not a radar: lengths compare, areas do not.

    Parameters
    ----------
    frame : pd.DataFrame
        Units x dimensions, on one scale where more is better (as `Index.levels` of a min-max index).
    unit : str
        The unit to stress, by code.
    source : str | Sequence[str]
        What the figures rest on; versions of it from the fullest to the shortest.
    about : str
        Which definition; begins the title.
    peers : Iterable[str]
        Units with a marker of their own, at most six.
    scale : str
        What the values are; the label of the axis.
    names : Mapping[str, str] | None
        Display names by unit.
    labels : Mapping[str, str] | None
        Display names of the dimensions.
    noun : str
        What the units are called: "states", say.
    **layout : Unpack[Layout]
        `title`, `subtitle`, `caption`, `figsize`, `dpi`, `ax` (see `mpindex.plots.sheet.layout.Layout`).

    Returns
    -------
    Axes
        Of the figure.

    Raises
    ------
    UnknownUnit
        A unit is not there.
    OptionError
        The frame is empty, too many peers, or a wrong option.
    """
    require(frame)
    unit, *others = require_units([unit, *peers], frame.index)
    if len(others) > len(MARKERS):
        raise OptionError(f"at most {len(MARKERS)} peers can be told apart, not {len(others)}")
    sheet = Sheet(layout)
    fit = _rows(sheet, [str(name) for name in frame.columns], labels or {})
    key = Key(sheet.width, [name_of(code, names) for code in (unit, *others)] + ["median"])
    middle, own = frame.median().to_numpy(dtype=float), frame.loc[unit].to_numpy(dtype=float)
    ax = sheet.lay_out(
        body=fit.body,
        margins=Margins(fit.room, 8.0, key.room),
        axis=scale,
        title=_titles(own, middle, subject(unit, names), about),
        subtitle=[f"Faint dots: all {len(frame)} {noun}."],
        caption=captions(source),
    )
    fit.write(sheet)
    _limits(sheet, frame.to_numpy(dtype=float))
    _everybody(ax, fit.places, frame.to_numpy(dtype=float), middle)
    rows = [own, *(frame.loc[code].to_numpy(dtype=float) for code in others)]
    down = lanes(sheet, np.stack(rows)) * LANE * np.ptp(ax.get_ylim()) / sheet.box.height
    for i in range(len(others)):
        ax.plot(rows[i + 1], fit.places + down[i + 1], **_peer_look(i), zorder=4)
    _focus(sheet, fit.places, own)
    median = {"marker": "|", "ms": 9, "color": ink()}
    key.write(sheet, [_focus_look(), *map(_peer_look, range(len(others))), median])
    ticks = value_ticks(*ax.get_xlim(), room(sheet.box.width, "0.00", font("tick")))
    number_x(ax, ticks, scale, sheet.box.width)
    bare(ax, "bottom")
    return ax


def lanes(sheet: Sheet, values: Array) -> Array:
    """Return how many lanes below its row each mark stands, so that none hides another.

    Parameters
    ----------
    sheet : Sheet
        With the limits of the axes set.
    values : Array
        (units, rows): the unit asked for first, which keeps its row.
    """
    places = np.array([sheet.at([(x, 0.0) for x in row])[:, 0] for row in values])
    out = np.zeros(values.shape, dtype=int)
    for row in range(values.shape[1]):
        for i in range(1, len(values)):
            while any(
                out[j, row] == out[i, row] and abs(places[i, row] - places[j, row]) < LANE for j in range(i)
            ):
                out[i, row] += 1
    return out


def _rows(sheet: Sheet, names: list[str], labels: Mapping[str, str]) -> Rows:
    """A row for each dimension; one without a display name goes by its id."""
    words = [labels.get(name) or name.replace("_", " ").capitalize() for name in names]
    return fit_rows(sheet, words, gids=[f"dimension:{name}" for name in names], least=30.0)


def _limits(sheet: Sheet, values: Array) -> None:
    """Room at both ends for the figures above the dots."""
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    pad = max(0.04, 14.0 / sheet.box.width) * (high - low or 1.0)
    sheet.ax.set_xlim(low - pad, high + pad)


def _everybody(ax: Axes, places: Array, values: Array, middle: Array) -> None:
    """All units as faint dots, and the median of each row."""
    for row in range(values.shape[1]):
        ax.scatter(
            values[:, row],
            np.full(len(values), places[row]),
            s=20,
            color=quiet(),
            alpha=0.25,
            linewidths=0,
            zorder=1,
        )
    ax.scatter(middle, places, marker="|", s=220, color=ink(), linewidths=1.6, zorder=3)


def _peer_look(number: int) -> dict[str, Any]:
    return {
        "marker": MARKERS[number],
        "ms": 6,
        "ls": "none",
        "mfc": "white",
        "mec": peer(number)["color"],
        "mew": 1.4,
    }


def _focus_look() -> dict[str, Any]:
    return {"marker": "o", "ms": 8, "ls": "none", "mfc": focus(), "mec": "white"}


def _focus(sheet: Sheet, places: Array, own: Array) -> None:
    """The unit asked for, its figures written above; where it has none this is said at the left."""
    ax, look = sheet.ax, font("small", bold=True)
    ax.plot(own, places, **_focus_look(), zorder=5)
    left, right = ax.get_xlim()
    if sheet.box.height / np.ptp(ax.get_ylim()) < 2 * height_of(1, look):
        return  # no room for figures between the rows
    for row, (value, text) in enumerate(zip(own, numbers(own.tolist()), strict=True)):
        text = "no figure" if np.isnan(value) else text
        half = width_of(text, look) / 2 / sheet.box.width * (right - left)
        x = float(np.clip(left if np.isnan(value) else value, left + half, right - half))
        ax.annotate(
            text, (x, float(places[row])), (0, 5), textcoords="offset points", ha="center", va="bottom", color=focus(),
            parse_math=False, gid=f"value:{row}", **look.settings,
        )  # fmt: skip


def _titles(own: Array, middle: Array, name: str, about: str) -> list[str]:
    above, many = int((own > middle).sum()), int((~np.isnan(own)).sum())
    text = f"{name} is above the median in {above} of {many} dimensions"
    return headed(about, [text])
