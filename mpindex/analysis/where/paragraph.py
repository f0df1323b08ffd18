"""One honest paragraph on where a unit stands: at most five sentences, ranks first, no word that a figure does not bear."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from mpindex.analysis.where.barrier import barrier
from mpindex.analysis.where.standing import Standing
from mpindex.engine.groups import WITHOUT_GREAT, region_words
from mpindex.grammar.model import GREAT_BY_RULE, MIDDLE_OF_PACK, TIERS, UNCLASSIFIED
from mpindex.wording import counted, listed, ordinal, percent, with_article

#: At most so many sentences: more are not read.
MOST = 5
#: Below this share of the weight resting on data, a reader is told beside the rank.
THIN = 0.8
#: Below this share the figures are too few for a verdict.
TOO_THIN = 0.5
#: A verdict that this share of all units gets says little about any of them.
COMMON = 0.25
#: How the headline definitions begin a sentence; others by their titles.
_OPENINGS = {
    "capability": "By means of power",
    "behavioural": "By conduct",
    "regional": "By its weight in its region",
    "rankings": "Across published rankings",
}
_TIER_WORDS = {
    "great": "a great power",
    "middle": "a middle power",
    "minor": "a minor power",
    "small": "a small state",
}
_PLURALS = {
    "great": "great powers",
    "middle": "middle powers",
    "minor": "minor powers",
    "small": "small states",
    "regional power": "regional powers",
    "acts like a middle power": "those that act like one",
    "a small state that acts like one": "small states that act like one",
}
#: Labels of headline definitions as parts of a sentence.
_LABEL_WORDS = {
    "regional power": "a regional power",
    "a small state that acts like one": "a small state that acts like a middle power",
    "upper third": "in the upper third",
    "middle third": "in the middle third",
    "lower third": "in the lower third",
    "mixed": "mixed, the median in the middle third and most places outside it",
}


def paragraph(name: str, standings: Sequence[Standing], regions: pd.DataFrame) -> str:
    """Return the paragraph on one unit, made from the numbers: what all definitions say together, then each.

    Parameters
    ----------
    name : str
        The unit's display name.
    standings : sequence of Standing
        The unit under each definition.
    regions : DataFrame
        The regional verdict by region, as `Where.regions`; empty where it was not asked.

    Returns
    -------
    str
        At most five sentences on one line.
    """
    scored = [standing for standing in standings if standing.scored]
    unscored = [standing for standing in standings if not standing.scored]
    name = with_article(name)
    if not scored:
        return f"None of the definitions can score {name}: {_why_unscored(unscored)}."
    lead = _together(name, scored, regions)
    sentences = [lead] if lead else []
    room = MOST - len(sentences) - bool(unscored)
    shown = scored if len(scored) <= room else scored[: room - 1]
    subjects = [name if not sentences and i == 0 else "it" for i in range(len(shown))]
    sentences += [_sentence(subject, s, regions) for subject, s in zip(subjects, shown, strict=True)]
    if len(shown) < len(scored):
        rest = scored[len(shown) :]
        ranks = listed([f"{ordinal(s.rank)} of {s.n} by {s.index.definition.title}" for s in rest])
        sentences.append(f"It ranks {ranks}.")
    if unscored:
        sentences.append(f"By {listed([s.id for s in unscored])} it has no score: {_why_unscored(unscored)}.")
    text = " ".join(sentences)
    return text[:1].upper() + text[1:]


def speaks_of_power(standing: Standing) -> bool:
    """Return whether a definition puts states into tiers of power, and not only into thirds of a table."""
    definition = standing.index.definition
    return standing.of_states and any(definition.tier(label) in TIERS for label in definition.bands)


def verdict_words(standing: Standing) -> str:
    """Say a unit's band: a tier of power in words, any other label in quotation marks; no band and no score apart.

    Parameters
    ----------
    standing : Standing
        The unit by a definition.
    """
    if not standing.scored:
        return "no score"
    if standing.index.banding.undrawn:
        return "no line could be drawn"
    if standing.band == GREAT_BY_RULE:
        return "a great power by rule"
    if not standing.index.definition.bands:
        return "no bands"
    if standing.band == UNCLASSIFIED:
        return "in none of its bands"
    return _label(standing, standing.band)


def _label(standing: Standing, label: str) -> str:
    """A tier of power in words, a headline definition's own label as it is, any other in quotation marks."""
    plain = _LABEL_WORDS.get(label, label) if standing.id in _OPENINGS else f"'{label}'"
    return _TIER_WORDS.get(label, plain) if standing.of_states else plain


def _why_unscored(standings: Iterable[Standing]) -> str:
    lacking = any(standing.missing for standing in standings)
    return "the figures are missing" if lacking else "no figure tells the units apart"


def _together(name: str, scored: Sequence[Standing], regions: pd.DataFrame) -> str:
    """The answer in one sentence: by how many definitions of power it is a middle power, and where else it is one."""
    power = [standing for standing in scored if speaks_of_power(standing)]
    if len(power) < 2:
        return ""
    great = [standing for standing in power if standing.tier == "great"]
    middle = [standing for standing in power if standing.tier == "middle"]
    where = _groupings_led(regions)
    if great:
        return f"{name} is a great power, and no definition may call it a middle power."
    if middle:
        ids = listed([standing.id for standing in middle])
        return (
            f"{name} is a middle power by {len(middle)} of {len(power)} definitions of power ({ids}){where}."
        )
    return f"{name} is a middle power by none of {len(power)} definitions of power{where}."


def _groupings_led(regions: pd.DataFrame) -> str:
    """Where it is a regional power though not in its neighbourhood at large: the grouping decides."""
    if not len(regions) or bool(regions["power"].iloc[0]):
        return ""
    groups = regions[regions["kind"] == "grouping"]
    inside = [str(name).removesuffix(WITHOUT_GREAT) for name in groups.index[groups["power"].astype(bool)]]
    if not inside:
        return ""
    smallest = groups.loc[groups["power"].astype(bool), "n"].astype(int)
    named = [inside[i] for i in smallest.argsort()[:3]]
    named += [f"{len(inside) - 3} more"] if len(inside) > 3 else []
    return f", though a regional power within {listed(named)}"


def _sentence(subject: str, standing: Standing, regions: pd.DataFrame) -> str:
    """What one definition says, its rank first."""
    definition = standing.index.definition
    opening = _OPENINGS.get(standing.id, f"By '{definition.title}'")
    thin = f", on {percent(standing.coverage)} of the weight" if standing.coverage < THIN else ""
    place = f"{ordinal(standing.rank)} of {standing.n}{_with_places(standing)}{thin}"
    head = f"{opening} {subject} ranks {place}"
    if standing.coverage < TOO_THIN and not standing.index.banding.undrawn:
        return f"{head}, too little for a verdict."
    head += f": {_verdict(standing)}" if standing.index.definition.bands else ""
    if standing.id == "regional" and len(regions):
        head += _by_rules(regions)
    return head + "."


def _with_places(standing: Standing) -> str:
    """The rank with rankings that may not be passed on, and whether the verdict is another."""
    if standing.wider is None:
        return ""
    index, rankings = standing.wider
    holds = str(index.bands[standing.unit]) == standing.band
    rank = ordinal(int(index.ranks[standing.unit]))
    also = "also " if rank == ordinal(standing.rank) else ""
    return f" ({also}{rank} with {counted(len(rankings), 'more ranking')}{'' if holds else ', and another verdict'})"


def _verdict(standing: Standing) -> str:
    words = verdict_words(standing)
    if standing.index.banding.undrawn:
        return f"as of {standing.index.dataset.year} {standing.index.banding.why_undrawn()}"
    same, n = standing.same_band
    if any(
        standing.index.definition.tier(label) == MIDDLE_OF_PACK for label in standing.index.definition.bands
    ):
        return f"{words}, as {counted(same - 1, 'other')}; that says nothing of power"
    if standing.band == UNCLASSIFIED or not standing.index.definition.bands:
        return words
    others = f"{words}, {'alone' if same == 1 else 'with ' + counted(same - 1, 'other')}"
    last = standing.index.definition.bands[-1]
    if 1 < same >= COMMON * n and standing.band != last and standing.tier not in ("minor", "small"):
        others += ", so common that it says little"
    return others + _next_band(standing)


def _next_band(standing: Standing) -> str:
    """How far the next better band is, in ranks; or that the score would do and another condition keeps it out."""
    labels = standing.index.definition.bands
    if standing.is_great or standing.next_band not in labels or standing.band not in labels:
        return ""
    if labels.index(standing.next_band) > labels.index(standing.band):
        return ""
    plurals = _PLURALS if standing.of_states else {}
    goal = plurals.get(standing.next_band, f"'{standing.next_band}'")
    if standing.gap < 0:
        return f"; by the score it would stand with {goal}, but {barrier(standing) or 'another condition is not met'}"
    begins = "begin" if standing.next_band in plurals else "begins"
    return f"; {goal} {begins} {counted(standing.ranks_to_next or 0, 'rank')} higher"


def _by_rules(regions: pd.DataFrame) -> str:
    """The range over rules for the region, and under how many it is a regional power."""
    rules = regions[regions["kind"] == "rule"]
    if len(rules) < 2:
        return ""
    ranks = rules["rank"].astype(int)
    own = region_words(str(rules.index[0]))
    range_of_ranks = (
        f"under {len(rules)} rules for the region it ranks {ordinal(ranks.min())} to {ordinal(ranks.max())}"
    )
    many = int(rules["power"].astype(bool).sum())
    power = (
        "" if rules["band"].eq(GREAT_BY_RULE).any() else f", and is a regional power under {many or 'none'}"
    )
    return f" (region: {own}); {range_of_ranks}{power}"
