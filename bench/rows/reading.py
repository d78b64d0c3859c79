"""Rows: a text comes in."""

from __future__ import annotations

import io
import zipfile

import msgspec
from lxml import etree

from bench.inputs import Inputs
from bench.measure import beside
from bench.row import Outcome, faster, peer, slower
from treaty_drafts import akn
from treaty_drafts.akn.schema import official
from treaty_drafts.amend.compare import compare
from treaty_drafts.render import render
from treaty_drafts.sources import read_source
from treaty_drafts.sources.docx.read import read_document
from treaty_drafts.sources.docx.reading import accepted, joined, rejected


def check(inputs: Inputs) -> Outcome:
    """All that `check` looks at, the reading included, to parsing and validating alone."""
    data = inputs.s1.old
    schema = official()
    problems = akn.check(data)
    found = beside(lambda: akn.check(data), lambda: schema.validate(etree.fromstring(data)), inputs.effort)
    return slower(found, f"{len(problems)} problems")


def paris(inputs: Inputs) -> Outcome:
    """Words per second are the file's words by the time, so that the figure is markdown-it-py's time to ours."""
    markdown = peer("markdown_it", "markdown-it-py")
    data, note = inputs.draft
    text = data.decode()
    parser = markdown.MarkdownIt("commonmark")
    found = beside(lambda: read_source(data, name="draft.md"), lambda: parser.parse(text), inputs.effort)
    outcome = faster(found, f"{len(text.split()) / found.ours:,.0f} words a second{'; ' if note else ''}{note}")
    return msgspec.structs.replace(outcome, judged=not note)


def tracked(inputs: Inputs) -> Outcome:
    """A redline in Word to its paragraphs, their changes by author, and both texts; only `document.xml` beside it."""
    two = inputs.s1
    data = render(compare(akn.read(two.old).version, akn.read(two.new).version), view="redline", to="docx")
    assert isinstance(data, bytes)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        xml = file.read("word/document.xml")

    def ours() -> int:
        document = read_document(data, "redline.docx")
        return sum(len(list(joined(document.body, side))) for side in (accepted, rejected))

    changed = sum(bool(one.changed()) for one in read_document(data, "redline.docx").paragraphs())
    return slower(beside(ours, lambda: etree.fromstring(xml), inputs.effort), f"{changed:,} paragraphs changed")
