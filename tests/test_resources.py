"""The bundled folders are where the code looks for them."""

import pytest

from mpindex.errors import MpindexError
from mpindex.resources import folder


@pytest.mark.parametrize("name", ["data", "indicators", "weights"])
def test_each_bundled_folder_has_files(name):
    assert any(item.is_file() for item in folder(name).iterdir())


def test_a_folder_that_is_not_bundled_is_named():
    with pytest.raises(MpindexError, match="'atlas'"):
        folder("atlas")
