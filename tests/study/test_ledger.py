"""The ledger: durable, one outcome a case, and drivers that leave each other's cases alone."""

from __future__ import annotations

import sqlite3
import threading
import time
from pathlib import Path

import pytest

from rackplan.errors import BadInputError
from rackplan.study import ledger as ledgers
from rackplan.study.ledger import Ledger, Tally
from rackplan.study.outcome import Outcome

ONE = Outcome(
    "optimal",
    figures={"pue": (1.1, 1.2, 1.3)},
    racks={"wet-100": 3},
    limits=("supply.units at wet-100",),
    gap=0.005,
    seconds=2.5,
    is_deterministic=False,
    plan=b"\x00plan",
)
OTHER = Outcome("failed", "it broke")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "out" / "ledger.sqlite"


def test_what_is_recorded_comes_back_as_it_was(path: Path) -> None:
    with Ledger(path) as ledger:
        assert ledger.outcome("a") is None
        assert ledger.claim("a")
        ledger.record("a", ONE)
    with Ledger(path) as again:
        assert again.outcome("a") == ONE
        assert again.tally == Tally(cases=1, recorded=1)


def test_a_recorded_case_is_not_claimed_again(path: Path) -> None:
    with Ledger(path) as ledger:
        assert ledger.claim("a")
        ledger.record("a", ONE)
        assert not ledger.claim("a")


def test_the_first_to_record_is_believed(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.record("a", ONE)
        ledger.record("a", OTHER)
        assert ledger.outcome("a") == ONE


def test_what_is_forgotten_is_planned_anew_and_counted_twice(path: Path) -> None:
    with Ledger(path) as ledger:
        for outcome in (OTHER, ONE):
            assert ledger.claim("a")
            ledger.record("a", outcome)
            if outcome is OTHER:
                ledger.forget("a")
        assert ledger.outcome("a") == ONE
        assert ledger.tally == Tally(cases=1, recorded=2)


def test_two_drivers_leave_each_other_alone(path: Path) -> None:
    with Ledger(path) as one, Ledger(path) as two:
        assert one.claim("a")
        assert not two.claim("a")
        assert two.claim("b")
        one.record("a", ONE)
        assert two.outcome("a") == ONE


def test_what_a_driver_gave_up_is_free(path: Path) -> None:
    with Ledger(path) as one:
        assert one.claim("a")
    with Ledger(path) as two:
        assert two.claim("a")


def test_what_a_dead_driver_had_claimed_is_free_at_once(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Ledger(path) as one, Ledger(path) as two:
        with monkeypatch.context() as patch:
            patch.setattr(ledgers.os, "getpid", lambda: 2**22 + 1)  # no process has it
            assert one.claim("a")
        assert two.claim("a")


def test_a_driver_elsewhere_is_given_up_after_it_falls_silent(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Ledger(path) as one, Ledger(path) as two:
        with monkeypatch.context() as patch:
            patch.setattr(ledgers.socket, "gethostname", lambda: "elsewhere")
            assert one.claim("a")
        assert not two.claim("a")
        later = time.time() + ledgers._STALE_SECONDS + 1
        monkeypatch.setattr(ledgers.time, "time", lambda: later)
        assert two.claim("a")


def test_a_living_driver_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledgers, "_BEAT_SECONDS", 0.01)
    with Ledger(path) as ledger:
        assert ledger.claim("a")
        asked = sqlite3.connect(path)
        read = "SELECT beat - begun FROM runs"
        for _ in range(500):
            if asked.execute(read).fetchone()[0] > 0:
                break
            time.sleep(0.01)
        assert asked.execute(read).fetchone()[0] > 0
        asked.close()


def test_many_drivers_claim_each_case_once(path: Path) -> None:
    taken: list[str] = []

    def claim_all() -> None:
        with Ledger(path) as ledger:
            for address in map(str, range(20)):
                if ledger.claim(address):
                    taken.append(address)
                    ledger.record(address, ONE)

    drivers = [threading.Thread(target=claim_all) for _ in range(4)]
    for each in drivers:
        each.start()
    for each in drivers:
        each.join()
    assert sorted(taken, key=int) == list(map(str, range(20)))
    with Ledger(path) as ledger:
        assert ledger.tally == Tally(cases=20, recorded=20)


def test_every_case_is_on_disk_before_it_is_told_of(path: Path) -> None:
    with Ledger(path) as ledger:
        assert ledger._base.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert ledger._base.execute("PRAGMA synchronous").fetchone() == (2,)


def test_a_file_of_something_else_is_refused_and_left_as_it_is(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("not a database at all, but long enough to look at" * 10)
    before = path.read_bytes()
    with pytest.raises(BadInputError, match="is no ledger to work with: file is not a database"):
        Ledger(path)
    assert path.read_bytes() == before


def test_a_database_of_something_else_is_refused(path: Path) -> None:
    path.parent.mkdir()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE theirs (a)")
    other.commit()
    other.close()
    with pytest.raises(BadInputError, match="is a database of something else"):
        Ledger(path)
