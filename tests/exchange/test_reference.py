"""The page on the formats says what the tables say, and names every one of them."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from rackplan.exchange import FORMATS
from rackplan.exchange.floor_drawing import LAYERS
from rackplan.exchange.floor_drawing.blocks import ATTRIBUTES
from rackplan.exchange.importing.vocabulary import FIELDS
from rackplan.exchange.netbox import NETBOX_TABLES
from rackplan.exchange.netbox.marks import MARKED
from rackplan.exchange.reference import reference_page
from rackplan.exchange.type_library.doubts import DOUBTS
from rackplan.exchange.type_library.figures import TAKEN
from rackplan.handover.schedules import SCHEDULES

PAGE = Path(__file__).parents[2] / "examples" / "exchange-formats.md"
HOW = "RENEW_GOLDEN=1 .venv/bin/python -m pytest tests/exchange/test_reference.py"


def test_page_is_that_of_the_code():
    if os.environ.get("RENEW_GOLDEN"):
        PAGE.write_text(reference_page())
    assert PAGE.read_text() == reference_page(), HOW


def test_everything_is_named_on_it():
    page = reference_page()
    assert all(f"--to {to}" in page for to in FORMATS)
    assert all(f"`{table.id}.csv`" in page for table in SCHEDULES)
    assert all(f"`{table.file}`" in page for table in NETBOX_TABLES)
    assert all(f"`{layer.name}`" in page for layer in LAYERS)
    assert all(f"| `{tag}` |" in page for tag in ATTRIBUTES)
    for table in SCHEDULES:
        for column in table.columns:
            assert f"| {column.title} | {column.unit} | {column.about}" in page


def test_everything_that_is_read_is_named_on_it():
    page = reference_page()
    for field in FIELDS:
        assert all(f"`{phrase}`" in page for phrase in field.phrases)
    assert all(f"| `{doubt}` |" in page for doubt in DOUBTS)
    assert all(f"\n| {kind} | " in page for kind in (*TAKEN, *MARKED))


def test_python_on_it_runs(wisconsin, tmp_path, monkeypatch):
    """On the plan of the tests, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    (program,) = re.findall(r"```python\n(.*?)```", reference_page(), re.DOTALL)
    shutil.copytree(wisconsin.folder, tmp_path / "out" / "wisconsin")
    exec(program, {"result": tmp_path / "out" / "wisconsin"})  # our own page
    assert (tmp_path / "handed-over" / "export.json").is_file()
    assert (tmp_path / "out" / "wisconsin-netbox" / "06-racks.csv").is_file()
