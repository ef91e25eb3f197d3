"""What a folder holds, told by the keys at the top of its files: products, a site, or sites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

__all__ = ["MOST_FOLDERS", "holds_site", "is_catalog", "tree_of"]

MOST_FOLDERS = 2_000
"""Folders that one catalog may have; whoever names a whole disk is told so."""

_KIND = re.compile(rb"^[\"']?kind[\"']?[ ]*:", re.MULTILINE)
_SITE = re.compile(
    rb"^[\"']?(place|halls|power|cooling|rows|demand|supply|budget|scenarios)[\"']?[ ]*:",
    re.MULTILINE,
)
_LARGEST_LOOK = 1024 * 1024


def is_catalog(folder: Path) -> bool:
    """Whether products lie in a folder, or anywhere in it, and neither it nor one in it is a site.

    Why sites go first: a site may have a folder of its own products beside its files.
    """
    if not folder.is_dir() or holds_site(folder):
        return False
    inside = islice(tree_of(folder), MOST_FOLDERS)
    next(inside)
    if any(holds_site(place) for place in inside if place.parent == folder):
        return False
    places = islice(tree_of(folder), MOST_FOLDERS)
    return (
        folder.name == "catalogs"
        or (folder / "sources.yaml").is_file()
        or any(_KIND.search(text) for place in places for text in _texts(place))
    )


def holds_site(folder: Path) -> bool:
    """Whether the files of a folder are those of a site."""
    return any(_SITE.search(text) and not _KIND.search(text) for text in _texts(folder))


def tree_of(folder: Path) -> Iterator[Path]:
    """A folder and all folders in it, by name; hidden ones are no part of it."""
    seen: set[Path] = set()
    waiting = [folder]
    while waiting:
        place = waiting.pop()
        if place.resolve() in seen:  # a link back upwards
            continue
        seen.add(place.resolve())
        yield place
        inside = (path for path in place.iterdir() if path.is_dir())
        shown = [path for path in inside if not path.name.startswith(".")]
        waiting.extend(sorted(shown, reverse=True))


def _texts(folder: Path) -> Iterator[bytes]:
    for path in sorted(folder.glob("*.yaml")):
        if path.is_file():
            with path.open("rb") as file:
                yield file.read(_LARGEST_LOOK)
