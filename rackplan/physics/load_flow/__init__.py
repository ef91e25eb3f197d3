"""Load flow from the rack inlets to the grid: losses, currents, voltages in many states at once.

An :class:`Element` is a box of the one-line diagram with its loss law; `network_of` puts elements
in order; `every_single_loss` and `after_losses` make the states; `load_flow` reckons them all as
columns of the same arrays. `sweep` is the kernel, plain numpy.

It knows nothing of sites and rules: whoever uses it says which load hangs where in each state.
"""

from __future__ import annotations

from rackplan.physics.load_flow.element import Element, line_element, transformer_element
from rackplan.physics.load_flow.flow import LoadFlow, load_flow
from rackplan.physics.load_flow.network import Links, Network, network_of
from rackplan.physics.load_flow.states import States, after_losses, every_single_loss

__all__ = [
    "Element",
    "Links",
    "LoadFlow",
    "Network",
    "States",
    "after_losses",
    "every_single_loss",
    "line_element",
    "load_flow",
    "network_of",
    "transformer_element",
]
