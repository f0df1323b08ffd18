"""The ruler finds what it is for: each fault made on purpose."""

import matplotlib.pyplot as plt
import pytest


def empty():
    ax = plt.figure(figsize=(4, 3), dpi=100).add_axes((0.2, 0.2, 0.6, 0.6))
    ax.set(xlim=(0, 10), ylim=(0, 10), xticks=[0, 5, 10], yticks=[])
    return ax


FAULTS = {
    "is cut": lambda ax: ax.text(9.5, 5, "a name that is far too long for this"),
    "covers": lambda ax: (ax.text(2, 5, "Kazakhstan"), ax.text(2.2, 5.1, "Uzbekistan")),
    "too small": lambda ax: ax.text(2, 5, "small print", fontsize=5),
    "no round number": lambda ax: ax.set_xticks([193.517 / 20], ["193.517"]),
    "hardly seen": lambda ax: ax.text(2, 5, "pale", color="#DDDDDD"),
    "cut at the edge": lambda ax: ax.scatter([0.0], [5.0], s=100),
    "lies on 1 marks": lambda ax: (
        ax.scatter([3.0], [5.2], s=30),
        ax.text(2, 5, "Kazakhstan", gid="name:KAZ"),
    ),
}


def test_an_empty_chart_has_no_fault(ruler):
    ruler.assert_good(empty())


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_made_on_purpose_is_found(ruler, fault):
    ax = empty()
    FAULTS[fault](ax)
    with pytest.raises(AssertionError, match=fault):
        ruler.assert_good(ax)


def test_a_legend_over_data_is_a_fault(ruler):
    ax = empty()
    ax.plot([1, 2], [3, 4], label="line")
    ax.legend()
    with pytest.raises(AssertionError):
        ruler.assert_good(ax)
