"""NetBox: CSV files of its bulk import, and types as YAML of the community's library.

* `files`: all files; `guide`: the README among them; `tables`: the CSV files and their columns;
* `places`: site, locations, racks, power panels and feeds; `equipment`: devices and cords;
* `contents`: what is in a rack; `kinds`: rack types and device types; `slugs`: names for addresses;
* `marks`: what a type has no place for, left in its comments.
"""

from rackplan.exchange.netbox.files import netbox_files
from rackplan.exchange.netbox.tables import NETBOX_TABLES, NetboxTable

__all__ = ["NETBOX_TABLES", "NetboxTable", "netbox_files"]
