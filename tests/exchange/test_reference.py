"""The page on the formats says what the tables say, and names every one of them."""

from __future__ import annotations

import os
from pathlib import Path

from rackplan.exchange import FORMATS
from rackplan.exchange.floor_drawing import LAYERS
from rackplan.exchange.floor_drawing.blocks import ATTRIBUTES
from rackplan.exchange.netbox import NETBOX_TABLES
from rackplan.exchange.reference import reference_page
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
