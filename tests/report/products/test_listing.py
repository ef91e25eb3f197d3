"""The list of products: what each is chosen by, its price, how much of it is assumed."""

from __future__ import annotations

from pathlib import Path

import pytest

from rackplan.model.catalog import KINDS, Catalog
from rackplan.reading import read_catalog
from rackplan.report import listing_lines, product_listing

TESTS = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return read_catalog(TESTS / "catalogs")


def test_list_by_kind(catalog: Catalog) -> None:
    """All four figures of the switch are assumed, and it has no price; there is no server."""
    assert list(listing_lines(product_listing(catalog, ["server", "switch"]))) == [
        "switch (1)              price  assumed",
        "  switch-64  64 x 400G             4/4  Test switch of 64 ports",
        "",
    ]


def test_racks_of_servers_are_listed_as_what_they_come_to() -> None:
    (line,) = [
        line for line in product_listing(read_catalog(), ["build"]) if line.id == "hgx-h100-rack"
    ]
    assert (line.main, line.price) == ("40.8 kW", "1.151 MUSD")
    document = line.to_json()
    assert document["main"] == "40.8 kW"
    assert document["confidence"].keys() <= {"published", "vendor-typical", "estimate"}


def test_every_product_is_listed_once() -> None:
    shipped = read_catalog()
    lines = product_listing(shipped, list(KINDS))
    assert sorted(line.id for line in lines) == sorted(shipped.products)
