"""Wisconsin with every rating, price and supply figure a little off, by a seed.

Left as they are: taps and power shelves, which decide whether a rack type may stand at all, and
what is asked for. Each other figure has a factor of its own, evenly drawn from 0.9 to 1.1.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import rackplan as rp

__all__ = ["SITE", "perturbed_site", "perturbing_changes"]

SITE = "wisconsin"
SPREAD = 0.1

_FIGURE = re.compile(r"([\d.]+)(.*)")
_BOXES = ("generator", "transformer", "ups", "board")
_OF_PRODUCTS = {
    "rack": ("price",),
    "cdu": ("heat", "flow"),
    "air-unit": ("heat", "airflow"),
}


def perturbed_site(seed: int, beside: Iterable[str] = ()) -> rp.Site:
    """Read the site with the perturbations of a seed, and changes such as ``path=value``."""
    told = dict(change.split("=", 1) for change in beside)
    return rp.read_site(SITE, changes=perturbing_changes(seed) | told)


def perturbing_changes(seed: int) -> dict[str, object]:
    """The changes of a seed: path to value."""
    rng = random.Random(seed)
    inputs = rp.read_site(SITE).inputs.documents
    figures = [*_site_figures(inputs["site"]), *_product_figures(inputs["catalog"])]
    changes: dict[str, object] = {path: _scaled(rng, figure) for path, figure in figures}
    changes |= {path: _scaled_count(rng, count) for path, count in _lots(inputs["site"])}
    return changes


def _site_figures(site: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Ratings of the power tree, and the budget."""
    for i, utility in enumerate(site["power"]["utilities"]):
        yield f"power.utilities[{i}].rating", _written(utility["rating"])
    for i, block in enumerate(site["power"]["blocks"]):
        for box in _BOXES:
            yield f"power.blocks[{i}].{box}.rating", _written(block[box]["rating"])
    for i, row in enumerate(site["rows"]):
        yield f"rows[{i}].busway.rating", _written(row["busway"]["rating"])
    yield "budget.capex", _written(site["budget"]["capex"])


def _product_figures(catalog: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Prices of racks; heat, flow and airflow of the machines that cool them."""
    for name, product in catalog.items():
        for key in _OF_PRODUCTS.get(_written(product["kind"]), ()):
            if key in product:
                yield f"catalog.{name}.{key}", _written(product[key])


def _lots(site: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    for name, lots in site["supply"].items():
        for i, lot in enumerate(lots):
            yield f"supply.{name}[{i}].units", int(_written(lot["units"]))


def _written(figure: Any) -> str:
    """A figure as it stands in the file, without its provenance."""
    return str(figure["value"] if isinstance(figure, Mapping) else figure)


def _scaled(rng: random.Random, figure: str) -> str:
    match = _FIGURE.fullmatch(figure)
    assert match is not None, figure
    return f"{float(match[1]) * _factor(rng):.4g}{match[2]}"


def _scaled_count(rng: random.Random, count: int) -> int:
    return round(count * _factor(rng))


def _factor(rng: random.Random) -> float:
    return rng.uniform(1.0 - SPREAD, 1.0 + SPREAD)
