"""A rack out of a build: how many servers it takes, and the figures that the rack comes to.

Why a build is no rack in the catalog with figures of its own: the same server stands in several
frames, and when one of its figures is corrected, or changed for a study, every rack follows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from rackplan.model.catalog import (
    AnyProduct,
    Assembly,
    Computing,
    Frame,
    Limit,
    Port,
    PowerInput,
    PowerShelf,
    RackBuild,
    RackPdu,
    RackType,
    Server,
    Supplies,
    Term,
)
from rackplan.model.figures import FrozenDict
from rackplan.physics.rack_build.heat import air_of, liquid_of
from rackplan.physics.rack_build.limits import limits_of
from rackplan.physics.rack_build.pieces import (
    Figure,
    Kit,
    Piece,
    kit_of,
    power_of,
    standing_mass,
)
from rackplan.physics.rack_build.prices import available_from, prices_of
from rackplan.physics.rack_build.problem import BuildProblem
from rackplan.physics.rack_build.sums import Sums
from rackplan.units import FRACTION, POWER, magnitude, of

__all__ = ["assemble"]

_POWERS = ("rated_power", "peak_power", "typical_power")


def assemble(build: RackBuild, products: Mapping[str, AnyProduct]) -> Assembly:
    """Make the rack that a build comes to.

    As many servers as the tightest limit lets in: the number asked for; height, in whole units of
    the frame; what the frame carries, coolant included; the power limit; what the strips or the
    shelves of one feed carry alone; what the shelves carry after one is lost. The figures of the
    rack are sums over all that is in it.

    Parameters
    ----------
    build : RackBuild
    products : mapping of str to product
        At least those that the build names, by id, each of its kind.

    Returns
    -------
    Assembly
        The rack, with the limits and with how each figure came about.

    Raises
    ------
    BuildProblem
        Where not one server fits, and where the parts do not go together.

    Examples
    --------
    Four servers of 10 U and 14.3 kW in a frame of 42 U:

    >>> from rackplan.model.catalog import Frame, RackBuild, Server
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
        _refuse_none(limits)
    sums = Sums(kit.pieces(servers))
    rack = RackType(**_identity(kit), **_figures(kit, sums, servers))
    return Assembly(
        rack=rack,
        servers=servers,
        limits=limits,
        derived=FrozenDict(sums.derived),
        remarks=tuple(sums.remarks),
    )


def _refuse_none(limits: tuple[Limit, ...]) -> None:
    why = "; ".join(f"{limit.what}: {limit.why}" for limit in limits if limit.servers == 0)
    raise BuildProblem(f"not one server fits ({why})")


def _identity(kit: Kit) -> dict[str, Any]:
    """What a rack says about itself in words, from its build."""
    build = kit.build
    server = kit.server.product
    assert isinstance(server, Server), "a build names a server"
    kept = ("id", "name", "maker", "builders", "about", "lead_time", "known", "cords", "pod")
    role = server.role if build.role is None else build.role
    if role == "compute" and server.computing is None:
        raise BuildProblem(f'a compute rack of {server.id}, which has no "computing"', ("role",))
    return {"kind": "rack", "role": role} | {key: getattr(build, key) for key in kept}


def _figures(kit: Kit, sums: Sums, servers: int) -> dict[str, Any]:
    return {
        **_size(kit.frame, sums),
        **_masses(kit.frame, sums),
        **_powers(kit, sums),
        "air": air_of(sums),
        "liquid": liquid_of(sums),
        "input": _input(kit),
        "supplies": _supplies(kit, sums, servers),
        "computing": _computing(kit, sums, servers),
        "ports": _ports(sums),
        **prices_of(kit, sums),
        "available_from": available_from(kit, sums),
    }


def _size(frame: Frame, sums: Sums) -> dict[str, Any]:
    sides = ("width", "depth", "height")
    for side in sides:
        sums.copy(side, frame, side)
    return {side: getattr(frame, side) for side in sides}


def _masses(frame: Frame, sums: Sums) -> dict[str, Any]:
    """Of the frame and all in it; with coolant where every server on a loop says how much."""
    for piece in sums.pieces:
        assert piece.mass_kg >= 0.0, "refused where it is not known"
    dry = sums.total("mass", lambda piece: Figure("mass", piece.product.mass))
    assert dry is not None, "looked at above"
    _add_frame(frame, sums, "mass")
    if not any(_holds_coolant(piece) for piece in sums.pieces):
        return {"mass": dry + frame.mass}
    wet = sums.total("mass_with_coolant", _wet_mass)
    if wet is None:
        return {"mass": dry + frame.mass}
    _add_frame(frame, sums, "mass_with_coolant")
    return {"mass": dry + frame.mass, "mass_with_coolant": wet + frame.mass}


def _add_frame(frame: Frame, sums: Sums, path: str) -> None:
    terms = sums.derived[path].terms
    sums.note(path, (*terms, Term(product=frame.id, path="mass")))


def _holds_coolant(piece: Piece) -> bool:
    if isinstance(piece.product, Server) and piece.product.liquid is not None:
        return True
    return standing_mass(piece.product).path == "mass_with_coolant"


def _wet_mass(piece: Piece) -> Figure:
    """Mass with coolant; unknown for a server on a loop that does not say it."""
    figure = standing_mass(piece.product)
    is_on_loop = isinstance(piece.product, Server) and piece.product.liquid is not None
    if is_on_loop and figure.path == "mass":
        return Figure("mass_with_coolant", None)
    return figure


def _powers(kit: Kit, sums: Sums) -> dict[str, Any]:
    planned = sums.total("planned_power", lambda piece: power_of(piece.product, "planned_power"))
    assert planned is not None, "what draws power states its planned power"
    found: dict[str, Any] = {"planned_power": planned}
    for what in _POWERS:
        found[what] = sums.total(what, lambda piece, w=what: power_of(piece.product, w))  # type: ignore[misc]  # bound in the loop
    found["power_factor"] = _power_factor(sums)
    found["failover_power"] = _failover(kit, sums)
    return found


def _failover(kit: Kit, sums: Sums) -> Any:
    """The lesser of the build's own cap and what its pieces keep to; None where nothing caps."""
    own = kit.build.failover_power
    servers = [p.product for p in sums.pieces if isinstance(p.product, Server)]
    is_capped = any(server.failover_power is not None for server in servers)
    if not is_capped:
        return own
    summed = sums.total("failover_power", lambda p: power_of(p.product, "failover_power"))
    assert summed is not None, "what draws power states its planned power"
    if own is None or summed <= own:
        return summed
    del sums.derived["failover_power"]
    return own


def _power_factor(sums: Sums) -> Any:
    """The mean over apparent power of all that states one; switches and parts follow it."""
    servers = [(p, p.product) for p in sums.pieces if isinstance(p.product, Server)]
    real_kw = [p.count * magnitude(s.planned_power, POWER) for p, s in servers]
    apparent_kva = [
        kw / magnitude(server.power_factor, FRACTION)
        for kw, (_, server) in zip(real_kw, servers, strict=True)
    ]
    sums.least("power_factor", [server for _, server in servers])
    if len(servers) == 1 or not sum(apparent_kva):
        return servers[0][1].power_factor
    terms = sums.derived["power_factor"].terms
    sums.note("power_factor", terms, "mean")
    return of(sum(real_kw) / sum(apparent_kva), FRACTION)


def _input(kit: Kit) -> PowerInput | None:
    """What comes in at the strips; at the servers themselves where there are none."""
    for piece in kit.others:
        product = piece.product
        if isinstance(product, RackPdu):
            kind = "ac-three-phase" if product.phases == 3 else "ac-single-phase"
            return PowerInput(
                current=kind, voltage_low=product.voltage, voltage_high=product.voltage
            )
        if isinstance(product, PowerShelf):
            return None
    server = kit.server.product
    return server.input if isinstance(server, Server) else None


def _supplies(kit: Kit, sums: Sums, servers: int) -> Supplies | None:
    """The shelves of the rack, or the supplies of all servers, grouped by server."""
    if kit.build.supplies is not None:
        return kit.build.supplies
    server = kit.server.product
    own = server.supplies if isinstance(server, Server) else None
    if own is None:
        return None
    for key in ("on_feed_a", "on_feed_b"):
        term = Term(count=servers, product=server.id, path=f"supplies.{key}")
        sums.note(f"supplies.{key}", [term])
    return Supplies(
        product=own.product,
        on_feed_a=servers * own.on_feed_a,
        on_feed_b=servers * own.on_feed_b,
        groups=servers * own.groups,
    )


def _computing(kit: Kit, sums: Sums, servers: int) -> Computing | None:
    """What all servers bring; accelerators share a domain inside a server as before."""
    server = kit.server.product
    one = server.computing if isinstance(server, Server) else None
    if one is None:
        return None
    sums_of = {"accelerators", "hbm", "bandwidth"}
    for path in (
        "accelerators",
        "hbm",
        "bandwidth",
        "silicon_vendor",
        "fab",
        "scale_up",
        "software",
        "chip_power",
    ):
        if getattr(one, path) is not None:
            count = servers if path in sums_of else 1
            sums.note(
                f"computing.{path}",
                [Term(count=count, product=server.id, path=f"computing.{path}")],
            )
    for precision in one.dense:
        path = f"computing.dense.{precision}"
        sums.note(path, [Term(count=servers, product=server.id, path=path)])
    return one.model_copy(
        update={
            "accelerators": servers * one.accelerators,
            "hbm": servers * one.hbm,
            "bandwidth": None if one.bandwidth is None else servers * one.bandwidth,
            "dense": FrozenDict({key: servers * rate for key, rate in one.dense.items()}),
        }
    )


def _ports(sums: Sums) -> tuple[Port, ...]:
    """Ports of all servers, those of one use and speed together."""
    counts: Counter[tuple[Any, int]] = Counter()
    terms: dict[tuple[Any, int], list[Term]] = {}
    for piece in sums.pieces:
        if isinstance(piece.product, Server):
            for index, port in enumerate(piece.product.ports):
                key = (port.use, port.speed_gbps)
                counts[key] += piece.count * port.count
                term = Term(
                    count=piece.count, product=piece.product.id, path=f"ports[{index}].count"
                )
                terms.setdefault(key, []).append(term)
    for index, key in enumerate(counts):
        sums.note(f"ports[{index}].count", terms[key])
    return tuple(Port(use=use, count=n, speed_gbps=speed) for (use, speed), n in counts.items())
