"""Real plans in real processes: what is killed in the midst of a study goes on where it was."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import distributed
import pytest

from rackplan.crew import Crew
from rackplan.study import LEDGER, Ledger, Outcome, Study, StudyResult, Tally
from rackplan.study import hands as hired
from tests.no_clock import without_clock
from tests.study.no_hands import CATALOGS, ENERGY, SUPPLY, TINY

pytestmark = pytest.mark.slow

VARY = {SUPPLY: ["30 degC", "50 degC"], ENERGY: ["0.1 USD/kWh", "0.2 USD/kWh"]}
CASES = 4
PATIENT = "120 s"


def made(**more: Any) -> Study:
    return Study(TINY, VARY, catalogs=str(CATALOGS), time_limit=PATIENT, **more)


def content(result: StudyResult) -> list[Any]:
    """All that came of a study but for seconds, plans included."""
    return [without_seconds(each.outcome) for each in result.done]


def without_seconds(outcome: Outcome) -> Any:
    plan = without_clock(json.loads(zlib.decompress(outcome.plan))) if outcome.plan else {}
    return (outcome.status, outcome.reason, outcome.figures, outcome.racks, outcome.limits, plan)


def recorded(folder: Path) -> int:
    """How many cases a ledger has by now."""
    if not (folder / LEDGER).exists():
        return 0
    try:
        with closing(sqlite3.connect(folder / LEDGER, timeout=10)) as base:
            return int(base.execute("SELECT count(*) FROM cases").fetchone()[0])
    except sqlite3.OperationalError:  # it is just being made
        return 0


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> tuple[StudyResult, Path]:
    """The study as two processes of this machine plan it."""
    folder = tmp_path_factory.mktemp("here")
    return made().run(workers=2, out=folder), folder


def test_every_case_is_a_verified_plan_or_says_why_not(here: tuple[StudyResult, Path]) -> None:
    result, folder = here
    assert [each.outcome.status for each in result.done] == ["optimal"] * 2 + ["infeasible"] * 2
    assert "50 degC" in str(result.done[2].case.values)
    assert "A loop's supply is no warmer" in result.done[2].outcome.reason
    cheap, dear = (result.figure(each, "net_present") for each in result.done[:2])
    assert cheap is not None
    assert dear is not None
    assert cheap[1] < dear[1]  # dearer energy never lowers cost
    with Ledger(folder / LEDGER) as ledger:
        assert ledger.tally == Tally(cases=CASES, recorded=CASES)


def test_kept_plans_read_and_hold(here: tuple[StudyResult, Path], tmp_path: Path) -> None:
    from rackplan.reading import read_plan
    from rackplan.verify import verify

    result, _ = here
    file = tmp_path / "plan.json"
    file.write_bytes(zlib.decompress(result.done[0].outcome.plan))
    assert verify(*read_plan(file)).holds


def test_a_driver_that_is_killed_goes_on_where_it_was(
    here: tuple[StudyResult, Path], tmp_path: Path
) -> None:
    file, folder = tmp_path / "warm.yaml", tmp_path / "out"
    document = {
        "site": str(TINY),
        "catalogs": str(CATALOGS),
        "vary": VARY,
        "time_limit": PATIENT,
    }
    file.write_text(json.dumps(document))
    command = [sys.executable, "-m", "rackplan", "study", str(file), "--json"]
    command += ["--out", str(folder), "--workers", "2"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as first:
        while recorded(folder) < 1:
            assert first.poll() is None, "it ended by itself"
            time.sleep(0.02)
        first.send_signal(signal.SIGKILL)
    before = recorded(folder)
    assert before < CASES
    done = subprocess.run(command, capture_output=True, text=True, timeout=200, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["planned_now"] == CASES - before
    with Ledger(folder / LEDGER) as ledger:
        assert ledger.tally == Tally(cases=CASES, recorded=CASES)
    assert content(made().run(out=folder)) == content(here[0])


def test_two_drivers_at_once_plan_each_case_once(
    here: tuple[StudyResult, Path], tmp_path: Path
) -> None:
    results: list[StudyResult] = []

    def run() -> None:
        results.append(made().run(workers=1, out=tmp_path))

    drivers = [threading.Thread(target=run) for _ in range(2)]
    for each in drivers:
        each.start()
    for each in drivers:
        each.join()
    assert [content(result) for result in results] == [content(here[0])] * 2
    assert sum(result.planned_now for result in results) == CASES
    with Ledger(tmp_path / LEDGER) as ledger:
        assert ledger.tally == Tally(cases=CASES, recorded=CASES)


def test_a_process_that_is_killed_is_replaced(
    here: tuple[StudyResult, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first process that is started dies with the case it is at."""
    killed: list[int] = []

    class Shot(Crew):
        def ask(self, task: Any) -> Any:
            child = self._child()
            if not killed:
                killed.append(child.pid)
                threading.Timer(0.5, child.kill).start()
            return super().ask(task)

    monkeypatch.setattr(hired, "Crew", Shot)
    assert content(made().run(workers=2, out=tmp_path)) == content(here[0])
    assert killed


def test_a_case_that_takes_every_process_down_is_written_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hired, "plan_site", os._exit)
    result = made().run(workers=2, out=tmp_path)
    assert {each.outcome.status for each in result.done} == {"failed"}
    assert result.done[0].outcome.reason.startswith("3 processes were lost at it")


@pytest.fixture
def cluster() -> Iterator[Any]:
    """Two processes that Dask workers run in."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as started:
        yield started


def test_a_cluster_gives_the_same_also_when_a_worker_is_killed(
    here: tuple[StudyResult, Path], cluster: Any, tmp_path: Path
) -> None:
    from distributed import Client

    killed: list[int] = []

    def kill(_: object) -> None:
        """Kill a worker as soon as the first case is done: others are in the midst of theirs."""
        if not killed:
            with Client(cluster.scheduler_address, set_as_default=False) as client:
                killed.append(min(client.run(os.getpid).values()))
            os.kill(killed[0], signal.SIGKILL)

    result = made().run(dask=cluster.scheduler_address, out=tmp_path, progress=kill)
    assert content(result) == content(here[0])
    assert killed
    with Ledger(tmp_path / LEDGER) as ledger:
        assert ledger.tally == Tally(cases=CASES, recorded=CASES)
