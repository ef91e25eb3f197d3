"""Where the figures of the shipped catalog come from."""

from __future__ import annotations

import re

import pytest
import yaml

from rackplan.model.catalog import RackBuild, RackType, Server
from rackplan.reading import read_site
from rackplan.reading.shipped import shipped_folder, shipped_sites
from tests.catalog_data.shipped import catalog, ids

UP_TO_GB300 = [
    *(f"hgx-{chip}" for chip in ("a100-8", "h100-8", "h200-8", "b200-8", "b300-8")),
    *("hgx-b200-8-liquid", "hgx-b300-8-liquid"),
    *(f"hgx-{chip}-rack" for chip in ("a100", "h100", "h200", "b200", "b300")),
    *("hgx-b200-liquid-rack", "hgx-b300-liquid-rack", "gb200-nvl72", "gb300-nvl72"),
]


def own(name: str) -> float:
    """Share of the figures in a product's file that are our own assumption, or of nowhere."""
    origins = [o for o in catalog().figures(name).values() if not o.derived]
    ours = [o for o in origins if o.confidence in ("assumption", "unstated") or o.source is None]
    return len(ours) / len(origins)


def test_nine_tenths_of_the_figures_up_to_gb300_are_not_our_assumption() -> None:
    origins = [o for name in UP_TO_GB300 for o in catalog().figures(name).values()]
    written = [o for o in origins if not o.derived]
    sourced = [o for o in written if o.confidence not in ("assumption", "unstated") and o.source]
    assert len(written) > 350
    assert len(sourced) / len(written) >= 0.9


@pytest.mark.parametrize("name", UP_TO_GB300)
def test_no_product_up_to_gb300_rests_on_assumptions(name: str) -> None:
    assert own(name) <= 0.15


@pytest.mark.parametrize("name", ids(RackType, RackBuild, Server))
def test_every_figure_states_its_confidence_and_its_line(name: str) -> None:
    written = {path: o for path, o in catalog().figures(name).items() if not o.derived}
    unstated = [path for path, o in written.items() if o.confidence == "unstated"]
    assert unstated == []
    assert all(f"{name}.yaml" in o.file and o.line > 0 for o in written.values())


def test_sourced_figures_name_a_source_that_was_read() -> None:
    sources = catalog().sources
    for path, origin in catalog().provenance.items():
        if origin.confidence not in ("assumption", "unstated"):
            assert origin.source is not None, path
            assert sources[origin.source].read != "recalled", path


@pytest.mark.parametrize("name", ids(RackType, RackBuild, Server))
def test_what_contradicts_a_figure_is_explained(name: str) -> None:
    for path, origin in catalog().figures(name).items():
        if origin.others and not origin.derived:
            assert origin.note or all(rival.note for rival in origin.others), path


def test_every_source_is_used() -> None:
    listed = yaml.safe_load((shipped_folder("catalogs") / "sources.yaml").read_text("utf-8"))
    origins = list(catalog().provenance.values())
    for name in shipped_sites():
        origins += read_site(name).provenance.values()
    used = {origin.source for origin in origins}
    used |= {rival.source for origin in origins for rival in origin.others}
    for name in shipped_sites():
        used |= set(re.findall(r"[a-z][a-z0-9-]+", read_site(name).about))
    assert set(listed) - used == set()


# They tell of products that others make: press, wikis, lists, the community's device library.
SECOND_HAND = {
    *("netbox-library", "netbox-library-fork", "gpu-fab-list", "gpu-field-guide"),
    *("arista-7060xe7-news", "arista-7060xe7-review", "storagereview-xe9680", "sth-cdna4"),
    *("aiwiki-a100", "aiwiki-gb300", "aiwiki-mi355x", "awesomeagents-b200", "awesomeagents-helios"),
    *("toms-kyber", "toms-mi355x", "toms-roadmap", "techstories-rubin", "techand-gtc-2026"),
    *("yahoo-gb200", "wccf-mi350", "pcnews-dgx-a100", "taipei-times-ingrasys", "cna-foxconn-racks"),
    *("huggingface-mi300", "datacentres-guide", "introl-gb200", "supercluster-h100"),
}


def test_what_others_tell_of_a_maker_is_not_called_published() -> None:
    assert catalog().sources.keys() >= SECOND_HAND
    assert [
        path
        for path, origin in catalog().provenance.items()
        if origin.confidence == "published" and origin.source in SECOND_HAND and not origin.derived
    ] == []
