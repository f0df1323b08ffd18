# ruff: noqa: E501
"""Bands that nobody can be in are faults of the file, each at its line with what to write instead."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import mpindex as mp
from mpindex.grammar.model import Condition
from mpindex.grammar.reach import Span, span_of

#: the bands of a file, one a line from line 3 on -> (line, words of the message)
UNREACHABLE = {
    "rank turned round": ("  - a: {rank: [10, 1]}", 3, "nobody can be in 'rank' [10, 1]: the lowest comes first, as in [1, 10]"),
    "rank nought": ("  - a: {rank: [0, 0]}", 3, "nobody can meet rank: {min: 0, max: 0}; rank begins at 1"),
    "negative ranks": ("  - a: {rank: {min: -5, max: -1}}", 3, "nobody can meet rank: {min: -5, max: -1}; rank begins at 1"),
    "a rank as a share": ("  - a: {rank: {max: 0.25}}", 3, "no rank is below 1; for the first 25% of all write  position: {max: 0.25}"),
    "position in per cent": ("  - a: {position: [0, 25]}", 3, "'position' is a part of 1: for 25 % write max: 0.25"),
    "coverage in per cent": ("  - a: {coverage: {min: 66}}", 3, "'coverage' is a part of 1: for 66 % write min: 0.66"),
    "share in per cent": ("  - a: {share: {above: 5}}", 3, "'share' is a part of 1: for 5 % write above: 0.05"),
    "no position": ("  - a: {position: {max: 0}}", 3, "nobody can meet position: {max: 0}; position begins at 0"),
    "both sides shut": ("  - a: {score: {above: 5, below: 5}}", 3, "nobody can meet score: {above: 5, below: 5}"),
    "an indicator turned round": ("  - a: {gdp: {min: 5, max: 1}}", 3, "nobody can be in 'gdp' [5, 1]: the lowest comes first, as in [1, 5]"),
    "behind the rest": ("  - a: {}\n  - b: {rank: [1, 3]}", 4, "band 'b' cannot be reached: 'a' stands before it and takes all that is left"),
    "behind all ranks": ("  - a: {rank: {min: 1}}\n  - b: {}", 4, "band 'b' cannot be reached: 'a' stands before it and takes whoever would be in it"),
    "behind all positions": ("  - a: {position: [0, 1], coverage: {min: 0}}\n  - b: {}", 4, "band 'b' cannot be reached: 'a' stands before it and takes whoever would be in it"),
    "behind a wider one": ("  - a: {rank: [1, 10]}\n  - b: {rank: [2, 5], gdp: {min: 1}}", 4, "band 'b' cannot be reached: 'a' stands before it and takes whoever would be in it"),
    "behind its own like": ("  - a: {capability: great}\n  - b: {capability: great, rank: [1, 5]}", 4, "band 'b' cannot be reached: 'a' stands before it and takes whoever would be in it"),
    "leaves turned round": ("  - a: {leaves: {within: [1, 0], at_least: 1}}", 3, "nobody can be within [1, 0]: the lowest comes first, as in [0, 1]"),
    "half an indicator": ("  - a: {leaves: {within: [0, 1], at_least: 0.5}}", 3, "at_least: 0.5 is a number of indicators; for that share of them write 50%"),
    "more than all indicators": ("  - a: {leaves: {within: [0, 1], at_least: 9}}", 3, "at_least: 9 is more than all indicators of the tree, of which there are 1"),
    "five times all indicators": ("  - a: {leaves: {within: [0, 1], at_least: 500%}}", 3, "at_least: 500% is more than all indicators"),
    "the fourth of three": ("  - a: {breaks: {classes: 3, class: 4}}", 3, "'breaks' makes 3 classes; there is no class 4"),
    "the third side of a gap": ("  - a: {gap: {class: 3}}", 3, "'gap' makes 2 classes; there is no class 3"),
    "a gap turned round": ("  - a: {gap: {from: 8, to: 2}}", 3, "'gap' looks at no rank from 8 to 2: the lower rank comes first"),
    "the third of halves": ("  - a: {quantiles: {at: [0.5], class: 3}}", 3, "'quantiles' makes 2 classes; there is no class 3"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNREACHABLE)
def test_a_band_that_nobody_can_be_in_is_a_fault_at_its_line(name: str, named_at: Callable[..., None]):
    bands, line, message = UNREACHABLE[name]
    named_at(f"bands:\n{bands}\ntree: {{gdp: 1}}\n", line, message)


REACHABLE = {
    "windows of ranks": [{"a": {"rank": [1, 6]}}, {"b": {"rank": [7, 37]}}, {"c": {}}],
    "one rank": [{"a": {"rank": [1, 1]}}],
    "a rank from nought": [{"a": {"rank": [0, 5]}}],
    "overlapping windows": [{"a": {"rank": [1, 10]}}, {"b": {"rank": [5, 20]}}],
    "a condition more before": [{"a": {"rank": [1, 9], "gdp": {"min": 1}}}, {"b": {"rank": [1, 9]}}],
    "the bound itself": [{"a": {"score": {"above": 5}}}, {"b": {"score": {"min": 5}}}],
    "all positions": [{"a": {"position": [0, 1]}}],
    "two labels of another": [{"a": {"capability": "great"}}, {"b": {"capability": "middle"}}],
    "classes of which there are some": [{"a": {"breaks": {"classes": 3, "class": [3, 4]}}}],
    "as many indicators as there are": [{"a": {"leaves": {"within": [0, 0], "at_least": 1}}}],
    "all indicators": [{"a": {"leaves": {"within": [0, 1], "at_least": "100%"}}}],
    "the second side of a gap": [{"a": {"gap": {"from": 2, "to": 2, "class": 2}}}],
    "all of a part": [{"a": {"position": {"max": 1}}}],
    "lines that the data draw": [{"a": {"score": {"min": {"quantile": 0.9}}}}, {"b": {"score": {"min": {"quantile": 0.5}}}}],
}  # fmt: skip


@pytest.mark.parametrize("name", REACHABLE)
def test_bands_that_somebody_may_be_in_stand(name: str):
    spec = {"id": "x", "tree": {"gdp": 1}, "bands": REACHABLE[name]}
    assert mp.definition(spec).bands == tuple(next(iter(band)) for band in REACHABLE[name])


@pytest.mark.parametrize("name", ["wood", "behavioural", "capability", "ping", "rankings", "cornell"])
def test_every_band_of_a_bundled_definition_can_be_reached(name: str):
    assert mp.definition(name).bands


def test_a_change_that_makes_a_band_empty_is_refused_too():
    with pytest.raises(ValueError, match="nobody can be in 'rank'"):
        mp.definition("wood").with_(bands=[{"great": {"rank": [6, 1]}}])


def test_a_span_knows_its_ends():
    assert span_of(Condition("rank", (("min", 3),), ())) == Span(3, float("inf"))
    assert span_of(Condition("score", (("above", 3), ("max", 9)), ())) == Span(3, 9, above=True)
    assert span_of(Condition("capability", (("is", "great"),), ())) is None
    assert Span(1, 1).empty is False
    assert Span(1, 1, above=True).empty
    assert Span(1, 5).holds(Span(1, 5, above=True))
    assert not Span(1, 5, above=True).holds(Span(1, 5))
