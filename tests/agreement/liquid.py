"""What halls drawn at random say of their liquid: pipes, pumps, exchangers, dew points, reserves.

Drops and heads lie about each other, so that some halls are short of head; water behind CDUs is a
few kelvin colder than the racks' supply, about what their exchangers need; rooms are now and then
too damp for a cold loop. The rows for these are on the safe side, not exact.
"""

from __future__ import annotations

import random
from typing import Any

__all__ = ["with_liquid"]

Document = dict[str, Any]


def with_liquid(seed: int, site: Document, products: dict[str, Document]) -> None:
    """Change a drawn hall and its products in place; the hall's own random numbers stay."""
    rng = random.Random(f"liquid {seed}")
    loops = site["cooling"]["loops"]
    if loops and rng.random() < 0.7:
        _with_head(rng, products)
        for loop in loops:
            _with_pipes(rng, loop)
    if loops and rng.random() < 0.7:
        flow = float(products["cdu"]["flow"].split()[0])
        products["cdu"]["approach"] = f"{rng.uniform(1, 5):.3f} K"
        products["cdu"]["facility_flow"] = f"{flow * rng.uniform(0.7, 1.5):.3f} L/min"
    if rng.random() < 0.6:
        site["policy"]["room"] = {"dew_point": f"{rng.uniform(10, 30):.2f} degC"}
    if rng.random() < 0.3:
        site["policy"]["ride_through"] = f"{rng.uniform(5, 90):.2f} s"
        for loop in loops:
            loop["volume"] = f"{rng.uniform(0.1, 1.5):.3f} m3"
    for zone in site["cooling"]["zones"]:
        if rng.random() < 0.5:
            zone["recirculation"] = {"leakage": f"{rng.uniform(0, 12):.2f} %"}


def _with_head(rng: random.Random, products: dict[str, Document]) -> None:
    """Pumps with a head, sometimes with that of no flow; racks that say what they lose."""
    head = rng.uniform(120, 400)
    products["cdu"]["head"] = f"{head:.2f} kPa"
    if rng.random() < 0.5:
        products["cdu"]["shutoff_head"] = f"{head * rng.uniform(1.1, 1.6):.2f} kPa"
    for product in products.values():
        for point in product.get("liquid", {}).get("flow", ()):
            flow = float(point["flow"].split()[0])
            point["drop"] = f"{60 * (flow / 100) ** 2 * rng.uniform(0.5, 1.1):.3f} kPa"


def _with_pipes(rng: random.Random, loop: Document) -> None:
    if rng.random() < 0.6:
        at = f"{rng.uniform(300, 900):.2f} L/min"
        loop["piping"] = {"drop": f"{rng.uniform(10, 120):.2f} kPa", "at": at}
    if rng.random() < 0.5:
        length, diameter = rng.uniform(10, 80), rng.uniform(60, 120)
        loop["pipes"] = [{"length": f"{length:.2f} m", "diameter": f"{diameter:.1f} mm"}]
    if rng.random() < 0.5:
        loop["manifold"] = {"drop": f"{rng.uniform(2, 20):.2f} kPa", "at": "100 L/min"}
