"""Of which kind a type is: by what it has and what it calls itself, and else not guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from rackplan.exchange.type_library.entry import read_entry
from rackplan.exchange.type_library.recognition import PassedOver, recognise
from tests.exchange.type_library.library import device, entries, rack, supplies, write_library

PORTS = entries("interfaces", 24, "p", "type: 10gbase-x-sfpp")
OUTLETS = entries("power-outlets", 7, "o", "type: iec-60320-c13")
PASSIVE = entries("front-ports", 4, "f", "type: lc")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (rack("A", "F"), "frame"),
        (device("A", "G5", 2, "comments: A G5 UPS, 3000 VA", supplies(1), OUTLETS), "ups"),
        (device("A", "P1", 0, "comments: rPDU behind a UPS", supplies(1), OUTLETS), "rack-pdu"),
        (device("A", "P2", 1, supplies(1), OUTLETS), "rack-pdu"),
        (device("A", "In-Row CDU", 0, supplies(2)), "cdu"),
        (device("A", "S", 1, "description: ORV3 power shelf, 33 kW"), "shelf"),
        (device("A", "T", 1, "comments: 1U node. Fed by the power shelf. 2 Xeon."), "server"),
        (device("A", "H", 2, "device-bays:\n  - name: Node A\ncomments: A SuperServer"), "server"),
        (device("A", "B", 2, entries("module-bays", 4, "HDD ", "position: x")), "server"),
        (device("A", "NVL", 1, "comments: A switch tray on the busbar.", "is_powered: false"),
         "switch"),
        (device("A", "L", 1, PORTS), "switch"),
        (device("A", "X", 1, PASSIVE), "part"),
    ],
)  # fmt: skip
def test_kinds(tmp_path: Path, text: str, kind: str) -> None:
    write_library(tmp_path, {"x.yaml": text})
    found = recognise(read_entry(tmp_path / "x.yaml", "x.yaml"))
    assert getattr(found, "kind", found) == kind


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (device("A", "F1", 1, "description: Next-generation firewall", PORTS),
         "calls itself a firewall"),
        (device("A", "K", 1, "description: Eight-port KVM switch"), "calls itself a kvm"),
        (device("A", "C", 1, "comments: Console server with 48 ports"),
         "calls itself a console server"),
        (device("A", "T", 1, "description: Automatic transfer switch", OUTLETS),
         "calls itself a transfer switch"),
        (device("A", "U", 1, "comments: See https://example.org/switch-server-ups-xeon"),
         "nothing shows what it is"),
        (device("A", "M", 1, PASSIVE, supplies(1)), "nothing shows what it is"),
    ],
)  # fmt: skip
def test_passed_over(tmp_path: Path, text: str, why: str) -> None:
    write_library(tmp_path, {"x.yaml": text})
    assert recognise(read_entry(tmp_path / "x.yaml", "x.yaml")) == PassedOver(why)
