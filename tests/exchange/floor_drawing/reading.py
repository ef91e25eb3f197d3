"""Reads a DXF file with nothing but its pairs of lines: codes and values, sections and entities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import cos, radians, sin

Pairs = list[tuple[int, str]]


@dataclass
class Entity:
    """An entity with its codes; of a block reference also its attributes by tag."""

    kind: str
    pairs: Pairs
    attributes: dict[str, Entity] = field(default_factory=dict)

    def text(self, code: int, default: str = "") -> str:
        return next((value for known, value in self.pairs if known == code), default)

    def number(self, code: int, default: float = 0.0) -> float:
        return float(self.text(code, str(default)))

    @property
    def points(self) -> list[tuple[float, float]]:
        """The corners of a polyline."""
        across = [float(value) for code, value in self.pairs if code == 10]
        along = [float(value) for code, value in self.pairs if code == 20]
        return list(zip(across, along, strict=True))


@dataclass
class Drawing:
    """The parts of a drawing."""

    header: dict[str, Pairs]
    layers: dict[str, Entity]
    blocks: dict[str, list[Entity]]
    space: list[Entity]

    def of(self, kind: str, layer: str = "") -> list[Entity]:
        """Entities of a kind, on a layer."""
        return [e for e in self.space if e.kind == kind and layer in {"", e.text(8)}]

    def outline(self, insert: Entity) -> tuple[float, float, float, float]:
        """The first outline of a block reference where it stands: x, y, width, depth [mm]."""
        block = self.blocks[insert.text(2)]
        corners = next(e for e in block if e.kind == "LWPOLYLINE").points
        angle = radians(insert.number(50))
        x, y = insert.number(10), insert.number(20)
        placed = [
            (x + cos(angle) * a - sin(angle) * b, y + sin(angle) * a + cos(angle) * b)
            for a, b in corners
        ]
        west, south = min(a for a, _ in placed), min(b for _, b in placed)
        east, north = max(a for a, _ in placed), max(b for _, b in placed)
        return west, south, east - west, north - south


def read(content: bytes) -> Drawing:
    lines = content.decode("utf-8").splitlines()
    assert len(lines) % 2 == 0
    pairs = [(int(code), value) for code, value in zip(lines[::2], lines[1::2], strict=True)]
    sections = dict(_sections(pairs))
    return Drawing(
        header=_header(sections["HEADER"]),
        layers={e.text(2): e for e in _entities(sections["TABLES"]) if e.kind == "LAYER"},
        blocks=_blocks(sections["BLOCKS"]),
        space=_with_attributes(_entities(sections["ENTITIES"])),
    )


def _sections(pairs: Pairs) -> Iterator[tuple[str, Pairs]]:
    start = 0
    for n, pair in enumerate(pairs):
        if pair == (0, "SECTION"):
            start = n + 1
        elif pair == (0, "ENDSEC"):
            yield pairs[start][1], pairs[start + 1 : n]


def _header(pairs: Pairs) -> dict[str, Pairs]:
    found: dict[str, Pairs] = {}
    name = ""
    for code, value in pairs:
        if code == 9:
            name = value
            found[name] = []
        else:
            found[name].append((code, value))
    return found


def _entities(pairs: Pairs) -> list[Entity]:
    found: list[Entity] = []
    for code, value in pairs:
        if code == 0:
            found.append(Entity(value, []))
        elif found:
            found[-1].pairs.append((code, value))
    return found


def _blocks(pairs: Pairs) -> dict[str, list[Entity]]:
    found: dict[str, list[Entity]] = {}
    name = ""
    for entity in _entities(pairs):
        if entity.kind == "BLOCK":
            name = entity.text(2)
            found[name] = []
        elif entity.kind != "ENDBLK":
            found[name].append(entity)
    return found


def _with_attributes(entities: list[Entity]) -> list[Entity]:
    """Attributes follow their block reference."""
    kept: list[Entity] = []
    for entity in entities:
        if entity.kind == "ATTRIB":
            kept[-1].attributes[entity.text(2)] = entity
        elif entity.kind != "SEQEND":
            kept.append(entity)
    return kept
