"""Templates, style and scripts of a page, joined to one document that fetches nothing.

Why figures are one JSON text in the page: names of the inputs then meet HTML at one place only,
where every ``<``, ``>`` and ``&`` is escaped, and the scripts set text, never markup.
"""

from __future__ import annotations

import importlib.metadata
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

import jinja2
from markupsafe import Markup

from rackplan.writing import one_line

__all__ = ["heading_of", "rendered"]

_ASSETS = "rackplan.report.page.assets"
_LONGEST_HEADING = 120


def rendered(
    template: str, scripts: Sequence[str], content: Mapping[str, Any], **values: object
) -> str:
    """Fill a template.

    Parameters
    ----------
    template : str
        A file of the assets.
    scripts : sequence of str
        Those that it runs, in order; they share one scope.
    content : mapping
        The figures that the scripts draw and list, as JSON.
    **values
        What the template asks for beside.
    """
    style, script = asset("page.css"), "\n".join(map(asset, scripts))
    return (
        _environment()
        .get_template(template)
        .render(
            **{"version": importlib.metadata.version("rackplan"), **values},
            style=Markup(style),  # noqa: S704  # our own file
            script=Markup(script),  # noqa: S704  # our own files
            content=Markup(_embedded(content)),  # noqa: S704  # escaped right there
        )
    )


def heading_of(text: str) -> str:
    """A name of the inputs as a heading: one line, and no longer than anybody reads."""
    return one_line(text)[:_LONGEST_HEADING]


def asset(name: str) -> str:
    """A file beside the templates."""
    return files(_ASSETS).joinpath(name).read_text(encoding="utf-8")


def _embedded(content: Mapping[str, Any]) -> str:
    """JSON that ends no element and begins none, whatever names it holds."""
    text = json.dumps(content, separators=(",", ":"), allow_nan=False)
    for letter in "<>&":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FunctionLoader(asset),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
