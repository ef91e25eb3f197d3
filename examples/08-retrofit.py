"""Retrofit of the Indiana hall: what stands stays, its A100 racks go, or all stays on air.

For a hall of your own: CATALOGS SITE [SITE:SCENARIO ...]
"""

import sys

import rackplan as rp

catalogs, *sites = sys.argv[1:] or (None, "indiana", "indiana:retire-a100", "indiana:stay-on-air")

print(f"{'site':<22} {'stand':>5} {'new':>4} {'PFLOPS':>7} {'MUSD':>5}  verified  what binds first")
for name in sites:
    site = rp.read_site(name, catalogs=catalogs)
    result = rp.plan(site, time_limit="60 s", gap=0.01)
    document = result.to_json()
    new, racks = (sum(document[key].values()) for key in ("racks_added", "racks"))
    verified = "yes" if document["verdict"]["holds"] else "NO"
    back = f"{result.binding[0].rule} at {result.binding[0].where}" if result.binding else "nothing"
    print(
        f"{name.rpartition('/')[2]:<22} {racks - new:>5} {new:>4} "
        f"{document['objective']['value']:>7,.0f} {document['cost']['capex_usd'] / 1e6:>5,.0f}  "
        f"{verified:<8}  {back}"
    )
