"""Plain data as YAML: for the formats of others; our own inputs are written by people."""

from __future__ import annotations

from collections.abc import Mapping

import yaml

__all__ = ["yaml_text"]


def yaml_text(document: Mapping[str, object]) -> str:
    """A document of one table, its keys in the order given.

    Examples
    --------
    >>> print(yaml_text({"model": "no", "u_height": 4, "is_full_depth": True}), end="")
    ---
    model: 'no'
    u_height: 4
    is_full_depth: true
    """
    return yaml.safe_dump(
        dict(document), sort_keys=False, allow_unicode=True, explicit_start=True, width=100
    )
