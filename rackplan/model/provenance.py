"""Where a figure comes from, and how far it can be trusted."""

from __future__ import annotations

from typing import Literal

from rackplan.model.figures import Frozen, FrozenMap, Id

__all__ = ["Confidence", "Inputs", "Origin", "Provenance", "Rival", "Source"]

Confidence = Literal["published", "vendor-typical", "estimate", "assumption"]
"""From the maker's own page, through reports of it, to our own choice."""


Origin = Confidence | Literal["unstated"]
"""The confidence of a figure, or that its file states none."""


class Source(Frozen):
    """A document that figures are taken from.

    Attributes
    ----------
    title : str
        What it is, and whose.
    address : str or None
        Where it is found; None where it is public and its place was not kept.
    read : str
        How: the text itself (direct), a public text that quotes it (relayed), or from memory, to be
        checked (recalled).
    note : str
        What it is used for, and what is wrong with it.
    """

    title: str
    address: str | None = None
    read: Literal["direct", "relayed", "recalled"] = "direct"
    note: str = ""


class Rival(Frozen):
    """What another source says of the same figure, as it is written there.

    Attributes
    ----------
    value : str
        With its unit.
    source : str
        An id of ``sources.yaml``.
    note : str
        What it means there.
    """

    value: str
    source: Id
    note: str = ""


class Provenance(Frozen):
    """The origin of one figure: its source, its confidence, the place where it is written.

    `others` are figures of other sources that contradict it; `note` says why this one is in use.
    A `derived` figure stands in no file: it follows from figures that do.
    """

    confidence: Origin
    source: Id | None = None
    note: str = ""
    others: tuple[Rival, ...] = ()
    file: str = ""
    line: int = 0
    derived: bool = False


class Inputs(Frozen):
    """What a site was read from: hashes of the files, and the documents after all changes.

    `documents` holds plain data as it was written, with units, so that a plan can carry the
    inputs that it was made for and be judged against them anywhere.
    """

    files: FrozenMap[str, str]
    documents: FrozenMap[str, object]
    scenario: str | None = None
    changes: tuple[str, ...] = ()
