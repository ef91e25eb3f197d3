"""Liquid loops: coolants, what racks need, pipes, exchangers, pumps, coolant units."""

from rackplan.physics.liquid.rack import rack_flow

__all__ = ["rack_flow"]
