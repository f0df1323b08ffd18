"""The agreement matrix."""

import pandas as pd

from mpindex import plots


def test_a_symmetric_matrix_is_drawn_once_and_its_extremes_are_in_the_title(ruler):
    names = ["a", "b", "c"]
    matrix = pd.DataFrame([[1, 0.9, 0.3], [0.9, 1, -0.1], [0.3, -0.1, 1]], index=names, columns=names)
    ax = plots.agreement(matrix, source="three lists")
    assert sorted(text.get_text() for text in ax.texts if not text.get_gid()) == ["-0.10", "0.30", "0.90"]
    assert ruler.title(ax) == "b and a agree most (0.90), c and b least (-0.10)"
