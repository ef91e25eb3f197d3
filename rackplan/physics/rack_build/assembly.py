"""A rack out of a build: how many servers it takes, and the figures that the rack comes to.

Why a build states no figures of its own: the same server stands in several frames, and when one of
its figures is corrected, or changed for a study, every rack of it follows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from rackplan.model.catalog import AnyProduct, Assembly, Limit, RackBuild, RackType
from rackplan.model.figures import FrozenDict
from rackplan.physics.rack_build.computing import computing_of, ports_of
from rackplan.physics.rack_build.figures import mass_of, wet_mass_of
from rackplan.physics.rack_build.heat import air_of, liquid_of
from rackplan.physics.rack_build.limits import limits_of
from rackplan.physics.rack_build.pieces import Kit, kit_of
from rackplan.physics.rack_build.power import power_figures
from rackplan.physics.rack_build.prices import available_from, prices_of
from rackplan.physics.rack_build.problem import BuildProblem
from rackplan.physics.rack_build.sums import Sums
from rackplan.units import MASS

__all__ = ["assemble"]

_OWN = ("id", "name", "maker", "builders", "about", "lead_time", "known", "cords", "pod")
"""What a rack takes from its build as it is."""


def assemble(build: RackBuild, products: Mapping[str, AnyProduct]) -> Assembly:
    """Make the rack that a build comes to.

    It holds as many servers as the tightest limit lets in: the number asked for; height, in whole
    units of the frame; what the frame carries, coolant included; the power limit; what the strips
    or the shelves of one feed carry alone; what the shelves carry after one is lost. The figures
    of the rack are sums over all that is in it.

    Parameters
    ----------
    build : RackBuild
    products : mapping of str to product
        At least those that the build names, by id, each of its kind.

    Returns
    -------
    Assembly
        The rack, the limits, and how each figure came about.

    Raises
    ------
    BuildProblem
        Where not one server fits, where the parts do not go together, where one of them does not
        state a figure that every rack needs (its mass, what it draws), and where a sum over them
        is beyond what a rack may have.

    Examples
    --------
    As many servers of 10 U and 14.3 kW as a frame of 42 U takes:

    >>> from rackplan.model.catalog import Frame, Server
    >>> server = Server.model_validate({
    ...     "id": "node", "kind": "server", "name": "Node", "role": "storage", "height": "10 U",
    ...     "mass": "140 kg", "planned_power": "14.3 kW", "power_factor": "98 %",
    ...     "air": {"heat": "14.3 kW", "airflow": "1550 cfm"}})
    >>> frame = Frame.model_validate({
    ...     "id": "frame", "kind": "frame", "name": "Frame", "width": "600 mm", "depth": "1.2 m",
    ...     "height": "2 m", "mounting_height": "42 U", "unit": "1 U", "mass": "130 kg"})
    >>> build = RackBuild.model_validate({
    ...     "id": "rack", "kind": "build", "name": "Rack", "server": "node", "frame": "frame"})
    >>> made = assemble(build, {"node": server, "frame": frame})
    >>> made.servers, made.rack.planned_power.m_as("kW"), made.rack.mass.m_as("kg")
    (4, 57.2, 690.0)
    >>> made.binding[0].why
    '42 U for servers of 10 U'
    """
    kit = kit_of(build, products)
    limits = limits_of(kit)
    servers = min(limit.servers for limit in limits)
    if servers == 0:
        raise BuildProblem(_none_fits(limits))
    sums = Sums(kit.pieces(servers))
    return Assembly(
        rack=_rack(kit, sums),
        servers=servers,
        limits=limits,
        derived=FrozenDict(sums.derived),
        remarks=tuple(sums.remarks),
    )


def _none_fits(limits: tuple[Limit, ...]) -> str:
    why = "; ".join(f"{limit.what}: {limit.why}" for limit in limits if limit.servers == 0)
    return f"not one server fits ({why})"


def _rack(kit: Kit, sums: Sums) -> RackType:
    """The rack; a sum that no rack may have, such as of ports, is said in words of the model."""
    build = kit.build
    own = {key: getattr(build, key) for key in _OWN if key in build.model_fields_set}
    role = build.role or kit.server.role
    try:
        return RackType(kind="rack", role=role, **own, **_figures(kit, sums))
    except ValidationError as error:
        first = error.errors()[0]
        what = ".".join(str(step) for step in (error.title, *first["loc"]))
        message = f"comes to a {what} of {first['input']}: {first['msg'].lower()}"
        raise BuildProblem(message) from error


def _figures(kit: Kit, sums: Sums) -> dict[str, Any]:
    sides = ("width", "depth", "height")
    for side in sides:
        sums.copy(side, kit.frame)
    return {
        **{side: getattr(kit.frame, side) for side in sides},
        **_masses(sums),
        **power_figures(kit, sums),
        "air": air_of(kit, sums),
        "liquid": liquid_of(sums),
        "computing": computing_of(kit, sums),
        "ports": ports_of(sums),
        **prices_of(kit, sums),
        "available_from": available_from(kit, sums),
    }


def _masses(sums: Sums) -> dict[str, Any]:
    """Of all pieces; with coolant too, where any runs through the rack and all say how much."""
    masses = {"mass": sums.total("mass", MASS, mass_of)}
    if any(wet_mass_of(piece.item).path != "mass" for piece in sums.pieces):
        masses["mass_with_coolant"] = sums.total("mass_with_coolant", MASS, wet_mass_of)
    return masses
