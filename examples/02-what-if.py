"""Ask again with one figure changed: fewer racks to be had, less money, one CDU less."""

import rackplan as rp

CASES = {
    "as it is": [],
    "half the GB200 racks": ["supply.gb200-nvl72[1].units=0"],
    "700 MUSD": ["budget.capex=700 MUSD"],
    "one CDU less on L1": ["cooling.loops[L1].cdus[0].id=CDU[1-3]"],
}

print(f"{'case':<24} {'PFLOPS':>9} {'MW':>6} {'MUSD':>7}  verified")
for name, changes in CASES.items():
    result = rp.plan(rp.read_site("wisconsin", changes=changes), gap=0.01)
    assert result.cost is not None
    assert result.verdict is not None
    print(
        f"{name:<24} {result.termination.value:>9,.0f} {result.it_power.m_as('MW'):>6.1f} "
        f"{result.cost.capital.m_as('MUSD'):>7.0f}  {'yes' if result.verdict.holds else 'NO'}"
    )
