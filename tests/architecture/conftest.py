"""What the architecture tests look at: the files of the project, not what tools leave there."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PARTS = ("rackplan", "catalogs", "sites", "tests", "examples", ".ci")
FILES = ("README.md", "pyproject.toml", ".gitignore")


@dataclass(frozen=True)
class Module:
    """One file of the package."""

    path: Path

    @property
    def shown(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def name(self) -> str:
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(part for part in parts if part != "__init__")

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def imported(self) -> set[str]:
        """Top-level packages that are imported anywhere in the file."""
        nodes = list(ast.walk(self.tree))
        names = [alias.name for n in nodes if isinstance(n, ast.Import) for alias in n.names]
        names += [str(n.module) for n in nodes if isinstance(n, ast.ImportFrom)]
        return {name.split(".")[0] for name in names}


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder that holds pyproject.toml."""
    return ROOT


@pytest.fixture(scope="session")
def modules() -> tuple[Module, ...]:
    """Every file of the package."""
    return tuple(Module(path) for path in sorted((ROOT / "rackplan").rglob("*.py")))


@pytest.fixture(scope="session")
def project_files() -> tuple[Path, ...]:
    """Every text that the project keeps."""
    return tuple(sorted(_project_files()))


def _project_files() -> Iterator[Path]:
    for part in PARTS:
        for path in (ROOT / part).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path
    yield from (ROOT / name for name in FILES)
