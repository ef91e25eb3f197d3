"""Who plans the cases: processes here, or those of a Dask cluster.

Both plan a case in a warm process of its own, one at a time, on one thread, by the same function;
so it does not matter where a case is planned. A process that is lost is replaced and its case
planned again; a case that takes every process down with it has that written down.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from rackplan.crew import Crew, LostWorkerError
from rackplan.errors import BadInputError
from rackplan.model.site import Site
from rackplan.study.case import Effort, versions
from rackplan.study.outcome import Outcome
from rackplan.study.planning import plan_site

__all__ = ["Hands", "cluster", "processes"]

_TRIES = 3
_CONNECT = "10 s"


@dataclass(frozen=True)
class Hands:
    """Takes cases and gives outcomes.

    Attributes
    ----------
    width : int
        How many cases it has work for at once; a few of them wait, so that nobody is idle.
    """

    width: int
    executor: Executor
    crew: Crew | None = None

    def give(self, site: Site, effort: Effort) -> Future[Outcome]:
        """Hand a case over."""
        if self.crew is not None:
            return self.executor.submit(_asked, self.crew, site, effort)
        return self.executor.submit(_asked_there, site, effort)


@contextmanager
def processes(workers: int) -> Iterator[Hands]:
    """Processes on this machine; they end at once when the context is left."""
    crew = Crew()
    executor = ThreadPoolExecutor(workers)
    try:
        yield Hands(workers + 1, executor, crew)
    finally:
        crew.end()
        executor.shutdown(cancel_futures=True)


@contextmanager
def cluster(address: str) -> Iterator[Hands]:
    """The workers of a Dask cluster.

    Raises
    ------
    BadInputError
        Where Dask is not installed, nobody answers, there is no worker, or workers have another
        version of rackplan.
    """
    client = _client(address)
    try:
        threads = client.nthreads()
        if not threads:
            raise _no_cluster(address, "the scheduler has no workers: start some with dask worker")
        _refuse_other_versions(address, client)
        yield Hands(2 * sum(threads.values()), client.get_executor(pure=False, retries=_TRIES))
    finally:
        client.close()


def _client(address: str) -> Any:
    try:
        from distributed import Client  # noqa: PLC0415  # an extra, and slow to import
    except ImportError:
        raise BadInputError.about(
            "--dask", "needs Dask, which is not installed: pip install 'rackplan[dask]'"
        ) from None
    try:
        return Client(address, timeout=_CONNECT, set_as_default=False)  # type: ignore[no-untyped-call]  # it has none
    except (OSError, ValueError) as error:
        said = " ".join(str(error).split()) or type(error).__name__
        raise _no_cluster(address, f"no scheduler answers: {said}") from None


def _no_cluster(address: str, message: str) -> BadInputError:
    return BadInputError.about(f"--dask {address}", message)


def _refuse_other_versions(address: str, client: Any) -> None:
    """Refuse workers that would plan otherwise than this machine."""
    ours = versions()
    try:
        theirs = client.run(versions)
    except Exception as error:  # noqa: BLE001  # whatever a worker raises comes through here
        message = f"rackplan does not run on the workers: {type(error).__name__}: {error}"
        raise _no_cluster(address, message) from None
    for worker, found in sorted(theirs.items()):
        if found != ours:
            message = f"worker {worker} has {_listed(found)}; here is {_listed(ours)}"
            raise _no_cluster(address, message)


def _listed(found: dict[str, str]) -> str:
    return ", ".join(f"{name} {version}" for name, version in found.items())


_THERE: list[Crew] = []
"""The crew of a process of a cluster: one child for each of its threads."""


def _asked_there(site: Site, effort: Effort) -> Outcome:
    """Plan a case on a worker of a cluster, in a process of its own beside it."""
    if not _THERE:
        _THERE.append(Crew())
    return _asked(_THERE[0], site, effort)


def _asked(crew: Crew, site: Site, effort: Effort) -> Outcome:
    """Have a case planned; a process that is lost gives it to another."""
    for _ in range(_TRIES):
        try:
            outcome = crew.ask((plan_site, (site, effort)))
        except LostWorkerError:
            continue
        assert isinstance(outcome, Outcome)
        return outcome
    reason = f"{_TRIES} processes were lost at it, one after the other: killed, or out of memory"
    return Outcome("failed", reason)
