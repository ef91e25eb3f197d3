"""What the floor offers to those above it."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

import rackplan.exchange

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(rackplan.exchange.__path__, "rackplan.exchange.")
)


@pytest.mark.parametrize("name", MODULES)
def test_every_module_is_named_in_its_package_guide(name):
    package, _, module = name.rpartition(".")
    assert f"`{module}`" in importlib.import_module(package).__doc__
