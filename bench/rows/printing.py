"""Rows: the redline on paper, beside a typesetter of HTML. Whole programs: Typst keeps what it has set in a process."""

from __future__ import annotations

import re
import statistics

from bench.inputs import Inputs
from bench.process import run
from bench.row import Outcome, PeerMissing, peer, seconds
from treaty_drafts import akn
from treaty_drafts.amend.compare import compare
from treaty_drafts.render import render

_THEIRS = "import sys, weasyprint; weasyprint.HTML(filename=sys.argv[1]).write_pdf(sys.argv[2], pdf_variant='pdf/ua-1')"
_PAGES = re.compile(rb"/Type ?/Page\b")


def pdf(inputs: Inputs) -> Outcome:
    """From two versions to a tagged, archivable PDF with line numbers; theirs from the page to a tagged PDF."""
    try:
        peer("weasyprint", "weasyprint")
    except OSError as error:
        raise PeerMissing("peer missing: WeasyPrint needs pango; on Debian: apt-get install libpango-1.0-0") from error
    two = inputs.s1
    old, new = map(str, two.paths)
    page, ours, theirs = (inputs.folder / name for name in ("redline.html", "ours.pdf", "theirs.pdf"))
    comparison = compare(akn.read(two.old).version, akn.read(two.new).version)
    page.write_text(str(render(comparison, view="redline", to="html")), "utf-8")
    rounds = [
        (
            run("-m", "treaty_drafts", "compare", old, new, "-o", str(ours)).wall,
            run("-c", _THEIRS, str(page), str(theirs)).wall,
        )
        for _ in range(min(3, inputs.effort.rounds))
    ]
    mine, other = (statistics.median(walls) for walls in zip(*rounds, strict=True))
    pages = len(_PAGES.findall(ours.read_bytes()))
    note = f"{pages} pages, {pages / mine:.0f} pages/s with start and comparison"
    return Outcome(seconds(mine), seconds(other), statistics.median(b / a for a, b in rounds), note)
