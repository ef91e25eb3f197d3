"""`rackplan report` and the drawings of a result in a notebook."""

from __future__ import annotations

import pytest

from rackplan.errors import BadInputError
from rackplan.handover import Handover, handover_of
from rackplan.report import DRAWINGS, page_target, write_report
from rackplan.report.handed_over import result_of
from tests.exchange.conftest import handover, make_handover, plan, refuted, site

__all__ = ["handover", "make_handover", "plan", "refuted", "site"]


def test_page_goes_beside_its_plan(rackplan, wisconsin, tmp_path):
    page = tmp_path / "wisconsin.html"
    answer = rackplan("report", wisconsin.folder, "--to", page, "--drawings", "--json")
    assert answer.code == 0, answer.err
    names = ["wisconsin.html", "floor.svg", "one-line.svg", "elevations.svg"]
    assert answer.json["files"] == [(tmp_path / name).as_posix() for name in names]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert page_target(wisconsin.folder, None) == wisconsin.folder / "report.html"


def test_page_of_another_kind_of_file_is_refused(rackplan, wisconsin, tmp_path):
    answer = rackplan("report", wisconsin.folder, "--to", tmp_path / "plan.json")
    assert answer.code == 2
    assert "expected a file that ends in .html" in answer.err


def test_plan_that_fails_is_drawn_and_said(rackplan, refuted, tmp_path):
    path = tmp_path / "report.html"
    assert write_report(refuted, path) == [path]
    assert "REFUTED" in path.read_text(encoding="utf-8")


def test_folder_that_cannot_be_written_says_so(handover, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInputError, match="cannot be written"):
        write_report(handover, tmp_path / "file" / "report.html")


def test_result_draws_itself(handover: Handover):
    result = result_of(handover)
    drawings = [result.floor_plan(), result.one_line(), result.elevations()]
    assert len(drawings) == len(DRAWINGS)
    for drawing in drawings:
        assert drawing._repr_svg_() == str(drawing)
        assert str(drawing).startswith("<svg")
    assert handover_of(result).plan == handover.plan
