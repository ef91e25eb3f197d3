"""Random radial networks of ours, for properties."""

from __future__ import annotations

from hypothesis import strategies as st

from rackplan.physics.electrical import (
    LOSSLESS,
    TITANIUM,
    UPS_PLANNING,
    LossLaw,
    law_from_coefficients,
    law_from_efficiency,
)
from rackplan.physics.load_flow import Element, Network, network_of
from rackplan.units import APPARENT_POWER, CURRENT, POWER, VOLTAGE, of

__all__ = ["element", "networks"]

PASSIVE = (LOSSLESS, law_from_coefficients(0.001, 0, 0.008), law_from_efficiency(0.99))
CONVERTING = (UPS_PLANNING, TITANIUM, law_from_efficiency(0.97))


def element(name: str, *fed_by: str, law: LossLaw = LOSSLESS, **more: object) -> Element:
    """An element of 1 MW at 400 V."""
    return Element(name, of(1000, POWER), of(400, VOLTAGE), law=law, fed_by=fed_by, **more)  # type: ignore[arg-type]  # any field


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Two to ten elements; some convert, some have two feeds."""
    made: list[Element] = []
    for number in range(draw(st.integers(2, 10))):
        feeds = draw(st.integers(0, min(2, number)))
        names = [e.name for e in made]
        fed_by = tuple(draw(st.permutations(names))[:feeds]) if feeds else ()
        made.append(_drawn(draw, f"E{number}", fed_by))
    return network_of(draw(st.permutations(made)))


def _drawn(draw: st.DrawFn, name: str, fed_by: tuple[str, ...]) -> Element:
    rating = draw(st.sampled_from([of(1000, POWER), of(1200, APPARENT_POWER), of(1600, CURRENT)]))
    converts = draw(st.booleans())
    share = draw(st.sampled_from([0.0, 0.3, 0.5, 1.0]))
    return Element(
        name=name,
        rating=rating,
        voltage=of(415, VOLTAGE),
        law=draw(st.sampled_from(CONVERTING if converts else PASSIVE)),
        reactance=0.0 if converts else draw(st.floats(0, 0.06)),
        magnetising=0.0 if converts else draw(st.floats(0, 0.02)),
        converts=converts,
        input_power_factor=draw(st.floats(0.9, 1)),
        modules=4 if converts else 1,
        spare=draw(st.sampled_from([None, 0, 1])),
        fed_by=fed_by,
        weights=(share, 1 - share) if len(fed_by) == 2 else (),
    )
