"""The year of a plan as bars: where the energy goes, and in which mode plants run."""

from __future__ import annotations

from dataclasses import dataclass

from rackplan.report.shown import Shown
from rackplan.report.wording import figure, one_line
from rackplan.units import ENERGY, MASS, POWER, VOLUME, magnitude
from rackplan.verify.year import IT_BOUNDARY, NoYear, SiteYear

__all__ = ["Bar", "YearShown", "year_shown"]

_CALLED = {
    "chain_loss": "power chain",
    "cdu_pumps": "CDU pumps",
    "fan_walls": "fan walls",
    "other": "lights, controls, other",
    "facility_pumps": "facility pumps",
    "rejection_fans": "fans outside",
    "rejection_pumps": "tower pumps",
    "compressors": "compressors",
    "plant_loss": "power of plants, lost",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart: what it is, how long (0 to 1), and its figure."""

    title: str
    share: float
    text: str


@dataclass(frozen=True, slots=True)
class YearShown:
    """The year, or why there is none.

    Attributes
    ----------
    rows : tuple of tuple of str
        Title and figure.
    parts : tuple of Bar
        Of PUE above 1.
    modes : tuple of tuple of str and bars
        Hours by mode, plant by plant.
    """

    reason: str
    rows: tuple[tuple[str, str], ...] = ()
    parts: tuple[Bar, ...] = ()
    modes: tuple[tuple[str, tuple[Bar, ...]], ...] = ()
    notes: tuple[str, ...] = ()


def year_shown(year: SiteYear | NoYear | None, shown: Shown) -> YearShown:
    """What the page says of a year."""
    if not isinstance(year, SiteYear):
        reason = "" if year is None else one_line(year.reason)
        return YearShown(reason or "The site states no climate, so that no year is reckoned.")
    notes = (*(one_line(note) for note in year.notes), f"Boundary: {IT_BOUNDARY}.")
    return YearShown("", _rows(year, shown), _parts(year), _modes(year), notes)


def _rows(year: SiteYear, shown: Shown) -> tuple[tuple[str, str], ...]:
    mean = year.mean
    energy, it_energy = (magnitude(each, ENERGY) / 1e6 for each in (mean.energy, mean.it_energy))
    peak = magnitude(year.peak_power, POWER)
    rows = [
        ("PUE", f"{mean.pue:.3f} over the year, {year.peak_pue:.3f} in the worst hour"),
        ("Energy", f"{figure(energy)} GWh, of it IT {figure(it_energy)} GWh"),
        ("Worst hour", f"{figure(peak)} kW with racks at planned power"),
    ]
    if year.design is not None:
        rows.append(("Design day", f"{figure(magnitude(year.design.real, POWER))} kW"))
    wue = shown.value(float(mean.wue.m_as("L/kWh")), "L/kWh")
    water = shown.text(magnitude(mean.water, VOLUME), "m3")
    rows.append(("Water", f"{water}, WUE {wue:.3f} {shown.unit('L/kWh')}"))
    if mean.carbon is not None:
        rows.append(("Carbon", f"{figure(magnitude(mean.carbon, MASS) / 1000.0)} t"))
    short = {plant: hours.m_as("h") for plant, hours in mean.short_hours.items() if hours.m > 0}
    rows += [("Too warm", f"{one_line(plant)}: {hours:,.0f} h") for plant, hours in short.items()]
    return tuple(rows)


def _parts(year: SiteYear) -> tuple[Bar, ...]:
    shares = sorted(year.mean.pue_of.items(), key=lambda part: -part[1])
    most = max((share for _, share in shares), default=1.0) or 1.0
    return tuple(
        Bar(_CALLED.get(name, name), share / most, f"{share:.4f}")
        for name, share in shares
        if share >= 5e-5
    )


def _modes(year: SiteYear) -> tuple[tuple[str, tuple[Bar, ...]], ...]:
    told = []
    for plant, modes in year.mean.hours.items():
        hours = {mode: float(each.m_as("h")) for mode, each in modes.items() if each.m > 0}
        total = sum(hours.values()) or 1.0
        bars = tuple(Bar(mode, each / total, f"{each:,.0f} h") for mode, each in hours.items())
        told.append((one_line(plant), bars))
    return tuple(told)
