"""What holds a plan back, and why there is none.

* `explanation`: the front door, and all of it together;
* `steps`: one more CDU, position, unit of supply ... of what binds, as a changed site; `worth`:
  what each step brings, found by planning with it;
* `stranded`: what the plan leaves of the hall, and which limit stands in the way;
* `impossible`: a smallest set of demands, limits and rules that cannot hold together;
* `words`: places, amounts and losses as a planner says them.
"""

from rackplan.explain.explanation import SCHEMA, Explanation, explain
from rackplan.explain.impossible import Impossibility, Part
from rackplan.explain.steps import Raised, Step
from rackplan.explain.stranded import Reason, Stranded
from rackplan.explain.worth import Base, Worth

__all__ = [
    "SCHEMA",
    "Base",
    "Explanation",
    "Impossibility",
    "Part",
    "Raised",
    "Reason",
    "Step",
    "Stranded",
    "Worth",
    "explain",
]
