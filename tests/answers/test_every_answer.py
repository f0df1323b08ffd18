"""Every result answers alike: a table, figures, words, notes, references; it prints, travels and is copied."""

from __future__ import annotations

import copy
import io
import pickle
from collections.abc import Callable
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.axes import Axes

import mpindex as mp
from mpindex.answers.answer import Answer
from mpindex.errors import MpindexError, OptionError


def few() -> mp.Dataset:
    """Eight states: what every result can do does not depend on how many there are."""
    return mp.load().subset(units=["KAZ", "UZB", "TUR", "USA", "CHN", "RUS", "IND", "BRA"])


#: Name of a result -> how it is asked for, small.
ASKED: dict[str, Callable[[], Any]] = {
    "Index": lambda: mp.definition("wood").apply(),
    "Robustness": lambda: mp.robustness("cinc", draws=60, seed=1),
    "Robustness without bands": lambda: mp.robustness({"id": "x", "tree": {"gdp": 1, "area": 1}}, draws=20),
    "Where": lambda: mp.where("KAZ", ["wood", "regional"]),
    "Where side by side": lambda: mp.where(["TUR", "KAZ"], ["wood", "regional"]),
    "Verdict side by side": lambda: mp.verdict(["TUR", "KAZ"], ["cinc", "wood"], draws=60, seed=1),
    "Verdict": lambda: mp.verdict("KAZ", ["cinc", "rankings"], draws=60, seed=1),
    "Comparison": lambda: mp.compare("wood", "cinc", "rankings"),
    "Census": lambda: mp.census(["wood", "cinc", "rankings"]),
    "Guard": lambda: mp.guard("KAZ", draws=50, seed=1),
    "Trajectory": lambda: mp.trajectory(["KAZ", "UZB"], "wood", [2000, 2010, 2020], few()),
    "Balance": lambda: mp.balance(["KAZ", "TUR"], since=2010, dataset=few()),
    "Audit": lambda: mp.audit("cinc"),
    "Ledger": lambda: mp.ledger(["KAZ", "NOR"]),
    "Dataset": lambda: mp.load().subset(units=["KAZ", "UZB", "TUR"], indicators=["gdp", "population"]),
    "Definition": lambda: mp.definition("capability"),
    "Sensitivity": lambda: mp.sensitivity("KAZ", "cinc", draws=20, seed=1),
}
#: What `read` takes back from the table of a result: its figures.
FIGURES = {
    "Index": {"score", "rank", "position", "gap", "coverage"},
    "Trajectory": {"score", "rank", "position", "coverage", "full_rank"},
    "Dataset": {"gdp", "population"},
}
#: Results of draws, which a seed makes again.
DRAWN_AT_RANDOM = (
    "Robustness",
    "Robustness without bands",
    "Verdict",
    "Verdict side by side",
    "Guard",
    "Sensitivity",
    "Types",
)
#: What a figure must be told, where a result does not know it.
DRAWN = {"Dataset": ("gdp", ["KAZ", "UZB"])}


@pytest.fixture(scope="module", params=ASKED)
def asked(request: pytest.FixtureRequest) -> tuple[str, Any]:
    return request.param, ASKED[request.param]()


def looked_at(result: Any, name: str) -> Any:
    """The same result once everything has been asked of it."""
    repr(result), str(result), result._repr_html_(), result.in_words(), result.notes, result.to_frame()
    plt.close(result.plot(*DRAWN.get(name, ())).figure)
    return result


def test_it_is_an_answer(asked):
    assert isinstance(asked[1], Answer)


def test_its_table_is_tidy(asked):
    frame = asked[1].to_frame()
    assert isinstance(frame, pd.DataFrame) and len(frame)
    assert isinstance(frame.index, pd.RangeIndex) and frame.columns.nlevels == 1
    assert all(isinstance(name, str) for name in frame.columns) and frame.columns.is_unique
    if "unit" in frame:
        assert list(frame.columns[:2]) == ["unit", "name"]
    for column in frame.columns.intersection(["band", "tier", "next_band"]):
        assert isinstance(frame[column].dtype, pd.CategoricalDtype) and frame[column].cat.ordered


def test_its_table_is_another_each_time(asked):
    frame = asked[1].to_frame()
    frame.iloc[:, 0] = None
    assert asked[1].to_frame().iloc[:, 0].notna().any()


def test_its_figures_come_back_through_csv(asked):
    name, result = asked
    if name not in FIGURES:
        pytest.skip("it holds no figures by unit")
    frame = result.to_frame()
    data = mp.read(pd.read_csv(io.StringIO(frame.to_csv(index=False)), keep_default_na=False, na_values=[""]))
    assert FIGURES[name] <= set(data.indicators)
    if "rank" in frame:
        frame = frame.rename(columns={"rank": "value"}).assign(indicator="rank")
    own = frame.dropna(subset=["value"]).set_index(["unit", "indicator", "year"])["value"].astype(float)
    read = data.tidy.set_index(["unit", "indicator", "year"])["value"]
    pd.testing.assert_series_equal(read.reindex(own.index), own)


def test_its_figure_is_drawn_and_the_others_are_found_by_completion(asked):
    plot, given = asked[1].plot, DRAWN.get(asked[0], ())
    ax = plot(*given)
    assert isinstance(ax, Axes)
    plt.close(ax.figure)
    kinds = dir(plot)
    assert plot.default in kinds and all(callable(getattr(plot, kind)) for kind in kinds)
    assert all(kind in repr(plot) for kind in kinds)
    with pytest.raises(AttributeError, match="There are: "):
        _ = plot.no_such_figure
    with pytest.raises(OptionError, match="There are: "):
        plot(kind="no_such_figure")
    with pytest.raises(MpindexError, match=r"has no (option|argument) 'titel'"):
        plot(*given, titel="x")


def test_it_says_itself_in_words(asked):
    words = asked[1].in_words()
    assert isinstance(words, str) and len(words) > 20
    assert "nan" not in words.split() and "None" not in words


def test_it_says_what_it_is_and_shows_its_notes(asked):
    result = asked[1]
    assert isinstance(result.notes, tuple) and all(isinstance(note, str) for note in result.notes)
    text = " ".join(str(result).split())
    shown = all(" ".join(note.split())[:40] in text for note in result.notes[:3])
    assert shown or "each explained in .notes" in text


def test_its_html_is_escaped(asked):
    html = asked[1]._repr_html_()
    assert isinstance(html, str) and "<" in html


def test_it_cites(asked):
    text = asked[1].cite()
    assert isinstance(text, str) and len(text) > 40


def test_it_knows_what_it_was_made_with(asked):
    name, result = asked
    record = result.record
    assert record["mpindex"] == mp.__version__ and len(record["bundled"]) == 12
    assert record["question"] == result.heading
    assert record["data"] is not None or name == "Definition"
    assert record["definitions"] or record["tables"] or name in ("Ledger", "Dataset")
    assert all(text.startswith("id: ") for text in record["definitions"].values())
    assert (record["seed"] is not None) == (name in DRAWN_AT_RANDOM)
    assert len(str(record).splitlines()) == len(record.lines())


AGAIN = {"pickle": lambda x: pickle.loads(pickle.dumps(x)), "copy": copy.copy, "deepcopy": copy.deepcopy}


def test_it_travels_and_is_copied_before_and_after_it_was_looked_at(asked):
    name, _ = asked
    result = ASKED[name]()
    fresh = {way: again(result) for way, again in AGAIN.items()}
    looked_at(result, name)
    others = {f"{way} and then looked at": other for way, other in fresh.items()}
    others |= {f"{way} of what was looked at": again(result) for way, again in AGAIN.items()}
    others["pickle of a pickle"] = AGAIN["pickle"](looked_at(fresh["pickle"], name))
    frame, words, notes = result.to_frame(), result.in_words(), result.notes
    for way, other in others.items():
        assert type(other) is type(result), way
        pd.testing.assert_frame_equal(other.to_frame(), frame, obj=way)
        assert (other.in_words(), other.notes) == (words, notes), way
