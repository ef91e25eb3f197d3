"""Lint: figures of products that are possible and unlikely, or worth knowing. Nothing is refused.

A rule of the lint looks at one product and says its doubts in sentences with numbers; `LINT` lists
them by id. A doubt that stands is acknowledged in the product's file, under `known`, with the
reason; it is still told, as known. One file a family:

* `power`: order of powers, redundant supplies, what is left after the loss of a feed, curves;
* `heat`: heat balance, flow and airflow that carry it;
* `network`: fabrics that cannot be built, pods without room for theirs, cables;
* `computing`: sparse figures sold as dense, power per accelerator;
* `sizes`: mass, power and price for the size;
* `builds`: racks of servers that come to less than asked for, or to no price;
* `origins`: figures called published that nobody read;
* `lines`, of a whole site: capacity of the power tree that its rows cannot reach; `orders`: those
  that no row, line or hall has room for.

`remark` is what a rule gives back; `doubts` holds the table of all rules.
"""

from rackplan.reading.lint.doubts import LINT, Doubt, doubts, site_doubts

__all__ = ["LINT", "Doubt", "doubts", "site_doubts"]
