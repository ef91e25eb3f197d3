"""The files of NetBox's bulk import, and their columns.

Read from NetBox's own import forms (``netbox/dcim/forms/bulk_import.py``) and models, versions 4.2
to 4.6. A column is written only if those forms know it. Rows refer to each other by name, so the
files have an order. Power feeds are cabled by a file of their own: the columns for that came with
NetBox 4.6 (its issue 21783); an older one takes all the other files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rackplan.errors import BadInputError
from rackplan.handover.table import Cell, Column
from rackplan.writing import one_line

__all__ = ["NETBOX_TABLES", "NetboxTable", "table_row"]

_DESCRIPTION = "What else there is to say, in a line."
_CUT = {"description": 200}
"""Columns whose text may be cut, and NetBox's limit."""

_LONGEST = {"name": 100, "slug": 100, "side_a_name": 100, "side_b_name": 100, "label": 100}
_LONGEST_OF_DEVICES = 64


@dataclass(frozen=True, slots=True)
class NetboxTable:
    """A file of NetBox's bulk import.

    Attributes
    ----------
    model : str
        What a row is, in NetBox's words.
    """

    file: str
    model: str
    about: str
    columns: tuple[Column, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(column.key for column in self.columns)


def _table(file: str, model: str, about: str, **columns: str) -> NetboxTable:
    made = tuple(Column(key, key, told) for key, told in columns.items())
    return NetboxTable(file, model, about, made)


NETBOX_TABLES: tuple[NetboxTable, ...] = (
    _table(
        "01-sites.csv",
        "dcim.site",
        "The site.",
        name="Its name.",
        slug="Its id.",
        status="planned.",
        latitude="In degrees, where it is known.",
        longitude="In degrees, where it is known.",
        description=_DESCRIPTION,
        comments="Whether the plan holds, and what is assumed.",
    ),
    _table(
        "02-locations.csv",
        "dcim.location",
        "Halls, and the rows in them.",
        site="The site.",
        parent="The hall of a row; empty for a hall.",
        name="Hall H1 for the hall H1; the id of a row.",
        slug="The same in small letters.",
        status="planned.",
        description=_DESCRIPTION,
    ),
    _table(
        "03-manufacturers.csv",
        "dcim.manufacturer",
        "Makers of what stands there; Generic where no source names one.",
        name="The maker.",
        slug="The same in small letters.",
    ),
    _table(
        "04-rack-roles.csv",
        "dcim.rackrole",
        "What racks are there for.",
        name="compute, network, storage, management or power.",
        slug="The same.",
        color="Of the role, as six hexadecimal digits.",
    ),
    _table(
        "05-device-roles.csv",
        "dcim.devicerole",
        "What devices are there for.",
        name="As for racks; server, switch, rack-pdu, tap, cdu, air-unit.",
        slug="The same.",
        color="Of the role, as six hexadecimal digits.",
        vm_role="false.",
    ),
    _table(
        "06-racks.csv",
        "dcim.rack",
        "Every rack of the plan. Import the rack types first.",
        site="The site.",
        location="The row.",
        name="The position, or the first of those that it takes.",
        status="planned; active for a rack that stands already.",
        role="What it is there for.",
        rack_type="Model of the rack type: an id of the catalog.",
        width="Between the rails [in]: 19, NetBox's own default; 21 for units of 48 mm.",
        u_height="Units of 44.45 mm; of a rack whose units nobody states, those of its outside.",
        description="Its product.",
        comments="Type, pod, loop and phase in the plan, a line each: with the feeds, all of it.",
    ),
    _table(
        "07-power-panels.csv",
        "dcim.powerpanel",
        "Every busway that racks hang on.",
        site="The site.",
        location="The row along which it runs; the hall where there are several.",
        name="Its id.",
        description="Its rating, and what feeds it.",
    ),
    _table(
        "08-power-feeds.csv",
        "dcim.powerfeed",
        "Every tap-off box: from a busway to one rack.",
        site="The site.",
        power_panel="The busway.",
        location="The row of the rack.",
        rack="The rack.",
        name="The rack and the side.",
        status="planned; active for a rack that stands already.",
        type="primary on side A, redundant on side B: a rack draws on both.",
        supply="ac or dc.",
        phase="three-phase; single-phase for a rack on one or two lines, and for dc.",
        voltage="Between lines, to neutral on one line, or between poles [V]; rounded down.",
        amperage="Rating of the tap [A]; rounded down.",
        max_utilization="Usable share for continuous load [%]; rounded down.",
        description=_DESCRIPTION,
    ),
    _table(
        "09-devices.csv",
        "dcim.device",
        "What is in the racks, and the machines that cool. Import the device types first.",
        name="The rack's name, with a number behind a dot where there are several.",
        role="What it is there for.",
        manufacturer="Its maker.",
        device_type="Model of the device type: an id of the catalog.",
        status="planned; active for what is in a rack that stands already.",
        site="The site.",
        location="The row, or the hall.",
        rack="The rack; empty for a machine that cools.",
        description=_DESCRIPTION,
    ),
    _table(
        "10-power-ports.csv",
        "dcim.powerport",
        "Inlets of rack PDUs and taps; those of other devices come with their types.",
        device="The device.",
        name="inlet.",
        maximum_draw="Once the other feed is lost [VA].",
        allocated_draw="With both feeds there: this feed's share alone [VA].",
        description=_DESCRIPTION,
    ),
    _table(
        "11-power-outlets.csv",
        "dcim.poweroutlet",
        "Outlets in use; how many a rack PDU has is not known.",
        device="The rack PDU or the tap.",
        name="Its number.",
        power_port="inlet.",
    ),
    _table(
        "12-cables.csv",
        "dcim.cable",
        "Power cords between devices. Supplies of a side are spread over its PDUs in turn.",
        side_a_device="The rack PDU or the tap.",
        side_a_type="dcim.poweroutlet.",
        side_a_name="The outlet.",
        side_b_device="The server or the rack PDU.",
        side_b_type="dcim.powerport.",
        side_b_name="The inlet.",
        type="power.",
        status="planned; connected where it is already.",
    ),
    _table(
        "13-feed-cables.csv",
        "dcim.cable",
        "Cords from the taps: NetBox 4.6 and later.",
        side_a_site="The site.",
        side_a_power_panel="The busway.",
        side_a_type="dcim.powerfeed.",
        side_a_name="The power feed.",
        side_b_site="The site.",
        side_b_device="The device of the rack.",
        side_b_type="dcim.powerport.",
        side_b_name="The inlet.",
        type="power.",
        status="planned; connected where it is already.",
    ),
)
"""All files, in the order in which NetBox takes them."""


def table_row(table: NetboxTable, cells: Mapping[str, Cell]) -> list[Cell]:
    """The cells of a row in the order of the columns; text as one line, but for comments.

    Raises
    ------
    BadInputError
        For a name that is longer than NetBox takes.
    """
    unknown = set(cells) - set(table.keys)
    if unknown:
        raise ValueError(f"{table.file} has no column {', '.join(sorted(unknown))}")
    return [_checked(table, key, cells.get(key)) for key in table.keys]


def _checked(table: NetboxTable, key: str, cell: Cell) -> Cell:
    if not isinstance(cell, str) or key == "comments":
        return cell
    text = one_line(cell)
    if key in _CUT:
        return text[: _CUT[key]]
    longest = _LONGEST.get(key)
    if longest is not None and table.model == "dcim.device":
        longest = _LONGEST_OF_DEVICES
    if longest is not None and len(text) > longest:
        what = table.model.removeprefix("dcim.")
        said = f'"{text[:40]}..." has {len(text)} letters; NetBox takes {longest} for a {what}'
        raise BadInputError.about("netbox", said)
    return text
