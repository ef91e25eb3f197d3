"""Rack types side by side: each row against its plan, and what is said where none stands."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

import rackplan as rp
from rackplan.appraisal.hall import hall_use
from rackplan.appraisal.measures import ranked
from rackplan.compare import MEASURES, comparison
from rackplan.compare.planning import _in_the_way
from rackplan.economics.span import Span
from rackplan.errors import BadInputError
from rackplan.model.thermal import Thermal, Used
from rackplan.reading import read_site
from rackplan.units import MONEY, of
from tests.agreement.solving import best_of
from tests.agreement.tiny import read_tiny

TESTS = Path(__file__).parents[1]


def test_each_type_alone_and_all_of_them(three):
    assert [row.name for row in three.rows] == ["wet-100", "dry-40", "mix"]
    wet, dry, mix = three.rows
    assert set(wet.racks) == {"wet-100"}
    assert set(dry.racks) == {"dry-40"}
    assert set(mix.racks) == {"wet-100", "dry-40"}
    # four racks of 100 kW, 80 to liquid, fill two of three CDUs of 200 kW: five do, to the kW
    assert wet.racks["wet-100"] == 5
    assert wet.limits[0].rule == "cooling.liquid_heat"


def test_every_row_is_a_verified_plan(three):
    assert three.verified
    for row in three.rows:
        assert row.verified
        assert row.result is not None
        assert row.result.plan is not None
        assert rp.verify(row.result.site, row.result.plan).holds


def test_figures_are_those_of_the_racks_that_stand(three):
    wet = three.rows[0]
    kind = wet.result.site.catalog.racks["wet-100"]
    assert wet.accelerators == 5 * kind.computing.accelerators
    assert wet.pflops["fp8"] == pytest.approx(5 * kind.computing.dense["fp8"].m_as("PFLOPS"))
    assert wet.rack_kw == 100
    assert wet.liquid_share == pytest.approx(0.8)
    assert wet.it_power_kw == pytest.approx(5 * 100 + 10 * sum(wet.support.values()))
    assert wet.pflops_per_mw["fp8"] == pytest.approx(1000 / (wet.it_power_kw / 1000))
    assert wet.use.liquid.share == pytest.approx(400 / 400)
    assert wet.use.cdus == 3
    assert wet.pue == pytest.approx(wet.result.year.mean.pue)


def test_mix_is_never_worse_than_any_type_alone(three):
    wet, dry, mix = three.rows
    assert mix.pflops["fp8"] >= max(wet.pflops["fp8"], dry.pflops["fp8"])


def test_what_was_ordered_is_set_aside_and_the_site_stays_as_it_was(comparing):
    ordered = (
        "demand.racks.wet-100={at_least: 1, at_most: 1}",
        "supply={wet-100: [{from_date: 2026-01-01, units: 1}]}",
    )
    free = comparing("wet-100", changes=ordered)
    assert free.rows[0].racks == {"wet-100": 5}
    kept = comparing("wet-100", changes=ordered, as_supplied=True)
    assert kept.rows[0].racks == {"wet-100": 1}
    assert kept.rows[0].limits[0].rule == "supply.units"
    assert free.sites[0].demand.racks["wet-100"].at_most == 1


def test_too_warm_a_hall_is_answered(comparing):
    wet = comparing("wet-100", changes=("cooling.loops[L1].supply=50 degC",)).rows[0]
    assert not wet.stands
    assert wet.verified
    assert "A loop's supply is no warmer than each of its racks accepts" in wet.why
    assert "demand.racks" not in wet.why


def test_an_air_cooled_rack_in_a_hall_without_air_is_answered(comparing):
    few = ("cooling.zones[Z1].units[0].id=FW1",)
    dry = comparing("dry-40", changes=few).rows[0]
    assert not dry.stands
    assert "Z1" in dry.why


def test_what_is_not_on_sale_yet_is_answered(comparing):
    early = comparing("wet-100", changes=("demand.date=2025-11-01",)).rows[0]
    assert early.why == "not on sale before 2026-01-01; the planning date is 2025-11-01"


def test_a_mix_that_shares_keep_out_is_answered(comparing):
    shares = "policy.vendor_share={Alpha: {at_most: 20 %}, Beta: {at_most: 30 %}}"
    mix = comparing("wet-100", "dry-40", changes=(shares,)).rows[-1]
    assert (mix.name, mix.stands) == ("mix", False)
    assert "vendor's share" in mix.why


def test_unknown_racks_are_refused_at_once_before_anything_is_planned(comparing, monkeypatch):
    monkeypatch.setattr(comparison, "do_all", lambda *_: pytest.fail("something was planned"))
    with pytest.raises(BadInputError) as caught:
        comparing("wet-1000", "wet-100", "dry-4")
    assert len(caught.value.problems) == 2


def test_what_has_no_price_is_answered_under_a_budget(comparing):
    changes = ("budget.capex=20 MUSD", "catalog.dry-40.price=null")
    wet, dry, _ = comparing("wet-100", "dry-40", changes=changes).rows
    assert wet.stands
    assert dry.result is None
    assert "no price is stated" in dry.why


def test_ranks_by_a_measure(three):
    cheapest = ranked(three.rows[:2], "cost_per_pflops", "fp8")
    assert [(place.rank, place.row.name) for place in cheapest] == [(1, "dry-40"), (2, "wet-100")]
    first = cheapest[0]
    assert first.value == first.row.lifetime.per_pflops_year("fp8")
    assert [place.close for place in cheapest] == [False, False]


def test_prices_that_overlap_are_not_told_apart(three):
    wet, dry = three.rows[:2]
    wide = replace(dry.lifetime.net_present, high=1.2 * dry.lifetime.net_present.high)
    unsure = replace(dry, lifetime=replace(dry.lifetime, net_present=wide))
    places = ranked((wet, unsure), "cost_per_pflops", "fp8")
    assert [(place.row.name, place.close) for place in places] == [
        ("dry-40", False),
        ("wet-100", True),
    ]


@pytest.mark.parametrize("by", MEASURES)
def test_every_measure_ranks(three, by):
    values = [float(place.value.central.magnitude) for place in ranked(three.rows, by, "fp8")]
    assert len(values) == 3
    assert values == sorted(values, reverse=MEASURES[by].more_is_better)


def test_ends_that_touch_overlap():
    def span(*three):
        return Span(*(of(each, MONEY) for each in three))

    assert span(1, 2, 3).overlaps(span(3, 4, 5))
    assert not span(3.1, 4, 5).overlaps(span(1, 2, 3))


def test_document_and_table(three):
    document = json.loads(json.dumps(three.to_json(), allow_nan=False))
    assert document["schema"] == "rackplan/compare/1"
    assert [place["rack"] for place in document["ranking"]] == ["mix", "wet-100", "dry-40"]
    row = document["rows"][0]
    assert row["use"]["stranded_power_kw"] == pytest.approx(800 - row["it_power_kw"])
    table = three.to_pandas()
    assert list(table["rack"]) == ["wet-100", "dry-40", "mix"]
    assert table["pflops.fp8"][0] == row["pflops"]["fp8"]
    assert "net_present_usd.central" in table


@pytest.mark.parametrize(
    ("racks", "options", "said"),
    [
        (
            ("wet-1000",),
            {},
            r'^TYPE wet-1000: unknown product "wet-1000"\. Did you mean wet-100\?$',
        ),
        (("cdu-200",), {}, '^TYPE cdu-200: expected a product of kind rack or build; "cdu-200" is'),
        ((), {"by": "beauty"}, 'no measure "beauty". There are capability, hbm'),
    ],
)
def test_what_cannot_be_compared_is_refused(comparing, racks, options, said):
    with pytest.raises(BadInputError, match=said):
        comparing(*racks, **options)


def test_what_keeps_one_more_out_is_named_where_prices_name_nothing(three):
    """A wet rack more breaks the heat of the loop wherever it stands: by hand, and by name."""
    wet = three.rows[0]
    site, plan = wet.result.site, wet.result.plan
    first, *_ = _in_the_way(site, plan)
    assert (first.rule, first.where, first.used, first.limit) == (
        *("cooling.liquid_heat", "L1"),
        *(pytest.approx(400), pytest.approx(400)),
    )
    taken = {placement.position for placement in plan.placements}
    free = [p for p in site.positions.values() if p.id not in taken and not p.blocked]
    (one, *_) = (p for p in plan.placements if p.rack == "wet-100")
    for place in free:
        row = site.rows[place.row]
        more = one.model_copy(update={"position": place.id, "feeds": row.feeds, "loop": row.loop})
        beside = plan.model_copy(update={"placements": (*plan.placements, more)})
        assert "cooling.liquid_heat" in {f.rule for f in rp.verify(site, beside).findings}


def test_a_full_hall_is_said_to_be_full(tmp_path):
    small = {"rows[0].positions": "P[1-2]", "rows[0].blocked": {"R[2-3]-P[1-2]": "column"}}
    site = read_tiny(tmp_path, {"dry-40": {"at_most": 1}}, small)
    plan = best_of(site).plan
    (limit,) = _in_the_way(site, plan)
    assert (limit.rule, limit.used, limit.limit, limit.unit) == (
        *("space.position", 2, 2),
        "positions",
    )


def test_air_is_counted_as_coils_take_it(three):
    """Ratings tell of zones that the verifier does not, and of nothing else."""
    dry = three.rows[1]
    site, plan, thermal = dry.result.site, dry.result.plan, dry.result.verdict.thermal
    (zone,) = thermal.zones
    assert (dry.use.air.used, dry.use.air.there) == tuple(zone.heat)
    warmer = replace(thermal, zones=(replace(zone, heat=Used(390.0, 400.0)),))
    assert hall_use(site, plan, warmer).air.share == pytest.approx(0.975)  # of 300 kW rated
    assert hall_use(site, plan, Thermal()).air.there == pytest.approx(300)


@pytest.mark.slow
def test_processes_give_the_same_rows(comparing, three):
    site = read_site(TESTS / "sites" / "tiny", catalogs=TESTS / "catalogs")
    apart = rp.compare(site=site, workers=2, time_limit="120 s", catalogs=TESTS / "catalogs")
    assert [row.racks for row in apart.rows] == [row.racks for row in three.rows]
    assert [place.value for place in apart.ranking] == [place.value for place in three.ranking]


@pytest.mark.slow
def test_bad_input_comes_back_from_a_process():
    site = read_site(TESTS / "sites" / "tiny", catalogs=TESTS / "catalogs")
    with pytest.raises(BadInputError, match="unknown product"):
        rp.compare(["wet-1", "wet-2"], site=site, workers=2, catalogs=TESTS / "catalogs")
