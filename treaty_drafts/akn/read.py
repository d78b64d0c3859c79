"""Reading: bytes of any Akoma Ntoso document to a `Version`, without loss."""

from __future__ import annotations

from treaty_drafts.akn.doors import refuse_many, refuse_unreadable
from treaty_drafts.akn.reader import Reader
from treaty_drafts.akn.repair import Reading
from treaty_drafts.akn.skim import skimmed
from treaty_drafts.akn.write import write
from treaty_drafts.model.version import Version


def read(data: bytes, *, name: str = "") -> Reading:
    """The version that the bytes of an Akoma Ntoso document hold, and what had to be repaired to read it.

    `name` is what errors call the source. `TooLarge` over 20 MB, 200,000 elements or a depth of 256; `MarkupError`,
    with the line, for what is not well-formed, not Akoma Ntoso, has a DOCTYPE, or cannot be repaired with certainty.
    Nothing but the bytes is ever opened.
    """
    name = name or "document"
    refuse_unreadable(data, name)
    version = skimmed(data)
    if version is None:
        reading = _read_whole(data, name)
        if reading.repairs:  # read again, so that ids are those of the repaired text
            return Reading(_sound(write(reading.version), name), reading.repairs)
        version = reading.version
    version.__dict__["_source"] = data
    return Reading(version, ())


def _sound(data: bytes, name: str) -> Version:
    refuse_unreadable(data, name)
    return skimmed(data) or _read_whole(data, name).version


def _read_whole(data: bytes, name: str) -> Reading:
    refuse_many(data, name)
    return Reader(data, name).run()
