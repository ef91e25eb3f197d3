"""A result: the solver's claim, the plan, the verifier's verdict, and how they came about."""

from __future__ import annotations

import importlib.metadata
import sys
from dataclasses import dataclass, fields
from typing import Any

from rackplan.economics.cost import Cost
from rackplan.economics.document import lifetime_as_json, objective_as_json
from rackplan.economics.sought import misclaims_of
from rackplan.model.claim import Binding, Step, Termination, Then
from rackplan.model.filled import Filled, filled
from rackplan.model.keeping import Kept
from rackplan.model.outage import Outage
from rackplan.model.plan import Plan, racks_added
from rackplan.model.served import served
from rackplan.model.site import Site
from rackplan.model.thermal import LoopFigures, PlantFigures, Thermal, Used, ZoneFigures
from rackplan.model.verdict import Finding, Margin, Verdict
from rackplan.units import (
    COMPUTE,
    ENERGY,
    MASS,
    MEMORY,
    POWER,
    VOLUME,
    Quantity,
    magnitude,
    of,
)
from rackplan.verify.year import IT_BOUNDARY, NoYear, SiteYear

__all__ = [
    "NOT_CERTIFIED",
    "SCHEMA",
    "Result",
    "Run",
    "finding_as_json",
    "not_certified",
    "outage_as_json",
    "thermal_as_json",
    "verdict_as_json",
    "workloads_as_json",
    "year_as_json",
]

SCHEMA = "rackplan/plan/1"

_COOLING_WITHOUT_FEEDS = "what a power loss takes from cooling: its machines hang on no feed here"

NOT_CERTIFIED = (
    "room air flow (CFD)",
    "short circuit, arc flash and breaker coordination",
    "transients and control",
    _COOLING_WITHOUT_FEEDS,
    "structural point loads",
)
"""What no plan certifies, said with every result."""


@dataclass(frozen=True)
class Run:
    """How a result was made: what has to be the same to make it again."""

    seed: int
    threads: int
    version: str = ""

    @property
    def rackplan(self) -> str:
        """Version of rackplan that made the result."""
        return self.version or importlib.metadata.version("rackplan")


@dataclass(frozen=True)
class Result:
    """All that `plan` answers.

    Attributes
    ----------
    plan, verdict, cost, year : or None
        None when no plan fits or none was found in time. A site without a climate has `NoYear`.
    binding : tuple of Binding
        What holds the plan back, worth most first.
    explanation : tuple of str
        Why no plan fits, in sentences; empty otherwise.
    kept : Kept or None
        What has become of the racks of an earlier plan; None where none was kept. The bound is
        then that of plans which move no more racks.
    then : tuple of Then
        Further objectives, in the order in which they were sought.
    """

    site: Site
    termination: Termination
    run: Run
    plan: Plan | None = None
    verdict: Verdict | None = None
    cost: Cost | None = None
    year: SiteYear | NoYear | None = None
    binding: tuple[Binding, ...] = ()
    explanation: tuple[str, ...] = ()
    kept: Kept | None = None
    then: tuple[Then, ...] = ()

    @property
    def it_power(self) -> Quantity:
        """Planned power of all racks placed [kW]."""
        racks = self.site.catalog.racks
        counts = {} if self.plan is None else self.plan.counts()
        return sum((n * racks[rack].planned_power for rack, n in counts.items()), of(0.0, POWER))

    @property
    def misclaims(self) -> tuple[str, ...]:
        """Objectives of which the plan has something else than the search says; () for none."""
        claims: tuple[Termination | Then, ...] = (self.termination, *self.then)
        return () if self.plan is None else misclaims_of(self.site, self.plan, claims)

    def floor_plan(self) -> Any:
        """The floor to scale, which shows itself in a notebook; ``str()`` of it is SVG."""
        return _front_door().drawing_of(self, "floor")

    def one_line(self) -> Any:
        """The one-line diagram, which shows itself in a notebook."""
        return _front_door().drawing_of(self, "one-line")

    def elevations(self) -> Any:
        """Front and rear of every rack type, which show themselves in a notebook."""
        return _front_door().drawing_of(self, "elevations")

    def _racks_added(self) -> dict[str, int]:
        """Racks of each type that do not stand already."""
        return {} if self.plan is None else dict(sorted(racks_added(self.site, self.plan).items()))

    def _filled(self) -> tuple[Filled, ...]:
        return () if self.plan is None else filled(self.site, self.plan)

    def to_json(self) -> dict[str, Any]:
        """The document that `--json` prints and `plan.json` holds, inputs included."""
        claim = self.termination
        inputs = self.site.inputs
        placements = () if self.plan is None else self.plan.placements
        return {
            "schema": SCHEMA,
            "site": self.site.id,
            "scenario": inputs.scenario,
            "changes": list(inputs.changes),
            "date": self.site.demand.date.isoformat(),
            "status": claim.status,
            "objective": objective_as_json(self.site, self.plan, claim),
            "bound": claim.bound,
            "gap": claim.gap,
            "then": [_then_as_json(self, then) for then in self.then],
            "seconds": round(claim.seconds, 3),
            "trace": [_step_as_json(step) for step in claim.trace],
            "kept": None if self.kept is None else _kept_as_json(self.kept),
            "racks": dict(sorted(self.plan.counts().items())) if self.plan else {},
            "racks_added": self._racks_added(),
            "workloads": {} if self.plan is None else workloads_as_json(self.site, self.plan),
            "orders": {each.name: each.to_json() for each in self._filled()},
            "bought": [] if self.plan is None else list(self.plan.bought),
            "it_power_kw": round(magnitude(self.it_power, POWER), 3),
            "verdict": None if self.verdict is None else verdict_as_json(self.verdict),
            "thermal": None if self.verdict is None else thermal_as_json(self.verdict.thermal),
            "binding": [_binding_as_json(binding) for binding in self.binding],
            "cost": None if self.cost is None else _cost_as_json(self.cost),
            "year": year_as_json(self.year),
            "explanation": list(self.explanation),
            "not_certified": list(not_certified(self.site)),
            "provenance": {
                "rackplan": self.run.rackplan,
                "files": dict(inputs.files),
                "seed": self.run.seed,
                "threads": self.run.threads,
                "deterministic": claim.deterministic,
            },
            "placements": [p.model_dump(mode="json") for p in placements],
            "inputs": dict(inputs.documents),
        }


def _front_door() -> Any:
    """The package itself: drawings are floors above, and a result knows none of them by name."""
    return sys.modules[__name__.partition(".")[0]]


def not_certified(site: Site) -> tuple[str, ...]:
    """What no plan of a site certifies: of cooling that hangs on no feed, what a loss takes."""
    kinds = ("cdu", "air_unit", "rejection")
    machines = {machine for kind in kinds for machine in site.components(kind)}
    loose = len(machines - site.power.keys())
    if loose == len(machines):
        return NOT_CERTIFIED
    said = f"what a power loss takes from {loose:,} cooling machines that hang on no feed"
    rest = (line if line != _COOLING_WITHOUT_FEEDS else said for line in NOT_CERTIFIED)
    return tuple(line for line in rest if loose or line != said)


def workloads_as_json(site: Site, plan: Plan) -> dict[str, Any]:
    """What each workload gets, as plain data."""
    return {
        each.workload: {
            "racks": dict(each.racks),
            "it_power_kw": round(magnitude(each.power, POWER), 3),
            "dense_pflops": {
                p: round(magnitude(rate, COMPUTE), 6) for p, rate in each.dense.items()
            },
            "hbm_tb": round(magnitude(each.hbm, MEMORY), 6),
        }
        for each in served(site, plan)
    }


def verdict_as_json(verdict: Verdict) -> dict[str, Any]:
    """A verdict as plain data."""
    return {
        "holds": verdict.holds,
        "checks": verdict.checks,
        "checks_by_rule": dict(verdict.checks_by_rule),
        "failures_simulated": verdict.failures_simulated,
        "failures_by_kind": dict(verdict.failures_by_kind),
        "throttled": dict(verdict.throttled),
        "shed": {
            rack: {"racks": shed.racks, "kw": shed.power, "failure": str(shed.failure)}
            for rack, shed in verdict.shed.items()
        },
        "findings": [finding_as_json(finding) for finding in verdict.findings],
        "margins": [_margin_as_json(margin) for margin in verdict.margins],
    }


def thermal_as_json(thermal: Thermal) -> dict[str, Any]:
    """Figures of loops, zones and plants as plain data; `used` and `limit` of each limit."""
    return {
        "loops": [_named_figures(loop) for loop in thermal.loops],
        "zones": [_named_figures(zone) for zone in thermal.zones],
        "plants": [_named_figures(plant) for plant in thermal.plants],
        "unchecked": list(thermal.unchecked),
    }


def _named_figures(figures: LoopFigures | ZoneFigures | PlantFigures) -> dict[str, Any]:
    found = ((key.name, getattr(figures, key.name)) for key in fields(figures))
    return {key: each._asdict() if isinstance(each, Used) else each for key, each in found}


def _margin_as_json(margin: Margin) -> dict[str, Any]:
    return {
        "rule": margin.rule,
        "where": margin.where,
        "used": margin.used,
        "limit": margin.limit,
        "headroom": margin.headroom,
        "unit": margin.unit,
        "failure": None if margin.failure is None else str(margin.failure),
    }


def outage_as_json(outage: Outage) -> dict[str, Any]:
    """A line of the outage matrix as plain data."""
    return {
        "failure": str(outage.failure),
        "kind": outage.failure.kind,
        "component": outage.failure.component,
        "during": outage.failure.during or None,
        "alike": outage.alike,
        "dark": {"racks": dict(outage.dark), "kw": outage.dark_kw},
        "machines": list(outage.machines),
        "carried": [
            {
                "node": node.node,
                "load": node.load,
                "rise": node.rise,
                "limit": node.limit,
                "share": node.share,
                "unit": node.unit,
            }
            for node in outage.carried
        ],
        "throttled": {"racks": dict(outage.throttled), "kw": outage.throttled_kw},
        "tightest": None if outage.tightest is None else _margin_as_json(outage.tightest),
    }


def finding_as_json(finding: Finding) -> dict[str, Any]:
    """A finding as plain data."""
    return {
        "rule": finding.rule,
        "where": finding.where,
        "value": finding.value,
        "limit": finding.limit,
        "margin": finding.margin,
        "unit": finding.unit,
        "failure": None if finding.failure is None else str(finding.failure),
        "contributors": [{"name": c.name, "value": c.value} for c in finding.contributors],
        "sentence": finding.sentence,
    }


def year_as_json(year: SiteYear | NoYear | None) -> dict[str, Any] | None:
    """A year as plain data, in the units that it names; None where there is none."""
    if not isinstance(year, SiteYear):
        return None
    mean, design = year.mean, year.design
    return {
        "pue": mean.pue,
        "peak_pue": year.peak_pue,
        "wue": float(mean.wue.m_as("L/kWh")),
        "energy": float(magnitude(mean.energy, ENERGY)),
        "it_energy": float(magnitude(mean.it_energy, ENERGY)),
        "water": float(magnitude(mean.water, VOLUME)),
        "carbon": None if mean.carbon is None else float(magnitude(mean.carbon, MASS)),
        "peak_power": float(magnitude(year.peak_power, POWER)),
        "design_power": None if design is None else float(magnitude(design.real, POWER)),
        "load_factor": year.load_factor,
        "parts": dict(mean.pue_of),
        "hours": {
            plant: {mode: float(hours.m_as("h")) for mode, hours in modes.items()}
            for plant, modes in mean.hours.items()
        },
        "short_hours": {name: float(hours.m_as("h")) for name, hours in mean.short_hours.items()},
        "units": {
            "wue": "L/kWh",
            "energy": "kWh",
            "water": "m3",
            "carbon": "kg",
            "power": "kW",
            "parts": "of PUE",
            "hours": "h",
        },
        "it_boundary": IT_BOUNDARY,
        "notes": list(year.notes),
    }


def _then_as_json(result: Result, then: Then) -> dict[str, Any]:
    return {
        "objective": objective_as_json(result.site, result.plan, then),
        "give": then.give,
        "status": then.status,
        "bound": then.bound,
        "gap": then.gap,
    }


def _kept_as_json(kept: Kept) -> dict[str, Any]:
    return {
        "stayed": kept.stayed,
        "moved": kept.moved,
        "gone": kept.gone,
        "new": kept.new,
        "move_price": {"value": kept.price, "unit": kept.unit},
        "charge": kept.charge,
    }


def _step_as_json(step: Step) -> dict[str, float | None]:
    return {
        "seconds": round(step.seconds, 3),
        "incumbent": step.incumbent,
        "bound": step.bound,
    }


def _binding_as_json(binding: Binding) -> dict[str, Any]:
    return {
        "rule": binding.rule,
        "where": binding.where,
        "used": binding.used,
        "limit": binding.limit,
        "unit": binding.unit,
        "worth": binding.gain,
        "worth_unit": binding.worth_unit,
        "method": binding.method,
        "failure": None if binding.failure is None else str(binding.failure),
    }


def _cost_as_json(cost: Cost) -> dict[str, Any]:
    use = cost.use
    return {
        "capex_usd": round(cost.capital.m_as("USD"), 2),
        "opex_usd_per_year": _yearly_usd(cost.yearly),
        "power_usd_per_year": _yearly_usd(cost.power_bill),
        "water_usd_per_year": _yearly_usd(cost.water_bill),
        "pue": None if use is None else use.pue,
        "peak_pue": None if use is None else use.peak_pue,
        "pue_is_assumed": use is not None and use.is_assumed,
        "unpriced": list(cost.unpriced),
        "lifetime": lifetime_as_json(cost.lifetime),
    }


def _yearly_usd(bill: Quantity | None) -> float | None:
    return None if bill is None else round(bill.m_as("USD/year"), 2)
