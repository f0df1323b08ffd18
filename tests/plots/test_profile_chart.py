"""The profile: one unit in each dimension among all."""

import pytest

from mpindex import plots
from mpindex.errors import OptionError, UnknownUnit


def test_an_unknown_unit_is_named_with_the_nearest(capability):
    with pytest.raises(UnknownUnit, match=r"'KAZZ'.*'KAZ'"):
        plots.profile_dots(capability.levels, "KAZZ", source="x")


def test_more_peers_than_markers_are_refused(capability):
    with pytest.raises(OptionError, match="at most 6 peers"):
        plots.profile_dots(capability.levels, "KAZ", peers=list(capability.units[:7]), source="x")
