"""Pages of what is no plan: which document has which page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from rackplan.compare.written import WrittenComparison, WrittenIndependence
from rackplan.reading import read_answer
from rackplan.report.page.charted import Charted
from rackplan.report.page.compared import comparison_page
from rackplan.report.page.independent import independence_page
from rackplan.report.page.studied import study_page
from rackplan.study import SCHEMA, WrittenStudy

__all__ = ["ANSWERS", "Answer", "answer_of_file"]


@dataclass(frozen=True)
class Answer:
    """A kind of document that has a page.

    Attributes
    ----------
    file : str
        What it is called in a folder that holds one.
    kind : type
        As which it is read.
    page : callable
        From what was read to what its page says.
    """

    file: str
    kind: type[BaseModel]
    page: Callable[[Any], Charted]


ANSWERS: Mapping[str, Answer] = {
    "rackplan/compare/1": Answer("comparison.json", WrittenComparison, comparison_page),
    "rackplan/independence/1": Answer("independence.json", WrittenIndependence, independence_page),
    SCHEMA: Answer("study.json", WrittenStudy, study_page),
}
"""By schema; whatever else sets plans side by side joins here."""


def answer_of_file(path: Path) -> Charted:
    """What the page says of a document of one of these schemas.

    Raises
    ------
    BadInputError
        For another one, and for one that is not as its schema says.
    """
    told = read_answer(path, {schema: answer.kind for schema, answer in ANSWERS.items()})
    (page,) = (answer.page for answer in ANSWERS.values() if type(told) is answer.kind)
    return page(told)
