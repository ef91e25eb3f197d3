"""The cooling of a plan as lines: figures, what is left out, what no rule looked at."""

from __future__ import annotations

import ast
import inspect

from rackplan.model.thermal import LoopFigures, PlantFigures, Thermal, Used, ZoneFigures
from rackplan.report.thermal_lines import thermal_lines, unchecked_line
from rackplan.verify import unchecked


def _loop(name: str, **more) -> LoopFigures:
    figures = {"supply_degc": 40.0, "return_degc": 51.94, "heat_kw": 320.0, "head": None}
    figures |= {"flow": Used(400.0, 600.0), "approach": None, "ride_through_s": None}
    return LoopFigures(loop=name, **(figures | more))


def test_a_loop_with_all_figures_and_one_without():
    full = _loop("L1", head=Used(86.67, 200.0), approach=Used(2.115, 20.0), ride_through_s=62.91)
    head, first, second = thermal_lines(Thermal(loops=(full, _loop("L2", return_degc=None))))
    assert head.split() == ["loop", "degC", "heat", "flow", "head", "approach", "rides", "through"]
    assert "40 to 51.9" in first
    assert "320 kW  400 of 600 L/min  86.67 of 200 kPa  2.115 of 20 K  62.9 s" in first
    assert second.split() == [*("L2", "40", "320", "kW", "400", "of", "600", "L/min"), *"---"]


def test_zones_and_plants_have_tables_of_their_own():
    zone = ZoneFigures("Z1", 24.0, 32.3, 24.6, Used(190.0, 300.0), Used(19.0, 20.0))
    lines = thermal_lines(Thermal(zones=(zone,), plants=(PlantFigures("HR1", Used(546.0, 641.3)),)))
    assert lines[1].split("  ")[0] == "Z1"
    assert "24 to 32.3" in lines[1]
    assert "24.6 degC" in lines[1]
    assert "190 of 300 kW" in lines[1]
    assert lines[1].endswith("19 of 20 m3/s")
    assert lines[2:] == ("plant  heat on the design day", "HR1    546 of 641.3 kW")


def test_many_loops_are_cut_and_counted():
    lines = thermal_lines(Thermal(loops=tuple(_loop(f"L{n}") for n in range(1, 12))))
    assert len(lines) == 1 + 8 + 1
    assert lines[-1] == "and 3 more, all in plan.json"


def test_what_is_not_checked_is_said_and_wrapped():
    text = "approach not checked, " + "no facility water is named " * 5
    lines = thermal_lines(Thermal(unchecked=(text.strip(),)))
    assert len(lines) == 2
    assert max(map(len, lines)) <= 96
    assert " ".join(line.strip() for line in lines) == text.strip()


def test_what_is_not_checked_is_named_once_and_what_is_in_part_apart():
    told = Thermal(
        unchecked=(
            "head checked without pipes, nothing is said about them: L1",
            "approach not checked, no facility water is named: L1",
            "approach not checked, cdu states no range: L2",
            "head checked without alpha, whose drop is not stated: L2",
            "heat rejection not checked, no design day is stated: HR1",
            "air units counted at rated heat, no facility water is named: Z1",
            "inlets checked at the supply temperature, no recirculation is stated: Z1",
        )
    )
    said = "approach, heat rejection; in part head, air units, inlets (see Cooling)"
    assert unchecked_line(told) == said


def test_every_sentence_of_the_verifier_has_a_name():
    """None is passed over: each begins with what it is about, and how that was looked at."""
    tree = ast.parse(inspect.getsource(unchecked))
    said = [
        each.value
        for node in ast.walk(tree)
        if isinstance(node, (ast.Yield, ast.YieldFrom)) and node.value is not None
        for each in ast.walk(node.value)
        if isinstance(each, ast.Constant)
        and isinstance(each.value, str)
        and "checked" in each.value
    ]
    assert len(said) > 8
    for text in said:
        assert unchecked_line(Thermal(unchecked=(text,))), text


def test_nothing_says_nothing():
    assert thermal_lines(Thermal()) == ()
    assert unchecked_line(Thermal()) == ""
