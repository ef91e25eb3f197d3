"""The style sheet of the drawing: light, and dark where a screen asks for it.

It is scoped to the drawing, so that a page may hold it. Every colour stands twice, plain and as a
variable: programs that know no CSS variables, most drawing programs among them, keep the plain one.
"""

from __future__ import annotations

import re

__all__ = ["STYLE"]

_LIGHT = {
    "paper": "#ffffff",
    "ink": "#1b2430",
    "soft": "#5b6775",
    "line": "#9aa5b1",
    "floor": "#f6f7f9",
    "cold": "#dcecfa",
    "hot": "#fbe3da",
    "mixed": "#ece6f3",
    "cold-ink": "#1f5a87",
    "hot-ink": "#93391a",
    "free": "#ffffff",
    "blocked": "#8b95a1",
    "feed-a": "#b3261e",
    "feed-b": "#1f5fbf",
    "water": "#0b7285",
    "machine": "#cfe8ee",
    "air": "#5f6f1b",
    "fan": "#e3e8c8",
    "good": "#1a7f37",
    "bad": "#b3261e",
    "pod": "#1b2430",
    "edge": "#2b3540",
    "code": "#10161d",
}

_DARK = {
    "paper": "#12171d",
    "ink": "#e6ebf0",
    "soft": "#a2aebb",
    "line": "#67727e",
    "floor": "#181f27",
    "cold": "#17324a",
    "hot": "#47271c",
    "mixed": "#332b40",
    "cold-ink": "#8ec5f2",
    "hot-ink": "#f3ab8d",
    "free": "#1f2832",
    "blocked": "#76818d",
    "feed-a": "#ff8a80",
    "feed-b": "#82b1ff",
    "water": "#5fd0e0",
    "machine": "#1d4a56",
    "air": "#c5d36a",
    "fan": "#414a1d",
    "good": "#57d377",
    "bad": "#ff8a80",
    "pod": "#ffd866",
}

_RULES = """
text{fill:var(--ink);direction:ltr;unicode-bidi:isolate;pointer-events:none}
.bold{font-weight:700}
.halo{paint-order:stroke;stroke:var(--paper);stroke-width:2.5px}
.soft{fill:var(--soft)}
.code{fill:var(--code)}
.cold-ink{fill:var(--cold-ink)}
.hot-ink{fill:var(--hot-ink)}
.mixed-ink{fill:var(--soft)}
.a-ink{fill:var(--feed-a)}
.b-ink{fill:var(--feed-b)}
.water-ink{fill:var(--water)}
.air-ink{fill:var(--air)}
.good-ink{fill:var(--good)}
.bad-ink{fill:var(--bad)}
.paper{fill:var(--paper)}
.floor{fill:var(--floor);stroke:var(--ink)}
.cold{fill:var(--cold)}
.hot{fill:var(--hot)}
.mixed{fill:var(--mixed)}
.free{fill:var(--free);stroke:var(--line)}
.blocked{fill:url(#rackplan-hatch);stroke:var(--blocked)}
.blocked-key{fill:url(#rackplan-hatch-key);stroke:var(--blocked)}
.hatch{stroke:var(--blocked)}
.kept{fill:var(--free);stroke:var(--pod);stroke-dasharray:.08 .06}
.kept-key{fill:var(--free);stroke:var(--pod);stroke-dasharray:3 2}
.rack{stroke:var(--edge)}
.old{fill:var(--edge)}
.pod{fill:none;stroke:var(--pod)}
.a{fill:none;stroke:var(--feed-a)}
.b{fill:none;stroke:var(--feed-b)}
.machine{fill:var(--machine);stroke:var(--water)}
.fan{fill:var(--fan);stroke:var(--air)}
.rule{fill:none;stroke:var(--line)}
.bar{fill:var(--ink)}
.bar-off{fill:var(--paper);stroke:var(--ink)}
.stamp{fill:none;stroke:var(--soft)}
.stamp-good{stroke:var(--good)}
.stamp-bad{stroke:var(--bad)}
"""

_FONTS = '"Helvetica Neue",Arial,"Liberation Sans",sans-serif'


def _variables(colours: dict[str, str]) -> str:
    return ";".join(f"--{name}:{value}" for name, value in colours.items())


def _with_plain(rule: str) -> str:
    """A rule with each colour given plainly before it is given as a variable."""
    return re.sub(r"([a-z-]+):var\(--([a-z-]+)\)", lambda m: f"{m[1]}:{_LIGHT[m[2]]};{m[0]}", rule)


_SCOPE = ".rackplan-floor"

STYLE = "\n".join(
    [
        "",
        f"{_SCOPE}{{{_variables(_LIGHT)};background:var(--paper);font-family:{_FONTS}}}",
        f"@media screen and (prefers-color-scheme:dark){{{_SCOPE}{{{_variables(_DARK)}}}}}",
        *(f"{_SCOPE} {_with_plain(rule)}" for rule in _RULES.strip().splitlines()),
        "",
    ]
)
"""The text of the style sheet."""
