"""``rackplan catalog`` and ``rackplan schema``: what they print, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
ROOT = Path(__file__).parents[2]


def test_list_and_its_document(rackplan: Run) -> None:
    answer = rackplan("catalog", "list", "--kind", "rack")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("rack (")
    assert "  gb300-nvl72 " in answer.out
    assert "  hgx-b200-rack " in answer.out, "racks are also those that are built of servers"
    document = rackplan("catalog", "list", "--json").json
    assert document["schema"] == "rackplan/catalog/1"
    files = [path for path in (ROOT / "catalogs").rglob("*.yaml") if path.name != "sources.yaml"]
    assert sorted(item["id"] for item in document["products"]) == sorted(p.stem for p in files)


def test_show_tells_every_assumption(rackplan: Run) -> None:
    answer = rackplan("catalog", "show", "gb300-nvl72")
    assert (answer.code, answer.err) == (0, "")
    document = rackplan("catalog", "show", "gb300-nvl72", "--json").json
    assert document["schema"] == "rackplan/product/1"
    assumed = [
        figure["path"]
        for figure in document["figures"]
        if figure["origin"] and figure["origin"]["confidence"] == "assumption"
    ]
    assert assumed
    lines = answer.out.splitlines()
    assert lines[1] == f"  {document['file']}" == "  catalogs/racks/gb300-nvl72.yaml"
    file = (ROOT / document["file"]).read_text().splitlines()
    for path in assumed:
        (line,) = [line for line in lines if line.split()[:1] == [path]]
        assert " assumption " in line
        assert path.rpartition(".")[2] in file[int(line.split()[-1]) - 1]


def test_overlay_is_shown(rackplan: Run) -> None:
    answer = rackplan("catalog", "show", "wet-100", "--catalogs", ROOT / "tests/catalogs")
    assert answer.out.startswith("wet-100 (rack): Liquid-cooled test rack, 100 kW\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("catalog", "show", "gb300-nvl"), 'no product "gb300-nvl". Did you mean gb300-nvl72?'),
        (("catalog", "show", "gb300"), 'no product "gb300". Did you mean gb300-nvl72?'),
        (("catalog", "show", "h100-8"), 'no product "h100-8". Did you mean hgx-h100-8?'),
        (("catalog", "show", ""), 'no product "". `rackplan catalog list` names them all.'),
        (("catalog", "list", "--kind", "racks"), 'no kind "racks". Did you mean rack?'),
        (("schema", "plan"), 'no schema of "plan". There are: product, site, sources, study.'),
    ],
)
def test_unknown_name(arguments: tuple[str, ...], said: str, rackplan: Run) -> None:
    answer = rackplan(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.splitlines()[0] == said


def test_schema_is_one_document(rackplan: Run) -> None:
    whole = json.loads(rackplan("schema").out)
    assert set(whole) == {"schema", "product", "site", "sources", "study"}
    assert json.loads(rackplan("schema", "site").out) == whole["site"]
