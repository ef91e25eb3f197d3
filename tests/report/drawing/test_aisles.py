"""Aisles, found from where rows stand and which way they face."""

from __future__ import annotations

import pytest

from rackplan.report.drawing.aisles import aisles_of


def _between(site, hall: str = "H1") -> dict[tuple[str, str], tuple[str, float]]:
    return {
        (a.north_of, a.south_of): (a.kind, pytest.approx(a.depth))
        for a in aisles_of(site, hall)
        if a.north_of and a.south_of
    }


def test_rows_share_the_aisle_between_them(make_site):
    """R1 and R2 draw air from 1.8 m between them, R2 and R3 blow into 1.2 m."""
    assert _between(make_site()) == {("R1", "R2"): ("cold", 1.8), ("R2", "R3"): ("hot", 1.2)}


def test_outer_rows_have_an_aisle_as_wide_as_the_others(make_site):
    outer = {
        (a.north_of, a.south_of): (a.kind, round(a.depth, 3))
        for a in aisles_of(make_site(), "H1")
        if not (a.north_of and a.south_of)
    }
    assert outer == {
        ("R3", ""): ("cold", 1.8),
        ("", "R1"): ("hot", 1.2),
        ("R4", ""): ("cold", 1.8),
        ("", "R4"): ("hot", 1.2),
    }


def test_an_outer_aisle_ends_at_the_wall(make_site):
    site = make_site()
    row = site.rows["R1"].model_copy(update={"y": site.rows["R1"].y * 0.2})
    (south,) = (a for a in aisles_of(make_site(rows={"R1": row}), "H1") if a.south_of == "R1")
    assert (south.y, south.depth) == (0.0, pytest.approx(0.3))


def test_a_row_that_blows_at_anothers_front_is_shown(make_site):
    site = make_site()
    turned = site.rows["R2"].model_copy(update={"cold_aisle": "north"})
    aisles = _between(make_site(rows=dict(site.rows) | {"R2": turned}))
    assert aisles == {("R1", "R2"): ("mixed", 1.8), ("R2", "R3"): ("mixed", 1.2)}


def test_rows_far_apart_share_no_aisle(make_site):
    site = make_site()
    far = {"R1": site.rows["R1"], "R3": site.rows["R3"]}
    assert _between(make_site(rows=far)) == {}
