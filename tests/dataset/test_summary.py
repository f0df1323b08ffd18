"""A dataset says in a few lines what it holds."""

import pandas as pd

from mpindex.dataset.dataset import Dataset
from mpindex.dataset.summary import as_html, as_text, lines


def made(**rest):
    frame = pd.DataFrame({"x": [1.0, None]}, index=["<b>", "B"])
    return Dataset.from_frame(frame, year=2020, **rest)


def test_the_text_counts_values_and_names_what_there_is():
    assert as_text(made()).splitlines() == [
        "Dataset: 2 units x 1 indicators",
        "  as of       the newest values (reference year 2020)",
        "  values      1 of 2; years 2020 to 2020; 0 stand-ins",
        "  units       <b>, B",
        "  indicators  x",
    ]


def test_notes_are_shown_and_long_ones_cut_in_the_text():
    data = made(notes=("word " * 100,))
    last = as_text(data).splitlines()[-1]
    assert last.endswith(" w ...") and len(last) == len("  note        ") + 110
    fits = made(notes=("n" * 110,))
    assert as_text(fits).splitlines()[-1].endswith("n" * 110)
    assert dict(lines(data))["note"] == "word " * 100


def test_what_stands_in_a_table_is_no_html():
    assert "<b>" not in as_html(made())
    assert "&lt;b&gt;" in as_html(made())


def test_a_dataset_without_values_prints():
    assert "0 of 0" in as_text(Dataset.from_frame(pd.DataFrame()))
