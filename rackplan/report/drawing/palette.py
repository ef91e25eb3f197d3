"""Colours and codes of rack types, and the style sheet of the drawing.

Colours are Paul Tol's *light* scheme, made for labelled cells and told apart by colour-blind
readers (https://personal.sron.nl/~pault/). What serves the compute racks is grey. Every type also
has a two-letter code, so that a grey print reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rackplan.model.site import Site

__all__ = ["STYLE", "Palette", "palette_of"]

_COMPUTE = (
    "#77aadd",
    "#ee8866",
    "#44bb99",
    "#ffaabb",
    "#eedd88",
    "#aaaa00",
    "#99ddff",
    "#bbcc33",
)
_SUPPORT = {"network": "#c4c9cf", "storage": "#a3abb4", "management": "#dfe2e6"}


@dataclass(frozen=True)
class Palette:
    """What each rack type looks like, by its id."""

    codes: dict[str, str]
    fills: dict[str, str]


def palette_of(site: Site, order: Sequence[str]) -> Palette:
    """Colours by place in the order, codes by what the id says."""
    codes: dict[str, str] = {}
    fills: dict[str, str] = {}
    compute = 0
    for rack in order:
        taken = set(codes.values())
        codes[rack] = next(code for code in _codes(rack) if code not in taken)
        role = site.catalog.racks[rack].role
        fills[rack] = _SUPPORT.get(role) or _COMPUTE[compute % len(_COMPUTE)]
        compute += role == "compute"
    return Palette(codes, fills)


def _codes(rack: str) -> Iterator[str]:
    """Codes for a type, the telling ones first: model number, words, any letters.

    >>> next(_codes("gb300-nvl72")), next(_codes("hgx-b200-rack")), next(_codes("network-ib-rack"))
    ('G3', 'B2', 'NI')
    """
    words = [word for word in re.split(r"[._-]+", rack.upper()) if word and word != "RACK"]
    words = words or [rack.upper()]
    numbered = [re.match(r"([A-Z])[A-Z]*(\d)", word) for word in words]
    yield from (match[1] + match[2] for match in numbered if match)
    first = words[0][0]
    yield from (first + word[0] for word in words[1:])
    yield from (first + letter for word in words for letter in word[1:])
    yield from (f"{first}{n}" for n in range(10))
    yield from (f"{n}" for n in range(10, 10_000))


STYLE = """
.rackplan-floor{--paper:#ffffff;--ink:#1b2430;--soft:#5b6775;--line:#9aa5b1;--faint:#d5dbe1;
--floor:#f6f7f9;--cold:#dcecfa;--hot:#fbe3da;--mixed:#ece6f3;--cold-ink:#23608f;--hot-ink:#9a3f1c;
--free:#ffffff;--blocked:#8b95a1;--feed-a:#b3261e;--feed-b:#1f5fbf;--water:#0b7285;--air:#5f6f1b;
--pod:#1b2430;--good:#1a7f37;--bad:#b3261e;--code:#10161d;--machine:#cfe8ee;--fan:#e3e8c8;
background:var(--paper);color:var(--ink);
font-family:"Helvetica Neue",Arial,"Liberation Sans",sans-serif}
@media screen and (prefers-color-scheme:dark){.rackplan-floor{--paper:#12171d;--ink:#e6ebf0;
--soft:#a2aebb;--line:#67727e;--faint:#2c353f;--floor:#181f27;--cold:#17324a;--hot:#47271c;
--mixed:#332b40;--cold-ink:#8ec5f2;--hot-ink:#f3ab8d;--free:#1f2832;--blocked:#76818d;
--feed-a:#ff8a80;--feed-b:#82b1ff;--water:#5fd0e0;--air:#c5d36a;--pod:#f2f5f8;--good:#57d377;
--bad:#ff8a80;--machine:#1d4a56;--fan:#414a1d}}
.rackplan-floor text{fill:var(--ink);pointer-events:none;direction:ltr;unicode-bidi:isolate}
.rackplan-floor .bold{font-weight:700}
.rackplan-floor .halo{paint-order:stroke;stroke:var(--paper);stroke-width:2.5px}
.rackplan-floor .soft{fill:var(--soft)}
.rackplan-floor .code{fill:var(--code)}
.rackplan-floor .cold-ink{fill:var(--cold-ink)}
.rackplan-floor .hot-ink{fill:var(--hot-ink)}
.rackplan-floor .mixed-ink{fill:var(--soft)}
.rackplan-floor .a-ink{fill:var(--feed-a)}
.rackplan-floor .b-ink{fill:var(--feed-b)}
.rackplan-floor .water-ink{fill:var(--water)}
.rackplan-floor .air-ink{fill:var(--air)}
.rackplan-floor .good-ink{fill:var(--good)}
.rackplan-floor .bad-ink{fill:var(--bad)}
.rackplan-floor .paper{fill:var(--paper)}
.rackplan-floor .floor{fill:var(--floor);stroke:var(--ink);stroke-width:1.6}
.rackplan-floor .cold{fill:var(--cold)}
.rackplan-floor .hot{fill:var(--hot)}
.rackplan-floor .mixed{fill:var(--mixed)}
.rackplan-floor .free{fill:var(--free);stroke:var(--line);stroke-width:.6}
.rackplan-floor .blocked{fill:url(#rackplan-hatch);stroke:var(--blocked);stroke-width:.6}
.rackplan-floor .blocked-key{fill:url(#rackplan-hatch-key);stroke:var(--blocked);stroke-width:.6}
.rackplan-floor .hatch{stroke:var(--blocked)}
.rackplan-floor .rack{stroke:#2b3540;stroke-width:.6}
.rackplan-floor .pod{fill:none;stroke:var(--pod);stroke-width:1.5}
.rackplan-floor .feed{fill:none;stroke-width:1.5}
.rackplan-floor .a{stroke:var(--feed-a)}
.rackplan-floor .b{stroke:var(--feed-b);stroke-dasharray:5 2}
.rackplan-floor .machine{fill:var(--machine);stroke:var(--water);stroke-width:.8}
.rackplan-floor .fan{fill:var(--fan);stroke:var(--air);stroke-width:.8}
.rackplan-floor .group{fill:none;stroke:var(--line);stroke-width:.8}
.rackplan-floor .rule{stroke:var(--line);stroke-width:.8;fill:none}
.rackplan-floor .bar{fill:var(--ink)}
.rackplan-floor .bar-off{fill:var(--paper);stroke:var(--ink);stroke-width:.6}
.rackplan-floor .stamp{fill:none;stroke:var(--soft);stroke-width:1.4}
.rackplan-floor .stamp-good{stroke:var(--good)}
.rackplan-floor .stamp-bad{stroke:var(--bad)}
.rackplan-floor .fixed{vector-effect:non-scaling-stroke}
"""
"""The style sheet: scoped to the drawing, so that a page may hold it; dark where a screen asks."""
