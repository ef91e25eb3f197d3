"""What a climate is like: hours above a temperature, and months."""

from __future__ import annotations

import numpy as np

from rackplan.physics.climate.conditions import Climate, in_hours
from rackplan.units import TEMPERATURE, Quantity, give, take

__all__ = ["hours_above", "monthly_dry_bulb"]


def hours_above(
    climate: Climate, *, dry_bulb: Quantity | None = None, wet_bulb: Quantity | None = None
) -> Quantity:
    """Hours of the year above a dry bulb, a wet bulb, or both at once.

    Parameters
    ----------
    climate : Climate
    dry_bulb, wet_bulb : Quantity [degC], optional

    Returns
    -------
    Quantity [h]

    Examples
    --------
    >>> from rackplan.physics.climate import climate_of_bins
    >>> from rackplan.units import PRESSURE, TEMPERATURE, parse
    >>> two = climate_of_bins("two", [(10, 8, 6000), (25, 18, 2760)], parse("99 kPa", PRESSURE))
    >>> hours_above(two, wet_bulb=parse("15 degC", TEMPERATURE)).m_as("h")
    2760.0
    """
    counts = np.ones(climate.weights_h.shape, dtype=bool)
    if dry_bulb is not None:
        counts &= climate.outdoors.dry_c > take(dry_bulb, TEMPERATURE, "dry bulb")
    if wet_bulb is not None:
        counts &= climate.outdoors.wet_c > take(wet_bulb, TEMPERATURE, "wet bulb")
    return in_hours(climate.weights_h[counts].sum())


def monthly_dry_bulb(climate: Climate) -> tuple[Quantity, Quantity]:
    """Mean and highest dry bulb of each month.

    Parameters
    ----------
    climate : Climate
        With its months: hours, not bins.

    Returns
    -------
    tuple of Quantity [degC]
        Twelve means and twelve maxima, January first.

    Examples
    --------
    >>> import numpy as np
    >>> from rackplan.physics.climate import climate_of_hours
    >>> from rackplan.units import FRACTION, PRESSURE, TEMPERATURE, give, parse
    >>> months = [1 + hour * 12 // 8760 for hour in range(8760)]
    >>> rising = climate_of_hours(
    ...     "rising", dry_bulb=give(np.array(months, dtype=float), TEMPERATURE), months=months,
    ...     relative_humidity=parse("50 %", FRACTION), pressure=parse("1 bar", PRESSURE),
    ... )
    >>> monthly_dry_bulb(rising)[0].m.tolist()[:3]
    [1.0, 2.0, 3.0]
    """
    if not climate.months:
        raise ValueError(f"climate {climate.name}: bins know no months")
    dry_c, month = climate.outdoors.dry_c, np.array(climate.months)
    parts = [dry_c[month == number] for number in range(1, 13)]
    means, most = [part.mean() for part in parts], [part.max() for part in parts]
    return give(means, TEMPERATURE), give(most, TEMPERATURE)
