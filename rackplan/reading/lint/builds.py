"""Doubts about rack builds: racks that come to less than their files ask for."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.model.catalog import AnyProduct, Catalog
from rackplan.reading.lint.remark import Remark

__all__ = ["check_fewer", "check_price"]


def check_fewer(item: AnyProduct, catalog: Catalog) -> Iterator[Remark]:
    """A rack holds as many servers as its build asks for."""
    assembly = catalog.assemblies.get(item.id)
    limits = () if assembly is None else assembly.limits
    asked = next((limit.servers for limit in limits if limit.what == "asked"), None)
    if assembly is None or asked is None or assembly.servers >= asked:
        return
    why = "; ".join(f"{limit.what}: {limit.why}" for limit in assembly.binding)
    yield Remark("servers", f"{assembly.servers} of {asked} servers asked for fit ({why})")


def check_price(item: AnyProduct, catalog: Catalog) -> Iterator[Remark]:
    """A rack of servers has a price where its pieces have one."""
    assembly = catalog.assemblies.get(item.id)
    why = "" if assembly is None else assembly.why_unknown("price")
    if why:
        yield Remark("price", f"its price is not known: {why}")
