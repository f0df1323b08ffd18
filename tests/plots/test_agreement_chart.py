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
    assert [label.get_text() for label in ax.get_yticklabels()] == [
        "b",
        "c",
    ]  # no empty row and no empty column
    assert [text.get_text() for text in ax.texts if str(text.get_gid()).startswith("column:")] == ["a", "b"]
    assert ruler.title(ax) == "B and a are most alike (0.90); least c and b (-0.10)"


def test_the_only_pair_is_not_called_the_most_alike(ruler):
    ax = plots.agreement(MATRIX.loc[["a", "b"], ["a", "b"]], source="two lists")
    assert ruler.title(ax) == "B and a agree to 0.90"


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
    assert len(ax.get_yticklabels()) == 28
    assert [text.get_text()[:19] for text in ax.texts if text.get_gid() == "column:0"] == [
        "Definition number 0"
    ]
    ruler.assert_clean(ax)


def test_a_measure_says_what_one_means(ruler):
    for measure, one in (
        ("correlation (Pearson)", "a straight line"),
        ("rank correlation", "the same order"),
        ("share of states in both", "full agreement"),
    ):
        assert ruler.subtitle(plots.agreement(MATRIX, source="x", measure=measure)).endswith(f"1 is {one}.")
