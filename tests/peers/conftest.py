"""COINr's ASEM example through the public face, and COINr's results for it.

The results are read from `tests/reference/coinr/golden`, a selection of 12 digits, and again from all files of the
peer's runs where they are at hand (env MPINDEX_PEERS).
"""

from __future__ import annotations

import json
import os
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import mpindex as mp

HERE = Path(__file__).parents[1] / "reference" / "coinr"
FULL_RUNS = (
    Path(os.environ.get("MPINDEX_PEERS", Path(__file__).resolve().parents[3] / "shared" / "peers"))
    / "coinr"
    / "golden"
    / "asem"
)
#: COINr's files: the selection, and all of them where they are at hand.
RUNS = {"selection": HERE / "golden"} | ({"full runs": FULL_RUNS} if FULL_RUNS.is_dir() else {})


class Golden:
    """COINr's files under one folder; a test whose file is not in the selection is skipped."""

    def __init__(self, folder: Path):
        self.folder = folder

    def table(self, name: str) -> pd.DataFrame:
        """A table by unit code, or whole where it has none."""
        path = self.folder / f"{name}.csv"
        if not path.is_file():
            pytest.skip(f"{name} is in the peer's full runs only")
        frame = pd.read_csv(path, keep_default_na=False, na_values=["", "NaN", "NA"])
        keys = [key for key in ("uCode", "Time") if key in frame]
        return frame.set_index(keys[0] if len(keys) == 1 else keys) if keys else frame

    def json(self, name: str):
        path = self.folder / f"{name}.json"
        if not path.is_file():
            pytest.skip(f"{name} is in the peer's full runs only")
        return json.loads(path.read_text())


def agree(
    ours: pd.DataFrame | pd.Series,
    theirs: pd.DataFrame | pd.Series,
    *,
    rtol: float = 1e-9,
    where_theirs_are: bool = False,
) -> None:
    """Ours has the rows and columns of theirs, the same gaps (unless only `where_theirs_are`), the same numbers."""
    ours = ours.reindex(theirs.index)
    if isinstance(theirs, pd.DataFrame):
        lacking = set(theirs.columns) - set(ours.columns)
        assert not lacking, lacking
        ours = ours[theirs.columns]
    if where_theirs_are:
        ours = ours.where(theirs.notna())
    np.testing.assert_allclose(
        ours.to_numpy(float), theirs.to_numpy(float), rtol=rtol, atol=rtol * 1e-3, equal_nan=True
    )


class Asem:
    """The example: iData read, iMeta brought over, and the peer's chain."""

    @cached_property
    def world(self) -> mp.Dataset:
        return mp.read(HERE / "inputs" / "asem_iData.csv", units="free")

    @cached_property
    def panel(self) -> mp.Dataset:
        return mp.read(HERE / "inputs" / "asem_iData_p.csv", units="free")

    @cached_property
    def plain(self) -> mp.Definition:
        return mp.Definition.from_coinr(HERE / "inputs" / "asem_iMeta.csv")

    @cached_property
    def chain(self) -> mp.Definition:
        """Imputed by the group's mean, treated, min-max 1 to 100."""
        return self.plain.with_(
            impute={"mean": {"among": "EurAsia_group"}}, treat="winsorise", normalise={"minmax": [1, 100]}
        )

    @cached_property
    def incomplete(self) -> mp.Definition:
        """Denominated, not imputed, min-max 1 to 100."""
        return self.plain.with_(normalise={"minmax": [1, 100]})

    @cached_property
    def nominal(self) -> mp.Index:
        return self.chain.apply(self.world)

    @cached_property
    def parameters(self) -> pd.DataFrame:
        return pd.read_csv(HERE / "inputs" / "asem_norm_params.csv", index_col="iCode")

    @cached_property
    def meta(self) -> pd.DataFrame:
        table = pd.read_csv(HERE / "inputs" / "asem_iMeta.csv")
        return table[table["Level"].notna()]

    def weights(self, golden: Golden, name: str) -> dict[str, float]:
        table = golden.table(f"07_weights/{name}").set_index("iCode")["Weight"]
        return {code: float(weight) for code, weight in table.items() if code != "Index"}

    def per_indicator(self, normalise) -> dict[str, object]:
        """Changes that give each indicator a normalisation made of its row of parameters."""
        return {f"{code}.normalise": normalise(row) for code, row in self.parameters.iterrows()}


@pytest.fixture(scope="session")
def asem() -> Asem:
    return Asem()


@pytest.fixture(scope="session", params=RUNS)
def golden(request: pytest.FixtureRequest) -> Golden:
    return Golden(RUNS[request.param])
