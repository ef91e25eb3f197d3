"""The page of a study: the figures of study.json, its plots, hostile names, a real browser."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pint
import pytest

from rackplan.errors import BadInputError
from rackplan.report import (
    answer_file,
    answer_of_file,
    study_lines,
    write_charts,
    write_study,
)
from rackplan.report.page.charted import page_of_charts
from rackplan.report.page.studied import study_page
from rackplan.report.plots import plots_of
from rackplan.study import Done, Outcome, WrittenStudy, told_again
from tests.report.page.looking import CONTRAST, OUTSIDE, PLOT_CONTRAST, PLOT_OVERLAPS
from tests.report.page.test_compared import cells
from tests.report.plots.test_plots import ENERGY, PRICES, SUPPLY, TEMPERATURES, figures, made


def charted(document):
    return study_page(WrittenStudy.model_validate(document))


def plain(result):
    """A study as its document, through JSON."""
    return json.loads(json.dumps(result.to_json(), allow_nan=False))


@pytest.fixture(scope="module")
def result():
    return made({SUPPLY: TEMPERATURES, ENERGY: PRICES}, about="How warm may it be?")


@pytest.fixture(scope="module")
def alone():
    vary = {
        SUPPLY: {"low": "30 degC", "high": "41 degC"},
        ENERGY: {"low": 0.5, "high": 1.5, "times": True},
    }
    return made(vary, design="one-at-a-time")


@pytest.fixture(scope="module")
def drawn():
    return made(
        {SUPPLY: ["20 degC", "40 degC"]},
        uncertain={ENERGY: {"low": "0.1 USD/kWh", "high": "0.3 USD/kWh"}},
        replications=3,
        set={"economics.discount_rate": "9 %"},
    )


@pytest.fixture
def document(result):
    return plain(result)


@pytest.mark.parametrize("name", ["result", "alone", "drawn"])
def test_study_reads_back_as_it_was(name, request):
    whole = request.getfixturevalue(name)
    again = told_again(WrittenStudy.model_validate(plain(whole)))
    assert plain(again) == plain(whole)
    assert again.records() == whole.records()
    assert plots_of(again) == plots_of(whole)


def test_tables_hold_the_figures_of_the_document(document):
    table = cells(charted(document), "cases")
    cases = document["cases"]
    assert table["case"] == list(range(1, 9))
    assert table["status"] == [each["status"] for each in cases]
    assert table["p0"] == [20, 20, 30, 30, 40, 40, 50, 50]
    assert table["p1"] == [0.1, 0.2] * 4
    for name in ("capability", "net_present"):
        spans = [each["figures"][name] for each in cases]
        assert table[name] == [span and pytest.approx(span["central"]) for span in spans]
    for end in ("low", "high"):
        spans = [each["figures"]["net_present"] for each in cases]
        assert table[f"net_present.{end}"] == [span and pytest.approx(span[end]) for span in spans]


def test_what_is_off_its_base_is_said_and_what_is_not_is_as_it_is(alone):
    table = cells(charted(plain(alone)), "cases")
    assert table["p0"] == ["as it is", 30, 41, "as it is", "as it is"]
    assert table["p1"] == ["as it is"] * 3 + [0.5, 1.5]


def test_cases_without_a_plan_are_said_with_their_reason(document):
    page = charted(document)
    assert page.notes == ["Cases 7, 8: infeasible: too warm"]
    reasons = cells(page, "reasons")
    assert (reasons["many"], reasons["cases"], reasons["reason"]) == ([2], ["7, 8"], ["too warm"])
    assert page.sentence == (
        "All 6 plans were verified, also after every single loss to survive; "
        "2 of 8 cases without one."
    )


def test_best_cases_are_those_that_no_other_beats(document):
    facts = {fact.title: fact for fact in charted(document).facts}
    assert facts["Highest dense compute rate"].value == "900 PFLOPS"
    assert facts["Lowest net present cost"].value == "11.2 MUSD"
    assert "case 1 (20 degC, 0.1 USD/kWh)" in facts["Lowest net present cost"].note
    assert facts["Cases"].note == "6 optimal, 2 infeasible"
    assert facts[SUPPLY].value == "20 degC to 50 degC"


def test_what_varied_was_drawn_or_set_is_told(drawn):
    varied = cells(charted(plain(drawn)), "varied")
    assert varied["figure"] == [SUPPLY, ENERGY, "economics.discount_rate"]
    assert varied["how"] == ["varied", "drawn", "set for every case"]
    assert varied["values"][0] == "20 degC, 40 degC"
    assert varied["values"][2] == "(nothing) -> 9 %"


def test_what_it_rests_on_is_what_the_files_say(result):
    """Every figure of the site, and of the products that stand in the hall, none twice."""
    grounds = cells(charted(plain(result)), "grounds")
    (site,) = result.sites
    stated = {path for path, origin in site.provenance.items() if not origin.derived}
    assert stated <= set(grounds["figure"])
    assert len(grounds["figure"]) == len(set(grounds["figure"]))
    (cdu,) = {unit.product for loop in site.loops.values() for unit in loop.cdus}
    assert any(figure.startswith(f"{cdu}.") for figure in grounds["figure"])
    assert grounds["confidence"][0] == "assumption"
    for path, confidence in zip(grounds["figure"], grounds["confidence"], strict=True):
        origin = site.provenance.get(path) or site.catalog.provenance[path]
        assert confidence == origin.confidence


def test_racks_that_a_case_placed_are_among_it(result):
    rack = min(result.sites[0].catalog.racks)
    done = [replace(each, outcome=replace(each.outcome, racks={rack: 1})) for each in result.done]
    grounds = cells(charted(plain(replace(result, done=tuple(done)))), "grounds")
    assert any(figure.startswith(f"{rack}.") for figure in grounds["figure"])


def test_provenance_has_files_versions_and_addresses(result):
    page = charted(plain(result))
    made_with = cells(page, "files")
    told = dict(zip(made_with["what"], made_with["value"], strict=True))
    assert told.items() >= dict(result.sites[0].inputs.files).items()
    assert told["planned with rackplan"] == result.made_by["rackplan"]
    assert told["planning date"] == result.sites[0].demand.date.isoformat()
    assert cells(page, "ledger")["address"] == [done.address for done in result.done]


def test_limits_are_ranked_by_the_cases_that_they_hold_back(result):
    done = [
        replace(each, outcome=replace(each.outcome, limits=("power.block at K1", "x")[: 1 + n % 2]))
        for n, each in enumerate(result.done)
        if each.outcome.is_planned
    ]
    limits = cells(charted(plain(replace(result, done=tuple(done)))), "limits")
    assert limits["limit"] == ["power.block at K1", "x"]
    assert (limits["many"], limits["share"]) == ([6, 3], [1, 0.5])


def test_plots_are_those_of_the_study_in_colours_of_the_page(result, document):
    page = charted(document)
    assert len(page.plots) == len(plots_of(result)) == 5
    for plot, own in zip(page.plots, plots_of(result).values(), strict=True):
        assert "<style" not in plot.svg
        texts = [
            [each.text for each in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]
            for svg in (plot.svg, own)
        ]
        assert texts[0] == texts[1]


US = {"degC": "°F", "m3": "gal", "L/kWh": "gal/kWh"}


@pytest.fixture(scope="module")
def in_us():
    """A study of a hall whose policy asks for units of the United States, with water in it."""
    measures = ("capability", "net_present", "water", "wue", "pue", "energy")

    def wet(case):
        found = figures(case)
        spans = {"water": (1200.0,) * 3, "wue": (0.2,) * 3, "pue": (1.1,) * 3, "energy": (9e3,) * 3}
        return replace(found, figures={**found.figures, **spans}) if found.figures else found

    whole = made({SUPPLY: TEMPERATURES, ENERGY: PRICES}, wet, set={"policy.units": "us"})
    return replace(whole, setup=whole.setup.model_copy(update={"measures": measures}))


def _in_us(value, unit):
    """By the library of units, and not by the page's own factors."""
    units, wanted = pint.UnitRegistry(), {"degC": "degF", "m3": "gallon", "L/kWh": "gallon/kWh"}
    if unit not in wanted:
        return value
    return units.Quantity(value, unit.replace("m3", "m**3")).to(wanted[unit]).magnitude


def test_every_figure_is_in_the_units_of_the_policy(in_us):
    document = plain(in_us)
    assert document["bases"][0]["units"] == "us"
    page = charted(document)
    (table,) = [each for each in page.tables if each["id"] == "cases"]
    shown = {column["key"]: column["unit"] for column in table["columns"]}
    told = cells(page, "cases")
    for at, (name, unit) in enumerate(((SUPPLY, "degC"), (ENERGY, "USD/kWh"))):
        assert shown[f"p{at}"] == US.get(unit, unit)
        wanted = [
            _in_us(float(case["values"][name].split()[0]), unit) for case in document["cases"]
        ]
        assert told[f"p{at}"] == pytest.approx(wanted, abs=1e-3)
    for name, measure in document["measures"].items():
        assert shown[name] == US.get(measure["unit"], measure["unit"])
        spans = [case["figures"][name] for case in document["cases"]]
        wanted = [span and _in_us(span["central"], measure["unit"]) for span in spans]
        assert told[name] == [each and pytest.approx(each, abs=1e-3) for each in wanted]


def test_words_and_plots_are_in_the_units_of_the_policy(in_us):
    page = charted(plain(in_us))
    facts = {fact.title: fact for fact in page.facts}
    assert facts[SUPPLY].value == "68 °F to 122 °F"
    assert facts["Lowest water of a year"].value == "317,006 gal"
    assert "case 1 (68 °F, 0.1 USD/kWh)" in facts["Lowest net present cost"].note
    assert cells(page, "varied")["values"][0] == "68 °F, 86 °F, 104 °F, 122 °F"
    shown = page_of_charts(page)
    assert "water of a year [gal]" in shown.lower()
    assert f"{SUPPLY} [°F]" in shown
    for metric in ("degC", "°C", "m3", "L/kWh"):
        assert metric not in re.sub(r"(base|was|hours)[^<]*", "", " ".join(_drawn(page)))


def _drawn(page):
    return [text for plot in page.plots for text in ET.fromstring(plot.svg).itertext()]


def test_terminal_says_the_same_units_and_the_csv_stays_as_it_is_written(in_us):
    said = "\n".join(study_lines(in_us))
    assert "68 °F" in said
    assert "317,006" in said
    assert "degC" not in said
    assert in_us.records()[0][SUPPLY] == 20.0


def test_sites_that_ask_for_different_units_are_shown_in_metric_ones(in_us):
    document = plain(in_us)
    document["bases"].append(document["bases"][0] | {"site": "other", "units": "metric"})
    assert {fact.title: fact.value for fact in charted(document).facts}[SUPPLY].endswith("degC")


def test_study_of_an_earlier_version_has_a_page_that_says_what_is_missing(result, document):
    """The first documents had no bases, versions, values of parameters or numbers of sites."""
    now = charted(document)
    for key in ("bases", "made_by"):
        del document[key]
    for parameter in document["parameters"]:
        del parameter["values"]
    for case in document["cases"]:
        del case["base"]
    early = charted(json.loads(json.dumps(document)))
    assert cells(early, "cases") == cells(now, "cases")
    assert list(early.facts) == list(now.facts)
    assert [plot.title for plot in early.plots] == [plot.title for plot in now.plots]
    assert early.notes[:-1] == now.notes
    assert early.notes[-1].endswith("run the study again to have them.")
    page = page_of_charts(early)
    assert "not said" in page
    assert "None" not in early.sub


def test_refuted_plan_is_said_first():
    page = charted(
        plain(made({SUPPLY: TEMPERATURES}, lambda case: _refuted(case) or figures(case)))
    )
    assert page.is_refuted
    assert page.sentence == "REFUTED: 1 of 3 plans does not hold."
    assert 'class="verdict fails"' in page_of_charts(page)


def _refuted(case):
    return Outcome("refuted", "a limit is broken") if case.number == 1 else None


def test_where_no_case_has_a_plan_there_is_still_a_page(result):
    nothing = tuple(
        Done(each.case, Outcome("failed", ""), each.address, is_new=False) for each in result.done
    )
    page = charted(plain(replace(result, done=nothing)))
    assert (page.sentence, list(page.plots)) == ("No case has a plan.", [])
    assert "no reason is said" in page_of_charts(page)


def test_ended_by_the_clock_and_unknown_measures_are_said(document):
    document["cases"][1]["deterministic"] = False
    document["measures"]["glitter"] = {"says": "of a later version", "unit": ""}
    notes = charted(document).notes
    assert any("another machine may find other plans: case 2." in note for note in notes)
    assert any("does not know are left out: glitter" in note for note in notes)


def test_folder_of_a_study_has_a_page(rackplan, result, tmp_path):
    write_study(result, tmp_path)
    assert answer_file(tmp_path) == tmp_path / "study.json"
    answer = rackplan("report", tmp_path, "--json")
    assert (answer.code, answer.json["verified"]) == (0, True)
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert page.count("<svg") == 5


def test_edited_document_is_complained_of_at_its_line(document, tmp_path):
    file = tmp_path / "study.json"
    text = json.dumps(document, indent=1).replace('"status": "optimal"', '"status": "splendid"', 1)
    file.write_text(text)
    line = text[: text.index('"splendid"')].count("\n") + 1
    with pytest.raises(BadInputError, match=rf"study\.json:{line}:\d+  cases\[0\]\.status"):
        answer_of_file(file)


@pytest.fixture
def page_file(document, tmp_path):
    path = tmp_path / "report.html"
    write_charts(charted(document), path)
    return path


def test_opens_sorts_filters_and_copies(look, page_file):
    tab = look(page_file)
    assert tab.locator(".plot svg").count() == 5
    tab.click(".grid th button:has-text('net_present [USD]')")
    first = tab.locator(".grid tbody tr").first.locator("td").all_inner_texts()
    assert first[:2] == ["1", "20"]
    tab.fill(".tablehead input", "infeasible")
    assert tab.locator(".grid tbody tr").count() == 2
    assert "2 of 8" in tab.inner_text(".tablehead [role=status]")


def test_page_says_what_the_csv_says(look, page_file, result):
    """Number by number, to the five digits that people read."""
    tab = look(page_file)
    shown = [
        [cell.replace(",", "") for cell in row.locator("td").all_inner_texts()]
        for row in tab.locator(".grid tbody tr").all()
    ]
    for row, record in zip(shown, result.records(), strict=True):
        wanted = [record[name] for name in ("case", SUPPLY, ENERGY, "status")]
        assert row[:4] == [f"{each:g}" if isinstance(each, float) else f"{each}" for each in wanted]
        money = [record[f"net_present{end}"] for end in ("", ".low", ".high")]
        for cell, value in zip(row[5:], (record["capability"], *money), strict=True):
            assert (cell == "") == (value is None)
            assert not cell or float(cell) == pytest.approx(value, rel=1e-4)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_in_light_and_dark(look, page_file, scheme):
    tab = look(page_file, color_scheme=scheme)
    assert tab.evaluate(CONTRAST) == []
    assert tab.evaluate(PLOT_CONTRAST) == []


def test_plots_follow_the_switch_of_the_page(look, page_file):
    tab = look(page_file, color_scheme="light")
    ink = "e => getComputedStyle(e).fill"
    seen = []
    for _ in range(2):  # to light, to dark
        tab.click("#theme")
        seen.append(tab.locator(".plot text.bold").first.evaluate(ink))
    assert seen[0] != seen[1]


@pytest.mark.parametrize("width", [390, 1366])
@pytest.mark.parametrize("name", ["result", "alone", "drawn"])
def test_nothing_sticks_out_or_overlaps(look, tmp_path, width, name, request):
    path = tmp_path / "report.html"
    write_charts(charted(plain(request.getfixturevalue(name))), path)
    tab = look(path, width=width, height=844)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.evaluate(OUTSIDE) == []
    assert tab.evaluate(PLOT_OVERLAPS) == []


def _with_names(value, name):
    """The same document with every text in it replaced that an input may say."""
    if isinstance(value, dict):
        named = {"about", "name", "reason", "site", "note", "source", "figure"}
        return {
            key: name if key in named and each else _with_names(each, name)
            for key, each in value.items()
        }
    return [_with_names(each, name) for each in value] if isinstance(value, list) else value


def test_hostile_names_do_no_harm(look, document, tmp_path, hostile_name):
    told = _with_names(document, hostile_name)
    for case in told["cases"]:
        case["values"] = {hostile_name: next(iter(case["values"].values()))}
        case["limits"] = [hostile_name]
    told["parameters"] = told["parameters"][:1]
    told["measures"] |= {hostile_name: {}}
    path = tmp_path / "hostile.html"
    write_charts(charted(told), path)
    tab = look(path)
    assert tab.evaluate("document.scripts.length") == 2
    assert tab.locator("img").count() == 0
    assert tab.locator("svg script, svg a, svg foreignObject").count() == 0
    for table in tab.locator("#tabs button").all():
        table.click()
        assert tab.evaluate("document.documentElement.scrollWidth") <= 1366
    assert tab.evaluate(PLOT_OVERLAPS) == []
    assert "\u202e" not in tab.content()
