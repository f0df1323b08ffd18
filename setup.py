"""Which packages are shipped: all code, found, and the three folders of the top level (pyproject.toml cannot say both)."""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["mpindex*"]), "mpindex.indicators", "mpindex.weights", "mpindex.data"]
)
