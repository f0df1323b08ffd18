"""A robustness run as a parcel: all that a worker needs to run any block of draws; and the check of the call."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mpindex.answers.record import Material
from mpindex.arguments import mapping, names, seed_number, whole_number
from mpindex.dataset.bundled import load
from mpindex.dataset.dataset import Dataset, require_dataset
from mpindex.engine.plan import Plan
from mpindex.errors import DefinitionError, OptionError, suggest
from mpindex.grammar.definition import Definition
from mpindex.grammar.library import definition as find_definition
from mpindex.typing import Bools, DatasetLike, DefinitionLike
from mpindex.uncertainty.choices.designs import check_design, require_frame, values_of
from mpindex.uncertainty.choices.factors import factors
from mpindex.uncertainty.counts.tallies import Tally
from mpindex.uncertainty.runs.parcel import reduced
from mpindex.uncertainty.runs.replicates import Outcome, Replicates

#: Draws come in blocks of this size, each with its own generator: a worker takes whole blocks, so that the result does
#: not depend on how many workers there are.
BLOCK = 1024
#: So many blocks are run together: draws with the same alternatives are run as one, and the more there are the better.
TOGETHER = 10


@dataclass(frozen=True, eq=False)
class Task:
    """All that a worker needs to run any block: picklable, and small."""

    definition: Definition
    dataset: Dataset
    parameters: Mapping[str, Any]
    uncertainty: Mapping[str, Any] | None
    chains: Mapping[str, Any] | None
    seed: int
    draws: int
    design: pd.DataFrame | None = None
    only: tuple[str, ...] | None = None
    great: Bools | None = None  #: whom `capability` calls great, where the data no longer tell

    @cached_property
    def replicates(self) -> Replicates:
        """The plan and the factors along which it varies."""
        plan = Plan.compile(self.definition, self.dataset, self.parameters)
        if self.great is not None:
            plan.great_powers.keep(self.great)
        varied = factors(plan, self.uncertainty, self.chains)
        if self.only is not None:
            varied = [factor for factor in varied if factor.name in self.only]
        return Replicates(plan, tuple(varied))

    @property
    def material(self) -> Material:
        """What it rests on: a definition on data, draws and seed."""
        given = {self.definition.id: dict(self.parameters)} if self.parameters else {}
        return Material(self.dataset, {self.definition.id: self.definition}, given, self.draws, self.seed)

    @cached_property
    def reference(self) -> Outcome:
        """The definition as it stands."""
        return self.replicates.reference()

    @property
    def elements(self) -> tuple[str, ...]:
        """Ids of the elements of the tree, in the order of weights."""
        return self.replicates.base.elements

    @property
    def blocks(self) -> int:
        """In how many blocks the draws come."""
        return -(-self.draws // BLOCK)

    def values(self, blocks: range) -> tuple[dict[str, NDArray[Any]], int]:
        """Values of all factors in some blocks, the same whoever asks; and how many draws these have."""
        start, stop = blocks.start * BLOCK, min(blocks.stop * BLOCK, self.draws)
        if self.design is not None:
            rows = self.design.iloc[start:stop]
            return values_of(rows, self.replicates.factors, self.elements), stop - start
        values: dict[str, NDArray[Any]] = {}
        for place, block in enumerate(blocks):
            for name, part in self._drawn(block).items():
                if not place:
                    values[name] = np.empty((len(blocks) * BLOCK, *part.shape[1:]), part.dtype)
                values[name][place * BLOCK : (place + 1) * BLOCK] = part
        return {name: array[: stop - start] for name, array in values.items()}, stop - start

    def _drawn(self, block: int) -> dict[str, NDArray[Any]]:
        """A whole block, however many draws of it are wanted."""
        sequence = np.random.SeedSequence(self.seed, spawn_key=(block,))
        return self.replicates.draw(np.random.default_rng(sequence), BLOCK)

    def spans(self) -> Iterator[range]:
        """Blocks that are run together."""
        for start in range(0, self.blocks, TOGETHER):
            yield range(start, min(start + TOGETHER, self.blocks))

    def run(self, blocks: range) -> Outcome:
        """Scores, ranks and bands of every draw of some blocks."""
        return self.replicates.run(*self.values(blocks))

    def empty(self) -> Tally:
        """A tally in which nothing is counted yet."""
        return Tally.empty(len(self.dataset.units), len(self.replicates.labels), self.draws)

    def count(self, blocks: range, tally: Tally, check: Callable[[], None] = lambda: None) -> None:
        """Add some blocks to the counts; `check` is called every few draws, and may break it off by an exception."""
        self.replicates.count(*self.values(blocks), tally, check)

    def slim(self) -> Task:
        """The same task with the figures that it needs, and no others."""
        great = self.replicates.base.great_powers
        by_capability = great.by_capability() if great.rule == "capability" else None
        return replace(self, dataset=reduced(self.dataset, self.replicates), great=by_capability)

    def place(self, unit: str) -> int:
        """Return the number of a unit, given by code or, for countries, by name."""
        return self.dataset.units.index(self.dataset.find(unit))

    def __getstate__(self) -> dict[str, Any]:
        fields = set(self.__dataclass_fields__)
        return {key: value for key, value in self.__dict__.items() if key in fields}


def make_task(
    definition: DefinitionLike,
    dataset: DatasetLike,
    parameters: Mapping[str, Any] | None,
    *,
    draws: int,
    seed: int | np.random.Generator,
    uncertainty: Mapping[str, Any] | None = None,
    chains: Mapping[str, Any] | None = None,
    only: str | tuple[str, ...] | list[str] | None = None,
    design: pd.DataFrame | None = None,
) -> Task:
    """Check a call, and bring definition and data into a form that travels.

    Raises
    ------
    OptionError
        An argument is wrong: its name and what would be right.
    DefinitionError
        A definition that is wrong, or that leaves nothing open.
    """
    model = find_definition(definition)
    if not hasattr(model, "model"):
        raise DefinitionError(
            f"{model.id} is a definition in Python, without a tree whose choices could be varied"
        )
    if design is not None:
        draws = len(require_frame(design))
    world = load() if dataset is None else require_dataset(dataset)
    task = Task(
        model,
        world,
        dict(mapping("parameters", parameters, "{'region': 'SCO'}")),
        _choices("uncertainty", uncertainty, "{'missing': ['available', 'zero']}"),
        _choices("chains", chains, "{'scheme': [{'label': 'ranks', 'set': {'normalise': 'rank'}}]}"),
        seed_number(seed),
        whole_number("draws", draws, least=1),
        design,
        None if only is None else names("only", only, "['weights', 'missing']"),
    )
    _check_factors(task)
    if task.design is not None:
        check_design(task.design, task.replicates.factors, task.elements)
    return task


def _choices(name: str, given: object, example: str) -> Mapping[str, Any] | None:
    return None if given is None else mapping(name, given, example)


def _check_factors(task: Task) -> None:
    """Something varies, and `only` names what there is."""
    varied = task.replicates.factors
    if task.only is not None and len(varied) < len(set(task.only)):
        every = [factor.name for factor in factors(task.replicates.base, task.uncertainty, task.chains)]
        wrong = next(name for name in task.only if name not in every)
        known = f"{suggest(wrong, every)} There are: {', '.join(every) or 'none'}"
        raise OptionError(f"only: {task.definition.id} has no factor {wrong!r}.{known}")
    if not varied and task.only is not None:
        raise OptionError("only names no factor; leave it out to vary all of them")
    if not varied:
        raise DefinitionError(
            f"{task.definition.id} leaves nothing open that could reasonably vary; give uncertainty={{...}}"
        )
