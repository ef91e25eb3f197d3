"""Products that the catalog has already: compared with a type, and never replaced by its draft.

Why: a draft has fewer figures, and laid over the catalog it would hide what is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rackplan.exchange.type_library.drafts import Draft
from rackplan.exchange.type_library.same_figures import differences
from rackplan.model.catalog import Catalog

__all__ = ["Known", "KnownProducts"]

_LETTERS = re.compile(r"[^a-z0-9]+")
_FEWEST_LETTERS = 5
"""Of a model that is looked for inside of names: shorter ones stand in too many."""


@dataclass(frozen=True)
class Known:
    """A type that is a product of the catalog.

    Attributes
    ----------
    differences : tuple of (str, str, str)
        Path, value in the type, and value in the catalog.
    """

    draft: Draft
    product: str
    differences: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class KnownProducts:
    """The products of a catalog by what a type may call them."""

    catalog: Catalog

    def find(self, draft: Draft) -> Known | None:
        """The product that a draft is; None where the catalog has none of its kind."""
        for name in (*self._exactly(draft), *self._within(draft)):
            item = self.catalog.racks.get(name) or self.catalog.products[name]
            if item.kind == draft.kind:
                return Known(draft, name, tuple(differences(draft.figures, item)))
        return None

    def is_taken(self, name: str) -> bool:
        """Whether the catalog has a product of this id, whatever it is."""
        return name in self.catalog.products

    def _exactly(self, draft: Draft) -> Iterator[str]:
        """Products with this very id or name, with or without the maker."""
        entry = draft.entry
        called = (draft.id, entry.model, f"{entry.maker} {entry.model}")
        for name in called[:1] if entry.marks else called:
            found = self._names.get(_LETTERS.sub("", name.lower()))
            if found is not None:
                yield found

    def _within(self, draft: Draft) -> Iterator[str]:
        """The one product whose name holds maker and model as words: NVIDIA ... Q3400-RA."""
        entry = draft.entry
        model = _words(entry.model)
        if entry.marks or len(model) < _FEWEST_LETTERS + 2:
            return
        found = [
            item.id
            for item in self.catalog.products.values()
            if item.kind == draft.kind
            and model in _words(item.name)
            and _words(entry.maker) in _words(f"{item.maker or ''} {item.name}")
        ]
        if len(found) == 1:
            yield found[0]

    @cached_property
    def _names(self) -> Mapping[str, str]:
        names: dict[str, str] = {}
        for item in self.catalog.products.values():
            for text in (item.name, f"{item.maker or ''} {item.id}", item.id):
                names[_LETTERS.sub("", text.lower())] = item.id
        return names


def _words(text: str) -> str:
    """The words of a name, with a blank on either side."""
    return f" {_LETTERS.sub(' ', text.lower()).strip()} "
