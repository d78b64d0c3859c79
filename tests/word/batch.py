"""Many Word files in one, so that the office opens few."""

from __future__ import annotations

import copy
import io
from collections.abc import Sequence
from zipfile import ZipFile

from lxml import etree

from tests.word.reading import Docx, W

RULE = "=== {} ==="
"""The paragraph before each file's."""
TALLEST = "31680"
"""The height of a page in twentieths of a point: LibreOffice 7.4 may never be done with where footnotes go. It was not
with twenty random texts on pages of A4, and was with either half of them, and with all on pages as tall as there are.
"""
NOTE = f"{W}footnoteReference"
COMMENTS = [W + name for name in ("commentRangeStart", "commentRangeEnd", "commentReference")]


def joined(files: Sequence[bytes]) -> bytes:
    """The texts and footnotes of the files one after the other, each under its rule; comments are left out."""
    first = Docx(files[0])
    body, notes = first.document[0], first.trees["word/footnotes.xml"]
    section = body[-1]
    for page in section.iter(f"{W}pgSz"):
        page.set(f"{W}h", TALLEST)
    body[:] = []
    notes[:] = notes[:2]
    for number, file in enumerate(map(Docx, files)):
        rule = etree.SubElement(body, f"{W}p")
        etree.SubElement(etree.SubElement(rule, f"{W}r"), f"{W}t").text = RULE.format(number)
        shift = len(notes)
        for note in file.trees["word/footnotes.xml"][2:]:
            note.set(f"{W}id", str(int(note.get(f"{W}id", "")) + shift))
            notes.append(note)
        for part in file.document[0][:-1]:
            for call in part.iter(NOTE):
                call.set(f"{W}id", str(int(call.get(f"{W}id", "")) + shift))
            for mark in [*part.iter(*COMMENTS)]:
                mark.getparent().remove(mark)
            body.append(copy.deepcopy(part))
    body.append(section)
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        for name, data in first.parts.items():
            changed = {"word/document.xml": first.document, "word/footnotes.xml": notes}.get(name)
            archive.writestr(name, data if changed is None else etree.tostring(changed))
    return out.getvalue()


def parted(paragraphs: Sequence[str]) -> list[list[str]]:
    """The paragraphs of each file again."""
    found: list[list[str]] = []
    for text in paragraphs:
        if text == RULE.format(len(found)):
            found.append([])
        else:
            found[-1].append(text)
    return found
