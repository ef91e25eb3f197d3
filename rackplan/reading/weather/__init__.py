"""Weather of a user: a typical year as TMY3 or EPW, 8,760 rows, to a climate.

What is missing by the format's own code is told by its line. Two gaps are filled, and noted in the
climate: a relative humidity that the dew point gives, and a pressure that the elevation gives. A
missing dry bulb is refused, as is a row out of order.

* `layouts` says where the formats keep what we need; `rows` checks the hours; `files` joins them.

Why not pvlib: it would bring 31 MB and pandas for four columns, and forgets which line was wrong.
"""

from __future__ import annotations

from rackplan.reading.weather.files import Station, Weather, read_weather, weather_of

__all__ = ["Station", "Weather", "read_weather", "weather_of"]
