"""Where studies of the tests start from, and hands that plan nothing."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from rackplan.model.site import Site
from rackplan.study.case import Effort
from rackplan.study.outcome import Outcome

__all__ = ["CATALOGS", "ENERGY", "SUPPLY", "TINY", "NoHands"]

TESTS = Path(__file__).parents[1]
TINY = TESTS / "sites" / "tiny"
CATALOGS = TESTS / "catalogs"
SUPPLY = "cooling.loops[L1].supply"
ENERGY = "tariff.energy"

PLANNED = Outcome("optimal", figures={"capability": (1.0, 1.0, 1.0)}, gap=0.0, seconds=1.5)


class NoHands:
    """Gives an outcome for each site at once, and keeps what it was given."""

    def __init__(self, answer: Callable[[Site], Outcome] = lambda _: PLANNED, width: int = 2):
        self.width = width
        self.answer = answer
        self.given: list[Site] = []

    def give(self, site: Site, effort: Effort) -> Future[Outcome]:
        self.given.append(site)
        future: Future[Outcome] = Future()
        try:
            future.set_result(self.answer(site))
        except RuntimeError as error:
            future.set_exception(error)
        return future
