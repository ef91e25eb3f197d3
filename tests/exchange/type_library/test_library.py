"""Real traps of the community's library: what is taken, what is doubted, what is asked for."""

from __future__ import annotations

import pytest

from rackplan.exchange.type_library import TypeImport, product_texts
from rackplan.exchange.type_library.doubts import DOUBTS
from rackplan.exchange.type_library.figures import TAKEN


def figures(made: TypeImport, name: str) -> dict[str, str]:
    return {path: value for path, (value, _) in made.drafts[name].figures.items()}


def doubts(made: TypeImport, name: str) -> dict[str, str]:
    """Sentences by id, of a draft or of what the catalog has."""
    drafts = {**made.drafts, **{known.draft.id: known.draft for known in made.known}}
    return {doubt.id: doubt.sentence for doubt in drafts[name].doubts}


def test_every_file_is_accounted_for(made: TypeImport) -> None:
    told = (len(made.drafts), len(made.known), len(made.passed_over), len(made.twice))
    assert (made.files, told, made.skipped) == (17, (11, 1, 4, 1), [])
    assert {draft.kind for draft in made.drafts.values()} == {
        "frame", "server", "switch", "cdu", "rack-pdu", "part",
    }  # fmt: skip


def test_what_is_none_of_our_kinds_is_passed_over_with_the_reason(made: TypeImport) -> None:
    assert {file.rpartition("/")[2]: why for file, why in made.passed_over} == {
        "Plate.yaml": "takes no unit of a frame",
        "Riddle.yaml": "nothing shows what it is",
        "Blade.yaml": "goes into a bay of another device",
        "PSU.yaml": "a module, which goes into a device",
    }


def test_same_type_in_two_files_counts_once(made: TypeImport) -> None:
    ((second, first),) = made.twice
    assert (second.rpartition("/")[2], first.rpartition("/")[2]) == ("again.yaml", "Store-9.yaml")


def test_supplies_that_stand_by_are_not_summed(made: TypeImport) -> None:
    """Six of 3,000 W are 3 + 3 or 5 + 1: no file says which."""
    name = "supermicro-as-8125gs-tnmr2"
    assert figures(made, name) == {
        "height": "8 U",
        "mass": "75.3 kg",
        "input.current": "ac-single-phase",
        "input.connector": "iec-60320-c20",
    }
    assert doubts(made, name) == {
        "supplies": "6 inlets of 3000 W: supplies may stand by, so they are not summed to 18000 W",
        "bays": "6 inlets, and 8 bays for supplies",
        "accelerators": "names several accelerators: MI300X, MI325X",
    }
    asked = ("role", "mass", "planned_power", "power_factor", "air.heat", "air.airflow")
    assert made.drafts[name].asked == tuple(key for key in asked if key != "mass")
    assert made.drafts[name].also_asked == ("supplies", "computing")


def test_tray_on_a_busbar_does_not_draw_zero(made: TypeImport) -> None:
    name = "supermicro-ars-121gl-nb3-lcc-r1"
    assert figures(made, name) == {"height": "1 U", "mass": "32 kg"}
    assert doubts(made, name) == {
        "busbar": "no inlet of its own: its rack's busbar or its chassis feeds it, "
        "and what it draws is unknown, not 0 W"
    }
    assert "planned_power" in made.drafts[name].asked


def test_words_and_inlets_that_contradict_each_other_are_shown(made: TypeImport) -> None:
    """6.5 kW do not come through two inlets of 1,071 W; 28 ports are those of a switch."""
    found = doubts(made, "nvidia-nvidia-dgx-a100-640gb")
    assert found["beyond-inlets"] == (
        "words say 6.5kW, and all inlets together 2142 W: one of them is wrong"
    )
    assert found["told-power"] == "words say 6.5kW, which no inlet does: not used"
    assert found["told-mass"] == "only words say 271.5 lbs, 123.16 kgs: not used"
    assert found["many-ports"] == "a server with the ports of a switch: 28 of 100 Gbit/s"
    assert "told-units" not in found
    assert "mass" in made.drafts["nvidia-nvidia-dgx-a100-640gb"].asked


def test_server_with_one_inlet_draws_no_more_than_that(made: TypeImport) -> None:
    """2.5 units, 60 lb, three-phase; 30 kg and 4U in words are wrong, 1,100 W are right."""
    assert figures(made, "acme-store-9") == {
        "height": "2.5 U",
        "mass": "27.215542 kg",
        "rated_power": "1100 W",
        "input.current": "ac-three-phase",
        "input.connector": "iec-60309-3p-n-e-6h",
    }
    assert doubts(made, "acme-store-9") == {
        "told-power": "words say 1,100 W, as inlets do: not used",
        "told-mass": "words say 30 kg, and its weight is 27.215542 kg",
        "told-units": "words say 4U, and its u_height is 2.5",
        "chassis": "a chassis with 4 bays for other devices: weight and ports may be those of the "
        "chassis alone",
    }


def test_capacity_in_words_is_told_and_not_used(made: TypeImport) -> None:
    assert figures(made, "acme-lcs-scdu-250") == {
        "form": "in-rack",
        "height": "4 U",
        "mass": "100 kg",
    }
    found = doubts(made, "acme-lcs-scdu-250")
    assert found["told-power"] == "only words say 250 kW: not used"
    assert found["told-rating"] == "only words say 200 L/min: not used"
    assert made.drafts["acme-lcs-scdu-250"].asked == ("heat", "flow")


def test_strip_says_its_phases_and_nothing_of_its_rating(made: TypeImport) -> None:
    assert figures(made, "acme-strip-12") == {"phases": "1", "mass": "6.35 kg"}
    found = doubts(made, "acme-strip-12")
    assert found["told-power"] == "words say 4.9kW, as inlets do: not used"
    assert found["told-rating"] == "only words say 30A, 208V: not used"
    assert made.drafts["acme-strip-12"].asked == ("rating", "voltage", "usable")


def test_switch_counts_its_fastest_ports(made: TypeImport) -> None:
    """800 oz are 22.68 kg."""
    assert figures(made, "acme-leaf-63") == {
        "ports": "63",
        "port_speed_gbps": "800",
        "height": "2 U",
        "mass": "22.679619 kg",
    }
    draft = made.drafts["acme-leaf-63"]
    assert (draft.asked, draft.also_asked) == ((), ("peak_power",))
    assert [doubt.sentence for doubt in draft.doubts] == [
        "no inlet is listed: its 2 bays for supplies are empty",
        "63 ports of 800 Gbit/s: an odd number",
        "ports of several speeds; not counted are 1 of 25 Gbit/s",
        "its air goes rear-to-front",
    ]


def test_switch_of_the_catalog_is_compared_and_not_drafted(made: TypeImport) -> None:
    """The port for management of the fabric is none of its 144."""
    (known,) = made.known
    assert (known.product, known.differences) == ("q3400", ())
    assert known.draft.figures["ports"] == ("144", "")


def test_panel_without_inlets_is_a_part(made: TypeImport) -> None:
    assert figures(made, "acme-panel-24") == {"height": "1 U"}
    assert doubts(made, "acme-panel-24") == {}


def test_frame_carries_what_is_safe_in_either_reading(made: TypeImport) -> None:
    """1,020 kg with its own 161.36 kg, or without: 858.64 kg are too much in neither."""
    assert figures(made, "apc-ar3350") == {
        "width": "750 mm",
        "depth": "1200 mm",
        "mounting_height": "42 U",
        "unit": "1 U",
        "rail_width": "19 in",
        "mass": "161.36 kg",
        "load_limit": "858.64 kg",
    }
    assert made.drafts["apc-ar3350"].asked == ("height",)


def test_frame_of_other_rails_is_kept_and_its_unit_asked_for(made: TypeImport) -> None:
    assert figures(made, "acme-or3") == {
        "width": "599.44 mm",
        "depth": "1066.8 mm",
        "height": "2286 mm",
        "rail_width": "21 in",
    }
    assert made.drafts["acme-or3"].asked == ("mounting_height", "unit", "mass")
    found = doubts(made, "acme-or3")
    assert found["rails"].startswith("rails of 21 in, not 19: whether its units are of 44.45 mm")
    assert found["own-weight"].startswith("max_weight without weight")


def test_frame_that_weighs_more_than_it_carries(made: TypeImport) -> None:
    assert doubts(made, "acme-mini") == {
        "rails": "rails of 10 in, not 19",
        "own-weight": "carries 60 kg at most and weighs 90 kg itself",
        "posts": "is a wall-cabinet, not one of four posts",
    }
    assert "load_limit" not in made.drafts["acme-mini"].figures


def test_every_doubt_is_had_by_some_file(made: TypeImport) -> None:
    drafts = (*made.drafts.values(), *(known.draft for known in made.known))
    assert {doubt.id for draft in drafts for doubt in draft.doubts} == set(DOUBTS)


def test_doubts_know_their_lines(made: TypeImport) -> None:
    """`power-ports` stands in the 14th line of the server, `module-bays` after it."""
    lines = {d.id: d.line for d in made.drafts["supermicro-as-8125gs-tnmr2"].doubts}
    assert lines == {"supplies": 13, "bays": 13, "accelerators": 10}


def test_draft_is_a_file_of_our_catalog(made: TypeImport) -> None:
    assert product_texts(made)["power/acme-strip-12.yaml"] == (
        """\
# A rack-pdu, by outlets. From device-types/Acme/Strip-12.yaml
# doubt: words say 4.9kW, as inlets do: not used [told-power]
# doubt: only words say 30A, 208V: not used [told-rating]
# unknown: rating (of its cord in A, or of the machine)
# unknown: voltage (between lines where it has three phases)
# unknown: usable (share of its current for continuous load)
id: acme-strip-12
kind: rack-pdu
name: Acme Strip 12
maker: Acme
phases: {value: 1, source: netbox-import, confidence: vendor-typical, note: device-types/Acme/Strip-12.yaml}
mass: {value: 6.35 kg, source: netbox-import, confidence: vendor-typical, note: device-types/Acme/Strip-12.yaml}
"""  # noqa: E501  # as it is written
    )


@pytest.mark.parametrize("name", sorted(DOUBTS))
def test_ids_of_doubts_are_words(name: str) -> None:
    assert name.replace("-", "").isalpha()


def test_figures_are_those_that_the_page_on_formats_names(made: TypeImport) -> None:
    drafts = (*made.drafts.values(), *(known.draft for known in made.known))
    for draft in drafts:
        assert set(draft.figures) <= set(TAKEN[draft.kind])
    taken = {(draft.kind, key) for draft in drafts for key in draft.figures}
    of_files = {"frame", "server", "switch", "cdu"}
    assert {(kind, key) for kind in of_files for key in TAKEN[kind]} <= taken
