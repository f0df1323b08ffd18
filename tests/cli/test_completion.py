"""A shell completes verbs, options, ids of definitions and files."""

from __future__ import annotations

import sys

import pytest

import mpindex as mp
from mpindex.cli.completion import SHELLS


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_knows_verbs_options_and_definitions(run, shell):
    pytest.importorskip("shtab")
    ran = run("--print-completion", shell)
    assert ran.status == 0
    for word in ("where", "--draws", *mp.definitions(unit=None).index[:4]):
        assert word in ran.out


def test_without_shtab_it_says_how_to_get_it(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "shtab", None)
    ran = run("--print-completion", "bash")
    assert ran.status == 2 and "pip install 'mpindex[cli]'" in ran.err


def test_a_shell_that_is_not_known_is_a_wrong_call(run):
    assert run("--print-completion", "fish").status == 2
