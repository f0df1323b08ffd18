"""The waterfall: what lifts a score and what holds it back."""

from mpindex import plots

SOURCE = "definition rankings"


def test_a_waterfall_that_does_not_add_up_says_so(indexes, ruler):
    ax = plots.waterfall(
        indexes["rankings"].explain("KAZ"), name="Kazakhstan", source=SOURCE, low_is_best=True
    )
    assert any("do not sum" in text.get_text().replace("\n", " ") for text in ax.texts)
    ruler.assert_clean(ax)
