"""``rackplan check``: read inputs whole, count their figures, and doubt what is implausible."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast, get_args

from rackplan.errors import BadInputError
from rackplan.model.catalog import AnyProduct
from rackplan.model.provenance import Confidence
from rackplan.model.site import Site
from rackplan.reading.catalogs import read_products
from rackplan.reading.complaints import Complaints
from rackplan.reading.folders import read_folder
from rackplan.reading.nodes import plain
from rackplan.reading.plausible import doubts
from rackplan.reading.products import Products
from rackplan.reading.recognition import is_catalog
from rackplan.reading.shipped import locate_site, shipped_folder
from rackplan.reading.sites import read_site, scenario_names

__all__ = ["CheckReport", "check_inputs"]

_FIGURE = re.compile(
    r"[+-]?[0-9][0-9,]*(\.[0-9]+)?([eE][+-]?[0-9]+)?( ?[%A-Za-z°][A-Za-z0-9/%²³°]*)?"
)
_LEVELS: tuple[Confidence, ...] = get_args(Confidence)


@dataclass(frozen=True)
class CheckReport:
    """What a check found where there was nothing to complain of.

    Attributes
    ----------
    path : str
        What was checked.
    sites : tuple of str
        Sites read, each with all of its scenarios.
    products, figures : int
        Products, and figures in all documents.
    by_confidence : mapping of str to int
        How many figures state each confidence; the rest states none.
    doubts : tuple of str
        Figures that are possible and unlikely.
    """

    path: str
    sites: tuple[str, ...] = ()
    products: int = 0
    figures: int = 0
    by_confidence: Mapping[str, int] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()

    @property
    def shares(self) -> dict[str, float]:
        """Share of all figures by confidence, from 0 to 1, with those that state none."""
        total = max(self.figures, 1)
        return {name: count / total for name, count in self._counts().items()}

    def to_json(self) -> dict[str, Any]:
        """The report as plain data."""
        return {
            "path": self.path,
            "sites": list(self.sites),
            "products": self.products,
            "figures": self.figures,
            "confidence": self._counts(),
            "doubts": list(self.doubts),
        }

    def lines(self) -> list[str]:
        """The report as a person reads it."""
        read = [*(f"site {name}" for name in self.sites), f"{self.products} products"]
        shares = ", ".join(f"{share:.0%} {name}" for name, share in self.shares.items())
        return [
            f"{self.path}: {', '.join(read)}, {self.figures} figures; nothing to complain of",
            f"confidence of the figures: {shares}",
            *(f"doubt: {doubt}" for doubt in self.doubts),
        ]

    def _counts(self) -> dict[str, int]:
        counts = {name: self.by_confidence.get(name, 0) for name in _LEVELS}
        return counts | {"unstated": self.figures - sum(counts.values())}


def check_inputs(path: str | Path, *, catalogs: str | Path | None = None) -> CheckReport:
    """Read a catalog, a site with all of its scenarios, or a folder of sites.

    Parameters
    ----------
    path : str or Path
        A folder, or ``catalogs``, ``sites`` or a site's name for the shipped ones.
    catalogs : str or Path, optional
        A folder of products laid over the shipped ones.

    Raises
    ------
    BadInputError
        With all problems of all that was read.
    """
    text = str(path).rstrip("/")
    folder = Path(text)
    if not folder.is_dir() and text in ("catalogs", "sites"):
        folder = shipped_folder(text)
    extra = None if catalogs is None else Path(catalogs)
    if is_catalog(folder):
        return _report_on_catalog(text, *read_products(folder, extra))
    inside = [sub for sub in folder.iterdir() if any(sub.glob("*.yaml"))] if folder.is_dir() else []
    is_site = any(folder.glob("*.yaml")) or not inside
    names = [text] if is_site else [str(sub) for sub in sorted(inside)]
    return _report_on_sites(text, _read_all(names, extra))


def _read_all(names: Iterable[str], extra: Path | None) -> tuple[Site, ...]:
    """Every site in every scenario; the first of each is the site as it stands."""
    complaints = Complaints()
    sites: list[Site] = []
    for name in names:
        for scenario in (None, *_scenarios(name)):
            try:
                site = read_site(name, catalogs=extra, scenario=scenario)
            except BadInputError as error:
                complaints.extend(error.problems)
            else:
                sites.extend([site] if scenario is None else [])
    complaints.raise_if_any()
    return tuple(sites)


def _scenarios(name: str) -> list[str]:
    folder, shown, named = locate_site(name)
    return [] if named else scenario_names(read_folder(folder, shown, Complaints()).root)


def _report_on_sites(path: str, sites: tuple[Site, ...]) -> CheckReport:
    documents: list[Any] = [site.inputs.documents["site"] for site in sites]
    catalog: dict[str, Any] = {}
    for site in sites:
        catalog.update(cast("dict[str, Any]", site.inputs.documents["catalog"]))
    documents += catalog.values()
    items = {name: item for site in sites for name, item in site.catalog.products.items()}
    return _report(path, documents, items, tuple(site.id for site in sites))


def _report_on_catalog(path: str, products: Products, names: list[str]) -> CheckReport:
    """Of the products that were read, count and doubt those of the catalog itself."""
    documents = [plain(products.found[name].document.root) for name in names]
    items = {name: product.item for name, product in products.found.items()}
    return _report(path, documents, items, (), names=names)


def _report(
    path: str,
    documents: list[Any],
    items: Mapping[str, AnyProduct],
    sites: tuple[str, ...],
    *,
    names: Collection[str] | None = None,
) -> CheckReport:
    about = items.keys() if names is None else names
    counts = Counter(level for document in documents for level in _figures(document))
    return CheckReport(
        path=path,
        sites=sites,
        products=len(about),
        figures=counts.total(),
        by_confidence={level: counts[level] for level in _LEVELS},
        doubts=tuple(doubts(items, about)),
    )


def _figures(document: Any) -> Iterator[str]:
    """The confidence of each figure of a document, "" where it states none."""
    if isinstance(document, dict):
        if "value" in document:
            yield str(document.get("confidence", ""))
            return
        for child in document.values():
            yield from _figures(child)
    elif isinstance(document, list):
        for child in document:
            yield from _figures(child)
    elif _is_figure(document):
        yield ""


def _is_figure(value: Any) -> bool:
    if isinstance(value, str):
        return _FIGURE.fullmatch(value) is not None
    return isinstance(value, (int, float)) and not isinstance(value, bool)
