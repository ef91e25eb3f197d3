"""An explanation in words: what more would bring, what is stranded; or why nothing fits."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from rackplan.explain import Base, Explanation, Impossibility, Stranded, Worth
from rackplan.explain.words import amount
from rackplan.report.columns import aligned
from rackplan.report.wording import count, figure, money, one_line

__all__ = ["explanation_lines"]

_WIDTH = 98
_SHOWN = 4
_REASONS = 2
_STATUS = {
    "explained": "the plan holds, verified anew",
    "impossible": "no plan fits",
    "refuted": "REFUTED: the plan does not hold; `rackplan verify` says what it breaks",
    "limit": "neither a plan nor a proof that there is none was found in time",
}


def explanation_lines(explanation: Explanation) -> tuple[str, ...]:
    """The whole explanation as lines of text, within a hundred columns."""
    site = explanation.site
    head = f"{one_line(site.name)} ({site.id}), planning date {site.demand.date.isoformat()}"
    lines = [head, f"  {_STATUS[explanation.status]}", *_base(explanation.base)]
    sections = (
        ("Why nothing fits", _impossible(explanation)),
        ("What one step more would bring, the most first (planned anew)", _worths(explanation)),
        ("Left over, and what stands in the way of one more rack", _stranded(explanation)),
    )
    for title, said in sections:
        lines += ["", title, *(f"  {line}".rstrip() for line in said)] if said else []
    return tuple(lines)


def _base(base: Base | None) -> Iterator[str]:
    if base is None or base.value is None:
        return
    said = f"{base.objective} {amount(base.value, base.unit)}"
    if base.bound is None:
        yield f"  {said}; no bound proved"
    else:
        side = "less" if base.sign < 0 else "more"
        yield f"  {said}; no plan has {side} than {amount(base.bound, base.unit)}"


def _impossible(explanation: Explanation) -> tuple[str, ...]:
    found = explanation.impossibility
    if explanation.status != "impossible":
        return ()
    if found is None:
        return ("no small set of limits that shows it was found within the effort",)
    return (*_wrapped(map(one_line, found.sentences)), "", *_wrapped([_proof(found)]))


def _proof(found: Impossibility) -> str:
    parts = count(len(found.parts), "demand, limit or rule", "demands, limits and rules")
    told = f"{parts} that cannot hold together, confirmed by solving them alone"
    least = "; without any one of them the rest can" if found.is_minimal else ""
    return f"{told}{least}."


def _worths(explanation: Explanation) -> tuple[str, ...]:
    if not explanation.worths:
        return ()
    rows = [("", "found", "proved between", "price says")]
    rows += [_worth(each) for each in explanation.worths]
    left = len(explanation.not_stepped)
    more = f"{count(left, 'limit')} more {'binds' if left == 1 else 'bind'}, not planned anew"
    return (*aligned(rows, (False, True, True, True)), *([more] if left else []))


def _worth(worth: Worth) -> tuple[str, str, str, str]:
    says = textwrap.shorten(one_line(worth.step.says), 52, placeholder=" ...")
    found = "none in time" if worth.gain is None else amount(worth.gain, worth.unit)
    between = "-"
    if worth.least is not None and worth.most is not None:
        exact = worth.least == worth.most
        between = "exactly" if exact else f"{_number(worth.least)} and {_number(worth.most)}"
    return says, found, between, _number(worth.step.expected, worth.unit)


def _number(value: float, unit: str = "") -> str:
    return money(value) if unit == "USD" else figure(value)


def _stranded(explanation: Explanation) -> tuple[str, ...]:
    lines: list[str] = []
    for kind in dict.fromkeys(each.kind for each in explanation.stranded):
        alike = [each for each in explanation.stranded if each.kind == kind]
        alike.sort(key=lambda each: (-each.left, each.where))
        groups = list(_grouped(alike))
        for group in groups[:_SHOWN]:
            lines += _left(group)
        if len(groups) > _SHOWN:
            lines.append(f"{kind}: {count(len(groups) - _SHOWN, 'more place')}, all with --json")
    return tuple(lines)


def _grouped(alike: list[Stranded]) -> Iterator[list[Stranded]]:
    """Places with as much left, for the same reasons, in one."""
    groups: dict[tuple[object, ...], list[Stranded]] = {}
    for each in alike:
        why = tuple((r.rule, r.rack, r.lacks, r.cases, r.tried) for r in each.reasons)
        groups.setdefault((round(each.left, 6), each.there, why, each.note), []).append(each)
    yield from groups.values()


def _left(group: list[Stranded]) -> list[str]:
    first = group[0]
    names = [one_line(each.where) for each in group]
    where = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    each = " each" if len(group) > 1 else ""
    left = f"{amount(first.left, first.unit)} of {amount(first.there, first.unit)} left{each}"
    title = f"{first.kind} {'' if where == 'plan' else where}".rstrip()
    said = [reason.sentence for reason in first.reasons[:_REASONS]]
    said += [first.note] if first.note else []
    return [
        f"{title}: {left}",
        *(f"  {line}" for text in said for line in _wrapped([one_line(text)])),
    ]


def _wrapped(texts: Iterable[str]) -> list[str]:
    return [
        line for text in texts for line in textwrap.wrap(text, _WIDTH - 4, subsequent_indent="  ")
    ]
