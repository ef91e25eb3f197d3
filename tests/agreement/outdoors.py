"""What halls drawn at random have outdoors: facility water, plants, a climate, budgets of both.

Plants are of all designs, about as large as what they serve; climates from cold to hot. Budgets of
water and of site power lie around what a full hall would take. Their rows are on the safe side.
"""

from __future__ import annotations

import random
from typing import Any

__all__ = ["with_outdoors"]

Document = dict[str, Any]

_MEAN_KW = 60.0
_WARM = ("dry", "adiabatic", "tower", "dry + chiller", "adiabatic + chiller", "tower + chiller")
_COLD = ("chiller", "dry + chiller", "adiabatic + chiller", "tower + chiller")


def with_outdoors(seed: int, site: Document, products: dict[str, Document]) -> None:
    """Change a drawn hall and its products in place; the hall's own random numbers stay."""
    rng = random.Random(f"outdoors {seed}")
    if rng.random() < 0.4:
        return
    load_kw = _MEAN_KW * sum(_positions(row) for row in site["rows"])
    cooling = site["cooling"]
    cooling["facility"], cooling["rejection"] = [], []
    hot = rng.uniform(22, 41)
    site["climate"] = _climate(rng, hot)
    for number, group in enumerate((*cooling["loops"], *cooling["zones"]), start=1):
        is_zone = "units" in group
        supply = 16 + 8 * rng.random() if is_zone else float(group["supply"].split()[0]) - 6
        plant = _plant(rng, f"HR{number}", supply, load_kw, products)
        loop = {"id": f"FW{number}", "supply": f"{supply:.3f} degC", "plant": plant["id"]}
        loop["water_range"] = f"{rng.uniform(5, 12):.3f} K"
        if rng.random() < 0.7:
            loop["head"] = f"{rng.uniform(80, 300):.2f} kPa"
        group["facility"] = loop["id"]
        cooling["facility"].append(loop)
        cooling["rejection"].append(plant)
    _budgets(rng, site, load_kw)


def _budgets(rng: random.Random, site: Document, load_kw: float) -> None:
    if rng.random() < 0.5:
        site["tariff"] = {"energy": "0.06 USD/kWh", "load_factor": f"{rng.uniform(50, 100):.2f} %"}
    if rng.random() < 0.5:
        litres = load_kw * 8760 * rng.uniform(0.1, 1.2)
        site["budget"]["water"] = f"{litres / 1000:.3f} m3/year"
    if rng.random() < 0.5:
        unit = rng.choice(("kW", "kW", "kVA"))
        site["budget"]["site_power"] = f"{load_kw * rng.uniform(0.6, 2.0):.3f} {unit}"


def _positions(row: Document) -> int:
    return int(row["positions"].removesuffix("]").split("-")[1])


def _climate(rng: random.Random, hot: float) -> Document:
    """A few bins, and a design day some kelvin above the warmest."""
    dry = sorted(rng.uniform(hot - 40, hot) for _ in range(rng.randint(1, 6)))
    hours = [rng.uniform(1, 10) for _ in dry]
    rows = [
        [round(t, 1), round(t - rng.uniform(0.5, 6), 1), 8760 * h / sum(hours)]
        for t, h in zip(dry, hours, strict=True)
    ]
    wet = hot - rng.uniform(3, 12)
    design = {
        "dry_bulb": f"{hot + 2:.2f} degC",
        "wet_bulb": f"{wet:.2f} degC",
        "recirculation": f"{rng.uniform(0, 3):.2f} K",
    }
    if rng.random() < 0.5:
        design["coincident_wet_bulb"] = f"{wet - rng.uniform(0, 3):.2f} degC"
        design["coincident_dry_bulb"] = f"{hot - rng.uniform(0, 2):.2f} degC"
    return {"pressure": f"{rng.uniform(80, 102):.2f} kPa", "bins": rows, "design": design}


def _plant(
    rng: random.Random, name: str, supply: float, load_kw: float, products: dict[str, Document]
) -> Document:
    """A plant of two to four units of each kind, about as large as all that the hall may hold."""
    design = rng.choice(_WARM if supply > 26 else _COLD)
    if rng.random() < 0.15:
        design = "water-cooled chiller"
    units = []
    for kind in ("dry", "adiabatic", "tower", "chiller"):
        if kind not in design and not (kind == "tower" and design.startswith("water-cooled")):
            continue
        count = rng.randint(2, 4)
        heat = load_kw / count * rng.choice((0.6, 1.0, 2.0)) * rng.uniform(0.8, 1.2)
        product = _PRODUCTS[kind](rng, heat)
        if kind == "chiller":
            product["condenser"] = "water" if design.startswith("water-cooled") else "air"
        product |= {"id": f"{name.lower()}-{kind}", "name": f"drawn {kind}"}
        products[product["id"]] = product
        units.append({"product": product["id"], "id": f"{kind[0].upper()}[1-{count}]"})
    return {"id": name, "design": design, "units": units}


def _dry(rng: random.Random, heat: float) -> Document:
    ambient = rng.uniform(20, 35)
    out = ambient + rng.uniform(6, 10)
    return {
        "kind": "dry-cooler",
        "heat": f"{heat:.3f} kW",
        "ambient": f"{ambient:.3f} degC",
        "water_out": f"{out:.3f} degC",
        "water_in": f"{out + rng.uniform(6, 12):.3f} degC",
        "fan_power": f"{heat * rng.uniform(0.01, 0.04):.3f} kW",
    }


def _adiabatic(rng: random.Random, heat: float) -> Document:
    return _dry(rng, heat) | {"pad_effectiveness": f"{rng.uniform(60, 90):.1f} %"}


def _tower(rng: random.Random, heat: float) -> Document:
    return {
        "kind": "tower",
        "heat": f"{heat:.3f} kW",
        "wet_bulb": f"{rng.uniform(18, 26):.3f} degC",
        "water_range": f"{rng.uniform(4, 10):.3f} K",
        "approach": f"{rng.uniform(3, 7):.3f} K",
        "fan_power": f"{heat * rng.uniform(0.008, 0.02):.3f} kW",
    }


def _chiller(rng: random.Random, heat: float) -> Document:
    return {
        "kind": "chiller",
        "heat": f"{heat:.3f} kW",
        "power": f"{heat / rng.uniform(3.5, 6.5):.3f} kW",
        "leaving": f"{rng.uniform(7, 20):.3f} degC",
        "condenser_entering": f"{rng.uniform(29, 36):.3f} degC",
    }


_PRODUCTS = {"dry": _dry, "adiabatic": _adiabatic, "tower": _tower, "chiller": _chiller}
