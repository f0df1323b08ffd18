"""Faults are collected with their paths, and come out as one error, a line each."""

from __future__ import annotations

from mpindex.grammar.faults import FaultCollector, as_error


def test_faults_become_one_error_with_a_line_each():
    collector = FaultCollector({})
    collector.fault(("tree", "gdp"), "is wrong")
    collector.fault(("bands", 0), "too")
    error = as_error(collector.faults, lambda path: f"mine.yaml:{len(path)}")
    assert str(error) == "mine.yaml:2: is wrong\nmine.yaml:2: too"


def test_nothing_is_wrong_at_first():
    assert FaultCollector({"id": "x"}).faults == []
