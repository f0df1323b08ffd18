"""What a site holds and where: names of pages, the way between them, and what stands around each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from uuid import uuid4

from markupsafe import Markup

from mpindex.pages.site.names import file_names
from mpindex.pages.study import Study
from mpindex.pages.templates import render
from mpindex.wording import counted


@dataclass(frozen=True)
class Plan:
    """A site to be.

    Attributes
    ----------
    study : Study
        The definitions on their data.
    title : str
        Of the site.
    explored : mapping of str to str
        By label of a definition, why it has no explore page; empty where it has one.
    key : str
        What tells it from other sites.
    """

    study: Study
    title: str
    explored: Mapping[str, str]
    key: str = field(default_factory=lambda: uuid4().hex)

    @cached_property
    def units(self) -> dict[str, str]:
        """By code, the name of the unit's file."""
        return file_names(self.study.dataset.units)

    @cached_property
    def definitions(self) -> dict[str, str]:
        """By label, the name of the definition's file."""
        return file_names(self.study.indexes)

    def page(self, template: str, root: str, title: str, **values: Any) -> str:
        """Return a page of the site.

        Parameters
        ----------
        template : str
            Its template.
        root : str
            The way to the first page: "" or "../".
        title : str
            Of the page.
        **values
            What it shows.
        """
        return render(
            f"site/{template}", plan=self, study=self.study, root=root, title=title, nav=self.nav(root), made=date.today(),
            version=self.version, **values,
        )  # fmt: skip

    def nav(self, root: str) -> Markup:
        """Return the way to the other pages."""
        return Markup(render("site/nav.html", plan=self, root=root))

    @property
    def version(self) -> str:
        """Of the library."""
        from mpindex import __version__

        return __version__

    @property
    def about(self) -> str:
        """What the site is about, in a line."""
        study = self.study
        when = (
            f"as of {study.dataset.year}"
            if study.dataset.year
            else f"newest figures, {study.dataset.reference_year}"
        )
        many = counted(len(study.indexes), "definition")
        return f"{many}, {len(study.dataset.units)} {study.noun}, {when}"
