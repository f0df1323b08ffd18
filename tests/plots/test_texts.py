"""Texts that fit their width."""

import matplotlib.pyplot as plt

from mpindex.plots.texts import extent, wrapped


def test_a_text_is_broken_to_the_width_and_no_word_is_lost():
    ax = plt.subplots()[1]
    text = "Where does a state sit among the powers, and how sure can we be of it"
    lines = wrapped(ax, text, 150.0, fontsize=9)
    assert lines.replace("\n", " ") == text and "\n" in lines
    assert all(extent(ax, line, fontsize=9)[0] <= 150 for line in lines.split("\n"))


def test_a_word_longer_than_the_width_stays_whole():
    assert wrapped(plt.subplots()[1], "Liechtenstein", 5.0, fontsize=9) == "Liechtenstein"
