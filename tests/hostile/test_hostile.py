"""Hostile and broken files are refused in the package's own words: the place, what is wrong, what to do next.

Each case is one command line over files that it makes. A case of `REFUSED` must end with exit 1 and those words; one of
`BORNE` may be read or refused. None may show a traceback, blame the program, or take more than 500 MB. What each took
is recorded (`HOSTILE_REPORT=file` collects it): the claim is 2 s on a quiet machine.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.hostile import files, forged, word
from tests.hostile.run import Outcome, treaty_drafts

MEGABYTES = 500


@dataclass(frozen=True)
class Case:
    """A file `name` with the bytes of `made`; `command` reads it, and `says` is in the refusal."""

    title: str
    name: str
    made: Callable[[], bytes]
    says: str
    command: str = "import {}"

    def argv(self) -> list[str]:
        return [word.format(self.name) for word in self.command.split()]


CHECK = "check {}"

REFUSED = [
    Case("an entity that names a local file", "a.xml", files.external_entity, "DOCTYPE"),
    Case("a document type on another machine", "a.xml", files.remote_dtd, "DOCTYPE"),
    Case("a parameter entity", "a.xml", files.parameter_entity, "DOCTYPE"),
    Case("a billion laughs", "a.xml", files.billion_laughs, "DOCTYPE|entit"),
    Case("quadratic blow-up of one entity", "a.xml", files.quadratic_blowup, "DOCTYPE|entit"),
    Case("a harmless document type", "a.xml", files.harmless_doctype, "DOCTYPE"),
    Case(
        "a version that is gzipped", "a.xml", lambda: files.gzipped(files.article("Peace.").encode()), "gzip|compressed"
    ),
    Case("a gzip bomb", "a.xml", files.gzip_bomb, "gzip|compressed"),
    Case("a zip bomb in the clothes of XML", "a.xml", files.zip_bomb, "zip|compressed|not well-formed|not XML"),
    Case("a zip bomb in the clothes of Word", "a.docx", files.zip_bomb, "unpack"),
    Case("100,000 nested elements", "a.xml", files.deep_xml, "deep|depth|nest"),
    Case("a million elements", "a.xml", files.million_elements, "elements"),
    Case("300,000 attributes", "a.xml", files.many_attributes, "a.xml:2.*attributes"),
    Case("30 MB of words in XML", "a.xml", files.long_words, "MB|bytes"),
    Case(
        "XML that ends in the middle",
        "a.xml",
        lambda: files.truncated(files.article("Peace. " * 50).encode()),
        "a.xml:[0-9]",
    ),
    Case("Latin-1 that claims to be UTF-8", "a.xml", files.latin_as_utf8, "a.xml:[0-9]"),
    Case("an encoding that nobody knows", "a.xml", files.unknown_encoding, "encoding"),
    Case("UTF-7", "a.xml", files.utf7, "encoding|UTF-7"),
    Case("UTF-16 that claims to be UTF-8", "a.xml", files.utf16_that_claims_utf8, "encod|UTF|not well-formed|NUL"),
    Case("a NUL in XML", "a.xml", files.nul_in_xml, "a.xml:[0-9]"),
    Case("a reference to a lone surrogate", "a.xml", files.surrogate_reference, "a.xml:[0-9]"),
    Case("the bytes of a lone surrogate", "a.xml", files.surrogate_bytes, "a.xml:[0-9]"),
    Case("a reference to a control character", "a.xml", files.control_reference, "a.xml:[0-9]"),
    Case("an entity that nobody declared", "a.xml", files.undefined_entity, "a.xml:[0-9]"),
    Case("a prefix that nobody bound", "a.xml", files.unbound_prefix, "a.xml:[0-9]"),
    Case("XInclude of a local file", "a.xml", files.include, "a.xml:[0-9]|include", CHECK),
    Case("a script inside a treaty", "a.xml", files.script_inside, "script", CHECK),
    Case("two documents in one file", "a.xml", files.two_roots, "a.xml:[0-9]"),
    Case("another vocabulary", "a.xml", files.another_vocabulary, "svg|Akoma Ntoso"),
    Case("Akoma Ntoso without a document", "a.xml", files.no_document, "Akoma Ntoso|akomaNtoso"),
    Case("an empty file of XML", "a.xml", bytes, "empty"),
    Case("blanks for XML", "a.xml", lambda: b" \n" * 9, "empty|blank"),
    Case("a picture", "a.xml", files.picture, "a.xml"),
    Case("a picture in the clothes of text", "a.txt", files.picture, "a.txt"),
    Case("an ending that tells no format", "a.pdf", lambda: b"%PDF-1.7\n", r"\.md"),
    Case("an empty text", "a.md", bytes, "empty"),
    Case("30 MB of plain text", "a.txt", files.large_text, "MB|bytes"),
    Case("30 MB of Markdown", "a.md", files.large_text, "MB|bytes"),
    Case("30 MB of HTML", "a.html", files.large_text, "MB|bytes"),
    Case("100,000 brackets, inventory", "a.md", files.nested_brackets, "art_1.*brackets", "brackets {} --json"),
    Case(
        "50,000 rival pairs",
        "a.md",
        lambda: files.repeated("[shall][should] ", 50_000),
        "art_1.*brackets",
        "brackets {} --json",
    ),
    Case("100,000 article lines", "a.txt", lambda: files.repeated("Article 1\n", 100_000), "line 5.*article could"),
    Case("100,000 lists in one another", "a.md", files.nested_lists, "deep|depth|nest|level"),
    Case("100,000 numbers in one another", "a.md", files.nested_numbers, "deep|depth|nest|level"),
    Case("50,000 divs in one another", "a.html", files.nested_divs, "deep|depth|nest|level"),
    Case("a NUL in text", "a.md", files.nul_in_text, "a.md:5.*(NUL|U\\+0000)"),
    Case("Latin-1 text", "a.md", files.latin_text, "a.md:5.*UTF-8"),
    Case("a lone surrogate in text", "a.md", files.surrogate_text, "a.md:5.*UTF-8"),
    Case("an overlong slash", "a.md", files.overlong_text, "a.md:5.*UTF-8"),
    Case("UTF-16 text", "a.txt", files.utf16_text, "UTF-8|UTF-16|NUL|U\\+0000"),
    Case("a noncharacter", "a.md", files.noncharacter_text, "a.md:5.*U\\+FFF"),
    Case("a file that is not there", "a.md", bytes, "no such file", "import b.md"),
    Case("a folder for a file", "a.md", bytes, "folder", "import ."),
]

BORNE = [
    Case("control characters in text", "a.txt", files.controls_in_text, ""),
    Case("100,000 quotations in one another", "a.md", files.nested_quotes, ""),
    Case("an attribute of 12 MB", "a.xml", files.long_attribute, ""),
    Case("an element name of 5 MB", "a.xml", files.long_name, ""),
    Case("100,000 brackets in one another", "a.md", files.nested_brackets, ""),
    Case(
        "24,000 brackets in one another, inventory",
        "a.md",
        lambda: files.nested_brackets(24_000),
        "",
        "brackets {} --json",
    ),
    Case("2,500 lists by indentation", "a.md", files.indented_lists, ""),
    Case("100,000 emphases in one another", "a.md", files.nested_emphasis, ""),
    Case("100,000 points in one another", "a.txt", files.nested_points, ""),
    Case("200 sections in one another", "a.xml", files.deep_hierarchy, ""),
    Case("100,000 opened links", "a.md", lambda: files.repeated("[a](", 100_000), ""),
    Case("100,000 pictures", "a.md", lambda: files.repeated("![", 100_000), ""),
    Case(
        "100,000 back-ticks of growing length",
        "a.md",
        files.growing_ticks,
        "",
    ),
    Case("100,000 opened tags", "a.md", lambda: files.repeated("<a ", 100_000), ""),
    Case("100,000 opened comments", "a.md", lambda: files.repeated("<!-- ", 60_000), ""),
    Case("100,000 stars", "a.md", lambda: files.repeated("*", 100_000), ""),
    Case("50,000 stars and underlines", "a.md", lambda: files.repeated("*_", 50_000), ""),
    Case("a million blanks", "a.md", lambda: files.repeated(" ", 1_000_000) + b"x\n", ""),
    Case("200,000 article words", "a.txt", lambda: files.repeated("Article ", 200_000), ""),
    Case("20,000 article lines", "a.txt", lambda: files.repeated("Article 1\n", 20_000), ""),
    Case("200,000 opened attributions", "a.md", lambda: files.repeated("[a (EU, ", 60_000), "", "brackets {} --json"),
    Case("a number of 500,000 parts", "a.txt", lambda: files.repeated("1.", 500_000), ""),
    Case("200,000 opened parentheses", "a.txt", lambda: files.repeated("(", 200_000), ""),
    Case("200,000 bis", "a.txt", lambda: b"Article 1 " + files.repeated("bis ", 200_000), ""),
    Case("12,000 rival pairs", "a.md", lambda: files.repeated("[shall][should] ", 12_000), "", "brackets {} --json"),
    Case(
        "50,000 footnotes calling one another",
        "a.md",
        files.chained_notes,
        "",
    ),
    Case(
        "a table of 20,000 columns",
        "a.md",
        files.wide_table,
        "",
    ),
    Case("50,000 unclosed tags", "a.html", lambda: b"<p>Article 1</p>" + b"<b><i>x" * 50_000, ""),
]


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.title)
def test_refused(case: Case, tmp_path: Path, record_property) -> None:
    (tmp_path / case.name).write_bytes(case.made())
    outcome = treaty_drafts(*case.argv(), within=tmp_path)
    record(case.title, outcome, record_property)
    refused(outcome, case.says)


@pytest.mark.parametrize("case", BORNE, ids=lambda case: case.title)
def test_borne(case: Case, tmp_path: Path, record_property) -> None:
    (tmp_path / case.name).write_bytes(case.made())
    outcome = treaty_drafts(*case.argv(), within=tmp_path)
    record(case.title, outcome, record_property)
    assert outcome.code in {0, 1}, outcome.talk[-2000:]
    of_our_own(outcome)


@pytest.mark.parametrize("case", word.CASES, ids=lambda case: case.title)
def test_word(case: word.Hostile, tmp_path: Path, record_property) -> None:
    """Opened in a child process: what that takes is limited to 1 GB and 20 s by the system itself."""
    (tmp_path / "a.docx").write_bytes(case.made())
    outcome = treaty_drafts("import", "a.docx", within=tmp_path)
    record(case.title, outcome, record_property)
    if case.says:
        refused(outcome, case.says)
    else:
        assert outcome.code == 0, outcome.talk[-2000:]
        of_our_own(outcome)


@pytest.mark.parametrize("case", forged.CASES, ids=lambda case: case.title)
def test_forged(case: forged.Forgery, meeting: forged.Meeting, tmp_path: Path, record_property) -> None:
    outcome = treaty_drafts(*case.made(meeting, tmp_path), within=tmp_path)
    record(case.title, outcome, record_property)
    refused(outcome, case.says)


@pytest.fixture(scope="module")
def meeting(tmp_path_factory) -> forged.Meeting:
    """A version, amendments and a compilation that are as they should be."""
    return forged.convene(tmp_path_factory.mktemp("meeting"))


def refused(outcome: Outcome, says: str) -> None:
    """Exit 1, the expected words, and a next step in parentheses at the end of a line."""
    assert outcome.code == 1, f"exit {outcome.code}: {outcome.talk[-2000:]}"
    of_our_own(outcome)
    told = outcome.talk + outcome.data.decode("utf-8", "replace")
    assert re.search(says, told, re.IGNORECASE), told[-2000:]
    assert re.search(r"\(.{8,}\)\s*$", told, re.MULTILINE), f"no next step: {told[-2000:]}"


def of_our_own(outcome: Outcome) -> None:
    """No traceback, no fault of ours, no flood of talk, and within the memory."""
    assert "Traceback" not in outcome.talk, outcome.talk[-3000:]
    assert "a fault in treaty-drafts itself" not in outcome.talk, outcome.talk[-2000:]
    assert len(outcome.talk) < 20_000, outcome.talk[:2000]
    assert "root:x:0" not in outcome.talk + outcome.data.decode("utf-8", "replace"), "a local file was read"
    assert outcome.megabytes < MEGABYTES


def record(title: str, outcome: Outcome, record_property: Callable[[str, object], None]) -> None:
    """What the case took, for the report."""
    record_property("seconds", round(outcome.seconds, 2))
    record_property("megabytes", round(outcome.megabytes))
    if path := os.environ.get("HOSTILE_REPORT"):
        with Path(path).open("a", encoding="utf-8") as report:
            said = " ".join(outcome.talk.split())[-160:]
            took = f"{outcome.seconds:6.2f} s {outcome.wall:6.2f} s {outcome.megabytes:5.0f} MB"
            report.write(f"{took}  exit {outcome.code}  {title}: {said}\n")
