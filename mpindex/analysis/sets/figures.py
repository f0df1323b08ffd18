"""The figure of set relations: units by their membership in a formula and in the outcome."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

import pandas as pd

from mpindex.answers.figures import Figures, draw, sources
from mpindex.arguments import names
from mpindex.dataset.dataset import Dataset
from mpindex.engine.plan import Plan
from mpindex.grammar.definition import Definition
from mpindex.wording import counted

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class Related(Protocol):
    """What the figure is drawn from."""

    @property
    def outcome(self) -> str: ...
    @property
    def heading(self) -> str: ...
    @property
    def memberships(self) -> pd.Series: ...
    @property
    def dataset(self) -> Dataset: ...
    @property
    def definition(self) -> Definition | None: ...
    def fit(self, expression: str) -> pd.Series: ...
    def membership(self, expression: str | None = None) -> pd.Series: ...


class SetFigures(Figures[Related]):
    """What can be drawn of set relations."""

    default = "plane"

    def plane(self, unit: str | Sequence[str] = (), *, expression: str | None = None, **options: Any) -> Axes:
        """Draw units by their membership in an expression and in the outcome (see `mpindex.plots.scatter`).

        All units on or above the diagonal: the expression is enough. All on or below it: it is necessary.

        Parameters
        ----------
        unit : str or list of str
            Units to name, by code or name.
        expression : str, optional
            As in `SetRelations.fit`; the first parsimonious solution when None.
        **options
            Of the figure.
        """
        found, data = self.result, self.result.dataset
        codes = [data.find(name) for name in names("unit", unit, "['KAZ', 'UZB']")]
        members = found.membership(expression)
        formula = in_plain_words(str(members.name))
        fit = found.fit(str(members.name))
        plans = [] if found.definition is None else [Plan.compile(found.definition, data)]
        about = {
            "title": f"'{formula}' is enough for '{found.outcome}' to {fit['sufficiency_consistency']:.2f},"
            f" necessary to {fit['necessity_consistency']:.2f}",
            "subtitle": "1 is fully so. All on or above the line: enough. All on or below it: necessary.",
            "diagonal": "as much in the one as in the other",
            "names": data.names,
            "noun": data.noun,
            "source": sources(*plans)
            if plans
            else f"memberships of one's own; {counted(len(members), data.noun[:-1])}",
        }
        axes = (f"membership in '{formula}'", f"membership in '{found.outcome}'")
        return draw(
            "scatter",
            members,
            found.memberships,
            codes,
            labels=axes,
            log=(False, False),
            **{**about, **options},
        )


def in_plain_words(expression: str) -> str:
    """Return an expression over conditions as it is read aloud.

    Parameters
    ----------
    expression : str
        With ``*``, ``+`` and ``~``.

    Examples
    --------
    >>> in_plain_words("wealth*~arms + trade")
    'wealth and not arms or trade'
    """
    text = expression.replace("*", " and ").replace("+", " or ").replace("~", "not ").replace("_", " ")
    return " ".join(text.split())
