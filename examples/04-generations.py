"""GB300 against MI355X against Rubin in Ohio, or in a hall of your own: SITE [CATALOGS]."""

import sys

import rackplan as rp

RACKS = ["gb300-nvl72", "mi355x-rack", "vr-nvl72"]
site, catalogs = (*sys.argv[1:3], None)[:2] if len(sys.argv) > 1 else ("ohio", None)

read = rp.read_site(site, catalogs=catalogs)
table = rp.compare(RACKS, site=read, by="cost_per_pflops", catalogs=catalogs)

for place in table.ranking:
    low, central, high = place.value.numbers("USD/PFLOPS/year")
    doubt = ", by its price the same as the one above" if place.close else ""
    cost = f"{low:,.0f} to {high:,.0f}, likely {central:,.0f} USD"
    print(f"{place.rank}. {place.row.name}: {cost}{doubt}")
for row in table.rows:
    limit = f"limited by {row.limits[0].rule}" if row.limits else row.why
    print(f"{row.name}: {sum(row.racks.values())} racks, {row.it_power_kw:,.0f} kW, {limit}")
print("all verified" if table.verified else "NO")
