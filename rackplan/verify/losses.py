"""Every single loss that the policy wants survived."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.model.built import as_built
from rackplan.model.plan import Plan
from rackplan.model.site import Site
from rackplan.model.verdict import Failure
from rackplan.verify.racks import Racks, Standing, racks_of

__all__ = ["losses_of", "shelf_names", "single_failures"]


def single_failures(site: Site, plan: Plan) -> tuple[Failure, ...]:
    """Enumerate the single losses that a plan must survive: the expansion of `policy.survive`.

    Parameters
    ----------
    site : Site
        For its policy and its components.
    plan : Plan
        For the shelves of the racks that stand.

    Returns
    -------
    tuple of Failure
        Kind by kind as the policy names them, each in the order of the site or the plan.
    """
    built = as_built(site, plan)
    return tuple(losses_of(built, racks_of(built, plan)))


def losses_of(site: Site, racks: Racks) -> Iterator[Failure]:
    """The single losses over a site with racks that stand."""
    for kind in dict.fromkeys(site.policy.survive):
        if kind == "shelf":
            shelves = (f"{rack.position}.{name}" for rack in racks for name in shelf_names(rack))
            yield from (Failure(kind, shelf) for shelf in shelves)
        else:
            yield from (Failure(kind, component) for component in site.components(kind))


def shelf_names(rack: Standing) -> Iterator[str]:
    """Name the shelves (or server supplies) of a rack: A1, A2 ... on feed A, B1 ... on feed B."""
    supplies = rack.type.supplies
    if supplies is not None:
        yield from (f"A{n + 1}" for n in range(supplies.on_feed_a))
        yield from (f"B{n + 1}" for n in range(supplies.on_feed_b))
