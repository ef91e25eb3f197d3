"""Every complaint about a site or a product, word for word.

``cases/NAME.yaml`` replaces sections of the tiny site, ``products/NAME/`` a product of its catalog,
``builds/NAME/`` products of a catalog of racks made of servers. ``expected.txt`` holds what is
said, a block of lines each.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from rackplan.errors import BadInputError
from rackplan.reading import read_catalog

HERE = Path(__file__).parent
TINY = HERE.parent / "sites" / "tiny"
CASES = sorted((HERE / "cases").glob("*.yaml"))
PRODUCTS = sorted((HERE / "products").iterdir())
BUILDS = sorted((HERE / "builds").iterdir())
BLOCKS = re.split(r"^## ", (HERE / "expected.txt").read_text(), flags=re.MULTILINE)[1:]
EXPECTED = {name: text.strip() for name, _, text in (block.partition("\n") for block in BLOCKS)}


@pytest.mark.parametrize("bad", CASES, ids=lambda path: path.stem)
def test_site(
    bad: Path, tiny_with: Callable[[str, str], Path], complaint: Callable[..., str]
) -> None:
    assert complaint(tiny_with("bad.yaml", bad.read_text())) == EXPECTED[bad.stem]


@pytest.mark.parametrize("bad", PRODUCTS, ids=lambda path: path.name)
def test_product(
    bad: Path, parts_with: Callable[[Path], Path], complaint: Callable[..., str]
) -> None:
    assert complaint(TINY, catalogs=parts_with(bad)) == EXPECTED[bad.name]


@pytest.mark.parametrize("bad", BUILDS, ids=lambda path: path.name)
def test_build(bad: Path, parts_with: Callable[[Path, str], Path]) -> None:
    with pytest.raises(BadInputError) as caught:
        read_catalog(parts_with(bad, "builds"))
    assert str(caught.value) == EXPECTED[bad.name]


def test_every_expectation_has_its_case() -> None:
    names = [path.stem for path in CASES] + [path.name for path in (*PRODUCTS, *BUILDS)]
    assert sorted(EXPECTED) == sorted(names)
