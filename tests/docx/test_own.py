"""Word files that we wrote come back as they were; edited ones, as the amendment that a person would expect."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, corpus
from tests.docx.forge import dele, ins, p, run
from tests.docx.test_tracked import FIRST, SECOND, agreement, said
from tests.render.build import article, block, paragraph, provision
from tests.render.build import version as draft
from tests.word.office import Office
from treaty_drafts import akn
from treaty_drafts.amend import Insertion, apply, compare, propose
from treaty_drafts.amend.tracked import authors, propose_tracked
from treaty_drafts.cli.main import main
from treaty_drafts.compilation import Compilation, compile
from treaty_drafts.compilation.read import read as read_compilation
from treaty_drafts.errors import Misused, WrongBase
from treaty_drafts.model.tree import Block, Mark, Provision, Text, blocks, walk
from treaty_drafts.model.version import Version
from treaty_drafts.render import render
from treaty_drafts.sources import read_source
from treaty_drafts.sources.docx.own import base_of
from treaty_drafts.sources.docx.read import read_document
from treaty_drafts.sources.docx.reading import accepted, rejected
from treaty_drafts.sources.docx.version import version_of

TEXTS = [
    "paris/agreement-23-oct-2015.md",
    "paris/agreement-12-dec-2015.md",
    "acta/acta-public-draft-2010-04.html",
    *(f"bbnj/bbnj-agreement-2023.{language}.txt" for language in ("en", "fr", "es", "ru", "zh", "ar")),
]


def exported(source: Version | Compilation) -> bytes:
    data = render(source, view="bracketed", to="docx", keep_brackets=True)
    assert isinstance(data, bytes)
    return data


def retold(data: bytes, change: Callable[[str], str], part: str = "word/document.xml") -> bytes:
    """The file with a part changed by hand."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            inside = old.read(name)
            new.writestr(name, change(inside.decode()).encode() if name == part else inside)
    assert out.getvalue() != data
    return out.getvalue()


def read(data: bytes, base: Version, sees=accepted) -> Version:
    return version_of(read_document(data, "a.docx"), sees, base)


@pytest.mark.parametrize("name", TEXTS)
def test_a_real_text_comes_back_exactly(name: str) -> None:
    """Words, marks, structure, wIds, metadata: byte for byte; by import, and read onto its base."""
    version = read_source(corpus(f"texts/{name}").read_bytes(), name=name).version
    data = exported(version)
    assert akn.write(read_source(data, name="a.docx").version) == akn.write(version)
    assert read(data, version) == version


def test_the_example_conference_comes_back_exactly() -> None:
    """Its zero draft."""
    (draft,) = (ROOT / "examples").rglob("*draft*.md")
    version = read_source(draft.read_bytes(), name=draft.name, symbol="A/CONF.900/L.1").version
    assert read_source(exported(version), name="a.docx").version == version


@pytest.mark.parametrize("name", [TEXTS[0], TEXTS[-2], TEXTS[-1]])
def test_a_real_text_that_libreoffice_saved_comes_back_exactly(office: Office, tmp_path: Path, name: str) -> None:
    """It splits and joins runs, renames styles, writes the base anew, and loses bookmarks in footnotes."""
    version = read_source(corpus(f"texts/{name}").read_bytes(), name=name).version
    saved = tmp_path / "saved.docx"
    office.open(exported(version), save=saved, changes=False)
    assert akn.write(read_source(saved.read_bytes(), name="a.docx").version) == akn.write(version)


THIRD = p("3. Each Party shall:") + p("(a) publish its plan;") + p("(b) report every year.")
BASE = agreement(FIRST, SECOND, THIRD, p("4. Rivers are inland waters."))
EDITS = {
    "words": (
        {"replace": "shall take", "by": "should take"},
        "In article 1, paragraph 1, replace “shall” by “should”.",
    ),
    "a heading": (
        {"replace": "Aims", "by": "Aims and means"},
        "At the end of the heading of article 1, insert “and means”.",
    ),
    "a number": ({"replace": "2.", "by": "2 bis."}, "Replace the number of article 1, paragraph 2, “2.”, by “2 bis.”."),
    "a paragraph": (
        {"insert_after": "inland waters", "text": "5. Each Party shall publish its plan."},
        "After article 1, paragraph 4, insert:\n5. Each Party shall publish its plan.",
    ),
    "a paragraph between two": (
        {"insert_after": "shall take", "text": "1 bis. Cities shall be consulted."},
        "After article 1, paragraph 1, insert:\n1 bis. Cities shall be consulted.",
    ),
    "a point": (
        {"insert_after": "publish its plan", "text": "(a bis) tell its neighbours;"},
        "After article 1, paragraph 3 (a), insert:\n(a bis) tell its neighbours;",
    ),
    "a point at the end": (
        {"insert_after": "report every year", "text": "(c) pay its dues."},
        "After article 1, paragraph 3 (b), insert:\n(c) pay its dues.",
    ),
    "an article": (
        {"insert_after": "two years", "text": "Article 3. Depositary"},
        "After article 2, insert:\nArticle 3. Depositary",
    ),
    "a paragraph out": ({"delete": "Works that are planned"}, "Delete article 1, paragraph 2."),
    "a point out": ({"delete": "publish its plan"}, "Delete article 1, paragraph 3 (a)."),
    "a paragraph moved": (
        {"move": "Works that are planned", "after": "inland waters"},
        "Move article 1, paragraph 2 after article 1, paragraph 4.",
    ),
}


@pytest.fixture(scope="module")
def base() -> Version:
    return read_source(BASE, name="base.docx", symbol="A/1").version


@pytest.mark.parametrize("tracked", [False, True], ids=["untracked", "tracked"])
@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_in_libreoffice_is_the_amendment_that_a_person_expects(
    office: Office, base: Version, tmp_path: Path, edit: str, *, tracked: bool
) -> None:
    """And with the tracked changes rejected it is the base itself."""
    act, expected = EDITS[edit]
    saved = tmp_path / "edited.docx"
    office.open(exported(base), edits=[{"author": "Anna"}, {"track": tracked}, act], save=saved)
    document = read_document(saved.read_bytes(), "edited.docx")
    assert list(authors(document)) == (["Anna"] if tracked else [])
    assert said(propose(base, version_of(document, accepted, base), sponsors=("EU",), symbol="L.1"), base) == [expected]
    if tracked:
        assert version_of(document, rejected, base) == base


def test_words_changed_in_the_paris_draft_are_one_edit(office: Office, tmp_path: Path) -> None:
    """Among 1,023 brackets, twelve footnotes and 151 options."""
    name = "agreement-23-oct-2015.md"
    version = read_source(corpus(f"texts/paris/{name}").read_bytes(), name=name).version
    saved = tmp_path / "edited.docx"
    acts = [
        {"author": "Anna"},
        {"track": True},
        {"replace": "sustained action by all", "by": "sustained action by everyone"},
    ]
    office.open(exported(version), edits=acts, save=saved)
    made = propose_tracked(
        version, read_document(saved.read_bytes(), "a"), delegations={"EU": ["Anna"]}, symbol="L.1"
    ).amendments
    assert [edit.old for one in made for edit in one.patch.edits] == ["all"]


# -- by hand -----------------------------------------------------------------------------------------------------------


def with_marks() -> Version:
    """A text with a reference and a footnote, which Word cannot hold and holds."""
    found = read_source(
        b"# T\n\n## Article 1\n\nSee article 2 and the annex[^1] for rates.\n\n[^1]: As of 2019.\n", name="a.md"
    )
    version = found.version

    def marked(node):
        if isinstance(node, Block) and node.text.chars.startswith("See"):
            return Block(
                node.name,
                node.wid,
                node.attrs,
                Text(node.text.chars, (Mark(4, 13, "ref", (("href", "#art_2"),)), *node.text.marks)),
            )
        return (
            Provision(node.name, node.wid, node.attrs, tuple(map(marked, node.children)))
            if isinstance(node, Provision)
            else node
        )

    return akn.read(akn.write(Version(marked(version.root), version.facts, version.attrs))).version


def test_what_word_cannot_show_stays_on_the_words_that_stay() -> None:
    """A reference; and a footnote is the same footnote, though its words are others."""
    base = with_marks()
    data = retold(exported(base), lambda xml: xml.replace("for rates", "for all rates"))
    data = retold(data, lambda xml: xml.replace("2019", "2021"), "word/footnotes.xml")
    edited = read(data, base)
    (line,) = [block for block in blocks(edited.root) if block.text.chars.startswith("See")]
    assert [mark.name for mark in line.text.marks] == ["ref", "authorialNote"]
    assert edited.index.keys() == base.index.keys()
    assert {edit.old: edit.new.chars for edit in propose(base, edited, sponsors=("EU",), symbol="L.1").patch.edits} == {
        "": "all ",
        "2019": "2021",
    }


def test_words_typed_in_the_style_of_a_label_are_words() -> None:
    """Whoever types after a label goes on in its style."""
    base = read_source(BASE, name="base.docx").version
    typed = '<w:r><w:rPr><w:rStyle w:val="Sponsors"/></w:rPr><w:t xml:space="preserve"> of all</w:t></w:r>'
    data = retold(exported(base), lambda xml: xml.replace("Aims</w:t></w:r>", f"Aims</w:t></w:r>{typed}"))
    assert "Aims of all" in [block.text.chars for block in blocks(read(data, base).root)]


def test_a_line_is_known_by_its_words_where_two_bookmarks_stand_in_it() -> None:
    """LibreOffice leaves the bookmark of a deleted paragraph at the head of the next."""
    base = read_source(BASE, name="base.docx").version
    mark = r'(<w:bookmarkStart w:id="\d+" w:name="w_art_1__para_2__p_1"/>)'
    pattern = rf"<w:p>(?:(?!</w:p>).)*?{mark}.*?</w:p>(<w:p>.*?</w:pPr>)"
    data = retold(exported(base), lambda xml: re.sub(pattern, r"\2\1", xml))
    assert said(propose(base, read(data, base), sponsors=("EU",), symbol="L.1"), base) == [
        "Delete article 1, paragraph 2."
    ]


def test_a_row_of_a_table_comes_and_goes() -> None:
    """As a row, with its cells."""
    base = read_source(
        b"# T\n\n## Article 1\n\n1. Rates:\n\n| Year | Rate |\n|---|---|\n| 2027 | 30 |\n", name="a.md"
    ).version
    row = f"<w:tr><w:tc>{p('2028')}</w:tc><w:tc>{p('40')}</w:tc></w:tr>"
    more = read(retold(exported(base), lambda xml: xml.replace("</w:tbl>", f"{row}</w:tbl>")), base)
    rows = [node for node in walk(more.root) if node.name == "tr"]
    assert [[block.text.chars for block in blocks(one)] for one in rows][-1] == ["2028", "40"]
    less = read(retold(exported(base), lambda xml: re.sub(r"<w:tr>(?:(?!<w:tr>).)*2027.*?</w:tr>", "", xml)), base)
    assert len([node for node in walk(less.root) if node.name == "tr"]) == 1


def test_a_new_row_is_one_insertion_with_its_empty_cells() -> None:
    """An empty cell before others was left out, so that these stood in another column."""
    base = read_source(
        b"# T\n\n## Article 1\n\n1. Rates:\n\n| Year | Rate | Note |\n|---|---|---|\n| 2027 | 30 | a |\n", name="a.md"
    ).version
    row = f"<w:tr><w:tc>{p('')}</w:tc><w:tc>{p('40')}</w:tc><w:tc>{p('')}</w:tc></w:tr>"
    more = read(retold(exported(base), lambda xml: xml.replace("</w:tbl>", f"{row}</w:tbl>")), base)
    (edit,) = propose(base, more, sponsors=("EU",), symbol="L.1").patch.edits
    assert isinstance(edit, Insertion)
    (come,) = edit.provisions
    assert [block.text.chars for block in blocks(come)] == ["", "40", ""]


def test_changes_of_delegations_in_our_own_file_are_told_apart(base: Version) -> None:
    """On the base's own wIds."""
    change = [dele("Chile", "shall"), ins("Chile", "should"), ins("Fiji", " all"), run(" take measures.")]
    data = retold(
        exported(base),
        lambda xml: xml.replace(
            run("Each Party shall take measures.").replace("'", '"'), run("Each Party ") + "".join(change)
        ),
    )
    made = propose_tracked(
        base, read_document(data, "a"), delegations={"CHL": ["Chile"], "FJI": ["Fiji"]}, symbol="L.1"
    )
    assert [said(one, base) for one in made.amendments] == [
        ["In article 1, paragraph 1, replace “shall” by “should”."],
        ["In article 1, paragraph 1, after “shall”, insert “all”."],
    ]
    assert apply(made.amendments[0].patch, base).index.keys() == base.index.keys()


def test_brackets_of_a_compilation_are_words_to_an_import_and_refused_as_an_amendment(base: Version) -> None:
    """Nobody wants all alternatives, and whose is whose cannot be told from the text."""
    wanted = {"L.1": "All Parties must take measures.", "L.2": "Every Party may take measures."}
    tabled = [
        propose(base, text, at="art_1__para_1", sponsors=(code,), symbol=symbol)
        for (symbol, text), code in zip(wanted.items(), ("EU", "JPN"), strict=True)
    ]
    data = exported(compile(base, tabled))
    found = read_source(data, name="a.docx")
    (line,) = [block.text.chars for block in blocks(found.version.root) if "measures" in block.text.chars]
    assert line.count("[") == line.count("]") > 0
    assert any("read as words" in one.message for one in found.report)
    with pytest.raises(Misused, match="brackets of a compilation") as caught:
        propose_tracked(base, read_document(data, "a.docx"), delegations={"EU": []}, symbol="L.1", name="a.docx")
    assert caught.value.place.startswith("a.docx: paragraph ")


def test_the_redline_of_the_example_conference_is_its_base_with_every_change_rejected(tmp_path: Path) -> None:
    """Forty amendments on the zero draft, nested and crossing."""
    assert main(["demo", str(tmp_path)]) == 0
    compiled = read_compilation((tmp_path / "zero-draft" / "compilation.xml").read_bytes(), name="c.xml")
    data = render(compiled, view="redline", to="docx")
    assert isinstance(data, bytes)
    assert read(data, compiled.base, rejected) == compiled.base


def test_another_base_is_refused_with_the_next_step(base: Version) -> None:
    """By the digest; a file whose base was tampered with is read as anybody's."""
    other = read_source(agreement(FIRST), name="base.docx", symbol="A/2").version
    with pytest.raises(WrongBase, match=r"A/1.*A/2") as caught:
        read(exported(base), other)
    assert "import" in caught.value.step
    tampered = retold(
        exported(base), lambda xml: xml.replace("rivers", "lakes").replace("Rivers", "Lakes"), "customXml/item1.xml"
    )
    assert base_of(read_document(tampered, "a")) is None
    assert read_source(tampered, name="a.docx").version.find("art_1__para_3__point_b")


def test_a_paragraph_moves_with_its_number_when_its_points_and_an_empty_line_are_taken_out() -> None:
    """Law *Word back*, found at 20,000: its words moved alone, and the number was lost."""
    words = provision("intro", "p1__intro", block("p", "p1__p_1", "Gear is:"))
    empty = provision("wrapUp", "p1__wrapup", block("p", "p1__p_2", ""))
    first = provision(
        "paragraph", "p1", block("num", "p1__num", "1."), words, paragraph("p1__a", "(a)", "nets;"), empty
    )
    base = draft(article(1, "Gear", first, paragraph("p2", "2.", "Ropes float.")))

    def edit(xml: str) -> str:
        found = re.findall(r"<w:p>.*?</w:p>", xml, re.DOTALL)
        one, two = (next(line for line in found if words in line) for words in ("Gear is:", "Ropes float."))
        start, end = xml.index(one), xml.index(two) + len(two)
        return xml[:start] + two + one + xml[end:]

    said = [line.text.chars for line in blocks(read(retold(exported(base), edit), base).root) if line.text.chars]
    assert said[-4:] == ["2.", "Ropes float.", "1.", "Gear is:"]


def test_an_article_that_takes_the_number_of_one_that_goes_has_it_once() -> None:
    old = draft(article(1, "", block("p", "a", "The fish swim.")), article(2, "", block("p", "b", "Birds fly high.")))
    new = draft(article(1, "", block("p", "b", "Birds fly high.")))
    data = render(compare(old, new), view="redline", to="docx")
    assert isinstance(data, bytes)
    said = [line.text.chars for line in blocks(read(data, old).root)]
    assert said[-3:] == ["Article 1", "", "Birds fly high."]
    assert read(data, old, rejected) == old
