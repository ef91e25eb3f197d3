"""Why a free position is not simply free, in words."""

from __future__ import annotations

from rackplan.model.site import Site
from rackplan.report.wording import one_line

__all__ = ["spoken_for"]


def spoken_for(site: Site, position: str) -> tuple[str, ...]:
    """What a position is pinned to, kept for or forbidden to on the planning date.

    Returns
    -------
    tuple of str
        Empty where it is like any other.
    """
    said = []
    if position in site.pins:
        said.append(f"for a rack {site.pins[position]}")
    reservation = site.reserved.get(position)
    lasts = reservation is not None and (
        reservation.until is None or site.demand.date < reservation.until
    )
    if reservation is not None and lasts:
        until = "" if reservation.until is None else f" until {reservation.until.isoformat()}"
        types = f" for {', '.join(reservation.kept_for)}" if reservation.kept_for else ""
        why = f": {one_line(reservation.why)}" if reservation.why else ""
        said.append(f"kept free{until}{types}{why}")
    if site.forbidden.get(position):
        said.append(f"forbidden to {', '.join(site.forbidden[position])}")
    return tuple(said)
