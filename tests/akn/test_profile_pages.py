"""Every specimen in docs/profile is valid by the official schema, and reads back as it is."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT
from tests.strategies import line, provision
from treaty_drafts.akn import assemble, read, valid, write
from treaty_drafts.model.version import Facts

FENCED = re.compile(r"^```xml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SPECIMENS = [
    pytest.param(xml, id=page.stem)
    for page in sorted((ROOT / "docs" / "profile").glob("*.md"))
    for xml in FENCED.findall(page.read_text("utf-8"))
]


@pytest.mark.parametrize("specimen", SPECIMENS)
def test_a_specimen_is_valid_and_reads_back(specimen: str) -> None:
    data = write(assemble(Facts(), body=(provision("article", provision("content", line("p", "x"))),))).decode()
    start, stop = data.index("<article"), data.index("</body>")
    document = (data[:start] + specimen + data[stop:]).encode()
    assert valid(document) == []
    reading = read(document)
    assert reading.repairs == ()
    assert read(write(reading.version)).version == reading.version
