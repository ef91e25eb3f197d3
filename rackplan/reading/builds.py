"""Rack builds made into racks, and where the figures of such a rack come from.

A figure of an assembled rack stands in no file. Its origin is filed like that of a written one,
under ``<build>.<path>`` with the path that it would have in a rack's file: as good as the weakest
figure in it, with the source of that one, and a note that says what it is made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import get_args

from rackplan.model.catalog import Assembly, Derivation, RackBuild, Term
from rackplan.model.provenance import Confidence, Provenance
from rackplan.physics.rack_build import BuildProblem, assemble
from rackplan.reading.complaints import Complaints
from rackplan.reading.nodes import find
from rackplan.reading.products import Product, Products

__all__ = ["assemble_builds"]

_WORST_LAST: tuple[str, ...] = (*get_args(Confidence), "unstated")


def assemble_builds(products: Products, complaints: Complaints) -> None:
    """Assemble every build among some products; complain of those that come to no rack.

    A build that names a product which is missing, faulty or of another kind is passed over: that
    is complained of where it is named.
    """
    items = {name: product.item for name, product in products.found.items()}
    for name, product in products.found.items():
        if not isinstance(product.item, RackBuild) or not _is_sound(product.item, products):
            continue
        try:
            assembly = assemble(product.item, items)
        except BuildProblem as problem:
            complaints.about(product.stripped, problem.at, problem.message)
        else:
            products.assemblies[name] = assembly
            products.derived.update(_origins(name, product, assembly, products))


def _is_sound(build: RackBuild, products: Products) -> bool:
    """Whether all that a build is made of is there and of its kind."""
    return all(
        name in products.found and products.found[name].item.kind in kinds
        for at, kinds, name in build.references()
        if at[0] != "pod"
    )


def _origins(
    name: str, product: Product, assembly: Assembly, products: Products
) -> Iterator[tuple[str, Provenance]]:
    """Origins of the figures of an assembled rack, by their paths with the build's name."""
    spot = find(product.stripped, ("server",), key=True)
    counted = product.provenance.get("servers")
    for path, derivation in assembly.derived.items():
        found = [(term, _origin_of(term, products)) for term in derivation.terms]
        known = [(term, origin) for term, origin in found if origin is not None]
        if len(known) < len(found):
            continue  # a word such as a coolant's name: it is no figure, and states no origin
        origins = [origin for _, origin in known]
        if counted is not None and any(_is_of_servers(term, product) for term, _ in known):
            origins.append(counted)
        weakest = max(origins, key=lambda origin: _WORST_LAST.index(origin.confidence))
        yield (
            f"{name}.{path}",
            Provenance(
                confidence="assumption"
                if _is_weakened(derivation, weakest)
                else weakest.confidence,
                source=weakest.source,
                note=_note(derivation, known),
                file=spot.file,
                line=spot.line,
                derived=True,
            ),
        )


def _origin_of(term: Term, products: Products) -> Provenance | None:
    return products.found[term.product].provenance.get(term.path)


def _is_of_servers(term: Term, product: Product) -> bool:
    """Whether a term is a sum over servers, and so rests on how many there are."""
    assert isinstance(product.item, RackBuild), "only builds are assembled"
    return term.product == product.item.server and term.count > 1


def _is_weakened(derivation: Derivation, weakest: Provenance) -> bool:
    """Whether a choice of ours makes a figure weaker than all that went into it."""
    return derivation.is_assumed and weakest.confidence != "unstated"


def _note(derivation: Derivation, known: Iterable[tuple[Term, Provenance]]) -> str:
    """What a figure is made of: "4 x node.planned_power [source] + 2 x switch.peak_power"."""
    texts = [_term_text(term, origin) for term, origin in known]
    text = " + ".join(texts) if derivation.how == "sum" else ", ".join(texts)
    said = text if derivation.how == "sum" else f"{derivation.how} of {text}"
    return f"{said}; {derivation.note}" if derivation.note else said


def _term_text(term: Term, origin: Provenance) -> str:
    figure = f"{term.product}.{term.path}"
    times = f"{term.count} x {figure}" if term.count > 1 else figure
    return times if origin.source is None else f"{times} [{origin.source}]"
