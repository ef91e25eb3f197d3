"""Products of racks that no catalog has, made of what lists say and of nothing else.

What a product needs and no list says stands in its file as ``# unknown: key``, and is asked for. So
such a product cannot be planned with before somebody has answered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, get_args

from rackplan.exchange.importing.identities import LocalModel, planned_of
from rackplan.exchange.importing.notes import Notes
from rackplan.exchange.importing.standing import Standing
from rackplan.handover.table import figure_text
from rackplan.model.catalog import Role
from rackplan.reading import as_written
from rackplan.units import (
    AIRFLOW,
    FLOW,
    FRACTION,
    LENGTH,
    MASS,
    POWER,
    Dimension,
    Quantity,
    magnitude,
)

__all__ = ["product_file", "product_text"]

_FIGURES: tuple[tuple[str, str, Dimension], ...] = (
    ("width", "width", LENGTH),
    ("depth", "depth", LENGTH),
    ("height", "height", LENGTH),
    ("mass", "mass", MASS),
    ("rated_power", "rated", POWER),
    ("peak_power", "peak", POWER),
    ("typical_power", "typical", POWER),
    ("failover_power", "failover", POWER),
)
_WHY = {
    "role": "compute, network, storage, management or power",
    "width": "outside, as it takes positions",
    "depth": "outside",
    "height": "outside; lists say units at most",
    "mass": "as it stands, for the floor",
    "planned_power": "what the plan reckons with",
    "power_factor": "at its inlet",
    "air.heat": "what it gives to the room",
    "air.airflow": "what it draws from the room",
    "liquid": "heat, coolant, supply_max and flow, if any liquid cools it",
    "computing": "accelerators, silicon_vendor, hbm and dense",
}


def product_file(model: LocalModel) -> str:
    """Where its product stands in the folder of the site."""
    return f"catalogs/racks/{model.id}.yaml"


def product_text(model: LocalModel, notes: Notes) -> str:
    """The file of a product, with a line for each figure that nobody states."""
    document = _document(model)
    lines = [f"# Made of lists alone: {_many(len(model.racks))}. Figures of other sources win."]
    units = _units(model)
    lines += [f"# The lists say {units} U of it."] if units else []
    unknown = list(_unknown(document))
    lines += [f"# unknown: {key} ({_WHY[key]})" for key in unknown]
    if unknown:
        why = f"of {_many(len(model.racks))}; the file says what each is"
        notes.ask(product_file(model), ", ".join(unknown), why)
    return "\n".join(lines) + "\n" + as_written(document)


def _document(model: LocalModel) -> dict[str, Any]:
    document: dict[str, Any] = {"id": model.id, "kind": "rack", "name": model.name}
    document |= {"maker": model.maker} if model.maker else {}
    role = _shared(model, lambda s: s.texts.get("role", "").lower())
    document |= {"role": role} if role in get_args(Role) else {}
    for key, field, dimension in _FIGURES:
        figure = _largest(model, _stated(field), dimension, field)
        document |= {key: figure} if figure else {}
    planned = _largest(model, planned_of, POWER, "planned")
    document |= {"planned_power": planned} if planned else {}
    factor = _least_factor(model)
    document |= {"power_factor": factor} if factor else {}
    if model.has_one_cord:
        document["cords"] = 1
    return document | _cooling(model, planned)


def _unknown(document: dict[str, Any]) -> Iterator[str]:
    yield from (k for k in ("role", "width", "depth", "height", "mass") if k not in document)
    yield from (k for k in ("planned_power", "power_factor") if k not in document)
    air = document.get("air", {})
    yield from (f"air.{key}" for key in ("heat", "airflow") if key not in air)
    if "heat" not in air or set(document.get("liquid", ())) == {"heat"}:
        yield "liquid"
    if document.get("role") == "compute":
        yield "computing"


def _largest(
    model: LocalModel,
    of: Callable[[Standing], Quantity | None],
    dimension: Dimension,
    field: str,
) -> dict[str, Any] | None:
    """The largest figure that lists say, with where it is from; None where they say none."""
    figures = [(figure, s) for s in model.racks if (figure := of(s)) is not None]
    if not figures:
        return None
    values = [magnitude(figure, dimension) for figure, _ in figures]
    unit, factor = (" mm", 1000.0) if dimension is LENGTH else (f" {dimension.unit}", 1.0)
    low, high = (f"{value * factor:.6g}" for value in (min(values), max(values)))
    files = sorted({_file(s, field) for _, s in figures})
    span = "" if low == high else f": largest of {len(figures)}, {low} to {high}{unit}"
    return {"value": f"{high}{unit}", "confidence": "estimate", "note": ", ".join(files) + span}


def _stated(field: str) -> Callable[[Standing], Quantity | None]:
    return lambda standing: standing.figures.get(field)


def _file(standing: Standing, field: str) -> str:
    """The list that says a figure, without its row."""
    keys = (field, f"{field}_a", f"{field}_b")
    said = next((standing.said[key] for key in keys if key in standing.said), standing.line.where)
    return said.rpartition(":")[0]


def _least_factor(model: LocalModel) -> dict[str, Any] | None:
    values = [s.figures["power_factor"] for s in model.racks if "power_factor" in s.figures]
    if not values:
        return None
    least = min(magnitude(value, FRACTION) for value in values)
    return {"value": f"{figure_text(100.0 * least)} %", "confidence": "estimate", "note": "lists"}


def _cooling(model: LocalModel, planned: dict[str, Any] | None) -> dict[str, Any]:
    """Heat to air and to liquid; of a rack that lists call air-cooled all of it goes to the air."""
    heat = _largest(model, _stated("air"), POWER, "air")
    airflow = _largest(model, _stated("airflow"), AIRFLOW, "airflow")
    liquid = _largest(model, _stated("liquid"), POWER, "liquid")
    flow = _largest(model, _stated("flow"), FLOW, "flow")
    by_air = _shared(model, lambda s: s.texts.get("cooling", "").lower()) in ("air", "air cooled")
    if heat is None and by_air and planned is not None:
        heat = planned | {
            "note": f"all of its power, as the lists call it air-cooled; {planned['note']}"
        }
    air = {key: figure for key, figure in (("heat", heat), ("airflow", airflow)) if figure}
    wet = liquid is not None and not liquid["value"].startswith("0 ")
    found: dict[str, Any] = {"air": air} if air else {}
    if wet:
        found["liquid"] = {"heat": liquid}
        found["about"] = f"Lists say a flow of {flow['value']}." if flow else ""
    return {key: value for key, value in found.items() if value}


def _shared(model: LocalModel, of: Callable[[Standing], str]) -> str:
    """What lists say alike of all racks; "" where they say nothing, or unlike things."""
    said = {of(standing) for standing in model.racks}
    return said.pop() if len(said) == 1 else ""


def _units(model: LocalModel) -> str:
    figures = [s.figures["units"] for s in model.racks if "units" in s.figures]
    counts = sorted({figure_text(float(figure.m_as("U"))) for figure in figures})
    return " or ".join(counts)


def _many(count: int) -> str:
    return "1 rack" if count == 1 else f"{count} racks"
