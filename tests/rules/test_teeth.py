"""Every rule has teeth: its witness is found, its neighbour is not, and without it nothing bites.

A folder ``tests/rules/<id>`` holds two cases over the good plan of the tiny site. A case changes
the site (``changes``: path to value), products of the catalog (``products``: file to keys) and the
plan (``plan``: position to placement, null to leave it empty; feeds and loop are the row's unless
named), and says what it buys (``bought``). The witness breaks this rule alone, and says what is
found; the neighbour is just inside the limit; ``why.md`` reckons both on paper. ``everything.yaml``
is a case in which every rule has something to look at, and nothing to find.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from rackplan.model.plan import Placement, Plan
from rackplan.model.site import Site
from rackplan.model.verdict import Finding
from rackplan.reading import read_site
from rackplan.rules import RULES
from rackplan.verify import judgement, verify
from rackplan.verify.checks import CHECKS

HERE = Path(__file__).parent
TESTS = HERE.parent
FOLDERS = sorted(path.name for path in HERE.iterdir() if (path / "witness.yaml").exists())


def _read(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _site(case: dict[str, Any], folder: Path) -> Site:
    """The tiny site with the changes of a case, on a copy of the catalog with its products."""
    catalogs = TESTS / "catalogs"
    if "products" in case:
        catalogs = Path(shutil.copytree(catalogs, folder / "catalogs"))
    for name, keys in case.get("products", {}).items():
        product = catalogs / f"{name}.yaml"
        product.write_text(yaml.safe_dump(_read(product) | keys), encoding="utf-8")
    return read_site(TESTS / "sites" / "tiny", catalogs=catalogs, changes=case.get("changes", {}))


def _plan(case: dict[str, Any], site: Site) -> Plan:
    placed = _read(HERE / "good.yaml") | case.get("plan", {})
    placements = (
        _placement(site, position, keys) for position, keys in placed.items() if keys is not None
    )
    return Plan(site=site.id, placements=tuple(placements), bought=tuple(case.get("bought", ())))


def _placement(site: Site, position: str, keys: dict[str, Any]) -> Placement:
    row = site.rows[site.positions[position].row]
    liquid = site.catalog.racks[keys["rack"]].liquid is not None
    usual = {"feeds": row.feeds, "loop": row.loop if liquid else None}
    return Placement.model_validate({"position": position} | usual | keys)


def _findings(rule: str, case: str, folder: Path) -> tuple[Finding, ...]:
    told = _read(HERE / rule / case)
    site = _site(told, folder)
    return verify(site, _plan(told, site)).findings


def _as_told(finding: Finding) -> dict[str, Any]:
    failure = None if finding.failure is None else str(finding.failure)
    keys = ("rule", "where", "value", "limit", "margin", "unit", "sentence")
    return {key: getattr(finding, key) for key in keys} | {"failure": failure}


def _expected(rule: str) -> list[dict[str, Any]]:
    usual = {"failure": None, "rule": rule, "unit": RULES[rule].unit}
    return [usual | told for told in _read(HERE / rule / "witness.yaml")["findings"]]


def test_law_checks_and_witnesses_are_the_same_list():
    assert sorted(RULES) == FOLDERS
    assert list(CHECKS) == list(RULES)
    assert all((HERE / rule / "why.md").read_text(encoding="utf-8").strip() for rule in FOLDERS)


def test_every_rule_looks_at_the_good_plan(tmp_path):
    """On the tiny site with everything that some rule asks for."""
    case = _read(HERE / "everything.yaml")
    site = _site(case, tmp_path)
    verdict = verify(site, _plan(case, site))
    assert verdict.findings == ()
    assert verdict.holds
    assert {rule: checks for rule, checks in verdict.checks_by_rule.items() if not checks} == {}
    assert list(verdict.checks_by_rule) == list(RULES)
    assert verdict.checks == sum(verdict.checks_by_rule.values())


@pytest.mark.parametrize("rule", FOLDERS)
def test_witness_breaks_this_rule_alone(rule, tmp_path):
    found = [_as_told(finding) for finding in _findings(rule, "witness.yaml", tmp_path)]
    expected = _expected(rule)
    assert len(found) == len(expected)
    for seen, told in zip(found, expected, strict=True):
        assert seen == {
            key: pytest.approx(value, rel=1e-7) if isinstance(value, (int, float)) else value
            for key, value in told.items()
        }


@pytest.mark.parametrize("rule", FOLDERS)
def test_neighbour_is_inside_the_limit(rule, tmp_path):
    assert _findings(rule, "neighbour.yaml", tmp_path) == ()


@pytest.mark.parametrize("rule", FOLDERS)
def test_without_its_check_nothing_bites(rule, tmp_path, monkeypatch):
    others = {name: check for name, check in CHECKS.items() if name != rule}
    monkeypatch.setattr(judgement, "CHECKS", others)
    assert _findings(rule, "witness.yaml", tmp_path) == ()
