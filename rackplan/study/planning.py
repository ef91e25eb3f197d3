"""From a site to its outcome: what a process does with a case."""

from __future__ import annotations

import json
import time
import traceback
import zlib

from rackplan import planner
from rackplan.appraisal import Limit, Row, asked_types, row_of
from rackplan.errors import RackplanError
from rackplan.model.site import Site
from rackplan.result import Result
from rackplan.study.case import Effort
from rackplan.study.measures import figures_of
from rackplan.study.outcome import CaseStatus, Outcome
from rackplan.units import DURATION, of

__all__ = ["outcome_of", "plan_site"]

_LEVEL = 6
_FINDINGS = 3


def plan_site(site: Site, effort: Effort) -> Outcome:
    """Plan a site on one thread, have the plan verified, and say what came of it.

    Whatever goes wrong is an outcome too: a case that fails stops no other.
    """
    began = time.perf_counter()
    try:
        return _planned(site, effort, began)
    except RackplanError as error:
        reason = " ".join(str(error).split())
    except Exception as error:  # noqa: BLE001  # a bug in one case must not stop the others
        last = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{last.filename.rpartition('/')[2]}:{last.lineno}"
        reason = f"a bug in rackplan, please report it: {type(error).__name__}: {error} ({where})"
    return Outcome("failed", reason, seconds=time.perf_counter() - began)


def _planned(site: Site, effort: Effort, began: float) -> Outcome:
    result = planner.plan(
        site,
        objective=effort.objective,
        time_limit=of(effort.seconds, DURATION),
        gap=effort.gap,
        seed=effort.seed,
        threads=1,
    )
    return outcome_of(result, time.perf_counter() - began)


def outcome_of(result: Result, seconds: float) -> Outcome:
    """A result as the ledger keeps it."""
    row = row_of(result.site.id, result, asked_types(result.site))
    status, reason = _standing(result)
    has_plan = result.plan is not None
    return Outcome(
        status=status,
        reason=reason,
        figures=figures_of(row, result.site.demand.precision) if has_plan else {},
        racks={} if result.plan is None else dict(sorted(result.plan.counts().items())),
        limits=_limits(row),
        gap=result.termination.gap,
        seconds=round(seconds, 3),
        is_deterministic=result.termination.deterministic,
        plan=_document(result) if has_plan else b"",
    )


def _standing(result: Result) -> tuple[CaseStatus, str]:
    claim, verdict = result.termination, result.verdict
    if verdict is not None and not verdict.holds:
        said = "; ".join(finding.sentence for finding in verdict.findings[:_FINDINGS])
        return "refuted", f"the verifier refutes the plan, a bug in rackplan: {said}"
    if claim.status == "infeasible":
        return "infeasible", " ".join(result.explanation) or "no plan fits"
    if claim.status == "limit":
        return "limit", f"no plan was found in {claim.seconds:.0f} s"
    return claim.status, ""


def _limits(row: Row) -> tuple[str, ...]:
    return tuple(_limit(limit) for limit in row.limits)


def _limit(limit: Limit) -> str:
    after = f" after losing {limit.failure}" if limit.failure else ""
    return f"{limit.rule} at {limit.where}{after}"


def _document(result: Result) -> bytes:
    """The document of ``plan.json``; the same result gives the same bytes but for its seconds."""
    return zlib.compress(json.dumps(result.to_json(), allow_nan=False).encode(), _LEVEL)
