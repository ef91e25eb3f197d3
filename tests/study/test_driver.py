"""The driver: what is asked of whom, what the ledger answers, and what fails alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rackplan.model.site import Site
from rackplan.study import Study
from rackplan.study.driver import Progress
from rackplan.study.ledger import LEDGER, Ledger, Tally
from rackplan.study.outcome import Outcome
from tests.study.no_hands import ENERGY, SUPPLY, NoHands

Make = Callable[..., Study]
Drive = Callable[..., list[Any]]
FOUR = {SUPPLY: ["30 degC", "40 degC"], ENERGY: ["0.1 USD/kWh", "0.2 USD/kWh"]}


def test_every_case_is_planned_once_and_a_second_run_plans_none(
    study: Make, driven: Drive, tmp_path: Path
) -> None:
    first, second = NoHands(), NoHands()
    done = driven(study(FOUR), first)
    assert [each.case.values[SUPPLY] for each in done] == [v for v in FOUR[SUPPLY] for _ in "ab"]
    assert all(each.is_new for each in done)
    assert len(first.given) == 4
    again = driven(study(FOUR), second)
    assert second.given == []
    assert [each.outcome for each in again] == [each.outcome for each in done]
    assert not any(each.is_new for each in again)
    with Ledger(tmp_path / LEDGER) as ledger:
        assert ledger.tally == Tally(cases=4, recorded=4)


def test_another_study_with_the_same_cases_costs_nothing(study: Make, driven: Drive) -> None:
    driven(study(FOUR), NoHands())
    hands = NoHands()
    other = study({ENERGY: ["0.2 USD/kWh", "0.3 USD/kWh"]}, set={SUPPLY: "40 degC"}, id="other")
    assert [each.is_new for each in driven(other, hands)] == [False, True]
    assert len(hands.given) == 1


def test_cases_that_are_the_same_are_planned_once(study: Make, driven: Drive) -> None:
    hands = NoHands()
    done = driven(study({SUPPLY: ["40 degC", "40 degC", "30 degC"]}), hands)
    assert len(hands.given) == 2
    assert [each.is_new for each in done] == [True, False, True]


def test_sites_get_the_figures_of_their_case(study: Make, driven: Drive) -> None:
    hands = NoHands()
    driven(study({SUPPLY: ["31 degC"]}, set={ENERGY: "0.3 USD/kWh"}), hands)
    (site,) = hands.given
    assert site.loops["L1"].supply.m_as("degC") == pytest.approx(31)
    assert site.tariff.energy.m_as("USD/kWh") == pytest.approx(0.3)


def test_a_case_that_cannot_be_read_is_recorded_and_stops_no_other(
    study: Make, driven: Drive
) -> None:
    hands = NoHands()
    asked = study({"rows[0].block": ["K1", "K9"]})
    good, bad = driven(asked, hands)
    assert good.outcome.status == "optimal"
    assert bad.outcome.status == "failed"
    assert "K9" in bad.outcome.reason
    assert len(hands.given) == 1
    assert not any(each.is_new for each in driven(asked, NoHands()))


def test_a_cluster_that_gives_no_answer_is_recorded(study: Make, driven: Drive) -> None:
    def answer(site: Site) -> Outcome:
        if site.loops["L1"].supply.m_as("degC") > 35:
            raise RuntimeError("all workers lost")
        return Outcome("optimal")

    one, other = driven(study({SUPPLY: ["40 degC", "30 degC"]}), NoHands(answer=answer))
    assert (one.outcome.status, other.outcome.status) == ("failed", "optimal")
    assert one.outcome.reason == "no answer: RuntimeError: all workers lost"


@pytest.mark.parametrize(("status", "again"), [("failed", 1), ("limit", 1), ("infeasible", 0)])
def test_retry_plans_anew_what_had_no_answer(
    study: Make, driven: Drive, status: Any, again: int
) -> None:
    asked = study({SUPPLY: ["40 degC"]})
    driven(asked, NoHands(answer=lambda _: Outcome(status, "why")))
    quiet, retried = NoHands(), NoHands()
    driven(asked, quiet)
    (done,) = driven(asked, retried, retry=True)
    assert len(quiet.given) == 0
    assert len(retried.given) == again
    assert done.outcome.status == ("optimal" if again else status)


def test_no_more_is_given_than_hands_have_work_for(study: Make, driven: Drive) -> None:
    most: list[int] = []

    class Slow(NoHands):
        def give(self, site: Site, effort: Any) -> Any:
            most.append(len(self.given))
            return super().give(site, effort)

    driven(study({SUPPLY: [f"{t} degC" for t in range(30, 40)]}), Slow(width=3))
    assert most == list(range(10))


def test_what_another_driver_is_at_is_waited_for(
    study: Make, driven: Drive, tmp_path: Path
) -> None:
    asked = study({SUPPLY: ["30 degC", "40 degC"]})
    from rackplan.study.case import address_of

    theirs = address_of(asked.bases[0].read(asked.cases[0]), asked.effort)
    outcome = Outcome("feasible", gap=0.02)

    class Other(NoHands):
        def give(self, site: Site, effort: Any) -> Any:
            other.record(theirs, outcome)  # it ends while our own case is planned
            return super().give(site, effort)

    hands = Other()
    with Ledger(tmp_path / LEDGER) as other:
        assert other.claim(theirs)
        first, second = driven(asked, hands)
    assert len(hands.given) == 1
    assert (first.outcome, first.is_new) == (outcome, False)
    assert second.is_new


def test_what_another_driver_leaves_is_taken_over(
    study: Make, driven: Drive, tmp_path: Path
) -> None:
    asked = study({SUPPLY: ["30 degC", "40 degC"]})
    from rackplan.study.case import address_of

    theirs = address_of(asked.bases[0].read(asked.cases[0]), asked.effort)
    other = Ledger(tmp_path / LEDGER)
    assert other.claim(theirs)

    class Leaving(NoHands):
        def give(self, site: Site, effort: Any) -> Any:
            other.close()
            return super().give(site, effort)

    hands = Leaving()
    done = driven(asked, hands)
    assert len(hands.given) == 2
    assert all(each.is_new for each in done)


def test_progress_counts_and_reckons_the_rest(study: Make, driven: Drive) -> None:
    told: list[Progress] = []
    driven(study({SUPPLY: ["30 degC"]}), NoHands())
    driven(study({SUPPLY: ["30 degC", "35 degC", "40 degC"]}), NoHands(), notify=told.append)
    assert [(each.done, each.cases, each.planned) for each in told] == [
        (1, 3, 0),
        (2, 3, 1),
        (3, 3, 2),
    ]
    assert told[0].left is None
    assert told[1].left == pytest.approx(told[1].seconds)
    assert told[2].left == 0.0
