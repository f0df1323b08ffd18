"""One honest paragraph on where a unit stands: what each definition says, how common that is, what it does not say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from mpindex.analysis.standing import Standing
from mpindex.grammar import UNCLASSIFIED
from mpindex.wording import listed, number, ordinal

#: A verdict that this share of all units gets says little about any of them.
COMMON = 0.25
#: Below this share of the weight resting on data, a reader is told.
THIN = 0.8
#: How the headline definitions begin a sentence; others by their titles.
_OPENINGS = {
    "capability": "By capability",
    "behavioural": "By behaviour",
    "regional": "By weight among its neighbours",
    "rankings": "Across published rankings",
}


def paragraph(name: str, standings: Sequence[Standing], groupings: pd.DataFrame) -> str:
    """Return the paragraph on one unit, made from the numbers.

    Parameters
    ----------
    name : str
        The unit's display name.
    standings : sequence of Standing
        The unit under each definition.
    groupings : DataFrame
        The regional verdict by grouping, as `Where.groupings`; empty where it was not asked.

    Returns
    -------
    str
        Sentences on one line.
    """
    scored = [standing for standing in standings if standing.scored]
    unscored = [standing for standing in standings if not standing.scored]
    if not scored:
        return f"None of the definitions can score {name}: {_why_unscored(unscored)}."
    sentences = [_sentence(name, standing) for standing in scored]
    if unscored:
        sentences.append(f"By {listed([s.id for s in unscored])} it has no score: {_why_unscored(unscored)}.")
    sentences += _regions(groupings)
    sentences.append(_both_middles(name, scored))
    thin = [standing.id for standing in scored if standing.coverage < THIN]
    if thin:
        sentences.append(f"Under {listed(thin)} less than four fifths of the weight rests on data.")
    stand_ins = sorted({indicator for standing in scored for indicator in standing.stand_ins})
    if stand_ins:
        sentences.append(f"Stand-in sources supply {listed(stand_ins)}.")
    return " ".join(sentences)


def _why_unscored(standings: Iterable[Standing]) -> str:
    lacking = any(standing.missing for standing in standings)
    return "the figures are missing" if lacking else "no figure tells the units apart"


def _sentence(name: str, standing: Standing) -> str:
    """What one definition says: "By capability X ranks 53rd of 195: 'small', with 147 others"."""
    opening = _OPENINGS.get(standing.id, f"By '{standing.index.definition.title}'")
    rank = f"{ordinal(standing.rank)} of {standing.n}"
    return f"{opening} {name} ranks {rank}: {_band(standing)}{_next_band(standing)}."


def _band(standing: Standing) -> str:
    """The band, and how many others are in it."""
    if standing.band == UNCLASSIFIED:
        why = standing.index.banding.why_undrawn()
        return f"no band, for as of {standing.index.dataset.year} {why}" if why else "no band"
    same, n = standing.same_band
    if same == 1:
        return f"'{standing.band}', alone"
    others = f"'{standing.band}', with {same - 1} other{'s' if same > 2 else ''}"
    last = standing.index.definition.bands[-1]
    return others + (", so many that it says little" if same / n >= COMMON and standing.band != last else "")


def _next_band(standing: Standing) -> str:
    """What is lacking to the next better band, in ranks and in score."""
    if standing.next_band is None:
        return ""
    if standing.gap < 0:
        return f"; the score would do for '{standing.next_band}', another condition of it is not met"
    ranks = f"{standing.ranks_to_next} rank{'s' if standing.ranks_to_next != 1 else ''}"
    return f" ('{standing.next_band}' begins {ranks} and {number(standing.gap)} of score higher)"


def _regions(groupings: pd.DataFrame) -> list[str]:
    """Whether the choice of a grouping decides if it is a regional power."""
    if not len(groupings):
        return []
    inside = [str(name) for name, row in groupings.iterrows() if row["band"] != UNCLASSIFIED]
    outside = [str(name) for name, row in groupings.iterrows() if row["band"] == UNCLASSIFIED]
    if not inside:
        return [f"In none of the {len(groupings)} groupings tried is it a regional power by share and lead."]
    named = [
        name.replace("nearest_", "the neighbourhood of the nearest ").replace("world", "the world")
        for name in outside
    ]
    return [
        f"The grouping decides: it is a regional power in {listed(inside)}"
        + (f", and not in {listed(named)}." if outside else ".")
    ]


def _both_middles(name: str, scored: list[Standing]) -> str:
    """The two senses of the middle, kept apart."""
    tier = [s.id for s in scored if s.index.definition.tier(s.band) == "middle"]
    pack = [s.id for s in scored if s.middle_of_pack]
    return (
        f"The middle-power tier and the middle of the pack are two things: {name} is in the first under"
        f" {listed(tier)}, and in the second, the middle third of all states, under {listed(pack)} of the"
        f" {len(scored)} definitions."
    )
