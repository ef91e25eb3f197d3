"""The ledger: every case that was planned, durable, found by the content of its inputs.

A file of SQLite. A case is committed to disk before it is told of, so that whatever is killed, what
was planned stays planned. Several drivers may use one ledger at the same time: each claims a case
before it has it planned, and leaves those alone that another one is at, as long as that one lives.
"""

from __future__ import annotations

import json
import os
import secrets
import socket
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from rackplan.errors import BadInputError
from rackplan.study.outcome import Outcome

__all__ = ["LEDGER", "Ledger", "Tally"]

LEDGER = "ledger.sqlite"
"""The name of the file in the folder of a study."""

_OURS = 0x7261_636B
_FORM = 1
_PATIENCE_SECONDS = 60.0
_BEAT_SECONDS = 2.0
_STALE_SECONDS = 20.0
_TRIES = 50

_TABLES = (
    """CREATE TABLE IF NOT EXISTS cases (
    address TEXT PRIMARY KEY,   -- hash of all that the plan depends on
    status TEXT NOT NULL,
    reason TEXT NOT NULL,       -- why there is no verified plan
    record TEXT NOT NULL,       -- figures, racks, limits: JSON
    plan BLOB NOT NULL,         -- plan.json, compressed by zlib; empty without a plan
    at REAL NOT NULL            -- seconds since 1970
)""",
    """CREATE TABLE IF NOT EXISTS runs (
    id INTEGER PRIMARY KEY,
    address TEXT NOT NULL,
    driver TEXT NOT NULL,
    host TEXT NOT NULL,
    process INTEGER NOT NULL,
    begun REAL NOT NULL,
    beat REAL NOT NULL,         -- when its driver was last known to live
    ended TEXT                  -- 'recorded', 'given up', or nothing while it runs
)""",
    "CREATE INDEX IF NOT EXISTS runs_by_address ON runs (address)",
)


@dataclass(frozen=True)
class Tally:
    """What a ledger holds.

    Attributes
    ----------
    cases : int
    recorded : int
        Runs that ended with an outcome.
    """

    cases: int
    recorded: int


class Ledger:
    """An open ledger; leaving it as a context gives up what it has claimed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._driver = secrets.token_hex(8)
        self._base = _opened(path)
        self._ended = threading.Event()
        self._beating = threading.Thread(target=self._beat, daemon=True)
        self._beating.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give up what is claimed, and close the file."""
        if self._ended.is_set():
            return
        self._ended.set()
        self._beating.join()
        with suppress(BadInputError), self._at_once():
            self._base.execute(
                "UPDATE runs SET ended = 'given up' WHERE driver = ? AND ended IS NULL",
                (self._driver,),
            )
        self._base.close()

    def outcome(self, address: str) -> Outcome | None:
        """What came of a case; None for one that was not planned yet."""
        found = self._base.execute(
            "SELECT status, reason, record, plan FROM cases WHERE address = ?", (address,)
        ).fetchone()
        if found is None:
            return None
        status, reason, record, plan = found
        rest = json.loads(record)
        rest["figures"] = {name: tuple(figure) for name, figure in rest["figures"].items()}
        rest["limits"] = tuple(rest["limits"])
        return Outcome(status=status, reason=reason, plan=plan, **rest)

    def claim(self, address: str) -> bool:
        """Take a case to have it planned; False where it is known or a living driver is at it."""
        now = time.time()
        with self._at_once():
            if self._known(address) or any(_is_alive(*run, now) for run in self._open(address)):
                return False
            self._base.execute(
                "UPDATE runs SET ended = 'given up' WHERE address = ? AND ended IS NULL", (address,)
            )
            self._base.execute(
                "INSERT INTO runs (address, driver, host, process, begun, beat) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                (address, self._driver, socket.gethostname(), os.getpid(), now, now),
            )
        return True

    def record(self, address: str, outcome: Outcome) -> None:
        """Write down what came of a case; it is on disk when this returns.

        What another driver wrote first stays.
        """
        rest: dict[str, Any] = asdict(outcome)
        status, reason, plan = (rest.pop(key) for key in ("status", "reason", "plan"))
        with self._at_once():
            self._base.execute(
                "INSERT OR IGNORE INTO cases VALUES (?, ?, ?, ?, ?, ?)",
                (address, status, reason, json.dumps(rest), plan, time.time()),
            )
            self._base.execute(
                "UPDATE runs SET ended = 'recorded' "
                "WHERE address = ? AND driver = ? AND ended IS NULL",
                (address, self._driver),
            )

    def forget(self, address: str) -> None:
        """Take a case out, to have it planned anew; its runs stay counted."""
        with self._at_once():
            self._base.execute("DELETE FROM cases WHERE address = ?", (address,))

    @property
    def tally(self) -> Tally:
        """How many cases there are, and how many runs they took."""
        (cases,) = self._base.execute("SELECT count(*) FROM cases").fetchone()
        (runs,) = self._base.execute(
            "SELECT count(*) FROM runs WHERE ended = 'recorded'"
        ).fetchone()
        return Tally(cases, runs)

    def _known(self, address: str) -> bool:
        found = self._base.execute("SELECT 1 FROM cases WHERE address = ?", (address,))
        return found.fetchone() is not None

    def _open(self, address: str) -> list[tuple[str, int, float]]:
        """Runs of a case that have not ended: host, process, and when they were last heard of."""
        return self._base.execute(
            "SELECT host, process, beat FROM runs WHERE address = ? AND ended IS NULL", (address,)
        ).fetchall()

    @contextmanager
    def _at_once(self) -> Iterator[None]:
        """All or nothing, with no other driver between reading and writing."""
        try:
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._base.execute("ROLLBACK")
                raise
            self._base.execute("COMMIT")
        except sqlite3.Error as error:
            raise _unfit(self._path, str(error)) from error

    def _beat(self) -> None:
        """Say every now and then that the driver lives."""
        with suppress(sqlite3.Error):
            base = sqlite3.connect(self._path, timeout=_PATIENCE_SECONDS, isolation_level=None)
            try:
                while not self._ended.wait(_BEAT_SECONDS):
                    base.execute(
                        "UPDATE runs SET beat = ? WHERE driver = ? AND ended IS NULL",
                        (time.time(), self._driver),
                    )
            finally:
                base.close()


def _opened(path: Path) -> sqlite3.Connection:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        base = sqlite3.connect(path, timeout=_PATIENCE_SECONDS, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise _unfit(path, str(error)) from error
    try:
        _prepare(base, path)
    except sqlite3.Error as error:
        base.close()
        raise _unfit(path, str(error)) from error
    except BadInputError:
        base.close()
        raise
    return base


def _prepare(base: sqlite3.Connection, path: Path) -> None:
    base.execute("BEGIN")
    (tables,) = base.execute("SELECT count(*) FROM sqlite_master").fetchone()
    (ours,) = base.execute("PRAGMA application_id").fetchone()
    (form,) = base.execute("PRAGMA user_version").fetchone()
    base.execute("COMMIT")
    if (ours, form) not in ((_OURS, _FORM), (0, 0)) or (tables and ours != _OURS):
        raise _unfit(path, "is a database of something else, or of another version of rackplan")
    _write_ahead(base)
    base.execute("PRAGMA synchronous = FULL")
    if ours != _OURS:
        base.execute("BEGIN IMMEDIATE")
        for statement in _TABLES:
            base.execute(statement)
        base.execute(f"PRAGMA application_id = {_OURS}")
        base.execute(f"PRAGMA user_version = {_FORM}")
        base.execute("COMMIT")


def _write_ahead(base: sqlite3.Connection) -> None:
    """Let readers and a writer work at once; two drivers that begin together wait for another."""
    for patience in range(_TRIES):
        try:
            base.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if patience == _TRIES - 1:
                raise
            time.sleep(0.1)
        else:
            return


def _unfit(path: Path, reason: str) -> BadInputError:
    return BadInputError.about(
        str(path), f"is no ledger to work with: {reason}. Move it away, or choose another --out"
    )


def _is_alive(host: str, process: int, beat: float, now: float) -> bool:
    """Whether the driver of a run lives, as far as can be told from here."""
    if now - beat > _STALE_SECONDS:
        return False
    if host != socket.gethostname() or os.name != "posix":
        return True
    if process == os.getpid():
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
