"""A user's own table is read on the command line as it is in Python; notes and hints speak the command line's language."""

import json
import re

import pandas as pd
import pytest

import mpindex as mp


def write(folder, text, name="mine.csv", encoding="utf-8"):
    path = folder / name
    path.write_text(text, encoding=encoding)
    return path


def test_a_users_value_is_put_over_the_bundled_ones_and_all_others_stay(run, tmp_path):
    path = write(tmp_path, "country,year,gdp\nKAZ,2026,300000000000\n")
    ran = run("rank", "wood", "--data", path, "--format", "csv")
    assert "your table replaces 1 value of gdp (KAZ); 194 bundled values stay" in ran.err
    own = mp.definition("wood").apply(mp.load()).table["score"]
    mine = ran.table.set_index("unit")["score"]
    assert mine["KAZ"] == 300000000000
    assert mine.drop("KAZ").round(-3).to_dict() == own.drop("KAZ").round(-3).to_dict()


def test_an_indicator_that_is_new_is_added(run, tmp_path):
    path = write(tmp_path, "country,year,embassies\nKAZ,2025,300\n")
    ran = run("rank", "wood", "--data", path)
    assert ran.status == 0
    assert "replaces" not in ran.err


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("country;year;x\nKAZ;2025;1,5\n", ["--decimal", ","]),
        ('country,year,x\nKAZ,2025,"$1.5"\n', ["--strip", "$"]),
        ("country,year,x\nKAZ,2025,1.5\nNowhere,2025,-99\n", ["--leave-out", "Nowhere"]),
        ("country,year,x\nKAZ,2025,1.5\nNowhere,2025,2\n", ["--unknown", "leave_out"]),
        ("country,year,x\nKAZ,2025,1.5\nWorld,2025,9\n", ["--states-only"]),
        ("number,year,x\n705,2025,1.5\n", ["--columns", "number=unit", "--codes", "cow"]),
        ("country,year,x,sex\nKAZ,2025,1.5,T\nKAZ,2025,2,F\n", ["--choose", "sex=T"]),
        ("country,year,x\nKAZ,2025,0.0015\n", ["--scale", "x=1000"]),
        ("country,year,x\nKAZ,2025,1.5\nUZB,2025,-99\n", ["--missing=-99"]),
        ("lots of words, and commas, here\ncountry,year,x\nKAZ,2025,1.5\n", ["--header", "2"]),
        ("country,year,x\nKAZ,2025,1.5\n", ["--skip", "0"]),
        ("country#year#x\nKAZ#2025#1.5\n", ["--delimiter", "#"]),
        ("country,year,x,y\nKAZ,2025,1.5,7\n", ["--columns", "y="]),
    ],
)
def test_each_option_reads_what_it_is_for(run, tmp_path, text, options):
    path = write(tmp_path, text)
    mine = write(
        tmp_path, "id: mine\ntitle: Mine\nquestion: Who?\nnormalise: none\ntree: {x: 1}\n", "mine.yaml"
    )
    ran = run("rank", mine, "--data", path, "--format", "csv", *options)
    assert ran.status == 0, ran.err
    assert ran.table.set_index("unit").loc["KAZ", "score"] == pytest.approx(1.5)


def test_a_sheet_and_an_encoding_are_named(run, tmp_path):
    table = pd.DataFrame({"country": ["KAZ"], "year": [2025], "x": [1.5]})
    with pd.ExcelWriter(tmp_path / "b.xlsx") as book:
        table.assign(x=9.0).to_excel(book, sheet_name="old", index=False)
        table.to_excel(book, sheet_name="new", index=False)
    assert "1 of 1" in run("check", tmp_path / "b.xlsx", "--sheet", "new").out
    path = write(tmp_path, "country,x\nCôte d'Ivoire,1\n", encoding="cp1252")
    ran = run("check", path)
    assert ran.status == 1
    assert "pass --encoding (Excel: 'cp1252')" in ran.out
    assert run("check", path, "--encoding", "cp1252").status == 0


def test_names_stand_in_a_file(run, tmp_path):
    path = write(tmp_path, "country,x\nKazakhstan,1\nThe Steppe,2\nUzbekistan,3\n")
    ran = run("check", path)
    assert "--names FILE with the line The Steppe,ISO3, or --leave-out 'The Steppe'" in ran.out
    names = write(tmp_path, "The Steppe,MNG\n", "names.csv")
    assert "MNG" in run("check", path, "--names", names).out


def test_hints_are_told_uncut_and_in_the_words_of_the_command_line(run, tmp_path):
    path = write(tmp_path, "country,year,x\nKAZ,2025,1\nWorld,2025,9\nUSSR,2025,9\n")
    ran = run("check", path)
    assert "(--states-only leaves it out)" in ran.out
    assert "..." not in ran.out
    assert "states_only=" not in ran.out
    as_json = json.loads(run("check", path, "--format", "json").out)
    assert all("--states-only" in row["hint"] for row in as_json)


def test_notes_of_a_checked_table_are_told_in_full(run, tmp_path):
    header = ",".join(f"an_indicator_with_a_long_name_{i}" for i in range(8))
    path = write(tmp_path, f"country,year,{header}\nKAZ,2025,{','.join('1' * 8)}\n")
    assert "an_indicator_with_a_long_name_7" in run("check", path).out.split("without metadata")[1]


def test_a_pair_without_an_equals_sign_is_a_wrong_call(run, tmp_path):
    ran = run("rank", "wood", "--columns", "value")
    assert ran.status == 2
    assert "must be NAME=VALUE" in ran.err


def test_territories_can_stay(run, tmp_path):
    path = write(tmp_path, "country,year,x\nKAZ,2025,1\nHong Kong,2025,9\n")
    mine = write(
        tmp_path, "id: mine\ntitle: Mine\nquestion: Who?\nnormalise: none\ntree: {x: 1}\n", "mine.yaml"
    )
    ran = run("rank", mine, "--data", path, "--also", "HKG", "--format", "csv")
    assert ran.table["unit"].iloc[0] == "HKG"


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ("members wood --years 2000:2010", "--years says .* none is given by --data FILE; which years to follow is --span"),
        ("where KAZ --decimal , --also HKG", "--decimal, --also say how your own table is read"),
        ("rank wood --states-only", "--states-only says"),
        ("where KAZ --years 2010", "--years says how your own table is read, and none is given by --data FILE$"),
    ],
)  # fmt: skip
def test_an_option_for_a_table_that_is_not_given_is_refused_and_not_passed_over(run, call, words):
    ran = run(*call.split())
    assert ran.status == 2
    assert re.search(words, ran.err.strip())
