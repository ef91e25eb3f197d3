"""Files for NetBox: taken by a small NetBox row by row, reckoned as NetBox reckons, read back."""

from __future__ import annotations

import re
from dataclasses import replace

import jsonschema
import pytest
import yaml

from rackplan.errors import BadInputError
from rackplan.exchange.netbox import NETBOX_TABLES, netbox_files
from rackplan.handover.handover import handover_of
from rackplan.model.plan import Placement
from rackplan.reading import read_site
from rackplan.units import APPARENT_POWER, magnitude
from rackplan.writing import from_cell
from tests.exchange.conftest import HALL
from tests.exchange.netbox.documented import DEVICE_TYPE, FIELDS, RACK_TYPE, REQUIRED
from tests.exchange.netbox.importing import MODELS, NetBox, imported, rows_of


@pytest.fixture(scope="module")
def files(handover) -> dict[str, bytes]:
    return netbox_files(handover)


@pytest.fixture(scope="module")
def box(files) -> NetBox:
    return imported(files)


@pytest.fixture(scope="module")
def wisconsin_box(wisconsin):
    handover = handover_of(wisconsin.folder)
    return handover, imported(netbox_files(handover))


def placements(files: dict[str, bytes]) -> tuple[Placement, ...]:
    """The plan in the racks and power feeds."""
    feeds: dict[str, dict[str, str]] = {}
    for row in rows_of(files["08-power-feeds.csv"]):
        feeds.setdefault(row["rack"], {})[row["type"]] = from_cell(row["power_panel"])
    found = []
    for row in rows_of(files["06-racks.csv"]):
        told = dict(line.split(": ", 1) for line in row["comments"].splitlines())
        sides = feeds.get(row["name"], {})
        found.append(
            Placement(
                position=from_cell(row["name"]),
                rack=told["type"],
                feeds=tuple(sides[side] for side in ("primary", "redundant") if side in sides),
                loop=told.get("loop"),
                pod=told.get("pod"),
                phase=told.get("phase"),
            )
        )
    return tuple(found)


def test_columns_are_those_that_netbox_documents():
    """And those that it asks for are there."""
    for table in NETBOX_TABLES:
        assert table.model == MODELS[table.file[:2]]
        assert set(table.keys) <= FIELDS[table.model], table.file
        assert REQUIRED[table.model] <= set(table.keys), table.file


def test_files_have_the_columns_of_their_tables(files):
    heads = {name: content.decode().split("\n", 1)[0] for name, content in files.items()}
    for table in NETBOX_TABLES:
        assert heads[table.file] == ",".join(table.keys)


def test_netbox_takes_every_row(box, handover):
    assert len(box.tables["dcim.rack"]) == len(handover.plan.placements)
    assert box.names("dcim.location") == {"Hall H1", "Hall H2", "R1", "R2", "R3"}
    assert box.names("dcim.powerpanel") == {"R1.A", "R1.B", "R2.A", "R2.B", "R3.A", "R3.B"}


def test_racks_are_read_back_unchanged(files, plan):
    assert placements(files) == plan.placements


def test_wisconsin_is_taken_and_read_back(wisconsin_box):
    handover, box = wisconsin_box
    assert len(box.tables["dcim.rack"]) == len(handover.plan.placements)
    assert placements(netbox_files(handover)) == handover.plan.placements


def _check_feeds(handover, box: NetBox) -> None:
    """No feed is drawn on beyond what it has, neither with both there nor with one lost."""
    assert set(box.cabled_feeds) == set(box.feeds)
    for key, feed in box.feeds.items():
        assert box.draw(key).allocated <= box.available_va(feed)
        assert box.draw(key).maximum <= box.available_va(feed)
    for placement in handover.plan.placements:
        assert 0 < box.rack_utilization(placement.position) <= 1


def _check_total(handover, box: NetBox) -> None:
    """Over all feeds, A and B together, the racks' power is there once [VA, rounded up a port]."""
    kinds = handover.site.catalog.racks
    planned = sum(
        1000 * magnitude(kinds[p.rack].apparent(kinds[p.rack].planned_power), APPARENT_POWER)
        for p in handover.plan.placements
    )
    allocated = sum(box.draw(key).allocated for key in box.feeds)
    assert planned <= allocated + 1e-6
    assert allocated <= planned + len(box.feeds)


def test_feeds_carry_their_racks(handover, box):
    _check_feeds(handover, box)


def test_a_and_b_are_not_counted_twice(handover, box):
    _check_total(handover, box)


def test_feeds_of_wisconsin(wisconsin_box):
    _check_feeds(*wisconsin_box)
    _check_total(*wisconsin_box)


def test_feed_by_hand(box):
    """A tap of 250 A and 415 V at 80 %: 143,756 VA by NetBox; GB200 draws half of 132 kW/0.99."""
    feed = box.feeds["R1.A", "R1-P01.A"]
    assert box.available_va(feed) == round(415 * 250 * 0.8 * 1.732) == 143_756
    drawn = box.draw(("R1.A", "R1-P01.A"))
    assert drawn.allocated == 66_667


def test_uneven_rack_by_hand(box):
    """Five of eight shelves on A: 37.5 kW at 0.98; 50 kW once B is lost."""
    drawn = box.draw(("R2.A", "R2-P08.A"))
    assert (drawn.allocated, drawn.maximum) == (38_266, 51_021)
    assert box.draw(("R2.B", "R2-P08.B")).allocated == 22_960


def test_rack_of_one_cord_has_one_feed(box):
    feeds = {name: row["type"] for (_, name), row in box.feeds.items() if name.startswith("R3")}
    assert feeds == {"R3-P1.A": "primary", "R3-P3.B": "redundant"}
    assert box.draw(("R3.B", "R3-P3.B")).allocated == 12_500


def test_rack_on_one_line_has_a_feed_of_one_phase(box, handover):
    """415 V between lines are 239.6 V to neutral; 250 A of that at 80 % are 47.8 kVA."""
    feed = box.feeds["R2.A", "R2-P10.A"]
    assert (feed["phase"], feed["voltage"], feed["description"]) == ("single-phase", "239", "L2")
    assert box.available_va(feed) == 239 * 250 * 0.8
    assert box.draw(("R2.A", "R2-P10.A")).allocated == 3_125


def test_what_stands_is_active(box):
    racks = {row["name"]: row["status"] for row in box.tables["dcim.rack"]}
    assert [name for name, status in racks.items() if status == "active"] == ["R2-P06"]
    feeds = {row["name"] for row in box.tables["dcim.powerfeed"] if row["status"] == "active"}
    assert feeds == {"R2-P06.A", "R2-P06.B"}
    cables = {
        row["side_b_device"] for row in box.tables["dcim.cable"] if row["status"] != "planned"
    }
    assert cables
    assert all(device.startswith("R2-P06.") for device in cables)


def test_servers_hang_on_strips_of_both_sides(box):
    """Four nodes of 3+3 supplies on two strips a side: six supplies a strip."""
    on: dict[str, list[str]] = {}
    for (device, inlet), port in box.ports.items():
        if device.startswith("R2-P01.S"):
            assert port.cabled_to is not None
            on.setdefault(port.cabled_to[0], []).append(f"{device} {inlet}")
    assert sorted(on) == ["R2-P01.A1", "R2-P01.A2", "R2-P01.B1", "R2-P01.B2"]
    assert [len(inlets) for inlets in on.values()] == [6, 6, 6, 6]
    sides = {
        inlet: {strip[-2] for strip, inlets in on.items() for i in inlets if i.endswith(inlet)}
        for inlet in ("PSU1", "PSU6")
    }
    assert sides == {"PSU1": {"A"}, "PSU6": {"B"}}


def test_side_with_several_strips_hangs_on_its_tap(box):
    assert box.cabled_feeds["R2.A", "R2-P01.A"] == ("R2-P01.A", "inlet")
    strips = [box.ports[f"R2-P01.A{n}", "inlet"] for n in (1, 2)]
    tap = box.ports["R2-P01.A", "inlet"]
    assert tap.allocated <= sum(strip.allocated for strip in strips) <= tap.allocated + 2


def test_side_with_one_strip_hangs_on_its_feed(box):
    assert box.cabled_feeds["R2.A", "R2-P06.A"] == ("R2-P06.A1", "inlet")


def test_strips_carry_their_servers(box):
    """What servers draw of a strip is what the strip draws, to a VA a supply, other loads apart."""
    for (device, _), port in box.ports.items():
        if re.fullmatch(r"R2-P01\.[AB][12]", device):
            fed = [p for p in box.ports.values() if p.cabled_to and p.cabled_to[0] == device]
            assert sum(p.allocated for p in fed) == pytest.approx(port.allocated, abs=len(fed) + 1)


def test_machines_stand_in_their_hall_without_a_rack(box):
    machines = {row["name"]: row for row in box.tables["dcim.device"] if not row["rack"]}
    assert set(machines) == {"L1.CDU1", "L1.CDU2", "Z1.FW1", "Z1.FW2", "Z1.FW3", "Z2.FX1", "Z2.FX2"}
    assert machines["Z2.FX1"]["location"] == "Hall H2"


def test_types_are_as_the_library_wants_them(files):
    types = {name: yaml.safe_load(c) for name, c in files.items() if name.endswith(".yaml")}
    assert len(types) > 10
    for name, document in types.items():
        schema = RACK_TYPE if name.startswith("rack-types/") else DEVICE_TYPE
        jsonschema.Draft202012Validator(schema).validate(document)
    for folder in ("rack-types/", "device-types/"):
        slugs = [d["slug"] for name, d in types.items() if name.startswith(folder)]
        assert len(set(slugs)) == len(slugs)


def test_schema_refuses_what_it_should():
    good = {"manufacturer": "M", "model": "m", "slug": "m", "u_height": 1, "is_full_depth": True}
    validator = jsonschema.Draft202012Validator(DEVICE_TYPE)
    assert validator.is_valid(good)
    for bad in ({"u_height": 0.3}, {"slug": "M m"}, {"weight": 1}, {"watts": 3}):
        assert not validator.is_valid(good | bad)


def test_frame_by_hand(files):
    """48 units of 44.45 mm, 141.5 kg, and 1,360 kg in it."""
    frame = yaml.safe_load(files["rack-types/hpe/frame-hpe-10648.yaml"])
    assert (frame["u_height"], frame["width"], frame["outer_depth"]) == (48, 19, 1112)
    assert (frame["weight"], frame["max_weight"]) == (141.5, 1501)


def test_whole_rack_says_that_its_units_are_not_stated(files):
    """2,236 mm are 50 units of 44.45 mm; how many are inside nobody says."""
    rack = yaml.safe_load(files["rack-types/nvidia-mgx/gb200-nvl72.yaml"])
    assert rack["u_height"] == 50
    assert "how many can be used is not stated.\n\n" in rack["comments"]
    assert "kind: rack\nrole: compute\n" in rack["comments"]


def test_server_by_hand(files):
    """10U; 14.3 kW at 0.95 over six supplies, or over three once a feed is lost."""
    path = next(name for name in files if name.endswith("/hgx-b200-8.yaml"))
    server = yaml.safe_load(files[path])
    assert server["u_height"] == 10
    draws = {(p["allocated_draw"], p["maximum_draw"]) for p in server["power-ports"]}
    assert draws == {(2_509, 5_018)}
    assert len(server["power-ports"]) == 6


def test_hostile_names_are_kept_and_cannot_run(files):
    for name, content in files.items():
        if name.endswith(".csv"):
            cells = [cell for row in rows_of(content) for cell in row.values()]
            numbers = {"-87.25"}
            assert not [c for c in cells if c.startswith(("=", "+", "-", "@")) and c not in numbers]
    assert rows_of(files["01-sites.csv"])[0]["longitude"] == "-87.25"


def test_guide_names_every_file_and_the_standing(files, handover, refuted):
    guide = files["README.md"].decode()
    assert all(f"`{table.file}`" in guide for table in NETBOX_TABLES)
    assert handover.standing in guide
    bad = netbox_files(refuted)
    assert "REFUTED" in bad["README.md"].decode()
    assert rows_of(bad["01-sites.csv"])[0]["comments"].startswith("REFUTED")


def test_name_that_netbox_does_not_take_is_refused(handover, tmp_path):
    """A row of 70 letters makes devices of more than 64."""
    long = "R" * 70
    text = (HALL / "site.yaml").read_text().replace("- id: R3\n", f"- id: {long}\n")
    (tmp_path / "site.yaml").write_text(text)
    site = read_site(tmp_path, catalogs=HALL / "catalogs")
    placed = Placement(position=f"{long}-P1", rack="odd-rack", feeds=(f"{long}.A",))
    plan = handover.plan.model_copy(update={"placements": (placed,)})
    with pytest.raises(BadInputError, match="has 73 letters; NetBox takes 64 for a device"):
        netbox_files(replace(handover, site=site, plan=plan))


def test_makers_agree_between_types_and_rows(files):
    """Whatever a maker's name begins with."""
    types = [yaml.safe_load(c) for name, c in files.items() if name.endswith(".yaml")]
    makers = {row["name"] for row in rows_of(files["03-manufacturers.csv"])}
    assert {document["manufacturer"] for document in types} == makers
    assert "Evil, Inc." in makers


def test_same_plan_same_bytes(handover, files):
    assert netbox_files(handover) == files
