"""The machine that a figure was measured on, in one line."""

from __future__ import annotations

import importlib.metadata
import os
import platform
from pathlib import Path

__all__ = ["describe_machine"]

_CPU_INFO = Path("/proc/cpuinfo")


def describe_machine(threads: int) -> str:
    """Processor, cores, system, and the versions that matter."""
    versions = ", ".join(
        f"{name} {importlib.metadata.version(name)}" for name in ("rackplan", "ortools", "scipy")
    )
    return (
        f"{_processor()}, {os.cpu_count()} cores, {threads} used; {platform.system()}, "
        f"Python {platform.python_version()}, {versions}"
    )


def _processor() -> str:
    if _CPU_INFO.exists():
        for line in _CPU_INFO.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
