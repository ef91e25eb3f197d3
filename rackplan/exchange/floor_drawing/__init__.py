"""DXF: the floor of every hall in millimetres, one file a hall, its south-west corner at 0, 0.

* `drawing`: the whole drawing; `layers`: what there is on which layer;
* `blocks`: a block for every rack type; `floor`: positions, rows and racks;
* `captions`: title, legend, dimensions; `lettering`: text that a drawing program takes.
"""

from rackplan.exchange.floor_drawing.drawing import dxf_files
from rackplan.exchange.floor_drawing.layers import LAYERS, Layer

__all__ = ["LAYERS", "Layer", "dxf_files"]
