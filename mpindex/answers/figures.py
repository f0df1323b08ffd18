"""Figures: what stands behind `.plot` of a result. No figure is drawn, and Matplotlib not imported, before one is asked for.

Results stand below the figures that show them, so a figure is found by its name, in the table `mpindex.plots.FIGURES`.
"""

from __future__ import annotations

from importlib import import_module
from types import FunctionType
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from mpindex.arguments import named_arguments
from mpindex.errors import OptionError, suggest

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Where figures are found by name.
GALLERY = "mpindex.plots"

R = TypeVar("R")


def draw(figure: str, /, *arguments: Any, **options: Any) -> Axes:
    """Draw one of the figures of `mpindex.plots`.

    Parameters
    ----------
    figure : str
        One of ``mpindex.plots.FIGURES``.
    *arguments, **options
        Of the figure.

    Returns
    -------
    Axes
        Drawn on.
    """
    axes: Axes = getattr(import_module(GALLERY), figure)(*arguments, **options)
    return axes


def sources(*results: Any, how: str = "", when: str = "") -> tuple[str, ...]:
    """Return what a figure that is drawn from indexes rests on, the fullest version first.

    Parameters
    ----------
    *results : Index or Plan
        What definitions say, or definitions bound to data.
    how : str
        Draws and seed.
    when : str
        Years, where they are not those of the newest figures.
    """
    lines: tuple[str, ...] = import_module(f"{GALLERY}.sheet.sources").rests_on(*results, how=how, when=when)
    return lines


class Figures(Generic[R]):
    """The figures of a result: called, it draws the one that answers the result's question; others stand by name.

    A class of figures has a method for each, and says which is the `default`.

    Parameters
    ----------
    result : Answer
        What is drawn.
    """

    #: The figure that is drawn when none is named.
    default: ClassVar[str]

    def __init__(self, result: R):
        self.result = result

    def __init_subclass__(cls) -> None:
        """Let each figure answer a call that does not fit it as every public function does."""
        for name, figure in list(vars(cls).items()):
            if isinstance(figure, FunctionType) and not name.startswith("_"):
                setattr(cls, name, named_arguments(figure))

    @classmethod
    def kinds(cls) -> list[str]:
        """Return the names of the figures, the default first."""
        names = [name for name in dir(cls) if not name.startswith("_") and name not in ("default", "kinds")]
        return sorted(names, key=lambda name: (name != cls.default, name))

    def __call__(self, *arguments: Any, kind: str | None = None, **options: Any) -> Axes:
        """Draw the default figure, or the one that `kind` names."""
        name = self.default if kind is None else kind
        if name not in self.kinds():
            raise OptionError(self._unknown(name))
        axes: Axes = getattr(self, name)(*arguments, **options)
        return axes

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(self._unknown(name))

    def __dir__(self) -> list[str]:
        return self.kinds()

    def __repr__(self) -> str:
        return f"<figures of {type(self.result).__name__}: .plot() draws {self._listed()}>"

    def _listed(self) -> str:
        first, *others = self.kinds()
        return f"{first}; also " + ", ".join(f".plot.{name}()" for name in others) if others else first

    def _unknown(self, name: object) -> str:
        kinds = self.kinds()
        return f"there is no figure {name!r}.{suggest(name, kinds)} There are: {', '.join(kinds)}"
