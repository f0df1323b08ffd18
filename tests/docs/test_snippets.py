"""Every snippet of the guides and of README runs, and prints what the page says."""

from __future__ import annotations

from pathlib import Path

import pytest
from generate.snippets import blocks, run, written_pages

from mpindex.steps.registry import METHODS

ROOT = Path(__file__).resolve().parents[2]
TABLES = ROOT / "docs" / "start" / "own_index.md"
PAGES = [ROOT / "README.md", *written_pages(ROOT / "docs")]
WITH_SNIPPETS = [
    page
    for page in PAGES
    if any(block.language in ("python", "sh") for block in blocks(page.read_text("utf-8")))
]


@pytest.mark.parametrize("page", WITH_SNIPPETS, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_runs_and_prints_what_it_says(page, tmp_path):
    for block in blocks(TABLES.read_text("utf-8")) if page.name == "README.md" else ():
        if block.file.endswith(".csv"):  # README's example takes the table that the tutorial shows
            (tmp_path / block.file).write_text(block.text, encoding="utf-8")
    assert run(page.read_text("utf-8"), page.name, tmp_path) == []


PAGE = """
# A page

```python
x = 1
x + {added}
```

```text
3
```

Prose.

```text
not compared
```
"""


def test_a_page_that_says_another_result_is_caught(tmp_path):
    assert run(PAGE.replace("{added}", "2"), "page.md", tmp_path) == []
    (fault,) = run(PAGE.replace("{added}", "3"), "page.md", tmp_path)
    assert fault.startswith("page.md:5 prints\n4\n")


def test_a_page_that_fails_is_caught_at_its_line(tmp_path):
    (fault,) = run(PAGE.replace("{added}", "y"), "page.md", tmp_path)
    assert "page.md:5" in fault
    assert "NameError" in fault


def test_a_block_with_a_caption_is_a_file_and_the_next_block_reads_it(tmp_path):
    page = "```{code-block} csv\n:caption: mine.csv\nunit,a\nx,1\n```\n\n```python\nprint(open('mine.csv').read())\n```\n\n"
    assert run(page + "```text\nunit,a\nx,1\n```\n", "page.md", tmp_path) == []


def test_an_error_of_the_library_may_be_shown_and_nothing_else(tmp_path):
    page = "```python\nimport mpindex as mp\nmp.definition('wod')\n```\n"
    (fault,) = run(page, "page.md", tmp_path)
    assert "unknown definition" in fault
    assert (
        run(page + "\n```text\nDefinitionError: unknown definition 'wod'...\n```\n", "page.md", tmp_path)
        == []
    )
    (fault,) = run(page + "\n```text\nDataError: unknown definition 'wod'...\n```\n", "page.md", tmp_path)
    assert "the page says" in fault


def test_lines_of_the_command_line_run_and_others_do_not(tmp_path):
    page = "```sh\npip install mpindex\nmpindex --version\n```\n\n```text\nmpindex ...\n```\n"
    assert run(page, "page.md", tmp_path) == []


def test_a_block_that_cannot_run_says_so(tmp_path):
    page = "<!-- not run: needs the network -->\n```python\n1 / 0\n```\n"
    assert run(page, "page.md", tmp_path) == []
    assert run(page.split("\n", 1)[1], "page.md", tmp_path) != []


def test_a_method_that_a_page_registers_is_gone_with_the_page(tmp_path):
    known = {step: set(methods) for step, methods in METHODS.items()}
    code = "from mpindex.steps.registry import register\nregister('band', 'of_a_page')(lambda scores: scores)"
    page = f"```python\n{code}\n```\n"
    assert run(page, "page.md", tmp_path) == []
    assert {step: set(methods) for step, methods in METHODS.items()} == known
