"""Wisconsin's plan to be edited by hand, and sums over it in plain arithmetic.

The model gives figures and tells what hangs on what; every sum, limit and margin is reckoned here.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from rackplan.model.catalog import RackType
from rackplan.model.site import Site
from rackplan.reading import read_plan

Placement = dict[str, Any]


@dataclass(frozen=True)
class Sums:
    """What some placements ask of a site."""

    site: Site
    placements: tuple[Placement, ...]

    def kind(self, placement: Placement) -> RackType:
        return self.site.catalog.racks[placement["rack"]]

    def modules(self, feeds: Iterable[str]) -> tuple[str, ...]:
        """The UPS behind each feed: busway, board, UPS."""
        boards = (self.site.power[feed].fed_by[0] for feed in feeds)
        return tuple(self.site.power[board].fed_by[0] for board in boards)

    def ups_kw(self, ups: str, lost: str) -> float:
        """What a UPS carries once another module is lost."""
        return math.fsum(self._on_ups(ups, lost))

    def worst_ups(self, ups: str) -> tuple[float, str]:
        """The largest load of a UPS after the loss of any other module of its block."""
        block = ups.split(".", maxsplit=1)[0]
        others = [f"{block}.U{n}" for n in range(1, 5) if f"{block}.U{n}" != ups]
        return max((self.ups_kw(ups, lost), lost) for lost in others)

    def ups_margin(self, ups: str) -> float:
        return self.site.power[ups].rating.m_as("kW") - self.worst_ups(ups)[0]

    def busway_kva(self, busway: str) -> float:
        """What a busway carries once the other side of its row is lost."""
        fed = [p for p in self.placements if busway in p["feeds"]]
        return math.fsum(
            self.kind(p).failover.m_as("kW") / self.kind(p).power_factor.m_as("") for p in fed
        )

    def on_loop(self, loop: str) -> tuple[float, float]:
        """Flow [L/min] and heat [kW] that the racks on a loop ask for."""
        needs = [need for p in self.placements if (need := self.kind(p).liquid) is not None
                 and p["loop"] == loop]  # fmt: skip
        supply = self.site.loops[loop].supply.m_as("degC")
        flows = ({pt.supply.m_as("degC"): pt.flow.m_as("L/min") for pt in n.flow} for n in needs)
        return math.fsum(f[supply] for f in flows), math.fsum(n.heat.m_as("kW") for n in needs)

    def loop_limits(self, loop: str) -> tuple[float, float]:
        """Flow [L/min] and heat [kW] that a loop gives with its largest CDU lost."""
        cdus = [self.site.cdu(unit) for unit in self.site.loops[loop].cdus]
        flows, heats = [c.flow.m_as("L/min") for c in cdus], [c.heat.m_as("kW") for c in cdus]
        return sum(flows) - max(flows), sum(heats) - max(heats)

    def support_short(self, support: str) -> int:
        """Support racks of a type in the whole hall, less those that its pods need."""
        need = 0
        for rack, kind in self.site.catalog.racks.items():
            if kind.pod is None or support not in kind.pod.support:
                continue
            standing = [p for p in self.placements if p["rack"] == rack]
            groups = {row_of(p) if kind.pod.one_row else "" for p in standing}
            for group in groups:
                here = sum(1 for p in standing if not kind.pod.one_row or row_of(p) == group)
                need += kind.pod.support[support] * math.ceil(here / kind.pod.racks)
        return sum(1 for p in self.placements if p["rack"] == support) - need

    def free_positions(self) -> list[str]:
        taken = {p["position"] for p in self.placements}
        return [p.id for p in self.site.positions.values() if not p.blocked and p.id not in taken]

    def _on_ups(self, ups: str, lost: str) -> Iterator[float]:
        for placement in self.placements:
            pair = self.modules(placement["feeds"])
            if ups in pair:
                kind = self.kind(placement)
                on_a = kind.planned_power.m_as("kW") * kind.share_on_a
                halves = (on_a, kind.planned_power.m_as("kW") - on_a)
                yield kind.failover.m_as("kW") if lost in pair else halves[pair.index(ups)]


def row_of(placement: Placement) -> str:
    return str(placement["position"].split("-")[0])


@dataclass
class Edited:
    """A plan.json that is being edited, and what the verifier says about it."""

    document: dict[str, Any]
    file: Path
    run: Callable[..., Any]

    @property
    def placements(self) -> list[Placement]:
        placements: list[Placement] = self.document["placements"]
        return placements

    def sums(self) -> Sums:
        """Sums over the plan as it stands now."""
        self._write()
        return Sums(read_plan(self.file)[0], tuple(self.placements))

    def stand(self, placement: Placement, position: str) -> None:
        """Move a rack to a position, onto the feeds and the loop of its new row."""
        site = self.sums().site
        row = site.rows[site.positions[position].row]
        is_liquid = site.catalog.racks[placement["rack"]].liquid is not None
        placement |= {"position": position, "feeds": list(row.feeds)}
        placement["loop"] = row.loop if is_liquid else None

    def exchange(self, one: Placement, other: Placement) -> None:
        """Let two racks change places."""
        here, there = one["position"], other["position"]
        self.stand(one, there)
        self.stand(other, here)

    def findings(self) -> dict[tuple[str, str], dict[str, Any]]:
        """The findings of ``rackplan verify`` by rule and place; it leaves with 3."""
        self._write()
        answer = self.run("verify", self.file, "--json")
        assert answer.code == 3
        assert answer.json["holds"] is False
        return {(f["rule"], f["where"]): f for f in answer.json["findings"]}

    def _write(self) -> None:
        self.file.write_text(json.dumps(self.document))


@pytest.fixture
def edited(wisconsin: Any, tmp_path: Path, rackplan: Callable[..., Any]) -> Edited:
    """A fresh copy of Wisconsin's plan."""
    return Edited(wisconsin.document, tmp_path / "plan.json", rackplan)
