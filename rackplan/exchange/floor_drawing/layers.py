"""The layers of a drawing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ezdxf.document import Drawing

__all__ = ["LAYERS", "Layer", "add_layers", "rack_layer"]


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer.

    Attributes
    ----------
    colour : int
        By AutoCAD's index.
    weight : int
        Of its lines [0.01 mm].
    about : str
        What is on it.
    """

    name: str
    colour: int
    weight: int
    about: str


LAYERS = (
    Layer("HALL", 7, 50, "Outline of the hall."),
    Layer("POSITION", 8, 13, "Every position, free or taken."),
    Layer("POSITION-TEXT", 8, 13, "Names of free positions."),
    Layer("BLOCKED", 1, 18, "Positions where nothing can stand, and why."),
    Layer("RESERVED", 40, 18, "Positions that are kept free, and what for."),
    Layer("RACK-COMPUTE", 163, 25, "Compute racks: a block each, by type."),
    Layer("RACK-NETWORK", 4, 25, "Network racks."),
    Layer("RACK-STORAGE", 30, 25, "Storage racks."),
    Layer("RACK-MANAGEMENT", 9, 25, "Management racks."),
    Layer("RACK-POWER", 2, 25, "Power racks."),
    Layer("RACK-STANDING", 3, 25, "Racks of any role that stand already, before the plan."),
    Layer("RACK-TEXT", 7, 13, "Position and type of each rack: attributes of its block."),
    Layer("POD", 6, 18, "Pods, by row."),
    Layer("ROW-TEXT", 7, 25, "Names of rows."),
    Layer("BUSWAY-A-SCHEMATIC", 10, 30, "Feed A of each row; where it hangs is not planned."),
    Layer("BUSWAY-B-SCHEMATIC", 150, 30, "Feed B of each row; where it hangs is not planned."),
    Layer("DIMENSION", 8, 13, "Dimensions of the hall."),
    Layer("TITLE", 7, 25, "Title and legend."),
)
"""All layers, in the order in which they are listed."""


def add_layers(drawing: Drawing) -> None:
    """Define all layers, with what is on them as their description."""
    for layer in LAYERS:
        made = drawing.layers.add(layer.name, color=layer.colour, lineweight=layer.weight)
        made.description = layer.about


def rack_layer(role: str, *, stands: bool) -> str:
    """The layer of new racks of a role, or of racks that stand."""
    return "RACK-STANDING" if stands else f"RACK-{role.upper()}"
