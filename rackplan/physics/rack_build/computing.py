"""What a rack brings: accelerators and their memory, compute rate, ports."""

from __future__ import annotations

from typing import Any

from rackplan.model.catalog import Computing, Port, Server, Term
from rackplan.model.figures import FrozenDict
from rackplan.physics.rack_build.pieces import Kit
from rackplan.physics.rack_build.sums import Sums, rounded, term

__all__ = ["computing_of", "ports_of"]

_SUMMED = ("accelerators", "hbm", "bandwidth")
_KEPT = ("silicon_vendor", "fab", "scale_up", "software", "chip_power")
"""The same for a rack of servers as for each: a domain of accelerators ends with its server."""


def computing_of(kit: Kit, sums: Sums) -> Computing | None:
    """What all servers bring together."""
    one, first = kit.server.computing, sums.pieces[0]
    if one is None:
        return None
    for key in (*_SUMMED, *_KEPT):
        if getattr(one, key) is not None:
            path = f"computing.{key}"
            sums.note(path, [term(first, path)] if key in _SUMMED else [_once(kit, path)])
    for precision in one.dense:
        sums.note(f"computing.dense.{precision}", [term(first, f"computing.dense.{precision}")])
    count = first.count
    dense = FrozenDict({key: rounded(count * rate) for key, rate in one.dense.items()})
    summed = {key: getattr(one, key) for key in _SUMMED}
    more = {key: _times(count, value) for key, value in summed.items() if value is not None}
    return one.model_copy(update={**more, "dense": dense})


def ports_of(sums: Sums) -> tuple[Port, ...]:
    """Ports of all servers, those of one use and speed together."""
    terms: dict[tuple[Any, int], list[Term]] = {}
    counts: dict[tuple[Any, int], int] = {}
    for piece in sums.pieces:
        for index, port in enumerate(piece.item.ports if isinstance(piece.item, Server) else ()):
            key = (port.use, port.speed_gbps)
            terms.setdefault(key, []).append(term(piece, f"ports[{index}].count"))
            counts[key] = counts.get(key, 0) + piece.count * port.count
    for index, key in enumerate(counts):
        sums.note(f"ports[{index}].count", terms[key])
        speeds = [
            Term(product=t.product, path=t.path.replace("count", "speed_gbps")) for t in terms[key]
        ]
        sums.note(f"ports[{index}].speed_gbps", speeds, "least")
    return tuple(Port(use=use, count=n, speed_gbps=speed) for (use, speed), n in counts.items())


def _once(kit: Kit, path: str) -> Term:
    return Term(product=kit.server.id, path=path)


def _times(count: int, value: Any) -> Any:
    """A number of things, or a quantity, so many times."""
    return count * value if isinstance(value, int) else rounded(count * value)
