"""A unit through the years: the drawing, the sentence, and what entered or left on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any

import pandas as pd

from mpindex.analysis.trajectory.result import Trajectory
from mpindex.analysis.trajectory.words import course as in_words
from mpindex.analysis.trajectory.words import in_ranks
from mpindex.pages.drawing.course import course
from mpindex.pages.study import Study
from mpindex.pages.tables import Table
from mpindex.wording import percent


@dataclass(frozen=True)
class Years:
    """What a page shows of the years.

    Attributes
    ----------
    sentence : str
        The course in words, or why there is none.
    drawing : Markup
        Empty where there is no course.
    marks : list of (letter, year, text)
        What entered or left.
    table : Table or None
        Ranks by year.
    remarks : tuple of str
        What must be known of the basket.
    """

    sentence: str
    drawing: str = ""
    marks: Sequence[tuple[str, int, str]] = ()
    table: Table | None = None
    remarks: tuple[str, ...] = ()


def years(study: Study, units: Sequence[str]) -> Years:
    """Return the course of units by the main definition of a study.

    Parameters
    ----------
    study : Study
        The definitions on their data.
    units : sequence of str
        Codes; of one alone its peers are drawn beside it.
    """
    rise, reason = study.trajectory(units)
    if rise is None:
        return Years(reason)
    return Years(
        sentence=" ".join(_sentence(rise, code) for code in units),
        drawing=course(rise, units, {year: letter for letter, year, _ in _marks(rise)}),
        marks=_marks(rise),
        table=_table(rise),
        # the definition's own place of each year is not among what is shown
        remarks=(_basket(rise), *(text for text in rise.remarks if not text.startswith("full_rank"))),
    )


def _sentence(rise: Trajectory, code: str) -> str:
    rows = (
        pd.DataFrame({"rank": rise.ranks[code], "of": rise.scores.notna().sum(axis=1)}).dropna().astype(int)
    )
    name = rise.dataset.names[code]
    if not len(rows):
        return f"{name} has no rank in any of these years."
    words = f"{name} ranked {in_words(rows)}"
    common = rise.common.get(code)
    if common is not None and common.first is not None and common.last is not None:
        words += f"; on the figures that it has in both years, {common.first} and {common.last}"
    return f"{words}."


def _marks(rise: Trajectory) -> list[tuple[str, int, str]]:
    rows = rise.changes[
        (rise.changes["unit"] == rise.unit) & rise.changes["event"].isin(("enters", "leaves"))
    ]
    happened = [
        (int(str(year)), "; ".join(_event(rise, row) for row in group.to_dict("records")))
        for year, group in rows.groupby("year")
    ]
    return [(letter, year, text) for letter, (year, text) in zip(ascii_lowercase, happened, strict=False)]


def _event(rise: Trajectory, row: dict[Any, Any]) -> str:
    """What happened to a figure: Military expenditure (20 % of the weight) enters: 6 ranks up."""
    leap = in_ranks(None if pd.isna(row["leap"]) else int(row["leap"]))
    return f"{_label(rise, row['indicator'])} ({percent(row['weight'])} of the weight) {row['event']}: {leap}"


def _label(rise: Trajectory, name: str) -> str:
    return rise.dataset.indicator(name).label if name in rise.dataset.indicators else name.replace("_", " ")


def _basket(rise: Trajectory) -> str:
    names = [_label(rise, name) for name in rise.basket]
    dropped = ", ".join(_label(rise, name) for name in rise.dropped)
    out = f"; left out, as they do not reach back: {dropped}" if dropped else ""
    return f"The years rest on {len(rise.basket)} figures, the same in every year: {', '.join(names)}{out}."


def _table(rise: Trajectory) -> Table:
    names = [rise.dataset.names[code] for code in rise.drawn]
    rows = [
        (
            str(year),
            *(
                "" if pd.isna(rise.ranks.loc[year, code]) else str(int(rise.ranks.loc[year, code]))
                for code in rise.drawn
            ),
        )
        for year in rise.ranks.index
    ]
    frame = rise.ranks[list(rise.drawn)].astype("Int64")
    numbers = frozenset(range(1, len(names) + 1))
    return Table(
        f"{rise.unit}-years", f"Rank by year: {rise.definition.title}", ("year", *names), rows, numbers, frame
    )
