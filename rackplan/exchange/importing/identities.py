"""Which product each rack is: one of the catalog, or one of its own made of what lists say."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rackplan.exchange.importing.models import Models
from rackplan.exchange.importing.netbox_lists import has_side
from rackplan.exchange.importing.notes import Notes
from rackplan.exchange.importing.standing import Standing
from rackplan.exchange.netbox.slugs import slug_of
from rackplan.units import POWER, Quantity, magnitude

__all__ = ["LocalModel", "identify", "planned_of"]

_WORDS = ("null", "true", "false")
_ALIKE = 0.9
"""Racks of a model are one product where the least draws at least this share of the most."""


@dataclass(frozen=True)
class LocalModel:
    """A rack model that no catalog has.

    Attributes
    ----------
    id, name : str
        Of the product; the name is that of the lists.
    racks : tuple of Standing
        All that are of it.
    """

    id: str
    name: str
    maker: str
    racks: tuple[Standing, ...]

    @property
    def has_one_cord(self) -> bool:
        """Whether lists with a column for either feed name only one of every rack."""
        return all(len(rack.sides) == 1 for rack in self.racks)


def identify(
    standings: Iterable[Standing], models: Models, notes: Notes
) -> tuple[dict[str, str], list[LocalModel]]:
    """The product of every rack, by position id, and the products that no catalog has."""
    known: dict[str, list[Standing]] = {}
    others: dict[tuple[str, str, str], list[Standing]] = {}
    for standing in standings:
        if standing.is_rack:
            rack = _catalogued(standing, models)
            if rack is not None:
                known.setdefault(rack, []).append(standing)
            else:
                others.setdefault(_model_of(standing, models), []).append(standing)
    for rack, racks in known.items():
        _compare(rack, racks, models, notes)
    local = list(_local_models(others, models))
    for model in local:
        _tell(model, models, notes)
    chosen = {s.spot.id: rack for rack, racks in known.items() for s in racks}
    chosen |= {s.spot.id: model.id for model in local for s in model.racks}
    return chosen, local


def planned_of(standing: Standing) -> Quantity | None:
    """The power to plan with that lists say of a rack: the whole, or the sum of its sides [kW]."""
    figures = standing.figures
    if "planned" in figures:
        return figures["planned"]
    if "planned_a" in figures and "planned_b" in figures:
        whole: Quantity = figures["planned_a"] + figures["planned_b"]
        return whole
    for key, other in (("planned_a", "b"), ("planned_b", "a")):
        if key in figures and not has_side(standing.texts, standing.figures, other):
            return figures[key]
    return None


def _catalogued(standing: Standing, models: Models) -> str | None:
    model, maker = standing.texts.get("type", ""), standing.texts.get("maker", "")
    named = models.named(model, maker) if model else None
    if named is not None or not standing.contents:
        return named
    return models.holding(standing.contents, model if models.is_frame(model) else "")


def _model_of(standing: Standing, models: Models) -> tuple[str, str, str]:
    """What tells racks of other models apart: slug, name and maker; of a frame what is in it."""
    model, maker = standing.texts.get("type", ""), standing.texts.get("maker", "")
    inside = ", ".join(f"{n} x {name}" for name, n in sorted(standing.contents.items()))
    if (not model or models.is_frame(model)) and inside:
        name = f"{model or 'Rack'} with {inside}"
        return slug_of(name)[:48].strip("-"), name, ""
    if not model:
        return "unnamed-rack", "Rack of a model that no list names", ""
    return slug_of(f"{maker} {model}"), f"{maker} {model}".strip(), maker


def _local_models(
    groups: dict[tuple[str, str, str], list[Standing]], models: Models
) -> Iterable[LocalModel]:
    taken = set(models.catalog.products)
    for (named, name, maker), racks in groups.items():
        slug = named if named[0].isalpha() and named not in _WORDS else f"rack-{named}"
        for ending, part in _by_power(racks):
            wanted = f"{slug}{ending}"
            number, found = 1, wanted
            while found in taken:
                number += 1
                found = f"{wanted}-{number}"
            taken.add(found)
            shown = f"{name}, {ending[1:].replace('kw', ' kW')}" if ending else name
            yield LocalModel(found, shown, maker, tuple(part))


def _by_power(racks: Sequence[Standing]) -> list[tuple[str, list[Standing]]]:
    """Racks of a model, parted by whole kilowatts where they draw unlike powers.

    Why parted: of racks that are only frames, one draws 2 kW and the next 18. Planned as the
    largest, all of them together would be far from what the hall carries.
    """
    powers = {s.spot.id: planned_of(s) for s in racks}
    stated = [magnitude(power, POWER) for power in powers.values() if power is not None]
    if len(stated) == len(racks) and min(stated) >= _ALIKE * max(stated):
        return [("", list(racks))]
    if not stated:
        return [("", list(racks))]
    parts: dict[str, list[Standing]] = {}
    for standing in racks:
        power = powers[standing.spot.id]
        whole = None if power is None else math.ceil(magnitude(power, POWER) - 1e-9)
        parts.setdefault("" if whole is None else f"-{whole}kw", []).append(standing)
    return list(parts.items())


def _compare(rack: str, racks: list[Standing], models: Models, notes: Notes) -> None:
    """Tell where lists and the catalog say unlike powers of a rack."""
    planned = magnitude(models.catalog.racks[rack].planned_power, POWER)
    powers = [(power, s) for s in racks if (power := planned_of(s)) is not None]
    unlike = [
        magnitude(p, POWER) for p, _ in powers if abs(magnitude(p, POWER) / planned - 1) > 0.02
    ]
    if unlike:
        span = _span(unlike)
        many = f"{len(unlike)} of {len(racks)}"
        why = f"lists say {span} kW of {many} racks, the catalog {planned:g} kW, which is taken"
        notes.ask("placed.yaml", rack, why)


def _tell(model: LocalModel, models: Models, notes: Notes) -> None:
    first = model.racks[0]
    near = models.near(first.texts["type"]) if "type" in first.texts else None
    if near is not None:
        why = f'is "{model.name}" the {near} of the catalog? Then put that id into placed.yaml'
        notes.ask(f"catalogs/racks/{model.id}.yaml", "id", why)


def _span(values: list[float]) -> str:
    low, high = min(values), max(values)
    return f"{low:g}" if math.isclose(low, high) else f"{low:g} to {high:g}"
