"""What is written stands where it should, and what has no explore page says why."""

from __future__ import annotations

import mpindex as mp
from mpindex.pages.site.write import definition, explore_pages, put, unit
from mpindex.pages.study import Study


def test_a_file_is_written_with_its_folders(tmp_path) -> None:
    put(tmp_path, "a/b.html", "é\n")
    assert (tmp_path / "a" / "b.html").read_bytes() == "é\n".encode()


def test_the_page_of_a_definition_has_its_tree_and_its_ranking(plan) -> None:
    page = definition(plan, "city_card")
    assert "icicle" in page
    assert page.count('<tr><th scope="row" data-value=') == 6
    assert "Varied: weights; one indicator left out." in page


def test_the_page_of_a_unit_is_its_report_with_a_way_back(plan) -> None:
    page = unit(plan, "Almaty")
    assert '<link rel="stylesheet" href="../style.css">' in page
    assert 'href="../index.html"' in page
    assert "Almaty ranks 2nd of 6" in page


def test_a_definition_that_a_page_cannot_recompute_says_so(tmp_path) -> None:
    few = mp.load().subset(units=["KAZ", "UZB", "KGZ", "TJK"])
    answer = mp.where("KAZ", "kemeny", few)
    ((label, reason),) = explore_pages(Study(few, answer.indexes, 5, 0), tmp_path)
    assert label == "kemeny"
    assert "cannot recompute" in reason
    assert not list(tmp_path.rglob("*.html"))
