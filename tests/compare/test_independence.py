"""The curve of independence: shares are kept to, and less of the largest never brings more."""

from __future__ import annotations

import json

import pytest

from rackplan.compare import Independence, independence
from rackplan.errors import BadInputError
from rackplan.optimize import search, solve
from rackplan.reading import read_site
from rackplan.report import independence_lines
from tests.compare.conftest import CATALOGS, TESTS
from tests.optimize.inline_pool import InlinePool

SHARES = (0.6, 1.0, 0.8)


@pytest.fixture(scope="module")
def curve() -> Independence:
    site = read_site(TESTS / "sites" / "tiny", catalogs=CATALOGS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "Pool", InlinePool)
        patch.setattr(solve, "Pool", InlinePool)
        return independence(
            site=site, shares=SHARES, workers=1, time_limit="120 s", gap=0.0, catalogs=CATALOGS
        )


def test_every_point_keeps_its_share_and_holds(curve):
    assert [point.at_most for point in curve.points] == [1.0, 0.8, 0.6]
    for point in curve.points:
        assert point.row.verified
        assert point.largest is not None
        assert point.largest[1] <= point.at_most + 1e-9


def test_shares_on_paper(curve):
    # five wet-100 of Alpha and one dry-40 of Beta: 500 of 540 kW; wet racks are worth most
    first = curve.points[0]
    assert first.row.racks == {"wet-100": 5, "dry-40": 1}
    assert first.largest == ("Alpha", pytest.approx(500 / 540))


def test_less_of_the_largest_never_brings_more(curve):
    rates = [point.row.pflops["fp8"] for point in curve.points]
    assert rates == sorted(rates, reverse=True)
    given = [curve.given_up(point) for point in curve.points]
    assert given[0] == 0
    assert given[-1] == pytest.approx(1 - rates[-1] / rates[0])


def test_document_and_lines(curve):
    document = json.loads(json.dumps(curve.to_json(), allow_nan=False))
    assert document["schema"] == "rackplan/independence/1"
    assert [point["at_most"] for point in document["points"]] == [1.0, 0.8, 0.6]
    lines = independence_lines(curve)
    assert max(map(len, lines)) <= 100
    assert any(line.split()[:4] == ["100", "%", "Alpha", "92.6"] for line in lines)


@pytest.mark.parametrize("shares", [(), (0.0, 1.0), (1.2,)])
def test_shares_that_are_none_are_refused(shares):
    site = read_site(TESTS / "sites" / "tiny", catalogs=CATALOGS)
    with pytest.raises(BadInputError, match="shares above 0 to 1"):
        independence(site=site, shares=shares)
