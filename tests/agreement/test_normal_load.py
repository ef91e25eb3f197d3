"""What a node may be loaded with while nothing is lost, where that is less than after a loss."""

from __future__ import annotations

import pytest

from rackplan.optimize.extract import encode
from rackplan.optimize.model import build_model
from rackplan.optimize.problem import build_problem
from rackplan.verify import verify
from tests.agreement.solving import broken_rules, fewest_of
from tests.agreement.tiny import read_tiny

RACKS = {"wet-100": {"at_most": 1}}


def _site(folder, share):
    """A rack of 100 kW with its network rack of 10 kW, half on either UPS: 55 kW of 200 kW."""
    ups = {"power.blocks[0].ups.rating": "200 kW", "power.blocks[0].ups.normal_load": share}
    return read_tiny(folder, RACKS, ups)


@pytest.mark.parametrize(("share", "broken"), [("27.5 %", set()), ("27.4999 %", {"power.normal"})])
def test_rows_and_verifier_hold_the_share_to_the_watt(share, broken, tmp_path):
    plan = fewest_of(_site(tmp_path / "free", "100 %")).plan
    assert plan.counts() == {"wet-100": 1, "net-10": 1}
    site = _site(tmp_path / "held", share)
    problem = build_problem(site)
    assert broken_rules(build_model(problem), encode(problem, plan)) == broken
    findings = verify(site, plan).findings
    assert {finding.rule for finding in findings} == broken
    if broken:
        assert findings[0].limit == pytest.approx(0.274999 * 200)
        assert findings[0].failure is None
    assert len(fewest_of(site).plan.placements) == (0 if broken else 2)


def test_after_a_loss_the_whole_rating_counts(tmp_path):
    """On one feed 80 kW and 10 kW: more than the share, and less than the rating."""
    solved = fewest_of(_site(tmp_path, "30 %"))
    assert solved.verdict.holds
    worst = {m.where: m for m in solved.verdict.margins if m.rule == "power.failover"}
    used = {where: m for where, m in worst.items() if ".U" in where and m.used > 80}
    assert used
    assert all((m.used, m.limit) == pytest.approx((90, 200)) for m in used.values())
