"""The tables against the result that they are made of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rackplan.model.catalog import Assembly, BuildCost, Catalog, Frame, RackBuild, RackType, Server
from rackplan.model.economics import Economics
from rackplan.model.plan import Plan
from rackplan.model.provenance import Provenance
from rackplan.report.tables import (
    binding_table,
    confidence_counts,
    figure_table,
    rack_order,
    rack_table,
    rack_total,
    worth_of,
)
from rackplan.rules import RULES
from rackplan.units import POWER, magnitude


def test_racks_add_up_to_the_result(make_result):
    result = make_result()
    table = rack_table(result)
    assert {line.rack: line.count for line in table} == result.plan.counts()
    total = rack_total(table)
    assert total.count == len(result.plan.placements)
    assert total.power_kw == pytest.approx(magnitude(result.it_power, POWER))
    assert total.price_usd == pytest.approx(result.cost.capital.m_as("USD"))
    assert total.pflops == pytest.approx(result.termination.value)


def test_what_nobody_states_is_none_and_not_nothing(make_result):
    lines = {line.rack: line for line in rack_table(make_result())}
    assert lines["beta-wide"].price_usd is None
    assert lines["net-rack"].pflops is None
    assert rack_total([lines["beta-wide"]]).price_usd is None


def test_order_follows_the_demand_and_not_the_counts(make_site, make_plan):
    site = make_site()
    everything = rack_order(site, make_plan(site))
    assert everything == ("beta-wide", "alpha-100", "net-rack")
    assert rack_order(site, None) == everything
    assert rack_order(site, Plan(site="s", placements=())) == everything


def test_no_racks_without_a_plan(no_plan):
    assert rack_table(no_plan) == ()


def test_binding_lines_carry_the_sentence_of_their_rule(make_result):
    (line,) = binding_table(make_result())
    assert line.sentence == RULES["power.failover"].sentence
    assert (line.where, line.failure, line.worth) == ("K1.B1", "board K1.B2", 2.5)


def test_worth_of_a_limit_in_a_unit_with_a_slash(make_result):
    (binding,) = make_result().binding
    flow = replace(binding, unit="L/min", worth_unit="PFLOPS/L/min")
    (line,) = binding_table(make_result(binding=(flow,)))
    assert worth_of(line) == "one L/min more is worth 2.5 PFLOPS"


def test_figures_are_those_of_products_that_the_plan_uses(make_result):
    paths = [line.path for line in figure_table(make_result())]
    assert paths == [
        "alpha-100.planned_power",
        "alpha-100.mass",
        "beta-wide.mass",
        "shelf-x.rating",
        "rows[0].floor_load",
    ]


def test_what_building_costs_is_among_the_figures_where_it_is_charged(make_site, make_result):
    charged = Economics(build=("build-x",))
    origins = {"build-x.price": Provenance(confidence="estimate")}
    built = BuildCost.model_construct(id="build-x", kind="build-cost")
    products = {**make_site().catalog.products, "build-x": built}
    catalog = Catalog.model_construct(
        **{name: getattr(make_site().catalog, name) for name in Catalog.model_fields}
        | {"products": products, "provenance": origins}
    )
    plain = make_site(catalog=catalog, provenance={})
    assert figure_table(replace(make_result(), site=plain)) == ()
    told = figure_table(
        replace(make_result(), site=plain.model_copy(update={"economics": charged}))
    )
    assert [(line.path, line.confidence) for line in told] == [("build-x.price", "estimate")]


def test_confidence_is_counted(make_result):
    assert confidence_counts(figure_table(make_result())) == {
        "published": 1,
        "vendor-typical": 1,
        "estimate": 1,
        "assumption": 2,
    }


def test_a_product_whose_id_begins_like_another_is_another(make_site, make_result):
    site = make_site()
    racks = dict(site.catalog.products)
    racks["net-rack.v2"] = racks["net-rack"].model_copy(update={"id": "net-rack.v2"})
    catalog = Catalog(
        products=racks,
        provenance={
            "net-rack.mass": Provenance(confidence="published"),
            "net-rack.v2.mass": Provenance(confidence="estimate"),
        },
    )
    figures = figure_table(make_result(make_site(catalog=catalog, provenance={})))
    assert [line.path for line in figures] == ["net-rack.mass"]


def test_figures_of_an_assembled_rack_are_those_of_its_parts(make_site, make_result):
    """The rack's own are shown and not counted: they are as good as those that went in."""
    catalog = make_site().catalog
    kinds = {"net-rack": RackBuild, "node": Server, "frame": Frame, "loose": Frame}
    made = {name: kind.model_construct(id=name) for name, kind in kinds.items()}
    made["net-rack"] = RackBuild(id="net-rack", kind="build", name="", server="node", frame="frame")
    made["node"] = made["node"].model_copy(update={"supplies": None})
    rack = catalog.products["net-rack"]
    assert isinstance(rack, RackType)
    origins = {name: Provenance(confidence="published") for name in ("node.mass", "loose.mass")}
    origins["frame.mass"] = Provenance(confidence="estimate")
    origins["net-rack.mass"] = Provenance(confidence="estimate", note="sum", derived=True)
    assembly = Assembly.model_construct(rack=rack, servers=1, limits=(), derived={})
    built = catalog.model_copy(
        update={
            "products": {**catalog.products, **made},
            "assemblies": {"net-rack": assembly},
            "provenance": origins,
        }
    )
    fresh = Catalog.model_construct(**{name: getattr(built, name) for name in Catalog.model_fields})
    lines = figure_table(make_result(make_site(catalog=fresh, provenance={})))
    assert [(line.path, line.is_derived) for line in lines] == [
        ("node.mass", False),
        ("frame.mass", False),
        ("net-rack.mass", True),
    ]
    assert confidence_counts(lines) == {"published": 1, "estimate": 1}
