"""Whose a rack is said to be: names in a catalog's texts, however much else is said with them."""

from __future__ import annotations

import re

from rackplan.model.catalog import RackType

__all__ = ["counts_for", "is_named", "stated"]


def is_named(name: str, text: str) -> bool:
    """Whether a text names somebody: it has every word of the name.

    Why words: a fab is stated with its process, ``TSMC 4NP``, or with two, ``TSMC N2 and N3``; a
    share may be asked of the whole fab, or of one process.

    Examples
    --------
    >>> is_named("TSMC", "TSMC N2 and N3"), is_named("TSMC N3", "TSMC N2 and N3")
    (True, True)
    >>> is_named("TSMC 4N", "TSMC 4NP"), is_named("", "TSMC 4NP")
    (False, False)
    """
    words = _words(name)
    return bool(words) and words <= _words(text)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[\w&+-]+", text))


def stated(share: str, rack: RackType) -> tuple[str, ...]:
    """What a rack states of what a share is about; nothing where no source says it.

    Parameters
    ----------
    share : {'vendor_share', 'fab_share', 'builder_share'}
    rack : RackType
    """
    if share == "builder_share":
        return rack.builders
    if rack.computing is None:
        return ()
    text = rack.computing.fab if share == "fab_share" else rack.computing.silicon_vendor
    return (text,) if text else ()


def counts_for(share: str, name: str, rack: RackType, *, alone: bool = False) -> bool:
    """Whether a rack could count for a name; `alone`: for no other name beside it."""
    texts = stated(share, rack)
    if rack.computing is None or not texts:
        return False
    if share == "vendor_share":
        return name in texts
    return (all if alone else any)(is_named(name, text) for text in texts)
