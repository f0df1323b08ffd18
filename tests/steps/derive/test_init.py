"""What the verbs keep."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.testing import assert_allclose

from mpindex.steps import derive

NAN = np.nan


def groups(*labels: str) -> np.ndarray:
    """Who is in whose group; an empty label is outside every group."""
    return np.array([[bool(a) and a == b for b in labels] for a in labels])


UNITS = {
    "share": lambda x, m: derive.share(x, members=m),
    "lead": lambda x, m: derive.lead(x, members=m),
    "position": lambda x, m: derive.position(x, members=m),
    "evenness": lambda x, m: derive.evenness(np.where(m, x, -np.inf)),
    "partner_share": lambda x, m: derive.partner_share(np.outer(x, x), m),
    "preponderance": lambda x, m: derive.preponderance(x, np.ones(m.shape), members=m, rivals=m),
}


AMOUNTS = st.integers(0, 800).map(lambda n: n / 8) | st.just(NAN)


@pytest.mark.parametrize("verb", UNITS)
@given(data=st.data())
def test_the_order_of_the_units_and_their_scale_do_not_matter(verb: str, data: st.DataObject):
    n = data.draw(st.integers(1, 7))
    x = data.draw(hnp.arrays(float, n, elements=AMOUNTS))
    member = groups(*data.draw(st.lists(st.sampled_from(["a", "b", ""]), min_size=n, max_size=n)))
    order = np.array(data.draw(st.permutations(range(n))))
    result = UNITS[verb](x, member)
    assert_allclose(UNITS[verb](x[order], member[np.ix_(order, order)]), result[order], rtol=1e-12)
    assert_allclose(UNITS[verb](4 * x, member), result, rtol=1e-12)
    if verb != "lead":
        known = result[~np.isnan(result)]
        assert ((known >= -1e-12) & (known <= 1 + 1e-12)).all()
