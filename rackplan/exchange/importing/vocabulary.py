"""What lists tell, and the headings under which people tell it.

A heading means a field only if it is written here: a near miss is left unused and told, because a
column that is taken for another is a silent wrong answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rackplan.units import (
    AIRFLOW,
    APPARENT_POWER,
    CURRENT,
    FLOW,
    FRACTION,
    LENGTH,
    MASS,
    POWER,
    VOLTAGE,
    Dimension,
)

__all__ = ["FIELDS", "IGNORED", "SUFFIXES", "UNITS", "Field", "field_called"]


@dataclass(frozen=True, slots=True)
class Field:
    """Something that a column may tell.

    Attributes
    ----------
    dimension : Dimension or None
        Of its figures; None for text.
    bare : str
        The unit of figures that have none, where there is only one that people leave out.
    phrases : tuple of str
        Headings in small letters, without unit and signs; where two columns of a list mean the
        same field, the one counts that stands here first.
    """

    key: str
    about: str
    phrases: tuple[str, ...]
    dimension: Dimension | None = None
    bare: str = ""


def _sided(side: str, words: str) -> tuple[str, ...]:
    """Headings of a side: "feed a", "a feed", "feed 1", "side a feed"."""
    number = {"a": "1", "b": "2"}[side]
    for_word = (
        (
            f"{w} {side}",
            f"{side} {w}",
            f"{w} {number}",
            f"{w}{number}",
            f"{side} side {w}",
            f"{w} {side} side",
            f"{w} side {side}",
            f"side {side} {w}",
            f"feed {side} {w}",
            f"feed {number} {w}",
        )
        for w in words.split("|")
    )
    return tuple(phrase for phrases in for_word for phrase in phrases)


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


_FEED = "feed|power feed|source|power source|supply|power supply|busway|ups|input"
_PDU = "pdu|rpp|panel|circuit|power panel|whip"
_KW = "kw|load|power|feed kw|feed load|feed power|pdu kw|pdu load|pdu power|on"
_BREAKER = "breaker|breaker size|breaker rating|circuit breaker|cb|fuse|mcb|tap|feed breaker"
_BREAKER_MORE = "|pdu breaker|breaker amps|tap off"

FIELDS: tuple[Field, ...] = (
    Field(
        "position",
        "Where on the floor it stands.",
        _words(
            "position|pos|grid|grid position|grid location|grid ref|grid reference|grid coordinate"
            "|grid coordinates|tile|floor tile|tile position|floor position|floor location|place"
            "|rack position|rack location|cabinet position|cabinet location|spot|bay|rack pos"
        ),
    ),
    Field(
        "rack",
        "What the rack is called.",
        _words("rack|cabinet|cab|rack cabinet|enclosure|server rack|rack asset"),
    ),
    Field("name", "What the thing of this line is called.", _words("name|label")),
    Field("row", "The row.", _words("row|rack row|cabinet row|row of racks")),
    Field(
        "hall",
        "The hall.",
        _words("hall|data hall|room|dc room|data center room|server room|dh|suite"),
    ),
    Field("location", "A row or a hall, as NetBox has it.", _words("location")),
    Field("parent", "The location around this one.", _words("parent|parent location")),
    Field(
        "type",
        "The rack model.",
        _words(
            "model|rack model|cabinet model|product|rack product|platform|system|configuration"
            "|rack configuration|rack config|rack type|cabinet type|type|equipment|equipment type"
        ),
    ),
    Field("maker", "Who makes it.", _words("manufacturer|maker|vendor|oem|make")),
    Field("role", "What it is there for.", _words("role|function|use|purpose|rack role|usage")),
    Field("status", "Whether anything stands there.", _words("status|state|occupancy|occupied")),
    Field("pod", "The pod that it belongs to.", _words("pod|scalable unit|su")),
    Field("loop", "The cooling loop.", _words("loop|cooling loop|cdu loop|tcs|tcs loop")),
    Field("zone", "The air zone.", _words("zone|air zone|cooling zone|crah zone|crac zone")),
    Field("cooling", "By air or by liquid.", _words("cooling|cooling type|cooled by|cooling mode")),
    Field("feed", "The feed that this line is about, of several.", _words("feed|side|power feed")),
    Field("feed_a", "What feeds side A.", _sided("a", _FEED) + _words("primary feed|primary")),
    Field("feed_b", "What feeds side B.", _sided("b", _FEED) + _words("secondary feed|secondary")),
    Field("pdu_a", "The board or PDU of side A.", _sided("a", _PDU) + _words("primary pdu")),
    Field("pdu_b", "The board or PDU of side B.", _sided("b", _PDU) + _words("secondary pdu")),
    Field(
        "planned",
        "Power to plan with.",
        _words(
            "planned|planned power|planned load|planned kw|design power|design load|design kw"
            "|power budget|budget|allocated power|allocated load|allocation|power allocation"
            "|reserved power|it power|it load|rack power|rack load|cabinet power|cabinet load"
            "|kw per rack|power per rack|load per rack|kw rack|density|rack density|power draw"
            "|draw|total kw|total power|total load|kw|power|load"
        ),
        POWER,
    ),
    Field("planned_a", "Its share on side A.", _sided("a", _KW), POWER),
    Field("planned_b", "Its share on side B.", _sided("b", _KW), POWER),
    Field(
        "rated",
        "Power on the nameplate.",
        _words(
            "rated|rated power|rated load|nameplate|nameplate power|nameplate load|nameplate kw"
        ),
        POWER,
    ),
    Field(
        "peak",
        "Power for seconds.",
        _words("peak|peak power|peak load|max power|maximum power|max load|peak kw|max kw|max"),
        POWER,
    ),
    Field(
        "typical",
        "Power over the year.",
        _words(
            "typical|typical power|typical load|measured|measured power|measured load|measured kw"
            "|actual|actual power|actual load|actual kw|average|average power|average load"
            "|avg power|avg load|avg kw|average kw"
        ),
        POWER,
    ),
    Field("failover", "Power on one feed.", _words("failover|failover power"), POWER),
    Field(
        "apparent",
        "Apparent power.",
        _words("kva|apparent power|apparent load|load kva|power kva"),
        APPARENT_POWER,
    ),
    Field(
        "power_factor", "Power factor.", _words("power factor|pf|cos phi"), FRACTION, bare="ratio"
    ),
    Field(
        "mass",
        "Mass on the floor.",
        _words("weight|mass|rack weight|rack mass|total weight|gross weight|on the floor|kg"),
        MASS,
    ),
    Field("width", "Outside width.", _words("width|outer width|rack width|external width"), LENGTH),
    Field("depth", "Outside depth.", _words("depth|outer depth|rack depth|external depth"), LENGTH),
    Field(
        "height",
        "Outside height, or units of height.",
        _words("height|outer height|rack height|external height"),
        LENGTH,
    ),
    Field(
        "units",
        "Units of height.",
        _words(
            "u height|u|ru|rack units|height u|height in u|usable u|size u|u size|units|rack u"
            "|rack size|height ru"
        ),
        LENGTH,
        bare="U",
    ),
    Field("breaker", "Breaker or tap.", (*_words(_BREAKER + _BREAKER_MORE), "amperage"), CURRENT),
    Field("breaker_a", "Breaker on side A.", _sided("a", _BREAKER + _BREAKER_MORE), CURRENT),
    Field("breaker_b", "Breaker on side B.", _sided("b", _BREAKER + _BREAKER_MORE), CURRENT),
    Field("voltage", "Line to line.", _words("voltage|volts|v|line voltage"), VOLTAGE, bare="V"),
    Field(
        "usable",
        "Usable share of the breaker.",
        _words("max utilization|maximum utilization|usable|derating"),
        FRACTION,
        bare="%",
    ),
    Field(
        "liquid",
        "Heat to liquid.",
        _words("heat to liquid|liquid heat|liquid load|liquid cooled load"),
        POWER,
    ),
    Field("air", "Heat to air.", _words("heat to air|air heat|air load|air cooled load"), POWER),
    Field("x", "Along the row.", _words("x|x coordinate|x coord|x position|x pos"), LENGTH),
    Field("y", "Across the rows.", _words("y|y coordinate|y coord|y position|y pos"), LENGTH),
    Field("flow", "Coolant.", _words("coolant|coolant flow|flow|liquid flow|water flow"), FLOW),
    Field("airflow", "Air through the rack.", _words("airflow|air flow|air volume"), AIRFLOW),
    Field("phase", "Phases of a feed.", _words("phase|phases|poles")),
    Field("remark", "What else is said.", _words("remark|remarks|note|notes|blocked|reason")),
    Field("comments", "NetBox's comments.", _words("comments|comment")),
    Field("power_panel", "NetBox's power panel.", _words("power panel")),
    Field("device", "A device.", _words("device|hostname|device name|asset|asset name|server")),
    Field("device_type", "Its model.", _words("device type")),
    Field("u_position", "Where in the rack.", _words("u position|position u|ru position|u pos")),
    Field("facility", "NetBox's second name of a rack.", _words("facility")),
    Field("slug", "NetBox's name for addresses.", _words("slug")),
)
"""All fields; of a heading under several the first counts."""

IGNORED = frozenset(
    _words(
        "serial|serial number|asset tag|tenant|tenant group|site|region|site group|tags|created"
        "|last updated|id|description|owner|customer|contact|contacts|devices|space|form factor"
        "|mounting depth|max weight|weight unit|outer unit|starting unit|desc units|share on a"
        "|share on b|ip address|face|color|group|cable|cable color|link peer|mark connected"
        "|available power|installed|install date|date|manager|project|cost center|supply"
    )
)
"""Headings that are known and tell nothing of a plan."""

SUFFIXES = frozenset(_words("no|nr|number|num|id|name|label|code|ref|#"))
"""Words behind a heading that change nothing: "Rack No."."""

UNITS: dict[str, str] = {
    "kw": "kW", "kilowatt": "kW", "kilowatts": "kW", "w": "W", "watt": "W", "watts": "W",
    "mw": "MW", "kva": "kVA", "va": "VA", "mva": "MVA", "a": "A", "amp": "A", "amps": "A",
    "ampere": "A", "amperes": "A", "amperage": "A", "v": "V",
    "volt": "V", "volts": "V", "vac": "V", "kv": "kV",
    "kg": "kg", "kgs": "kg", "kilograms": "kg", "pounds": "lb", "millimeters": "mm",
    "lb": "lb", "lbs": "lb", "t": "t", "mm": "mm", "cm": "cm", "m": "m",
    "in": "in", "inch": "in", "inches": "in", '"': "in", "ft": "ft", "u": "U", "ru": "U",
    "he": "U", "%": "%", "percent": "%", "l/min": "L/min", "lpm": "L/min", "gpm": "gpm",
    "m3/s": "m3/s", "m3/h": "m3/h", "cfm": "cfm",
}  # fmt: skip
"""Units as people spell them, in small letters, and as they are read here."""

_BY_PHRASE: dict[str, tuple[Field, int]] = {}
for _field in FIELDS:
    for _rank, _phrase in enumerate(_field.phrases):
        _BY_PHRASE.setdefault(_phrase, (_field, _rank))


def field_called(phrase: str) -> tuple[Field, int] | None:
    """The field of a heading in small letters, also with a word behind that changes nothing.

    With it goes the place of the heading among those of the field.

    Examples
    --------
    >>> [found and found[0].key for found in map(field_called, ("rack no", "b pdu", "rack colour"))]
    ['rack', 'pdu_b', None]
    """
    words: Iterable[str] = phrase.split()
    while words:
        found = _BY_PHRASE.get(" ".join(words))
        if found is not None:
            return found
        *words, last = words
        if last not in SUFFIXES:
            return None
    return None
