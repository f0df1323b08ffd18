"""A definition as every answer: its tree as table and figure, its question and bands in words, its notes."""

from __future__ import annotations

import matplotlib.pyplot as plt

import mpindex as mp


def test_its_table_is_its_tree_with_shares():
    frame = mp.definition("capability").to_frame()
    assert list(frame.columns[:3]) == ["element", "definition", "parent"]
    assert frame.loc[0, "share"] == 1 and abs(frame.loc[frame["depth"] == 1, "share"].sum() - 1) < 1e-12


def test_its_heading_counts_its_indicators_and_no_node_between():
    definition = mp.definition({"id": "x", "title": "Land", "tree": {"gdp": 1, "size": {"of": {"area": 1}}}})
    assert definition.heading == "Definition x: Land (other, own; 2 indicators)"


def test_words_are_its_question_what_counts_and_its_bands():
    words = mp.definition("capability").in_words()
    assert "economy" in words and " 41 %" in words and words.endswith("Bands: great, middle, minor, small.")
    assert mp.definition({"id": "x", "tree": {"gdp": 1}}).in_words().endswith("100 %.")


def test_printed_it_shows_its_tree_and_notes_its_repr_is_one_line():
    definition = mp.definition("capability")
    assert definition.notes and str(definition).endswith(f"note: {definition.notes[0]}")
    assert "economy" in str(definition) and "\n" not in repr(definition)
    assert mp.definition({"id": "x", "tree": {"gdp": 1}}).notes == ()


def test_what_counts_is_drawn_without_data():
    ax = mp.definition("capability").plot()
    assert any("Capability" in text.get_text() for text in ax.figure.findobj(plt.Text))
    plt.close(ax.figure)


def test_it_cites_its_own_sources_and_every_figure():
    text = mp.definition("wood").cite()
    assert text.splitlines()[0].startswith("Middle powers by GDP rank") and "  gdp: " in text
