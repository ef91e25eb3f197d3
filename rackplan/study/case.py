"""One case of a study, and what it is addressed by in the ledger."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rackplan.model.site import Site
from rackplan.model.weights import Objective

__all__ = ["Case", "Effort", "address_of", "address_of_refused", "versions"]

_FORM = 1
"""Of what a case records; another one makes other addresses."""


@dataclass(frozen=True)
class Case:
    """A case to be planned.

    Attributes
    ----------
    number : int
        From 1, in the order of the study.
    site : str
        Id of the base, with its scenario.
    base : int
        Which of the sites.
    values : mapping of str to value
        Of the parameters, as they are shown.
    replication : int
        From 1.
    drawn : mapping of str to str
        Of the uncertain figures.
    changes : mapping of str to value
        Of the base, by path: all of it together.
    varied : str
        The parameter that is off its base in a design of one at a time; "" otherwise.
    """

    number: int
    site: str
    base: int
    values: Mapping[str, Any]
    replication: int
    drawn: Mapping[str, str] = field(default_factory=dict)
    changes: Mapping[str, Any] = field(default_factory=dict)
    varied: str = ""


@dataclass(frozen=True)
class Effort:
    """How long and how well each case is planned, on one thread.

    Attributes
    ----------
    seconds : float
    gap : float
    seed : int
    objective : str or None
        None for that of the site.
    """

    seconds: float
    gap: float
    seed: int
    objective: Objective | None = None


def address_of(site: Site, effort: Effort) -> str:
    """What a case is found by: a hash of all that its plan depends on.

    These are the documents of site, products and sources after every change, the limits and the
    seed, and the versions of rackplan and of the solvers. Names of files, of the study and of its
    parameters are not among them.
    """
    return _hash({"documents": dict(site.inputs.documents)}, effort)


def address_of_refused(base: Site, changes: Mapping[str, Any], effort: Effort) -> str:
    """What a case is found by whose inputs cannot be read: the base, and what was to change."""
    return _hash({"documents": dict(base.inputs.documents), "changes": dict(changes)}, effort)


def _hash(content: dict[str, Any], effort: Effort) -> str:
    whole = content | {
        "form": _FORM,
        "effort": [effort.seconds, effort.gap, effort.seed, effort.objective],
    }
    text = json.dumps(whole | versions(), sort_keys=True, separators=(",", ":"), default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


def versions() -> dict[str, str]:
    """The programs that a plan depends on."""
    return {name: importlib.metadata.version(name) for name in ("rackplan", "ortools")}


def _plain(value: Any) -> object:
    return dict(value) if isinstance(value, Mapping) else list(value)
