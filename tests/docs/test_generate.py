"""The pages made from the code leave nothing out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from generate import (
    command_line,
    definitions,
    grammar,
    indicators,
    markdown,
    methods,
    notebooks,
    search_index,
)

import mpindex as mp
from mpindex import grammar as g
from mpindex.cli.parser import parser
from mpindex.grammar.descriptions import KEYS
from mpindex.grammar.library import bundled_ids
from mpindex.steps.registry import METHODS

ROOT = Path(__file__).resolve().parents[2]
WRITTEN = "\n".join(page.read_text("utf-8") for page in sorted((ROOT / "docs" / "reference").glob("*.md")))


def test_the_page_on_the_grammar_tells_every_key():
    groups = (grammar.ABOUT, grammar.TREE, grammar.BANDS, grammar.DERIVE, grammar.UNCERTAINTY, g.SETTINGS)
    assert {key for group in groups for key in group} == set(KEYS)


def test_every_part_of_the_grammar_is_on_the_page():
    page = (ROOT / "docs/reference/grammar.md").read_text("utf-8")
    for part in grammar.pages():
        assert f"{{include}} ../from_source/{part}" in page


def test_every_verb_under_derive_is_told_with_its_formula():
    text = grammar.verbs()
    for verb, axes in g.VERBS.items():
        assert text.count(f"`{verb}: ") == len(axes)


@pytest.mark.parametrize("step", METHODS)
def test_every_method_is_in_the_table_and_on_the_page_of_its_step(step):
    made = methods.pages()
    for name in METHODS[step]:
        assert f"{{ref}}`{name} <" in made["parts/methods.md"]
        assert f"\n## {name}\n" in made[f"methods/{step}.md"]


def test_every_verb_of_the_command_line_is_told():
    (text,) = command_line.pages().values()
    usage = parser().format_help()
    for name in command_line.verbs():
        assert f"## mpindex {name}\n" in text
        assert name in usage


def test_every_definition_has_a_page_that_says_who_is_in_its_bands():
    made = definitions.pages()
    assert {f"definitions/{name}.md" for name in bundled_ids()} < made.keys()
    page = made["definitions/wood.md"]
    counts = mp.definition("wood").apply(mp.load()).bands.value_counts()
    assert f"| middle | `{{rank: [7, 37]}}` | middle | {counts['middle']} |" in page
    assert "(wood_tree.png)" in page
    assert "(wood_map.png)" in page


def test_every_bundled_indicator_has_a_page_with_its_source():
    made = indicators.pages()
    world = mp.load()
    for name in world.indicators:
        assert markdown.plain(world.indicator(name).citation) in made[f"indicators/{name}.md"]
        assert f"`{name} <" in made["parts/indicators.md"]


def test_indicators_for_a_users_own_copy_are_listed_and_have_no_page():
    table, made, listed = mp.indicators(), indicators.pages(), indicators.own_copies()
    for name in table.index[~table["bundled"]]:
        assert f"`{name}`" in listed
        assert f"indicators/{name}.md" not in made


def test_every_notebook_is_in_the_gallery():
    gallery = (ROOT / "docs/gallery.md").read_text("utf-8")
    for name in notebooks.pages():
        assert f"from_source/{name.removesuffix('.ipynb')}\n" in gallery


@pytest.mark.each("name", sorted(set(mp.__all__) - {"__version__"}))
def test_every_public_name_has_its_place_in_the_reference(name):
    assert re.search(rf"^(   |\.\. automodule:: mpindex\.){name}$", WRITTEN, re.M), (
        f"mpindex.{name} stands in none of docs/reference/build.md, analyse.md, how_sure.md, show.md"
    )


@pytest.mark.each("name", mp.plots.__all__)
def test_every_figure_has_its_place_in_the_reference(name):
    assert re.search(rf"^   {name}$", WRITTEN, re.M)


def test_what_stands_in_braces_is_code():
    assert markdown.prose("[a, b] and `[c]`") == "`[a, b]` and `[c]`"


def test_a_formula_with_signs_of_code_in_it_is_code():
    assert markdown.code("the last `years` years") == "`` the last `years` years ``"


def test_a_text_of_somebodys_own_is_not_read_as_markdown():
    assert markdown.plain("a_b *c* [d](e) <f>") == r"a\_b \*c\* \[d\](e) \<f\>"


def test_a_word_that_the_search_does_not_know_is_missed(tmp_path):
    titles = {title: [] for title in search_index.TITLES}
    known = {"terms": dict.fromkeys(search_index.WORDS[1:], 0), "alltitles": titles}
    (tmp_path / "searchindex.js").write_text(f"Search.setIndex({json.dumps(known)})", encoding="utf-8")
    assert search_index.lacking(tmp_path) == [search_index.WORDS[0]]
