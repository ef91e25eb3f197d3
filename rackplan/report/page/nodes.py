"""The power tree for the page: what feeds what, what may be carried, what is."""

from __future__ import annotations

from typing import Any

from rackplan.report.page.columns import packed, rounded
from rackplan.verify.facts import Facts

__all__ = ["nodes_content"]


def nodes_content(facts: Facts) -> dict[str, Any]:
    """Nodes in columns, by rank: every node behind all that may feed it."""
    tree, normal = facts.flow.tree, facts.flow.normal
    loads = [
        rounded(float(kw if in_kw else kva))
        for kw, kva, in_kw in zip(normal.kw, normal.kva, tree.in_kw, strict=True)
    ]
    rated = (facts.rated | facts.busways).tolist()
    limits = zip(tree.limit.tolist(), rated, strict=True)
    return {
        "id": [node.id for node in tree.nodes],
        "kind": packed([node.kind for node in tree.nodes]),
        "fed_by": [list(sources) for sources in tree.fed_by],
        "unit": packed(["kW" if in_kw else "kVA" for in_kw in tree.in_kw]),
        "limit": packed([rounded(limit) if is_rated else None for limit, is_rated in limits]),
        "normal": loads,
    }
