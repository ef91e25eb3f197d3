"""Bad inputs laid over the tiny site, and what is said about them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from rackplan.errors import BadInputError
from rackplan.reading import read_site

TESTS = Path(__file__).parents[1]
SECTION = re.compile(r"^(\w+):.*\n(?:(?![\w#]).*\n)*", re.MULTILINE)


def sections_of_tiny() -> dict[str, str]:
    """The tiny site by top-level key."""
    texts = [path.read_text() for path in sorted((TESTS / "sites/tiny").glob("*.yaml"))]
    return {match[1]: match[0] for text in texts for match in SECTION.finditer(text)}


@pytest.fixture
def tiny_with(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Makes a folder ``tiny`` in which a bad file stands in for the sections that it writes."""

    def make(name: str, content: str | bytes) -> Path:
        folder = tmp_path / "tiny"
        folder.mkdir(exist_ok=True)
        text = content if isinstance(content, str) else ""
        written = set(re.findall(r"^(\w+):", text, re.MULTILINE))
        for key, section in sections_of_tiny().items():
            if key not in written:
                (folder / f"{key}.yaml").write_text(section)
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
        return folder

    return make


@pytest.fixture
def parts_with(tmp_path: Path) -> Callable[..., Path]:
    """Makes a catalog ``parts`` in which the files of a folder replace those of their name."""

    def make(bad: Path, catalog: str = "catalogs") -> Path:
        parts = tmp_path / "parts"
        shutil.copytree(TESTS / catalog, parts)
        for file in bad.iterdir():
            (replaced,) = parts.rglob(file.name)
            shutil.copy(file, replaced)
        return parts

    return make


@pytest.fixture
def complaint() -> Callable[..., str]:
    """What `read_site` says about a bad site."""

    def read(site: Path | str, **options: object) -> str:
        options.setdefault("catalogs", TESTS / "catalogs")
        with pytest.raises(BadInputError) as caught:
            read_site(site, **options)  # type: ignore[arg-type]  # options come from a table
        assert caught.value.exit_code == 2
        assert caught.value.problems == tuple(sorted(caught.value.problems))
        return str(caught.value)

    return read
