"""Which plots a study has: by its design, and by what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rackplan.report.plots.heat_map import heat_map
from rackplan.report.plots.pareto import pareto
from rackplan.report.plots.sweep import sweep
from rackplan.report.plots.tornado import tornado
from rackplan.report.study_units import as_asked
from rackplan.study import StudyResult

__all__ = ["plots_of"]


def plots_of(result: StudyResult) -> dict[str, str]:
    """SVG documents by the names of their files.

    One at a time: a tornado for each measure. Otherwise a line for each measure along the parameter
    with the most values, and heat maps of a grid of two. Of any study with a measure that is to be
    large and one that is to be small, the front between them. Units are those that the sites ask
    for.
    """
    return {name: svg for name, svg in _plots(as_asked(result)) if svg is not None}


def _plots(result: StudyResult) -> Iterator[tuple[str, str | None]]:
    along = _longest(result)
    for measure in result.measures:
        if result.setup.design == "one-at-a-time":
            yield f"tornado-{measure}.svg", tornado(result, measure)
        elif along is not None:
            yield f"sweep-{measure}.svg", sweep(result, measure, along)
            if result.setup.design == "grid":
                yield f"heat-map-{measure}.svg", heat_map(result, measure)
    yield "pareto.svg", pareto(result)


def _longest(result: StudyResult) -> str | None:
    """The parameter with the most values, figures before words; the first of equals."""

    def rank(name: str) -> tuple[bool, int]:
        values = {repr(each.case.values.get(name)) for each in result.done}
        return result.units.get(name) is not None, len(values)

    names = [each.name for each in result.parameters]
    chosen: Callable[[str], tuple[bool, int]] = rank
    return max(names, key=chosen, default=None)
