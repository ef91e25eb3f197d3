"""The verifier: site and plan in, verdict out; it knows no solver.

The house, from the door inwards:

* `judgement`: `verify`: runs every check, keeps the worst of each limit, writes the verdict;
* `losses`: `single_failures`: the expansion of `policy.survive` over site and plan;
* `outages`: `outages_of`: what each of these losses takes, and what carries on;
* `checks/<family>/<name>`: one check a rule; `checks.CHECKS` joins them. A check reads `facts` and
  yields `comparison`: arrays of used and limit, with units, and whom to blame if it breaks;
* `facts`: site and plan, prepared once: the `racks` that stand, the power `flow`;
* `tree`, `intake`, `loads`, `flow`, `ratings`: the power tree by rank, what its nodes draw for
  what they give, what racks draw from it, what every node carries whole and after each loss, and
  that against its usable rating; `maintenance`: losses while a component is out;
* `lines`: racks along the lines of busways;
* `machines`, `bounds`, `shares`, `kept_off`: more shapes of a limit that several rules have:
  machines in parallel with one lost, a sum or somebody's share between bounds, positions that some
  racks may not cover;
* `columns`: quantities of the model gathered into arrays; `words`: findings as sentences.

Why all this beside the optimizer's rows, which say the same? Because it is not the same: rows are
dense numbers per capacity, rounded to the safe side; here quantities meet the law as it is written,
after a walk of the tree per failure. Nothing is shared but the law, the model and the physics, so
a misreading on one side is found by the other.
"""

from rackplan.verify.judgement import verify
from rackplan.verify.losses import single_failures
from rackplan.verify.outages import outages_of

__all__ = ["outages_of", "single_failures", "verify"]
