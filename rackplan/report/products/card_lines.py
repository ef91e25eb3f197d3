"""A product's card for a terminal of 120 columns."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from rackplan.model.provenance import Provenance
from rackplan.report.columns import aligned, display_width
from rackplan.report.products.card import CardLine, ProductCard
from rackplan.report.wording import figure, one_line

__all__ = ["card_lines"]

_WIDTH = 112
_LONGEST_VALUE = 30
"""A longer one stands on a line of its own, so that it does not push all others aside."""
_HEAD = ("", "", "confidence", "source", "line")
_COLUMNS = {
    "pods": "pods",
    "endpoints": "endpoints",
    "leaves": "leaves",
    "spines": "spines",
    "cores": "cores",
    "endpoint_cables": "to leaf",
    "leaf_spine_cables": "leaf-spine",
    "spine_core_cables": "spine-core",
    "network_racks": "racks",
    "power_kw": "kW",
}
"""What heads a column of the table of a fabric."""


def card_lines(card: ProductCard) -> Iterator[str]:
    """A card in lines: its figures with their origins, then what follows from them."""
    item = card.item
    yield f"{item.id} ({item.kind}): {one_line(item.name)}"
    yield from _wrapped(card.file)
    yield from _wrapped(item.about)
    yield ""
    yield from _figures(card)
    yield from _by_pods(card)
    yield from _limits(card)
    if card.unstated:
        yield from ("", "Unknown: nobody states it here", *_wrapped(", ".join(card.unstated)))
    yield from _doubts(card)
    yield from _sources(card)


def _figures(card: ProductCard) -> Iterator[str]:
    """The head, and a line for each figure with remarks below it."""
    rows = [_cells(line) for line in card.lines]
    short = [(row[0], "", *row[2:]) if _is_long(row[1]) else row for row in rows]
    padded = aligned([_HEAD, *short], (False, False, False, False, True))
    yield f"  {padded[0]}"
    for text, row, line in zip(padded[1:], rows, card.lines, strict=True):
        yield f"  {text}"
        if _is_long(row[1]):
            yield from _wrapped(row[1], 6)
        yield from _remarks(line.origin)


def _is_long(value: str) -> bool:
    return display_width(value) > _LONGEST_VALUE


def _cells(line: CardLine) -> tuple[str, ...]:
    """Path, value, confidence, source and line of a figure; one that is derived has no line."""
    origin = line.origin
    if origin is None:
        return (line.path, line.value, "", "", "")
    place = "" if origin.derived or not origin.line else str(origin.line)
    return (line.path, line.value, origin.confidence, origin.source or "", place)


def _remarks(origin: Provenance | None) -> Iterator[str]:
    """The note on a figure, and what other sources say."""
    if origin is None:
        return
    others = [f"{r.source} says {r.value}{f' ({r.note})' * bool(r.note)}" for r in origin.others]
    for remark in (origin.note, *others):
        yield from _wrapped(remark, 6)


def _by_pods(card: ProductCard) -> Iterator[str]:
    if not card.by_pods:
        return
    yield from (
        "",
        "What it takes by pods: switches, cables, network racks, peak power of switches",
    )
    cells = [[_cell(row[key]) for key in _COLUMNS] for row in card.by_pods]
    table = aligned([list(_COLUMNS.values()), *cells], (True,) * len(_COLUMNS))
    yield from (f"  {line}" for line in table)


def _cell(number: float | None) -> str:
    if number is None:
        return "?"
    return f"{number:,}" if isinstance(number, int) else figure(number)


def _limits(card: ProductCard) -> Iterator[str]:
    assembly = card.assembly
    if assembly is None:
        return
    yield from ("", f"What limits it to {assembly.servers} servers")
    for limit in assembly.limits:
        yield from _wrapped(f"{limit.what}: {limit.why}")


def _doubts(card: ProductCard) -> Iterator[str]:
    for doubt in card.doubts:
        known = f" Known: {doubt.known}" if doubt.known else ""
        yield from ("", f"{'Known doubt' if known else 'Doubt'} {doubt.id}")
        yield from _wrapped(f"{doubt.sentence}.{known}")


def _sources(card: ProductCard) -> Iterator[str]:
    """Each source with how it was read, and where it is found."""
    if card.sources:
        yield from ("", "Sources")
    for name, source in card.sources.items():
        how = "" if source.read == "direct" else f" ({source.read})"
        yield from _wrapped(f"{name}: {source.title}{how}", then=6)
        if source.address:
            yield f"      {one_line(source.address)}"


def _wrapped(text: str, indent: int = 2, then: int | None = None) -> Iterator[str]:
    """A text in lines that a terminal shows whole."""
    yield from wrap(
        one_line(text),
        _WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent if then is None else then),
        break_on_hyphens=False,
    )
