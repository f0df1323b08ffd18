"""What a map shades."""

import numpy as np
import pandas as pd

from mpindex.plots.map_chart.classes import LACKS, Classes


def test_bands_keep_their_order_and_those_without_a_score_are_hatched():
    bands = pd.Series({"A": "small", "B": "great", "C": None, "D": "unclassified", "E": "small"})
    classes = Classes.of(bands, ["great", "middle", "small"])
    assert classes.entries == ["great", "small", "unclassified", LACKS]
    assert classes.key == ["great: 1", "small: 2", "no band: 1", "no score: 1"]
    assert "hatch" in classes.looks[LACKS]


def test_numbers_are_shown_in_fifths_from_the_largest():
    values = pd.Series(np.arange(10.0), index=list("abcdefghij"))
    classes = Classes.of(values, None)
    assert [int((classes.labels == label).sum()) for label in classes.order] == [2, 2, 2, 2, 2]
    assert classes.labels["j"] == classes.order[0]
    assert classes.titles("j", None, "GDP", "unit")[0] == "GDP: j has 9, the 1st fifth from the top"


def test_numbers_all_alike_make_one_class():
    assert len(Classes.of(pd.Series({"A": 1.0, "B": 1.0}), None).order) == 1


def test_the_title_says_how_many_share_the_band():
    classes = Classes.of(pd.Series({"A": "small", "B": "great", "E": "small"}), ["great", "small"])
    assert classes.titles("A", {"A": "Aktau"}, "", "unit")[0] == "Aktau is 'small', like 1 other"
    assert classes.titles("B", None, "", "unit")[0] == "B is 'great', alone"
    assert classes.titles(None, None, "Power", "unit")[0] == "Power: 1 great and 2 small"


def test_a_fifth_in_which_no_number_falls_is_no_class():
    counts = pd.Series([0.0, 1.0, 2.0], index=["A", "B", "C"])
    classes = Classes.of(counts, None)
    assert classes.key == list(classes.order)
    assert set(classes.order) == set(classes.labels)
