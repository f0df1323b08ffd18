from __future__ import annotations

import re

from mpindex.bundle.licences import bundled, licences, unstated
from mpindex.catalogue import catalogue
from mpindex.resources import folder


def test_the_counts_in_the_text_are_those_of_the_catalogue() -> None:
    text = licences()
    unstated_count, total = re.search(r"For (\d+) of the (\d+) bundled series", text).groups()
    assert int(total) == sum(entry.bundled for entry in catalogue().values()) == len(bundled())
    listed = re.findall(r"Licence rests on the publisher's known terms: ([^.]+)\.", text)
    assert int(unstated_count) == sum(len(ids.split(",")) for ids in listed) == len(list(unstated()))


def test_the_file_of_the_data_is_what_is_generated() -> None:
    assert folder("data").joinpath("LICENSES.md").read_text(encoding="utf-8") == licences()


def test_each_series_is_named_once_in_the_part_of_its_licence() -> None:
    text = licences()
    by_licence = text[text.index("\n## ") :]
    for entry in bundled():
        assert len(re.findall(rf"(?<=\s){entry.id}[,.]\s", by_licence)) == 1, entry.id
    for entry in catalogue().values():
        assert (f"\n- {entry.id}: {entry.name};" in text) == (not entry.bundled)
