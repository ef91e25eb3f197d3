"""A sum over the whole plan between its bounds."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.units import Quantity
from rackplan.verify.comparison import Blame, Comparison

__all__ = ["within"]


def within(
    where: str,
    subject: str,
    total: Quantity,
    bounds: tuple[Quantity | None, Quantity | None],
    blame: Blame,
) -> Iterator[Comparison]:
    """Compare a sum with those of its two bounds that are set.

    Parameters
    ----------
    where : str
        Place of the finding.
    subject : str
        What has the sum.
    total : Quantity [any]
        The sum.
    bounds : tuple of Quantity or None [the same dimension]
        At least, at most.
    blame : callable
        From entry and value to contributors.
    """
    least, most = bounds
    if least is not None:
        yield Comparison(
            says="{subject} has {value} of {limit} asked for: {short} too little{most}",
            where=[where],
            used=total,
            limit=least,
            subject=lambda _: subject,
            blame=blame,
            at_least=True,
        )
    if most is not None:
        yield Comparison(
            says="{subject} has {value}, and may have {limit}: {short} too much{most}",
            where=[where],
            used=total,
            limit=most,
            subject=lambda _: subject,
            blame=blame,
        )
