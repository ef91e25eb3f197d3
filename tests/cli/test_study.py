"""``rackplan study`` on the tiny site: a table, files, what is refused, and exit codes."""

from __future__ import annotations

import csv
import json
import shutil
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rackplan.cli.study_progress import text_of
from rackplan.study import Outcome, Progress
from rackplan.study import study as studies
from tests.study.no_hands import CATALOGS, TINY, NoHands

Run = Callable[..., Any]

TEXT = f"""\
about: How warm may the water be?
site: {TINY}
catalogs: {CATALOGS}
vary:
  cooling.loops[L1].supply: [30 degC, 40 degC, 50 degC]
"""


def answer(site: Any) -> Outcome:
    """A plan as long as the water is cool enough."""
    supply = site.loops["L1"].supply.m_as("degC")
    if supply > 45:
        return Outcome("infeasible", "the water is too warm", seconds=0.5)
    figures = {"capability": (920.0,) * 3, "net_present": (2e7, 2.2e7, 3e7), "pue": (1.15,) * 3}
    return Outcome(
        "optimal", figures=figures, gap=0.001, seconds=1.5, limits=("supply.units at x",)
    )


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> NoHands:
    """Hands that answer without planning."""
    made = NoHands(answer)

    @contextmanager
    def hired(_: object) -> Iterator[NoHands]:
        yield made

    monkeypatch.setattr(studies, "processes", hired)
    return made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "warm.yaml"
    path.write_text(TEXT)
    return path


def test_a_table_within_a_hundred_columns(rackplan: Run, hands: NoHands, file: Path, out: Path):
    said = rackplan("study", file, "--out", out)
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert max(len(line) for line in lines if not line.startswith("wrote ")) <= 100
    assert lines[0] == "warm: How warm may the water be?"
    assert ["2", "40", "degC", "optimal", "920", "-", "1.150", "22", "MUSD"] in [
        line.split() for line in lines
    ]
    assert "  case 3: infeasible: the water is too warm" in lines
    assert "  2 optimal, 1 infeasible" in lines
    assert "  3 planned now, 0 known from before or the same as another" in lines
    assert said.out.endswith(f"wrote {out / 'summary.txt'}\n") or "wrote" in lines[-1]


def test_files_say_what_the_table_says(rackplan: Run, hands: NoHands, file: Path, out: Path):
    document = rackplan("study", file, "--out", out, "--json").json
    assert document["schema"] == "rackplan/study/1"
    assert json.loads((out / "study.json").read_text()) == document
    assert [case["status"] for case in document["cases"]] == ["optimal", "optimal", "infeasible"]
    assert document["cases"][0]["figures"]["net_present"]["high"] == 3e7
    with (out / "cases.csv").open() as text:
        table = list(csv.DictReader(text))
    assert [line["cooling.loops[L1].supply [degC]"] for line in table] == ["30.0", "40.0", "50.0"]
    assert [line["net_present.low [USD]"] for line in table] == ["20000000.0"] * 2 + [""]
    assert table[2]["reason"] == "the water is too warm"


def test_a_second_run_plans_nothing_and_says_the_same(
    rackplan: Run, hands: NoHands, file: Path, out: Path
):
    first = rackplan("study", file, "--out", out, "--json").json
    again = rackplan("study", file, "--out", out, "--json").json
    assert len(hands.given) == 3
    assert (first.pop("planned_now"), again.pop("planned_now")) == (3, 0)
    for case in (*first["cases"], *again["cases"]):
        case.pop("planned_now")
    assert first == again


def test_options_are_part_of_every_case(rackplan: Run, hands: NoHands, file: Path, out: Path):
    rackplan(
        "study", file, "--out", out, "--set", "tariff.energy=0.3 USD/kWh", "--at", "2027-02-03"
    )
    assert {site.tariff.energy.m_as("USD/kWh") for site in hands.given} == {0.3}
    assert {site.demand.date.isoformat() for site in hands.given} == {"2027-02-03"}


def test_parquet_reads_back(rackplan: Run, hands: NoHands, file: Path, out: Path):
    import pandas as pd

    assert rackplan("study", file, "--out", out, "--parquet", "--quiet").code == 0
    frame = pd.read_parquet(out / "cases.parquet")
    assert list(frame["status"]) == ["optimal", "optimal", "infeasible"]
    assert list(frame["cooling.loops[L1].supply"]) == [30.0, 40.0, 50.0]


def test_parquet_that_is_not_installed_is_said_with_the_way_out(
    rackplan: Run, hands: NoHands, file: Path, out: Path, monkeypatch: pytest.MonkeyPatch
):
    import pandas as pd

    def missing(*_: object, **__: object) -> None:
        raise ImportError("pyarrow")

    monkeypatch.setattr(pd.DataFrame, "to_parquet", missing)
    said = rackplan("study", file, "--out", out, "--parquet")
    assert said.code == 2
    assert "pip install 'rackplan[study]'" in said.err


def test_plans_are_written_by_the_numbers_of_their_cases(
    rackplan: Run, hands: NoHands, file: Path, out: Path
):
    document = b'{"schema": "rackplan/plan/1"}'
    hands.answer = lambda site: replace(
        answer(site), plan=zlib.compress(document) if answer(site).is_planned else b""
    )
    said = rackplan("study", file, "--out", out, "--plans")
    assert said.out.endswith(f"wrote {out / 'plans'}\n")
    written = {path.relative_to(out): path.read_bytes() for path in out.rglob("plan.json")}
    assert written == {Path(f"plans/{n}/plan.json"): document for n in (1, 2)}


@pytest.mark.parametrize(
    ("statuses", "code"),
    [
        (("optimal", "infeasible", "failed"), 0),
        (("feasible", "limit", "limit"), 0),
        (("infeasible", "infeasible", "failed"), 1),
        (("failed", "failed", "failed"), 2),
        (("optimal", "refuted", "optimal"), 3),
        (("limit", "infeasible", "infeasible"), 4),
    ],
)
def test_exit_codes(statuses: Any, code: int, rackplan: Run, hands: NoHands, file: Path, out: Path):
    waiting = iter(statuses)
    hands.answer = lambda _: Outcome(next(waiting), "why")
    assert rackplan("study", file, "--out", out, "--quiet").code == code


def test_ctrl_c_says_how_to_go_on(rackplan: Run, hands: NoHands, file: Path, out: Path):
    def interrupted(_: object) -> Outcome:
        raise KeyboardInterrupt

    hands.answer = interrupted
    said = rackplan("study", file, "--out", out)
    assert (said.code, said.out) == (130, "")
    assert said.err == f"What is planned stays in {out}: the same command goes on from there.\n"
    hands.answer = answer
    assert rackplan("study", file, "--out", out, "--json").json["planned_now"] == 3


def test_a_folder_of_something_else_is_refused(rackplan: Run, hands: NoHands, file: Path):
    said = rackplan("study", file, "--out", file.parent)
    assert said.code == 2
    assert f"{file.parent}: holds warm.yaml, and no ledger of a study." in said.err
    assert hands.given == []


WRONG = [
    ("[30 degC, 40 degC, 50 degC]", "[30 degC, 40 kW]", "warm.yaml:5:39  cooling.loops[0].supply:"),
    ("[L1].supply", "[L9].supply", "warm.yaml:5:3  vary[cooling.loops[L9].supply]: unknown path"),
    ("[L1].supply", "[L1].suply", 'warm.yaml:5:3  cooling.loops[0]: unknown key "suply"'),
    ("[30 degC, 40 degC, 50 degC]", "{low: 3}", "warm.yaml:5:3  vary[cooling.loops[L1].supply]: a"),
    ("about: How", "measures: [pux]\nabout: How", 'warm.yaml:1:12  measures[0]: no measure "pux"'),
    ("vary", "design: latin-hypercube\nvary", "warm.yaml:4:9  design: a latin hypercube needs"),
    (str(TINY), "nowhere", 'unknown site "nowhere"'),
]


@pytest.mark.parametrize(("was", "now", "said"), WRONG)
def test_what_is_wrong_is_told_at_its_place_before_anything_is_planned(
    was: str, now: str, said: str, rackplan: Run, hands: NoHands, file: Path, out: Path
):
    file.write_text(TEXT.replace(was, now))
    answer = rackplan("study", file, "--out", out)
    assert answer.code == 2
    assert said in answer.err
    assert hands.given == []


def test_without_dask_the_way_out_is_told(rackplan: Run, file: Path, out: Path, monkeypatch: Any):
    import sys

    monkeypatch.setitem(sys.modules, "distributed", None)
    said = rackplan("study", file, "--out", out, "--dask", "tcp://127.0.0.1:8786")
    assert said.code == 2
    assert "--dask: needs Dask, which is not installed: pip install 'rackplan[dask]'" in said.err


def test_sites_beside_the_file_are_found(rackplan: Run, hands: NoHands, file: Path, out: Path):
    shutil.copytree(TINY, file.parent / "hall")
    file.write_text(TEXT.replace(str(TINY), "hall"))
    assert rackplan("study", file, "--out", out, "--quiet").code == 0


def test_the_line_of_progress():
    assert text_of(None, 40, 0.0) == "0 of 40 cases"
    news = Progress(done=12, cases=40, planned=9, failed=1, seconds=60.0, left=187.0)
    assert text_of(news, 40, 2.0) == "12 of 40 cases, 3 known, 1 failed, 3 min 5 s left"
    assert text_of(Progress(3, 40, 0, 0, 0.1, None), 40, 0.0) == "3 of 40 cases, 3 known"
