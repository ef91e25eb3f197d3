"""Plan the Wisconsin hall from Python, and ask the result what a planner would ask."""

import rackplan as rp

site = rp.read_site("wisconsin")
result = rp.plan(site, time_limit="60 s", gap=0.005)

assert result.plan is not None
assert result.verdict is not None
print(f"{len(result.plan.placements)} racks, {result.it_power:,.0f~} of IT")
print(
    f"verified: {result.verdict.holds}, after {result.verdict.failures_simulated:,} single losses"
)
for limit in result.binding[:5]:
    print(f"{limit.rule} at {limit.where}: one more is worth {limit.worth:~.4g}")

# The verifier knows no solver: it judges any plan, also this one with a rack taken out.
without_first = result.plan.model_copy(update={"placements": result.plan.placements[1:]})
for finding in rp.verify(site, without_first).findings:
    print(finding.sentence)
