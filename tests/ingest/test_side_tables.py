"""A user's groups and relations are resolved and checked like the values."""

import numpy as np
import pandas as pd
import pytest

from mpindex.errors import DataError
from mpindex.ingest.read import read


def test_columns_of_groups_become_memberships():
    table = pd.DataFrame(
        {
            "iso3": ["KAZ", "KAZ", "UZB", "UZB"],
            "year": [2020, 2021] * 2,
            "x": range(4),
            "size": ["M", "M", "S", "M"],
        }
    )
    groups = read(table, groups=["size"]).groups
    assert groups[["unit", "grouping", "group"]].to_numpy().tolist() == [
        ["KAZ", "size", "M"], ["UZB", "size", "S"], ["UZB", "size", "M"],
    ]  # fmt: skip
    assert groups["from"].tolist() == pytest.approx([np.nan, 2020, 2021], nan_ok=True)


@pytest.mark.each("header", ["unit", "Country", "ISO3", "uCode", "code"])
def test_the_unit_of_a_membership_stands_under_a_usual_header(header):
    groups = pd.DataFrame({header: ["KAZ"], "Group": ["OTS"]})
    data = read(pd.DataFrame({"iso3": ["KAZ", "UZB"], "beds": [1.0, 2.0]}), groups=groups)
    assert data.groups[["unit", "group"]].to_numpy().tolist() == [["KAZ", "OTS"]]


def test_a_table_of_groups_and_one_of_dyads_are_resolved_and_checked():
    table = pd.DataFrame({"iso3": ["KAZ", "UZB"], "beds": [1.0, 2.0]})
    groups = pd.DataFrame({"country": ["Kazakhstan"], "group": ["OTS"], "from": [2009]})
    dyads = pd.DataFrame({"From": ["KAZ"], "To": ["Uzbekistan"], "relation": ["border"], "value": [1]})
    data = read(table, groups=groups, dyads=dyads)
    assert data.groups[["unit", "grouping", "group", "from"]].to_numpy().tolist() == [
        ["KAZ", "OTS", "OTS", 2009]
    ]
    assert data.dyads[["from", "to", "value"]].to_numpy().tolist() == [["KAZ", "UZB", 1]]
    with pytest.raises(DataError) as error:
        read(
            table.assign(beds=["few", 2]),
            groups=groups.assign(country="Kazahkstan", to=2000),
            dyads=pd.concat([dyads.assign(value=np.inf), dyads.assign(value="near", To="")]),
        )
    assert set(error.value.table["rule"]) == {
        "must be a number", "no known country", "ends before it begins", "must be finite", "the unit is blank",
    }  # fmt: skip
    with pytest.raises(DataError, match="lacks the columns relation"):
        read(table, dyads=dyads.drop(columns="relation"))
