"""What NetBox documents, stated anew: columns of its bulk import, and types of the library.

Columns are the fields of NetBox's import forms (dcim), versions 4.2 to 4.6; types are what the JSON
Schema of the community's device type library asks for. Only what an export may use is stated. Of
widths of rails the library's schema names 10, 19, 20 and 23 in, NetBox 10, 19, 21 and 23: NetBox's
count here, as its import is what takes the files.
"""

from __future__ import annotations

from typing import Any

FIELDS: dict[str, set[str]] = {
    "dcim.site": {
        "name", "slug", "status", "region", "group", "tenant", "facility", "time_zone",
        "description", "physical_address", "shipping_address", "latitude", "longitude",
        "comments", "tags",
    },
    "dcim.location": {
        "site", "parent", "name", "slug", "status", "tenant", "facility", "description", "tags",
    },
    "dcim.manufacturer": {"name", "slug", "description", "tags"},
    "dcim.rackrole": {"name", "slug", "color", "description", "tags"},
    "dcim.devicerole": {
        "name", "slug", "color", "vm_role", "config_template", "description", "tags",
    },
    "dcim.rack": {
        "site", "location", "name", "facility_id", "tenant", "status", "role", "rack_type",
        "form_factor", "serial", "asset_tag", "width", "u_height", "desc_units", "outer_width",
        "outer_depth", "outer_unit", "mounting_depth", "airflow", "weight", "max_weight",
        "weight_unit", "description", "comments", "tags",
    },
    "dcim.powerpanel": {"site", "location", "name", "description", "comments", "tags"},
    "dcim.powerfeed": {
        "site", "power_panel", "location", "rack", "name", "status", "type", "mark_connected",
        "supply", "phase", "voltage", "amperage", "max_utilization", "tenant", "description",
        "comments", "tags",
    },
    "dcim.device": {
        "name", "role", "tenant", "manufacturer", "device_type", "platform", "serial",
        "asset_tag", "status", "site", "location", "rack", "position", "face", "latitude",
        "longitude", "parent", "device_bay", "airflow", "virtual_chassis", "vc_position",
        "vc_priority", "cluster", "description", "config_template", "comments", "tags",
    },
    "dcim.powerport": {
        "device", "name", "label", "type", "mark_connected", "maximum_draw", "allocated_draw",
        "description", "tags",
    },
    "dcim.poweroutlet": {
        "device", "name", "label", "type", "color", "mark_connected", "power_port", "feed_leg",
        "description", "tags",
    },
    "dcim.cable": {
        "side_a_site", "side_a_device", "side_a_power_panel", "side_a_type", "side_a_name",
        "side_b_site", "side_b_device", "side_b_power_panel", "side_b_type", "side_b_name",
        "type", "status", "tenant", "label", "color", "length", "length_unit", "description",
        "comments", "tags",
    },
}  # fmt: skip

REQUIRED: dict[str, set[str]] = {
    "dcim.site": {"name", "slug", "status"},
    "dcim.location": {"site", "name", "slug", "status"},
    "dcim.manufacturer": {"name", "slug"},
    "dcim.rackrole": {"name", "slug", "color"},
    "dcim.devicerole": {"name", "slug", "color"},
    "dcim.rack": {"site", "name", "status", "width", "u_height"},
    "dcim.powerpanel": {"site", "name"},
    "dcim.powerfeed": {
        "site", "power_panel", "name", "status", "type", "supply", "phase", "voltage", "amperage",
    },
    "dcim.device": {"name", "role", "manufacturer", "device_type", "status", "site"},
    "dcim.powerport": {"device", "name"},
    "dcim.poweroutlet": {"device", "name"},
    "dcim.cable": {"side_a_type", "side_a_name", "side_b_type", "side_b_name"},
}  # fmt: skip

CHOICES: dict[str, dict[str, set[str]]] = {
    "dcim.site": {"status": {"planned", "staging", "active", "decommissioning", "retired"}},
    "dcim.location": {"status": {"planned", "staging", "active", "decommissioning", "retired"}},
    "dcim.rack": {
        "status": {"reserved", "available", "planned", "active", "deprecated"},
        "width": {"10", "19", "21", "23"},
    },
    "dcim.powerfeed": {
        "status": {"offline", "active", "planned", "failed"},
        "type": {"primary", "redundant"},
        "supply": {"ac", "dc"},
        "phase": {"single-phase", "three-phase"},
    },
    "dcim.device": {"status": {"offline", "active", "planned", "staged", "failed", "inventory"}},
    "dcim.cable": {"status": {"connected", "planned", "decommissioning"}, "type": {"power"}},
}

_SLUG = {"type": "string", "pattern": "^[-a-z0-9_]+$", "maxLength": 100}
_NAME = {"type": "string", "minLength": 1, "maxLength": 100}
_PORT = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "maxLength": 64},
        "type": {"enum": ["hardwired", "other"]},
        "maximum_draw": {"type": "integer", "minimum": 1},
        "allocated_draw": {"type": "integer", "minimum": 1},
        "description": {"type": "string", "maxLength": 200},
    },
    "required": ["name", "type"],
    "additionalProperties": False,
}
_WEIGHT = {"type": "number", "minimum": 0}
_UNIT = {"enum": ["kg", "g", "lb", "oz"]}
_SIZE = {"type": "number", "minimum": 0}

DEVICE_TYPE: dict[str, Any] = {
    "type": "object",
    "properties": {
        "manufacturer": _NAME,
        "model": _NAME,
        "slug": _SLUG,
        "u_height": {"type": "number", "minimum": 0, "multipleOf": 0.5},
        "is_full_depth": {"type": "boolean"},
        "description": {"type": "string", "maxLength": 200},
        "weight": _WEIGHT,
        "weight_unit": _UNIT,
        "power-ports": {"type": "array", "items": _PORT},
        "comments": {"type": "string"},
    },
    "required": ["manufacturer", "model", "slug", "u_height", "is_full_depth"],
    "dependentRequired": {"weight": ["weight_unit"], "weight_unit": ["weight"]},
    "additionalProperties": False,
}

RACK_TYPE: dict[str, Any] = {
    "type": "object",
    "properties": {
        "manufacturer": _NAME,
        "model": _NAME,
        "slug": _SLUG,
        "description": {"type": "string", "maxLength": 200},
        "form_factor": {"enum": ["4-post-cabinet", "4-post-frame", "2-post-frame"]},
        "width": {"enum": [10, 19, 21, 23]},
        "u_height": {"type": "integer", "minimum": 1, "maximum": 100},
        "starting_unit": {"type": "integer", "minimum": 1},
        "outer_width": _SIZE,
        "outer_height": _SIZE,
        "outer_depth": _SIZE,
        "outer_unit": {"enum": ["mm", "in"]},
        "weight": _WEIGHT,
        "max_weight": {"type": "integer", "minimum": 0},
        "weight_unit": _UNIT,
        "comments": {"type": "string"},
    },
    "required": [
        "manufacturer", "model", "slug", "form_factor", "width", "u_height", "starting_unit",
    ],
    "additionalProperties": False,
}  # fmt: skip
