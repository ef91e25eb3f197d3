"""Orders that no place has room for, by hand."""

from __future__ import annotations

import pytest

from rackplan.reading.lint import site_doubts
from rackplan.reading.lint.orders import unfillable_orders
from tests.agreement.tiny import read_tiny

HOLDS = {"row": 5, "line": 5, "hall": 14}
"""Three rows of five positions, the last of which has a column at its end."""


@pytest.mark.parametrize("together", HOLDS)
def test_one_more_than_the_best_place_holds_is_doubted(together, tmp_path):
    most = HOLDS[together]
    orders = {
        "fits": {"rack": "dry-40", "racks": most, "together": together},
        "more": {"rack": "dry-40", "racks": most + 1, "together": together},
    }
    site = read_tiny(tmp_path, {}, {"demand.orders": orders})
    asked = f"order more asks for {most + 1} racks of dry-40"
    sentence = f"{asked} in one {together}, and none holds more than {most}"
    assert list(unfillable_orders(site)) == [("more", sentence)]
    (doubt,) = site_doubts(site)
    assert (doubt.id, doubt.path) == ("site.orders", "demand.orders.more")


def test_rows_of_a_line_count_together_and_standing_racks_do_not(tmp_path):
    orders = {"many": {"rack": "dry-40", "racks": 14, "together": "line"}}
    lines = {"rows[0].line": "A", "demand.orders": orders}
    assert list(unfillable_orders(read_tiny(tmp_path / "free", {}, lines))) == []
    placed = {"R1-P1": "dry-40", "R1-P2": "net-10"}
    ((name, sentence),) = unfillable_orders(read_tiny(tmp_path, {}, lines | {"placed": placed}))
    assert name == "many"
    assert sentence.endswith("none holds more than 12")


def test_wide_racks_need_positions_side_by_side(tmp_path):
    """Of five positions two racks of two take four; a rack in the middle leaves room for two."""
    orders = {"three": {"rack": "dry-40", "racks": 3}}
    wide = {"racks/dry-40": {"width": "1200 mm"}}
    site = read_tiny(tmp_path, {}, {"demand.orders": orders}, wide)
    ((_, sentence),) = unfillable_orders(site)
    assert sentence.endswith("none holds more than 2")
