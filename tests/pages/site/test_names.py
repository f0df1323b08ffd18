"""Names of files are plain, unlike each other, and lead nowhere else."""

from __future__ import annotations

import re

from mpindex.pages.site.names import file_names


def test_names_are_letters_digits_and_hyphens() -> None:
    names = file_names(["../../etc/passwd", "Ñandú 7", "a.b", "", "東京", "x" * 500])
    assert all(re.fullmatch(r"[A-Za-z0-9-]{1,64}", name) for name in names.values())


def test_no_two_codes_share_a_name_whatever_the_case() -> None:
    names = file_names(["a b", "a/b", "A-B", "東京", "大阪"])
    assert len({name.lower() for name in names.values()}) == 5


def test_plain_codes_stay() -> None:
    assert file_names(["KAZ", "UZB"]) == {"KAZ": "KAZ", "UZB": "UZB"}
