"""A real browser for the tests of all pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .browser import Browser, chromium


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser; a test that needs it is skipped without."""
    if chromium() is None:
        pytest.skip("chromium is not here (apt-get install chromium), so no page was opened in a browser")
    with Browser() as opened:
        yield opened
