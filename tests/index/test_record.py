"""A saved result is made again to the last digit, or what differs is said."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.errors import DataError, MpindexError, MpindexWarning, OptionError
from mpindex.index.index import Index
from mpindex.index.record import KEYS, differences

FRAME = pd.DataFrame({"a": [1.0, 2.0, 4.0, np.nan], "b": [3.0, 0.1, 1.0, 2.0]}, index=list("wxyz"))
SPEC: dict[str, Any] = {
    "id": "mine",
    "title": "Größe",
    "tree": {"a": 2, "b": 1},
    "bands": [{"top": {"rank": [1, 1]}}, {"rest": {}}],
}


def own(frame: pd.DataFrame = FRAME) -> Index:
    return mp.definition(SPEC).apply(Dataset.from_frame(frame))


def changed(path: Path, **values: Any) -> Path:
    content = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(content | values), encoding="utf-8")
    return path


@pytest.mark.parametrize(("name", "year"), [("wood", None), ("capability", 2015), ("cornell", None)])
def test_a_result_on_the_bundled_world_is_made_again_from_its_file_alone(
    name: str, year: int | None, tmp_path: Path
):
    index = mp.definition(name).apply(mp.load(year=year))
    path = index.save(tmp_path / "result.json")
    with warnings.catch_warnings():
        warnings.simplefilter("error", MpindexWarning)
        again = Index.replay(path)
    pd.testing.assert_series_equal(again.scores, index.scores, check_exact=True)
    assert again.save(tmp_path / "again.json").read_bytes() == path.read_bytes()


def test_parameters_are_kept(tmp_path: Path):
    index = mp.definition("cornell").apply(mp.load(), parameters={"region": "nearest_10"})
    assert Index.replay(index.save(tmp_path / "r.json")).parameters["region"] == "nearest_10"


def test_a_result_on_own_data_needs_them_and_says_so(tmp_path: Path):
    path = own().save(tmp_path / "r.json")
    with pytest.raises(DataError, match="data of its maker's own: give them, as in replay"):
        Index.replay(path)
    with warnings.catch_warnings():
        warnings.simplefilter("error", MpindexWarning)
        assert Index.replay(path, own().dataset).n == own().n


def test_what_differs_is_said_data_units_and_scores(tmp_path: Path):
    path = own().save(tmp_path / "r.json")
    other = Dataset.from_frame(FRAME.rename(index={"w": "v"}).replace(4.0, 3.0))
    with pytest.warns(MpindexWarning) as caught:
        Index.replay(path, other)
    message = str(caught[-1].message)
    digests = own().dataset.digest[:12], other.digest[:12]
    assert "not the same result: the data differ (digest {}, now {})".format(*digests) in message
    assert "1 unit not there now: w" in message and "1 unit new: v" in message
    assert "1 unit with another score, rank or band: x" in message


@pytest.mark.parametrize(("gone", "named"), [(8, ""), (9, " and 1 more")])
def test_eight_units_that_are_gone_are_named_and_the_rest_counted(gone: int, named: str):
    made = {"mpindex": "1", "own": True, "bundled": "", "data": {"digest": "d"}}
    before = {**made, "result": {f"u{i}": [1.0, 1.0, None] for i in range(gone)}}
    (sentence,) = differences(before, {**made, "result": {}})
    assert sentence == f"{gone} units not there now: u0, u1, u2, u3, u4, u5, u6, u7{named}"


def test_another_version_of_the_library_is_said(tmp_path: Path):
    path = changed(own().save(tmp_path / "r.json"), mpindex="0.0.1")
    with pytest.warns(MpindexWarning, match=r"made with mpindex 0\.0\.1, this is"):
        Index.replay(path, own().dataset)


def test_another_version_of_the_bundled_data_is_said_with_and_without_the_same_figures(tmp_path: Path):
    path = mp.definition("wood").apply(mp.load()).save(tmp_path / "r.json")
    now = json.loads(path.read_text(encoding="utf-8"))["data"]
    with pytest.warns(MpindexWarning, match=r"another version with the same figures \(0123456789ab, now "):
        Index.replay(changed(path, bundled="0123456789ab"))
    with pytest.warns(MpindexWarning, match=r"another version \(0123.*the data differ \(digest 4567"):
        Index.replay(changed(path, data={**now, "digest": "4567" * 16}))


def test_a_score_that_was_touched_is_found(tmp_path: Path):
    path = own().save(tmp_path / "r.json")
    result = json.loads(path.read_text(encoding="utf-8"))["result"]
    result["x"][0] = float(np.nextafter(result["x"][0], 1e9))
    with pytest.warns(
        MpindexWarning, match=r"another score \(by 2e-16 of it at most, ranks and bands are the same\): x"
    ):
        Index.replay(changed(path, result=result), own().dataset)
    result["x"][1] = 4.0
    with pytest.warns(MpindexWarning, match="1 unit with another score, rank or band: x"):
        Index.replay(changed(path, result=result), own().dataset)


def test_a_record_says_all_that_is_needed(tmp_path: Path):
    text = own().save(tmp_path / "r.json").read_text(encoding="utf-8")
    assert "Größe" in text  # to be read by people too
    content = json.loads(text)
    assert set(KEYS) <= set(content)
    assert content["own"] is True
    assert content["result"]["z"] == [None, None, None] or content["result"]["z"][2] in ("top", "rest")


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"result": 1}', "null", "[" * 100_000])
def test_what_is_no_record_is_refused(text: str, tmp_path: Path):
    path = tmp_path / "r.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match="record of a result"):
        Index.replay(path)


EDITS = {
    "result": [
        {"x": 5},
        {"x": None},
        {"x": []},
        {"x": "abc"},
        {"x": ["1", 1, None]},
        {"x": [1, 1, 1]},
        [],
        None,
    ],
    "definitions": [{"mine": 5}, [], "mine"],
    "parameters": [{"mine": [1]}, {"mine": "abc"}, None],
    "data": [{}, {"digest": 1, "year": None}, {"digest": "a", "year": "soon"}, {"digest": "a", "year": True}],
    "mpindex": [None, 1],
    "bundled": [None],
    "own": ["no", 1, None],
}


@pytest.mark.each("edit", [(key, value) for key, values in EDITS.items() for value in values])
def test_a_record_that_was_edited_out_of_form_is_refused_by_its_key(edit: tuple[str, Any], tmp_path: Path):
    path = changed(own().save(tmp_path / "r.json"), **dict([edit]))
    with pytest.raises(DataError, match=f"wrong or not there: {edit[0]}$"):
        Index.replay(path, own().dataset)


def test_a_definition_that_was_edited_is_applied_as_it_stands_and_what_it_gives_is_said(tmp_path: Path):
    path = own().save(tmp_path / "r.json")
    with pytest.warns(MpindexWarning, match="3 units with another score, rank or band"):
        Index.replay(changed(path, definitions={"mine": "id: mine\ntree: {a: 1}\n"}), own().dataset)
    with pytest.raises(MpindexError, match="unknown indicator 'q'"):
        Index.replay(changed(path, definitions={"mine": "id: mine\ntree: {q: 1}\n"}), own().dataset)
    with pytest.raises(MpindexError, match="the record:2: not valid YAML"):
        Index.replay(changed(path, definitions={"mine": "id: [x"}), own().dataset)


def test_a_file_that_is_not_there_and_a_place_that_cannot_be_written_to_are_named(tmp_path: Path):
    with pytest.raises(DataError, match="No such file"):
        Index.replay(tmp_path / "none.json")
    with pytest.raises(OptionError, match="nothing can be written"):
        own().save(tmp_path / "no" / "r.json")


REGIONS = {
    "id": "share",
    "missing": "available",
    "derive": {"s": {"share": "x", "among": "region"}},
    "tree": {"s": 1},
}
SALES = {
    "id": "sold",
    "missing": "available",
    "derive": {"s": {"share": "sales", "partners": "region"}},
    "tree": {"s": 1},
}


def with_side_tables(last_region: str = "s", last_sale: float = 4.0) -> Dataset:
    """Six units with groups and flows that the user gave."""
    groups = {"unit": list("ABCDEF"), "grouping": "region", "group": [*"nnnss", last_region]}
    sales = {
        "from": list("ABCDEA"),
        "to": list("BADEDC"),
        "relation": "sales",
        "year": 2020,
        "value": [1, 2, 3, 4, 5, last_sale],
    }
    table = pd.DataFrame({"unit": list("ABCDEF"), "x": [5.0, 3, 2, 9, 4, 1]})
    return mp.read(table, units="free", groups=pd.DataFrame(groups), dyads=pd.DataFrame(sales))


@pytest.mark.parametrize(("spec", "change"), [(REGIONS, {"last_region": "n"}), (SALES, {"last_sale": 9.0})])
def test_groups_and_flows_that_were_given_make_the_same_result_and_others_are_noticed(
    spec: dict[str, Any], change: dict[str, Any], tmp_path: Path
):
    path = mp.definition(spec).apply(with_side_tables()).save(tmp_path / "r.json")
    with warnings.catch_warnings():
        warnings.simplefilter("error", MpindexWarning)
        again = Index.replay(path, with_side_tables())
    assert again.save(tmp_path / "again.json").read_bytes() == path.read_bytes()
    with pytest.warns(MpindexWarning, match="with another score"):
        Index.replay(path, with_side_tables(**change))
