"""Where the catalogs and sites that come with rackplan lie: in a wheel, or beside the package."""

from __future__ import annotations

from pathlib import Path

__all__ = ["shipped_folder", "shipped_sites"]

_PACKAGE = Path(__file__).resolve().parents[1]


def shipped_folder(name: str) -> Path:
    """The shipped ``catalogs`` or ``sites``: inside an installed package, else in the checkout."""
    inside = _PACKAGE / "shipped" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def shipped_sites() -> list[str]:
    """Names of the shipped sites."""
    folder = shipped_folder("sites")
    if not folder.is_dir():
        return []
    return sorted(path.name for path in folder.iterdir() if any(path.glob("*.yaml")))
