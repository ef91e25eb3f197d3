"""Every public function of physics as its docstring calls it, and then wrongly.

The first call of each docstring's example is taken down, with a stand-in for the function; then
each quantity in it is given in a unit of no use anywhere in physics.
"""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from rackplan import physics
from rackplan.physics.electrical import (
    conductor_ampacity,
    generators_needed,
    grouping_adjustment,
    three_phase_capacity,
)
from rackplan.physics.floor import floor_pressure
from rackplan.physics.power_chain import circuit_capacity
from rackplan.physics.rejection import makeup
from rackplan.physics.room_air import derated_heat
from rackplan.units import (
    CURRENT,
    DENSITY,
    FLOW,
    LENGTH,
    MASS,
    POWER,
    TEMPERATURE,
    TEMPERATURE_DIFFERENCE,
    VOLTAGE,
    VOLUME,
    Quantity,
    UnitProblem,
    give,
    of,
    ureg,
)


def functions() -> Iterator[Callable[..., Any]]:
    """Public functions, each from the module that defines it."""
    for found in pkgutil.walk_packages(physics.__path__, "rackplan.physics."):
        module = importlib.import_module(found.name)
        for name in getattr(module, "__all__", ()):
            member = getattr(module, name)
            if inspect.isfunction(member) and member.__module__ == found.name:
                yield member


def first_call(function: Callable[..., Any]) -> inspect.BoundArguments | None:
    """The arguments of the first call in the example of a function."""
    calls: list[inspect.BoundArguments] = []

    def stand_in(*args: Any, **kwargs: Any) -> Any:
        calls.append(inspect.signature(function).bind(*args, **kwargs))
        return function(*args, **kwargs)

    name = function.__name__
    for example in doctest.DocTestFinder(recurse=False).find(function, name):
        example.globs[name] = stand_in
        doctest.DocTestRunner(verbose=False).run(example, out=lambda _: None)
    return calls[0] if calls else None


CALLS = {
    f"{function.__module__.removeprefix('rackplan.physics.')}.{function.__name__}": (function, call)
    for function in functions()
    if (call := first_call(function)) is not None
}
QUANTITIES = [
    (name, argument)
    for name, (_, call) in CALLS.items()
    for argument, given in call.arguments.items()
    if isinstance(given, ureg.Quantity)
]


def test_most_functions_show_how_they_are_called() -> None:
    assert len(CALLS) > 200
    assert len(QUANTITIES) > 400


@pytest.mark.parametrize(("name", "argument"), QUANTITIES)
def test_a_quantity_of_another_dimension_is_refused(name: str, argument: str) -> None:
    function, call = CALLS[name]
    wrong = ureg.Quantity(call.arguments[argument].magnitude, "USD")
    changed = inspect.BoundArguments(call.signature, {**call.arguments, argument: wrong})
    with pytest.raises(UnitProblem):
        function(*changed.args, **changed.kwargs)


KG, WIDE, DEEP = of(1360, MASS), of(0.6, LENGTH), of(2.4, LENGTH)


@pytest.mark.parametrize(
    ("mass", "width", "depth"),
    [
        (of(-1, MASS), WIDE, DEEP),
        (of(float("nan"), MASS), WIDE, DEEP),
        (WIDE, WIDE, DEEP),
        (KG, of(0, LENGTH), DEEP),
        (KG, WIDE, of(0, LENGTH)),
        (KG, of(-0.6, LENGTH), DEEP),
        (KG, WIDE, KG),
        (1360.0, WIDE, DEEP),
    ],
)
def test_floors_carry_masses_on_an_area(mass: Any, width: Quantity, depth: Quantity) -> None:
    with pytest.raises(UnitProblem):
        floor_pressure(mass, width, depth)


def test_floors_carry_many_racks_at_once() -> None:
    """9.80665 x 1,000 kg over 2 m2, and half of that."""
    found = floor_pressure(give([1000, 500], MASS), of(1, LENGTH), of(2, LENGTH))
    assert found.m_as("Pa").tolist() == pytest.approx([4903.325, 2451.6625])


@pytest.mark.parametrize("count", [1.5, 2.0, True, -1, None, "2"])
def test_machines_and_conductors_are_whole(count: Any) -> None:
    with pytest.raises(UnitProblem):
        generators_needed(of(20e3, POWER), of(3e3, POWER), spare=count)
    with pytest.raises(UnitProblem):
        conductor_ampacity("1/0", sets=count)
    with pytest.raises(UnitProblem):
        grouping_adjustment(count)


@pytest.mark.parametrize("kind", ["ac", "dc"])
def test_a_circuit_has_a_voltage(kind: Any) -> None:
    with pytest.raises(UnitProblem, match="voltage of at least 1"):
        circuit_capacity(of(100, CURRENT), of(0, VOLTAGE), 1.0, kind)
    with pytest.raises(UnitProblem, match="voltage of at least 1"):
        three_phase_capacity(of(100, CURRENT), of(0, VOLTAGE), 1.0)


@pytest.mark.parametrize(("air", "kw"), [(36, 500.0), (52, 1000.0), (53, None), (60, None)])
def test_a_rating_is_drawn_on_to_twice_its_difference(air: float, kw: float | None) -> None:
    """16 K at 500 kW: 32 K are 1,000 kW; of 40 K the rating says nothing."""
    given = (of(500, POWER), of(16, TEMPERATURE_DIFFERENCE), of(air, TEMPERATURE))
    rest = (of(20, TEMPERATURE), of(1.2, DENSITY))
    if kw is None:
        with pytest.raises(UnitProblem, match="2 times as far"):
            derated_heat(*given, *rest)
    else:
        assert derated_heat(*given, *rest).m_as("kW") == pytest.approx(kw)


def test_drift_is_of_the_kind_of_the_evaporation() -> None:
    litre, flow = of(1e-3, VOLUME), of(1, FLOW)
    with pytest.raises(UnitProblem):
        makeup(litre, 5.0, flow)
    with pytest.raises(UnitProblem):
        makeup(flow, 5.0, litre)
    assert makeup(flow, 5.0, flow).m_as("L/min") == pytest.approx(2.25)
