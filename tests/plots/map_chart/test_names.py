"""Names of units on a map."""

from mpindex import plots

REGION = ("KAZ", "UZB", "KGZ", "TJK", "TKM")


def test_all_states_of_a_region_are_named_and_nobody_else(capability, ruler):
    ax = plots.world_map(capability, "KAZ", region=REGION, figsize=7)
    assert {text.get_gid() for text in ax.texts if str(text.get_gid()).startswith("name:")} == {
        f"name:{code}" for code in REGION
    }
    ruler.assert_clean(ax)


def test_on_the_world_only_the_state_asked_for_is_named_even_at_the_edge(capability, ruler):
    for unit in ("NRU", "FJI", "TUV"):
        ax = plots.world_map(capability, unit, figsize=3.5)
        assert [text.get_gid() for text in ax.texts if str(text.get_gid()).startswith("name:")] == [
            f"name:{unit}"
        ]
        ruler.assert_clean(ax)
