"""COINr's ASEM example and results, and the Handbook's Table 15, as arrays."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import mpindex.steps
from mpindex.steps.registry import METHODS

assert mpindex.steps.__all__  # importing the package fills the registry

REFERENCE = Path(__file__).parents[1] / "reference"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Submit to ``@pytest.mark.promise(*invariants, steps=[...])`` each method of these steps that promises one of them."""
    for mark in metafunc.definition.iter_markers("promise"):
        cases = [
            (step, name)
            for step in mark.kwargs["steps"]
            for name, method in METHODS[step].items()
            if method.keeps & set(mark.args)
        ]
        metafunc.parametrize("case", cases, ids="-".join)


def read(name: str) -> pd.DataFrame:
    return pd.read_csv(REFERENCE / name, keep_default_na=False, na_values=["", "NaN"], comment="#")


class Asem:
    """The example: 51 units, the 14 indicators of two pillars (49 for screening)."""

    @cached_property
    def _results(self) -> dict[str, pd.DataFrame]:
        return {
            step: read(f"coinr/{step}.csv") for step in ("denominated", "imputed", "treated", "normalised")
        }

    def result(self, step: str, name: str) -> np.ndarray:
        table = self._results[step]
        return table[table["result"] == name].drop(columns=["result", "uCode"]).to_numpy(float)

    @cached_property
    def indicators(self) -> list[str]:
        return list(self._results["denominated"].columns[2:])

    @cached_property
    def meta(self) -> pd.DataFrame:
        return read("coinr/asem_meta.csv").set_index("iCode").loc[self.indicators]

    @cached_property
    def table(self) -> pd.DataFrame:
        return read("coinr/asem_raw.csv")

    @cached_property
    def raw(self) -> np.ndarray:
        return self.table[self.indicators].to_numpy(float)

    @cached_property
    def all_raw(self) -> np.ndarray:
        return self.table[list(read("coinr/asem_meta.csv")["iCode"])].to_numpy(float)

    @cached_property
    def denominated(self) -> np.ndarray:
        return self.result("denominated", "denominated")

    @cached_property
    def imputed(self) -> np.ndarray:
        return self.result("imputed", "mean_grp")

    @cached_property
    def treated(self) -> np.ndarray:
        return self.result("treated", "default_winsor_then_log")

    @cached_property
    def direction(self) -> np.ndarray:
        return self.meta["Direction"].to_numpy(float)

    @cached_property
    def members(self) -> np.ndarray:
        group = self.table["EurAsia_group"].to_numpy()
        return group[:, None] == group

    @staticmethod
    def read(name: str) -> pd.DataFrame:
        return read(f"coinr/{name}.csv")


@pytest.fixture(scope="session")
def asem() -> Asem:
    return Asem()


@pytest.fixture(scope="session")
def table15() -> pd.DataFrame:
    return read("handbook/table15_normalisations.csv")


class Cases:
    """Decision tables printed in papers, and the Handbook's technology index under other programs' methods."""

    @staticmethod
    def read(name: str) -> pd.DataFrame:
        return read(f"cases/{name}.csv")

    @cached_property
    def tai(self) -> pd.DataFrame:
        """23 countries, eight indicators of which more is better."""
        return self.read("tai_raw_23").set_index("iso3")

    def printed(self, case: str) -> tuple[np.ndarray, np.ndarray, pd.DataFrame]:
        """Values (costs with their sign changed), weights, and the rows with `published` and `score_rescaled`."""
        table = self.read("mcda_published")
        table = table[table["case"] == case].set_index("row").dropna(axis=1, how="all")
        columns = [name for name in table if name.startswith("c") and name[1:].isdigit()]
        rows = table[[name.startswith("A") for name in table.index]]
        signs = table.loc["type", columns].to_numpy(float)
        return rows[columns].to_numpy(float) * signs, table.loc["weight", columns].to_numpy(float), rows


@pytest.fixture(scope="session")
def cases() -> Cases:
    return Cases()
