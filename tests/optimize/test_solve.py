"""The way from a site to a plan with real processes: the same again, on time, and when cut off."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import rackplan as rp
from rackplan.optimize.outcome import Limits
from rackplan.optimize.solve import optimize
from tests.no_clock import without_clock

ROOT = Path(__file__).parents[2]

HARDER = ["budget.capex=641.7 MUSD", "power.blocks[1].ups.rating=2.213 MW"]
ENDLESS = [
    *("budget.capex=741.7 MUSD", "power.blocks[0].ups.rating=2.213 MW"),
    "demand.objective=it_power",
]
"""Changes of Wisconsin after which a gap of nothing is not proved within half a minute."""


def _without_seconds(result: rp.Result) -> str:
    return json.dumps(without_clock(result.to_json()))


@pytest.mark.slow
def test_same_inputs_seed_and_threads_give_the_same_plan_to_the_byte():
    site = rp.read_site("wisconsin", changes=[*HARDER, "demand.objective=cost"])
    first, second = (rp.plan(site, gap=0.01, threads=2, seed=3) for _ in range(2))
    assert first.termination.status == "optimal"
    assert first.termination.deterministic
    assert first.verdict.holds
    assert first.plan.placements
    assert _without_seconds(first) == _without_seconds(second)


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0.0, 0.03, 3.0])
def test_time_limit_is_kept(seconds):
    """What runs when time is up is waited for, and the processes take a moment to start."""
    site = rp.read_site("wisconsin", changes=ENDLESS)
    started = time.monotonic()
    solution = optimize(site, Limits(seconds=seconds, gap=0.0))
    assert time.monotonic() - started < seconds + 15.0
    claim = solution.termination
    assert claim.status in ("feasible", "limit")
    assert (claim.status == "limit") == (solution.plan is None)
    assert not claim.deterministic
    assert solution.explanation == ()
    if solution.plan is not None:
        assert claim.value <= claim.bound
        assert rp.verify(site, solution.plan).holds
    else:
        assert claim.gap is None


_PLAN = """
import sys
from rackplan import planner
plan = planner.plan
def told(step):
    if step.value is not None:
        print("a plan", file=sys.stderr, flush=True)
planner.plan = lambda *site, **options: plan(*site, **options | {"progress": told})
from rackplan.cli import main
sys.exit(main())
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for orphans in /proc")
def test_interrupt_gives_the_best_verified_plan_so_far(tmp_path):
    changes = [option for change in ENDLESS for option in ("--set", change)]
    options = ["plan", "wisconsin", *changes, "--gap", "0", "--time-limit", "60s", "--json"]
    started = time.monotonic()
    run = subprocess.Popen(
        [sys.executable, "-c", _PLAN, *options, "--threads", "2", "--out", str(tmp_path / "out")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        text=True,
    )
    assert run.stderr.readline() == "a plan\n"
    workers = _children(run.pid)
    assert len(workers) == 2
    time.sleep(0.5)
    run.send_signal(signal.SIGINT)
    out, err = run.communicate(timeout=40)
    assert run.returncode == 0, err
    assert time.monotonic() - started < 40
    told = json.loads(out)
    assert told["verdict"]["holds"]
    assert told["placements"]
    assert told["status"] in ("feasible", "optimal")
    assert told["provenance"]["deterministic"] is False
    assert json.loads((tmp_path / "out" / "plan.json").read_text()) == told
    assert not any(Path(f"/proc/{pid}").exists() for pid in workers)


def _children(pid: int) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8")
    return [int(child) for child in text.split()]
