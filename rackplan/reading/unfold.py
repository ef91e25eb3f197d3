"""A folded site, judged sound, unfolded into the model."""

from __future__ import annotations

from rackplan.model.catalog import Catalog
from rackplan.model.figures import FrozenDict
from rackplan.model.piping import Piping
from rackplan.model.provenance import Inputs, Provenance
from rackplan.model.site import AirZone, CoolingLoop, Site
from rackplan.reading.arrivals import budget_on
from rackplan.reading.folded import FoldedSite
from rackplan.reading.folded_cooling import FoldedCooling
from rackplan.reading.machines import machine_nodes
from rackplan.reading.power_exceptions import with_exceptions
from rackplan.reading.unfold_outdoors import climate, facility_loops, plants, units_of
from rackplan.reading.unfold_power import power_nodes
from rackplan.reading.unfold_rows import unfold_rows
from rackplan.reading.unfold_standing import unfold_standing

__all__ = ["unfold_site"]


def unfold_site(
    folded: FoldedSite, catalog: Catalog, provenance: dict[str, Provenance], inputs: Inputs
) -> Site:
    """The model of a site.

    Nothing is validated again: `references` has looked at all that could make it meaningless.
    """
    nodes = {node.id: node for node in power_nodes(folded.power, catalog.products)}
    rows = {}
    for row, busways in unfold_rows(folded.rows, folded.power, catalog.products):
        rows[row.id] = row
        nodes.update((busway.id, busway) for busway in busways)
    nodes = with_exceptions(nodes, folded, catalog.products)
    nodes.update((machine.id, machine) for machine in machine_nodes(folded.cooling, catalog))
    return Site.model_construct(
        id=folded.id,
        name=folded.name,
        about=folded.about,
        place=folded.place,
        catalog=catalog,
        halls=FrozenDict({hall.id: hall for hall in folded.halls}),
        rows=FrozenDict(rows),
        **unfold_standing(folded, rows),
        power=FrozenDict(nodes),
        loops=FrozenDict({loop.id: loop for loop in _loops(folded.cooling)}),
        zones=FrozenDict({zone.id: zone for zone in _zones(folded.cooling)}),
        facility=FrozenDict({loop.id: loop for loop in facility_loops(folded.cooling)}),
        plants=FrozenDict({plant.id: plant for plant in plants(folded.cooling)}),
        climate=climate(folded),
        policy=folded.policy,
        demand=folded.demand,
        supply=folded.supply,
        budget=budget_on(folded.budget, folded.demand.date),
        binds=folded.binds,
        tariff=folded.tariff,
        economics=folded.economics,
        provenance=FrozenDict(provenance),
        inputs=inputs,
    )


def _loops(cooling: FoldedCooling) -> list[CoolingLoop]:
    return [
        CoolingLoop.model_construct(
            id=name,
            coolant=entry.coolant,
            supply=entry.supply,
            cdus=units_of(name, entry.cdus),
            facility=entry.facility,
            piping=Piping.model_construct(point=entry.piping, pipes=entry.pipes),
            manifold=entry.manifold,
            volume=entry.volume,
        )
        for entry in cooling.loops
        for name in entry.id
    ]


def _zones(cooling: FoldedCooling) -> list[AirZone]:
    return [
        AirZone.model_construct(
            id=name,
            supply=entry.supply,
            units=units_of(name, entry.units),
            facility=entry.facility,
            room=entry.room,
            recirculation=entry.recirculation,
        )
        for entry in cooling.zones
        for name in entry.id
    ]
