"""The rows of the table. One more is a function that returns an `Outcome`, and an entry here."""

from __future__ import annotations

from bench.row import COUNT, CPU, HIGH, LOW, PEAK, WALL, Row
from bench.rows import comparing, compiling, printing, quality, reading, serving

_BOTH = "lxml reading and writing both"
_ONE = "lxml reading and writing one text"
_ALL = "compiling all of them"
_BARE = "a bare Starlette answer, one worker"
_INSERT = "one-row insert transactions"

ROWS = (
    Row("compare-html", "compare two versions, HTML redline", _BOTH, CPU, comparing.html, LOW, 8, 4),
    Row("compare-docx", "compare two versions, Word redline", _BOTH, CPU, comparing.docx, LOW, 15, 12),
    Row("compare-akn", "compare two versions, AKN redline, validated", _BOTH, CPU, comparing.akn_redline, LOW, 14, 8),
    Row("growth-time", "compare ten times the length, first page", "the length", CPU, comparing.growth, LOW, 12, 11),
    Row("growth-memory", "the same, whole program", "the length", PEAK, comparing.growth_memory, LOW, 10, 4),
    Row("xmldiff-process", "compare, whole program", "xmldiff", WALL, comparing.xmldiff_process, HIGH, 20, 40),
    Row("xmldiff", "compare, HTML redline", "xmldiff, list of actions", CPU, comparing.xmldiff, HIGH, 50, 80),
    Row("htmldiff", "compare, HTML redline", "lxml.html.diff.htmldiff", CPU, comparing.htmldiff, HIGH, 30, 50),
    Row(
        "htmldiff-s10", "the same, ten times the length, once", "htmldiff", CPU, comparing.htmldiff_s10, HIGH, 500, 1000
    ),
    Row("fast-dmp", "compare, HTML redline", "fast-diff-match-patch, words alone", CPU, comparing.fast_dmp, HIGH),
    Row("pdf", "compare, PDF redline, whole program", "WeasyPrint on the page", WALL, printing.pdf, HIGH, 4, 6),
    Row("hunks", "places in the redline", "places that were edited", COUNT, quality.hunks, LOW, 1.1, 1.1),
    Row("moves", "moved articles: precision and recall", "articles that were moved", COUNT, quality.moves, HIGH, 1, 1),
    Row("cut", "words or letters that an edit cuts", "edits", COUNT, quality.cut, LOW, 0, 0),
    Row("propose", "propose from an edited copy, amendment file", _BOTH, CPU, comparing.propose_copy, LOW, 10, 5),
    Row("compile", "compile 10,000 amendments, relations, AKN", _ONE, CPU, compiling.whole, LOW, 40, 15),
    Row("patch-apply", "the same", "10,000 diff-match-patch patch_apply", CPU, compiling.patch_apply, HIGH, 5, 10),
    Row("patch-apply-words", "compile 10,000, words alone", "the same patches", CPU, compiling.patch_apply_words, HIGH),
    Row("misplaced", "amendments not where they were put", "amendments", COUNT, compiling.misplaced, LOW, 0, 0),
    Row("order", "paragraphs that depend on the order", "paragraphs", COUNT, compiling.order, LOW, 0, 0),
    Row("one-more", "one more amendment", _ALL, CPU, compiling.one_more, LOW, 0.1, 0.02),
    Row("one-more-relations", "the same, relations told again", _ALL, CPU, compiling.one_more_relations),
    Row("one-more-html", "the same, and a first rendition in HTML", _ALL, CPU, compiling.rendition, LOW, 0.15, 0.05),
    Row("project", "one delegation's text, of 60, as AKN", _ONE, CPU, compiling.projections, LOW, 4, 2),
    Row("consolidate", "consolidate 1,000 adopted, rebase the rest", _ALL, CPU, compiling.consolidation, LOW, 1.5, 1),
    Row("check", "read and check a version", "lxml parse and XSD validation", CPU, reading.check, LOW, 8, 4),
    Row("import", "import Paris 23 October, Markdown", "markdown-it-py parsing it", CPU, reading.paris, HIGH, 0.5, 1),
    Row("word-back", "tracked DOCX read back", "lxml parsing its document.xml", CPU, reading.tracked, LOW, 8, 5),
    Row("serving-page", "a published text, compressed once", _BARE, WALL, serving.page, HIGH, 0.45, 0.55),
    Row("serving-304", "the same, known to the asker", _BARE, WALL, serving.known, HIGH, 0.55, 0.65),
    Row("serving-list", "50 amendments from SQLite, JSON, asked again", _BARE, WALL, serving.listed, HIGH, 0.12, 0.5),
    Row("serving-list-anew", "the same, read anew each time", _BARE, WALL, serving.listed_anew, HIGH),
    Row("tabling-sqlite", "tabling, 16 writers, SQLite", _INSERT, WALL, serving.tabling_sqlite, HIGH, 0.25, 0.5),
    Row("tabling-pg", "tabling, 16 writers, PostgreSQL", _INSERT, WALL, serving.tabling_postgresql, HIGH, 0.25, 0.5),
    Row("render-bracketed", "bracketed text of 10,000 amendments, HTML", _ONE, CPU, compiling.bracketed),
)
