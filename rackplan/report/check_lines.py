"""What a check of inputs says to a person."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from rackplan.reading.check_report import LEVELS, CheckReport, Coverage
from rackplan.report.columns import aligned
from rackplan.report.wording import one_line

__all__ = ["check_lines"]

_WIDTH = 112


def check_lines(report: CheckReport) -> Iterator[str]:
    """A check in lines: what was read, where its figures come from, what is doubtful."""
    read = [*(f"site {name}" for name in report.sites), f"{report.products} products"]
    what = f"{', '.join(read)}, {report.figures:,} figures"
    yield f"{report.path}: {what}; nothing to complain of"
    yield ""
    yield from _table(report)
    yield from _listed("Doubts", [str(doubt) for doubt in report.doubts if not doubt.known])
    yield from _listed("Known", [str(doubt) for doubt in report.doubts if doubt.known])


def _table(report: CheckReport) -> Iterator[str]:
    head = ("figures of", "number", "figures", *LEVELS, "sourced")
    whole = [report.whole] if len(report.coverage) > 1 else []
    rows = [head, *(_cells(part) for part in (*report.coverage, *whole))]
    for line in aligned(rows, (False, *(True for _ in head[1:]))):
        yield f"  {line}"


def _cells(part: Coverage) -> tuple[str, ...]:
    counts = (f"{part.counts.get(level, 0):,}" for level in LEVELS)
    number, figures = f"{part.documents:,}", f"{part.figures:,}"
    return (one_line(part.name), number, figures, *counts, f"{part.sourced:.0%}")


def _listed(title: str, sentences: list[str]) -> Iterator[str]:
    if sentences:
        yield ""
        yield f"{title} ({len(sentences)})"
        for sentence in sentences:
            yield from wrap(
                one_line(sentence),
                _WIDTH,
                initial_indent="  ",
                subsequent_indent="      ",
                break_long_words=False,
                break_on_hyphens=False,
            )
