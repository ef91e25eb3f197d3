"""What must be sound in what a site says of its binding limits: each is a rule of the law."""

from __future__ import annotations

from rackplan.reading.complaints import did_you_mean
from rackplan.reading.folded import FoldedSite
from rackplan.reading.references.power import Say
from rackplan.rules import RULES

__all__ = ["check_binds"]


def check_binds(folded: FoldedSite, say: Say) -> None:
    """Complain of limits that no rule is about."""
    for rule in folded.binds or ():
        if rule not in RULES:
            say(("binds", rule), f'unknown rule "{rule}". {did_you_mean(rule, RULES)}', key=True)
