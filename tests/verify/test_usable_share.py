"""What share of its UPS a block of each redundancy scheme can use, found through the verifier.

Rows of racks load the block alike, and their power is raised until the verifier objects: the tree
itself says 50 % of 2N, 66.7 % of 3N/2, 75 % of 4N/3, 80 % of 5N/4, and n of n + 1 for N+1 and
catcher. Rows that load the modules unlike get less; how much is reckoned here on paper.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from rackplan.model.plan import Placement, Plan
from rackplan.model.site import Site
from rackplan.reading import read_site
from rackplan.units import POWER, magnitude, of
from rackplan.verify import verify

RACKS = 10
MODULE_KW = 1000.0


def _site(folder: Path, scheme: str, rows: int, modules: int | None, racks: list[int]) -> Site:
    """A block of modules of 1 MW, without losses, and rows of so many racks each."""
    power: dict[str, Any] = {
        "utilities": [{"id": "UT[1-2]", "rating": "99 MW"}],
        "blocks": [
            {
                "id": "K1",
                "scheme": scheme,
                **({} if modules is None else {"modules": modules}),
                "utilities": ["UT1", "UT2"],
                "generator": {"rating": "9 MW"},
                "transformer": {"rating": "9 MW"},
                "ups": {"rating": f"{MODULE_KW} kW"},
                "board": {"rating": "99 MW"},
            }
        ],
    }
    row = {
        "hall": "H1", "block": "K1", "position_width": "600 mm", "position_depth": "1200 mm",
        "busway": {"rating": "99 MW"}, "tap": {"rating": "99 kA", "voltage": "415 V"},
        "zone": "Z1", "floor_load": "99 kPa", "spread_depth": "2.7 m",
    }  # fmt: skip
    document = {
        "id": "share",
        "name": "one block",
        "place": {"town": "Nowhere"},
        "halls": [{"id": "H1", "width": "99 m", "depth": "999 m"}],
        "power": power,
        "cooling": {"zones": [{"id": "Z1", "supply": "20 degC", "units": [_unit()]}]},
        "rows": [
            row
            | {"id": f"R{r:02}", "positions": f"P[1-{count}]"}
            | {"at": {"x": "1 m", "y": f"{3 * r} m"}}
            for r, count in enumerate(racks[:rows], start=1)
        ],
        "demand": {"date": "2026-12-01", "racks": {"load": {}}},
        "policy": {"survive": ["utility", "generator", "transformer", "ups", "board", "busway"]},
    }
    products = {"load": _load() | {"cords": 1 if scheme == "N" else 2}, "fan": _fan()}
    for name, product in products.items():
        path = folder / "catalogs" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(product))
    (folder / "site").mkdir()
    (folder / "site" / "site.yaml").write_text(json.dumps(document))
    return read_site(folder / "site", catalogs=folder / "catalogs")


def _unit() -> dict[str, str]:
    return {"product": "fan", "id": "FW[1-2]"}


def _fan() -> dict[str, Any]:
    return {"id": "fan", "kind": "air-unit", "name": "f", "heat": "999 MW", "airflow": "99999 m3/s"}


def _load() -> dict[str, Any]:
    return {
        "id": "load", "kind": "rack", "role": "compute", "name": "a load", "width": "600 mm",
        "depth": "1 m", "height": "42 U", "mass": "100 kg", "planned_power": "1 kW",
        "power_factor": "100 %", "air": {"heat": "0 kW", "airflow": "0 m3/s"},
        "computing": {"accelerators": 1, "silicon_vendor": "V", "hbm": "1 TB", "dense": {}},
    }  # fmt: skip


def _plan(site: Site) -> Plan:
    placements = [
        Placement(position=position.id, rack="load", feeds=row.feeds)
        for row in site.rows.values()
        for position in row.positions
    ]
    return Plan(site=site.id, placements=tuple(placements))


def _with_racks_of(site: Site, kilowatts: float) -> Site:
    load = site.catalog.racks["load"].model_copy(update={"planned_power": of(kilowatts, POWER)})
    catalog = site.catalog.model_copy(update={"racks": {"load": load}})
    return site.model_copy(update={"catalog": catalog})


def _most_kw(site: Site) -> float:
    """The largest power of each rack that the verifier lets pass, by halving."""
    plan = _plan(site)
    low, high = 0.0, 10_000.0
    while high - low > 1e-4:
        middle = (low + high) / 2
        holds = verify(_with_racks_of(site, middle), plan).holds
        low, high = (middle, high) if holds else (low, middle)
    return low


def _share(site: Site) -> float:
    """Largest load over installed UPS."""
    return _most_kw(site) * len(_plan(site).placements) / magnitude(site.installed_power, POWER)


@pytest.mark.parametrize(
    ("scheme", "rows", "modules", "expected"),
    [
        ("N", 4, None, None),
        ("2N", 4, None, 1 / 2),
        ("3N/2", 3, None, 2 / 3),
        ("3N/2", 6, None, 2 / 3),
        ("4N/3", 6, None, 3 / 4),
        ("4N/3", 12, None, 3 / 4),
        ("5N/4", 10, None, 4 / 5),
        ("N+1", 3, 2, 2 / 3),
        ("N+1", 4, 4, 4 / 5),
        ("N+1", 1, 1, 1 / 2),
        ("catcher", 4, 4, 4 / 5),
        ("catcher", 6, 3, 3 / 4),
        ("catcher", 6, 6, 6 / 7),
    ],
)
def test_share_on_the_balanced_case(scheme, rows, modules, expected, tmp_path):
    site = _site(tmp_path, scheme, rows, modules, [RACKS] * rows)
    if expected is None:  # one feed survives no loss, and is used whole where none has to be
        assert _most_kw(site) < 1e-3
        free = site.model_copy(update={"policy": site.policy.model_copy(update={"survive": ()})})
        assert _share(free) == pytest.approx(1.0, rel=1e-5)
    else:
        assert _share(site) == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize(
    ("scheme", "modules", "racks", "most"),
    [
        # Rows on 1-2, 2-3, 3-1; after losing 1 module 2 carries 20/2 + 10/2 + 20/2.
        ("3N/2", None, [20, 10, 10], 1000 / 25),
        # Two rows share modules 1 and 2: after losing 1, all of 20 and 10 of them are on module 2.
        ("2N", None, [20, 10], 1000 / 30),
        # Pairs 1-2, 2-3, 3-4, 4-1, and none two apart: 5 + 5 + 5 racks on a neighbour of the lost.
        ("4N/3", None, [10, 10, 10, 10], 1000 / 15),
        # Module 1 carries two rows of three, and so does the reserve when it is lost.
        ("catcher", 2, [10, 10, 10], 1000 / 20),
        # On one bus nothing can be unbalanced.
        ("N+1", 2, [30, 5, 1], 2000 / 36),
    ],
)
def test_less_where_rows_load_the_modules_unlike(scheme, modules, racks, most, tmp_path):
    site = _site(tmp_path, scheme, len(racks), modules, racks)
    assert _most_kw(site) == pytest.approx(most, rel=1e-5)
    assert _by_hand(site) == pytest.approx(most, rel=1e-5)
    balanced = _site(tmp_path / "balanced", scheme, 12, modules, [RACKS] * 12)
    if scheme not in ("N+1", "2N"):
        assert _share(site) < _share(balanced) - 0.01


def _by_hand(site: Site) -> float:
    """The same from racks and pairs of UPS alone: what the fullest one carries after each loss."""
    ups = {n.id: n for n in site.power.values() if n.kind == "ups"}
    worst = 0.0
    for lost in (None, *ups):
        carried: Counter[str] = Counter()
        for row in site.rows.values():
            feeds = [_ups_of(site, feed, lost) for feed in row.feeds]
            alive = [name for name in feeds if name is not None]
            for name in alive:
                carried[name] += len(row.positions) / len(alive)
        for name, racks in carried.items():
            several = (ups[name].parallel - 1) / ups[name].parallel if ups[name].parallel > 1 else 1
            worst = max(worst, racks / (magnitude(ups[name].rating, POWER) * several))
    return 1 / worst


def _ups_of(site: Site, feed: str, lost: str | None) -> str | None:
    """The first UPS above a busway that is not lost; of several machines only one can be."""
    board = site.power[site.power[feed].fed_by[0]]
    return next((n for n in board.fed_by if n != lost or site.power[n].parallel > 1), None)


def test_a_machine_of_several_is_lost_by_its_own_name(tmp_path):
    site = _site(tmp_path, "N+1", 2, 2, [RACKS] * 2)
    assert list(site.components("ups")) == ["K1.U1", "K1.U2", "K1.U3"]
    verdict = verify(_with_racks_of(site, 101.0), _plan(site))
    assert verdict.failures_by_kind["ups"] == 3
    (finding,) = [f for f in verdict.findings if f.where == "K1.U"]
    assert (finding.value, finding.limit) == (pytest.approx(2020), pytest.approx(2000))
    assert str(finding.failure).startswith("ups K1.U")
    assert finding.sentence.endswith("; this is the worst of 3 states that break it")
