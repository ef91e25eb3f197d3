"""One row: what the best plan of one rack type, or of a mix, is in a hall."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rackplan.appraisal.hall import HallUse, Used, hall_use
from rackplan.economics.document import span_as_json
from rackplan.economics.lifetime import LifetimeCost, brought_by
from rackplan.model.claim import Binding
from rackplan.model.site import Site
from rackplan.model.thermal import Thermal
from rackplan.result import Result
from rackplan.units import COMPUTE, MEMORY, POWER, magnitude

__all__ = ["MOST", "Limit", "Row", "asked_types", "empty_row", "row_of"]

MOST = 3
"""How many limits a row names."""
_MONEY = ("capital_usd", "net_present_usd", "usd_per_gb_hbm_year", "usd_per_mw")


@dataclass(frozen=True, slots=True)
class Limit:
    """What holds a plan back.

    Attributes
    ----------
    rule, where : str
    used, limit : float [unit]
    failure : str or None
        After the loss of what it counts.
    places : int
        At how many places this rule binds.
    """

    rule: str
    where: str
    used: float
    limit: float
    unit: str
    failure: str | None
    places: int


@dataclass(frozen=True)
class Row:
    """What a hall holds of one rack type, or of a mix of them.

    Attributes
    ----------
    site, name : str
        Where, and the rack type or "mix".
    racks : mapping of str to int
        Compute racks placed by type.
    support : mapping of str to int
        Other racks placed by role.
    accelerators : int
    pflops : mapping of str to float [PFLOPS]
        Dense, by precision.
    hbm_tb, it_power_kw, rack_kw : float
        Of the plan, and the planned power of one rack: the mean in a mix.
    liquid_share : float or None
        Of the heat of compute racks; the rest goes to air.
    use : HallUse or None
    pue : float or None
        Of the year, or what the site assumes.
    capex_usd : float or None
        Price of the new racks: what a budget limits.
    lifetime : LifetimeCost or None
    available_from : date or None
        The first day that it is delivered; of a mix, that of the last.
    limits : tuple of Limit
        What holds the plan back, worth most first.
    why : str
        Why no such rack stands, or why there is no plan; "" otherwise.
    result : Result or None
        All of it.
    """

    site: str
    name: str
    racks: Mapping[str, int]
    support: Mapping[str, int]
    accelerators: int
    pflops: Mapping[str, float]
    hbm_tb: float
    it_power_kw: float
    rack_kw: float
    liquid_share: float | None
    use: HallUse | None
    pue: float | None
    capex_usd: float | None
    lifetime: LifetimeCost | None
    available_from: date | None
    limits: tuple[Limit, ...]
    why: str = ""
    result: Result | None = None

    @property
    def stands(self) -> bool:
        """Whether at least one compute rack of it is placed."""
        return sum(self.racks.values()) > 0

    @property
    def verified(self) -> bool:
        """Whether there is a plan and the verifier agrees with it."""
        verdict = None if self.result is None else self.result.verdict
        return verdict is not None and verdict.holds

    @property
    def pflops_per_mw(self) -> Mapping[str, float]:
        """Dense compute rate for each MW of planned IT power, by precision."""
        if not self.it_power_kw:
            return {}
        return {each: rate / self.it_power_kw * 1000.0 for each, rate in self.pflops.items()}

    def to_json(self) -> dict[str, Any]:
        """The row as plain data."""
        claim = None if self.result is None else self.result.termination
        return {
            "site": self.site,
            "rack": self.name,
            "status": None if claim is None else claim.status,
            "gap": None if claim is None else claim.gap,
            "verified": self.verified,
            "racks": dict(self.racks),
            "support": dict(self.support),
            "accelerators": self.accelerators,
            "pflops": {key: round(rate, 3) for key, rate in self.pflops.items()},
            "pflops_per_mw": {key: round(rate, 3) for key, rate in self.pflops_per_mw.items()},
            "hbm_tb": round(self.hbm_tb, 3),
            "it_power_kw": round(self.it_power_kw, 3),
            "rack_kw": round(self.rack_kw, 3),
            "liquid_share": self.liquid_share,
            "air_share": None if self.liquid_share is None else 1.0 - self.liquid_share,
            "use": None if self.use is None else _use_as_json(self.use),
            "pue": self.pue,
            "capex_usd": self.capex_usd,
            **_money(self.lifetime),
            "available_from": None
            if self.available_from is None
            else self.available_from.isoformat(),
            "limits": [_limit_as_json(limit) for limit in self.limits],
            "why": self.why,
        }


def asked_types(site: Site) -> tuple[str, ...]:
    """The compute racks that the demand of a site names."""
    racks = site.catalog.racks
    return tuple(name for name in site.demand.asked if racks[name].role == "compute")


def row_of(name: str, result: Result, types: tuple[str, ...], why: str = "") -> Row:
    """The row of a result that was planned for some rack types."""
    site, plan = result.site, result.plan
    first = _available(site, types)
    if plan is None:
        return empty_row(site, name, first, why or " ".join(result.explanation), result)
    counts = plan.counts()
    brought, cost = brought_by(site, plan), result.cost
    compute = {rack: counts[rack] for rack in sorted(counts) if _role(site, rack) == "compute"}
    kw = sum(n * magnitude(site.catalog.racks[r].planned_power, POWER) for r, n in compute.items())
    alone = [magnitude(site.catalog.racks[rack].planned_power, POWER) for rack in types]
    racks = sum(compute.values())
    return Row(
        site=site.id,
        name=name,
        racks=compute,
        support=_support(site, counts),
        accelerators=brought.accelerators,
        pflops={key: magnitude(rate, COMPUTE) for key, rate in sorted(brought.dense.items())},
        hbm_tb=magnitude(brought.hbm, MEMORY),
        it_power_kw=magnitude(brought.it_power, POWER),
        rack_kw=kw / racks if racks else sum(alone) / max(1, len(alone)),
        liquid_share=_liquid_share(site, compute or dict.fromkeys(types, 1)),
        use=hall_use(site, plan, result.verdict.thermal if result.verdict else Thermal()),
        pue=None if cost is None or cost.use is None else cost.use.pue,
        capex_usd=None if cost is None else round(float(cost.capital.m_as("USD")), 2),
        lifetime=None if cost is None else cost.lifetime,
        available_from=first,
        limits=_limits(result.binding),
        why=why,
        result=result,
    )


def empty_row(
    site: Site, name: str, first: date | None, why: str, result: Result | None = None
) -> Row:
    """The row of what has no plan."""
    return Row(
        site=site.id, name=name, racks={}, support={}, accelerators=0, pflops={}, hbm_tb=0.0,
        it_power_kw=0.0, rack_kw=0.0, liquid_share=None, use=None, pue=None, capex_usd=None,
        lifetime=None, available_from=first, limits=(), why=why, result=result,
    )  # fmt: skip


def _role(site: Site, rack: str) -> str:
    return site.catalog.racks[rack].role


def _support(site: Site, counts: Mapping[str, int]) -> dict[str, int]:
    roles: dict[str, int] = {}
    for rack, count in sorted(counts.items()):
        role = _role(site, rack)
        if role != "compute":
            roles[role] = roles.get(role, 0) + count
    return roles


def _available(site: Site, types: tuple[str, ...]) -> date | None:
    days = [site.catalog.racks[rack].available_from for rack in types]
    return max((day for day in days if day is not None), default=None)


def _liquid_share(site: Site, compute: Mapping[str, int]) -> float | None:
    kinds = [(site.catalog.racks[rack], count) for rack, count in compute.items()]
    liquid = sum(n * magnitude(k.liquid.heat, POWER) for k, n in kinds if k.liquid is not None)
    air = sum(n * magnitude(kind.air.heat, POWER) for kind, n in kinds)
    return liquid / (liquid + air) if liquid + air > 0 else None


def _limits(binding: tuple[Binding, ...]) -> tuple[Limit, ...]:
    """The worthiest place of each rule that holds the plan back, and how many there are."""
    places: dict[str, list[Binding]] = {}
    for limit in binding:
        if limit.gain > 0:
            places.setdefault(limit.rule, []).append(limit)
    return tuple(_limit(found) for found in places.values())[:MOST]


def _limit(found: list[Binding]) -> Limit:
    first = found[0]
    failure = None if first.failure is None else str(first.failure)
    return Limit(first.rule, first.where, first.used, first.limit, first.unit, failure, len(found))


def _use_as_json(use: HallUse) -> dict[str, Any]:
    def part(used: Used) -> dict[str, float | None]:
        share = None if used.share is None else round(used.share, 6)
        return {"used": round(used.used, 3), "there": round(used.there, 3), "share": share}

    return {
        "power_kw": part(use.power),
        "stranded_power_kw": round(use.power.left, 3),
        "positions": part(use.positions),
        "liquid_kw": part(use.liquid),
        "air_kw": part(use.air),
        "cdus": use.cdus,
    }


def _money(cost: LifetimeCost | None) -> dict[str, Any]:
    if cost is None:
        return dict.fromkeys(_MONEY) | {"usd_per_pflops_year": {}, "not_counted": []}
    return {
        "capital_usd": span_as_json(cost.capital, "USD"),
        "net_present_usd": span_as_json(cost.net_present, "USD"),
        "usd_per_gb_hbm_year": span_as_json(cost.per_gb_year, "USD/GB/year"),
        "usd_per_mw": span_as_json(cost.per_mw, "USD/MW"),
        "usd_per_pflops_year": {
            key: span_as_json(cost.per_pflops_year(key), "USD/PFLOPS/year")
            for key in cost.brought.dense
        },
        "not_counted": list(cost.missing),
    }


def _limit_as_json(limit: Limit) -> dict[str, Any]:
    return {
        "rule": limit.rule,
        "where": limit.where,
        "used": limit.used,
        "limit": limit.limit,
        "unit": limit.unit,
        "failure": limit.failure,
        "places": limit.places,
    }
