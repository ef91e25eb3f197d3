"""The page as a person uses it, in a real browser without a window."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from rackplan.report.page import page_of
from rackplan.report.wording import figure
from rackplan.verify import outages_of
from tests.report.page.looking import CONTRAST, CONTROLS, OUTSIDE, OVERLAPS, PIECES


def losses_of(tab, kind):
    """Choose a kind of loss; the names in the selector."""
    tab.select_option("#loss-kind", kind)
    return tab.eval_on_selector_all("#loss option", "all => all.map((each) => each.textContent)")


def test_opens_without_a_word_and_fetches_nothing(look, page_file, handover):
    tab = look(page_file)
    assert tab.inner_text("#verdict").endswith(handover.standing)
    assert tab.title().startswith(handover.site.name)


def test_every_layer_colours_the_hall(look, page_file):
    tab = look(page_file)
    seen = set()
    for layer in tab.eval_on_selector_all("#layer option", "all => all.map((o) => o.value)"):
        tab.select_option("#layer", value=layer)
        title = tab.inner_text("#legend h3")
        assert title.lower() == tab.text_content(f"#layer option[value={layer}]").lower()
        tab.wait_for_timeout(40)
        seen.add(tab.evaluate("document.querySelector('#canvas').toDataURL()"))
    assert len(seen) >= 9


def test_unknown_is_hatched_and_said(look, page_file, handover):
    tab = look(page_file)
    tab.select_option("#layer", "pod")
    without = sum(placement.pod is None for placement in handover.plan.placements)
    assert tab.inner_text("#legend li:has(.hatch)") == f"none ({without})"


def test_search_finds_and_shows_the_card(look, page_file):
    tab = look(page_file)
    tab.fill("#find", "r1-p03")
    assert tab.inner_text("#found") == "1 rack"
    assert tab.inner_text("#card h3") == "R1-P03"
    assert "network-ib-rack" in tab.inner_text("#card")
    tab.fill("#find", "hgx-b200")
    assert tab.inner_text("#found") == "4 racks"
    tab.fill("#find", "no such thing")
    assert tab.inner_text("#found") == "nothing found"


def test_hover_and_click_tell_of_a_rack(look, page_file):
    tab = look(page_file)
    tab.fill("#find", "R1-P02")  # which brings it to the middle
    tab.fill("#find", "")
    tab.locator("#canvas").scroll_into_view_if_needed()
    box = tab.locator("#canvas").bounding_box()
    tab.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert tab.inner_text("#hover b") == "R1-P02"
    tab.keyboard.press("Escape")
    tab.mouse.down()
    tab.mouse.up()
    assert tab.inner_text("#card h3") == "R1-P02"


def test_loads_after_a_loss_are_the_verifiers(look, page_file, facts):
    tab = look(page_file)
    names = losses_of(tab, "ups")
    state = next(s for s in facts.states if s.failure and s.failure.component == names[0])
    tree = facts.flow.tree
    loads = {
        tree.nodes[
            n
        ].id: f"{figure(kw if tree.in_kw[n] else kva)} {'kW' if tree.in_kw[n] else 'kVA'}"
        for n, kw, kva in zip(state.nodes.tolist(), state.kw, state.kva, strict=True)
    }
    rows = tab.locator("#loss-card tbody tr").all()
    assert rows
    for row in rows:
        cells = row.locator("td").all_inner_texts()
        assert loads[cells[0]] == cells[1]
    for node, said in loads.items():
        shown = tab.locator(f"svg.d .n[data-n='{tree.rank[node]}'] .v").first.text_content()
        assert shown == "lost" or shown.startswith(said)


def test_racks_dark_and_throttled_are_those_of_the_outage_matrix(look, page_file, handover):
    tab = look(page_file)
    outages = {str(o.failure): o for o in outages_of(handover.site, handover.plan)}
    kinds = tab.eval_on_selector_all("#loss-kind option", "all => all.map((o) => o.value)")
    compared = 0
    for kind in kinds[2:]:
        for at, name in enumerate(losses_of(tab, kind)):
            tab.locator("#loss").select_option(index=at)
            legend = tab.inner_text("#legend")
            outage = outages[f"{kind} {name}"]
            for word, racks in (("dark", outage.dark), ("throttled", outage.throttled)):
                said = re.search(rf"{word} \((\d+)\)", legend)
                assert int(said[1] if said else 0) == sum(racks.values()), (kind, name)
                compared += 1
    assert compared > 20


def test_steps_go_round_all_losses_of_a_kind(look, page_file):
    tab = look(page_file)
    names = losses_of(tab, "cdu")
    assert len(names) > 1
    tab.click("#loss-before")
    assert names[-1] in tab.inner_text("#loss-card h3")
    tab.click("#loss-next")
    assert names[0] in tab.inner_text("#loss-card h3")
    tab.select_option("#loss-kind", "")
    assert tab.inner_text("#loss-card") == ""


def test_table_sorts_filters_and_copies(look, page_file):
    tab = look(page_file, permissions=["clipboard-read", "clipboard-write"])
    tab.click("#tabs >> text=Racks")
    head = tab.locator(".grid th", has_text=re.compile("^planned")).first
    head.locator("button").click()
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    at = head.evaluate("e => e.cellIndex")
    shown = [
        float(row.locator("td").nth(at).inner_text().replace(",", ""))
        for row in tab.locator(".grid tbody tr").all()
    ]
    assert shown == sorted(shown, reverse=True)
    tab.fill(".tablehead input", "hgx-b200-rack/01")
    assert tab.locator(".grid tbody tr").count() == 4
    tab.click(".tablehead button")
    lines = tab.evaluate("navigator.clipboard.readText()").splitlines()
    assert len(lines) == 5
    assert lines[0].startswith("position\thall\trow\t")


def test_keys_alone_are_enough(look, page_file):
    tab = look(page_file)
    tab.focus("#canvas")
    tab.keyboard.press("ArrowRight")
    first = tab.inner_text("#card h3")
    tab.keyboard.press("ArrowRight")
    assert tab.inner_text("#card h3") != first
    tab.keyboard.press("ArrowLeft")
    assert tab.inner_text("#card h3") == first
    tab.keyboard.press("ArrowUp")
    assert tab.inner_text("#card h3").split("-")[0] != first.split("-")[0]
    tab.focus("#tabs [aria-selected=true]")
    before = tab.inner_text("#tabs [aria-selected=true]")
    tab.keyboard.press("ArrowRight")
    assert tab.inner_text("#tabs [aria-selected=true]") != before


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(look, page_file, scheme):
    tab = look(page_file, color_scheme=scheme)
    tab.select_option("#loss-kind", "ups")
    assert tab.evaluate("document.documentElement.dataset.theme") == scheme
    assert tab.evaluate(CONTRAST) == []


def test_switch_goes_from_light_to_dark(look, page_file):
    tab = look(page_file, color_scheme="light")
    names = []
    for _ in range(3):
        tab.click("#theme")
        names.append(
            (tab.inner_text("#theme"), tab.evaluate("document.documentElement.dataset.theme"))
        )
    assert names == [("Light", "light"), ("Dark", "dark"), ("Auto", "light")]


def test_no_text_of_the_diagram_runs_into_another(look, page_file):
    assert look(page_file).evaluate(OVERLAPS) == []


@pytest.mark.parametrize("width", [390, 820, 1366])
def test_nothing_sticks_out_at_the_side(look, page_file, width):
    tab = look(page_file, width=width, height=844)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [390, 1366])
@pytest.mark.parametrize("kind", ["", "ups", "worst"])
def test_no_text_sticks_out_of_its_card(look, page_file, width, kind):
    tab = look(page_file, width=width, height=844)
    if kind:
        tab.select_option("#loss-kind", kind)
        tab.focus("#canvas")
        tab.keyboard.press("ArrowRight")
    assert tab.evaluate(OUTSIDE) == []


def test_no_name_is_wider_than_its_piece(look, page_file):
    assert look(page_file).evaluate(PIECES) == []


def test_every_control_is_reached_by_the_keyboard(look, page_file):
    tab = look(page_file)
    tab.select_option("#loss-kind", "ups")
    controls = tab.evaluate(CONTROLS)
    tab.evaluate("document.body.focus()")
    tab.locator(".skip").focus()
    reached = set()
    for _ in range(2 * controls):
        reached.add(tab.evaluate("document.activeElement.dataset.control"))
        tab.keyboard.press("Tab")
    assert reached >= {str(n) for n in range(controls)}
    tab.focus("#tabs [aria-selected=true]")
    names = tab.locator("#tabs button").all_inner_texts()
    for name in [*names[1:], names[0]]:
        tab.keyboard.press("ArrowRight")
        assert tab.inner_text("#tabs [aria-selected=true]") == name


def test_nothing_is_wider_than_the_paper(look, page_file):
    """A3 lying down has 398 mm within its margins, that is 1,504 pixels."""
    tab = look(page_file, width=1504)
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    tab.emulate_media(media="print")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 1504
    heads = tab.eval_on_selector_all(
        ".grid th", "all => all.map((e) => getComputedStyle(e.querySelector('button')).display)"
    )
    assert set(heads) == {"contents"}, "a button is not repeated on the next sheet"


def test_prints_on_a3_with_every_table(look, page_file):
    tab = look(page_file)
    printed = tab.pdf(prefer_css_page_size=True, print_background=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert len(boxes) > 3
    assert {(round(float(w)), round(float(h))) for w, h in boxes} == {(1191, 842)}
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    tables = tab.locator("#tabs button").count()
    assert tab.locator("#shelf .grid").count() == tables
    tab.evaluate("dispatchEvent(new Event('afterprint'))")
    assert tab.locator("#shelf .grid").count() == 1


def test_hostile_names_do_no_harm(look, handover, tmp_path, hostile_name):
    name = hostile_name
    placements = tuple(p.model_copy(update={"pod": name}) for p in handover.plan.placements)
    racks = {
        key: kind.model_copy(update={"name": name})
        for key, kind in handover.site.catalog.products.items()
    }
    catalog = handover.site.catalog.model_copy(update={"products": racks})
    site = handover.site.model_copy(update={"name": name, "catalog": catalog})
    plan = handover.plan.model_copy(update={"placements": placements})
    path = tmp_path / "hostile.html"
    path.write_text(page_of(replace(handover, site=site, plan=plan)), encoding="utf-8")
    tab = look(path)
    assert tab.evaluate("document.scripts.length") == 2
    tab.select_option("#layer", "pod")
    tab.focus("#canvas")
    tab.keyboard.press("ArrowRight")
    assert tab.locator("img").count() == 0
    assert tab.evaluate("document.documentElement.scrollWidth") <= 1366
    assert "49" not in tab.inner_text("h1")
    assert "\u202e" not in tab.content()
