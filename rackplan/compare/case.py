"""What is planned for each row of a comparison: one rack type alone, or all of them mixed.

The question is what the hall can hold, so that what was ordered is set aside: bounds on racks,
capability, memory and workloads, the supply of compute racks, and shares of vendors, fabs and
builders where one type stands alone. The hall, its policy, its budgets, and racks that do not
compute stay as they are.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rackplan.errors import BadInputError, Problem
from rackplan.model.demand import SHARES
from rackplan.model.names import counts_for
from rackplan.model.site import Site
from rackplan.reading.again import read_again

__all__ = ["MIX", "Case", "site_of"]

MIX = "mix"
"""What the row is called in which all types may stand side by side."""

_VENDORS = "vendor_share"


@dataclass(frozen=True)
class Case:
    """One row to be planned.

    Attributes
    ----------
    racks : tuple of str
        The compute racks that may stand.
    name : str
        The rack, or "mix".
    as_supplied : bool
        Whether no more racks may stand than are in supply.
    catalogs : str or None
        A folder of products laid over the shipped ones.
    share : float or None
        The most that any vendor may have of a mix, in place of what the policy says of shares.
    """

    racks: tuple[str, ...]
    name: str
    as_supplied: bool = False
    catalogs: str | None = None
    share: float | None = None


def site_of(site: Site, case: Case) -> Site:
    """The site with the demand of a case.

    Raises
    ------
    BadInputError
        For a rack that no catalog has.
    """
    try:
        alone = read_again(site, _texts(_changes(site, case)), catalogs=case.catalogs)
    except BadInputError as error:
        raise BadInputError(_as_argument(each, case) for each in error.problems) from None
    if case.name != MIX:
        return alone
    kept = {key: _kept(alone, key, _shares(site, key)) for key in SHARES}
    if case.share is not None:
        at_most = {"at_most": f"{100.0 * case.share:.9g} %"}
        kept[_VENDORS] = dict.fromkeys(sorted(_vendors(alone)), at_most)
    changes = [(f"policy.{key}", bounds) for key, bounds in kept.items() if bounds]
    return read_again(alone, _texts(changes), catalogs=case.catalogs) if changes else alone


def _as_argument(problem: Problem, case: Case) -> Problem:
    """What is wrong with a rack is wrong with the argument that names it, not with a change."""
    arguments = {f"demand.racks.{name}": f"TYPE {name}" for name in case.racks}
    if problem.file != "--set" or problem.path not in arguments:
        return problem
    return replace(problem, file="", path=arguments[problem.path])


def _shares(site: Site, key: str) -> Mapping[str, Any]:
    """The bounds of shares as they are written."""
    return (_written(site).get("policy") or {}).get(key) or {}


def _kept(site: Site, key: str, shares: Mapping[str, Any]) -> dict[str, Any]:
    """Those bounds of shares that the racks of a case can count for."""
    racks = [site.catalog.racks[rack] for rack in site.demand.asked]
    return {
        name: bounds
        for name, bounds in shares.items()
        if any(counts_for(key, name, each, alone="at_least" in bounds) for each in racks)
    }


def _texts(changes: Sequence[tuple[str, Any]]) -> list[str]:
    return [f"{path}={json.dumps(to)}" for path, to in changes]


def _written(site: Site) -> Mapping[str, Any]:
    document = site.inputs.documents["site"]
    assert isinstance(document, Mapping)
    return document


def _changes(site: Site, case: Case) -> list[tuple[str, Any]]:
    """What sets aside all that was ordered; shares come back for a mix."""
    document = _written(site)
    changes: list[tuple[str, Any]] = [("demand.racks", _demand(site, case))]
    bounds = ("capability", "hbm", "workloads", "orders")
    changes += [(f"demand.{key}", {}) for key in bounds if document["demand"].get(key)]
    if document.get("supply") and not case.as_supplied:
        changes.append(("supply", _others(site, document["supply"])))
    changes += [(f"policy.{key}", {}) for key in SHARES if _shares(site, key)]
    return changes


def _demand(site: Site, case: Case) -> dict[str, Any]:
    written = _written(site)["demand"].get("racks") or {}
    asked: dict[str, Any] = {name: _free(written.get(name)) for name in case.racks}
    return asked | _others(site, written)


def _free(entry: object) -> dict[str, Any]:
    """An entry of the demand without its bounds."""
    kept = dict(entry) if isinstance(entry, Mapping) else {}
    for bound in ("at_least", "at_most"):
        kept.pop(bound, None)
    return kept


def _others(site: Site, table: Mapping[str, Any]) -> dict[str, Any]:
    """Entries of racks that do not compute."""
    racks = site.catalog.racks
    return {name: entry for name, entry in table.items() if racks[name].role != "compute"}


def _vendors(site: Site) -> set[str]:
    """Vendors of the silicon in the compute racks that a site asks for."""
    computing = (site.catalog.racks[rack].computing for rack in site.demand.asked)
    return {each.silicon_vendor for each in computing if each is not None}
