"""Words for numbers: ranks, lists of names, scores, and one honest paragraph on where a unit stands."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from mpindex.engine.banding import UNCLASSIFIED

if TYPE_CHECKING:
    from mpindex.analysis.standing import Standing, Where

#: A verdict that this share of all units gets says little about any of them.
COMMON = 0.25


def ordinal(number: int | None) -> str:
    """Write a rank: 1st, 2nd, 11th.

    >>> [ordinal(n) for n in (1, 2, 3, 11, 22, 112)]
    ['1st', '2nd', '3rd', '11th', '22nd', '112th']
    """
    if number is None:
        return "unranked"
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def listed(names: Sequence[str], last: str = "and") -> str:
    """Join names: a; a and b; a, b and c."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}" if names else "none"


def counted(many: int, what: str) -> str:
    """Write a number of things: 1 unit, 195 units.

    >>> counted(1, "unit"), counted(195, "unit")
    ('1 unit', '195 units')
    """
    return f"{many:,} {what}{'' if many == 1 else 's'}"


def number(value: float) -> str:
    """Write a score: three significant digits, no exponent for ordinary sizes."""
    if math.isnan(value):
        return "-"
    if value == 0:
        return "0"
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            return f"{value / size:.3g} {word}"
    return f"{value:.3g}" if abs(value) >= 0.001 else f"{value:.2e}"


# the paragraph ---------------------------------------------------------------


def verdict(where: Where) -> str:
    """Return one paragraph made from the numbers: what each definition says, how common that is, what it does not say."""
    scored = [standing for standing in where.standings.values() if standing.scored]
    if not scored:
        return f"None of the definitions can score {where.name}: {_why_unscored(where.standings.values())}."
    sentences = [_sentence(where, standing) for standing in scored]
    unscored = [standing for standing in where.standings.values() if not standing.scored]
    if unscored:
        sentences.append(f"By {listed([s.id for s in unscored])} it has no score: {_why_unscored(unscored)}.")
    sentences += _regions(where)
    sentences.append(_both_middles(where, scored))
    weak = [standing.id for standing in scored if standing.coverage < 0.8]
    if weak:
        sentences.append(f"Under {listed(weak)} less than four fifths of the weight rests on data.")
    stood = sorted({name for standing in scored for name in standing.stand_ins})
    if stood:
        sentences.append(f"Stand-in sources supply {listed(stood)}.")
    return " ".join(sentences)


def _why_unscored(standings: Iterable[Standing]) -> str:
    lacking = any(standing.missing for standing in standings)
    return "the figures are missing" if lacking else "no figure tells the units apart"


#: How the headline definitions are spoken of in a sentence.
_SPOKEN = {
    "capability": "By capability",
    "behavioural": "By behaviour",
    "regional": "By weight among its neighbours",
    "rankings": "Across published rankings",
}


def _sentence(where: Where, standing: Standing) -> str:
    spoken = _SPOKEN.get(standing.id, f"By '{standing.index.definition.title}'")
    return f"{spoken} {where.name} ranks {ordinal(standing.rank)} of {standing.n}: {_band(standing)}{_next(standing)}."


def _band(standing: Standing) -> str:
    if standing.band == UNCLASSIFIED:
        why = standing.index.banding.why_undrawn()
        return f"no band, for as of {standing.index.dataset.year} {why}" if why else "no band"
    same, n = standing.same_band
    if same == 1:
        return f"'{standing.band}', alone"
    others = f"'{standing.band}', with {same - 1} other{'s' if same > 2 else ''}"
    last = standing.index.definition.bands[-1]
    return others + (", so many that it says little" if same / n >= COMMON and standing.band != last else "")


def _next(standing: Standing) -> str:
    if standing.next_band is None:
        return ""
    if standing.gap < 0:
        return f"; the score would do for '{standing.next_band}', another condition of it is not met"
    ranks = f"{standing.ranks_to_next} rank{'s' if standing.ranks_to_next != 1 else ''}"
    return f" ('{standing.next_band}' begins {ranks} and {number(standing.gap)} of score higher)"


def _regions(where: Where) -> list[str]:
    groupings = where.groupings
    if not len(groupings):
        return []
    yes = [str(name) for name, row in groupings.iterrows() if row["band"] != UNCLASSIFIED]
    no = [str(name) for name, row in groupings.iterrows() if row["band"] == UNCLASSIFIED]
    if not yes:
        return [f"In none of the {len(groupings)} groupings tried is it a regional power by share and lead."]
    named = [
        name.replace("nearest_", "the neighbourhood of the nearest ").replace("world", "the world")
        for name in no
    ]
    return [
        f"The grouping decides: it is a regional power in {listed(yes)}"
        + (f", and not in {listed(named)}." if no else ".")
    ]


def _both_middles(where: Where, scored: list[Standing]) -> str:
    middle = [s.id for s in scored if s.index.definition.tier(s.band) == "middle"]
    pack = [s.id for s in scored if s.middle_of_pack]
    return (
        f"The middle-power tier and the middle of the pack are two things: {where.name} is in the first under"
        f" {listed(middle)}, and in the second, the middle third of all states, under {listed(pack)} of the"
        f" {len(scored)} definitions."
    )
