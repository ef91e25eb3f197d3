"""Every shipped site: its size, its scenarios, and what it says of itself."""

from __future__ import annotations

from rackplan.reading import read_site, scenarios_of, shipped_sites
from rackplan.rules import RULES

SITES = sorted(shipped_sites())


def test_each_site_has_scenarios_and_says_what_is_known() -> None:
    assert SITES == ["indiana", "ohio", "texas", "virginia", "wisconsin"]
    for name in SITES:
        site = read_site(name)
        assert 300 <= len(site.positions) <= 3000
        assert 2 <= len(scenarios_of(name)) <= 3
        assert "reference design" in site.about
        assert "Unknown" in site.about
        assert len({RULES[rule].family for rule in site.binds}) >= 2


def test_texas_comes_in_two_phases_behind_a_connection_that_grows() -> None:
    """Two thirds of its rows stand half a year earlier, at 40 MW: those of halls 1 to 4."""
    early, late = read_site("texas", at="2027-01-01"), read_site("texas")
    assert (len(early.rows), len(late.rows)) == (128, 192)
    assert {row.hall for row in early.rows.values()} == {"H1", "H2", "H3", "H4"}
    assert "K33.U1" not in early.power
    assert "K33.U1" in late.power
    steps = [site.budget.site_power for site in (early, late, read_site("texas", at="2028-06-01"))]
    assert [step and step.m_as("MW") for step in steps] == [40, 100, 150]


def test_indiana_may_buy_blocks_and_a_loop() -> None:
    offers = read_site("indiana").offers
    assert {name: offer.kind for name, offer in offers.items()} == {
        "N3": "block",
        "N4": "block",
        "L2": "loop",
    }
    assert set(offers["L2"].rows) == {*offers["N3"].rows, *offers["N4"].rows}
