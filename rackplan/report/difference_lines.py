"""Two plans in words: what is other in the second."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from rackplan.difference import (
    Amount,
    BindingChange,
    Difference,
    Floor,
    InputChange,
    MarginChange,
    Pods,
    Side,
)
from rackplan.model.claim import Binding
from rackplan.model.plan import Placement
from rackplan.model.verdict import Margin
from rackplan.report.columns import aligned
from rackplan.report.wording import count, figure, joined, money, named, one_line, percent

__all__ = ["difference_lines"]

_SHOWN = 12
_LONGEST = 40
_POSITIONS = "space.position"

_Row = tuple[str, str, str, str]


def difference_lines(difference: Difference) -> tuple[str, ...]:
    """The whole comparison in lines of at most a hundred columns; what is alike is left out."""
    sections = (
        ("Plans", _plans(difference)),
        ("Inputs that are not the same", _inputs(difference)),
        ("Result", _claims(difference)),
        ("Racks", _amounts(each for each in difference.racks if not each.is_same)),
        ("Power and computing", _amounts(e for e in difference.amounts if not e.is_same)),
        ("Money", _amounts(each for each in difference.money if not each.is_same)),
        ("On the floor", _floor(difference)),
        ("Pods", _pods(difference.pods)),
        ("What binds", _binding(difference.binding)),
        ("How full the tightest limit of each rule is", _margins(difference.margins)),
    )
    lines: list[str] = []
    for title, said in sections:
        lines += [*([""] if lines else []), title, *(f"  {line}" for line in said)] if said else []
    return tuple(lines)


def _plans(difference: Difference) -> tuple[str, ...]:
    rows = [_side("before", difference.before), _side("after", difference.after)]
    same = ("the same plan: the same racks at the same places, wired alike",)
    return (*aligned(rows, (False,) * 4), *(same if difference.is_same else ()))


def _side(name: str, side: Side) -> _Row:
    told = side.told
    scenario = told.site.inputs.scenario
    where = told.site.id if scenario is None else f"{told.site.id}:{one_line(scenario)}"
    verdict = told.verdict
    broken = count(len(verdict.findings), "limit")
    stands = "holds" if verdict.holds else f"REFUTED: {broken} broken"
    claim = "no claim, its racks were edited" if told.claim is None else told.claim.status
    return (name, one_line(side.name), where, f"{claim}, {stands}")


def _inputs(difference: Difference) -> tuple[str, ...]:
    rows = [_input(each) for each in difference.inputs[:_SHOWN]]
    rows += [_input(each) for each in difference.settings]
    left = len(difference.inputs) - _SHOWN
    more = (f"and {count(left, 'value')} more, all with --json",) if left > 0 else ()
    read = count(len(difference.files), "file")
    files = (f"{read} read of which the text is not the same",) if difference.files else ()
    return (*aligned(rows, (False,) * 4), *more, *files)


def _input(change: InputChange) -> _Row:
    return (one_line(change.path), _short(change.before), "->", _short(change.after))


def _short(text: str | None) -> str:
    if text is None:
        return "none"
    return textwrap.shorten(one_line(text), _LONGEST, placeholder=" ...") or '""'


def _claims(difference: Difference) -> tuple[str, ...]:
    objective = difference.objective
    if objective is None:
        return ("the two searches sought different things, or one plan was edited since",)
    lines = list(_amounts([objective]))
    gaps = [side.told.claim.gap if side.told.claim else None for side in _sides(difference)]
    shown = ["none proved" if gap is None else percent(gap, 3) for gap in gaps]
    lines.append(f"left open by the searches: {shown[0]} before, {shown[1]} after")
    if difference.beyond is not None:
        other = "first" if difference.beyond == "after" else "second"
        better = "second" if difference.beyond == "after" else "first"
        lines.append(f"proved: no plan for the inputs of the {other} is as good as the {better}")
    elif not objective.is_same:
        lines.append("not proved: a longer search might level the two")
    return tuple(lines)


def _sides(difference: Difference) -> tuple[Side, Side]:
    return difference.before, difference.after


def _amounts(amounts: Iterable[Amount]) -> tuple[str, ...]:
    rows = [("", "before", "after", "more")]
    rows += [_amount(each) for each in amounts]
    return aligned(rows, (False, True, True, True)) if len(rows) > 1 else ()


def _amount(amount: Amount) -> _Row:
    unit = amount.unit if amount.unit not in ("racks", "USD", "USD/year") else ""
    before, after = (_number(value, amount.unit) for value in (amount.before, amount.after))
    name = f"{one_line(amount.name)} {unit}".rstrip()
    return (name, before, after, _more(amount))


def _number(value: float | None, unit: str) -> str:
    if value is None:
        return "-"
    return money(value) if unit.startswith("USD") else figure(value, 6)


def _more(amount: Amount) -> str:
    if amount.more is None:
        return "-"
    sign = "-" if amount.more < 0 else "+" if amount.more > 0 else ""
    text = f"{sign}{_number(abs(amount.more), amount.unit)}"
    share = f" ({sign}{percent(abs(amount.more / amount.before), 1)})" if amount.before else ""
    return text + share


def _floor(difference: Difference) -> tuple[str, ...]:
    floor = difference.floor
    if floor is None:
        return ("the plans are of two sites: positions have nothing in common",)
    bought = [f"bought: {one_line(name)}" for name in difference.bought]
    bought += [f"no longer bought: {one_line(name)}" for name in difference.not_bought]
    if floor.is_same:
        return tuple(bought)
    told = (
        count(len(floor.moved), "moves", "move"),
        f"{len(floor.added):,} added",
        f"{len(floor.removed):,} removed",
        f"{len(floor.rewired):,} on other feeds",
    )
    stay = count(floor.stayed, "rack stays", "racks stay")
    return (f"{stay}, {', '.join(told)}", *_placements(floor), *bought)


def _placements(floor: Floor) -> tuple[str, ...]:
    parts: list[list[_Row]] = [
        [("moved", m.after.rack, _place(m.before), f"-> {_place(m.after)}") for m in floor.moved],
        [("added", p.rack, _place(p), "") for p in floor.added],
        [("removed", p.rack, _place(p), "") for p in floor.removed],
        [("rewired", r.after.rack, _place(r.before), f"-> {_fed(r.after)}") for r in floor.rewired],
    ]
    rows: list[_Row] = []
    for part in parts:
        left = len(part) - _SHOWN
        more = [("", f"and {left:,} more", "", "")] if left > 0 else []
        rows += [*part[:_SHOWN], *more]
    return aligned(rows, (False,) * 4)


def _place(placement: Placement) -> str:
    return f"{one_line(placement.position)} on {_fed(placement)}"


def _fed(placement: Placement) -> str:
    parts = [one_line(each) for each in (*placement.feeds, placement.loop or "") if each]
    return ", ".join(parts) + (f" {placement.phase}" if placement.phase else "")


def _pods(pods: Pods | None) -> tuple[str, ...]:
    if pods is None or pods.is_same:
        return ()
    parts = (("added", pods.added), ("removed", pods.removed))
    names = [(word, [one_line(pod) for pod in found]) for word, found in parts if found]
    names += [("other racks", [one_line(c.pod) for c in pods.changed])] if pods.changed else []
    listed = (f"{word}: {joined(found, 6)}" for word, found in names)
    return (f"{pods.before:,} before, {pods.after:,} after", *listed)


def _binding(changes: Sequence[BindingChange]) -> tuple[str, ...]:
    if not any(_worth(each.before) != _worth(each.after) for each in changes):
        return ()
    rows = [("", "before", "after")]
    rows += [
        (f"{each.rule} at {one_line(each.where)}", _worth(each.before), _worth(each.after))
        for each in changes[:_SHOWN]
    ]
    left = len(changes) - _SHOWN
    more = (f"and {count(left, 'limit')} more, all with --json",) if left > 0 else ()
    return (*aligned(rows, (False, True, True)), *more)


def _worth(binding: Binding | None) -> str:
    return "-" if binding is None else f"{figure(binding.gain)} {binding.worth_unit}"


def _margins(changes: Iterable[MarginChange]) -> tuple[str, ...]:
    """How full the fullest place of each rule with an upper limit is, and where it now is."""
    listed = [each for each in changes if each.rule != _POSITIONS]
    rows = [("", "before", "after", "")]
    for rule in dict.fromkeys(each.rule for each in listed):
        pairs = [(each.before, each.after) for each in listed if each.rule == rule]
        first, second = (_fullest(side) for side in zip(*pairs, strict=True))
        shares = _share(first), _share(second)
        if shares[0] != shares[1]:
            rows.append((rule, *shares, _used(second or first)))
    return aligned(rows, (False, True, True, False)) if len(rows) > 1 else ()


def _fullest(margins: Iterable[Margin | None]) -> Margin | None:
    known = [m for m in margins if m is not None and m.limit > 0 and not m.at_least]
    return max(known, key=lambda margin: (margin.used / margin.limit, margin.where), default=None)


def _share(margin: Margin | None) -> str:
    return "-" if margin is None else f"{margin.used / margin.limit:.1%}"


def _used(margin: Margin | None) -> str:
    if margin is None:
        return ""
    if margin.unit == "USD":
        used = f"{money(margin.used)} of {money(margin.limit)}"
    else:
        used = f"{figure(margin.used)} of {figure(margin.limit)} {margin.unit}".rstrip()
    after = f" after losing {named(str(margin.failure))}" if margin.failure else ""
    return f"{used} at {one_line(margin.where)}{after}"
