"""``rackplan rules [ID]``: the law: sentence, inequality, unit, source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from rackplan.cli import options
from rackplan.cli.output import say, say_json

if TYPE_CHECKING:
    from rackplan.rules import Rule

__all__ = ["rules"]

RuleId = Annotated[str | None, typer.Argument(help="A rule, such as power.failover, or a family.")]


def rules(rule: RuleId = None, as_json: options.AsJson = False) -> None:
    """Print the rules that every plan keeps."""
    from rackplan.rules import RULES

    chosen = [r for r in RULES.values() if rule is None or rule in (r.id, r.family)]
    if not chosen:
        raise _unknown(rule or "", list(RULES))
    if as_json:
        say_json({"schema": "rackplan/rules/1", "rules": [_as_json(r) for r in chosen]})
    elif rule is None:
        say(f"{r.id:<28} {r.sentence}" for r in chosen)
    else:
        say(line for r in chosen for line in _lines(r))


def _unknown(rule: str, known: list[str]) -> Exception:
    from rackplan.errors import BadInputError
    from rackplan.writing import nearest

    near = nearest(rule, known)
    hint = f"Did you mean {near}?" if near else f"Rules: {', '.join(known)}."
    return BadInputError.about("", f'no rule "{rule}". {hint}')


def _lines(rule: Rule) -> Iterator[str]:
    yield rule.id
    yield f"  {rule.sentence}"
    yield f"  {rule.inequality}   [{rule.unit}]"
    for symbol in rule.symbols:
        unit = f" [{symbol.unit}]" if symbol.unit else ""
        yield f"    {symbol.letter}: {symbol.meaning}{unit}"
    yield f"  applies to {rule.applies}"
    yield f"  source: {rule.source}"
    yield ""


def _as_json(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "sentence": rule.sentence,
        "inequality": rule.inequality,
        "symbols": [
            {"letter": s.letter, "meaning": s.meaning, "unit": s.unit} for s in rule.symbols
        ],
        "unit": rule.unit,
        "applies": rule.applies,
        "source": rule.source,
    }
