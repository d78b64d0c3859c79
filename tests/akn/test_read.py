"""What a reading leaves behind."""

from __future__ import annotations

import gc

import pytest

from tests.render.build import article, paragraph, version
from treaty_drafts.akn import read, write
from treaty_drafts.errors import MarkupError

TEXT = write(version(article("art_1", "1", paragraph("art_1__para_1", "1.", "Each Party shall cooperate."))))


@pytest.mark.parametrize("data", [TEXT, TEXT.replace(b"</paragraph>", b"")])
def test_a_reading_is_let_go_at_once(data: bytes) -> None:
    """The parser and the reader hold each other while they work: left so, each text read waits for the collector."""
    gc.collect()
    gc.disable()
    try:
        try:
            read(data)
        except MarkupError:
            assert data != TEXT
        assert gc.collect() == 0
    finally:
        gc.enable()
