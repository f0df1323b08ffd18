"""The look: colours and sizes, read from Matplotlib's settings, ours where the reader has set none.

Every colour also differs in lightness, so that figures read in grey; what matters is also said by shape or in words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, ParamSpec, TypeVar, cast

import numpy as np

from mpindex.plots.sheet.fonts import fallbacks, say_lacking

if TYPE_CHECKING:
    from matplotlib.typing import ColorType

P = ParamSpec("P")
R = TypeVar("R")

#: The style sheet that ships with the library.
SHEET = Path(__file__).parents[1] / "mpindex.mplstyle"
#: What raises a score, and what lowers it (always hatched too).
LIFT, DRAG = "#3B6EA5", "#E5A23C"
#: Where on the colour map shades lie: light enough for dark text, dark enough for bars, or over the whole map.
PALE, BARS, STRONG = (0.05, 0.48), (0.28, 0.78), (0.10, 0.92)
#: Behind a text over a figure, so that it is read; a box and not an outline, which would turn text into paths.
HALO: dict[str, Any] = {"boxstyle": "square,pad=0.08", "fc": "white", "ec": "none", "alpha": 0.7}
#: Which setting gives the size of which text.
SIZES = {
    "title": "axes.titlesize",
    "label": "axes.labelsize",
    "tick": "xtick.labelsize",
    "row": "ytick.labelsize",
    "small": "legend.fontsize",
}


@cache
def _sheet() -> dict[str, Any]:
    import matplotlib as mpl

    return dict(cast("Mapping[str, Any]", mpl.rc_params_from_file(SHEET, use_default_template=False)))


@contextmanager
def style() -> Iterator[None]:
    """Draw with the reader's settings of Matplotlib, and with ours where a setting is still Matplotlib's default."""
    import matplotlib as mpl

    now, default = (cast("Mapping[str, Any]", given) for given in (mpl.rcParams, mpl.rcParamsDefault))
    ours = {key: value for key, value in _sheet().items() if now[key] == default[key]}
    before = {key: now[key] for key in ("font.family", *ours)}
    mpl.rcParams.update(ours)  # type: ignore[arg-type]
    try:
        yield
    finally:  # these settings alone: the first figure of a notebook turns its display on, which has to stay on
        mpl.rcParams.update(before)  # type: ignore[arg-type]


def styled(draw: Callable[P, R]) -> Callable[P, R]:
    """Make a figure draw in the style."""

    @wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> R:
        with style():
            result = draw(*args, **kwargs)
        say_lacking()
        return result

    return drawn


class Font(NamedTuple):
    """Size in points and weight of a text."""

    size: float
    weight: str = "normal"

    @property
    def settings(self) -> dict[str, Any]:
        """As arguments of Matplotlib's texts."""
        return {"fontsize": self.size, "fontweight": self.weight}


def font(kind: str, *, bold: bool = False) -> Font:
    """Return the font of a kind of text: title, label, tick, row, small (see `SIZES`)."""
    from matplotlib.font_manager import FontProperties

    size = FontProperties(size=setting(SIZES[kind])).get_size_in_points()
    weight = str(setting("axes.titleweight")) if kind == "title" else "bold" if bold else "normal"
    return Font(float(size), weight)


def setting(key: str) -> Any:
    """Return one of Matplotlib's settings."""
    from matplotlib import rcParams

    return cast("Mapping[str, Any]", rcParams)[key]


def families_for(text: str) -> tuple[str, ...]:
    """Return the families that a text is written in; while a figure is drawn, fonts for letters they lack join them.

    Whatever is written is measured before, so that its letters have their font by then.

    Parameters
    ----------
    text : str
        What is to be written.
    """
    from matplotlib import rcParams

    families = tuple(setting("font.family"))
    added = fallbacks(text, families)
    if added:
        rcParams["font.family"] = [*families, *added]
    return families + added


def ink() -> ColorType:
    """Colour of text."""
    colour: ColorType = setting("text.color")
    return colour


def muted() -> ColorType:
    """Colour of text that explains."""
    colour: ColorType = setting("axes.labelcolor")
    return colour


def quiet() -> ColorType:
    """Colour of every unit that is not asked for."""
    colour: ColorType = setting("lines.color")
    return colour


def hairline() -> ColorType:
    """Colour of lines that guide the eye."""
    colour: ColorType = setting("grid.color")
    return colour


def focus() -> ColorType:
    """Colour of the unit asked for: the first of the cycle."""
    colour: ColorType = next(iter(setting("axes.prop_cycle")))["color"]
    return colour


def peer(number: int) -> dict[str, Any]:
    """Colour and dash of a peer: the others of the cycle, in turn."""
    looks = list(setting("axes.prop_cycle"))
    look = looks[1 + number % (len(looks) - 1)] if len(looks) > 1 else looks[0]
    return {"color": look["color"], "linestyle": look.get("linestyle", "-")}


def tones(many: int, *, span: tuple[float, float] = PALE) -> list[tuple[float, float, float, float]]:
    """Return so many shades of the colour map from dark to light.

    Parameters
    ----------
    many : int
        How many.
    span : tuple[float, float]
        Where on the colour map: `PALE`, `BARS` or `STRONG`.
    """
    from matplotlib import colormaps

    light, dark = span
    cmap = colormaps[setting("image.cmap")]
    return [tuple(map(float, cmap(x))) for x in np.linspace(dark, light, max(many, 2))[:many]]  # type: ignore[misc]


def readable(colour: ColorType) -> ColorType:
    """Return black or white, whichever is read better on a colour."""
    from matplotlib.colors import to_rgb

    return "black" if float(np.dot(to_rgb(colour), (0.299, 0.587, 0.114))) > 0.55 else "white"
