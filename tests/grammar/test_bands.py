# ruff: noqa: E501
"""The grammar of `bands:`: labels in order, each with conditions on named quantities."""

from __future__ import annotations

from collections.abc import Callable

import pytest

TREE = "tree: {gdp: 1}\n"

#: text of a file after its id -> (line, words of the message)
FAULTS = {
    "bands as a mapping": ("bands: {great: {}}\n" + TREE, 2, "bands must be an ordered list, first match wins:  - great: {rank: [1, 5]}"),
    "two labels in one band": ("bands: [{great: {}, small: {}}]\n" + TREE, 2, "a band is one label with its conditions, as in  great: {rank: [1, 5]}"),
    "a band twice": ("bands:\n  - great: {}\n  - great: {}\n" + TREE, 4, "band 'great' is there twice"),
    "the band of the bandless": ("bands: [{unclassified: {}}]\n" + TREE, 2, "'unclassified' is a word of the library's own; give this band another label"),
    "conditions as text": ("bands: [{great: big}]\n" + TREE, 2, "conditions must be a mapping, as in  {score: {min: 0.05}, rank: [1, 36]}; {} takes all that is left"),
    "a pair of three": ("bands: [{great: {rank: [1, 2, 3]}}]\n" + TREE, 2, "'rank': a pair of numbers [lowest, highest] is expected, not [1, 2, 3]"),
    "an unknown test": ("bands: [{great: {score: {mni: 1}}}]\n" + TREE, 2, "unknown key 'mni' in condition 'score'. Did you mean 'min'? Known: above, below, is, max, min, not"),
    "a bound as text": ("bands: [{great: {score: {min: high}}}]\n" + TREE, 2, "'min' must be a number, {quantile: 0.25, of: {lists: verified, at_least: 3}} or {youden: true, of: ...}, not 'high'"),
    "a quantile beyond one": ("bands: [{great: {score: {min: {quantile: 25}}}}]\n" + TREE, 2, "'min' must be a number, {quantile: 0.25, of: {lists: verified, at_least: 3}} or {youden: true, of: ...}, not {'quantile': 25}"),
    "an unknown set": ("bands: [{great: {score: {min: {quantile: .5, of: {list: all}}}}}]\n" + TREE, 2, "'min' must be a number, {quantile: 0.25, of: {lists: verified, at_least: 3}} or {youden: true, of: ...}, not {'quantile': 0.5, 'of': {'list': 'all'}}"),
    "leaves without a range": ("bands: [{great: {leaves: {at_least: 50%}}}]\n" + TREE, 2, "'leaves' needs both within: [lowest, highest] and at_least: 50% (or a number of leaves)"),
    "leaves with half a range": ("bands: [{great: {leaves: {within: 5, at_least: 50%}}}]\n" + TREE, 2, "'within' must be a pair of numbers [lowest, highest], not 5"),
    "leaves of a wrong share": ("bands: [{great: {leaves: {within: [0, 1], at_least: half}}}]\n" + TREE, 2, "'at_least' must be a number of leaves, or a share such as 50%, not 'half'"),
    "breaks": ("bands: [{great: {breaks: 3}}]\n" + TREE, 2, "'breaks' needs a mapping of classes, log, class, among, as in  breaks: {classes: 3, class: 1}"),
    "classes": ("bands: [{great: {breaks: {classes: three}}}]\n" + TREE, 2, "'classes' must be a whole number of at least 1, not 'three'"),
    "an option of another cut": ("bands: [{great: {gap: {classes: 3}}}]\n" + TREE, 2, "unknown key 'classes' in condition 'gap'. Did you mean 'class'? Known: among, class, from, log, to"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_with_file_line_and_remedy(name: str, named_at: Callable[..., None]):
    named_at(*FAULTS[name])
