"""A plan written in a format: all of its files or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, cast, get_args

from rackplan.errors import BadInputError
from rackplan.exchange.manifest import MANIFEST, manifest_bytes, refuse_foreign
from rackplan.handover.handover import Handover, handover_of
from rackplan.result import Result
from rackplan.writing import replace_folder

__all__ = ["FORMATS", "ExportFormat", "check_format", "default_folder", "export"]

ExportFormat = Literal["xlsx", "dxf", "netbox", "csv"]

FORMATS: tuple[ExportFormat, ...] = get_args(ExportFormat)
"""What a plan can be written as."""

_WRITERS = {
    "xlsx": ("rackplan.exchange.workbook", "workbook_files"),
    "dxf": ("rackplan.exchange.floor_drawing", "dxf_files"),
    "netbox": ("rackplan.exchange.netbox", "netbox_files"),
    "csv": ("rackplan.exchange.csv_files", "csv_files"),
}
"""Imported when they are asked for: each brings a library that the others do without."""

_NEEDS = {"xlsx": ("xlsxwriter", "XlsxWriter"), "dxf": ("ezdxf", "ezdxf")}
_OUT = Path("out")


def export(
    source: Result | Handover | str | Path,
    to: ExportFormat | str = "xlsx",
    out: str | Path | None = None,
) -> list[Path]:
    """Write a plan for those who build and buy it.

    The plan is verified anew; the files of one that does not hold say so.

    Parameters
    ----------
    source : Result, Handover, str or Path
        What `rackplan.plan` answered, the folder that it was written to, or a ``plan.json``.
    to : {'xlsx', 'dxf', 'netbox', 'csv'}
    out : str or Path, optional
        The folder for the files; without it the folder of the plan with the format behind a dash.
        An earlier export there is replaced, unless somebody has changed it since.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    BadInputError
        When there is no plan, the library for the format is missing, or the folder holds something
        else.
    """
    check_format(to)
    folder = default_folder(source, to) if out is None else Path(out)
    refuse_foreign(folder)
    handover = source if isinstance(source, Handover) else handover_of(source)
    files = dict(_writer(to)(handover))
    files[MANIFEST] = manifest_bytes(handover, to, files)
    return replace_folder(folder, files)


def check_format(to: str) -> None:
    """Refuse a format that there is not, and one whose library is missing.

    Raises
    ------
    BadInputError
        With the formats there are, or with how to install what is missing.
    """
    if to not in FORMATS:
        known = ", ".join(FORMATS)
        raise BadInputError.about("", f'no format "{to}". There are: {known}.')
    module, package = _NEEDS.get(to, ("", ""))
    if module and find_spec(module) is None:
        raise BadInputError.about(
            "", f'{to} needs {package}, which is not installed: pip install "rackplan[exchange]"'
        )


def default_folder(source: Result | Handover | str | Path, to: str) -> Path:
    """The folder of a plan, or where it would be, with the format behind a dash."""
    if isinstance(source, (str, Path)):
        path = Path(source)
        folder = path if path.is_dir() else path.parent
        folder = folder if folder.name.strip(".") else folder.resolve()
        return folder.parent / f"{folder.name}-{to}"
    site = source.site
    scenario = site.inputs.scenario
    return _OUT / f"{site.id if scenario is None else f'{site.id}-{scenario}'}-{to}"


def _writer(to: str) -> Callable[[Handover], Mapping[str, bytes]]:
    module, name = _WRITERS[to]
    return cast("Callable[[Handover], Mapping[str, bytes]]", getattr(import_module(module), name))
