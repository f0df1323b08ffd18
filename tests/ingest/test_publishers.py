"""The layouts that publishers ship, rebuilt in small with numbers of our own, are read as they are, or with one option
that the error names.
"""

# ruff: noqa: E501 - lines are as long as the publishers make them
from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import pytest

from mpindex.errors import DataError
from mpindex.ingest.read import read


@dataclass(frozen=True)
class Layout:
    """A file in small: its bytes, cells that must be read (unit, indicator, year, value), options, and what leads to them."""

    publisher: str
    content: str | bytes
    cells: list[tuple[str, str, int, float]]
    options: dict[str, Any] = field(default_factory=dict)
    error: str = ""  # what the error without the options says
    absent: tuple[str, ...] = ()  # units that must not be there


LAYOUTS = [
    Layout(
        "World Bank, CSV as downloaded",
        '\ufeff"Data Source","World Development Indicators",\r\n\r\n"Last Updated Date","2024-01-01",\r\n\r\n'
        '"Country Name","Country Code","Indicator Name","Indicator Code","2020","2021",\r\n'
        '"Kenya","KEN","Life expectancy","SP.DYN","60.5","61",\r\n"Peru","PER","Life expectancy","SP.DYN","","72.25",\r\n'
        '"World","WLD","Life expectancy","SP.DYN","70","71",\r\n"Not classified","INX","Life expectancy","SP.DYN","","",\r\n',
        [("KEN", "SP.DYN", 2020, 60.5), ("KEN", "SP.DYN", 2021, 61), ("PER", "SP.DYN", 2021, 72.25)],
        {"states_only": True},
        "states_only=True",
        ("WLD", "INX"),
    ),
    Layout(
        "World Bank, DataBank",
        "Country Name,Country Code,Series Name,Series Code,2019 [YR2019],2020 [YR2020]\n"
        'Kenya,KEN,"GDP (current US$)",NY.GDP,1.5,2\nPeru,PER,"GDP (current US$)",NY.GDP,..,4\n'
        'Kenya,KEN,"Life expectancy, total",SP.DYN,60,61\nPeru,PER,"Life expectancy, total",SP.DYN,70,71\n'
        ",,,,,\n,,,,,\n,,,,,\nData from database: World Development Indicators,,,,,\nLast Updated: 06/28/2024,,,,,\n",
        [("KEN", "NY.GDP", 2019, 1.5), ("PER", "NY.GDP", 2020, 4), ("PER", "SP.DYN", 2019, 70)],
    ),
    Layout(
        "World Bank, API",
        '[{"page":1,"pages":1},[{"indicator":{"id":"SP.POP","value":"Population"},"country":{"id":"KE","value":"Kenya"},'
        '"countryiso3code":"KEN","date":"2020","value":53,"unit":"","obs_status":"","decimal":0},'
        '{"indicator":{"id":"SP.POP","value":"Population"},"country":{"id":"PE","value":"Peru"},'
        '"countryiso3code":"PER","date":"2020","value":null,"unit":"","obs_status":"","decimal":0}]]',
        [("KEN", "SP.POP", 2020, 53)],
    ),
    Layout(
        "Our World in Data",
        "Entity,Code,Year,GDP per capita,Continent\nAfrica,,2020,1,\nHigh-income countries,,2020,1,\nKenya,KEN,2020,2,Africa\n"
        "Kosovo,OWID_KOS,2020,3,Europe\nWorld,OWID_WRL,2020,4,\nUSSR,OWID_USS,1980,4,\n",
        [("KEN", "GDP per capita", 2020, 2), ("XKX", "GDP per capita", 2020, 3)],
        {"states_only": True},
        "states_only=True",
    ),
    Layout(
        "UNDP, time series",
        "iso3,country,hdicode,region,hdi_rank_2021,hdi_2020,hdi_2021,le_2020,le_2021\n"
        "AFG,Afghanistan,Low,SA,180,0.483,0.478,62.6,62\nKEN,Kenya,Medium,SSA,152,0.578,0.575,62.7,61.4\n"
        "ZZA.VHHD,Very high human development,,,,0.895,0.896,78.7,78.5\nZZK.WORLD,World,,,,0.735,0.732,71.7,71.4\n",
        [("AFG", "hdi", 2021, 0.478), ("KEN", "le", 2020, 62.7), ("KEN", "hdi_rank", 2021, 152)],
        {"states_only": True},
        "states_only=True",
    ),
    Layout(
        "IMF, World Economic Outlook",
        (
            "WEO Country Code\tISO\tWEO Subject Code\tCountry\tSubject Descriptor\tSubject Notes\tUnits\tScale\t"
            "Country/Series-specific Notes\t2019\t2020\tEstimates Start After\n"
            "512\tAFG\tNGDPD\tAfghanistan\tGDP, current prices\tIn dollars.\tU.S. dollars\tBillions\tSee notes\t1,234.5\tn/a\t2019\n"
            "914\tALB\tNGDPD\tAlbania\tGDP, current prices\tIn dollars.\tU.S. dollars\tBillions\tSee notes\t15.4\t15.1\t2019\n"
            "914\tALB\tLUR\tAlbania\tUnemployment rate\tNotes.\tPercent\t\tSee notes\t11.5\t--\t2019\n"
            "\nInternational Monetary Fund, World Economic Outlook Database, April 2024\n"
        ).encode("utf-16"),
        [("AFG", "NGDPD", 2019, 1234.5), ("ALB", "NGDPD", 2020, 15.1), ("ALB", "LUR", 2019, 11.5)],
        {"thousands": ","},
        "thousands=','",
    ),
    Layout(
        "Eurostat, TSV",
        "freq,unit,geo\\TIME_PERIOD\t2019 \t2020 \nA,PC,DE\t3.9 b\t: \nA,PC,EL\t3.1 \t4.2 p\nA,PC,EU27_2020\t3 e\t4 \nA,PC,EA20\t: c\t4 \n",
        [("DEU", "value", 2019, 3.9), ("GRC", "value", 2020, 4.2)],
        {"states_only": True},
        "states_only=True",
    ),
    Layout(
        "Eurostat, SDMX-CSV",
        "DATAFLOW,LAST UPDATE,freq,unit,sex,age,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\n"
        "ESTAT:X(1.0),01/01/24,A,PC,F,TOTAL,DE,2020,3.1,b,\nESTAT:X(1.0),01/01/24,A,PC,T,TOTAL,DE,2020,4.1,,\n"
        "ESTAT:X(1.0),01/01/24,A,PC,F,TOTAL,FR,2020,3.2,,\nESTAT:X(1.0),01/01/24,A,PC,T,TOTAL,FR,2020,3.3,,\n",
        [("DEU", "value", 2020, 4.1), ("FRA", "value", 2020, 3.3)],
        {"choose": {"sex": "T"}},
        "choose={'sex': 'T'}",
    ),
    Layout(
        "OECD, older CSV",
        'LOCATION,INDICATOR,SUBJECT,MEASURE,FREQUENCY,TIME,Value,Flag Codes\n"AUS","GDP","TOT","MLN_USD","A","2019",1.5,\n'
        '"AUS","GDP","TOT","MLN_USD","Q","2019-Q1",1,\n"AUT","GDP","TOT","MLN_USD","A","2019",2,\n',
        [("AUS", "GDP", 2019, 1.5), ("AUT", "GDP", 2019, 2)],
        {"choose": {"FREQUENCY": "A"}},
        "choose={'FREQUENCY': 'A'}",
    ),
    Layout(
        "OECD, SDMX-CSV with labels",
        "STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,Reference area,FREQ,Frequency of observation,MEASURE,Measure_label,UNIT_MEASURE,"
        "TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MULT,DECIMALS\n"
        "DATAFLOW,OECD:X(1.0),I,AUS,Australia,A,Annual,GDP,Gross domestic product,USD,2019,1.5,A,6,1\n"
        "DATAFLOW,OECD:X(1.0),I,AUT,Austria,A,Annual,GDP,Gross domestic product,USD,2019,2.5,A,6,1\n",
        [("AUS", "GDP", 2019, 1.5), ("AUT", "GDP", 2019, 2.5)],
    ),
    Layout(
        "WHO, Global Health Observatory",
        "IndicatorCode,Indicator,ValueType,ParentLocationCode,ParentLocation,Location type,SpatialDimValueCode,Location,Period type,"
        "Period,IsLatestYear,Dim1 type,Dim1,Dim1ValueCode,FactValueNumeric,FactValueUoM,Value,Language,DateModified\n"
        "WHS1,Life expectancy,text,AFR,Africa,Country,KEN,Kenya,Year,2019,true,Sex,Both sexes,SEX_BTSX,66.1,,66.1 [65-67],EN,2020-12-04\n"
        "WHS1,Life expectancy,text,AFR,Africa,Country,KEN,Kenya,Year,2019,true,Sex,Male,SEX_MLE,63.7,,63.7 [62-65],EN,2020-12-04\n",
        [("KEN", "WHS1", 2019, 66.1)],
        {"choose": {"Dim1": "Both sexes"}},
        "choose={'Dim1': 'Both sexes'}",
    ),
    Layout(
        "UN data",
        "Country or Area,Year,Value,Value Footnotes\nKenya,2019,5,1\nIran (Islamic Republic of),2019,6,\n\n"
        "footnoteSeqID,Footnote\n1,Estimate of the United Nations\n",
        [("KEN", "value", 2019, 5), ("IRN", "value", 2019, 6)],
    ),
    Layout(
        "UN, SDG database",
        "Goal,Target,Indicator,SeriesCode,SeriesDescription,GeoAreaCode,GeoAreaName,TimePeriod,Value,Time_Detail,Source,Nature\n"
        "1,1.1,1.1.1,SI_POV,Poverty,404,Kenya,2019,12.5,2019,Household survey,C\n"
        "1,1.1,1.1.1,SI_POV,Poverty,604,Peru,2019,3.5,2019,Household survey,C\n",
        [("KEN", "SI_POV", 2019, 12.5), ("PER", "SI_POV", 2019, 3.5)],
    ),
    Layout(
        "V-Dem",
        "country_name,country_text_id,country_id,year,historical_date,project,historical,histname,codingstart,codingend,COWcode,"
        "v2x_polyarchy,v2x_libdem\nMexico,MEX,3,2019,2019-12-31,0,1,United Mexican States,1789,2023,70,0.69,0.42\n"
        "Kenya,KEN,40,2019,2019-12-31,0,1,Republic of Kenya,1900,2023,501,0.5,0.4\n"
        "Palestine/Gaza,PSG,138,2019,2019-12-31,0,1,Gaza,2007,2023,,0.1,0.1\n",
        [("MEX", "v2x_polyarchy", 2019, 0.69), ("KEN", "v2x_libdem", 2019, 0.4)],
        {"states_only": True},
        "states_only=True",
    ),
    Layout(
        "Correlates of War, NMC",
        "stateabb,ccode,year,milex,milper,irst,pec,tpop,upop,cinc,version\nUSA,2,2016,593372,1347,78475,-9,324118,9,.13,6\n"
        "KZK,705,2016,1,40,4,5,6,7,.01,6\nCHN,710,2016,3,4,5,6,7,8,.2,6\n",
        [("USA", "milper", 2016, 1347), ("KAZ", "cinc", 2016, 0.01)],
    ),
    Layout(
        "Polity",
        "p5,cyear,ccode,scode,country,year,flag,fragment,democ,autoc,polity2\n0,21800,2,USA,United States,2018,0,,8,0,8\n"
        "0,7052018,705,KZK,Kazakhstan,2018,0,0,1,7,-6\n0,3452018,345,YGS,Yugoslavia,1991,0,0,1,6,-5\n",
        [("USA", "democ", 2018, 8), ("KAZ", "polity2", 2018, -6)],
        {"states_only": True},
        "states_only=True",
    ),
    Layout(
        "Penn World Table",
        "countrycode,country,currency_unit,year,rgdpe,pop,i_cig,i_irr\nABW,Aruba,Aruban Guilder,2019,3912,0.1,Extrapolated,Regular\n"
        "AGO,Angola,Kwanza,2019,228151,31.8,Benchmark,Regular\n",
        [("AGO", "rgdpe", 2019, 228151), ("AGO", "pop", 2019, 31.8)],
        {"states_only": True},
        "states_only=True",
    ),
    Layout(
        "Freedom House",
        "Country/Territory,Region,C/T?,Edition,Status,PR Rating,CL Rating,Total\nAbkhazia,Eurasia,t,2024,PF,5,5,39\n"
        "Kenya,Africa,c,2024,PF,4,4,52\nPeru,Americas,c,2024,PF,3,3,66\n",
        [("KEN", "Total", 2024, 52), ("PER", "PR Rating", 2024, 3)],
        {"states_only": True},
        "states_only=True",
    ),
    Layout(
        "Fragile States Index",
        "Country,Year,Rank,Total,C1: Security Apparatus\nPeru,2019-01-01,99th,70.1,6.5\nChile,2019-01-01,150th,38.9,2.6\n",
        [("PER", "Rank", 2019, 99), ("CHL", "Total", 2019, 38.9)],
    ),
    Layout(
        "SIPRI, military expenditure",
        "Military expenditure by country, in constant (2022) US$ m.,,,,\nFigures in blue are SIPRI estimates.,,,,\n,,,,\n"
        "Country,Notes,2020,2021,2022\n,,,,\nAfrica,,,,\nNorth Africa,,,,\nAlgeria,4,9701,8998,9145\nLibya,‡ ¶ 4,...,...,...\n"
        "Kenya,,1116,1158,xxx\n",
        [("DZA", "value", 2022, 9145), ("KEN", "value", 2020, 1116)],
    ),
    Layout(
        "Kaggle, World Happiness",
        "Overall rank,Country or region,Score,GDP per capita\n1,Finland,7.769,1.34\n2,Denmark,7.6,1.383\n",
        [("FIN", "Score", 2025, 7.769), ("DNK", "Overall rank", 2025, 2)],
    ),
    Layout(
        "Kaggle, happiness of several years",
        "Country name,Regional indicator,Ladder score,Healthy life expectancy\nFinland,Western Europe,7.8,72\nKenya,Sub-Saharan Africa,4.6,60\n",
        [("FIN", "Ladder score", 2025, 7.8)],
    ),
    Layout(
        "Quality of Government",
        "ccode,cname,year,ccode_qog,cname_qog,ccodealp,ccodecow,version,wdi_pop\n404,Kenya,2019,404,Kenya,KEN,501,QoGStd,52.6\n"
        "604,Peru,2019,604,Peru,PER,135,QoGStd,32.5\n",
        [("KEN", "wdi_pop", 2019, 52.6), ("PER", "wdi_pop", 2019, 32.5)],
    ),
    Layout(
        "FAOSTAT",
        "Area Code (M49),Area,Item Code,Item,Element Code,Element,Year Code,Year,Unit,Value,Flag\n"
        "'404,Kenya,15,Wheat,5510,Production,2019,2019,t,336600,A\n'604,Peru,15,Wheat,5510,Production,2019,2019,t,191300,A\n",
        [("KEN", "Production", 2019, 336600), ("PER", "Production", 2019, 191300)],
    ),
    Layout(
        "CIA Factbook, comparison",
        '"name","slug","value","date_of_information","ranking","region"\n"China","china"," $31,227,000,000,000","2023",1,"East Asia"\n'
        '"Kenya","kenya"," $314,000,000,000","2023",60,"Africa"\n',
        [("CHN", "value", 2023, 31227e9), ("KEN", "ranking", 2023, 60)],
        {"strip": "$", "thousands": ","},
        "strip='$', thousands=','",
    ),
    Layout(
        "Gapminder",
        "country,1999,2000,2001\nKenya,50.1,50.3,51\nUAE,73.5,73.8,74.1\n",
        [("KEN", "value", 1999, 50.1), ("ARE", "value", 2001, 74.1)],
    ),
    Layout(
        "Transparency International",
        "Country / Territory,ISO3,Region,CPI score 2022,Rank 2022,CPI score 2021\nKenya,KEN,SSA,32,123,30\nPeru,PER,AME,36,101,36\n",
        [("KEN", "CPI score", 2022, 32), ("PER", "CPI score", 2021, 36), ("KEN", "Rank", 2022, 123)],
    ),
    Layout(
        "IMF DataMapper, climate",
        "ObjectId,Country,ISO2,ISO3,Indicator,Unit,Source,F2019,F2020\n1,Kenya,KE,KEN,Emissions,Mt,IMF,10.5,11\n2,Peru,PE,PER,Emissions,Mt,IMF,20.5,21\n",
        [("KEN", "Emissions", 2019, 10.5), ("PER", "Emissions", 2020, 21)],
    ),
]  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.publisher)
def test_a_publishers_layout_is_read_as_it_is_or_with_the_option_that_the_error_names(
    layout: Layout, tmp_path
):
    path = tmp_path / "download.csv"
    content = layout.content if isinstance(layout.content, bytes) else layout.content.encode("utf-8")
    path.write_bytes(content)
    if layout.error:
        with pytest.raises(DataError) as caught:
            read(path)
        assert layout.error in str(caught.value)
    data = read(path, **layout.options)
    tidy = data.tidy.set_index(["unit", "indicator", "year"])["value"]
    for unit, indicator, year, value in layout.cells:
        assert tidy[unit, indicator, year] == value
    assert not set(layout.absent) & set(data.units)
    assert data.is_countries


def test_the_names_of_indicators_stand_beside_their_codes():
    layout = next(layout for layout in LAYOUTS if layout.publisher == "World Bank, DataBank")
    data = read(io.StringIO(str(layout.content)))
    assert data.indicator("SP.DYN").name == "Life expectancy, total"


def test_each_publisher_of_the_issue_stands_here():
    names = " ".join(layout.publisher for layout in LAYOUTS)
    for publisher in ("World Bank", "Our World in Data", "UNDP", "IMF", "Eurostat", "Penn World Table", "Freedom House",
                      "Fragile States", "SIPRI", "V-Dem", "Correlates of War", "Kaggle", "OECD", "WHO", "Polity"):  # fmt: skip
        assert publisher in names


# ---------------------------------------------------------------- workbooks


def book(path, **sheets):
    with pd.ExcelWriter(path) as writer:
        for name, rows in sheets.items():
            pd.DataFrame(rows).to_excel(writer, sheet_name=name, header=False, index=False)
    return path


COVER = [["SIPRI Military Expenditure Database"], ["Contents"], ["See www.sipri.org"]]
TABLE = [["Expenditure in constant US$", None, None], [None, None, None], ["Country", 2020, 2021], ["Kenya", 1116.5, 1158],
         ["Peru", "...", 3000], [None, None, None], ["Source: SIPRI", None, None]]  # fmt: skip


def test_a_cover_sheet_is_passed_over_where_one_sheet_holds_a_table(tmp_path):
    data = read(book(tmp_path / "milex.xlsx", **{"Front page": COVER, "Constant": TABLE}))
    assert data.series("value")[1].tolist() == [
        [1116.5, 1158],
        [pytest.approx(float("nan"), nan_ok=True), 3000],
    ]
    assert any("'Constant' was read" in note and "0 'Front page'" in note for note in data.notes)
    assert any("passed over below the table: 'Source: SIPRI'" in note for note in data.notes)


def test_of_several_tables_the_sheets_are_named(tmp_path):
    path = book(tmp_path / "milex.xlsx", **{"Front page": COVER, "Constant": TABLE, "Share": TABLE})
    with pytest.raises(
        DataError,
        match=r"first sheet 'Front page' holds no table; sheets with tables are 1 'Constant', 2 'Share'",
    ):
        read(path)
    assert read(path, sheet="Share").units == read(path, sheet=2).units == ("KEN", "PER")


def test_dates_that_a_workbook_shows_as_years_are_years(tmp_path):
    table = pd.DataFrame(
        {"Country": ["Peru", "Chile"], "Year": pd.to_datetime(["2006-01-01"] * 2), "Total": [76.1, 38.0]}
    )
    table.to_excel(tmp_path / "fsi.xlsx", index=False)
    assert read(tmp_path / "fsi.xlsx").years["Total"].tolist() == [2006, 2006]


def test_figures_of_a_workbook_with_dimensions_are_read_with_the_option_that_is_named(tmp_path):
    rows = [["Country", "Year", "Sex", "Value"], ["Kenya", 2020, "T", 1.5], ["Kenya", 2020, "F", 2]]
    path = book(tmp_path / "b.xlsx", Data=rows)
    with pytest.raises(DataError, match=r"choose=\{'Sex': 'T'\}"):
        read(path)
    assert read(path, choose={"Sex": "T"}).frame.iloc[0, 0] == 1.5
