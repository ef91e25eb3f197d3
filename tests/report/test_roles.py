"""Every role that a rack can have has its place in tables and its colour in drawings."""

from __future__ import annotations

from typing import get_args

from rackplan.model.catalog import Role
from rackplan.report import tables
from rackplan.report.drawing import palette


def test_tables_order_all_roles_with_compute_first() -> None:
    assert set(tables._ROLES) == set(get_args(Role))
    assert tables._ROLES[0] == "compute"


def test_drawings_tell_support_racks_of_all_roles_apart() -> None:
    assert set(palette._SUPPORT) == set(get_args(Role)) - {"compute"}
    assert len({*palette._SUPPORT.values(), *palette._COMPUTE}) == (
        len(palette._SUPPORT) + len(palette._COMPUTE)
    )
