"""Racks made of servers: how many fit, what limits them, and the figures of the rack.

* `pieces`: what goes into a rack; `limits`: how many servers each limit lets in;
* `sums`: figures of the rack, each with a record of what it is made of; `heat`, `prices`: the
  harder ones; `assembly`: all of them together;
* `problem`: a build that comes to no rack.
"""

from rackplan.physics.rack_build.assembly import assemble
from rackplan.physics.rack_build.problem import BuildProblem

__all__ = ["BuildProblem", "assemble"]
