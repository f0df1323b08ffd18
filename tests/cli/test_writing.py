"""-o writes the answer in the format that the file's name ends with."""

from __future__ import annotations

import json

import pandas as pd
import pytest

import mpindex as mp


def test_each_ending_has_its_format(run, tmp_path):
    for ending, begins in {
        "csv": b"unit,name,score", "json": b"[\n", "md": b"| unit |", "txt": b"Middle powers", "html": b"<!doctype html>",
        "png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF", "xlsx": b"PK",
    }.items():  # fmt: skip
        path = tmp_path / f"wood.{ending}"
        ran = run("rank", "wood", "-o", path)
        assert (ran.status, ran.out) == (0, f"written to {path}\n"), ran.err
        assert path.read_bytes().startswith(begins), ending


def test_the_csv_is_what_is_printed_for_programs(run, tmp_path):
    run("rank", "wood", "-o", tmp_path / "wood.csv")
    assert (tmp_path / "wood.csv").read_text(encoding="utf-8") == run("rank", "wood", "--format", "csv").out
    assert len(json.loads(run("rank", "wood", "--format", "json").out)) == len(mp.load().units)


def test_a_table_that_is_no_index_is_a_workbook_of_one_sheet(run, tmp_path):
    run("search", "trade", "-o", tmp_path / "found.xlsx")
    assert list(pd.read_excel(tmp_path / "found.xlsx")["id"]) == mp.search("trade").ids


def test_an_ending_without_a_format_is_refused_before_anything_is_computed(run, tmp_path):
    ran = run("verdict", "KAZ", "-o", tmp_path / "kaz.docx")
    assert ran.status == 2
    assert ".csv, .json, .md" in ran.err


def test_what_has_no_figure_says_what_can_be_written(run, tmp_path):
    ran = run("definitions", "-o", tmp_path / "all.png")
    ways = ".csv, .json, .md, .xlsx, .html"
    assert ran.status == 2
    assert f"{tmp_path / 'all.png'}: definitions has no figure; it can be written as {ways}" in ran.err


def test_a_figure_is_of_one_unit(run, tmp_path):
    ran = run("where", "KAZ", "UZB", "-d", "wood", "-o", tmp_path / "two.png")
    assert ran.status == 2 and "name one" in ran.err


def test_a_folder_that_is_not_there_is_a_wrong_call(run, tmp_path):
    ran = run("rank", "wood", "-o", tmp_path / "nowhere" / "a.csv")
    assert ran.status == 2 and "Traceback" not in ran.err


@pytest.mark.parametrize(
    "verb", [("where", "KAZ", "-d", "wood"), ("search", "trade"), ("explain", "KAZ", "-d", "wood")]
)
def test_a_page_holds_the_answer(run, tmp_path, verb):
    path = tmp_path / "page.html"
    assert run(*verb, "-o", path).status == 0
    page = path.read_text(encoding="utf-8")
    assert "<table" in page and f"<title>mpindex {verb[0]}</title>" in page
