"""What a reader takes along: a definition that gives the same ranks, and the table."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np
import pytest

import mpindex as mp
from mpindex.cli.main import main
from mpindex.pages.explore.payload import payload

from . import golden
from .conftest import Ask, floats

NASTY = 'a "b": {c} </script><script>alert(1)</script> \u202eright to left\u202c \u2028 # é 😀 - \\ \t end'


def all_saved(ask: Ask, index: mp.Index, views: list[dict], tmp_path: Path) -> list[tuple[dict, Path]]:
    """What the page says of each view, and the definition that it saves; asked together, for node is slow to start."""
    answers = ask(index, [{**view, "yaml": {"note": f"note {NASTY}\nsecond"}} for view in views])
    paths = [tmp_path / f"mine_{i}.yaml" for i in range(len(views))]
    for said, path in zip(answers, paths, strict=True):
        path.write_text(said["yaml"], encoding="utf-8")
    return list(zip(answers, paths, strict=True))


def saved(ask: Ask, index: mp.Index, view: dict, tmp_path: Path) -> tuple[dict, Path]:
    (one,) = all_saved(ask, index, [view], tmp_path)
    return one


VIEWS = [
    {},
    {
        "options": {"scheme": "Lowy, min-max", "missing": "exclude 0.66"},
        "shares": [["economy", 61], ["milex", 12]],
    },
    {"options": {"bands": "largest gaps in ranks 2-10 and 20-80"}, "omitted": ["gdp", "articles"]},
    {"omitted": ["milex", "armed_forces"], "shares": [["diplomacy", 100]]},
]


@pytest.mark.parametrize("view", VIEWS)
def test_a_saved_choice_gives_the_scores_ranks_and_bands_of_the_page(
    ask: Ask, capability: mp.Index, view: dict, tmp_path: Path
) -> None:
    said, path = saved(ask, capability, view, tmp_path)
    index = mp.definition(path).apply(mp.load())
    np.testing.assert_allclose(floats(said["scores"]), index.scores, rtol=1e-9, atol=1e-9)
    np.testing.assert_array_equal(floats(said["ranks"]), index.ranks)
    assert said["bands"] == [None if code < 0 else index.banding.labels[code] for code in index.codes]


def test_the_command_line_ranks_by_a_saved_choice(
    ask: Ask, capability: mp.Index, tmp_path: Path, capsys
) -> None:
    said, path = saved(ask, capability, {"shares": [["technology", 60]]}, tmp_path)
    assert main(["rank", str(path), "--format", "csv"]) == 0
    rows = {row["unit"]: row for row in csv.DictReader(io.StringIO(capsys.readouterr().out))}
    for unit, rank in zip(capability.units, said["ranks"], strict=True):
        if unit in rows and rank is not None:
            assert int(rows[unit]["rank"]) == rank


OTHERS = [
    "behavioural",
    "regional",
    "rankings",
    "jordaan_traditional",
    "sulek",
    "cornell",
    "ping",
    "distance_decay",
]


@pytest.mark.parametrize("name", OTHERS)
def test_every_option_can_be_saved_and_gives_the_same_ranks(ask: Ask, name: str, tmp_path: Path) -> None:
    world = mp.load()
    index = mp.definition(name).apply(world)
    options = [
        {control["name"]: option["label"]}
        for control in payload(index)["controls"]
        for option in control["options"]
    ]
    answers = all_saved(ask, index, [{"options": option} for option in options], tmp_path)
    for option, (said, path) in zip(options, answers, strict=True):
        theirs = mp.definition(path).apply(world).ranks
        np.testing.assert_array_equal(floats(said["ranks"]), theirs, err_msg=str(option))


def test_any_text_survives_saving(ask: Ask, tmp_path: Path) -> None:
    definition, table = golden.forest()
    bands = [{NASTY: {"rank": [1, 3]}}, {"no": {}}]
    texts = {"title": NASTY, "question": NASTY, "notes": "1e5"}
    spec = {**definition.spec, **texts, "bands": bands, "uncertainty": {}}
    _, path = saved(ask, mp.definition(spec).apply(table), {}, tmp_path)
    again = mp.definition(path)
    assert again.question == NASTY
    assert again.spec["notes"] == "1e5"
    assert again.bands == (NASTY, "no")
    assert again.title == f"{NASTY} (a reader's choice)"


def test_weights_found_from_the_data_are_written_out(ask: Ask, tmp_path: Path) -> None:
    definition, table = golden.forest()
    index = definition.with_(weigh="entropy", uncertainty={}).apply(table)
    said, path = saved(ask, index, {}, tmp_path)
    again = mp.definition(path)
    np.testing.assert_allclose(floats(said["scores"]), index.scores, rtol=1e-9)
    np.testing.assert_array_equal(again.apply(table).ranks, index.ranks)
    assert again.spec["weigh"] == "given"


def test_alternatives_of_a_chain_mean_the_same_in_a_saved_choice(
    ask: Ask, capability: mp.Index, tmp_path: Path
) -> None:
    _, path = saved(ask, capability, {"options": {"scheme": "CINC, shares"}}, tmp_path)
    mine, original, world = mp.definition(path), mp.definition("capability"), mp.load()
    ours, theirs = (
        next(item["set"] for item in one.spec["chains"]["scheme"] if item["label"] == "Lowy, min-max")
        for one in (mine, original)
    )
    np.testing.assert_array_equal(
        mine.with_(ours).apply(world).ranks, original.with_(theirs).apply(world).ranks
    )


def test_the_table_is_csv_in_the_order_of_ranks(ask: Ask) -> None:
    definition, table = golden.forest()
    index = definition.apply(table)
    (said,) = ask(index, [{"csv": True}])
    rows = list(csv.DictReader(io.StringIO(said["csv"])))
    assert [row["unit"] for row in rows] == list(index.table.index)
    assert [int(row["rank"]) for row in rows] == index.table["rank"].tolist()
    np.testing.assert_allclose([float(row["score"]) for row in rows], index.table["score"], rtol=1e-12)
    assert [row["band"] for row in rows] == index.table["band"].tolist()
