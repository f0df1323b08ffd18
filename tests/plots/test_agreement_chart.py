"""The agreement matrix."""

import pandas as pd

from mpindex import plots

NAMES = ["a", "b", "c"]
MATRIX = pd.DataFrame([[1, 0.9, 0.3], [0.9, 1, -0.1], [0.3, -0.1, 1]], index=NAMES, columns=NAMES)


def cells(ax):
    return sorted(text.get_text() for text in ax.texts if not text.get_gid())


def test_a_symmetric_matrix_is_drawn_once_and_its_extremes_are_in_the_title(ruler):
    ax = plots.agreement(MATRIX, source="three lists")
    assert cells(ax) == ["-0.10", "0.30", "0.90"]
    assert ruler.title(ax) == "b and a agree most (0.90), c and b least (-0.10)"


def test_other_matrices_are_drawn_whole_with_their_columns_named(ruler):
    ax = plots.agreement(MATRIX.iloc[:2], source="three lists", names={"c": "Cooper, Higgott and Nossal"})
    assert len(cells(ax)) == 6
    assert "Cooper, Higgott and Nossal" in [text.get_text() for text in ax.texts]
    ruler.assert_clean(ax)


def test_many_definitions_at_a_narrow_width_keep_their_names_and_lose_the_numbers(ruler):
    names = [f"Definition number {i} of them all" for i in range(29)]
    matrix = pd.DataFrame(0.5, index=names, columns=names)
    ax = plots.agreement(matrix, source="x", figsize=3.5)
    assert cells(ax) == []
    assert len(ax.get_yticklabels()) == 29
    ruler.assert_clean(ax)
