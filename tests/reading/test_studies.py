"""A study's file: short forms, folders beside it, and complaints with their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from rackplan.errors import BadInputError
from rackplan.reading import as_study, read_study, said_by
from rackplan.reading.paths import PathProblem
from rackplan.reading.sites import read_site

TESTS = Path(__file__).parents[1]


def written(folder: Path, text: str) -> Path:
    file = folder / "warm.yaml"
    file.write_text(text)
    return file


def test_short_forms_are_spelled_out(tmp_path: Path) -> None:
    text = "site: wisconsin\nvary:\n  a.b: [30 degC, 40 degC]\n  c: {low: 1, high: 3}\n"
    setup = read_study(written(tmp_path, text)).setup
    assert (setup.id, setup.sites, setup.design) == ("warm", ("wisconsin",), "grid")
    assert setup.vary["a.b"].values == ("30 degC", "40 degC")
    assert (setup.vary["c"].low, setup.vary["c"].high) == (1, 3)


def test_folders_are_found_from_the_file_and_shipped_sites_by_name(tmp_path: Path) -> None:
    for name in ("hall", "products", "ohio"):
        (tmp_path / name).mkdir()
    text = "sites: [hall, 'hall:late', ohio, elsewhere]\ncatalogs: products\n"
    setup = read_study(written(tmp_path, text)).setup
    assert setup.sites == (str(tmp_path / "hall"), str(tmp_path / "hall:late"), "ohio", "elsewhere")
    assert setup.catalogs == str(tmp_path / "products")


COMPLAINTS = [
    ("site: ohio\nvay: {}\n", 'warm.yaml:2:1  unknown key "vay". Did you mean vary?'),
    ("vary: {}\n", 'warm.yaml:1:1  misses "sites"'),
    (
        "site: ohio\ndesign: gird\n",
        (
            "warm.yaml:2:9  design: expected one of grid, list, latin-hypercube, one-at-a-time; "
            'got "gird". Did you mean grid?'
        ),
    ),
    (
        "site: ohio\ntime_limit: 30 kW\n",
        (
            'warm.yaml:2:13  time_limit: expected a duration such as "30 s", got "30 kW" (power). '
            "Units here: s, min, h, day, week, month, year."
        ),
    ),
    (
        "site: ohio\nvary:\n  a: {lo: 1}\n",
        'warm.yaml:3:7  vary.a: unknown key "lo". Did you mean low?',
    ),
    ("site: ohio\nreplications: 0\n", "warm.yaml:2:15  replications: expected at least 1, got 0"),
]


@pytest.mark.parametrize(("text", "said"), COMPLAINTS)
def test_complaints_name_their_place(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(BadInputError) as caught:
        read_study(written(tmp_path, text))
    assert str(caught.value).splitlines()[0].startswith(said)


def test_a_study_of_a_script_has_no_lines() -> None:
    with pytest.raises(BadInputError) as caught:
        as_study({"sites": ["ohio"], "gap": "2 kW"})
    assert str(caught.value).startswith("gap: expected a fraction")


def test_what_a_site_says_at_a_path() -> None:
    said = said_by(read_site(TESTS / "sites" / "tiny", catalogs=TESTS / "catalogs"))
    assert said.at("tariff.energy") == "0.10 USD/kWh"
    assert said.at("cooling.loops[L1].supply") == "40 degC"
    assert said.at("catalog.wet-100.planned_power") == "100 kW"
    assert said.at("budget") is None
    assert said.at("tariff.water") is None
    assert said.problem("cooling.loops[0].supply") == ""
    with pytest.raises(PathProblem, match=r'"cooling\.loops" has no entry "L9"'):
        said.at("cooling.loops[L9].supply")
