"""Templates of pages: every value that a template is given is escaped, and a missing one is an error."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment


def render(template: str, **values: Any) -> str:
    """Return a page made from a template.

    Parameters
    ----------
    template : str
        Folder of `mpindex.pages` and name: ``"report/report.html"``.
    **values
        What the template shows.
    """
    return _environment().get_template(template).render(**values)


@cache
def static(name: str) -> str:
    """Return a file that ships with the pages: template, style or script.

    Parameters
    ----------
    name : str
        Folder and name, the folder `static` left out: ``"report/report.css"``; ``"base.css"`` of all pages.
    """
    folder, _, file = name.rpartition("/")
    package = ".".join(["mpindex.pages", *([folder] if folder else [])])
    return files(package).joinpath("static", file).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(
        loader=FunctionLoader(static), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
