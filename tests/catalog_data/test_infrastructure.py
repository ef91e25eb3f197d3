"""Power, cooling and cost products of the shipped catalog: what is there, and where it is from."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from rackplan.model.catalog import (
    AirUnit,
    Board,
    BuildCost,
    Busway,
    Cdu,
    Chiller,
    CoolingTower,
    DryCooler,
    Generator,
    PowerShelf,
    RackPdu,
    RearDoor,
    Rectifier,
    TapBox,
    Transformer,
    Ups,
)
from tests.catalog_data.shipped import catalog, ids, number, product

KINDS = {
    "power": (PowerShelf, RackPdu),
    "electrical": (Busway, TapBox, Board, Ups, Transformer, Generator, Rectifier),
    "cooling": (Cdu, AirUnit, RearDoor, DryCooler, CoolingTower, Chiller),
    "costs": (BuildCost,),
}


def infrastructure() -> Iterator[str]:
    for kinds in KINDS.values():
        yield from ids(*kinds)


@pytest.mark.parametrize("folder", KINDS)
def test_products_stand_in_their_folder(folder: str) -> None:
    for kind in KINDS[folder]:
        assert ids(kind), kind
        for name in ids(kind):
            files = {origin.file for origin in catalog().figures(name).values()}
            assert all(f"{folder}/{name}.yaml" in file for file in files), name


def test_all_forms_are_there() -> None:
    assert {product(name).form for name in ids(Cdu)} == {"in-rack", "in-row", "liquid-to-air"}
    assert {product(n).form for n in ids(AirUnit)} == {"fan-wall", "perimeter", "in-row"}
    assert {product(name).form for name in ids(Rectifier)} == {"central", "side-car"}
    assert {product(name).condenser for name in ids(Chiller)} == {"air", "water"}
    assert {product(name).pad_effectiveness is None for name in ids(DryCooler)} == {True, False}


@pytest.mark.parametrize("name", [*infrastructure()])
def test_a_planner_is_told_what_it_is_for(name: str) -> None:
    assert len(product(name).about) >= 40


def test_only_the_loads_of_curves_state_no_origin() -> None:
    for name in infrastructure():
        for path, origin in catalog().figures(name).items():
            if origin.confidence == "unstated":
                assert re.fullmatch(r"(efficiency|fuel)\[\d+\]\.load", path), (name, path)


def test_seven_of_ten_stated_figures_are_not_ours() -> None:
    origins = [o for name in infrastructure() for o in catalog().figures(name).values()]
    stated = [origin for origin in origins if origin.confidence != "unstated"]
    ours = [origin for origin in stated if origin.confidence == "assumption"]
    assert len(ours) <= 0.3 * len(stated)


def test_prices_are_never_called_published() -> None:
    for name in infrastructure():
        for path, origin in catalog().figures(name).items():
            if "price" in path:
                assert origin.confidence in ("estimate", "assumption"), (name, path)


def test_lead_times_are_of_this_world() -> None:
    for name in infrastructure():
        lead = product(name).lead_time
        assert lead is None or 20 <= number(lead, "week") <= 60
