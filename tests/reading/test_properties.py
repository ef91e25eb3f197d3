"""What holds of any input: spelling changes nothing, and junk is refused in words."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rackplan.errors import BadInputError
from rackplan.model.site import Site
from rackplan.reading import read_plan, read_site
from rackplan.reading.complaints import Complaints
from rackplan.reading.document import compose, read_document
from rackplan.units import DIMENSIONS, Dimension, ureg

TESTS = Path(__file__).parents[1]
FIGURES = {
    "power.utilities[0].rating": "2 MW",
    "power.blocks[0].transformer.rating": "600 kVA",
    "power.blocks[0].board.rating": "800 A",
    "power.blocks[0].board.voltage": "415 V",
    "power.blocks[0].ups.efficiency": "96 %",
    "rows[0].position_width": "600 mm",
    "rows[0].floor_load": "12 kPa",
    "tariff.energy": "0.10 USD/kWh",
    "tariff.demand": "10 USD/kW/month",
    "catalog.wet-100.mass": "1000 kg",
    "catalog.wet-100.price": "4 MUSD",
    "catalog.wet-100.computing.hbm": "10 TB",
    "catalog.wet-100.computing.dense.fp8": "200 PFLOPS",
    "catalog.cdu-200.flow": "300 L/min",
    "catalog.fan-150.airflow": "10 m3/s",
    "catalog.cdu-200.head": "200 kPa",
}


def spellings(figure: str) -> list[str]:
    """The same figure in every unit that people write it in."""
    number, unit = figure.split(" ")
    quantity = ureg.Quantity(float(number), "percent" if unit == "%" else _unit(unit))
    dimensions = [d for d in DIMENSIONS if unit in d.spellings]
    return [_written(quantity, other) for d in dimensions for other in d.spellings if other]


def _unit(unit: str) -> str:
    return unit.replace("m3", "m**3")


def _written(quantity: object, unit: str) -> str:
    magnitude = quantity.m_as("percent" if unit == "%" else _unit(unit))  # type: ignore[attr-defined]  # a pint Quantity
    return f"{magnitude!r} {unit}"


def figures_of(site: Site) -> dict[str, float]:
    """Every quantity of a site in base units, by path."""
    found: dict[str, float] = {}

    def walk(value: object, path: str) -> None:
        if isinstance(value, ureg.Quantity):
            found[path] = float(value.to_base_units().magnitude)
        elif hasattr(value, "model_fields_set"):
            for name in type(value).model_fields:  # type: ignore[attr-defined]  # a pydantic model
                walk(getattr(value, name), f"{path}.{name}")
        elif isinstance(value, dict):
            for name, child in value.items():
                walk(child, f"{path}.{name}")
        elif isinstance(value, tuple):
            for index, child in enumerate(value):
                walk(child, f"{path}[{index}]")

    walk(site, "")
    return found


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_spelling_of_units_changes_nothing(
    tiny: Site, tiny_changed: Callable[..., Site], data: st.DataObject
) -> None:
    changes = {
        path: data.draw(st.sampled_from(spellings(figure)), label=path)
        for path, figure in FIGURES.items()
    }
    expected, found = figures_of(tiny), figures_of(tiny_changed(changes=changes))
    assert len(expected) > 150
    assert found.keys() == expected.keys()
    assert found == pytest.approx(expected, rel=1e-9)


def test_figures_are_those_of_the_tiny_site(tiny: Site, tiny_changed: Callable[..., Site]) -> None:
    assert figures_of(tiny_changed(changes=FIGURES)) == figures_of(tiny)


def any_bytes() -> st.SearchStrategy[bytes]:
    yaml_like = st.text("ab:-[]{}&*!|>'\"#%@`,? \n\t<0.~é\u2028", max_size=60)
    return st.binary(max_size=60) | yaml_like.map(str.encode)


@settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(any_bytes())
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.yaml").write_bytes(content)
    complaints = Complaints()
    document = read_document(tmp_path / "x.yaml", "x.yaml", complaints)
    assert (document is None) <= (len(complaints) > 0)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(any_bytes())
def test_any_file_beside_a_good_site_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / "tiny"
    folder.mkdir(exist_ok=True)
    for path in (TESTS / "sites/tiny").glob("*.yaml"):
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "more.yaml").write_bytes(content)
    with pytest.raises(BadInputError) as caught:
        read_site(folder, catalogs=TESTS / "catalogs")
    assert str(caught.value)
    (folder / "plan.json").write_bytes(content)
    with pytest.raises(BadInputError):
        read_plan(folder)


JUNK = """\
~|3|-1|true|x|3 kW|[]|[x]|{}|{a: b}|{value: 3}|[[3]]|R[1-3]|R[3-1]|1e400|2026-12-01|degC|0 mm|\
{id: x}|[{id: x}]|.nan|9999999999999999999999|"quoted"|{value: 3 kW, confidence: published}|
""".strip().split("|")


def leaf_lines(text: str) -> list[int]:
    return [n for n, line in enumerate(text.splitlines()) if ": " in line and "#" not in line]


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.randoms(use_true_random=False), st.sampled_from(JUNK))
def test_any_value_anywhere_is_read_or_refused(
    tmp_path: Path, rng: random.Random, junk: str
) -> None:
    """Put junk in place of one value of one file: a site or a complaint, nothing else."""
    folder = tmp_path / "tiny"
    folder.mkdir(exist_ok=True)
    paths = sorted((TESTS / "sites/tiny").glob("*.yaml"))
    chosen = rng.choice(paths)
    for path in paths:
        text = path.read_text()
        if path == chosen:
            lines = text.splitlines()
            index = rng.choice(leaf_lines(text))
            lines[index] = f"{lines[index].split(': ')[0]}: {junk}"
            text = "\n".join(lines) + "\n"
        (folder / path.name).write_text(text)
    try:
        site = read_site(folder, catalogs=TESTS / "catalogs")
    except BadInputError:
        return
    assert site.positions


@given(st.text(max_size=80))
def test_any_value_of_an_option_is_read_or_refused(text: str) -> None:
    complaints = Complaints()
    node = compose(text, "--set", complaints)
    assert (node is None) <= (len(complaints) > 0)


def test_dimensions_have_the_spellings_used_here() -> None:
    assert all(isinstance(d, Dimension) and d.spellings for d in DIMENSIONS)
    assert min(len(spellings(figure)) for figure in FIGURES.values()) >= 1
