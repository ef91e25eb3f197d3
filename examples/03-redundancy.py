"""The price of redundancy: the same UPS power, 1.6 MW in all, as 2N and as 4N/3."""

from pathlib import Path

import rackplan as rp

HALL = Path(__file__).parent / "small-hall"
LARGER = [
    "halls[0].depth=30 m",
    "rows[0].id=R[1-6]",
    "cooling.loops[0].cdus[0].id=CDU[1-4]",
    "cooling.zones[0].units[0].id=FW[1-6]",
    "supply={}",
]
UPS = "power.blocks[0].ups.rating"
CASES = {
    "2N, two modules of 800 kW": [f"{UPS}=800 kW"],
    "4N/3, four modules of 400 kW": ["power.blocks[0].scheme=4N/3", f"{UPS}=400 kW"],
}

print(f"{'redundancy':<28} {'PFLOPS':>7} {'kW':>6} {'USD/PFLOPS/year':>16}  verified")
for name, changes in CASES.items():
    site = rp.read_site(HALL, catalogs=HALL / "catalogs", changes=[*LARGER, *changes])
    result = rp.plan(site, time_limit="60 s", gap=0.01)
    assert result.cost is not None
    assert result.cost.lifetime is not None
    assert result.verdict is not None
    cost = result.cost.lifetime.per_pflops_year(site.demand.precision)
    assert cost is not None
    print(
        f"{name:<28} {result.termination.value:>7,.0f} {result.it_power.m_as('kW'):>6,.0f} "
        f"{cost.central.m_as('USD/PFLOPS/year'):>16,.0f}  {'yes' if result.verdict.holds else 'NO'}"
    )
