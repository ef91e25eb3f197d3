"""``rackplan rules``: the whole law, a family, one rule, and a slip of the pen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rackplan.rules import RULES

Run = Callable[..., Any]


def test_whole_law_is_a_line_a_rule(rackplan: Run) -> None:
    answer = rackplan("rules")
    assert answer.code == 0
    lines = answer.out.splitlines()
    assert [line.split()[0] for line in lines] == list(RULES)
    assert all(
        line.endswith(rule.sentence) for line, rule in zip(lines, RULES.values(), strict=True)
    )


def test_one_rule_in_full(rackplan: Run) -> None:
    rule = RULES["power.failover"]
    answer = rackplan("rules", "power.failover")
    assert answer.code == 0
    for part in (rule.sentence, rule.inequality, f"[{rule.unit}]", rule.source, rule.applies):
        assert part in answer.out
    assert all(symbol.meaning in answer.out for symbol in rule.symbols)
    assert "power.busway" not in answer.out


def test_family(rackplan: Run) -> None:
    document = rackplan("rules", "space", "--json").json
    assert document["schema"] == "rackplan/rules/1"
    assert [rule["id"] for rule in document["rules"]] == [
        "space.position",
        "space.depth",
        "space.weight",
        "space.placed",
        "space.pinned",
        "space.reserved",
        "space.forbidden",
    ]


def test_document_is_the_law(rackplan: Run) -> None:
    answer = rackplan("rules", "--json")
    assert (answer.code, answer.err) == (0, "")
    found = {rule["id"]: rule for rule in answer.json["rules"]}
    assert list(found) == list(RULES)
    for name, rule in RULES.items():
        assert found[name]["sentence"] == rule.sentence
        assert found[name]["unit"] == rule.unit
        assert len(found[name]["symbols"]) == len(rule.symbols)


def test_slip_of_the_pen(rackplan: Run) -> None:
    answer = rackplan("rules", "power.failovr")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith('no rule "power.failovr". Did you mean power.failover?\n')


def test_nonsense_lists_the_rules(rackplan: Run) -> None:
    answer = rackplan("rules", "nonsense")
    assert answer.code == 2
    assert all(rule in answer.err for rule in RULES)
    assert rackplan("rules", "nonsense", "--json").json["schema"] == "rackplan/error/1"
