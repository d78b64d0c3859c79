"""Law *roundtrip*: what is written is read back as it was, and one value has one serialisation."""

from __future__ import annotations

from hypothesis import given

from tests.strategies import blocks, versions
from treaty_drafts.akn import digest, node_xml, read, write
from treaty_drafts.model.ids import address
from treaty_drafts.model.tree import Block
from treaty_drafts.model.version import Version


@given(versions())
def test_roundtrip_of_versions(version: Version) -> None:
    """Reading what was written gives the version; nothing had to be repaired; writing it again gives the same bytes."""
    data = write(version)
    reading = read(data)
    assert reading.repairs == ()
    assert reading.version == version
    assert write(reading.version) == data


@given(versions())
def test_addresses_of_an_addressed_version_stay(version: Version) -> None:
    """Addressing a version again, its wIds fixed, changes nothing."""
    assert address(version.root, fixed=True) == version.root


@given(versions(), versions())
def test_digests_tell_versions_apart(one: Version, other: Version) -> None:
    """Two versions have one digest exactly if they are equal."""
    assert (digest(one) == digest(other)) == (one == other)


@given(blocks())
def test_roundtrip_of_blocks(block: Block) -> None:
    """Characters, white space included, and marks come back from XML as they were, in any script."""
    data = (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><bill name="treaty"><meta/><body>'
        f"<article><content>{node_xml(block)}</content></article></body></bill></akomaNtoso>"
    )
    found = read(data.encode()).version.find(block.wid)
    assert found == block
