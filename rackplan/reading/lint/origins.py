"""Doubts about origins: a figure called published that nobody read, or one of nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.model.catalog import AnyProduct, Catalog
from rackplan.reading.lint.remark import Remark

__all__ = ["check_origins"]


def check_origins(item: AnyProduct, catalog: Catalog) -> Iterator[Remark]:
    """Published figures were read by somebody, and whatever is no assumption has a source."""
    for where, origin in catalog.figures(item.id).items():
        source = None if origin.source is None else catalog.sources.get(origin.source)
        if origin.confidence == "published" and source is not None and source.read == "recalled":
            said = f'called published, but nobody has read "{origin.source}" again: an assumption'
            yield Remark(where, said)
        elif origin.confidence in ("published", "vendor-typical", "estimate") and source is None:
            yield Remark(where, f"called {origin.confidence} without a source")
