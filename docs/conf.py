"""How Sphinx makes the site: ``nox -s docs``, or ``sphinx-build -W -b html docs docs/_build/html``.

Built without network. What is made from the code (docs/generate) lies in docs/from_source and is never committed.
"""

import os
import socket
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import mpindex

project = "mpindex"
author = "The mpindex authors"
copyright = author
version = release = mpindex.__version__

extensions = [
    "generate",  # first: it makes pages that the others read
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "sphinx.ext.intersphinx",
    "numpydoc",
    "myst_nb",
]
exclude_patterns = ["_build", "from_source/parts", "generate"]
templates_path = ["_templates"]

# Markdown and notebooks -----------------------------------------------------------------------------------------
myst_enable_extensions = ["deflist", "colon_fence"]
myst_heading_anchors = 3
nb_execution_mode = "off"  # the outputs are those stored in the notebooks; `nox -s notebooks` runs them
nb_merge_streams = True
suppress_warnings = ["misc.highlighting_failure"]  # a cell that writes a file holds another language

# Docstrings -----------------------------------------------------------------------------------------------------
autosummary_generate = True
autodoc_typehints = "none"  # the docstrings say the types
autodoc_member_order = "bysource"
numpydoc_show_class_members = False
add_module_names = False
default_role = "code"


def online(host: str = "docs.python.org") -> bool:
    """Whether other projects' sites can be asked for the addresses of their pages."""
    try:
        socket.create_connection((host, 443), timeout=2).close()
    except OSError:
        return False
    return True


intersphinx_mapping = (
    {
        "python": ("https://docs.python.org/3/", None),
        "numpy": ("https://numpy.org/doc/stable/", None),
        "pandas": ("https://pandas.pydata.org/docs/", None),
        "matplotlib": ("https://matplotlib.org/stable/", None),
    }
    if os.environ.get("CI") != "offline" and online()
    else {}
)

# The page -------------------------------------------------------------------------------------------------------
html_theme = "pydata_sphinx_theme"
html_title = "mpindex"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_show_sourcelink = False
html_copy_source = False
html_theme_options = {
    "navigation_with_keys": False,
    "show_toc_level": 2,
    "header_links_before_dropdown": 6,
    "navbar_align": "left",
    "secondary_sidebar_items": ["page-toc"],
    "footer_start": ["copyright"],
    "footer_end": ["theme-version"],
}
