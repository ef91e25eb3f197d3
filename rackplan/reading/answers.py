"""Documents that rackplan itself wrote, read back: a comparison, say, for its page.

They go through the same reader as every input, so that one that somebody edited is complained of at
its line. Keys that the class does not know are of a later version, and are passed over.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from rackplan.reading.complaints import Complaints
from rackplan.reading.document import read_document
from rackplan.reading.nodes import Leaf, Table
from rackplan.reading.schema import read_as
from rackplan.reading.shipped import label

__all__ = ["read_answer"]

_Answer = TypeVar("_Answer", bound=BaseModel)


def read_answer(path: Path, kinds: Mapping[str, type[_Answer]]) -> _Answer:
    """Read a document by the schema that it names.

    Parameters
    ----------
    path : Path
        A file.
    kinds : mapping of str to type
        From schemas that can be read, such as ``rackplan/compare/1``, to what they are.

    Raises
    ------
    BadInputError
        For a document of none of these schemas, and for one that is not as its schema says.
    """
    complaints = Complaints()
    document = read_document(path, label(path), complaints)
    complaints.raise_if_any()
    assert document is not None, "a document that cannot be read is complained of"
    kind = _kind(document.root, kinds, complaints)
    complaints.raise_if_any()
    assert kind is not None, "an unknown kind is complained of"
    answer = read_as(kind, document.root, complaints, root=document.root)
    complaints.raise_if_any()
    assert answer is not None, "an answer that does not fit is complained of"
    return answer


def _kind(
    root: Table, kinds: Mapping[str, type[_Answer]], complaints: Complaints
) -> type[_Answer] | None:
    named = root.entries.get("schema")
    found = kinds.get(named.text) if isinstance(named, Leaf) else None
    if found is None:
        spot = root.keys.get("schema", root.spot)
        said = f'"{named.text}"' if isinstance(named, Leaf) else "nothing"
        known = ", ".join(f'"{each}"' for each in kinds)
        complaints.add(spot, "schema", f"expected one of {known}, got {said}")
    return found
