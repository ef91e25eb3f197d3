"""What must be sound between loops, facility water, plants and climate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rackplan.model.facility import Plant
from rackplan.physics.plant import PARTS_OF, design_of, extremes_of, missing_figures
from rackplan.reading.complaints import did_you_mean
from rackplan.reading.folded import FoldedSite
from rackplan.reading.folded_cooling import FoldedCooling, FoldedPlant
from rackplan.reading.nodes import Location
from rackplan.reading.products import Products
from rackplan.reading.references.power import Say, first_places
from rackplan.reading.unfold_outdoors import climate, plants
from rackplan.units import UnitProblem

__all__ = ["check_outdoors"]


def check_outdoors(folded: FoldedSite, products: Products, say: Say) -> None:
    """Complain of loops that lead nowhere, of plants that cannot run, of a climate without air."""
    cooling = folded.cooling
    if cooling is not None:
        first_places(_facilities(cooling), say)
        first_places(_plants(cooling), say)
        _check_names(cooling, say)
        _check_supplies(cooling, say)
        _check_colder(cooling, say)
        for i, entry in enumerate(cooling.rejection):
            _check_plant(entry, ("cooling", "rejection", i), products, say)
    _check_climate(folded, products, say)
    _check_budget(folded, say)


def _facilities(cooling: FoldedCooling) -> Iterator[tuple[str, Location]]:
    for i, entry in enumerate(cooling.facility):
        yield from ((name, ("cooling", "facility", i, "id")) for name in entry.id)


def _plants(cooling: FoldedCooling) -> Iterator[tuple[str, Location]]:
    for i, entry in enumerate(cooling.rejection):
        at: Location = ("cooling", "rejection", i)
        for name in entry.id:
            yield name, (*at, "id")
            for k, units in enumerate(entry.units):
                yield from ((f"{name}.{unit}", (*at, "units", k, "id")) for unit in units.id)


def _check_names(cooling: FoldedCooling, say: Say) -> None:
    loops = [name for entry in cooling.facility for name in entry.id]
    rejecting = [name for entry in cooling.rejection for name in entry.id]
    named = {"loops": [entry.facility for entry in cooling.loops]}
    named["zones"] = [entry.facility for entry in cooling.zones]
    for kind, names in named.items():
        for i, name in enumerate(names):
            _refuse(name, "facility loop", loops, ("cooling", kind, i, "facility"), say)
    for i, facility in enumerate(cooling.facility):
        _refuse(facility.plant, "plant", rejecting, ("cooling", "facility", i, "plant"), say)


def _refuse(name: str | None, what: str, known: Iterable[str], at: Location, say: Say) -> None:
    known = list(known)
    if name is not None and name not in known:
        say(at, f'unknown {what} "{name}". {did_you_mean(name, known)}')


def _check_supplies(cooling: FoldedCooling, say: Say) -> None:
    """Complain of one plant that is asked for water of two temperatures."""
    asked: dict[str, object] = {}
    for i, entry in enumerate(cooling.facility):
        if entry.plant is None:
            continue
        wanted = (entry.supply.m_as("degC"), entry.water_range.m_as("K"))
        if asked.setdefault(entry.plant, wanted) != wanted:
            at: Location = ("cooling", "facility", i, "plant")
            say(at, f'"{entry.plant}" makes water of one supply and range; another loop asks else')


def _check_colder(cooling: FoldedCooling, say: Say) -> None:
    """Complain of facility water that is no colder than the loop that it is to cool.

    No exchanger does that, whatever its maker states of it; air units without heat are found by
    the limits of their zone.
    """
    water = {name: entry.supply for entry in cooling.facility for name in entry.id}
    for i, loop in enumerate(cooling.loops):
        found = water.get(str(loop.facility))
        if found is not None and found >= loop.supply:
            say(
                ("cooling", "loops", i, "facility"),
                f'"{loop.facility}" supplies {found:~g}, and is to cool a supply of '
                f"{loop.supply:~g}. Give it colder water, or the supply more.",
            )


def _check_plant(entry: FoldedPlant, at: Location, products: Products, say: Say) -> None:
    """Complain of machines that are not those of the design, or whose rating cannot be."""
    found = {name: product.item for name, product in products.found.items()}
    kinds = []
    for k, units in enumerate(entry.units):
        item = found.get(units.product)
        if item is None or item.kind not in PARTS_OF[entry.design]:
            return
        here: Location = (*at, "units", k, "product")
        lacks = missing_figures(item)
        if lacks:
            say(here, f'"{item.id}" states no {", ".join(lacks)}, which a plant needs')
            return
        kinds.append(item.kind)
    twice = [kind for kind in kinds if kinds.count(kind) > 1]
    absent = [kind for kind in PARTS_OF[entry.design] if kind not in kinds]
    if twice:
        say((*at, "units"), f"a plant has one entry of kind {twice[0]}, got {len(twice)}")
    elif absent:
        say((*at, "units"), f'design "{entry.design}" misses units of kind {absent[0]}')
    else:
        _check_rating(entry, at, found, say)


def _check_rating(entry: FoldedPlant, at: Location, found: Mapping[str, object], say: Say) -> None:
    (plant, *_) = plants(FoldedCooling(rejection=(entry,)))
    message = _sink_problem(plant, found) or _pad_problem(plant, found)
    if message:
        say((*at, "design"), message)
        return
    try:
        design_of(plant, found)
    except UnitProblem as problem:
        say((*at, "units"), str(problem))


def _sink_problem(plant: Plant, found: Mapping[str, object]) -> str:
    condensers = {getattr(found[unit.product], "condenser", None) for unit in plant.units}
    if plant.design == "water-cooled chiller" and "air" in condensers:
        return "expected a chiller with a condenser cooled by water"
    if plant.design == "chiller" and "water" in condensers:
        return 'a chiller with a condenser cooled by water needs a tower: "water-cooled chiller"'
    return ""


def _pad_problem(plant: Plant, found: Mapping[str, object]) -> str:
    if not plant.design.startswith("adiabatic"):
        return ""
    coolers = [found[unit.product] for unit in plant.units]
    dry = [c for c in coolers if getattr(c, "kind", "") == "dry-cooler"]
    lacks = next((c for c in dry if getattr(c, "pad_effectiveness", None) is None), None)
    return "" if lacks is None else f'"{getattr(lacks, "id", "")}" states no pad_effectiveness'


def _check_climate(folded: FoldedSite, products: Products, say: Say) -> None:
    given = folded.climate
    if given is None or folded.place is None:
        return
    if given.pressure is None and given.hours is None and folded.place.elevation is None:
        say(("climate",), 'expected "pressure" here or "elevation" of the place, got neither')
        return
    made = climate(folded)
    if made is None or made.design is None or folded.cooling is None:
        return
    found = {name: product.item for name, product in products.found.items()}
    for plant in plants(folded.cooling):
        try:
            design = design_of(plant, found)
            _ = design and [extreme.intake for extreme in extremes_of(made, design)]
        except UnitProblem as problem:
            say(("climate", "design"), str(problem))
            return
        except (KeyError, ValueError):
            return  # the plant itself is complained of


def _check_budget(folded: FoldedSite, say: Say) -> None:
    """Complain of a budget of what nothing in the site lets us reckon."""
    budget = folded.budget
    if budget is None or folded.cooling is None:
        return
    for key, needs in (("water", "bins"), ("site_power", "design")):
        if getattr(budget, key) is None and not any(getattr(s, key) for s in budget.by_date):
            continue
        has_climate = folded.climate is not None and (
            bool(folded.climate.year) if needs == "bins" else folded.climate.design is not None
        )
        if not has_climate:
            what = "a year (bins or weather)" if needs == "bins" else "a design day"
            say(("budget", key), f"needs a climate with {what}")
        for at, name in _without_plant(folded.cooling):
            say(("budget", key), f"needs to know what rejects the heat of {name}: {at} states none")


def _without_plant(cooling: FoldedCooling) -> Iterator[tuple[str, str]]:
    plant_of = {name: entry.plant for entry in cooling.facility for name in entry.id}
    hung = [(f"cooling.loops[{loop.id[0]}]", loop.id[0], loop.facility) for loop in cooling.loops]
    hung += [(f"cooling.zones[{zone.id[0]}]", zone.id[0], zone.facility) for zone in cooling.zones]
    for at, name, facility in hung:
        if facility is None:
            yield f"{at}.facility", name
        elif plant_of.get(facility, "") is None:
            yield f"cooling.facility[{facility}].plant", name
