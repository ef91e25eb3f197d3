"""Every file of the package: documented, exported, of a size that a person reads at once."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

Modules = tuple[Any, ...]
Function = ast.FunctionDef | ast.AsyncFunctionDef

LONGEST_FILE = 400
LONGEST_FUNCTION = 60

_FOLDERS = r"(?:(?<![\w.\]>/)-])|(?<=file://))/(?:work|tmp|root|home|Users|opt)/"
_SERVERS = "|".join(("py" + "pi", "python" + "hosted", "index" + "-url", "/sim" + "ple/"))
MACHINE = re.compile(f"{_FOLDERS}|{_SERVERS}")
"""Folders of a machine and servers of packages; put together so that it does not find itself."""

VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "data", "misc", "core"}


def public(module: Any) -> set[str]:
    """Functions and classes that a file defines for others."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    found = {node.name for node in module.tree.body if isinstance(node, kinds)}
    return {name for name in found if not name.startswith("_")}


def functions(module: Any) -> Iterator[Function]:
    for node in ast.walk(module.tree):
        if isinstance(node, Function):
            yield node


def length(function: Function) -> int:
    """Lines of a function without its docstring."""
    assert function.end_lineno is not None
    lines = function.end_lineno - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is not None and first.end_lineno is not None:
        lines -= first.end_lineno - first.lineno + 1
    return lines


def test_every_file_says_what_it_is(modules: Modules) -> None:
    silent = [m.shown for m in modules if not (ast.get_docstring(m.tree) or "").strip()]
    assert not silent


def test_every_file_says_what_it_has_for_others(modules: Modules) -> None:
    silent = {m.shown for m in modules if public(m) and "__all__" not in m.text}
    assert not silent


def test_exports_exist_and_are_sorted(modules: Modules) -> None:
    """Constants, then classes, then functions, each by name, as the linter sorts them."""
    for module in modules:
        if module.name == "rackplan":
            continue  # its names are imported when they are used: see test_front
        home = importlib.import_module(module.name)
        exported = list(getattr(home, "__all__", []))
        assert all(hasattr(home, name) for name in exported), module.shown
        assert exported == sorted(set(exported), key=_rank), module.shown


def _rank(name: str) -> tuple[int, str]:
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)


def test_no_file_is_too_long(modules: Modules) -> None:
    sizes = {m.shown: m.text.count("\n") for m in modules}
    assert not {s: n for s, n in sizes.items() if n > LONGEST_FILE}


def test_no_function_is_too_long(modules: Modules) -> None:
    sizes = {f"{m.shown}:{f.lineno} {f.name}": length(f) for m in modules for f in functions(m)}
    assert not {name: n for name, n in sizes.items() if n > LONGEST_FUNCTION}


def test_most_functions_are_short(modules: Modules) -> None:
    sizes = sorted(length(f) for m in modules for f in functions(m))
    assert sizes[len(sizes) // 2] <= 9
    assert sizes[len(sizes) * 9 // 10] <= 30


def test_names_say_what_they_hold(modules: Modules) -> None:
    vague = {m.shown for m in modules if VAGUE & set(m.name.split("."))}
    assert not vague


def test_only_the_command_line_prints(modules: Modules) -> None:
    for module in modules:
        if module.name.startswith("rackplan.cli"):
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id != "print", f"{module.shown}:{node.lineno}"


def test_every_silenced_warning_says_why(modules: Modules) -> None:
    for module in modules:
        for line in module.text.splitlines():
            silenced = re.search(r"#\s*(noqa|type: ignore)\S*(.*)", line)
            if silenced:
                assert "  # " in silenced[2], f"{module.shown}: {line.strip()}"


@pytest.mark.parametrize("folder", ["work", "tmp", "home"])
@pytest.mark.parametrize("text", ["cd {}", "'{}'", "file://{}", "path={}", "{}"])
def test_folder_of_a_machine_is_seen(folder: str, text: str) -> None:
    assert MACHINE.search(text.format(f"/{folder}/main"))


@pytest.mark.parametrize("text", ["https://x.org/home/a", "../srv/x", "R01/tmp/", "a/opt/b"])
def test_other_paths_are_let_through(text: str) -> None:
    assert not MACHINE.search(text)


def test_nothing_depends_on_one_machine(project_files: tuple[Path, ...]) -> None:
    """No folders and no package servers of whoever wrote it."""
    for path in project_files:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            assert not MACHINE.search(line), f"{path.name}:{number}: {line.strip()}"


def test_top_level_is_fixed(root: Path) -> None:
    made = {"out", "dist", "build"}
    found = {path.name for path in root.iterdir() if not path.name.startswith(".")}
    fixed = {"README.md", "pyproject.toml", "rackplan", "catalogs", "sites", "tests", "examples"}
    extra = {name for name in found - fixed - made if not name.endswith(".egg-info")}
    assert fixed <= found
    assert not extra
