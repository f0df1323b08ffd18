"""What stands under the columns of a bump chart."""

from mpindex.plots.bump_chart.columns import column_heads
from mpindex.plots.bump_chart.field import Field


def test_names_stand_under_wide_columns_and_a_key_under_narrow_ones(indexes):
    field = Field.of(indexes, "KAZ", ())
    wide, narrow = column_heads(field, 600, 700), column_heads(field, 120, 240)
    assert not wide.key and wide.heads[0].replace("\n", " ") == "Capability rank"
    assert wide.ranks[0] == f"{int(indexes['capability'].ranks['KAZ'])}th of 195\nminor"
    assert narrow.heads == ["1", "2", "3", "4"]
    rank = int(indexes["capability"].ranks["KAZ"])
    entry = narrow.key[0].replace("\n", " ").replace("\u00a0", " ")
    bands = "Bands: a great, b great by rule, c middle, d minor, e small."
    assert entry == f"1. Capability rank: {rank}th of 195, minor. {bands}"
    assert narrow.height > wide.height
    bare = column_heads(field, 120, 240, letters=False)
    assert bare.key[0].replace("\n", " ") == f"1. Capability rank: {rank}th of 195, minor"
