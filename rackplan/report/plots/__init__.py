"""Plots of a study, as SVG that fetches nothing, light and dark.

* `canvas`: a plot's page, axes and words; `ticks`: where an axis has its lines;
* `sweep`: measures along a parameter; `tornado`: each parameter alone, the widest first;
* `pareto`: two measures against each other; `heat_map`: a measure over two parameters;
* `choice`: which of them a study has.
"""

from rackplan.report.plots.choice import plots_of

__all__ = ["plots_of"]
