"""A plan read back: the site out of its own documents, and edits by hand with their place."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rackplan.errors import BadInputError
from rackplan.model.plan import Placement, Plan
from rackplan.model.site import Site
from rackplan.reading import read_plan, read_site

TESTS = Path(__file__).parents[1]

GOOD = Placement(position="R1-P1", rack="wet-100", feeds=("R1.A", "R1.B"), loop="L1", pod="wet-1")


def written(site: Site, *placements: Placement) -> dict[str, Any]:
    """A plan.json as far as it is read back."""
    return {
        "schema": "rackplan/plan/1",
        "site": site.id,
        "scenario": site.inputs.scenario,
        "changes": list(site.inputs.changes),
        "status": "optimal",
        "gap": 1e-05,
        "provenance": {"seed": 1, "files": dict(site.inputs.files)},
        "placements": [p.model_dump(mode="json") for p in placements],
        "inputs": dict(site.inputs.documents),
    }


def read_back(document: dict[str, Any], folder: Path) -> tuple[Site, Plan]:
    text = json.dumps(document, indent=1, ensure_ascii=False)
    (folder / "plan.json").write_text(text, encoding="utf-8")
    return read_plan(folder)


def contents(site: Site) -> dict[str, Any]:
    """All of a site but where it was read from."""
    dump: dict[str, Any] = site.model_dump(mode="json", exclude={"inputs"})
    for origins in (dump["provenance"], dump["catalog"]["provenance"]):
        for origin in origins.values():
            del origin["file"], origin["line"]
    return dump


def complaint(document: dict[str, Any], folder: Path) -> str:
    with pytest.raises(BadInputError) as caught:
        read_back(document, folder)
    return str(caught.value)


@pytest.mark.parametrize("name", ["wisconsin", "wisconsin:rush", "wisconsin:warm-water"])
def test_shipped_site_is_carried_whole(name: str, tmp_path: Path) -> None:
    site = read_site(name)
    found, plan = read_back(written(site), tmp_path)
    assert contents(found) == contents(site)
    assert found.inputs == site.inputs
    assert plan == Plan(site="wisconsin", placements=())


@settings(max_examples=25, deadline=None)
@given(
    price=st.decimals(0, 90, places=3),
    supply=st.integers(21, 60),
    units=st.integers(0, 10**6),
    name=st.text(st.characters(exclude_categories=["C", "Z"]), max_size=20),
    at=st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    survive=st.lists(st.sampled_from(["ups", "utility", "cdu", "shelf"]), unique=True),
)
def test_any_site_is_carried_whole(
    tmp_path_factory: pytest.TempPathFactory,
    *,
    price: object,
    supply: int,
    units: int,
    name: str,
    at: date,
    survive: list[str],
) -> None:
    changes = {
        "catalog.wet-100.price": f"{price} MUSD",
        "cooling.loops[0].supply": {"value": f"{supply} degC", "confidence": "estimate"},
        "supply.wet-100[0].units": units,
        "name": {"value": json.dumps(name), "confidence": "published", "source": "made-up"},
        "policy.survive": survive,
    }
    site = read_site(TESTS / "sites/tiny", catalogs=TESTS / "catalogs", changes=changes, at=at)
    found, _ = read_back(written(site), tmp_path_factory.mktemp("plan"))
    assert contents(found) == contents(site)
    assert found.inputs == site.inputs


def test_placements_are_read(tiny: Site, tmp_path: Path) -> None:
    _, plan = read_back(written(tiny, GOOD), tmp_path)
    assert plan == Plan(site="tiny", placements=(GOOD,))


def test_what_the_verifier_finds_is_no_bad_input(tiny: Site, tmp_path: Path) -> None:
    odd = GOOD.model_copy(update={"position": "R9-P9", "feeds": ("X.A",), "loop": "L9"})
    _, plan = read_back(written(tiny, odd, GOOD, GOOD), tmp_path)
    assert plan.placements[0].position == "R9-P9"
    assert len(plan.placements) == 3


def test_other_site_judges_the_plan(
    tiny: Site, tiny_changed: Callable[..., Site], tmp_path: Path
) -> None:
    document = written(tiny, GOOD)
    del document["inputs"]
    (tmp_path / "plan.json").write_text(json.dumps(document))
    other = tiny_changed(scenario="cool")
    site, plan = read_plan(tmp_path / "plan.json", site=other)
    assert site is other
    assert plan.placements == (GOOD,)


def test_edits_by_hand_are_complained_of_at_their_line(tiny: Site, tmp_path: Path) -> None:
    text = json.dumps(written(tiny, GOOD), indent=1)
    assert text.count('"rack": "wet-100"') == 1
    line = text[: text.index('"rack": "wet-100"')].count("\n") + 1
    edited = text.replace('"rack": "wet-100"', '"rack": "wet-200"')
    (tmp_path / "plan.json").write_text(edited)
    with pytest.raises(BadInputError) as caught:
        read_plan(tmp_path)
    said = 'placements[0].rack: unknown rack "wet-200". Did you mean wet-100?'
    assert str(caught.value) == f"plan.json:{line}:12  {said}"


def test_edited_inputs_are_checked_like_any_site(tiny: Site, tmp_path: Path) -> None:
    document = json.loads(json.dumps(written(tiny)))
    document["inputs"]["site"]["rows"][0]["hall"] = "H2"
    assert complaint(document, tmp_path).endswith(
        'rows[0].hall: unknown hall "H2". Known here: H1.'
    )


def test_truncated_file(tiny: Site, tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text(json.dumps(written(tiny))[:-30])
    with pytest.raises(BadInputError, match=r"^plan\.json:1:\d+  not JSON: "):
        read_plan(tmp_path)


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        ({"placements": None}, "plan.json:12:16  placements: expected a list, got nothing"),
        (
            {"schema": "rackplan/plan/9"},
            (
                "plan.json:2:12  schema: expected one of rackplan/plan/1; "
                'got "rackplan/plan/9". Did you mean rackplan/plan/1?'
            ),
        ),
        ({"site": "no id!"}, 'plan.json:3:10  site: "no id!" is no id: '),
        ({"inputs": 3}, 'misses the table "inputs" that the plan was made for'),
        ({"inputs": {"site": {}, "catalog": {}}}, 'misses the table "sources"'),
    ],
)
def test_what_is_no_plan(edit: dict[str, Any], said: str, tiny: Site, tmp_path: Path) -> None:
    document = written(tiny)
    document["provenance"]["files"] = {}
    for key, value in edit.items():
        document[key] = value
    found = complaint(document, tmp_path)
    assert said in found


def test_plan_of_four_hundred_racks_is_read_quickly(tmp_path: Path) -> None:
    site = read_site("wisconsin")
    placements = [
        Placement(position=p.id, rack="gb300-nvl72", feeds=site.rows[p.row].feeds, loop="L1")
        for p in site.positions.values()
    ]
    text = json.dumps(written(site, *placements), indent=1, ensure_ascii=False)
    (tmp_path / "plan.json").write_text(text, encoding="utf-8")
    began = time.process_time()  # what else the machine does is not counted
    _, plan = read_plan(tmp_path)
    assert time.process_time() - began < 1.0
    assert len(plan.placements) == len(site.positions)
