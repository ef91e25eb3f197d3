"""What the equations of moist air take in, checked: the same ranges for all of them."""

from __future__ import annotations

import numpy as np

from rackplan.physics.moist_air import kernel
from rackplan.units import FRACTION, PRESSURE, TEMPERATURE, Numbers, Quantity, UnitProblem, take

__all__ = ["refuse_above_saturation", "take_humidity", "take_pressure_pa", "take_temperature_c"]

_ROUNDING = 1e-6


def take_temperature_c(temperature: Quantity, name: str) -> Numbers:
    """A temperature for which ASHRAE gives a saturation pressure."""
    return take(temperature, TEMPERATURE, name, low=-100.0, high=200.0)


def take_pressure_pa(pressure: Quantity) -> Numbers:
    """A pressure of the atmosphere, from the top of the troposphere down to below sea level."""
    return 1000.0 * take(pressure, PRESSURE, "air pressure", low=20.0, high=120.0)


def take_humidity(humidity_ratio: Quantity) -> Numbers:
    """A humidity ratio in kg/kg."""
    return take(humidity_ratio, FRACTION, "humidity ratio", low=0.0, high=1.0)


def refuse_above_saturation(dry_c: Numbers, humidity: Numbers, pressure_pa: Numbers) -> None:
    """Refuse air that holds more vapour than it can.

    Raises
    ------
    UnitProblem
        With the humidity ratio and what saturates the air.
    """
    most = kernel.saturation_pa(dry_c)
    vapour = kernel.vapour_pa(humidity, pressure_pa)
    beyond = np.broadcast_to(vapour > most * (1.0 + _ROUNDING), np.broadcast(vapour, most).shape)
    if beyond.any():
        at = int(np.argmax(beyond))
        dry, ratio, air = (
            float(np.broadcast_to(each, beyond.shape).flat[at])
            for each in (dry_c, humidity, pressure_pa)
        )
        text = f"humidity ratio of air that is not above saturation at {dry:g} degC, {air:g} Pa"
        raise UnitProblem(text, f"{ratio:.6g}", fits=True)
