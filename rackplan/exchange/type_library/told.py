"""What is said of an import of types: in a few lines for a person, in full, and as a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from rackplan.exchange.type_library.doubts import DOUBTS, Doubted
from rackplan.exchange.type_library.drafts import Draft
from rackplan.exchange.type_library.known_products import Known
from rackplan.exchange.type_library.library_import import TypeImport

__all__ = ["types_json", "types_lines", "types_report"]

_SHOWN = 5
_FEW = 5
"""Drafts that are told one by one."""

_MARKS = "figures by fields and by an export's comments differ"


def types_lines(made: TypeImport) -> list[str]:
    """A summary; of a few types all that is doubtful and asked for."""
    return list(_lines(made, shown=_SHOWN))


def types_report(made: TypeImport) -> str:
    """Everything, for the folder that the drafts are written to."""
    whole = max(made.files, sum(len(draft.doubts) for draft in made.drafts.values()), 1)
    return "\n".join(_lines(made, shown=whole)) + "\n"


def types_json(made: TypeImport) -> dict[str, Any]:
    """All of it as plain data."""
    return {
        "read": made.files,
        "products": [_draft_json(draft) for _, draft in sorted(made.drafts.items())],
        "known": [_known_json(known) for known in made.known],
        "passed_over": [{"file": file, "why": why} for file, why in made.passed_over],
        "twice": [{"file": file, "first": first} for file, first in made.twice],
        "skipped": [asdict(problem) for problem in sorted(made.skipped)],
    }


def _draft_json(draft: Draft) -> dict[str, Any]:
    return {
        "id": draft.id,
        "kind": draft.kind,
        "why": draft.why,
        "file": draft.entry.file,
        "figures": {path: value for path, (value, _) in draft.figures.items()},
        "doubts": [asdict(doubt) for doubt in draft.doubts],
        "unknown": list(draft.asked),
        "also_unknown": list(draft.also_asked),
    }


def _known_json(known: Known) -> dict[str, Any]:
    differences = [
        {"path": path, "here": here, "catalog": there} for path, here, there in known.differences
    ]
    doubts = [asdict(doubt) for doubt in known.draft.doubts]
    file = known.draft.entry.file
    return {"file": file, "product": known.product, "differences": differences, "doubts": doubts}


def _lines(made: TypeImport, *, shown: int) -> Iterator[str]:
    drafts = sorted(made.drafts.values(), key=lambda draft: draft.id)
    yield (
        f"{_many(made.files, 'file')}: {_many(len(drafts), 'draft')} of products, "
        f"{len(made.known):,} in the catalog already, {len(made.passed_over):,} passed over, "
        f"{len(made.twice):,} twice, {len(made.unread):,} skipped"
    )
    yield from _kinds(drafts)
    if len(drafts) <= _FEW or shown > _SHOWN:
        for draft in drafts:
            yield from _one(draft)
    if len(drafts) > _FEW:
        yield from _doubts(drafts, made.known, shown)
        yield from _asked(drafts)
    yield from _compared(made.known, shown, in_full=len(drafts) <= _FEW)
    yield from _passed(made.passed_over, shown)
    told = (f"{file}: as {first}" for file, first in made.twice)
    yield from _listed("Twice: the first of them counts", told, shown)
    yield from _listed("Problems of the files skipped", map(str, sorted(made.skipped)), shown)


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def _kinds(drafts: Sequence[Draft]) -> Iterator[str]:
    whole = Counter(draft.kind for draft in drafts)
    sound = Counter(draft.kind for draft in drafts if not draft.asked)
    for kind, count in sorted(whole.items()):
        yield f"  {count:>6,}  {kind}, {sound[kind]:,} with all that one needs"


def _one(draft: Draft) -> Iterator[str]:
    yield ""
    yield f"{draft.id} ({draft.kind}, by {draft.why}): {draft.entry.file}"
    for path, (value, note) in draft.figures.items():
        yield f"  {path}: {value}" + (f" ({note})" if note else "")
    yield from (f"  doubt: {doubt.sentence} [{doubt.id}]" for doubt in draft.doubts)
    if draft.asked:
        yield f"  unknown, and needed: {', '.join(draft.asked)}"
    if draft.also_asked:
        yield f"  unknown: {', '.join(draft.also_asked)}"


def _doubts(drafts: Sequence[Draft], known: Sequence[Known], shown: int) -> Iterator[str]:
    found: dict[str, list[Doubted]] = {}
    for draft in (*drafts, *(each.draft for each in known)):
        for doubt in draft.doubts:
            found.setdefault(doubt.id, []).append(doubt)
    if found:
        yield ""
        yield f"Doubts: {sum(map(len, found.values())):,}"
    for name in (*DOUBTS, "marks"):
        if name in found:
            about = DOUBTS[name][2] if name in DOUBTS else _MARKS
            yield f"  {len(found[name]):>6,}  {about} [{name}]"
            yield from _some(map(str, found[name]), min(shown, 2) if shown <= _SHOWN else 0)


def _asked(drafts: Sequence[Draft]) -> Iterator[str]:
    counts = Counter((draft.kind, key) for draft in drafts for key in draft.asked)
    if counts:
        yield ""
        yield "Unknown, needed, and asked for in the drafts"
        for (kind, key), count in sorted(counts.items(), key=lambda item: (item[0][0], -item[1])):
            yield f"  {count:>6,}  {kind}: {key}"


def _compared(known: Sequence[Known], shown: int, *, in_full: bool) -> Iterator[str]:
    if known:
        yield ""
        yield f"In the catalog already, and compared: {len(known):,}"
    for each in known[:shown]:
        file = each.draft.entry.file
        yield f"  {file}: {each.product}" + ("" if each.differences else ", with the same figures")
        yield from (
            f"    {path} {here} here, {there} there" for path, here, there in each.differences
        )
        if in_full:
            yield from (f"    doubt: {doubt.sentence} [{doubt.id}]" for doubt in each.draft.doubts)
    if len(known) > shown:
        yield f"  and {len(known) - shown:,} more"


def _passed(passed: Sequence[tuple[str, str]], shown: int) -> Iterator[str]:
    reasons: dict[str, list[str]] = {}
    for file, why in passed:
        reasons.setdefault(why, []).append(file)
    if reasons:
        yield ""
        yield f"Passed over: {len(passed):,}"
    for why, files in sorted(reasons.items(), key=lambda item: -len(item[1])):
        yield f"  {len(files):>6,}  {why}"
        yield from _some(files, min(shown, 1) if shown <= _SHOWN else shown)


def _listed(title: str, items: Iterator[str] | map[str], shown: int) -> Iterator[str]:
    told = list(items)
    if told:
        yield ""
        yield f"{title}: {len(told):,}"
        yield from (f"  {item}" for item in told[:shown])
    if len(told) > shown:
        yield f"  and {len(told) - shown:,} more"


def _some(items: Iterator[str] | map[str] | Sequence[str], shown: int) -> Iterator[str]:
    for item, _ in zip(items, range(shown), strict=False):
        yield f"          {item}"
