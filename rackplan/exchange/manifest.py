"""``export.json``: what was exported, of which plan, and the hash of every file.

By it a folder is known as ours, so that an export replaces an earlier one and nothing else: neither
what somebody else put there, nor a workbook in which somebody has typed since.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rackplan.handover.handover import Handover
from rackplan.units import POWER, magnitude
from rackplan.writing import unfit

__all__ = ["MANIFEST", "SCHEMA", "manifest_bytes", "refuse_foreign"]

MANIFEST = "export.json"
SCHEMA = "rackplan/export/1"
_NAMED = 3


def manifest_bytes(handover: Handover, to: str, files: Mapping[str, bytes]) -> bytes:
    """What the folder of an export holds, as a document."""
    document = {
        "schema": SCHEMA,
        "to": to,
        "site": handover.site.id,
        "scenario": handover.site.inputs.scenario,
        "date": handover.site.demand.date.isoformat(),
        "verified": handover.verdict.holds,
        "standing": handover.standing,
        "racks": dict(sorted(handover.plan.counts().items())),
        "it_power_kw": round(magnitude(handover.it_power, POWER), 3),
        "rackplan": handover.rackplan,
        "files": {name: _hash(content) for name, content in files.items()},
    }
    return (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode("utf-8")


def refuse_foreign(folder: Path) -> None:
    """Refuse a folder that an export would take something away from.

    Raises
    ------
    BadInputError
        For a file, the folder that we are in, one that holds what no export left there, and one
        whose files were changed since.
    """
    target = folder.resolve()
    if not target.exists():
        return
    if not target.is_dir():
        raise unfit(folder, "is a file, not a folder")
    if target == Path.cwd():
        raise unfit(folder, "is the folder that you are in, and would be replaced")
    names = sorted(p.relative_to(target).as_posix() for p in target.rglob("*") if p.is_file())
    hashes = _written_hashes(target / MANIFEST)
    foreign = [name for name in names if name not in hashes and name != MANIFEST]
    if foreign or (names and not hashes):
        raise unfit(folder, f"holds {_listed(foreign or names)}, which no export left there")
    changed = [name for name in names if name != MANIFEST and _changed(target / name, hashes[name])]
    if changed:
        raise unfit(folder, f"holds {_listed(changed)}, changed since it was exported")


def _written_hashes(path: Path) -> dict[str, str]:
    """Hashes of an earlier export's files; none where there is no such export."""
    try:
        document: Any = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    known = isinstance(document, dict) and document.get("schema") == SCHEMA
    files = document.get("files") if known else None
    return {str(k): str(v) for k, v in files.items()} if isinstance(files, dict) else {}


def _changed(path: Path, written: str) -> bool:
    return _hash(path.read_bytes()) != written


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:_NAMED])
    return shown if len(names) <= _NAMED else f"{shown} and {len(names) - _NAMED} more"
