"""A plan names all that a dataset lacks for a definition at once."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.errors import DefinitionError

NAN = np.nan


def data(columns: dict[str, list[float]], **metadata: dict[str, Any]) -> Dataset:
    frame = pd.DataFrame(columns, dtype=float)
    frame.index = pd.Index(list("ABCDEFGH")[: len(frame)])
    return Dataset.from_frame(frame, metadata=metadata)


ABC = data({"a": [1, 2, 3, 5], "b": [10, 40, 20, 30], "c": [7, 5, 3, 1], "size": [1, 2, 4, 5]})


def test_data_that_are_not_what_a_definition_is_of_are_told_in_one_line():
    towns = data({"population": [1, 2, 3], "rent": [3, 1, 2], "parks": [1, 1, 2], "air": [1, 3, 2]})
    with pytest.raises(DefinitionError) as fault:
        mp.definition("capability").apply(towns)
    assert str(fault.value) == (
        "weights/capability.yaml: the data lack 14 of the 15 figures of 'capability': gdp, gdp_ppp, exports and 11 more."
        " They have population, rent, parks, ...: ask a definition that is made of these"
    )


def test_every_unknown_indicator_is_named_at_once_with_its_line(tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text(
        "id: x\nderive:\n  r: {ratio: [sise, a]}\ntree:\n  economy:\n    of:\n      aa: 1\n      b: {per: siez}\n"
        "bands:\n  - top: {socre: {min: 1}}\n"
    )
    with pytest.raises(DefinitionError) as fault:
        mp.definition(file).apply(ABC)
    lines = sorted(str(fault.value).splitlines())
    expected = [
        "mine.yaml:10: unknown quantity 'socre' in a band. Did you mean 'score'?",
        "mine.yaml:3: unknown indicator 'sise'. Did you mean 'size'?",
        "mine.yaml:7: unknown indicator 'aa' in dimension 'economy'.",
        "mine.yaml:8: unknown indicator 'siez'",
    ]
    assert len(lines) == 4
    for line, words in zip(lines, expected, strict=True):
        assert words in line
