"""What is handed over: a plan with its site, and what can be said of it.

Whatever a file of a plan says of itself, the plan is verified anew before anything is written: it
may have been edited by hand, and a drawing of a plan that does not hold must say so.
"""

from __future__ import annotations

import importlib.metadata
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rackplan.economics.cost import Cost, cost_of
from rackplan.economics.use import YearlyUse
from rackplan.errors import BadInputError
from rackplan.model.claim import Binding
from rackplan.model.plan import Plan
from rackplan.model.site import Site
from rackplan.model.verdict import Failure, Verdict
from rackplan.reading import read_plan
from rackplan.result import Result
from rackplan.units import POWER, Quantity, of, ureg
from rackplan.verify import verify
from rackplan.verify.year import NoYear, SiteYear, year_of

__all__ = ["Claim", "Handover", "Made", "claim_in", "handover_of"]

PLAN_FILE = "plan.json"


@dataclass(frozen=True, slots=True)
class Claim:
    """What the search said of the plan when it ended.

    Attributes
    ----------
    objective : str
        What was sought, and `unit` in which.
    value, bound : float or None [unit]
        Of this plan, and what no plan has more of.
    gap : float or None
        Their distance, as a share of the plan.
    keeps : bool
        Whether racks of an earlier plan were kept: the bound is then one of plans that move no
        more of them, and not of all.
    """

    status: str
    objective: str
    unit: str
    value: float | None
    bound: float | None
    gap: float | None
    keeps: bool = False

    @property
    def bound_of_all(self) -> float | None:
        """What no plan has more of, whatever it moves [unit]; None where nothing says so."""
        return None if self.keeps else self.bound


@dataclass(frozen=True, slots=True)
class Made:
    """How the search was run: what has to be the same to make the plan again.

    Attributes
    ----------
    rackplan : str
        Version that made the plan.
    seed, threads : int or None
    deterministic : bool or None
        Whether the same input, seed and threads give the same plan.
    """

    rackplan: str
    seed: int | None
    threads: int | None
    deterministic: bool | None


@dataclass(frozen=True)
class Handover:
    """A plan that is handed over.

    Attributes
    ----------
    claim : Claim or None
        None where the racks are not those that the search placed.
    rackplan : str
        Version that writes the files.
    year : SiteYear, NoYear or None
    binding : tuple of Binding
        What held the search back, worth most first; none where its claim does not stand.
    made : Made or None
        How the search was run; None where nobody says so, or its claim does not stand.
    """

    site: Site
    plan: Plan
    verdict: Verdict
    cost: Cost
    claim: Claim | None
    rackplan: str
    year: SiteYear | NoYear | None = None
    binding: tuple[Binding, ...] = ()
    made: Made | None = None

    @property
    def it_power(self) -> Quantity:
        """Planned power of all racks [kW]."""
        racks = self.site.catalog.racks
        each = (n * racks[rack].planned_power for rack, n in self.plan.counts().items())
        return sum(each, of(0.0, POWER))

    @property
    def name(self) -> str:
        """Site and scenario, as the folder of a result is named."""
        scenario = self.site.inputs.scenario
        return self.site.id if scenario is None else f"{self.site.id}-{scenario}"

    @property
    def standing(self) -> str:
        """Whether it holds, in one sentence that every format carries."""
        if self.verdict.holds:
            losses = f"after {self.verdict.failures_simulated:,} single losses"
            return f"Verified: all of {self.verdict.checks:,} checks hold, also {losses}."
        count = len(self.verdict.findings)
        limits = "1 limit is" if count == 1 else f"{count:,} limits are"
        return f"REFUTED: this plan does not hold; {limits} broken."

    @property
    def layout_is_assumed(self) -> bool:
        """Whether halls and rows are in part our assumptions and no published facts."""
        return any(
            path.startswith(("halls", "rows")) and origin.confidence == "assumption"
            for path, origin in self.site.provenance.items()
        )


def handover_of(source: Result | str | Path, *, purpose: str = "to export") -> Handover:
    """What there is to hand over of a result, a folder that holds one, or its ``plan.json``.

    Parameters
    ----------
    source : Result, str or Path
    purpose : str
        What cannot be done with a plan without racks, for the complaint about one.

    Raises
    ------
    BadInputError
        When it holds no plan, or cannot be read.
    """
    if isinstance(source, Result):
        return _of_result(source, purpose)
    path = Path(source)
    file = path / PLAN_FILE if path.is_dir() else path
    site, plan = read_plan(file)
    if not plan.placements:
        raise _empty(str(path), purpose)
    document = _document(file)
    claim = None if document is None else _written_claim(document, plan)
    binding = () if document is None or claim is None else tuple(_bindings(document))
    made = None if document is None or claim is None else _written_making(document)
    return replace(_handover(site, plan, verify(site, plan), claim, binding), made=made)


def claim_in(path: Path, plan: Plan) -> Claim | None:
    """What a folder of a result, or its ``plan.json``, claims of the plan that it holds."""
    document = _document(path / PLAN_FILE if path.is_dir() else path)
    return None if document is None else _written_claim(document, plan)


def _of_result(result: Result, purpose: str) -> Handover:
    if result.plan is None:
        raise _empty(result.site.id, purpose)
    end = result.termination
    keeps = result.kept is not None
    claim = Claim(end.status, end.objective, end.unit, end.value, end.bound, end.gap, keeps)
    verdict = result.verdict or verify(result.site, result.plan)
    made = Made(result.run.rackplan, result.run.seed, result.run.threads, end.deterministic)
    handover = _handover(result.site, result.plan, verdict, claim, result.binding)
    return replace(handover, made=made)


def _handover(
    site: Site, plan: Plan, verdict: Verdict, claim: Claim | None, binding: tuple[Binding, ...]
) -> Handover:
    version, year = importlib.metadata.version("rackplan"), year_of(site, plan)
    cost = cost_of(site, plan, _use(year))
    return Handover(site, plan, verdict, cost, claim, version, year, binding)


def _use(year: SiteYear | NoYear) -> YearlyUse | None:
    """What the bills rest on: the year where one can be reckoned, else the site's own PUE."""
    if isinstance(year, NoYear):
        return None
    water = year.mean.water / ureg.Quantity(1.0, "year")
    return YearlyUse(year.mean.pue, year.peak_pue, water)


def _document(file: Path) -> dict[str, Any] | None:
    """What plan.json says; None where our reader takes more than JSON, as people edit it."""
    try:
        document = json.loads(file.read_bytes())
    except ValueError:
        return None
    return document if isinstance(document, dict) else None


def _bindings(document: dict[str, Any]) -> Iterator[Binding]:
    """What the search said that binds; a line that somebody has spoiled is left out."""
    lines = document.get("binding")
    for line in lines if isinstance(lines, list) else ():
        try:
            yield Binding(
                rule=str(line["rule"]),
                where=str(line["where"]),
                used=float(line["used"]),
                limit=float(line["limit"]),
                unit=str(line["unit"]),
                gain=float(line["worth"]),
                worth_unit=str(line["worth_unit"]),
                method="dual",
                failure=_failure(line.get("failure")),
            )
        except (KeyError, TypeError, ValueError):
            continue


def _failure(said: object) -> Failure | None:
    """A loss as it is written: ``ups K1.U2``."""
    kind, space, component = str(said or "").partition(" ")
    return Failure(kind, component) if space else None


def _written_claim(document: dict[str, Any], plan: Plan) -> Claim | None:
    """The claim in a plan.json; none where somebody has changed which racks it holds."""
    objective = document.get("objective")
    if document.get("racks") != dict(plan.counts()) or not isinstance(objective, dict):
        return None
    return Claim(
        status=str(document.get("status", "")),
        objective=str(objective.get("name", "")),
        unit=str(objective.get("unit", "")),
        value=_number(objective.get("value")),
        bound=_number(document.get("bound")),
        gap=_number(document.get("gap")),
        keeps=document.get("kept") is not None,
    )


def _written_making(document: dict[str, Any]) -> Made | None:
    """How the search was run, as a plan.json says it."""
    said = document.get("provenance")
    if not isinstance(said, dict):
        return None
    seed, threads = (
        value if isinstance(value, int) else None
        for value in (said.get("seed"), said.get("threads"))
    )
    deterministic = said.get("deterministic")
    return Made(
        str(said.get("rackplan", "")),
        seed,
        threads,
        deterministic if isinstance(deterministic, bool) else None,
    )


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, (int, float)) else None


def _empty(name: str, purpose: str) -> BadInputError:
    return BadInputError.about(name, f"holds no rack: there is nothing {purpose}")
