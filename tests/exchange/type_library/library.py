"""A small library in the form of the community's: facts of real types, in files of our own.

Every entry is a trap that real files hold; which, its test says.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["FILES", "device", "entries", "rack", "supplies", "write_library"]


def device(maker: str, model: str, units: float, *more: str) -> str:
    """A device type."""
    slug = f"{maker}-{model}".lower().replace(" ", "-")
    head = ["---", f"manufacturer: {maker}", f"model: {model}", f"slug: {slug}"]
    return "\n".join([*head, f"u_height: {units:g}", "is_full_depth: true", *more]) + "\n"


def rack(maker: str, model: str, *more: str, rails: int = 19, units: int = 42) -> str:
    """A rack type."""
    head = ["---", f"manufacturer: {maker}", f"model: {model}", f"slug: {maker}-{model}".lower()]
    shape = ["form_factor: 4-post-cabinet", f"width: {rails}", f"u_height: {units}"]
    return "\n".join([*head, *shape, "starting_unit: 1", *more]) + "\n"


def entries(key: str, count: int, name: str, *more: str) -> str:
    """A list of entries that differ by a number."""
    lines = [key + ":"]
    for number in range(1, count + 1):
        lines += [f"  - name: {name}{number}", *(f"    {line}" for line in more)]
    return "\n".join(lines)


def supplies(count: int, watts: int | None = None, plug: str = "iec-60320-c20") -> str:
    """Inlets of power supplies."""
    draw = [] if watts is None else [f"maximum_draw: {watts}"]
    return entries("power-ports", count, "PSU", f"type: {plug}", *draw)


TRAY = device(
    "Supermicro",
    "ARS-121GL-NB3-LCC-R1",
    1,
    "weight: 32",
    "weight_unit: kg",
    "comments: |",
    "  1U compute tray for a rack of 18, with 4x B300 GPU on GB300 superchips.",
    "  Power comes from the rack's power shelves.",
    "is_powered: false",
    entries("interfaces", 4, "ibp", "type: infiniband-xdr"),
)
SERVER = device(
    "Supermicro",
    "AS-8125GS-TNMR2",
    8,
    "weight: 75.3",
    "weight_unit: kg",
    "airflow: front-to-rear",
    "comments: >",
    "  8U server with 8x MI300X",
    "  [Sheet](https://example.org/as-8125gs-h100-20kW-9U)",
    supplies(6, 3000),
    entries("interfaces", 8, "eth", "type: 400gbase-x-qsfp112", "description: NIC for MI325X"),
    "module-bays:",
    *(f"  - name: GPU {n}\n    position: Slot {n}" for n in range(1, 9)),
    *(f"  - name: PSU {n}\n    position: Bay {n}" for n in range(1, 9)),
)
DGX = device(
    "Nvidia",
    "NVIDIA DGX A100 640GB",
    6,
    "comments: '## 8 A100 GPUs",
    "",
    "  System weight 271.5 lbs (123.16 kgs), 6U",
    "",
    "  Power consumption: 6.5kW at full load'",
    supplies(2, 1071, "iec-60320-c14"),
    entries("interfaces", 28, "Ethernet1/", "type: 100gbase-x-qsfp28"),
)
STORAGE = device(
    "Acme",
    "Store 9",
    2.5,
    "weight: 60",
    "weight_unit: lb",
    "description: Storage server, 30 kg",
    "comments: 4U chassis of 1,100 W",
    supplies(1, 1100, "iec-60309-3p-n-e-6h"),
    entries("device-bays", 4, "Node "),
)
INFINIBAND = device(
    "Nvidia",
    "Q3400-RA",
    4,
    "weight: 60",
    "weight_unit: kg",
    supplies(8, 875),
    "interfaces:",
    "  - name: eth0\n    type: 1000base-t\n    mgmt_only: true",
    "  - name: fnm1\n    type: infiniband-xdr\n    description: fabric node management",
    *(f"  - name: sw{n}\n    type: infiniband-xdr" for n in range(1, 145)),
)
ETHERNET = device(
    "Acme",
    "Leaf 63",
    2,
    "airflow: rear-to-front",
    "weight: 800",
    "weight_unit: oz",
    entries("module-bays", 2, "PSU", "position: x"),
    "interfaces:",
    *(f"  - name: swp{n}\n    type: 800gbase-x-osfp" for n in range(1, 64)),
    "  - name: up1\n    type: 25gbase-x-sfp28",
    "  - name: loop\n    type: virtual",
)
CDU = device(
    "Acme",
    "LCS-SCDU-250",
    4,
    "weight: 100",
    "weight_unit: kg",
    "comments: >",
    "  In-rack unit. Capacity up to 250 kW at 200 L/min,",
    "  in 480 x 810 mm.",
)
STRIP = device(
    "Acme",
    "Strip 12",
    0,
    "weight: 6.35",
    "weight_unit: kg",
    "comments: rPDU, 30A, 208V, 4.9kW",
    supplies(1, 4900, "nema-l6-30p"),
    entries("power-outlets", 12, "o", "type: iec-60320-c13", "power_port: PSU1"),
)
PANEL = device(
    "Acme",
    "Panel 24",
    1,
    entries("front-ports", 24, "f", "type: lc"),
    entries("rear-ports", 24, "r", "type: lc"),
)
FRAME = rack(
    "APC",
    "AR3350",
    "outer_width: 750",
    "outer_depth: 1200",
    "outer_unit: mm",
    "mounting_depth: 1048",
    "weight: 161.36",
    "max_weight: 1020",
    "weight_unit: kg",
)
OPEN_RACK = rack(
    "Acme",
    "OR3",
    "outer_width: 23.6",
    "outer_depth: 42",
    "outer_height: 90",
    "outer_unit: in",
    "max_weight: 3000",
    "weight_unit: lb",
    rails=21,
    units=44,
)
SMALL_FRAME = rack("Acme", "Mini", "weight: 90", "max_weight: 60", "weight_unit: kg", rails=10)

FILES = {
    "rack-types/APC/AR3350.yaml": FRAME,
    "rack-types/Acme/OR3.yaml": OPEN_RACK,
    "rack-types/Acme/Mini.yml": SMALL_FRAME.replace("4-post-cabinet", "wall-cabinet"),
    "device-types/Supermicro/ARS-121GL-NB3-LCC-R1.yaml": TRAY,
    "device-types/Supermicro/AS-8125GS-TNMR2.yml": SERVER,
    "device-types/Nvidia/DGX-A100.yaml": DGX,
    "device-types/Nvidia/Q3400-RA.yaml": INFINIBAND,
    "device-types/Acme/Leaf-63.yaml": ETHERNET,
    "device-types/Acme/LCS-SCDU-250.yml": CDU,
    "device-types/Acme/Strip-12.yaml": STRIP,
    "device-types/Acme/Panel-24.yaml": PANEL,
    "device-types/Acme/Store-9.yaml": STORAGE,
    "device-types/Acme/again.yaml": STORAGE,
    "device-types/Acme/Plate.yaml": device("Acme", "Shelf plate", 0),
    "device-types/Acme/Riddle.yaml": device("Acme", "Riddle", 1, supplies(2, 100)),
    "device-types/Acme/Blade.yaml": device("Acme", "Blade", 0, "subdevice_role: child"),
    "module-types/Acme/PSU.yaml": "---\nmanufacturer: Acme\nmodel: PSU 3000\n",
    ".github/workflow.yaml": "on: push\n",
    "device-types/Acme/README.md": "Not YAML.\n",
}
"""Files that can be read, and two that are not looked at."""


def write_library(folder: Path, files: dict[str, str]) -> Path:
    """Write files into a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
