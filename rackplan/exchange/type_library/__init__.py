"""Rack types and device types of the NetBox community's library, made into drafts of products.

* `library_import`: the front door; `entry`: a file, checked for its shape;
* `recognition`: which of our kinds a type is; `ports`: its inlets and network ports;
* `figures`: what its fields state; `wording`: what its words say; `doubts`: what is not right;
* `drafts`: a product with all that is stated, and what is asked for by name;
* `known_products`, `same_figures`: what the catalog has already is compared;
* `told`: what is said of an import, in lines and as a document.

The library is looked through and not trusted: its draws may be those of supplies that stand by, its
trays without inlets hang on busbars, and its comments say what no field does.
"""

from rackplan.exchange.type_library.library_import import (
    TypeImport,
    import_types,
    product_texts,
    write_types,
)
from rackplan.exchange.type_library.told import types_json, types_lines, types_report

__all__ = [
    "TypeImport",
    "import_types",
    "product_texts",
    "types_json",
    "types_lines",
    "types_report",
    "write_types",
]
