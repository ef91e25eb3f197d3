"""One of the two plans, verified anew, with the settings that it was searched with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rackplan.handover import Handover, handover_of
from rackplan.result import Result

__all__ = ["SETTINGS", "Side", "side_of"]

SETTINGS = ("rackplan", "seed", "threads", "deterministic")
"""What a search is told beside its inputs, and whether it ended by proof."""

_PLAN_FILE = "plan.json"


@dataclass(frozen=True)
class Side:
    """One of two plans.

    Attributes
    ----------
    name : str
        The path that it was read from, or the name of its site.
    told : Handover
        Plan and site, with verdict, cost, year and claim.
    settings : mapping of str to str
        By name, those of `SETTINGS` that are known.
    """

    name: str
    told: Handover
    settings: Mapping[str, str]

    def to_json(self) -> dict[str, Any]:
        """What the plan is, as plain data."""
        told, claim = self.told, self.told.claim
        inputs = told.site.inputs
        return {
            "name": self.name,
            "site": told.site.id,
            "scenario": inputs.scenario,
            "changes": list(inputs.changes),
            "date": told.site.demand.date.isoformat(),
            "status": None if claim is None else claim.status,
            "objective": None
            if claim is None
            else {"name": claim.objective, "value": claim.value, "unit": claim.unit},
            "bound": None if claim is None else claim.bound,
            "gap": None if claim is None else claim.gap,
            "holds": told.verdict.holds,
            "findings": len(told.verdict.findings),
            "settings": dict(self.settings),
        }


def side_of(source: Result | str | Path) -> Side:
    """A result, a folder that holds one, or its ``plan.json``.

    Raises
    ------
    BadInputError
        When it holds no plan, or cannot be read.
    """
    told = handover_of(source, purpose="to compare")
    if isinstance(source, Result):
        return Side(told.name, told, _of_result(source))
    path = Path(source)
    return Side(str(source), told, _of_file(path / _PLAN_FILE if path.is_dir() else path))


def _of_result(result: Result) -> dict[str, str]:
    run = result.run
    known = (run.rackplan, run.seed, run.threads, result.termination.deterministic)
    return {name: _text(value) for name, value in zip(SETTINGS, known, strict=True)}


def _of_file(file: Path) -> dict[str, str]:
    """What a plan.json says of its search; nothing where it is no JSON, as people edit it."""
    try:
        document = json.loads(file.read_bytes())
    except ValueError:
        return {}
    said = document.get("provenance") if isinstance(document, dict) else None
    if not isinstance(said, dict):
        return {}
    return {name: _text(said[name]) for name in SETTINGS if name in said}


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
