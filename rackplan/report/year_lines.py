"""The year of a plan in words: PUE and what it is made of, water, carbon, hours of each mode."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from rackplan.physics.year import Year
from rackplan.report.columns import aligned
from rackplan.report.wording import figure, joined, one_line, percent
from rackplan.units import ENERGY, MASS, POWER, VOLUME, magnitude
from rackplan.verify.year import IT_BOUNDARY, NoYear, SiteYear

__all__ = ["year_lines"]

_CALLED = {
    "chain_loss": "power chain",
    "cdu_pumps": "CDU pumps",
    "fan_walls": "fan walls",
    "other": "lights, controls and other loads",
    "facility_pumps": "facility pumps",
    "rejection_fans": "fans outside",
    "rejection_pumps": "tower pumps",
    "compressors": "compressors",
}
_LEAST_SHARE = 5e-5
_WIDTH = 84


def year_lines(year: SiteYear | NoYear | None) -> tuple[str, ...]:
    """What a year takes, as lines; why there is none, where the site has a climate."""
    if isinstance(year, NoYear):
        return (f"none reckoned: {one_line(year.reason)}",) if year.is_asked else ()
    if year is None:
        return ()
    mean = year.mean
    rows = [
        ("PUE", f"{mean.pue:.3f}, and {year.peak_pue:.3f} in the worst hour"),
        ("energy", _energy(year)),
        ("water", _water(mean)),
        *_carbon(mean),
        ("of PUE", _parts(mean)),
        *(("hours", text) for text in _hours(mean)),
        *(("too warm", text) for text in _short(mean)),
        *(("not counted", one_line(note)) for note in year.notes),
        ("boundary", IT_BOUNDARY),
    ]
    return aligned(_wrapped(rows), (False, False))


def _wrapped(rows: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for title, text in rows:
        first, *rest = textwrap.wrap(text, _WIDTH)
        yield title, first
        yield from (("", line) for line in rest)


def _energy(year: SiteYear) -> str:
    gwh = magnitude(year.mean.energy, ENERGY) / 1e6
    text = f"{figure(gwh)} GWh with racks at {percent(year.load_factor)} of planned power; "
    text += f"worst hour {_megawatt(magnitude(year.peak_power, POWER))} with racks at all of it"
    if year.design is not None:
        text += f", design day {_megawatt(magnitude(year.design.real, POWER))}"
    return text


def _megawatt(kw: float) -> str:
    return f"{figure(kw / 1000.0)} MW"


def _water(mean: Year) -> str:
    wue = mean.wue.m_as("L/kWh")
    return f"{magnitude(mean.water, VOLUME):,.0f} m3, {wue:.3f} L a kWh of IT (WUE)"


def _carbon(mean: Year) -> Iterator[tuple[str, str]]:
    if mean.carbon is not None:
        yield "carbon", f"{magnitude(mean.carbon, MASS) / 1000.0:,.0f} t"


def _parts(mean: Year) -> str:
    shares = sorted(mean.pue_of.items(), key=lambda part: -part[1])
    told = [(name, share) for name, share in shares if share >= _LEAST_SHARE]
    return ", ".join(f"{_CALLED.get(name, name)} {share:.4f}" for name, share in told)


def _hours(mean: Year) -> Iterator[str]:
    for plant, modes in mean.hours.items():
        hours = [f"{each.m_as('h'):,.0f} {mode}" for mode, each in modes.items() if each.m > 0]
        yield f"{plant}: {joined(hours, 4)}"


def _short(mean: Year) -> Iterator[str]:
    """Hours in which a plant cannot hold the water that it is asked for."""
    for plant, hours in mean.short_hours.items():
        if hours.m > 0:
            yield f"{plant}: {hours.m_as('h'):,.0f} h with warmer water than asked for"
