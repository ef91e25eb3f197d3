"""Racks made of servers: how many fit, what limits them, and the figures of the rack.

* `assembly`: the front door: build in, rack with its limits out;
* `pieces`: what a rack is made of; `figures`: what one piece is and draws, whatever its kind;
* `limits`, `losses`: how many servers each limit lets in; `shares`: the form that most have;
* `sums`: figures of the rack, with a record of what they are made of; `power`, `heat`,
  `computing`, `prices`: the figures by subject;
* `problem`: a build that comes to no rack.
"""

from rackplan.physics.rack_build.assembly import assemble
from rackplan.physics.rack_build.problem import BuildProblem

__all__ = ["BuildProblem", "assemble"]
