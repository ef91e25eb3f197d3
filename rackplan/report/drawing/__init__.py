"""The parts of the floor plan, from the ground up.

* `ink`: elements and numbers; `lettering`: text that never runs into text;
* `palette`, `style`: colours;
* `aisles`: where the aisles are; `frame`: the page and its scale; `sheet`: what all parts share;
* `standing`: racks and the positions they cover;
* `surround`, `floor`, `captions`: a hall, what stands in it, what is written on it;
* `machines`: CDUs and air units; `heading`, `legend`: the rest of the page.
"""
