"""Exit status 0, 1 or 2, streams in UTF-8, and never a traceback."""

from __future__ import annotations

import signal
import subprocess
import sys

from mpindex.cli.main import main


def test_an_unknown_country_is_a_wrong_call_and_the_nearest_is_named(run):
    ran = run("where", "Kazahkstann")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("mpindex: ")
    assert "Kazakhstan" in ran.err and "Traceback" not in ran.err


def test_a_wrong_table_of_the_users_is_no_traceback(run, tmp_path):
    data = tmp_path / "mine.csv"
    data.write_text("country,gdp\nAtlantis,1\nFrance,2\nTürkiye,-3\n", encoding="utf-8")
    ran = run("rank", "wood", "--data", data)
    assert ran.status == 2 and "Atlantis" in ran.err and "-3" in ran.err


def test_a_pipe_closed_early_is_no_error(start):
    process = start("rank", "wood", "--format", "json")
    assert process.stdout is not None and process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    complaints = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), complaints) == (0, b"")


def test_an_interrupt_ends_quietly_with_status_130():
    busy = """
import signal, sys, time
import mpindex
from mpindex.cli.main import main

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job may have been told to ignore it

def wait(*arguments, **options):
    print("at work", flush=True)
    time.sleep(600)

mpindex.robustness = wait
sys.exit(main(["robustness", "wood"]))
"""
    process = subprocess.Popen([sys.executable, "-c", busy], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None and process.stdout.readline() == b"at work\n"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, b"", b"")


def test_names_are_written_in_utf8_whatever_the_locale(start):
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "PYTHONCOERCECLOCALE": "0"}
    out, err = start("rank", "wood", **plain).communicate()
    assert err == b""
    assert "Türkiye" in out.decode("utf-8")


def test_warnings_are_read_by_people(capsys, tmp_path):
    table = tmp_path / "one.csv"
    table.write_text("city,gdp\nAlmaty,1\nAstana,1\n", encoding="utf-8")
    chosen = tmp_path / "mine.yaml"
    chosen.write_text("id: mine\ntree: {gdp: 1}\n", encoding="utf-8")
    main(["rank", str(chosen), "--data", str(table)])
    told = capsys.readouterr().err
    assert "mpindex: mine: constant for all units" in told
    assert ".py" not in told
