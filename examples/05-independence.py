"""What it costs to depend less on one vendor of silicon: SITE [CATALOGS], Ohio without them."""

import sys

import rackplan as rp
from rackplan.compare import independence

site, catalogs = (*sys.argv[1:3], None)[:2] if len(sys.argv) > 1 else ("ohio", None)

read = rp.read_site(site, catalogs=catalogs)
curve = independence(site=read, shares=[1.0, 0.8, 0.6], catalogs=catalogs)

print(f"{'at most':>8} {'largest':>8}  {'PFLOPS':>8} {'given up':>9}  verified")
for point in curve.points:
    largest = point.largest[1] if point.largest else 0.0
    rate = point.row.pflops.get(curve.precision, 0.0)
    print(
        f"{point.at_most:>8.0%} {largest:>8.1%}  {rate:>8,.0f} "
        f"{curve.given_up(point) or 0.0:>9.1%}  {'yes' if point.row.verified else 'NO'}"
    )
