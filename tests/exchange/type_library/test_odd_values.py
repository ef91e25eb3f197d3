"""Whatever stands in a file: it is a type, or it is told what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from rackplan.errors import BadInputError
from rackplan.exchange.type_library.drafts import draft_of, draft_text
from rackplan.exchange.type_library.entry import read_entry
from rackplan.exchange.type_library.recognition import Recognised, recognise
from rackplan.reading import yaml_text
from tests.exchange.type_library.library import (
    DGX,
    FRAME,
    INFINIBAND,
    OPEN_RACK,
    SERVER,
    STRIP,
    device,
    write_library,
)

ODD = (None, True, -1, 0, 1e9, "", "x" * 200, "=1+1", "a: b\n- c", [], [1], {}, {"name": None})


def _draft(folder: Path, text: str) -> str:
    """The draft of a file; "" for one of no kind of ours."""
    write_library(folder, {"x.yaml": text})
    entry = read_entry(folder / "x.yaml", "x.yaml")
    found = recognise(entry)
    if not isinstance(found, Recognised):
        return ""
    return draft_text(draft_of(entry, found.kind, found.why))


@pytest.mark.parametrize("text", [SERVER, DGX, INFINIBAND, STRIP, FRAME, OPEN_RACK])
def test_every_key_with_every_odd_value(tmp_path: Path, text: str) -> None:
    document: Mapping[str, Any] = yaml.safe_load(text)
    refused: list[str] = []
    for key in document:
        for value in ODD:
            try:
                draft = _draft(tmp_path, yaml_text({**document, key: value}))
            except BadInputError as error:
                refused += [problem.file for problem in error.problems]
            else:
                assert not draft or yaml.safe_load(draft)["id"]
    assert set(refused) == {"x.yaml"}
    assert len(refused) > 3 * len(document)


def test_model_is_what_is_written(tmp_path: Path) -> None:
    draft = yaml.safe_load(_draft(tmp_path, device("Acme", "1.10", 1, "comments: Server")))
    assert (draft["name"], draft["id"]) == ("Acme 1.10", "acme-1-10")


def test_text_cannot_become_another_line(tmp_path: Path) -> None:
    """Neither in the comments of a draft nor in its keys."""
    text = yaml_text(
        {
            "manufacturer": "A\nid: other",
            "model": "M\nkind: rack",
            "slug": "m",
            "u_height": 1,
            "comments": "GPU server of 5 kW\nprice: 1 USD",
        }
    )
    draft = yaml.safe_load(_draft(tmp_path, text))
    assert set(draft) == {"id", "kind", "name", "maker", "height"}
    assert (draft["id"], draft["kind"]) == ("m", "server")
