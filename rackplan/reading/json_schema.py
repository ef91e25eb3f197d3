"""JSON Schema of every input file, for editors: completion, and hover text from our docstrings.

Made from the classes that reading validates with. Two things are added: a scalar may stand in its
long form with provenance, and a file of a site holds any part of it.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from rackplan.model.catalog import KINDS
from rackplan.model.provenance import Rival, Source
from rackplan.model.study import StudySetup
from rackplan.reading.changes import VERBS, Scenario
from rackplan.reading.folded import FoldedSite
from rackplan.reading.sourced import Sourced
from rackplan.reading.templates import LIKE

__all__ = ["SCHEMAS", "input_schema"]

Schema: TypeAlias = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_REF = "#/$defs/{model}"
_SCALARS = frozenset({"string", "number", "integer", "boolean"})
_UNSOURCED = ("Sourced", "Rival", "Source", "StudySetup", "Varied")
_NO_ENTRIES = (*_UNSOURCED, "Scenario", *(verb.__name__ for verb in VERBS.values()))
_ATTRIBUTE = re.compile(
    r"^(?P<names>\w[\w, ]*?) :[^\n]*\n(?P<text>(?:[ \t]+[^\n]*\n?)+)", re.MULTILINE
)
_SENTENCE = re.compile(r"[^.;]*`(?P<name>\w+)`[^.;]*")


def input_schema(name: str) -> Schema:
    """JSON Schema of one kind of input file.

    Parameters
    ----------
    name : {'product', 'site', 'sources', 'study'}
        A file of a catalog, a file of a site, ``sources.yaml``, or what a study asks.
    """
    return SCHEMAS[name]()


def _product_schema() -> Schema:
    choices, definitions = _definitions([*KINDS.values()])
    kinds = [{"$ref": choices[kind]} for kind in KINDS.values()]
    return _document("A product of a rackplan catalog", {"oneOf": kinds}, definitions)


def _site_schema() -> Schema:
    changes, definitions = _definitions([FoldedSite, Scenario, *VERBS.values()])
    top = definitions.pop("FoldedSite")
    top.pop("required", None)  # a site may be parted into several files
    verbs = [{"$ref": changes[verb]} for verb in VERBS.values()]
    definitions["Scenario"]["properties"]["changes"]["items"] = {"oneOf": verbs}
    top["properties"]["scenarios"]["additionalProperties"] = {"$ref": "#/$defs/Scenario"}
    _let_entries_be_like_templates(definitions)
    return _document("A file of a rackplan site", top, definitions)


def _sources_schema() -> Schema:
    choices, definitions = _definitions([Source])
    top = {"type": "object", "additionalProperties": {"$ref": choices[Source]}}
    return _document("Sources of the figures of a rackplan catalog", top, definitions)


def _study_schema() -> Schema:
    """A list of values is short for a parameter, and one site for a list of sites."""
    _, definitions = _definitions([StudySetup])
    top = definitions.pop("StudySetup")
    short = {"type": "array", "minItems": 1, "description": "One value after the other."}
    for key in ("vary", "uncertain"):
        parameter = {"anyOf": [short, {"$ref": "#/$defs/Varied"}]}
        top["properties"][key]["additionalProperties"] = parameter
    sites = top["properties"]["sites"]
    one = {"type": "string", "description": sites.get("description", "")}
    top["properties"]["site"] = {"anyOf": [one, sites]}
    top.pop("required", None)
    top["anyOf"] = [{"required": ["site"]}, {"required": ["sites"]}]
    return _document("A rackplan study", top, definitions)


SCHEMAS: Mapping[str, Callable[[], Schema]] = {
    "product": _product_schema,
    "site": _site_schema,
    "sources": _sources_schema,
    "study": _study_schema,
}
"""Makers of the schemas by name."""


class _Generator(GenerateJsonSchema):
    """Says nothing of defaults that are quantities: editors have no use for them."""

    ignored_warning_kinds = frozenset({"non-serializable-default"})  # type: ignore[assignment]  # a set in pydantic


def _document(title: str, top: Schema, definitions: Schema) -> Schema:
    return {"$schema": _DIALECT, **top, "title": title, "$defs": definitions}


def _definitions(kinds: Sequence[type[BaseModel]]) -> tuple[dict[Any, str], Schema]:
    """References to some classes, and the definitions of all that they hold."""
    wanted: list[type[BaseModel]] = [*kinds, Sourced, Rival]
    made, whole = models_json_schema(
        [(kind, "validation") for kind in wanted],
        ref_template=_REF,
        schema_generator=_Generator,
    )
    references = {kind: schema["$ref"] for (kind, _), schema in made.items()}
    definitions = whole["$defs"]
    classes = {cls.__name__: cls for kind in wanted for cls in _classes(kind, set())}
    for name, definition in definitions.items():
        _describe(definition, classes.get(name))
        if name not in _UNSOURCED:
            _let_scalars_be_sourced(definition)
    return references, definitions


def _classes(kind: object, seen: set[type]) -> Iterator[type[BaseModel]]:
    """A model class, those that it is built on, and those of its fields."""
    if isinstance(kind, type) and issubclass(kind, BaseModel) and kind not in seen:
        seen.add(kind)
        yield kind
        for field in kind.model_fields.values():
            yield from _classes(field.annotation, seen)
    for part in getattr(kind, "__args__", ()):
        yield from _classes(part, seen)


def _describe(definition: Schema, cls: type[BaseModel] | None) -> None:
    """Put what the docstrings of a class say of its fields beside them."""
    if cls is None:
        return
    definition["description"] = (inspect.getdoc(cls) or "").split("\n\n")[0].replace("\n", " ")
    said = _field_texts(cls)
    for name, schema in definition.get("properties", {}).items():
        schema.pop("title", None)
        texts = [said.get(name, ""), schema.get("description", "")]
        if any(texts):
            schema["description"] = " ".join(text for text in texts if text)


def _field_texts(cls: type[BaseModel]) -> dict[str, str]:
    """What the docstrings of a class and of its bases say of each field."""
    found: dict[str, str] = {}
    for base in cls.__mro__:
        if not (issubclass(base, BaseModel) and base.__doc__ and base is not BaseModel):
            continue
        text = inspect.cleandoc(base.__doc__)
        for match in _ATTRIBUTE.finditer(text):
            for name in match["names"].split(", "):
                found.setdefault(name, " ".join(match["text"].split()))
        prose = " ".join(text.split("Attributes\n---")[0].split())
        for match in _SENTENCE.finditer(prose):
            found.setdefault(match["name"], f"{match[0].strip()}.")
    return found


def _let_entries_be_like_templates(definitions: Schema) -> None:
    """Allow ``like`` in every table of a site: what it must have may come from a template."""
    like = {"type": "string", "description": "The template whose keys this entry has too."}
    for name, definition in definitions.items():
        if "properties" in definition and name not in _NO_ENTRIES:
            definition["properties"][LIKE] = like
            required = definition.pop("required", None)
            if required:
                definition["anyOf"] = [{"required": required}, {"required": [LIKE]}]


def _let_scalars_be_sourced(definition: Schema) -> None:
    """Allow the long form with provenance wherever a single value stands."""
    for name, schema in definition.get("properties", {}).items():
        if name not in ("id", "kind"):
            said = {key: schema.pop(key) for key in ("description",) if key in schema}
            definition["properties"][name] = said | _sourced(schema)
    definition.update(_values_sourced(definition))


def _sourced(schema: Schema) -> Schema:
    long_form = {"$ref": "#/$defs/Sourced"}
    if not _is_table_of_numbers(schema):
        schema = schema | _values_sourced(schema)
    if "anyOf" in schema:
        parts = [_sourced(part) for part in schema["anyOf"]]
        flat = [inner for part in parts for inner in part.get("anyOf", [part])]
        unique = [part for index, part in enumerate(flat) if part not in flat[:index]]
        return schema | {"anyOf": unique}
    if _is_scalar(schema) or _is_table_of_numbers(schema):
        bare = {key: value for key, value in schema.items() if key != "default"}
        default = {key: schema[key] for key in ("default",) if key in schema}
        return default | {"anyOf": [bare, long_form]}
    return schema


def _values_sourced(schema: Schema) -> Schema:
    """What a schema says of the items of a list and of the values of a table, sourced."""
    found: Schema = {}
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            found[key] = _sourced(schema[key])
    if "patternProperties" in schema:
        values = schema["patternProperties"].items()
        found["patternProperties"] = {key: _sourced(value) for key, value in values}
    return found


def _is_table_of_numbers(schema: Schema) -> bool:
    """Whether a schema is one of rows of numbers, which have one origin together."""
    rows = schema.get("items", {})
    cells = rows.get("items", {}) if rows.get("type") == "array" else {}
    return bool(cells.get("type") == "number")


def _is_scalar(schema: Schema) -> bool:
    kinds = schema.get("type", ())
    kinds = [kinds] if isinstance(kinds, str) else kinds
    return "enum" in schema or "const" in schema or any(kind in _SCALARS for kind in kinds)
