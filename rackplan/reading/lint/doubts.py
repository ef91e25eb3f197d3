"""All rules of the lint by id, and the doubts of some products with their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from rackplan.model.catalog import AnyProduct, Catalog
from rackplan.model.site import Site
from rackplan.reading.lint import (
    builds,
    computing,
    heat,
    lines,
    network,
    orders,
    origins,
    power,
    sizes,
)
from rackplan.reading.lint.remark import Remark, Rule

__all__ = ["LINT", "Doubt", "doubts", "site_doubts"]

LINT: dict[str, Rule] = {
    "power.order": power.check_order,
    "power.feed-loss": power.check_feed_loss,
    "power.summed-supplies": power.check_summed,
    "power.factor": power.check_power_factor,
    "power.modules": power.check_modules,
    "power.curve": power.check_curve,
    "power.switch": power.check_switch,
    "power.per-accelerator": computing.check_per_accelerator,
    "heat.balance": heat.check_balance,
    "heat.flow": heat.check_flow,
    "heat.flow-table": heat.check_flow_table,
    "heat.airflow": heat.check_airflow,
    "heat.machine-flow": heat.check_machine_flow,
    "computing.sparse": computing.check_sparse,
    "network.fabric": network.check_fabric,
    "network.pod": network.check_pod,
    "network.support": network.check_support,
    "network.cable": network.check_cable,
    "size.mass": sizes.check_mass,
    "size.power": sizes.check_power_density,
    "price.order": sizes.check_prices,
    "build.fewer": builds.check_fewer,
    "build.price": builds.check_price,
    "origin.unread": origins.check_origins,
}
"""Rules of the lint by id, in the order in which their doubts are told."""


@dataclass(frozen=True)
class Doubt:
    """A figure that is possible and unlikely.

    Attributes
    ----------
    id, product, path : str
        The rule of the lint, the product or site, and the figure in its file.
    sentence : str
        What is unlikely, with numbers.
    file : str
    line : int
        Where the figure is written; of a derived one, where its product names what it is derived
        from; of what is not written at all, where its product begins.
    known : str
        Why it stands, where the product's file acknowledges it, else "".
    """

    id: str
    product: str
    path: str
    sentence: str
    file: str = ""
    line: int = 0
    known: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line} " if self.line else f"{self.file} "
        known = f" Known: {self.known}" if self.known else ""
        return f"{place.lstrip()}{self.product}: {self.sentence} [{self.id}].{known}"

    def to_json(self) -> dict[str, Any]:
        """The doubt as plain data."""
        return {
            "id": self.id,
            "product": self.product,
            "path": self.path,
            "sentence": self.sentence,
            "file": self.file,
            "line": self.line,
            "known": self.known or None,
        }


def doubts(names: Iterable[str], catalog: Catalog) -> Iterator[Doubt]:
    """Doubts about the products of some names, those of a rack build about the rack it comes to."""
    for name in names:
        item = catalog.products[name]
        subject: AnyProduct = catalog.racks.get(name, item)
        remarks = [(i, remark) for i, rule in LINT.items() for remark in rule(subject, catalog)]
        idle = item.known.keys() - {rule_id for rule_id, _ in remarks}
        remarks += [("known.idle", _idle(rule_id)) for rule_id in sorted(idle)]
        for rule_id, remark in remarks:
            file, line = _place(name, remark.path, catalog)
            known = item.known.get(rule_id, "")
            yield Doubt(rule_id, name, remark.path, remark.sentence, file, line, known)


def site_doubts(site: Site) -> Iterator[Doubt]:
    """Doubts about a site as a whole."""
    for sentence in lines.idle_lines(site):
        yield Doubt("site.lines", site.id, "rows", sentence)
    for name, sentence in orders.unfillable_orders(site):
        yield Doubt("site.orders", site.id, f"demand.orders.{name}", sentence)


def _idle(rule_id: str) -> Remark:
    """A doubt that a file acknowledges and that nobody has."""
    what = "nothing to doubt there" if rule_id in LINT else "no such rule"
    return Remark(f"known[{rule_id}]", f'acknowledges "{rule_id}", but the lint has {what}')


def _place(name: str, path: str, catalog: Catalog) -> tuple[str, int]:
    """Where a figure is written; where its product begins, if it stands beside figures."""
    figures = catalog.figures(name)
    origin = figures.get(path)
    if origin is None:
        inside = [
            found for key, found in figures.items() if key.startswith((f"{path}.", f"{path}["))
        ]
        origin = inside[0] if inside else None
    if origin is not None:
        return origin.file, origin.line
    file = next((found.file for found in figures.values() if found.file), "")
    return file, 1 if file else 0
