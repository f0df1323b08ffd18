"""An audit of every bundled definition, given as an index or as the definition that makes it."""

from __future__ import annotations

import pytest

import mpindex as mp
from mpindex.errors import OptionError


def test_a_definition_is_audited_as_its_index():
    cinc = mp.audit(mp.definition("cinc").apply())
    assert mp.audit("cinc").notes == cinc.notes
    with pytest.raises(OptionError, match="has its dataset and parameters already"):
        mp.audit(cinc.index, mp.load())


@pytest.mark.parametrize("name", mp.definitions(unit=None).index)
def test_every_bundled_definition_can_be_audited(name):
    definition = mp.definition(name)
    if definition.spec.get("needs"):
        pytest.skip("its indicators are not bundled")
    report = mp.audit(definition.apply(mp.load()))
    assert repr(report).startswith(f"<Audit of {name}")
    assert len(report.weights) == len(report.removal) == len(report.index.plan.elements) - 1
    assert report.availability.shape[0] == 195
