"""Choices in words that a reader of newspapers follows: factors, their alternatives, and methods."""

from __future__ import annotations

import re

from mpindex.engine.groups import region_words
from mpindex.engine.plan import Plan

#: How methods and rules are called; any other by its name, without underscores.
METHODS = {
    "minmax": "min-max", "zscore": "z-scores", "percentile_rank": "percentile ranks", "rank": "ranks",
    "share": "shares of the whole", "log_share": "logarithms of the share", "arithmetic": "arithmetic mean",
    "geometric": "geometric mean", "harmonic": "harmonic mean", "minimum": "the weakest part",
    "maximum": "the strongest part", "within": "inside",
}  # fmt: skip
#: How some alternatives are called in a sentence; others by their names.
_PHRASES = {
    ("missing", "zero"): "counting missing values as zero",
    ("missing", "available"): "judging by what is known",
    ("missing", "exclude"): "leaving out whoever has a gap",
    ("weights", "best of 20 draws"): "other weights (1 draw in 20 is better still)",
    ("weights", "worst of 20 draws"): "other weights (1 draw in 20 is worse still)",
}
#: How factors are called in a sentence, and the settings of a single element or band.
_FACTORS = {
    "missing": "missing values", "leave_one_out": "one indicator left out", "normalise": "scaling",
    "aggregate": "combined by", "treat": "outliers", "impute": "gaps filled", "bands": "rule of the bands",
    "noise": "errors of measurement",
}  # fmt: skip
_SETTINGS = {"indicator": "figure", "weight": "weight", "direction": "direction"} | _FACTORS
_BOUNDS = {
    "min": "at least", "max": "at most", "above": "above", "below": "below", "at_least": "at least", "0": "from", "1": "to",
}  # fmt: skip
_EXCLUDED = re.compile(r"exclude (0\.\d+)")


def method_in_words(label: str) -> str:
    """Name a method, or several that follow one another, with what they are given.

    >>> method_in_words("zscore"), method_in_words("log_share minmax"), method_in_words("within 0.2 0.5")
    ('z-scores', 'logarithms of the share, min-max', 'inside 0.2 to 0.5')
    """
    words = label.split()
    given = [word for word in words if not word[:1].isalpha()]
    names = [METHODS.get(word, word.replace("_", " ")) for word in words if word not in given]
    return " ".join([", ".join(names), " to ".join(given)]).strip()


def factor_in_words(factor: str) -> str:
    """Name a factor in words.

    >>> factor_in_words("bands.1.middle.score.min"), factor_in_words("parameters.money")
    ("line of 'middle' (score at least)", 'money')
    >>> factor_in_words("energy_use.indicator"), factor_in_words("large.normalise.calibrate.cross.quantile")
    ('figure for energy use', 'scaling of large (calibrate cross quantile)')
    """
    parts = factor.split(".")
    if parts[0] == "bands" and len(parts) > 3:
        return f"line of '{parts[2]}' ({' '.join(_BOUNDS.get(part, part.replace('_', ' ')) for part in parts[3:])})"
    if parts[0] == "parameters":
        return " ".join(parts[1:]).replace("_", " ")
    if parts[0] == "derive" and len(parts) > 1:
        return f"how {parts[1].replace('_', ' ')} is computed"
    if len(parts) > 1 and parts[1] in _SETTINGS:
        rest = f" ({' '.join(parts[2:])})" if len(parts) > 2 else ""
        link = "for" if parts[1] in ("indicator", "aggregate") else "of"
        return f"{_SETTINGS[parts[1]]} {link} {parts[0]}{rest}".replace("_", " ")
    return _FACTORS.get(factor, factor.replace(".", " ").replace("_", " "))


def alternative_in_words(factor: str, label: str, plan: Plan) -> str:
    """Name one alternative of a factor in words: "counting missing values as zero".

    Parameters
    ----------
    factor : str
        Name of the factor: ``missing``, ``parameters.region``, ...
    label : str
        Of the alternative, as a table of one choice at a time has it.
    plan : Plan
        The definition bound to data, which knows what indicators are called.
    """
    if factor == "leave_one_out":
        return f"without {_element(label, plan)}"
    if factor == "missing" and (share := _EXCLUDED.fullmatch(label)):
        return f"leaving out whoever has less than {float(share[1]):.0%}".replace("%", " %")
    return _PHRASES.get((factor, label)) or f"{factor_in_words(factor)}: {_label(factor, label, plan)}"


def _label(factor: str, label: str, plan: Plan) -> str:
    """What an alternative is called: regions, indicators and methods by words, any other as its definition has it."""
    if factor == "parameters.region":
        return region_words(label)
    known = plan.dataset.indicators
    names = label.split()
    if names and all(name in known for name in names):
        return ", ".join(plan.dataset.indicator(name).label for name in names)
    if {"normalise", "aggregate", "treat", "impute", "missing"} & set(factor.split(".")[:2]):
        return method_in_words(label)
    return region_words(label) if factor.startswith("parameters.") else label


def _element(leaf: str, plan: Plan) -> str:
    """The name of the indicator that a leaf holds."""
    item = next((item for item in plan.leaves if item.id == leaf), None)
    source = leaf if item is None else item.source
    name = (
        plan.dataset.indicator(source).label if source in plan.dataset.indicators else leaf.replace("_", " ")
    )
    return (item.title if item is not None else "") or name
