"""What is other in a second plan than in a first: racks, feeds, money, margins, inputs.

* `difference`: the front door, and all of it together;
* `side`: one of the two plans, verified anew, with what its search claims;
* `inputs`: values of the resolved inputs that are not the same, files, settings;
* `floor`: racks that stay, move, come, go, or hang on other feeds; `pods`: which racks belong
  together;
* `amounts`: racks by type, power, computing, money;
* `limits`: what binds, and the margin of every limit.

Both plans are reckoned anew, so that a plan that somebody edited by hand is told as it is.
"""

from rackplan.difference.amounts import Amount
from rackplan.difference.difference import SCHEMA, Difference, diff
from rackplan.difference.floor import Floor, Move, Rewiring
from rackplan.difference.inputs import InputChange
from rackplan.difference.limits import BindingChange, MarginChange
from rackplan.difference.pods import PodChange, Pods
from rackplan.difference.side import Side

__all__ = [
    "SCHEMA",
    "Amount",
    "BindingChange",
    "Difference",
    "Floor",
    "InputChange",
    "MarginChange",
    "Move",
    "PodChange",
    "Pods",
    "Rewiring",
    "Side",
    "diff",
]
