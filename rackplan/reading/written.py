"""Inputs as a person would write them: a site's document with the changes made in it, or any part.

Short tables and lists stand on one line. What is written here is read back as it was.
"""

from __future__ import annotations

from collections.abc import Mapping

import yaml

from rackplan.model.site import Site
from rackplan.reading.folded import FoldedSite
from rackplan.reading.scalars import decode

__all__ = ["as_written", "written_site"]

_WIDTH = 110


def written_site(site: Site) -> str:
    """The folded description that a site was unfolded from, after all changes.

    Parameters
    ----------
    site : Site

    Returns
    -------
    str
        YAML of all of its files together, in the order in which keys are explained; scenarios
        are left out.
    """
    document = site.inputs.documents["site"]
    assert isinstance(document, Mapping)
    order = [key for key in FoldedSite.model_fields if key in document]
    return as_written({key: document[key] for key in order})


def as_written(document: Mapping[str, object]) -> str:
    """Plain data as YAML, its keys in the order given, each on a line of its own.

    Examples
    --------
    >>> print(as_written({"note": "no", "halls": [{"id": "H1", "width": "12 m"}]}), end="")
    note: no
    halls:
    - {id: H1, width: 12 m}
    """
    return yaml.dump(
        dict(document),
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=_WIDTH,
        default_flow_style=None,
    )


class _Dumper(yaml.SafeDumper):
    """Writes text plain wherever this package reads it as that text again, as a date is."""

    def ignore_aliases(self, data: object) -> bool:
        """Write everything out: inputs know no aliases."""
        del data
        return True

    def serialize(self, node: yaml.Node) -> None:
        """Write the outermost table a key a line, however short it is."""
        if isinstance(node, yaml.MappingNode):
            node.flow_style = False
        super().serialize(node)


_Dumper.yaml_implicit_resolvers = {}


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = None if decode(text) == text and text != "<<" else "'"
    if "\n" in text:
        style = "|"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _represent_plain(dumper: yaml.SafeDumper, value: object) -> yaml.ScalarNode:
    """Numbers, truth values and nothing, in the words that `decode` knows."""
    words = {None: "null", True: "true", False: "false"}
    text = words.get(value) if value is None or isinstance(value, bool) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text or repr(value))


_Dumper.add_representer(str, _represent_text)
for kind in (int, float, bool, type(None)):
    _Dumper.add_representer(kind, _represent_plain)
