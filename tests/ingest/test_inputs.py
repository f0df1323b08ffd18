"""Inputs of many kinds, each a small table as people have it: read right, or refused in words that lead to the remedy.

None is read wrong in silence, none ends in an exception that is not ours. They are counted by kind at the end.
"""

# ruff: noqa: E501 - an input stands on a line
from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
import pytest

from mpindex.errors import DataError, MpindexError
from mpindex.ingest.read import read


@dataclass(frozen=True)
class Input:
    """A table, the options with which it is read, and what must come of it: values, a note, or the words of the error."""

    kind: str
    source: Any = field(repr=False)
    options: dict[str, Any] = field(default_factory=dict)
    cells: tuple[tuple[Any, ...], ...] = ()  # (unit, indicator, year, value) that must be there
    units: tuple[str, ...] = ()
    note: str = ""
    error: str = ""


In = Input
V = (("KEN", "v", 2020, 1.5), ("PER", "v", 2020, 2.5))
TIDY = "iso3,year,v\nKEN,2020,1.5\nPER,2020,2.5\n"


def year_headers(form: str, stem: str = "value") -> Input:
    first, second = (form.format(year) for year in (2019, 2020))
    cells = (("KEN", stem, 2019, 1), ("KEN", stem, 2020, 2), ("PER", stem, 2019, 3))
    return Input(
        "years in headers",
        f"country,{first},{second}\nKenya,1,2\nPeru,3,4\n",
        cells=cells,
        note="years stand in the headers: 2019 to 2020",
    )


def unit_header(header: str, units: tuple[str, str] = ("Kenya", "Peru"), **options: Any) -> Input:
    frame = pd.DataFrame({header: list(units), "year": 2020, "v": [1.5, 2.5]})
    return Input("headers of units", frame, options, V)


INPUTS = [
    # ---------------------------------------------------------------- years in headers
    *(year_headers(form) for form in ("{}", "YR{}", "{} [YR{}]".replace("{} [YR{}]", "{0} [YR{0}]"), "X{}", "F{}", "{}.0", "y{}", "FY{}")),
    *(year_headers(form, "beds") for form in ("beds_{}", "beds {}", "beds.{}", "beds-{}", "beds ({})", "beds{}", "beds [YR{}]", "{}_beds", "{} beds")),
    In("years in headers", "country,2019,2020,Rank\nKenya,1,2,7\nPeru,3,4,8\n", {}, (("KEN", "value", 2019, 1),), note="no year dates them: Rank"),
    In("years in headers", "country,2019,2020,Rank\nKenya,1,2,7\n", {"columns": {"Rank": "rank"}}, (("KEN", "rank", 2020, 7),)),
    In("years in headers", "country,2019\nKenya,1\n", {}, (("KEN", "value", 2019, 1),)),
    In("years in headers", "country,GDP 2019,Population 2018\nKenya,1,2\n", {}, (("KEN", "GDP", 2019, 1), ("KEN", "Population", 2018, 2))),
    In("years in headers", "country,2019,2020\nKenya,1,2\n", {"columns": {"value": "gini"}}, (("KEN", "gini", 2019, 1),)),
    In("years in headers", "country,indicator,2019,2020\nKenya,a,1,2\nKenya,b,3,4\n", {}, (("KEN", "a", 2019, 1), ("KEN", "b", 2020, 4))),
    In("years in headers", "country,year,2019\nKenya,2019,1\n", error="columns={'year': None}"),
    In("years in headers", "country,year,x2019\nKenya,2019,1\n", {}, (("KEN", "x2019", 2019, 1),)),
    In("years in headers", "country,2019,2020\nKenya,1,2\n", {"years": "column"}, (("KEN", "2019", 2025, 1),)),
    In("years in headers", "country,agenda 2030\nKenya,1\n", {}, (("KEN", "agenda 2030", 2025, 1),)),
    In("years in headers", "country,a,b\nKenya,1,2\n", {"years": "headers"}, error="no header holds a year"),
    In("years in headers", "country,region,2019,2020\nKenya,Africa,1,2\nKenya,All,3,4\n", error="choose={'region': 'All'}"),
    In("years in headers", pd.DataFrame({"country": ["Kenya"], 2019: [1.0], 2020: [2.0]}), {}, (("KEN", "value", 2020, 2),)),
    # ---------------------------------------------------------------- titles and footnotes
    In("titles and footnotes", "GDP of states\n\n" + TIDY, {}, V, note="passed over above the header: lines 1 to 2"),
    In("titles and footnotes", "Title, with a comma\n\n" + TIDY, {}, V),
    In("titles and footnotes", '"A title","of two cells",\n,,\n' + TIDY, {}, V),
    In("titles and footnotes", "# comment\n\n" + TIDY, {}, V),
    In("titles and footnotes", TIDY + "\nSource: World Bank, 2024\n", {}, V, note="passed over below the table: 'Source: World Bank 2024'"),
    In("titles and footnotes", TIDY + "\nNotes: a, b\n* preliminary\n", {}, V),
    In("titles and footnotes", TIDY + "Data from database: X\nLast Updated: 06/28/2024\n", {}, V),
    In("titles and footnotes", TIDY + ",,\n,,\n", {}, V),
    In("titles and footnotes", TIDY + "\n© The publisher\n", {}, V),
    In("titles and footnotes", TIDY + "\nNAM,2020,3\n", {}, (*V, ("NAM", "v", 2020, 3))),
    In("titles and footnotes", TIDY + "NAM,2020,\n", {}, V, units=("KEN", "PER", "NAM")),
    In("titles and footnotes", "a,b,c\nd,e,f\n" + TIDY, {"header": 3}, V),
    In("titles and footnotes", "a,b,c\n1,2,3\n" + TIDY, {"skip": 2}, V),
    In("titles and footnotes", TIDY, {"header": 9}, error="is empty below line 9"),
    In("titles and footnotes", TIDY, {"header": 0}, error="header must be the line of the header"),
    In("titles and footnotes", TIDY, {"skip": -1}, error="skip must be a number of lines"),
    In("titles and footnotes", [["A title", None, None], ["iso3", "year", "v"], ["KEN", 2020, 1.5], ["PER", 2020, 2.5]], {}, V),
    In("titles and footnotes", pd.DataFrame([["iso3", "year", "v"], ["KEN", 2020, 1.5]], columns=["A title", "Unnamed: 1", "Unnamed: 2"]), {}, V[:1]),
    # ---------------------------------------------------------------- headers of units
    *(unit_header(header) for header in ("Country", "country_name", "Country or Area", "Country/Territory", "Country / Economy", "Economy", "Reporter",
        "GEO (Labels)", "cname", "Nation", "Entity", "Reference area", "Country Name ", "COUNTRY", "Jurisdiction", "Member State")),
    *(unit_header(header, ("KEN", "PER")) for header in ("iso3", "ISO3 Code", "iso_alpha3", "Alpha-3 code", "country_text_id", "isocode", "ccodealp",
        "REF_AREA", "LOCATION", "countryiso3code", "Country Code", "ISO_A3", "code", "geo")),
    *(unit_header(header, (501, 135)) for header in ("COWcode", "ccodecow", "cown")),
    *(unit_header(header, (404, 604)) for header in ("M49 Code", "UN_code", "iso_n3", "GeoAreaCode")),
    unit_header("ccode", (501, 135)),
    unit_header("ccode", (404, 604)),
    unit_header("Staat"),
    unit_header("who", ("Kenya", "Peru")),
    In("headers of units", pd.DataFrame({"nr": [501, 135], "year": 2020, "v": [1.5, 2.5]}), error="no column names the unit"),
    In("headers of units", pd.DataFrame({"nr": [501, 135], "year": 2020, "v": [1.5, 2.5]}), {"columns": {"nr": "unit"}, "codes": "cow"}, V),
    In("headers of units", pd.DataFrame({"nr": [501, 135], "year": 2020, "v": [1.5, 2.5]}), {"columns": {1: "unit"}, "codes": "cow"}, V),
    In("headers of units", pd.DataFrame({"nr": [501], "v": [1]}), {"columns": {7: "unit"}}, error="there is no column '7'"),
    In("headers of units", pd.DataFrame({"unit": ["PC", "PC"], "geo": ["KE", "PE"], "year": 2020, "v": [1.5, 2.5]}), {}, V),
    In("headers of units", pd.DataFrame({"unit": ["t", "t"], "country": ["Kenya", "Peru"], "year": 2020, "v": [1.5, 2.5]}), {}, V),
    In("headers of units", pd.DataFrame({"region": ["Africa", "Americas"], "nation": ["Kenya", "Peru"], "year": 2020, "v": [1.5, 2.5]}), {}, V),
    In("headers of units", pd.DataFrame({"code": ["x1", "x2"], "land": ["Kenya", "Peru"], "year": 2020, "v": [1.5, 2.5]}), {}, V),
    In("headers of units", "Year,Kenya,Peru,Chile\n2020,1.5,2.5,3\n", {}, (("KEN", "value", 2020, 1.5), ("CHL", "value", 2020, 3)), note="the headers are countries"),
    In("headers of units", "Indicator,Year,KEN,PER,CHL\nv,2020,1.5,2.5,3\nw,2020,4,5,6\n", {}, (*V, ("CHL", "w", 2020, 6))),
    In("headers of units", "id,no,is\n1,2,3\n", error="no column names the unit"),
    # ---------------------------------------------------------------- an index, and blank headers
    In("index", ",iso3,year,v\n0,KEN,2020,1.5\n1,PER,2020,2.5\n", {}, V, note="an index without a header"),
    In("index", ",country,year,v\n1,Kenya,2020,1.5\n2,Peru,2020,2.5\n", {}, V),
    In("index", pd.read_csv(io.StringIO(",iso3,year,v\n0,KEN,2020,1.5\n1,PER,2020,2.5\n")), {}, V),
    In("index", ",year,v\nKenya,2020,1.5\nPeru,2020,2.5\n", {}, V),
    In("index", ",year,v\nNorth,2020,1.5\nSouth,2020,2.5\n", {}, (("North", "v", 2020, 1.5),), note="has no header, and was read as the unit"),
    In("index", "iso3,year,v,\nKEN,2020,1.5,\nPER,2020,2.5,\n", {}, V),
    In("index", "iso3,year,v,\nKEN,2020,1.5,7\nPER,2020,2.5,9\n", {"columns": {"column 4": "w"}}, (*V, ("KEN", "w", 2020, 7))),
    In("index", pd.DataFrame({"v": [1.5, 2.5]}, index=pd.MultiIndex.from_tuples([("KEN", 2020), ("PER", 2020)], names=["iso3", "year"])), {}, V),
    In("index", pd.DataFrame({"v": [1.5, 2.5], "year": 2020}, index=["KEN", "PER"]), {}, V),
    In("index", pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_product([["a"], ["b", "c"]])), error="the headers have 2 levels"),
    # ---------------------------------------------------------------- years in cells
    *(In("years in cells", pd.DataFrame({"iso3": ["KEN", "PER"], "time": [cell, cell], "v": [1.5, 2.5]}), {}, V) for cell in (
        "2020", 2020, 2020.0, "2020-01-01", "2020-12-31T00:00:00", "31/12/2020", "YR2020", "2020 [YR2020]", pd.Timestamp("2020-06-01"),
        pd.Period("2020", freq="Y"), np.datetime64("2020-03-01"), "FY2020", "2020.0", "2020-01-01 00:00:00")),
    *(In("years in cells", pd.DataFrame({"iso3": ["KEN"], "year": [cell], "v": [1]}), error=error) for cell, error in (
        ("2020-Q1", "a quarter or month"), ("2020M03", "a quarter or month"), ("2019/20", "a span of years"), ("2019-2020", "a span of years"),
        (2020.5, "must be whole"), (99999, "must be 1000 to 2200"), (43831, "an Excel date?"), ("last year", "the year must be a number"), ("", "the year is missing"))),
    In("years in cells", pd.DataFrame({"iso3": ["KEN", "KEN"], "date": ["2020-01-01", "2020-07-01"], "v": [1, 2]}), error="given 2 times"),
    # ---------------------------------------------------------------- numbers
    *(In("numbers", f'iso3;year;v\nKEN;2020;"{cell}"\nPER;2020;2\n', options, (("KEN", "v", 2020, value),)) for cell, options, value in (
        ("1,234", {"thousands": ","}, 1234), ("1.234,5", {"thousands": ".", "decimal": ","}, 1234.5), ("1 234", {"thousands": " "}, 1234),
        ("$5", {"strip": "$"}, 5), ("12%", {"strip": "%"}, 12), ("5e3", {}, 5000), ("−3", {}, -3), ("+7", {}, 7), (".5", {}, 0.5), ("3rd", {}, 3))),
    *(In("numbers", f'iso3;year;v\nKEN;2020;"{cell}"\nPER;2020;2\n', {}, error=error) for cell, error in (
        ("1,234", "thousands=',' if it is 1234"), ("1.234,5", "thousands='.', decimal=','"), ("1.234.567", "thousands='.', decimal=','"),
        ("1 234,5", "thousands=' ', decimal=','"), ("12%", "strip='%'"), ("$1,234", "strip='$', thousands=','"), ("3,5", "decimal=','"),
        ("5*", "a footnote mark"), ("<1", "is a bound"), ("1-2", "is a range"), ("1.2bn", "a word for a power of ten"), ("many", "must be a number"),
        ("1_0", "must be a number"), ("inf", "must be finite"), ("True", "is true or false"))),
    *(In("numbers", f"iso3,year,v\nKEN,2020,1.5\nPER,2020,{mark}\n", {}, V[:1], note="read as missing") for mark in ("..", "n/a", "NA", "-", "xxx", "...", "null", "NaN")),
    In("numbers", "iso3,year,v\nKEN,2020,1\nPER,2020,-99\nCHL,2020,3\n", {}, note="1 value is -99, a usual mark of what is missing"),
    In("numbers", "iso3,year,v\nKEN,2020,1\nPER,2020,-99\n", {"missing": [-99]}, (("KEN", "v", 2020, 1),), note="read as missing: '-99'"),
    In("numbers", "iso3,year,population\nKEN,2020,1\nPER,2020,-9\n", error="if -9 marks a missing value, pass missing=[-9]"),
    In("numbers", "iso3,year,v\nKEN,2020,1\nPER,2020,unknown\n", {"missing": "unknown"}, (("KEN", "v", 2020, 1),)),
    In("numbers", TIDY, {"decimal": ";"}, error="decimal must be '.' or ','"),
    In("numbers", TIDY, {"thousands": "."}, error="decimal and thousands cannot both be '.'"),
    # ---------------------------------------------------------------- scales and directions
    In("scales", "iso3,year,gdp\nPER,2024,267\nKAZ,2024,288\nCHL,2024,330\n", {}, note="scale={'gdp': 1e9}"),
    In("scales", "iso3,year,gdp\nPER,2024,267\nKAZ,2024,288\n", {"scale": {"gdp": 1e9}}, (("PER", "gdp", 2024, 267e9),)),
    In("scales", "iso3,year,population\nPER,2024,34.2\nKAZ,2024,20.6\n", {}, note="1,000,000 times smaller"),
    In("scales", "iso3,year,v\nPER,2024,1\n", {"scale": {"w": 2}}, error="scale= names 'w'"),
    In("scales", "iso3,year,v\nPER,2024,1\n", {"scale": {"v": 0}}, error="a factor above 0"),
    *(In("scales", f"country,year,{header}\nKenya,2020,1\nPeru,2020,2\n", {}, note="1 = best") for header in ("Rank", "overall_rank", "Place", "world ranking")),
    In("scales", "country,indicator,year,value,direction\nKenya,a,2020,1,-1\nPeru,a,2020,2,1\n", error="gives both directions"),
    # ---------------------------------------------------------------- doubles and dimensions
    In("dimensions", "geo,sex,year,value\nKE,F,2020,1\nKE,M,2020,2\nKE,T,2020,3\n", error="the rows differ in sex (F, M, T): choose={'sex': 'T'}"),
    In("dimensions", "geo,sex,year,value\nKE,F,2020,1\nKE,T,2020,3\n", {"choose": {"SEX": "T"}}, (("KEN", "value", 2020, 3),)),
    In("dimensions", "geo,sex,year,value\nKE,F,2020,1\nKE,T,2020,3\n", {"choose": {"sex": "X"}}, error="sex does not hold 'X'; it holds F, T"),
    In("dimensions", "geo,sex,year,value\nKE,F,2020,1\n", {"choose": {"age": "T"}}, error="there is no column 'age' to choose from"),
    In("dimensions", "geo,unit,year,value\nKE,PC,2020,1\nPE,THS,2020,3\n", {}, note="differ in unit (PC, THS) stand together"),
    In("dimensions", "country,year,v\nKenya,2020,1\nKEN,2020,2\n", error="keep one of lines 2, 3; spelt Kenya, KEN"),
    In("dimensions", "country,year,v,source\nKenya,2020,1,a\nKenya,2020,2,b\n", error="the rows differ in source (a, b)"),
    In("dimensions", "geo,sex,age,year,value\nKE,F,Y1,2020,1\nKE,T,Y1,2020,3\n", {"choose": {"sex": ["T"]}}, (("KEN", "value", 2020, 3),)),
    In("dimensions", "geo,freq,time,value\nKE,A,2020,1\nKE,M,2020-01,3\n", error="choose={'freq': 'A'}"),
    In("dimensions", "geo,age,year,value\nKE,TOTAL,2020,1\nKE,Y15,2020,3\n", {"choose": {"age": "TOTAL"}}, (("KEN", "value", 2020, 1),)),
    In("dimensions", "geo,sex,year,a,b\nKE,F,2020,1,2\nKE,T,2020,3,4\n", error="choose={'sex': 'T'}"),
    # ---------------------------------------------------------------- rows that are no states
    In("no states", "country,year,v\nKenya,2020,1.5\nPeru,2020,2.5\nWorld,2020,9\n", error="states_only=True leaves it out"),
    *(In("no states", f"country,year,v\nKenya,2020,1.5\nPeru,2020,2.5\n{name},2020,9\n", {"states_only": True}, V, units=("KEN", "PER")) for name in (
        "World", "INX", "OWID_WRL", "EU27_2020", "EA20", "ZZK.WORLD", "ZZA.VHHD", "Euro area (19 countries)", "High-income countries", "Africa (UN)",
        "Sub-Saharan Africa", "USSR", "Hong Kong", "Not classified", "Advanced economies", "Least developed countries", "European Union (27)")),
    In("no states", "country,year,v\nKenya,2020,1.5\n" + "".join(f"OWID_{i},2020,1\n" for i in range(9)), {"states_only": True}, V[:1]),
    In("no states", "country,year,v\nKenya,2020,1.5\nPeru,2020,2.5\nThe Old Place,2020,9\n", {"names": {"The Old Place": "DEU"}}, (*V, ("DEU", "v", 2020, 9))),
    In("no states", "country,year,v\nKenya,2020,1.5\nPeru,2020,2.5\nThe Old Place,2020,9\n", {"names": {"The Old Place": None}}, V, note="as asked: The Old Place"),
    In("no states", "country,year,v\nKenya,2020,1.5\nPeru,2020,2.5\nThe Old Place,2020,9\n", {"leave_out": ["The Old Place"]}, V),
    In("no states", "country,year,v\nKenya,2020,1.5\nPeru,2020,2.5\nThe Old Place,2020,9\n", {"unknown": "leave_out"}, V, note="no known units: The Old Place"),
    In("no states", "country,year,v\nKenya,2020,1.5\nPeru,2020,2.5\nThe Old Place,2020,9\n", error="leave_out=['The Old Place']"),
    In("no states", "country,year,v\nKenya,2020,1\n", {"names": {"x": "Ruritania"}}, error="names={'x': 'Ruritania'}: no known country"),
    In("no states", "country,year,v\nKenya,2020,1\n", {"unknown": "drop"}, error="unknown must be 'error' or 'leave_out'"),
    In("no states", "country,year,v\nKenya,2020,1.5\nHong Kong,2020,9\n", {"also": ["HKG"]}, (("HKG", "v", 2020, 9),)),
    In("no states", "country,year,v\nKenya,2020,1.5\nWest Bank and Gaza,2020,9\n", {"also": ["PSE"], "states_only": True}, (("PSE", "v", 2020, 9),)),
    In("no states", "country,year,v\nKenya,2020,1.5\nSomaliland,2020,9\n", {"also": ["Somaliland"]}, (("Somaliland", "v", 2020, 9),)),
    In("no states", "iso3,country,year,v\nKAZ,Turkey,2020,1\n", error="two countries in one row: KAZ and TUR"),
    In("no states", "iso3,country,year,v\nQQQ,Kenya,2020,1.5\nPER,Peru,2020,2.5\n", {}, V[:1], note="the names were read: QQQ (Kenya)"),
    In("no states", "country,year,v\nCongo,2020,1\nKenya,2020,2\n", {}, (("COG", "v", 2020, 1),), note="DR Congo is COD"),
    In("no states", "country,year,v\nKorea,2020,1\nKenya,2020,2\n", {}, (("KOR", "v", 2020, 1),), note="North Korea is PRK"),
    In("no states", "iso3,country,year,v\nCOD,Congo,2020,1\n", {}, (("COD", "v", 2020, 1),)),
    In("no states", "iso3,year,v\nKAZ,1985,1\nKAZ,1995,2\n", {}, note="before the state began: KAZ (began 1991)"),
    In("no states", "iso3,year,v\nKEN,2020,1\nYUG,2023,2\n", error="Yugoslavia ended in 1992"),
    In("no states", "country,year,v\nAfrica,,\nKenya,2020,1.5\n", {}, V[:1], note="no value and are no known units: Africa"),
    *(In("no states", f"country,year,v\nKenya,2020,1\nPeru,2020,2\nChile,2020,2\n{name},2020,9\n", error=hint) for name, hint in (
        ("England", "A part of United Kingdom (GBR)"), ("Scotland", "A part of United Kingdom"), ("Dubai", "A part of United Arab Emirates"), ("Kenia ", ""),
        ("Kazahkstan", "Did you mean 'Kazakhstan'"), ("Foo", "Use the ISO3 code"), ("Ruritania", "Use the ISO3 code")) if hint),
    # ---------------------------------------------------------------- records, buffers, broken text
    In("records", {"iso3": ["KEN", "PER"], "year": [2020, 2020], "v": [1.5, 2.5]}, {}, V),
    In("records", [{"iso3": "KEN", "year": 2020, "v": 1.5}, {"iso3": "PER", "year": 2020, "v": 2.5}], {}, V),
    In("records", [["iso3", "year", "v"], ["KEN", 2020, 1.5], ["PER", 2020, 2.5]], {}, V),
    In("records", b'[{"iso3": "KEN", "year": 2020, "v": 1.5}, {"iso3": "PER", "year": 2020, "v": 2.5}]', {}, V),
    In("records", b'{"iso3": ["KEN", "PER"], "year": [2020, 2020], "v": [1.5, 2.5]}', {}, V),
    In("records", b'{"data": [{"iso3": "KEN", "year": 2020, "v": 1.5}]}', {}, V[:1]),
    In("records", b'{"iso3": "KEN", "year": 2020, "v": 1.5}\n{"iso3": "PER", "year": 2020, "v": 2.5}\n', {}, V),
    In("records", {"iso3": ["KEN"], "v": [1, 2]}, error="the columns do not make a table"),
    In("records", {"KEN": 1.5}, error="a dict of columns is needed"),
    In("records", [], error="is empty"),
    In("records", [1, 2], error="neither all dicts nor all lists"),
    In("records", b'{"iso3": ["KEN"', error="not valid JSON"),
    In("records", b'{"dataSets": [], "structure": {}}', error="is SDMX-JSON"),
    In("records", b'{"a": {"b": 1}, "c": 2}', error="a dict of columns is needed"),
    In("texts", "iso3,year,v\nKEN,2020,1,2\n", error="line 2 has 4 fields, the header 3"),
    In("texts", 'iso3,year,v\nKEN,2020,"1\nPER,2020,2\n', error="a quotation mark is opened and not closed"),
    In("texts", "iso3,year,v\nKEN,2020,1,2\nPER,2020,1,2\n", error="line 3 has 4 fields"),
    In("texts", "iso3\tyear\tv\nKEN\t2020\t1.5\nPER\t2020\t2.5\n", {}, V),
    In("texts", "iso3;year;v\nKEN;2020;1,5\nPER;2020;2,5\n", {"decimal": ","}, V),
    In("texts", "iso3|year|v\nKEN|2020|1.5\nPER|2020|2.5\n", {}, V),
    In("texts", "iso3\r\nKEN\r\n", error="has no column of values"),
    In("texts", "iso3,year,v\r\nKEN,2020,1.5\r\nPER,2020,2.5\r\n", {}, V),
    In("texts", "iso3,year,v\rKEN,2020,1.5\rPER,2020,2.5\r", {}, V),
    In("texts", "\ufeffiso3,year,v\nKEN,2020,1.5\nPER,2020,2.5\n", {}, V),
    In("texts", TIDY.encode("utf-16"), {}, V),
    In("texts", TIDY.encode("utf-16-le"), {}, V),
    In("texts", "country,year,v\nCôte d'Ivoire,2020,1\n".encode("cp1252"), error="pass encoding= (Excel: 'cp1252')"),
    In("texts", "country,year,v\nCôte d'Ivoire,2020,1\n".encode("cp1252"), {"encoding": "cp1252"}, (("CIV", "v", 2020, 1),)),
    In("texts", TIDY, {"encoding": "klingon"}, error="there is no encoding 'klingon'"),
    In("texts", "", error="is empty"),
    In("texts", "iso3,v,v\nKEN,1,2\n", error="the header 'v' stands 2 times"),
    In("texts", "country\tGDP, current\tGDP, PPP\nPeru\t2\t3\nChile\t4\t5\n", {}, (("PER", "GDP, PPP", 2025, 3),)),
    # ---------------------------------------------------------------- options
    In("options", TIDY, {"columns": {"z": "year"}}, error="there is no column 'z'"),
    In("options", TIDY, {"columns": {"v": 5}}, error="gives a column a role or a name"),
    In("options", TIDY, {"units": "states"}, error="units must be 'countries' or 'free'"),
    In("options", TIDY, {"layout": "long"}, error="layout must be 'tidy' or 'wide'"),
    In("options", TIDY, {"years": "rows"}, error="years must be 'headers' or 'column'"),
    In("options", TIDY, {"codes": "fips"}, error="unknown code system 'fips'"),
    In("options", TIDY, {"year": "2020"}, error="year is a whole number"),
    In("options", TIDY, {"also": "HKG"}, error="also takes a list"),
    In("options", TIDY, {"leave_out": "HKG"}, error="leave_out takes a list"),
    In("options", TIDY, {"indicators": 5}, error="indicators takes settings by id"),
    In("options", TIDY, {"indicators": "no such.yaml"}, error="the file of indicators cannot be read"),
    In("options", TIDY, {"names": "no such.csv"}, error="the file of names cannot be read"),
    In("options", TIDY, {"groups": ["w"]}, error="there is no column 'w'"),
    In("options", "no such file.csv", error="there is no file"),
]  # fmt: skip


def source_of(item: Input) -> Any:
    """Texts of tables are given as open files; everything else as it is."""
    if isinstance(item.source, str) and ("\n" in item.source or "\r" in item.source or not item.source):
        return io.StringIO(item.source, newline="")
    return io.BytesIO(item.source) if isinstance(item.source, bytes) else item.source


@pytest.mark.each(
    "item", {"every fifth": INPUTS[::5], "others": [item for i, item in enumerate(INPUTS) if i % 5]}
)
def test_an_input_is_read_right_or_refused_in_words_that_lead_on(item: Input):
    if item.error:
        with pytest.raises(MpindexError, match=re.escape(item.error)):
            read(source_of(item), **item.options)
        return
    data = read(source_of(item), **item.options)
    values = data.tidy.set_index(["unit", "indicator", "year"])["value"]
    for unit, indicator, year, value in item.cells:
        assert values[unit, indicator, year] == value
    if item.units:
        assert data.units == item.units
    assert any(item.note in note for note in data.notes), data.notes


def test_there_are_many_inputs_of_each_kind():
    counts = Counter(item.kind for item in INPUTS)
    assert sum(counts.values()) >= 250
    assert min(counts.values()) >= 10, counts
    refused = Counter(item.kind for item in INPUTS if item.error)
    assert set(refused) == set(counts)


@pytest.mark.each(
    "item", [item for item in INPUTS if isinstance(item.source, str) and not item.error and not item.options]
)
def test_an_input_is_the_same_table_as_a_file(item: Input, tmp_path):
    path = tmp_path / "table.csv"
    path.write_bytes(item.source.encode("utf-8"))
    first, second = read(source_of(item)), read(path)
    for name in ("unit", "indicator", "year", "value"):
        assert first.tidy[name].tolist() == second.tidy[name].tolist()


def test_what_is_wrong_is_never_more_than_there_is():
    table = pd.DataFrame({"country": ["World", "World"], "year": [2020, 2021], "v": [1.0, None]})
    with pytest.raises(DataError, match="1 of 1 values is wrong"):
        read(table, units="countries")
