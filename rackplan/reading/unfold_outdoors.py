"""Facility water, plants and the climate of a folded site as the model."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.model.climate import Climate
from rackplan.model.facility import FacilityLoop, Plant
from rackplan.model.unit import Unit
from rackplan.reading.folded import FoldedSite
from rackplan.reading.folded_climate import FoldedClimate
from rackplan.reading.folded_cooling import FoldedCooling, FoldedUnits
from rackplan.units import LENGTH, PRESSURE, Quantity, of

__all__ = ["climate", "facility_loops", "plants", "units_of"]


def units_of(owner: str, groups: tuple[FoldedUnits, ...]) -> tuple[Unit, ...]:
    """The machines of a loop, zone or plant."""
    return tuple(Unit(f"{owner}.{name}", group.product) for group in groups for name in group.id)


def facility_loops(cooling: FoldedCooling) -> Iterator[FacilityLoop]:
    """Each facility loop."""
    for entry in cooling.facility:
        figures = {key: getattr(entry, key) for key in FacilityLoop.model_fields if key != "id"}
        yield from (FacilityLoop.model_construct(id=name, **figures) for name in entry.id)


def plants(cooling: FoldedCooling) -> Iterator[Plant]:
    """Each plant with its machines."""
    for entry in cooling.rejection:
        keys = Plant.model_fields.keys() - {"id", "units"}
        figures = {key: getattr(entry, key) for key in keys}
        for name in entry.id:
            yield Plant.model_construct(id=name, units=units_of(name, entry.units), **figures)


def climate(folded: FoldedSite) -> Climate | None:
    """The climate with the elevation of the site; sea level where nobody states one."""
    given = folded.climate
    if given is None:
        return None
    elevation = folded.place.elevation
    return Climate.model_construct(
        station=given.station,
        elevation=of(0.0, LENGTH) if elevation is None else elevation,
        pressure=_pressure(given),
        design=given.design,
        year=given.year,
        in_bins=given.bins is not None,
    )


def _pressure(given: FoldedClimate) -> Quantity | None:
    """As stated, else the mean of the hours."""
    measured = [each.pressure_kpa for each in given.year if each.pressure_kpa is not None]
    if given.pressure is None and measured:
        return of(sum(measured) / len(measured), PRESSURE)
    return given.pressure
