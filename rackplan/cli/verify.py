"""``rackplan verify PLAN``: the physics alone, on any plan, also one edited by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rackplan.cli import options
from rackplan.cli.output import say, say_json
from rackplan.errors import BadInputError

if TYPE_CHECKING:
    from rackplan.model.verdict import Margin, Verdict

__all__ = ["verify"]

PlanFile = Annotated[Path, typer.Argument(help="A plan.json, or the folder that holds it.")]
OtherSite = Annotated[
    str | None,
    typer.Option("--site", metavar="SITE", help="Judge against this site, not the plan's own."),
]

Failures = Annotated[
    bool,
    typer.Option("--failures", help="What each loss takes, who carries on, what is then tightest."),
]


def verify(
    plan: PlanFile,
    site: OtherSite = None,
    changes: options.Changes = None,
    catalogs: options.Catalogs = None,
    at: options.At = None,
    failures: Failures = False,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Check a plan against its site, whole and after every single loss."""
    from rackplan.economics.sought import misclaims_of
    from rackplan.handover import claim_in
    from rackplan.reading import read_plan, read_site
    from rackplan.report import outage_lines
    from rackplan.report.thermal_lines import thermal_lines
    from rackplan.report.year_lines import year_lines
    from rackplan.result import outage_as_json, thermal_as_json, verdict_as_json, year_as_json
    from rackplan.verify import outages_of
    from rackplan.verify import verify as judge
    from rackplan.verify.year import year_of

    other = None
    if site is not None:
        other = read_site(site, catalogs=catalogs, changes=changes or [], at=at)
    elif changes or catalogs or at:
        raise BadInputError.about("", "--set, --catalogs and --at go with --site")
    read, placed = read_plan(plan / "plan.json" if plan.is_dir() else plan, site=other)
    verdict, year = judge(read, placed), year_of(read, placed)
    claim = claim_in(plan, placed) if other is None else None
    misclaims = () if claim is None else misclaims_of(read, placed, [claim])
    outages = outages_of(read, placed) if failures else ()
    if as_json:
        told = {**verdict_as_json(verdict), "thermal": thermal_as_json(verdict.thermal)}
        told |= {"year": year_as_json(year), "misclaims": list(misclaims)}
        told |= {"outages": [outage_as_json(outage) for outage in outages]} if failures else {}
        say_json({"schema": "rackplan/verdict/1", "site": read.id, **told})
    elif not quiet:
        matrix = ("", "Losses", *(f"  {line}" for line in outage_lines(outages)))
        cooling = _section("Cooling", thermal_lines(verdict.thermal))
        told_year = _section("A year", year_lines(year))
        wrong = _section("What the plan says of itself and is not so", misclaims)
        say((*_verdict_lines(verdict), *wrong, *cooling, *told_year, *(matrix if failures else ())))
    raise typer.Exit(0 if verdict.holds else 3)


def _verdict_lines(verdict: Verdict) -> Iterator[str]:
    from rackplan.report.wording import named, one_line

    kinds = verdict.failures_by_kind.items()
    losses = ", ".join(f"{count:,} {named(kind)}" for kind, count in kinds if count)
    yield f"{'HOLDS' if verdict.holds else 'REFUTED'}: {verdict.checks:,} limits compared"
    yield f"{verdict.failures_simulated:,} single losses simulated: {losses}"
    yield ""
    if verdict.findings:
        count = len(verdict.findings)
        yield f"{count:,} finding{'' if count == 1 else 's'}"
        yield from (f"  {f.rule}: {one_line(f.sentence)}" for f in verdict.findings)
    else:
        yield "Tightest limits"
        yield from (f"  {_margin_line(margin)}" for margin in _tightest(verdict))


def _section(title: str, lines: tuple[str, ...]) -> Iterator[str]:
    yield from ("", title) if lines else ()
    yield from (f"  {line}" for line in lines)


def _tightest(verdict: Verdict) -> list[Margin]:
    """The tightest place of each rule with an upper limit; a position is full by nature."""
    first: dict[str, Margin] = {}
    for margin in verdict.margins:
        if margin.limit > 0 and not margin.at_least and margin.rule != "space.position":
            first.setdefault(margin.rule, margin)
    return sorted(first.values(), key=lambda margin: margin.headroom / margin.limit)


def _margin_line(margin: Margin) -> str:
    from rackplan.report.wording import figure, money, named, one_line

    share = f"{margin.rule:<28} {margin.used / margin.limit:6.1%}"
    after = "" if margin.failure is None else f" after losing {named(str(margin.failure))}"
    if margin.unit == "USD":
        used = f"{money(margin.used)} of {money(margin.limit)}"
    else:
        used = f"{figure(margin.used)} of {figure(margin.limit)} {margin.unit}"
    return f"{share}  {used} at {one_line(margin.where)}{after}"
