"""Renditions of real texts that nobody touched: an amendment made of one changes nothing."""

from __future__ import annotations

import pytest

from tests.conftest import corpus
from treaty_drafts.amend import propose, prose
from treaty_drafts.errors import Misused
from treaty_drafts.render import render
from treaty_drafts.sources import read_source

TEXTS = [
    *(f"bbnj/bbnj-agreement-2023.{language}.txt" for language in ("ar", "en", "es", "fr", "ru", "zh")),
    *(f"un-charter/un-charter.{language}.txt" for language in ("ar", "en", "es", "fr", "ru", "zh")),
    "bbnj/A-RES-77-321.en.txt",
    "bbnj/bbnj-prepcom-report-2026.en.txt",
    *(f"paris/agreement-{day}.md" for day in ("23-oct-2015", "4-dec-2015", "9-dec-2015", "12-dec-2015")),
    "paris/agreement-29-jan-2016-final.md",
    "paris/decision-1-CP20-lima-elements-2014.txt",
    "paris/geneva-negotiating-text-2015-02-12.pdftotext-layout.txt",
    "acta/acta-public-draft-2010-04.txt",
    "misc/doha-amendment-2012.flat-tab-artefacts.txt",
    "misc/unfccc-1992.flat-lowercase.txt",
    "snippets/ftaa-draft1-2001-ipr-chapter.en.txt",
    "snippets/ftaa-draft3-2003-chapter-XXI.en.txt",
    "snippets/rio20-draft-2012-06-02-paras-1-3.en.txt",
]
BULLETS = {"agreement-23-oct-2015.md", "agreement-4-dec-2015.md"}
"""Points without a number, which look like words under the number above but in Markdown, which has no paragraphs in
them; an emphasis over a footnote, and a footnote that nothing calls."""
DEEP = {"geneva-negotiating-text-2015-02-12.pdftotext-layout.txt"}
"""Points in six others, and some of them without a number."""
NOT_YET = {
    "md": BULLETS | DEEP,
    "txt": BULLETS | DEEP | {"bbnj-prepcom-report-2026.en.txt"},
    "html": BULLETS | DEEP | {"agreement-12-dec-2015.md", "decision-1-CP20-lima-elements-2014.txt"},
}
"""By format the texts that still come back with edits. In plain text, words on one short line that begin with a number
look like one; a page has no links within the site that a text comes from, and six depths."""


@pytest.mark.parametrize("ending", list(NOT_YET))
@pytest.mark.parametrize("path", TEXTS)
def test_a_rendition_that_nobody_touched_changes_nothing(path: str, ending: str) -> None:
    """Numbers and how deep they stand, headings that wrap, text without blanks between words."""
    base = read_source(corpus(f"texts/{path}").read_bytes(), name=path).version
    written = str(render(base, view="clean", to=ending, keep_brackets=True))
    copy = read_source(written.encode(), name=f"copy.{ending}").version
    if path.rpartition("/")[2] in NOT_YET[ending]:
        assert propose(base, copy, sponsors=("EU",), symbol="L.1").patch.edits, (
            "it is carried now: take it off the list"
        )
    else:
        with pytest.raises(Misused, match="changes nothing"):
            propose(base, copy, sponsors=("EU",), symbol="L.1")


TABLES = {
    "under a number": "1. Each Party pays:\n\n| Year | Rate |\n|---|---|\n| 2027 | **30** |\n\n2. Each reports.\n",
    "under a letter": "1. Rates:\n\n    (a) each:\n\n     | Year | Rate |\n     |---|---|\n     | 2027 | 30 |\n",
    "under a heading": "| Year | Rate |\n|---|---|\n| 2027 | 30 |\n\nEach Party pays.\n",
    "without a head": "Each Party pays:\n\n| | |\n|---|---|\n| 2027 | 30 |\n| 2028 | |\n| | |\n",
    "rows of other lengths": "Each Party pays:\n\n| Year | Rate |\n|---|---|\n| 2027 |\n| 2028 | 30 | at most |\n",
    "bars, breaks and notes": (
        "Each Party pays:\n\n| Year | Rate |\n|---|---|\n| a\\|b<br>c | 1. 30[^1]<br><br>- or less |\n\n[^1]: Of 100.\n"
    ),
    "longer than the text": "1. Rates:\n\n| Year | Rate |\n|---|---|\n" + "| 2027 | 30 |\n" * 40,
}


@pytest.mark.parametrize("ending", ["md", "html", "docx"])
@pytest.mark.parametrize("table", list(TABLES))
def test_a_table_that_nobody_touched_changes_nothing(table: str, ending: str) -> None:
    """In Markdown it was a line for each cell; in a page its head was none."""
    base = read_source(f"# Draft\n\n## Article 1\n\n{TABLES[table]}".encode(), name="a.md").version
    written = render(base, to=ending)
    copy = read_source(written if isinstance(written, bytes) else written.encode(), name=f"copy.{ending}").version
    with pytest.raises(Misused, match="changes nothing"):
        propose(base, copy, sponsors=("EU",), symbol="L.1")


def test_a_table_in_markdown_is_one_that_others_read() -> None:
    """Its head is its own, or empty; every row is in it."""
    base = read_source(f"# Draft\n\n## Article 1\n\n{TABLES['rows of other lengths']}".encode(), name="a.md").version
    assert str(render(base, to="md")).split("\n\n")[-1] == (
        "|  |  |  |\n| --- | --- | --- |\n| Year | Rate |\n| 2027 |\n| 2028 | 30 | at most |\n"
    )


def test_a_row_put_into_a_table_is_a_row() -> None:
    base = read_source(f"# Draft\n\n## Article 1\n\n{TABLES['under a number']}".encode(), name="a.md").version
    edited = str(render(base, to="md")).replace("    | 2027", "    | 2026 | 20 |\n    | 2027")
    amendment = propose(base, read_source(edited.encode(), name="b.md").version, sponsors=("EU",), symbol="L.1")
    assert prose(amendment.patch, base) == ("After article 1, paragraph 1, table, first row, insert:\n2026 | 20",)
