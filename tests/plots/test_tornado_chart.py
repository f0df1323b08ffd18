"""The tornado: how far each choice alone moves a result."""

import pandas as pd

from mpindex import plots


def test_the_widest_choice_is_on_top_and_in_the_title(ruler):
    swing = pd.DataFrame(
        {"label": ["Weights", "Scaling"], "low": [50, 41], "high": [61, 71], "reference": 54}
    )
    ax = plots.tornado(swing, source="x", outcome="rank of Kazakhstan", low_is_best=True)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Scaling", "Weights"]
    assert ruler.title(ax) == "Scaling moves the rank of Kazakhstan most, from 41st to 71st"
