"""What each definition says of a unit: rank, band, in how many of a hundred choices, and how common that is."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from mpindex.analysis.where.paragraph import TOO_THIN, verdict_words
from mpindex.analysis.where.standing import Standing
from mpindex.grammar.model import UNCLASSIFIED
from mpindex.pages.tables import track
from mpindex.uncertainty.robustness.result import Robustness
from mpindex.wording import counted, hundredths, ordinal, percent


@dataclass(frozen=True)
class Share:
    """One band: in how many of a hundred choices the unit has it, and how many of a hundred units have it.

    Attributes
    ----------
    band : str
        Its label.
    draws : int
        Of a hundred choices.
    units : int
        Of a hundred units, as the definition stands.
    verdict : bool
        Whether it is the unit's band as the definition stands.
    """

    band: str
    draws: int
    units: int
    verdict: bool


@dataclass(frozen=True)
class Card:
    """One definition's answer, as a page shows it.

    Attributes
    ----------
    label, title, question : str
        Of the definition.
    rank, band : str
        In words.
    others : str
        Who else gets the same.
    shares : list of Share
        The bands that occur, in the definition's order; empty where it leaves no choice open.
    range : str
        Between which ranks the unit moves.
    track : Markup
        The same as a bar.
    coverage : str
        Where figures are missing, how much of the weight rests on data.
    """

    label: str
    title: str
    question: str
    rank: str
    band: str
    others: str
    shares: list[Share]
    range: str
    track: Markup
    coverage: str


def card(label: str, standing: Standing, run: Robustness | None) -> Card:
    """Return one definition's answer on a unit.

    Parameters
    ----------
    label : str
        The definition's label.
    standing : Standing
        The unit by the definition as it stands.
    run : Robustness or None
        The definition with its choices made otherwise.
    """
    definition = standing.index.definition
    range_of_ranks, bar = _range(standing, run)
    return Card(
        label=label,
        title=definition.title,
        question=definition.question,
        rank=f"{ordinal(standing.rank)} of {standing.n}" if standing.scored else "no score",
        band=_verdict(standing),
        others=_others(standing),
        shares=shares(standing, run),
        range=range_of_ranks,
        track=bar,
        coverage=""
        if standing.coverage > 0.995
        else f"{percent(standing.coverage)} of the weight rests on figures",
    )


def shares(standing: Standing, run: Robustness | None) -> list[Share]:
    """Return the bands of a unit over the draws, those that occur and its own, in the definition's order."""
    if run is None or not standing.scored or not standing.index.definition.bands:
        return []
    own = dict(run.bands.loc[standing.unit].items())
    now = standing.index.bands.value_counts()
    of_draws = dict(zip(own, hundredths(list(own.values())), strict=True))
    of_units = dict(zip(own, hundredths([now.get(label, 0) / standing.n for label in own]), strict=True))
    return [
        Share(
            "none of its bands" if label == UNCLASSIFIED else str(label),
            of_draws[label],
            of_units[label],
            label == standing.band,
        )
        for label in own
        if of_draws[label] or label == standing.band
    ]


def frame(standing: Standing, run: Robustness | None) -> pd.DataFrame:
    """Return the shares of bands with every digit, for the CSV."""
    now = standing.index.bands.value_counts()
    own: dict[object, object] = {} if run is None else dict(run.bands.loc[standing.unit].items())
    draws = own or {standing.band: None}  # without draws, or without bands, there is one row
    low, high = (None, None) if run is None else ends(run, standing.unit)
    rows = [
        {
            "definition": standing.id, "rank": standing.rank, "n": standing.n, "band": label,
            "verdict": label == standing.band, "share_of_draws": share,
            "share_of_units": now.get(label, 0) / max(standing.n, 1), "rank_5": low, "rank_95": high,
        }
        for label, share in draws.items()
    ]  # fmt: skip
    return pd.DataFrame(rows)


def ends(run: Robustness, unit: str) -> tuple[float, float]:
    """Return between which ranks a unit stands in 90 of 100 draws."""
    row = run.ranks.loc[unit].to_dict()
    return float(row["low"]), float(row["high"])


def _range(standing: Standing, run: Robustness | None) -> tuple[str, Markup]:
    if run is None or not standing.scored or standing.rank is None:
        return ("" if not standing.scored else "leaves no choice open"), Markup("")
    low, high = ends(run, standing.unit)
    words = f"{ordinal(round(low))} to {ordinal(round(high))} in 90 of 100 choices"
    return words, track(low, high, standing.rank, standing.n)


def _verdict(standing: Standing) -> str:
    if not standing.scored:
        return "figures are missing"
    if is_thin(standing):
        return "Too little is known for a verdict"
    return _sentence_case(verdict_words(standing))


def is_thin(standing: Standing) -> bool:
    """Return whether so much of the weight rests on no figure that a band would say nothing."""
    return standing.coverage < TOO_THIN and not standing.index.banding.undrawn


def _others(standing: Standing) -> str:
    if not standing.scored or is_thin(standing) or not standing.index.definition.bands:
        return ""
    noun = standing.index.dataset.noun[:-1]
    same, n = standing.same_band
    if standing.band == UNCLASSIFIED:
        return f"like {counted(same - 1, 'other')} of {n}"
    return "alone" if same == 1 else f"with {counted(same - 1, f'other {noun}')} of {n}"


def _sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]
