"""The documents that figures of the plan are from."""

from __future__ import annotations

from rackplan.handover.table import Column, Schedule
from rackplan.model.site import Site

__all__ = ["SOURCES", "source_schedule"]

SOURCES = Schedule(
    id="sources",
    title="Sources",
    about="Every document that figures of this plan's site and products are from.",
    columns=(
        Column("source", "source", "Its id."),
        Column("title", "title", "Its title."),
        Column("address", "address", "Where it is; empty where it has none."),
        Column("read", "read", "Directly, relayed by another text, or recalled from memory."),
        Column("note", "note", "What more there is to say."),
    ),
)
"""The table without rows."""


def source_schedule(site: Site) -> Schedule:
    """All sources that the site knows of, by id."""
    return SOURCES.filled(
        [
            (name, source.title, source.address or "", source.read, source.note)
            for name, source in sorted(site.catalog.sources.items())
        ]
    )
