"""A plan that leaves the house, and its tables: the same for the page and for every file.

* `handover`: the plan with its site, verified anew;
* `places`: where racks stand, which feeds they hang on, how far cables run;
* `line_loads`, `cooling_limits`: what the verifier found line by line, and loss by loss;
* `table`: tables whose columns explain themselves; `schedules`: all the tables of a plan.
"""

from rackplan.handover.handover import Claim, Handover, claim_in, handover_of

__all__ = ["Claim", "Handover", "claim_in", "handover_of"]
