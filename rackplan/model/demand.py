"""What is asked of a site: demand, supply, budget, and the policy that a plan must keep."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from rackplan.model.catalog import Precision
from rackplan.model.figures import (
    Compute,
    Count,
    Day,
    Duration,
    Fraction,
    Frozen,
    FrozenMap,
    Id,
    Memory,
    MovePrice,
    Share,
    TemperatureDifference,
)
from rackplan.model.order import Order
from rackplan.model.power import POWER_KINDS, SurvivableNode
from rackplan.model.room import Room
from rackplan.model.weights import Objective, Weights
from rackplan.units import FRACTION, of, ureg

__all__ = [
    "SHARES",
    "SURVIVABLE",
    "AfterLoss",
    "CapabilityBounds",
    "CountBounds",
    "Demand",
    "FailureKind",
    "Further",
    "MemoryBounds",
    "Policy",
    "ShareBounds",
    "SupplyLot",
    "UnitSystem",
    "Workload",
]

UnitSystem = Literal["metric", "us"]
"""What people read lengths, flows, temperatures and masses in; inputs take either."""

FailureKind = Literal[
    "utility",
    "generator",
    "transformer",
    "ups",
    "rectifier",
    "board",
    "busway",
    "shelf",
    "cdu",
    "pump",
    "air_unit",
    "rejection",
]

SURVIVABLE: tuple[FailureKind, ...] = (
    "utility",
    "generator",
    "transformer",
    "ups",
    "rectifier",
    "board",
    "busway",
    "shelf",
    "cdu",
    "pump",
    "air_unit",
    "rejection",
)
"""Kinds of component whose single loss a plan survives unless the site's policy says otherwise."""

AfterLoss = Literal["full", "throttle", "shed"]
"""What racks do that have lost one of their feeds: go on at planned power, at the failover power
that their product states, or not at all."""


class _Bounds(Frozen):
    """Bounds of which the lower one stands below the upper one."""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        low, high = getattr(self, "at_least", None), getattr(self, "at_most", None)
        if low is not None and high is not None and low > high:
            raise ValueError(f"at_least {_shown(low)} is above at_most {_shown(high)}")
        return self


def _shown(bound: object) -> str:
    return f"{bound:.6g~}" if isinstance(bound, ureg.Quantity) else str(bound)


class CountBounds(_Bounds):
    """How many racks of a type, and what they do when they lose a feed.

    Attributes
    ----------
    after_loss : {'full', 'throttle', 'shed'}
        Racks that may be shed are switched off by the loss of a feed; nothing has to carry them
        then, and losses may leave them dark.
    """

    at_least: Count = 0
    at_most: Count | None = None
    after_loss: AfterLoss = "throttle"


class CapabilityBounds(_Bounds):
    """Dense compute rate at a precision."""

    at_least: Compute | None = None
    at_most: Compute | None = None


class MemoryBounds(_Bounds):
    """High-bandwidth memory over the whole plan."""

    at_least: Memory | None = None
    at_most: Memory | None = None


class ShareBounds(_Bounds):
    """Somebody's share of the planned power of all compute racks."""

    at_least: Fraction | None = None
    at_most: Fraction | None = None


class Workload(Frozen):
    """Something that racks are there to run, such as training; each rack serves one workload.

    What a rack does not state it does not have: a rack of unknown software runs no workload that
    names its stacks.

    Attributes
    ----------
    stacks : tuple of str
        It runs on any of these software stacks, ``CUDA``, and on no other; () for all.
    precisions : tuple of str
        At which its racks must have a dense rate, beside those of `capability`.
    capability : mapping of precision to CapabilityBounds
        Dense compute rate of the racks that serve it.
    hbm : MemoryBounds
        High-bandwidth memory of all racks that serve it.
    hbm_per_accelerator : Quantity [TB] or None
        That each accelerator has at least.
    hbm_per_domain : Quantity [TB] or None
        That the accelerators of a scale-up domain have together at least.
    share : ShareBounds
        Of the planned power of all compute racks.
    """

    stacks: tuple[str, ...] = ()
    precisions: tuple[Precision, ...] = ()
    capability: FrozenMap[Precision, CapabilityBounds] = Field(default_factory=dict)
    hbm: MemoryBounds = MemoryBounds()
    hbm_per_accelerator: Memory | None = None
    hbm_per_domain: Memory | None = None
    share: ShareBounds = ShareBounds()


class Further(Frozen):
    """What decides next, between plans that are nearly as good by what came before.

    Attributes
    ----------
    objective : {'capability', 'cost', 'it_power', 'value'}
    give : Quantity [dimensionless]
        The share of the objective before it that may be given up for it; what was given for
        earlier ones stays as limited as it was.
    """

    objective: Objective
    give: Share = Field(default_factory=lambda: of(0.0, FRACTION))


class Demand(Frozen):
    """What the plan is for.

    Attributes
    ----------
    date : datetime.date
        The planning date: what is on sale and in supply by then.
    objective : {'capability', 'cost', 'it_power', 'value'}
        Most dense PFLOPS at `precision`, least capital, most planned power of compute racks (in a
        hall whose power is given, the same as least power stranded), or most value: what the first
        and the third are worth less the second, by `weights`.
    then : tuple of Further
        What else is sought, in this order.
    weights : Weights or None
        What counts how much where `value` is sought.
    racks : mapping of rack type to bounds
        The types that may be placed; support racks come with their pods and need no entry.
    orders : mapping of name to Order
        Racks that are put up all together or not at all. A type that orders name and `racks` does
        not stands for orders only; of one that both name, racks of no order may stand too, and its
        bounds count all of them.
    workloads : mapping of name to Workload
        What the compute racks are there to run: where some are named, each rack that is put up
        serves one of them.
    """

    date: Day
    objective: Objective = "capability"
    then: tuple[Further, ...] = ()
    weights: Weights | None = None
    precision: Precision = "fp8"
    orders: FrozenMap[Id, Order] = Field(default_factory=dict)
    racks: FrozenMap[Id, CountBounds] = Field(default_factory=dict, validate_default=True)
    capability: FrozenMap[Precision, CapabilityBounds] = Field(default_factory=dict)
    hbm: MemoryBounds = MemoryBounds()
    workloads: FrozenMap[Id, Workload] = Field(default_factory=dict)

    @property
    def sought(self) -> tuple[Objective, ...]:
        """All that is sought, in this order."""
        return (self.objective, *(further.objective for further in self.then))

    @field_validator("racks")
    @classmethod
    def _asks_for_something(
        cls, racks: Mapping[str, CountBounds], known: ValidationInfo
    ) -> Mapping[str, CountBounds]:
        if not racks and not known.data.get("orders", True):
            raise ValueError("expected at least one entry, here or in orders, got none")
        return racks

    @model_validator(mode="after")
    def _sought_once(self) -> Self:
        names = self.sought
        twice = [name for name in dict.fromkeys(names) if names.count(name) > 1]
        if twice:
            raise ValueError(f"{twice[0]} is sought twice: name each objective once")
        return self

    @property
    def asked(self) -> Mapping[str, CountBounds]:
        """Bounds of every type that may be placed: those of `racks`, then those of orders only."""
        ordered = dict.fromkeys(order.rack for order in self.orders.values())
        return {**self.racks, **{rack: CountBounds() for rack in ordered if rack not in self.racks}}

    def is_for_orders(self, rack: str) -> bool:
        """Whether racks of a type stand for orders only."""
        return rack not in self.racks and rack in self.asked


class SupplyLot(Frozen):
    """Units of a rack type that are there from a date on; lots add up."""

    from_date: Day
    units: Count


SHARES = ("vendor_share", "fab_share", "builder_share")
"""The keys of the policy that bound somebody's share; each has the rule ``demand.<key>``."""


class Policy(Frozen):
    """Rules of the house that the owner sets.

    Attributes
    ----------
    vendor_share, fab_share, builder_share : mapping of name to ShareBounds
        Whose silicon, from which fab (``TSMC``, or one process: ``TSMC 4NP``), who builds the rack.
        What no source states counts for nobody; a rack that several build counts towards the most
        of each, and the least of none.
    maintain : tuple of kinds of power node
        Components of these kinds may each be out for maintenance while any one loss of a power node
        that `survive` names strikes.
    voltage_drop : Quantity [dimensionless] or None
        Most that the voltage may fall along a busway whose resistance is known.
    imbalance : Quantity [dimensionless] or None
        Most by which the current of a busway's lines may differ from their mean, as a share of it.
    room : Room or None
        How moist the air of zones is that say nothing of it.
    ride_through : Quantity [s] or None
        For how long a loop carries the heat of its racks when its cooling stops and its pumps run
        on.
    ride_through_rise : Quantity [K] or None
        By how much its supply may warm meanwhile, never beyond the warmest supply that each of its
        racks accepts; None for up to that.
    move_price : Quantity or None
        What each rack of a plan that is kept has to bring if it does not stay where it is: so much
        of the objective, or a share of what each compute rack of that plan brings; None for 10 %.
    units : {'metric', 'us'}
        Of the figures on the page: L/min, degC and kg, or gpm, degF and lb.
    """

    survive: tuple[FailureKind, ...] = SURVIVABLE
    vendor_share: FrozenMap[str, ShareBounds] = Field(default_factory=dict)
    fab_share: FrozenMap[str, ShareBounds] = Field(default_factory=dict)
    builder_share: FrozenMap[str, ShareBounds] = Field(default_factory=dict)
    maintain: tuple[SurvivableNode, ...] = ()
    voltage_drop: Fraction | None = None
    imbalance: Fraction | None = None
    room: Room | None = None
    ride_through: Duration | None = None
    ride_through_rise: TemperatureDifference | None = None
    move_price: MovePrice | None = None
    units: UnitSystem = "metric"

    @property
    def feed_loss(self) -> bool:
        """Whether some loss to be survived can take a feed away from a rack."""
        return any(kind in self.survive or kind in self.maintain for kind in POWER_KINDS)

    def shares(self, key: str) -> FrozenMap[str, ShareBounds]:
        """The bounds of one of `SHARES`."""
        bounds: FrozenMap[str, ShareBounds] = getattr(self, key)
        return bounds
