"""Any executor, any number of workers, threads, processes or a cluster: the same bytes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest

import mpindex as mp
from mpindex.uncertainty.runs.task import BLOCK, make_task
from mpindex.uncertainty.runs.workers import packed, work

DRAWS = 9 * BLOCK + 100  # three parts, the last block not whole


def bytes_of(found) -> list[bytes]:
    tally = found.tally
    return [counts.tobytes() for counts in (tally.ranks.table, tally.bands, tally.middle)]


@pytest.fixture(scope="module")
def serial() -> list[bytes]:
    return bytes_of(mp.robustness("cinc", draws=DRAWS, seed=3))


@pytest.mark.parametrize("workers", [1, 3])
def test_worker_processes_give_the_bytes_of_a_serial_run(serial, workers):
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as executor:
        assert bytes_of(mp.robustness("cinc", draws=DRAWS, seed=3, executor=executor)) == serial


def test_threads_do_too(serial):
    with ThreadPoolExecutor(2) as executor:
        assert bytes_of(mp.robustness("cinc", draws=DRAWS, seed=3, executor=executor)) == serial


def test_a_dask_cluster_does_too(serial):
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        assert len(client.scheduler_info()["workers"]) == 2
        found = mp.robustness("cinc", draws=DRAWS, seed=3, executor=client.get_executor())
    assert bytes_of(found) == serial


def test_a_verdict_may_run_on_workers():
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as executor:
        there = mp.verdict("KAZ", definitions=["cinc", "wood"], draws=2 * BLOCK, seed=1, executor=executor)
    here = mp.verdict("KAZ", definitions=["cinc", "wood"], draws=2 * BLOCK, seed=1)
    assert there.table.equals(here.table)


def test_a_fault_on_a_worker_comes_back_as_it_is():
    vary = {"tree": [{"gdp": 1}, {"gdp": 1, "population": 1}]}
    with (
        ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as executor,
        pytest.raises(mp.errors.DefinitionError, match="may not add or remove elements"),
    ):
        mp.robustness("wood", draws=10, uncertainty=vary, executor=executor)


@pytest.mark.parametrize("executor", [3, "four", ThreadPoolExecutor])
def test_what_work_cannot_be_given_to_is_refused_by_name(executor):
    with pytest.raises(mp.errors.OptionError, match=r"executor is an executor of concurrent.futures"):
        mp.robustness("wood", draws=10, executor=executor)
    with pytest.raises(mp.errors.OptionError, match=r"executor is an executor of concurrent.futures"):
        mp.verdict("KAZ", definitions="wood", draws=10, executor=executor)


BROKEN_OFF = """
import signal
from concurrent.futures import ProcessPoolExecutor
import mpindex as mp

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
    with ProcessPoolExecutor(2) as pool:
        pool.submit(len, []).result()
        print("ready", flush=True)
        mp.robustness("cinc", draws=50_000_000, executor=pool, progress=False)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("send", ["kill", "killpg"], ids=["to itself alone", "from a terminal"])
def test_a_run_that_is_broken_off_leaves_no_worker(tmp_path, send):
    script = tmp_path / "long_run.py"
    script.write_text(BROKEN_OFF, encoding="utf-8")
    run = subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        start_new_session=True, env={**os.environ, "TMPDIR": str(tmp_path)},
    )  # fmt: skip
    try:
        assert run.stdout is not None and run.stdout.readline() == "ready\n"
        time.sleep(2)
        getattr(os, send)(run.pid, signal.SIGINT)
        run.communicate(timeout=60)  # of a run of minutes
        assert run.returncode != 0
    except BaseException:
        os.killpg(run.pid, signal.SIGKILL)
        raise
    with pytest.raises(ProcessLookupError):
        os.killpg(run.pid, 0)  # nobody of its session is left
    assert not list(tmp_path.glob("*.stop"))


def test_workers_stop_in_the_midst_of_a_part(tmp_path):
    task = make_task("cinc", None, {}, draws=DRAWS, seed=3)
    stop = tmp_path / "run.stop"
    assert work(packed(task), range(1), stop).bands.sum() == BLOCK * len(task.dataset.units)
    stop.touch()
    with pytest.raises(KeyboardInterrupt):
        work(packed(task), range(1), stop)
