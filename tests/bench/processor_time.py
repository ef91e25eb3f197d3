"""A clock that others on the machine cannot stop: the processor time of processes.

Seconds are those of the process that asks, and of the busiest of its children: about what a wall
clock would show, were the machine ours alone.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from pathlib import Path

__all__ = ["children_of", "peak_memory_mb", "processor_seconds", "seconds_of"]

_TICK = os.sysconf("SC_CLK_TCK")


def processor_seconds() -> float:
    """Processor time of this process and of its busiest child [s]."""
    return time.process_time() + max(map(seconds_of, children_of(os.getpid())), default=0.0)


def children_of(process: int) -> list[int]:
    """Processes that a process has started and that live."""
    found: list[int] = []
    for path in Path(f"/proc/{process}/task").glob("*/children"):
        found += [int(child) for child in path.read_text(encoding="ascii").split()]
    return found


def seconds_of(process: int) -> float:
    """Processor time of a process, over its threads [s]."""
    fields = _read(f"/proc/{process}/stat").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK if fields else 0.0


def peak_memory_mb(processes: Iterable[int]) -> float:
    """Most memory that processes held, added up [MB]."""
    peaks = [_peak_kb(process) for process in processes]
    return sum(peaks) / 1024.0


def _peak_kb(process: int) -> int:
    lines = _read(f"/proc/{process}/status").splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError:
        return ""
