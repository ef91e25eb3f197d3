"""The catalog as people read it.

* `figures`: all that is stated of a product, as text by its path, and what nobody states;
* `card`: a product with the origin of every figure; `card_lines`: the same for a terminal;
* `listing`: the products by kind, a line each.
"""

from rackplan.report.products.card import CardLine, ProductCard, product_card
from rackplan.report.products.card_lines import card_lines
from rackplan.report.products.listing import ProductLine, listing_lines, product_listing

__all__ = [
    "CardLine",
    "ProductCard",
    "ProductLine",
    "card_lines",
    "listing_lines",
    "product_card",
    "product_listing",
]
