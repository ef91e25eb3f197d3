"""What an import could not take, and what it took in a way that a person has to know of."""

from __future__ import annotations

from dataclasses import dataclass, field

from rackplan.errors import Problem

__all__ = ["Notes", "Question"]


@dataclass(frozen=True, slots=True)
class Question:
    """Something that no list says and a plan needs.

    Attributes
    ----------
    file : str
        The file of the new site that waits for the answer.
    what : str
        The key, or the thing itself: "floor_load", "power tree".
    why : str
        What is asked, in words.
    """

    file: str
    what: str
    why: str

    def __str__(self) -> str:
        return f"{self.file}  {self.what}: {self.why}"


@dataclass
class Notes:
    """All that is told of an import.

    Attributes
    ----------
    rejected : list of Problem
        Lines that were not taken.
    left_out : list of Problem
        Cells that were not taken, of lines that were.
    remarks : list of str
        What was taken in one way of several.
    """

    rejected: list[Problem] = field(default_factory=list)
    left_out: list[Problem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    def remark(self, text: str) -> None:
        """Note something once."""
        if text not in self.remarks:
            self.remarks.append(text)

    def ask(self, file: str, what: str, why: str) -> None:
        """Ask for something that no list says."""
        question = Question(file, what, why)
        if question not in self.questions:
            self.questions.append(question)
