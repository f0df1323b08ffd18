"""An audit draws how alike indicators are, by their names, and what counts."""

from __future__ import annotations

import matplotlib.pyplot as plt

import mpindex as mp


def test_correlations_and_weights_are_drawn():
    audit = mp.audit("cinc")
    for ax in (audit.plot(), audit.plot.correlations("spearman"), audit.plot.icicle()):
        assert any(text.get_text() for text in ax.figure.findobj(plt.Text))
        plt.close(ax.figure)
    drawn = audit.plot("kendall")
    assert any("Correlation (Kendall)" in text.get_text() for text in drawn.figure.findobj(plt.Text))
    plt.close(drawn.figure)
