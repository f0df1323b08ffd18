"""Elements of SVG escape what they are given."""

from __future__ import annotations

from mpindex.pages.drawing.svg import drawing, element, shade, wide


def test_names_and_words_are_escaped() -> None:
    assert element("text", "<script>", title='"') == '<text title="&#34;">&lt;script&gt;</text>'


def test_an_attribute_that_is_none_is_left_out_and_underscores_become_hyphens() -> None:
    assert element("path", style=None, text_anchor="end", class_="a") == '<path text-anchor="end" class="a"/>'


def test_a_drawing_says_what_is_seen() -> None:
    assert drawing(720, 250.5, "A map of <b>", kind="wide map") == (
        '<svg class="wide map" viewBox="0 0 720 250.5" role="img" aria-label="A map of &lt;b&gt;"></svg>'
    )


def test_the_best_band_is_darkest_and_a_single_one_dark() -> None:
    assert [shade(i, 3) for i in range(3)] == ["--part:100%", "--part:50%", "--part:0%"]
    assert shade(0, 1) == "--part:100%"


def test_a_longer_text_is_wider() -> None:
    assert wide("Uzbekistan") > wide("Iran")
