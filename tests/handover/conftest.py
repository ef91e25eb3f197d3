"""The halls and the plan that tests of the export have, too."""

from __future__ import annotations

from tests.exchange.conftest import handover, make_handover, plan, refuted, site

__all__ = ["handover", "make_handover", "plan", "refuted", "site"]
