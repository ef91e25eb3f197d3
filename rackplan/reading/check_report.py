"""What a check says: where figures come from, and which of them are doubtful."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from rackplan.model.catalog import KINDS, Catalog
from rackplan.model.figures import FrozenDict
from rackplan.model.provenance import Confidence, Provenance
from rackplan.model.site import Site
from rackplan.reading.lint import Doubt, doubts, site_doubts

__all__ = ["LEVELS", "CheckReport", "Coverage", "report_on_catalog", "report_on_sites"]

LEVELS: tuple[str, ...] = (*get_args(Confidence), "unstated")
"""Confidences from the best to none at all."""


@dataclass(frozen=True)
class Coverage:
    """How many figures of some products or of a site state where they come from.

    Attributes
    ----------
    name : str
        A kind of product, or a site.
    documents : int
        How many products, or 1 for a site.
    counts : mapping of str to int
        Figures by confidence; "unstated" where the file says none.
    """

    name: str
    documents: int
    counts: Mapping[str, int]

    @property
    def figures(self) -> int:
        """All figures."""
        return sum(self.counts.values())

    @property
    def sourced(self) -> float:
        """Share of the figures with a source that is not our own assumption, from 0 to 1."""
        own = self.counts.get("assumption", 0) + self.counts.get("unstated", 0)
        return 1.0 - own / max(self.figures, 1)

    def to_json(self) -> dict[str, Any]:
        """The coverage as plain data."""
        counts = {level: self.counts.get(level, 0) for level in LEVELS}
        named = {"name": self.name, "documents": self.documents, "figures": self.figures}
        return named | counts | {"sourced": round(self.sourced, 4)}


@dataclass(frozen=True)
class CheckReport:
    """What a check found where there was nothing to complain of.

    Attributes
    ----------
    path : str
        What was checked.
    sites : tuple of str
        Sites read, each with all of its scenarios.
    products : int
        Products read.
    coverage : tuple of Coverage
        Where the figures come from, by kind of product and by site.
    doubts : tuple of Doubt
        Figures that are possible and unlikely.
    """

    path: str
    sites: tuple[str, ...] = ()
    products: int = 0
    coverage: tuple[Coverage, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def whole(self) -> Coverage:
        """The coverage of everything that was read."""
        counts = sum((Counter(part.counts) for part in self.coverage), Counter[str]())
        return Coverage("all", sum(part.documents for part in self.coverage), counts)

    @property
    def figures(self) -> int:
        """All figures."""
        return self.whole.figures

    @property
    def shares(self) -> dict[str, float]:
        """Share of all figures by confidence, from 0 to 1, with those that state none."""
        whole = self.whole
        return {level: whole.counts.get(level, 0) / max(whole.figures, 1) for level in LEVELS}

    def to_json(self) -> dict[str, Any]:
        """The report as plain data."""
        whole = self.whole
        return {
            "path": self.path,
            "sites": list(self.sites),
            "products": self.products,
            "figures": whole.figures,
            "confidence": {level: whole.counts.get(level, 0) for level in LEVELS},
            "coverage": [part.to_json() for part in self.coverage],
            "doubts": [doubt.to_json() for doubt in self.doubts],
        }


def report_on_sites(path: str, sites: tuple[Site, ...]) -> CheckReport:
    """The report on sites, their own figures and those of the products that they reach."""
    own = [_coverage(f"site {site.id}", 1, [site.provenance.values()]) for site in sites]
    catalog = _joined([site.catalog for site in sites])
    names = sorted(catalog.products)
    return CheckReport(
        path=path,
        sites=tuple(site.id for site in sites),
        products=len(names),
        coverage=(*own, *_by_kind(names, catalog)),
        doubts=(*dict.fromkeys(_of_sites(sites)), *doubts(names, catalog)),
    )


def _of_sites(sites: Iterable[Site]) -> Iterator[Doubt]:
    return (doubt for site in sites for doubt in site_doubts(site))


def report_on_catalog(path: str, catalog: Catalog, names: Sequence[str]) -> CheckReport:
    """The report on those products of a catalog that are its own."""
    coverage, found = _by_kind(names, catalog), doubts(names, catalog)
    return CheckReport(path, products=len(names), coverage=tuple(coverage), doubts=tuple(found))


def _joined(catalogs: Sequence[Catalog]) -> Catalog:
    """All products that some sites reach, as one catalog."""
    parts: dict[str, dict[str, Any]] = {name: {} for name in Catalog.model_fields}
    for catalog in catalogs:
        for name, part in parts.items():
            part.update(getattr(catalog, name))
    frozen: dict[str, Any] = {name: FrozenDict(part) for name, part in parts.items()}
    return Catalog.model_construct(**frozen)


def _by_kind(names: Iterable[str], catalog: Catalog) -> Iterator[Coverage]:
    """The coverage of products by their kind."""
    kinds: dict[str, list[str]] = {}
    for name in names:
        kinds.setdefault(catalog.products[name].kind, []).append(name)
    for kind in (kind for kind in KINDS if kind in kinds):
        origins = [catalog.figures(name).values() for name in kinds[kind]]
        yield _coverage(kind, len(origins), origins)


def _coverage(name: str, documents: int, origins: Iterable[Iterable[Provenance]]) -> Coverage:
    counts: Counter[str] = Counter(
        o.confidence for group in origins for o in group if not o.derived
    )
    return Coverage(name, documents, counts)
