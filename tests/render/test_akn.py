"""The redline as Akoma Ntoso."""

from __future__ import annotations

import pytest

from tests.render.build import article, emissions, paragraph, version
from treaty_drafts.akn import NEG, digest, read, write
from treaty_drafts.amend import Amendment, Patch, Substitution, compare
from treaty_drafts.compilation import compile
from treaty_drafts.compilation import write as write_compilation
from treaty_drafts.errors import Contested, Misused
from treaty_drafts.model.tree import Text, blocks
from treaty_drafts.model.version import Version
from treaty_drafts.render import render


def _read(data: bytes | str) -> Version:
    found = read(data if isinstance(data, bytes) else data.encode())
    return found if isinstance(found, Version) else found.version


def _without(found: Version, name: str) -> str:
    """The words of all blocks but those in marks of that name, blocks left empty left out."""
    kept = []
    for block in blocks(found.root):
        gone = [mark for mark in block.text.marks if mark.name == name]
        chars = [c for at, c in enumerate(block.text.chars) if not any(m.start <= at < m.stop for m in gone)]
        kept.append("".join(chars))
    return "\n".join(words for words in kept if words)


def _words(found: Version) -> str:
    return "\n".join(block.text.chars for block in blocks(found.root) if block.text.chars)


def test_redline_of_a_compilation_is_read_back():
    """Without its insertions the file is the base; its provisions say what happens to them, and by whom."""
    compilation = emissions()
    data = bytes(render(compilation, view="redline", to="akn"))  # type: ignore[arg-type]
    assert _without(_read(data), "ins") == _words(compilation.base)
    assert NEG.encode() in data
    assert b'change="inserted" refersTo="#deleg-G77 #deleg-KEN"' in data.replace(b"neg:", b"")
    assert b'<TLCOrganization eId="deleg-JPN"' in data


def test_redline_of_two_versions_holds_both():
    """Without its deletions the file has the new text's words, without its insertions the old's."""
    old = version(article(1, "Aim", paragraph("art_1__para_1", "1.", "Parties shall act together.")))
    new = version(article(1, "Aim", paragraph("art_1__para_1", "1.", "Parties should act together at once.")))
    found = _read(render(compare(old, new), view="redline", to="akn"))
    assert _without(found, "ins") == _words(old)
    assert _without(found, "del") == _words(new)


def test_a_version_is_written_as_it_is():
    """Where nothing is contested there is nothing to add."""
    base = emissions().base
    assert render(base, to="akn") == write(base)


def test_a_compilation_is_written_as_its_own_file():
    """The bracketed view in AKN is the compilation's file; a clean one is refused like any other."""
    base = version(article(1, "Aim", paragraph("art_1__para_1", "1.", "Parties shall act.")))
    wid = "art_1__para_1__content__p_1"
    patch = Patch(digest(base), (Substitution(wid, 8, 13, "shall", Text("should")),))
    compilation = compile(base, [Amendment("L.1", ("EU",), patch)])
    assert render(compilation, view="bracketed", to="akn") == write_compilation(compilation)
    with pytest.raises(Contested):
        render(compilation, to="akn")
    with pytest.raises(Misused):
        render(compilation, view="table", to="akn")
