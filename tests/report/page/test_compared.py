"""The page of a comparison: figures of the document, refusals, and a look in a real browser."""

from __future__ import annotations

import json
import re

import pytest

from rackplan.compare.written import WrittenComparison, WrittenIndependence
from rackplan.errors import BadInputError
from rackplan.report import answer_file, answer_of_file, page_target, write_charts
from rackplan.report.page.charted import page_of_charts
from rackplan.report.page.compared import comparison_page
from rackplan.report.page.independent import independence_page
from tests.report.page.looking import CONTRAST


def spread(low, central, high):
    return {"low": low, "central": central, "high": high}


def used(part, there):
    return {"used": part, "there": there, "share": part / there}


def row(rack, rate, cost, **more):
    """A row with a rate in fp8 and a cost of a PFLOPS and year."""
    whole = {
        "site": "ohio",
        "rack": rack,
        "status": "optimal",
        "gap": 0.005,
        "verified": True,
        "racks": {rack: 10},
        "support": {"network": 3},
        "accelerators": 720,
        "pflops": {"fp8": rate},
        "pflops_per_mw": {"fp8": rate / 2},
        "hbm_tb": 207.5,
        "it_power_kw": 2000.0,
        "rack_kw": 142.0,
        "liquid_share": 0.9,
        "use": {
            "power_kw": used(2000.0, 2500.0),
            "stranded_power_kw": 500.0,
            "positions": used(13, 40),
            "liquid_kw": used(1278.0, 1350.0),
            "air_kw": used(300.0, 900.0),
            "cdus": 2,
        },
        "pue": 1.0866,
        "capex_usd": 40e6,
        "capital_usd": spread(40e6, 45e6, 60e6),
        "net_present_usd": spread(50e6, 55e6, 70e6),
        "usd_per_gb_hbm_year": spread(80.0, 90.0, 120.0),
        "usd_per_mw": spread(25e6, 27.5e6, 35e6),
        "usd_per_pflops_year": {"fp8": cost},
        "limits": [
            {
                "rule": "cooling.liquid_flow",
                "where": "L4",
                "used": 2000.0,
                "limit": 2125.0,
                "unit": "L/min",
                "failure": "cdu L4.CDU1",
                "places": 2,
            }
        ],
    }
    return whole | more


def nothing(rack):
    """A row in which none stands."""
    return row(
        rack,
        0.0,
        None,
        racks={},
        pflops={},
        use=None,
        limits=[],
        why="no tap carries it",
        net_present_usd=spread(1.0, 2.0, 3.0),
    )


@pytest.fixture
def document():
    rows = [
        row("alpha", 4000.0, spread(4000.0, 5000.0, 8000.0)),
        row("beta", 3000.0, spread(4500.0, 5500.0, 6000.0)),
        nothing("gamma"),
    ]
    ranking = [
        {
            "rank": n,
            "site": "ohio",
            "rack": each["rack"],
            "value": value,
            "close_to_the_one_before": n > 1,
        }
        for n, (each, value) in enumerate(
            ((each, each["usd_per_pflops_year"]["fp8"]) for each in rows[:2]), start=1
        )
    ]
    return {
        "schema": "rackplan/compare/1",
        "sites": ["ohio"],
        "by": "cost_per_pflops",
        "unit": "USD/PFLOPS/year",
        "precision": "fp8",
        "units": "metric",
        "as_supplied": False,
        "ranking": ranking,
        "rows": rows,
    }


def charted(document):
    return comparison_page(WrittenComparison.model_validate(document))


def cells(page, table):
    (found,) = [each for each in page.tables if each["id"] == table]
    return {
        column["key"]: column["cells"].get("all")
        or [column["cells"]["of"][n] for n in column["cells"]["at"]]
        for column in found["columns"]
    }


def test_bars_have_one_scale_and_the_spread_of_prices(document):
    page = charted(document)
    cost, rate, _, power = page.charts
    alpha, beta, gamma = cost.bars
    assert (alpha.central, alpha.spread) == (5 / 8, (4 / 8, 1.0))
    assert beta.spread == (4.5 / 8, 6 / 8)
    assert alpha.text == "5 kUSD"
    assert alpha.note == "4 kUSD to 8 kUSD"
    assert (gamma.central, gamma.spread, gamma.text) == (None, None, "none stands")
    assert [bar.central for bar in rate.bars] == [1.0, 0.75, None]
    assert [bar.text for bar in rate.bars] == ["4,000", "3,000", "none stands"]
    assert [bar.central for bar in power.bars] == [0.8, 0.8, None]


def test_tables_hold_the_figures_of_the_document(document):
    page = charted(document)
    ranking = cells(page, "ranking")
    assert ranking["rank"] == [1, 2]
    assert (ranking["low"], ranking["value"]) == ([4000, 4500], [5000, 5500])
    assert ranking["close"] == [0, 1]
    money = cells(page, "money")
    for key, name in (
        ("capital", "capital_usd"),
        ("present", "net_present_usd"),
        ("mw", "usd_per_mw"),
    ):
        for end, suffix in (("central", ""), ("low", "_low"), ("high", "_high")):
            assert money[key + suffix] == [each[name][end] for each in document["rows"]]
    stands = cells(page, "stands")
    assert stands["racks"] == [10, 10, 0]
    assert stands["fp8"] == [4000, 3000, None]
    uses = cells(page, "uses")
    assert uses["stranded"] == [500, 500, None]
    assert uses["density"] == [2000, 1500, None]
    limits = cells(page, "limits")
    assert limits["where"] == ["L4", "L4", "no tap carries it"]
    assert limits["after"][0] == "CDU L4.CDU1"


def test_limits_are_in_the_units_of_the_policy(document):
    limits = cells(charted(document | {"units": "us"}), "limits")
    assert limits["unit"][0] == "gpm"
    assert limits["limit"][0] == pytest.approx(2125.0 / 3.785411784, abs=1e-3)


def test_close_rows_and_empty_ones_are_said(document):
    page = charted(document)
    assert any(
        "cannot be told apart" in note.lower() and "alpha from beta" in note for note in page.notes
    )
    assert any(note == "gamma: none stands: no tap carries it" for note in page.notes)
    assert page.holds
    assert page.sentence == "All 2 plans were verified, also after every single loss to survive."


def test_plan_that_is_refuted_is_said_first(document):
    document["rows"][0]["verified"] = False
    page = charted(document)
    assert page.is_refuted
    assert page.sentence.startswith("REFUTED: 1 of 2 plans")
    assert 'class="verdict fails"' in page_of_charts(page)


def test_where_nothing_stands_there_is_still_a_page(document):
    page = charted(document | {"rows": [nothing("gamma")], "ranking": []})
    assert page.sentence == "No rack stands anywhere."
    assert "none stands" in page_of_charts(page)


@pytest.fixture
def curve():
    points = [
        {
            "at_most": most,
            "largest_vendor": "V",
            "largest_share": most,
            "pflops": rate,
            "given_up": 1 - rate / 4000.0,
            "usd_per_pflops_year": spread(4000.0, 5000.0, 8000.0),
            "dearer": 0.02,
            "row": row("mix", rate, None),
        }
        for most, rate in ((1.0, 4000.0), (0.5, 3000.0))
    ]
    return {
        "schema": "rackplan/independence/1",
        "site": "ohio",
        "precision": "fp8",
        "points": points,
    }


def test_price_of_independence_has_a_page(curve):
    page = independence_page(WrittenIndependence.model_validate(curve))
    assert [bar.title for bar in page.charts[0].bars] == ["at most 100 %", "at most 50 %"]
    assert [bar.central for bar in page.charts[0].bars] == [1.0, 0.75]
    shares = cells(page, "shares")
    assert shares["pflops"] == [4000, 3000]
    assert shares["up"] == [0, 0.25]
    assert "The price of independence" in page_of_charts(page)


def test_document_is_found_by_what_it_says_or_by_its_folder(document, tmp_path):
    file = tmp_path / "any name.json"
    file.write_text(json.dumps(document))
    assert answer_file(file) == file
    assert answer_file(tmp_path) is None
    kept = tmp_path / "comparison.json"
    kept.write_text(json.dumps(document, indent=1))
    assert answer_file(tmp_path) == kept
    assert page_target(tmp_path, None) == tmp_path / "report.html"
    (tmp_path / "plan.json").write_text("{}")
    assert answer_file(tmp_path) is None


def test_edited_document_is_complained_of_at_its_line(document, tmp_path):
    file = tmp_path / "comparison.json"
    text = json.dumps(document, indent=1).replace(
        '"accelerators": 720', '"accelerators": "many"', 1
    )
    file.write_text(text)
    line = text[: text.index('"many"')].count("\n") + 1
    with pytest.raises(
        BadInputError, match=rf"comparison\.json:{line}:\d+  rows\[0\]\.accelerators"
    ):
        answer_of_file(file)


def test_document_of_another_kind_is_refused(tmp_path):
    file = tmp_path / "other.json"
    file.write_text('{"schema": "rackplan/other/7"}')
    with pytest.raises(
        BadInputError, match=r'expected one of "rackplan/compare/1", .*"rackplan/other/7"'
    ):
        answer_of_file(file)


def test_verbs_hand_a_comparison_over(rackplan, document, tmp_path):
    file = tmp_path / "comparison.json"
    file.write_text(json.dumps(document))
    answer = rackplan("report", tmp_path, "--json")
    assert answer.code == 0
    assert answer.json["verified"]
    assert (tmp_path / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert rackplan("report", file, "--drawings").code == 2
    document["rows"][0]["verified"] = False
    file.write_text(json.dumps(document))
    refuted = rackplan("report", file, "--quiet")
    assert (refuted.code, refuted.out) == (3, "")
    assert refuted.err.startswith("REFUTED")


@pytest.fixture
def charts(document, tmp_path):
    path = tmp_path / "report.html"
    write_charts(charted(document), path)
    return path


def test_opens_sorts_and_prints(look, charts):
    tab = look(charts)
    assert "All 2 plans" in tab.inner_text("#verdict")
    assert tab.locator(".chart").count() == 4
    tab.click("#tabs button:has-text('What stands')")
    tab.click(".grid th button:has-text('dense fp8')")
    column = tab.locator(".grid tbody tr td:nth-child(2)").all_inner_texts()
    assert column == ["beta", "alpha", "gamma"]
    printed = tab.pdf(prefer_css_page_size=True, print_background=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert {(round(float(w)), round(float(h))) for w, h in boxes} == {(1191, 842)}


def test_bars_are_as_long_as_their_figures(look, charts):
    tab = look(charts)
    wide = "all => all.map((e) => e.getBoundingClientRect().width)"
    track = tab.eval_on_selector_all(".chart:first-child .track", wide)
    bars = tab.eval_on_selector_all(".chart:first-child .track i", wide)
    ends = tab.eval_on_selector_all(".chart:first-child .track u", wide)
    assert [bar / track[0] for bar in bars] == pytest.approx([5 / 8, 5.5 / 8], abs=0.01)
    assert [end / track[0] for end in ends] == pytest.approx([4 / 8, 1.5 / 8], abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_in_light_and_dark(look, charts, scheme):
    assert look(charts, color_scheme=scheme).evaluate(CONTRAST) == []


@pytest.mark.parametrize("width", [390, 1366])
def test_nothing_sticks_out_at_the_side(look, charts, width):
    tab = look(charts, width=width, height=844)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


def _with_names(value, name):
    """The same document with every name in it replaced: racks, sites, places, reasons."""
    if isinstance(value, dict):
        named = {"site", "rack", "where", "why", "failure", "status"}
        return {
            key: name if key in named and each else _with_names(each, name)
            for key, each in value.items()
        }
    return [_with_names(each, name) for each in value] if isinstance(value, list) else value


def test_hostile_names_do_no_harm(look, document, tmp_path, hostile_name):
    told = _with_names(document, hostile_name) | {"sites": [hostile_name], "by": hostile_name}
    path = tmp_path / "hostile.html"
    write_charts(charted(told), path)
    tab = look(path)
    assert tab.evaluate("document.scripts.length") == 2
    assert tab.locator("img").count() == 0
    for table in tab.locator("#tabs button").all():
        table.click()
        assert tab.evaluate("document.documentElement.scrollWidth") <= 1366
    assert "\u202e" not in tab.content()
