"""rackplan: plan racks, power and cooling of AI data centers, and check the plan.

The Python interface says the same things as the command line, with the same words::

    import rackplan as rp

    site = rp.read_site("wisconsin")
    result = rp.plan(site, time_limit="30 s", gap=0.001)
    result.verdict.holds
    rp.verify(site, result.plan)

The house, floor by floor, each knowing only those below: `cli` prints; `report` draws and writes,
`exchange` writes for others; `compare` puts rack types side by side, `difference` two plans, and
`explain` says what holds one back; `study` asks what if; `appraisal` says of a plan what it brings
and costs, and a `crew` of processes plans side by side; `handover` is a plan with its tables;
`planner` joins search and check; `result` holds what came of it;
`reading` (YAML to model), `optimize` (model to plan) and `verify` (plan to verdict) are strangers
to each other; `rules` is the law, `physics` and `economics` are equations; `model` is what exists;
`units`, `writing` (files whole or not at all) and `errors` are the ground.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rackplan.compare import Comparison, compare
    from rackplan.difference import Difference, diff
    from rackplan.errors import BadInputError, RackplanError
    from rackplan.exchange import export
    from rackplan.explain import Explanation, explain
    from rackplan.model.plan import Placement, Plan
    from rackplan.model.site import Site
    from rackplan.model.verdict import Verdict
    from rackplan.planner import plan
    from rackplan.reading import read_catalog, read_plan, read_site
    from rackplan.report import drawing_of, write_report, write_result
    from rackplan.result import Result
    from rackplan.rules import RULES
    from rackplan.study import Study, StudyResult
    from rackplan.verify import verify

__all__ = [
    "RULES",
    "BadInputError",
    "Comparison",
    "Difference",
    "Explanation",
    "Placement",
    "Plan",
    "RackplanError",
    "Result",
    "Site",
    "Study",
    "StudyResult",
    "Verdict",
    "compare",
    "diff",
    "drawing_of",
    "explain",
    "export",
    "plan",
    "read_catalog",
    "read_plan",
    "read_site",
    "verify",
    "write_report",
    "write_result",
]

_HOMES = {
    "RULES": "rackplan.rules",
    "BadInputError": "rackplan.errors",
    "Comparison": "rackplan.compare",
    "Difference": "rackplan.difference",
    "Explanation": "rackplan.explain",
    "Placement": "rackplan.model.plan",
    "Plan": "rackplan.model.plan",
    "RackplanError": "rackplan.errors",
    "Result": "rackplan.result",
    "Site": "rackplan.model.site",
    "Study": "rackplan.study",
    "StudyResult": "rackplan.study",
    "Verdict": "rackplan.model.verdict",
    "compare": "rackplan.compare",
    "diff": "rackplan.difference",
    "drawing_of": "rackplan.report",
    "explain": "rackplan.explain",
    "export": "rackplan.exchange",
    "plan": "rackplan.planner",
    "read_catalog": "rackplan.reading",
    "read_plan": "rackplan.reading",
    "read_site": "rackplan.reading",
    "verify": "rackplan.verify",
    "write_report": "rackplan.report",
    "write_result": "rackplan.report",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that ``import rackplan`` costs nothing."""
    if name not in _HOMES:
        msg = f"module 'rackplan' has no attribute {name!r}"
        raise AttributeError(msg)
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


class _Front(ModuleType):
    """Keeps ``rp.verify`` the function, although there is a package of that name.

    Importing a package sets it as an attribute of its parent; for a public name this is left out.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Front
