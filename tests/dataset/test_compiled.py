"""The arrays beside the CSV files are what the files say, and only as long as they say it."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from mpindex.dataset import compiled
from mpindex.dataset.bundled import load
from mpindex.resources import folder

DATA = folder("data")


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The files of `data/` without their arrays."""
    place = tmp_path_factory.mktemp("data")
    for name in (*compiled.TYPES, "countries.csv", "datapackage.json"):
        (place / name).symlink_to(Path(str(DATA.joinpath(name))))
    return place


def test_the_bundled_arrays_are_what_the_parser_makes_of_the_files(files, monkeypatch):
    parsed, pairs = load(folder=files).panel, compiled.table(files, "dyads")
    monkeypatch.setattr(compiled, "read_csv", None)  # now the arrays are read, and no file is parsed
    panel = load(folder=DATA).panel
    for name in ("indicator", "unit", "year", "value", "source"):
        assert np.array_equal(getattr(panel, name), getattr(parsed, name)), name
    assert panel.sources == parsed.sources
    pd.testing.assert_frame_equal(compiled.table(DATA, "dyads"), pairs, check_exact=True)


def test_the_bundled_arrays_are_compiled_anew_to_the_byte(files):
    compiled.write(files)
    for name in compiled.TYPES:
        file = f"{name}.arrays"
        assert (files / file).read_bytes() == DATA.joinpath(file).read_bytes(), file


def test_a_changed_file_is_read_in_place_of_its_arrays(tmp_path, small, values):
    compiled.write(tmp_path)
    assert load(folder=tmp_path).frame.equals(small.frame)
    (tmp_path / "values/mixed.csv").write_text(values.replace("310", "311"), encoding="utf-8")
    assert load(folder=tmp_path).frame.loc["KAZ", "gdp"] == 311


@pytest.mark.parametrize("length", [0, 3, 130, 200, 600, -8])
def test_damaged_arrays_are_passed_over(tmp_path, small, length):
    compiled.write(tmp_path)
    file = tmp_path / "values.arrays"
    file.write_bytes(file.read_bytes()[:length])
    assert load(folder=tmp_path).frame.equals(small.frame)


def test_arrays_say_the_same_as_a_small_folder_of_files(tmp_path, small):
    dyads = small.dyads
    compiled.write(tmp_path)
    then = load(2024, folder=tmp_path)
    assert then.frame.equals(small.at(2024).frame)
    pd.testing.assert_frame_equal(load(folder=tmp_path).dyads, dyads)


def test_a_checksum_is_of_all_bytes_in_order(tmp_path, monkeypatch):
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_bytes(b"ab"), two.write_bytes(b"cde")
    whole = tmp_path / "whole"
    whole.write_bytes(b"abcde")
    monkeypatch.setattr(compiled, "PART", 2)
    assert compiled.checksum([one, two]) == compiled.checksum([whole]) != compiled.checksum([two, one])
