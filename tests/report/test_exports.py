"""What the floor offers to those above it."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

import rackplan.report

MODULES = sorted(
    module.name for module in pkgutil.walk_packages(rackplan.report.__path__, "rackplan.report.")
)


@pytest.mark.parametrize("name", ["rackplan.report", *MODULES])
def test_exports_are_sorted_and_exist(name):
    module = importlib.import_module(name)
    exports = list(getattr(module, "__all__", []))
    constants = [e for e in exports if e.isupper()]
    classes = [e for e in exports if e[0].isupper() and not e.isupper()]
    others = [e for e in exports if e[0].islower()]
    assert exports == sorted(constants) + sorted(classes) + sorted(others)
    assert all(hasattr(module, export) for export in exports)


@pytest.mark.parametrize("name", ["rackplan.report", *MODULES])
def test_every_module_is_named_in_its_package_guide(name):
    package, _, module = name.rpartition(".")
    if package != "rackplan":
        assert f"`{module}`" in importlib.import_module(package).__doc__
