"""The racks that builds of small products come to."""

from __future__ import annotations

from typing import Any

import pytest

from rackplan.model.catalog import KINDS, AnyProduct, Assembly, RackBuild
from rackplan.physics.rack_build import assemble
from tests.physics.rack_build.kit import ALL, BUILD, Made


def product(document: dict[str, Any]) -> AnyProduct:
    return KINDS[document["kind"]].model_validate(document)


@pytest.fixture(scope="session")
def made() -> Made:
    """Assembles a build; keywords add to the documents of that name, new ones are products."""

    def make(*, build: dict[str, Any] | None = None, **changes: dict[str, Any]) -> Assembly:
        documents = ALL | {name: ALL.get(name, {}) | change for name, change in changes.items()}
        products = {document["id"]: product(document) for document in documents.values()}
        made_of = product(BUILD | (build or {}))
        assert isinstance(made_of, RackBuild)
        return assemble(made_of, products)

    return make
