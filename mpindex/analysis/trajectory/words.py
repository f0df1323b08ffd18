"""A trajectory in words: one sentence, and a note for everything that could be taken for history and is none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

import pandas as pd

from mpindex.analysis.trajectory.basket import spans
from mpindex.analysis.trajectory.leaps import ALL, FAR, LARGE
from mpindex.wording import counted, listed, number, ordinal, percent

#: Below this share of the basket's weight a unit's rank is worth a note.
THIN = 0.8
#: Below this share of the definition's weight a basket, or a year, says little of the definition.
HALF = 0.5
#: At most so many figures that change are named as the causes of a large move.
MOST_CAUSES = 3
#: What single figures must explain of a large move, before the next cause is named too.
MOST = 0.5


def course(rows: pd.DataFrame) -> str:
    """Say where a unit began and ended, and its best and worst rank, from the rows of the years in which it has one."""
    first, last, ranks = rows.iloc[0], rows.iloc[-1], rows["rank"]
    return (
        f"{first['rank']} of {first['of']} in {rows.index[0]}, {last['rank']} of {last['of']} in {rows.index[-1]};"
        f" best {ranks.min()} in {ranks.idxmin()}, worst {ranks.max()} in {ranks.idxmax()}"
    )


def distance(name: str, rows: pd.DataFrame, peer: pd.DataFrame) -> str:
    """Say how many ranks a peer stands ahead or behind in the first and the last year in which both have a rank."""
    gap = (peer["rank"] - rows["rank"]).dropna()
    if not len(gap):
        return ""
    first = f"{name} {_apart(int(gap.iloc[0]))} in {gap.index[0]}"
    return first if len(gap) == 1 else f"{first}, {_apart(int(gap.iloc[-1]))} in {gap.index[-1]}"


def _apart(gap: int) -> str:
    return "level with it" if gap == 0 else f"{counted(abs(gap), 'rank')} {'behind' if gap > 0 else 'ahead'}"


def basket_notes(
    dropped: Mapping[str, str], for_drawn: Mapping[str, float], share: float, start: int | None
) -> list[str]:
    """Say how much of the definition the basket is, and what the units drawn keep out of it.

    Parameters
    ----------
    dropped : mapping of str to str
        Every indicator that is out, and why.
    for_drawn : mapping of str to float
        Those that are out for the units drawn alone, with their weights in the definition.
    share : float
        Of the definition's weight, what the basket has.
    start : int or None
        The year from which on more of them would be in, where that is early among the years.
    """
    notes = []
    if share < HALF:
        notes.append(
            f"the basket has {percent(share)} of the definition's weight, less than half: it is another index"
        )
    if for_drawn:
        items = listed([f"{name} ({percent(weight)})" for name, weight in for_drawn.items()])
        advice = f"ask for years from {start} on to keep more of them, or for" if start else "ask for"
        notes.append(
            f"out of the basket for the units drawn alone: {items}; {advice} basket='set', which keeps such figures and"
            " names the leap that each makes"
        )
    if set(dropped) - set(for_drawn):
        notes.append(
            "full_rank, the definition's own place, rests on all that there was in a year, so on more in later years:"
            " compare it with where(year=), not with itself through the years"
        )
    return notes


def band_notes(lost: Sequence[str]) -> list[str]:
    """Say that there are no bands, where they ask for what is out of the basket."""
    return [f"no bands: they ask for {listed(list(lost))}, which is out of the basket"] if lost else []


def thin_notes(coverage: pd.DataFrame) -> list[str]:
    """Say in which years the units shown lack so much that their rank is one of other things."""
    years = list(coverage.index)
    notes = []
    for code in coverage:
        short = list(coverage.index[coverage[code] < THIN])
        if short:
            notes.append(
                f"{code} has figures for less than {percent(THIN)} of the basket's weight in {spans(short, years)};"
                " its rank there rests on the others"
            )
    return notes


def thin_years(coverage: pd.Series) -> list[str]:
    """Say in which years the whole definition lacks half of its weight for the median unit."""
    short = list(coverage.index[coverage < HALF])
    if not short:
        return []
    return [
        f"in {spans(short, list(coverage.index))} the median unit has figures for less than half of the weight of the"
        " whole definition: full_rank says little there"
    ]


def leap_notes(
    changes: pd.DataFrame,
    units: Sequence[str],
    *,
    drawn: bool,
    names: Mapping[str, str] = MappingProxyType({}),
) -> list[str]:
    """Return a note for each year and unit in which a figure enters or leaves, or the unit moves far.

    Parameters
    ----------
    changes : DataFrame
        As `leaps` gives them.
    units : sequence of str
        Whose notes are wanted, in this order.
    drawn : bool
        Whether every figure that enters or leaves is named, or those of large moves alone.
    names : mapping of str to str
        What units are called; by their codes where they are not among them.
    """
    notes = []
    by_unit = dict(list(changes.groupby("unit", sort=False)))
    for unit in units:
        for _, rows in by_unit[unit].groupby("year") if unit in by_unit else ():
            first = rows.iloc[0]
            far = pd.notna(first["rank"]) and pd.notna(first["before"]) and _move(first) > LARGE
            if far or drawn:
                notes.append(f"{names.get(unit, unit)} {_note(rows, far)}")
    return notes


def _move(row: pd.Series) -> int:
    return abs(int(row["before"]) - int(row["rank"]))


def _note(rows: pd.DataFrame, far: bool) -> str:
    """One unit in one year: the years, its two ranks, what enters and leaves, and what else explains a large move."""
    first = rows.iloc[0]
    ranks = [ordinal(int(rank)) if pd.notna(rank) else "no rank" for rank in (first["before"], first["rank"])]
    turned = rows[(rows["event"] != "changes") & (rows["indicator"] != ALL)]
    clauses = [_clause(row) for _, row in turned.iterrows()]
    single = rows[(rows["event"] == "changes") & (rows["leap"].abs().fillna(0) > FAR)]
    if far:
        clauses += _behind(rows, turned, int(first["before"]) - int(first["rank"]))
    clauses += [clause for clause in (_clause(row) for _, row in single.iterrows()) if clause not in clauses]
    return f"{first['since']} to {first['year']}, {ranks[0]} to {ranks[1]}: {'; '.join(clauses)}"


def _behind(rows: pd.DataFrame, turned: pd.DataFrame, rise: int) -> list[str]:
    """Name the figures that change and move a unit most the way it moved, until most of a large move is explained."""
    sign = 1 if rise > 0 else -1
    explained = float((turned["leap"].astype(float) * sign).sum())
    changed = rows[(rows["event"] == "changes") & (rows["indicator"] != ALL) & (rows["effect"] * sign > 0)]
    clauses: list[str] = []
    for _, row in changed.sort_values("effect", ascending=sign < 0, kind="stable").iterrows():
        if explained >= MOST * abs(rise) or len(clauses) == MOST_CAUSES:
            break
        explained += sign * (0 if pd.isna(row["leap"]) else int(row["leap"]))
        clauses.append(_clause(row))
    if explained < MOST * abs(rise):
        clauses += [_clause(row) for _, row in rows[rows["indicator"] == ALL].iterrows()]
    return clauses


def _clause(row: pd.Series) -> str:
    """One event: "Military expenditure (16 % of the weight, figure of 2003) leaves: 19 ranks up"."""
    dated = "" if pd.isna(row["figure_of"]) else f", figure of {row['figure_of']}"
    event = row["event"]
    if event == "changes":
        event = f"changes from {number(row['value_before'])} to {number(row['value'])}"
    if row["indicator"] == ALL:
        head = "all its figures together"
    else:
        head = f"{row['indicator']} ({percent(row['weight'])} of the weight{dated}) {event}"
    return f"{head}: {in_ranks(None if pd.isna(row['leap']) else int(row['leap']))}"


def in_ranks(leap: int | None) -> str:
    """Write a leap: 19 ranks up, 1 rank down.

    >>> in_ranks(19), in_ranks(-1), in_ranks(0)
    ('19 ranks up', '1 rank down', 'no rank')
    """
    if leap is None:
        return "no rank without it"
    return f"{counted(abs(leap), 'rank')} {'up' if leap > 0 else 'down'}" if leap else "no rank"


def short_events(changes: pd.DataFrame, unit: str, names: Mapping[str, str]) -> dict[int, str]:
    """Return by year what enters and leaves for a unit, in few words for a figure: "Armed forces personnel enters".

    Parameters
    ----------
    changes : DataFrame
        As in `Trajectory.changes`.
    unit : str
        By code.
    names : mapping of str to str
        What indicators are called; one that is not there goes by its id.
    """
    rows = changes[(changes["unit"] == unit) & changes["event"].isin(["enters", "leaves"])]
    rows = rows[rows["indicator"] != ALL]
    texts: dict[int, str] = {}
    for _, group in rows.groupby(["year", "event"], sort=False):
        year, event, many = int(group["year"].iloc[0]), str(group["event"].iloc[0]), len(group)
        first = str(group["indicator"].iloc[0])
        what = names.get(first, first) if many == 1 else f"{many} figures"
        text = f"{what} {event if many == 1 else event.removesuffix('s')}"
        texts[year] = f"{texts[year]}; {text}" if year in texts else text
    return texts


def events_of(changes: pd.DataFrame, unit: str, years: Iterable[int]) -> pd.Series:
    """Return by year what enters and leaves for a unit, in words for a table; empty text where nothing does."""
    rows = changes[
        (changes["unit"] == unit) & (changes["event"] != "changes") & (changes["indicator"] != ALL)
    ]
    events = {
        year: "; ".join(_clause(row) for _, row in group.iterrows()) for year, group in rows.groupby("year")
    }
    index = pd.Index(years, name="year")
    return pd.Series([events.get(year, "") for year in index], index=index, dtype=object)


def alone_note(years: Collection[int], possible: Sequence[int]) -> str:
    """Say which years can be scored, each by itself, where all of them together cannot.

    >>> alone_note([1999, 2000, 2001], [1999, 2001])
    'Each year by itself, it can be scored in 1999, 2001, not in 2000.'
    """
    if not possible:
        return "It can be scored in none of these years, each by itself."
    impossible = [year for year in years if year not in possible]
    unless = f", not in {spans(impossible, list(years))}" if impossible else ""
    return f"Each year by itself, it can be scored in {spans(possible, list(years))}{unless}."
