"""Part of a document as a pydantic class, and pydantic's complaints in our words at their place."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from rackplan.reading.complaints import Complaints, did_you_mean
from rackplan.reading.nodes import Items, Leaf, Location, Node
from rackplan.units import UnitProblem

__all__ = ["describe", "keys_at", "no_id", "read_as"]

_Model = TypeVar("_Model", bound=BaseModel)


def read_as(
    kind: type[_Model], node: Node, complaints: Complaints, *, root: Node, at: Location = ()
) -> _Model | None:
    """Read a node as a class; None when it does not fit, with the complaints noted.

    Parameters
    ----------
    kind : type
        A pydantic class, closed to unknown keys.
    node : Node
        What is read.
    root, at
        The document that the node is part of and its location there, for places and paths.
    """
    try:
        return kind.model_validate(_wanted(node))
    except ValidationError as error:
        problems = error.errors(include_url=False)
        for details in problems:
            if not _follows(details, problems):
                _note(kind, details, complaints, root, at)
        return None


def _wanted(node: Node) -> Any:
    """The node as plain data, with truth values as text: pydantic would take true for 1."""
    if isinstance(node, Leaf):
        value = node.value
        return node.text if isinstance(value, bool) else value
    if isinstance(node, Items):
        return [_wanted(item) for item in node.items]
    return {key: _wanted(child) for key, child in node.entries.items()}


def keys_at(kind: Any, location: Location) -> list[str]:
    """The keys that a class knows at a location inside it; none where any key is welcome."""
    for step in location:
        kind = _inside(_bare(kind), step)
    bare = _bare(kind)
    is_class = isinstance(bare, type) and issubclass(bare, BaseModel)
    return list(bare.model_fields) if is_class else []


def describe(value: object) -> str:
    """What stands somewhere, in a word or two."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, (list, tuple)):
        return "a list"
    text = str(value)
    short = text if len(text) <= 80 else f"{text[:77]}..."
    return f'"{short}"' if isinstance(value, str) else short


def no_id(value: object) -> str:
    """The complaint about a text that is no id."""
    return f"{describe(value)} is no id: letters, digits, dot, dash and underscore"


def _bare(annotation: Any) -> Any:
    """An annotation without its metadata and without its None."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _bare(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        rest = [part for part in get_args(annotation) if part is not type(None)]
        lists = [part for part in rest if get_origin(part) is tuple]
        return _bare(rest[0]) if len(rest) == 1 else next(iter(lists), None)
    return annotation


def _inside(kind: Any, step: str | int) -> Any:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        field = kind.model_fields.get(str(step))
        return None if field is None else field.annotation
    arguments = get_args(kind)
    if not arguments:
        return None
    return arguments[0] if isinstance(step, int) else arguments[-1]


def _follows(details: ErrorDetails, problems: list[ErrorDetails]) -> bool:
    """Whether a list is found too short only because its entries are faulty."""
    here = details["loc"]
    return details["type"] == "too_short" and any(
        len(other["loc"]) > len(here) and other["loc"][: len(here)] == here for other in problems
    )


def _note(
    kind: Any, details: ErrorDetails, complaints: Complaints, root: Node, at: Location
) -> None:
    inside: Location = tuple(step for step in details["loc"] if step != "[key]")
    where = at + inside
    if details["type"] == "extra_forbidden":
        known = keys_at(kind, inside[:-1])
        message = f'unknown key "{inside[-1]}". {did_you_mean(str(inside[-1]), known)}'
        complaints.about(root, where, message, path=where[:-1], key=True)
    elif details["type"] == "missing":
        complaints.about(root, where[:-1], f'misses "{where[-1]}"')
    elif not complaints.has(root, where):
        is_key = details["loc"][-1:] == ("[key]",)
        complaints.about(root, where, _message(details), key=is_key)


def _message(details: ErrorDetails) -> str:
    say = _SAYINGS.get(details["type"])
    if say is not None:
        return say(details)
    return f"{details['msg'][:1].lower()}{details['msg'][1:]}, got {describe(details['input'])}"


def _value(details: ErrorDetails) -> str:
    error = details["ctx"]["error"]
    value = details["input"]
    if isinstance(error, UnitProblem) and not isinstance(value, (str, int, float)):
        return f"expected {error.expected}, got {describe(value)}"
    return str(error)


def _text(details: ErrorDetails) -> str:
    value = details["input"]
    is_number = isinstance(value, (int, float))
    way_out = f'. Write it in quotes: "{describe(value)}"' if is_number else ""
    return f"expected text, got {describe(value)}{way_out}"


def _choice(details: ErrorDetails) -> str:
    wanted = details["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")
    value = details["input"]
    near = did_you_mean(value, wanted) if isinstance(value, str) else ""
    way_out = f". {near}" if near.startswith("Did") else ""
    return f"expected one of {', '.join(wanted)}; got {describe(value)}{way_out}"


def _id(details: ErrorDetails) -> str:
    return no_id(details["input"])


def _least(details: ErrorDetails) -> str:
    return f"expected at least {details['ctx']['ge']:,.10g}, got {describe(details['input'])}"


def _most(details: ErrorDetails) -> str:
    return f"expected at most {details['ctx']['le']:,.10g}, got {describe(details['input'])}"


def _expected(what: str) -> Callable[[ErrorDetails], str]:
    return lambda details: f"expected {what}, got {describe(details['input'])}"


_SAYINGS: dict[str, Callable[[ErrorDetails], str]] = {
    "value_error": _value,
    "string_type": _text,
    "string_pattern_mismatch": _id,
    "literal_error": _choice,
    "greater_than_equal": _least,
    "less_than_equal": _most,
    "too_short": lambda _: "expected at least one entry, got none",
    **dict.fromkeys(
        ("int_type", "int_parsing", "int_from_float", "int_parsing_size"),
        _expected("a whole number"),
    ),
    **dict.fromkeys(("float_type", "float_parsing", "finite_number"), _expected("a number")),
    **dict.fromkeys(("bool_type", "bool_parsing"), _expected("true or false")),
    **dict.fromkeys(("tuple_type", "list_type"), _expected("a list")),
    **dict.fromkeys(
        ("model_type", "model_attributes_type", "dict_type", "mapping_type"),
        _expected("a table of keys and values"),
    ),
}
