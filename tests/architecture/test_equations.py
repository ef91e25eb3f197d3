"""Physics and economics: every equation states its units, and physics works an example."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import rackplan.economics
import rackplan.physics

FLOORS = (rackplan.physics, rackplan.economics)


def equations() -> Iterator[Callable[..., Any]]:
    """Public functions that take or give quantities."""
    for floor in FLOORS:
        for found in pkgutil.iter_modules(floor.__path__, f"{floor.__name__}."):
            module = importlib.import_module(found.name)
            for name in module.__all__:
                thing = getattr(module, name)
                if inspect.isfunction(thing) and "Quantity" in str(thing.__annotations__):
                    yield thing


EQUATIONS = {f"{each.__module__}.{each.__name__}": each for each in equations()}


def test_there_are_equations() -> None:
    assert {name.split(".")[1] for name in EQUATIONS} == {"physics", "economics"}


@pytest.mark.parametrize("name", EQUATIONS)
def test_units_are_stated(name: str) -> None:
    text = inspect.getdoc(EQUATIONS[name]) or ""
    assert re.search(r"\[[A-Za-z][A-Za-z0-9/ ,]*\]", text), f"{name} states no unit in brackets"


@pytest.mark.parametrize("name", [n for n in EQUATIONS if n.startswith("rackplan.physics.")])
def test_physics_works_an_example(name: str) -> None:
    text = inspect.getdoc(EQUATIONS[name]) or ""
    heads = re.findall(r"^(\w+)\n-+$", text, re.MULTILINE)
    assert {"Parameters", "Returns", "Examples"} <= set(heads)
    assert doctest.DocTestParser().get_examples(text.split("Examples\n", 1)[1])
