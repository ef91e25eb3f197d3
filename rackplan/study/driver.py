"""The driver: cases to whoever plans them, outcomes to the ledger."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field

from rackplan.errors import BadInputError
from rackplan.model.site import Site
from rackplan.study.bases import Base
from rackplan.study.case import Case, Effort, address_of, address_of_refused
from rackplan.study.hands import Hands
from rackplan.study.ledger import Ledger
from rackplan.study.outcome import CaseStatus, Outcome

__all__ = ["Done", "Progress", "drive"]

_WAIT_SECONDS = 0.5
_AGAIN: tuple[CaseStatus, ...] = ("failed", "limit")
"""What is planned anew when asked to: another machine, or a quieter one, may do better."""


@dataclass(frozen=True)
class Done:
    """A case with what came of it.

    Attributes
    ----------
    case : Case
    outcome : Outcome
    address : str
        In the ledger.
    is_new : bool
        Whether it was planned now, and not known already.
    """

    case: Case
    outcome: Outcome
    address: str
    is_new: bool


@dataclass(frozen=True)
class Progress:
    """Where a study stands.

    Attributes
    ----------
    done, cases : int
        Of all cases.
    planned : int
        Of those that are done, how many were planned now.
    failed : int
        Cases without an answer.
    seconds : float
        Since the study began.
    left : float or None
        Seconds that the rest will take, at the pace so far.
    """

    done: int
    cases: int
    planned: int
    failed: int
    seconds: float
    left: float | None


@dataclass
class _Job:
    """What is asked of an address, and the cases that wait for it."""

    address: str
    cases: list[Case] = field(default_factory=list)


def drive(
    cases: Sequence[Case],
    bases: Sequence[Base],
    effort: Effort,
    ledger: Ledger,
    hands: Hands,
    *,
    looked_at: dict[int, Site],
    retry: bool = False,
    notify: Callable[[Progress], None] | None = None,
) -> Iterator[Done]:
    """Have cases planned that the ledger does not know; outcomes come as they are there.

    Parameters
    ----------
    looked_at : dict of int to Site
        Cases that are read already; taken out as they are used.
    retry : bool
        Plan cases anew that had no answer, or none in time.
    notify : callable, optional
        Told of every case.
    """
    course = _Course(bases, effort, ledger, hands, looked_at=looked_at, retry=retry)
    began, planned, failed, done = time.monotonic(), 0, 0, 0
    for each in course.go(cases):
        done, planned = done + 1, planned + each.is_new
        failed += each.outcome.status == "failed"
        if notify is not None:
            seconds = time.monotonic() - began
            left = (len(cases) - done) * seconds / planned if planned else None
            notify(Progress(done, len(cases), planned, failed, seconds, left))
        yield each


class _Course:
    def __init__(
        self,
        bases: Sequence[Base],
        effort: Effort,
        ledger: Ledger,
        hands: Hands,
        *,
        looked_at: dict[int, Site],
        retry: bool,
    ) -> None:
        self._bases, self._effort, self._ledger = bases, effort, ledger
        self._hands, self._looked_at, self._retry = hands, looked_at, retry
        self._flying: dict[Future[Outcome], _Job] = {}
        self._elsewhere: list[tuple[Case, str]] = []
        self._settled: set[str] = set()

    def go(self, cases: Sequence[Case]) -> Iterator[Done]:
        waiting = deque(cases)
        while waiting or self._flying or self._elsewhere:
            while waiting and len(self._flying) < self._hands.width:
                yield from self._take(waiting.popleft())
            yield from self._landed()
            yield from self._from_elsewhere()

    def _take(self, case: Case) -> Iterator[Done]:
        """Answer a case out of the ledger, or give it to be planned."""
        site, refused = self._read(case)
        base = self._bases[case.base].site
        address = (
            address_of_refused(base, case.changes, self._effort)
            if site is None
            else address_of(site, self._effort)
        )
        known = self._known(address)
        same = next((job for job in self._flying.values() if job.address == address), None)
        if known is not None:
            yield Done(case, known, address, is_new=False)
        elif same is not None:
            same.cases.append(case)
        elif not self._ledger.claim(address):
            self._elsewhere.append((case, address))
        elif site is None:
            yield self._recorded(case, address, Outcome("failed", refused))
        else:
            self._flying[self._hands.give(site, self._effort)] = _Job(address, [case])

    def _read(self, case: Case) -> tuple[Site | None, str]:
        site = self._looked_at.pop(case.number, None)
        if site is not None:
            return site, ""
        try:
            return self._bases[case.base].read(case), ""
        except BadInputError as error:
            return None, " ".join(str(error).split())

    def _known(self, address: str) -> Outcome | None:
        known = self._ledger.outcome(address)
        is_again = self._retry and address not in self._settled
        if known is not None and is_again and known.status in _AGAIN:
            self._ledger.forget(address)
            known = None
        self._settled.add(address)
        return known

    def _landed(self) -> Iterator[Done]:
        """Write down what is planned; wait a moment where nothing is."""
        if not self._flying:
            return
        ended, _ = wait(self._flying, timeout=_WAIT_SECONDS, return_when=FIRST_COMPLETED)
        for future in sorted(ended, key=lambda each: self._flying[each].cases[0].number):
            job = self._flying.pop(future)
            first, *others = job.cases
            done = self._recorded(first, job.address, _outcome(future))
            yield done
            yield from (Done(case, done.outcome, job.address, is_new=False) for case in others)

    def _recorded(self, case: Case, address: str, outcome: Outcome) -> Done:
        self._ledger.record(address, outcome)
        return Done(case, self._ledger.outcome(address) or outcome, address, is_new=True)

    def _from_elsewhere(self) -> Iterator[Done]:
        """Cases that another driver was at: done by now, or left by one that is gone."""
        if not self._elsewhere:
            return
        if not self._flying:
            time.sleep(_WAIT_SECONDS)
        again, self._elsewhere = self._elsewhere, []
        for case, address in again:
            known = self._ledger.outcome(address)
            if known is not None:
                yield Done(case, known, address, is_new=False)
            elif len(self._flying) < self._hands.width and self._ledger.claim(address):
                yield from self._take_over(case, address)
            else:
                self._elsewhere.append((case, address))

    def _take_over(self, case: Case, address: str) -> Iterator[Done]:
        site, refused = self._read(case)
        if site is None:
            yield self._recorded(case, address, Outcome("failed", refused))
        else:
            self._flying[self._hands.give(site, self._effort)] = _Job(address, [case])


def _outcome(future: Future[Outcome]) -> Outcome:
    """What a future holds; on a cluster it may hold that every worker was lost."""
    try:
        return future.result()
    except Exception as error:  # noqa: BLE001  # of a cluster, in which anything may fail
        return Outcome("failed", f"no answer: {type(error).__name__}: {error}")
