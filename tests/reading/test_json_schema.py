"""The JSON Schema of inputs agrees with what reading takes and refuses, told by another library."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from rackplan.errors import BadInputError
from rackplan.model.catalog import KINDS
from rackplan.reading import check_inputs
from rackplan.reading.json_schema import SCHEMAS, input_schema

ROOT = Path(__file__).parents[2]
PRODUCTS = sorted(
    path
    for folder in (ROOT / "catalogs", ROOT / "tests/catalogs")
    for path in folder.rglob("*.yaml")
    if path.name != "sources.yaml"
)
SITES = sorted([*(ROOT / "sites").rglob("*.yaml"), *(ROOT / "tests/sites").rglob("*.yaml")])


class _Loader(yaml.SafeLoader):
    """Reads dates as text, as JSON has them."""


_Loader.yaml_implicit_resolvers = {
    key: [(tag, rule) for tag, rule in rules if not tag.endswith(":timestamp")]
    for key, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def document(path: Path) -> Any:
    return yaml.load(path.read_text(), _Loader)


def faults(name: str, content: Any) -> list[str]:
    validator = jsonschema.Draft202012Validator(input_schema(name))
    return [
        str(jsonschema.exceptions.best_match([e]).message) for e in validator.iter_errors(content)
    ]


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_one(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(input_schema(name))


def test_all_products_fit() -> None:
    assert {path.stem: faults("product", document(path)) for path in PRODUCTS} == {
        path.stem: [] for path in PRODUCTS
    }


def test_all_sites_and_sources_fit() -> None:
    found = {str(path): faults("site", document(path)) for path in SITES}
    for folder in (ROOT / "catalogs", ROOT / "tests/catalogs"):
        found[str(folder)] = faults("sources", document(folder / "sources.yaml"))
    assert {path: said for path, said in found.items() if said} == {}


@pytest.mark.parametrize(
    "path", sorted((ROOT / "examples").glob("*.yaml")), ids=lambda path: path.name
)
def test_studies_fit(path: Path) -> None:
    assert faults("study", document(path)) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"vary": {}},
        {"site": "ohio", "vary": {"a": {"lo": 1}}},
        {"site": "ohio", "design": "gird"},
        {"site": "ohio", "replications": 0},
        {"site": "ohio", "vray": {}},
    ],
)
def test_what_is_no_study_does_not_fit(wrong: Any) -> None:
    assert faults("study", wrong)


# A text of wet-100.yaml and what takes its place: reading refuses it, and so does the schema.
SPOILED = [
    ("width: 600 mm", "width: 600"),
    ("role: compute", "role: computer"),
    ("cords: 2", "cords: 3"),
    ("pod: {racks: 2,", "pod: {racks: 0,"),
    ("maker: Test", "builder: Test"),
    ("name: Liquid-cooled", "nam: Liquid-cooled"),
    ("confidence: assumption", "confidence: certain"),
    ("available_from: 2026-01-01", "available_from: 2026"),
    ("id: wet-100", "id: wet 100"),
    ("{supply: 25 degC, flow: 60 L/min, drop", "{supply: 25 degC, drop"),
    ("on_feed_a: 4", "on_feed_a: four"),
]


@pytest.mark.parametrize(("old", "new"), SPOILED)
def test_what_reading_refuses_the_schema_refuses(old: str, new: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests/catalogs", tmp_path / "parts")
    file = tmp_path / "parts/racks/wet-100.yaml"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))
    with pytest.raises(BadInputError):
        check_inputs(tmp_path / "parts")
    assert faults("product", document(file)) != []


def test_hover_text_is_that_of_the_docstrings() -> None:
    definitions = input_schema("product")["$defs"]
    rack = definitions["RackType"]
    assert rack["description"] == "A rack as it is delivered: the thing that is placed."
    assert rack["properties"]["planned_power"]["description"].startswith("For sizing: ")
    said = rack["properties"]["failover_power"]["description"]
    assert said.startswith("`failover_power` is what it may draw when one feed is lost")
    assert "so many" not in said
    price = rack["properties"]["price"]["description"]
    assert price.startswith("The central figure, which plans are made with.")
    assert set(definitions) >= {kind.__name__ for kind in KINDS.values()}


OF_UNITS = re.compile(r"(An?|The)? ?[\w ]+ with its unit\.")


def hover(schema: dict[str, Any], definitions: dict[str, Any]) -> str:
    """What an editor shows beside a key, that a figure has a unit apart."""
    said = [str(schema.get("description", ""))]
    for part in (schema, *schema.get("anyOf", ())):
        name = part.get("$ref", "").rpartition("/")[2]
        if name not in ("", "Sourced"):
            said.append(str(definitions[name].get("description", "")))
    return OF_UNITS.sub("", " ".join(said)).strip()


def test_every_key_of_a_product_has_hover_text() -> None:
    definitions = input_schema("product")["$defs"]
    assert [
        f"{name}.{key}"
        for name, definition in definitions.items()
        for key, schema in definition.get("properties", {}).items()
        if key != "kind" and not hover(schema, definitions)
    ] == []


def test_every_scalar_may_be_sourced_and_nothing_else() -> None:
    rack = document(ROOT / "tests/catalogs/racks/wet-100.yaml")
    rack["mass"] = {"value": "1000 kg", "source": "made-up", "confidence": "published"}
    rack["liquid"]["flow"][0]["flow"] = {"value": "60 L/min", "confidence": "assumption"}
    rack["pod"]["support"] = {"net-10": {"value": 1, "confidence": "assumption"}}
    assert faults("product", rack) == []
    rack["mass"] = {"value": "1000 kg", "sources": "made-up", "confidence": "published"}
    assert faults("product", rack) != []
