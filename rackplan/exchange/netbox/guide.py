"""The README among the files for NetBox: in which order, what is in them and what is not."""

from __future__ import annotations

from rackplan.exchange.netbox.tables import NETBOX_TABLES
from rackplan.handover.handover import Handover
from rackplan.writing import one_line

__all__ = ["guide_text"]


def guide_text(handover: Handover) -> str:
    """The guide, in Markdown."""
    order = "\n".join(f"* `{table.file}`: {table.about}" for table in NETBOX_TABLES)
    return f"""# {one_line(handover.site.name)}: files for NetBox

{handover.standing}
Made by rackplan {handover.rackplan} for the planning date {handover.site.demand.date}.

## How to import

1. `01` to `05` with the bulk import of sites, locations, manufacturers and roles.
2. `rack-types/` and `device-types/`: YAML as in the community's device type library, with the same
   import or with the library's own script.
3. `06` to `13`, in this order. A file that is not here would be empty.

{order}

Feeds are cabled by `13-feed-cables.csv`, whose columns came with NetBox 4.6; earlier versions take
the other files, and feeds are then cabled by hand. `rack_type` among the racks came with 4.2.

## What the figures are

* `allocated_draw` of an inlet is its feed's own share with both feeds there, so that the sum over
  A and B is the rack once and not twice. `maximum_draw` is what it carries once the other feed is
  lost. Both are apparent power in VA, rounded up: NetBox compares them with volts times amperes.
* `max_utilization` of a feed is the tap's usable share for continuous load.
* Models are ids of rackplan's catalog. Comments of a rack hold its type, pod and loop in the plan,
  those of a type what NetBox has no place for, such as its planned power.

## What is not here

* Units in the racks: a plan does not say where in a frame things are mounted.
* Connectors, and outlets that nothing hangs on: nobody states them. Their type is "other" or empty.
* Switches, parts and machines that cool have no inlets here: their cords are no part of a plan.
* What is above the busways, cooling loops, machines outdoors, and network cables.
"""
