"""An id, or a range of ids, as the folded form of a site holds it."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator

from rackplan.reading.ranges import RangeProblem, unfold_ids
from rackplan.reading.schema import describe, no_id

__all__ = ["Ids"]

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")


def _unfold(value: object) -> object:
    if isinstance(value, str):
        ids = unfold_ids(value)
        faulty = next((name for name in ids if not _ID.fullmatch(name)), None)
        if faulty is not None:
            raise RangeProblem(no_id(faulty))
        return ids
    way_out = ". A range that begins with a bracket needs quotes" if isinstance(value, list) else ""
    raise RangeProblem(
        f"expected an id or a range such as R[01-24], got {describe(value)}{way_out}"
    )


Ids = Annotated[tuple[str, ...], BeforeValidator(_unfold, json_schema_input_type=str)]
"""An id, or a range that stands for several."""
