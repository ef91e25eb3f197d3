"""Where inputs lie: shipped in a wheel, beside the package in a checkout, or in a user's folder."""

from __future__ import annotations

from pathlib import Path

from rackplan.errors import BadInputError
from rackplan.reading.complaints import did_you_mean

__all__ = ["label", "locate_site", "shipped_folder", "shipped_sites"]

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


def locate_site(text: str) -> tuple[Path, str, str | None]:
    """The folder of a site, what it is called, and the scenario behind a colon.

    Parameters
    ----------
    text : str
        A shipped name, a folder, or either with ``:scenario`` behind it.

    Raises
    ------
    BadInputError
        When there is no such site; the shipped ones are listed.
    """
    head, colon, tail = text.rpartition(":")
    found = _folder(text)
    if found is not None:
        return (*found, None)
    found = _folder(head) if colon else None
    if found is not None:
        return (*found, tail)
    name = head if colon and "/" not in tail else text
    raise BadInputError.about("", _unknown(name))


def label(path: Path) -> str:
    """A path as people know it: as they wrote it, without the folders of their machine."""
    if path.is_absolute() or ".." in path.parts:
        return path.name
    return path.as_posix()


def _folder(text: str) -> tuple[Path, str] | None:
    name = text.removeprefix("sites/").rstrip("/")
    if text == name and name in shipped_sites():
        return shipped_folder("sites") / name, f"sites/{name}"
    path = Path(text)
    if text and _is_folder(path):
        return path, label(path)
    if name in shipped_sites():
        return shipped_folder("sites") / name, f"sites/{name}"
    return None


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a name that no file system takes
        return False


def _unknown(name: str) -> str:
    names = shipped_sites()
    near = did_you_mean(name, names)
    way_out = f" {near}" if near.startswith("Did") else ""
    shipped = ", ".join(names) or "none"
    return f'unknown site "{name}": no such folder. Shipped sites: {shipped}.{way_out}'
