"""Colours and codes of rack types."""

from __future__ import annotations

from rackplan.report.drawing.palette import palette_of
from rackplan.report.drawing.style import STYLE


def _with_racks(make_site, names: list[str]):
    site = make_site()
    model = site.catalog.racks["beta-wide"]
    racks = {name: model.model_copy(update={"id": name}) for name in names}
    return make_site(catalog=site.catalog.model_copy(update={"racks": racks}))


def test_codes_of_the_racks_that_people_know(make_site):
    names = ["gb200-nvl72", "gb300-nvl72", "mi355x-rack", "hgx-h100-rack", "network-ib-rack"]
    look = palette_of(_with_racks(make_site, names), names)
    assert list(look.codes.values()) == ["G2", "G3", "M3", "H1", "NI"]


def test_codes_stay_apart_however_alike_the_names(make_site):
    names = [f"a{n}" for n in range(10, 60)] + ["rack", "rack-rack", "r"]
    look = palette_of(_with_racks(make_site, names), names)
    assert len(set(look.codes.values())) == len(names)


def test_colour_goes_by_place_in_the_order_and_support_is_grey(make_site):
    site = make_site()
    look = palette_of(site, ("beta-wide", "alpha-100", "net-rack"))
    fewer = palette_of(site, ("beta-wide", "alpha-100"))
    assert look.fills["alpha-100"] == fewer.fills["alpha-100"] != look.fills["beta-wide"]
    red, green, blue = (int(look.fills["net-rack"][n : n + 2], 16) for n in (1, 3, 5))
    assert max(red, green, blue) - min(red, green, blue) < 20


def test_a_dark_screen_gets_its_own_colours_and_paper_does_not():
    assert "@media screen and (prefers-color-scheme:dark){" in STYLE


def test_every_colour_also_stands_plainly_for_programs_without_variables():
    for rule in STYLE.splitlines():
        if "var(--" in rule and "@media" not in rule and "font-family" not in rule:
            variables = rule.count("var(--")
            assert rule.count("#") - rule.count("url(#") == variables, rule
