"""Labels, options, lists, notes and headings as delegates type them, each read the way a lawyer reads it."""

from __future__ import annotations

import pytest

from treaty_drafts.errors import SourceError
from treaty_drafts.model.tree import Block, Node, Provision, blocks, walk
from treaty_drafts.sources import read_source, summary
from treaty_drafts.sources.labels import label_at
from treaty_drafts.sources.read import guess_language


def outline(source: str, name: str = "a.md") -> list[str]:
    """One line per unit of the body, indented, with its label and heading; then its words."""
    out: list[str] = []

    def visit(node: Node, depth: int) -> None:
        if isinstance(node, Block):
            if node.name not in ("num", "heading"):
                out.append(f"{'  ' * depth}{node.text.chars}")
        elif isinstance(node, Provision):
            inner = depth
            if node.name not in ("body", "content", "intro", "wrapUp"):
                names = dict(node.attrs)
                out.append(f"{'  ' * depth}{names.get('name', node.name)} {node.num} {node.heading}".rstrip())
                inner += 1
            for child in node.children:
                visit(child, inner)

    root = read_source(source.encode(), name=name).version.root
    for part in root.children:
        if part.name not in ("meta", "preface"):
            visit(part, 0)
    return out


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("[Article 3bis] (REDD-plus)", "[Article 3bis] "),
        ("3.3alt: Developed", "3.3alt:"),
        ("3.3bis Alt Each Party", "3.3bis Alt"),
        ("17quater) We", "17quater)"),
        ("2 bis. Parties", "2 bis."),
        ("2.bis We", "2.bis"),
        ("[12 ter. New", "[12 ter."),
        ("2-bis. Parties", "2-bis."),
        ("(2 bis) Parties", "(2 bis)"),
        ("2 (bis). Parties", "2 (bis)."),
        ("2. bis Parties", "2. bis"),
        ("2之二. 缔约方", "2之二."),
        ("ARTICLE 5 BIS", "ARTICLE 5 BIS"),
        ("Article [5] bis Scope", "Article [5] bis"),
        ("Article 5 [bis] Scope", "Article 5 [bis]"),
        ("Article 5 bis (new) Scope", "Article 5 bis (new)"),
        ("Article premier bis", "Article premier bis"),
        ("New Article", "New Article"),
        ("0. All", "0."),
        ("3.x Notwithstanding", "3.x"),
        ("Article XX [Nature", "Article XX"),
        ("[4][2]. Recognizes", "[4][2]."),
        ("[1. ]In civil", "[1. ]"),
        ("(a)(i) damages", "(a)"),
        ("Option 1: text", "Option 1: "),
        ("Option (a): text", "Option (a): "),
        ("ALT 3. Each Party", "ALT 3."),
        ("第五十八条 争端", "第五十八条"),
        ("المادة ٣ نطاق", "المادة ٣"),
        ("المادة 5 مكررا. أجهزة", "المادة 5 مكررا."),
        ("المادة 5 ثالثاً أجهزة", "المادة 5 ثالثاً"),
        ("الفصل الأول. أحكام عامة", "الفصل الأول"),
        ("الباب الحادي عشر أحكام", "الباب الحادي عشر"),
        ("الفصل الأولى", None),
        ("Артикул 5", None),
        ("1.5 °C above", None),
        ("2020. The Parties", None),
        ("12 June 2012", None),
        ("Annexes", None),
    ],
)
def test_labels_are_told_from_words_and_kept_verbatim(line: str, label: str | None) -> None:
    """Brackets included."""
    found = label_at(line)
    assert (found and line[: found.stop]) == label


def test_a_reference_link_needs_its_definition() -> None:
    """`[a][b]` is two brackets unless b is defined; a target that is no address makes no link."""
    source = "## Article 1\n\n[shall][should] [may](EU) see [here][there] and [this](https://un.org).\n\n[there]: /x\n"
    assert outline(source)[-1].strip() == "[shall][should] [may](EU) see here and this."


def test_a_line_that_looks_like_a_link_definition_is_words() -> None:
    """`[Placeholder]: TBD` defines nothing."""
    assert outline("## Article 1\n\n[Placeholder]: TBD\n")[-1].strip() == "[Placeholder]: TBD"


def test_options_without_indentation_belong_to_the_open_paragraph() -> None:
    """As in the Geneva text."""
    source = (
        "Article 1\n\n6. [Parties:\n\nOption 1: lead;\n\n6.1 All act.\n\nOption 2: follow.]\n\n7. Each Party acts.\n"
    )
    assert outline(source, "a.txt") == [
        "article Article 1",
        "  paragraph 6.",
        "    [Parties:",
        "    alternatives",
        "      option Option 1:",
        "        lead;",
        "        point 6.1",
        "          All act.",
        "      option Option 2:",
        "        follow.]",
        "  paragraph 7.",
        "    Each Party acts.",
    ]


def test_points_that_run_on_in_one_line_are_points() -> None:
    """Where their numbers go on one by one, each after the end of a clause."""
    run_on = "1. Parties shall: (a) act; (b) report: (i) yearly; (ii) fully; and (c) pay."
    source = f"Article 1\n\n{run_on}\n\n2. See (a) above.\n"
    found = outline(source, "a.txt")
    assert [line.strip() for line in found if "point" in line] == [
        "point (a)",
        "point (b)",
        "point (i)",
        "point (ii)",
        "point (c)",
    ]
    assert found[-1].strip() == "See (a) above."


def test_an_option_indented_less_by_a_slip_stays_in_its_series() -> None:
    """As Option 3 in article 3, paragraph 8 of 23 October 2015."""
    source = "## Article 1\n\n1. Timing\n\n    1. Adjustments\n\n       **Option 1:** a\n\n      **Option 2:** b\n"
    found = [line.strip() for line in outline(source)]
    assert found[-5:] == ["alternatives", "option Option 1:", "a", "option Option 2:", "b"]


def test_a_list_indented_less_by_a_slip_stays_under_the_item_that_announces_it() -> None:
    """As in article 12, paragraph 4 of 4 December 2015: `4. … shall:`, then `  1.` and `  2.`, then `5.`"""
    source = "## Article 12\n\n3. x\n\n4. It shall:\n\n  1. act;\n  2. report.\n\n5. y\n"
    units = [line for line in outline(source) if "paragraph" in line or "point" in line]
    assert units == ["  paragraph 3.", "  paragraph 4.", "    point 1.", "    point 2.", "  paragraph 5."]


def test_chinese_numbers_stand_under_those_in_brackets() -> None:
    """一、 over （一） over 1．, whether or not the outermost is there."""
    found = outline("第一条 用语\n\n（一） 甲：\n\n1．乙；\n\n2．丙；\n\n（二） 丁。\n", "a.txt")
    labelled = [line for line in found if "．" in line or "（" in line]
    assert [len(line) - len(line.lstrip()) for line in labelled] == [2, 4, 4, 2]


def test_i_is_a_letter_after_h_and_a_roman_one_elsewhere() -> None:
    """(h) (i) (j), but (a) (i) (ii)."""
    letters = "".join(f"({letter}) x;\n\n" for letter in "abcdefghij")
    assert [line for line in outline(f"Article 1\n\n{letters}", "a.txt") if line.startswith("    point")] == []
    nested = outline("Article 1\n\n(a) x:\n\n(i) y;\n\n(ii) z;\n\n(b) w.\n", "a.txt")
    assert [line for line in nested if "point" in line] == [
        "  point (a)",
        "    point (i)",
        "    point (ii)",
        "  point (b)",
    ]


@pytest.mark.parametrize(
    ("lines", "labels"),
    [
        (("1. One.", "[2. Two.]", "3. Three.", "[4. Four.]", "[5. Five.]"), ["1.", "[2.", "3.", "[4.", "[5."]),
        (("1. One.", "1 bis. More.", "2. Two."), ["1.", "1 bis.", "2."]),
    ],
)
def test_a_number_that_markdown_knows_for_none_goes_on_its_list(lines: tuple[str, ...], labels: list[str]) -> None:
    """A delegate puts brackets around paragraph 2, or a paragraph 1 bis after the first."""
    found = outline("# T\n\n## Article 1. H\n\n" + "\n\n".join(lines) + "\n")
    assert [line.strip() for line in found if line.startswith("  paragraph")] == [f"paragraph {one}" for one in labels]


def test_i_is_a_letter_after_h_bis_too() -> None:
    found = outline("# T\n\n## Article 1. H\n\nTerms:\n\n(g) seven;\n\n(h) eight;\n\n(h bis) more;\n\n(i) nine;\n")
    assert [line for line in found if "point (i)" in line] == ["  point (i)"]


def test_a_line_that_begins_with_a_reference_is_no_heading() -> None:
    """The sequence of the numbers tells them apart."""
    chinese = "第一条用语\n\n一、甲。\n\n第二条目标\n\n第三条规定的义务适用。\n\n第三条范围\n\n乙。\n"
    assert [line for line in outline(chinese, "a.txt") if line.startswith("article")] == [
        "article 第一条 用语",
        "article 第二条 目标",
        "article 第三条 范围",
    ]


def test_footnotes_stand_at_their_calls_and_uncalled_ones_at_the_end() -> None:
    """And the report names those that nothing calls, and calls without a note."""
    source = b"## Article 1\n\nEach[^1] Party[^3].\n\n[^1]: One.\n\n    Two.\n\n[^2]: Lost.\n"
    found = read_source(source, name="a.md")
    block = found.version.find("art_1__p_1")
    assert isinstance(block, Block)
    text = block.text
    assert [mark.name for mark in text.marks] == ["authorialNote", "authorialNote"]
    note = text.marks[0].atom
    assert isinstance(note, Provision)
    assert [child.text.chars for child in note.children if isinstance(child, Block)] == ["One.", "Two."]
    assert "nothing calls [^2]" in summary(found)
    assert "[^3] is called" in summary(found)


def test_emphasis_that_closes_against_a_letter_is_emphasis() -> None:
    """`**Option 3:**Building` is how it is typed."""
    found = outline("## Article 1\n\n**Option 3:**Building on\n")
    assert found == ["article Article 1", "  option Option 3:", "    Building on"]


def test_the_sign_of_a_line_break_is_no_word() -> None:
    """Converters write a backslash at the end of a line, as in the drafts of Paris; one that is escaped is a word."""
    found = outline("## Article 1\n\nsupport the **capacity\\\nof** Parties and one \\\\\nmore\n")
    assert found == ["article Article 1", "  support the capacity of Parties and one \\ more"]


def test_a_preamble_in_one_line_is_cut_where_recitals_open() -> None:
    """In a language where that is sure."""
    recitals = "Recalling the Charter of the United Nations, including its purposes and principles, " * 3
    last = "Mindful of the obligation to protect the sea, Have agreed as follows:"
    source = f"PREAMBLE The Parties to this Agreement, {recitals}{last}\n\nArticle 1\n\nX.\n"
    found = outline(source, "a.txt")
    assert [line.strip()[:20] for line in found if not line.strip().startswith(("preamble", "rec", "article"))][:2] == [
        "PREAMBLE",
        "The Parties to this ",
    ]
    assert sum(line.strip() == "recital" for line in found) == 4


FORMULAS = """Have agreed as follows:
Have decided as follows:
HAVE RESOLVED AS FOLLOWS:
Hereby agree as follows:
Have resolved to conclude a Convention to this effect and have agreed upon the following provisions:
Sont convenus des dispositions suivantes :
Sont convenues de ce qui suit :
Ont décidé ce qui suit :
Conviennent de ce qui suit :
Han convenido en lo siguiente:
Han resuelto lo siguiente:
Han acordado las disposiciones siguientes:
согласились о нижеследующем:
договорились о следующем:
постановили нижеследующее:
兹商定如下：
爰议定条款如下:
达成协议如下，
قد اتفقت على ما يلي:
فقد إتفقتا على ما يلي:
اتفقت على الأحكام التالية:
قررت ما يلي:
Acordam as seguintes disposições:"""


@pytest.mark.parametrize("formula", FORMULAS.split("\n"))
def test_the_words_that_end_a_preamble_are_told_in_seven_languages(formula: str) -> None:
    """Those of the United Nations, of The Hague, and of agreements between two."""
    source = f"The Parties to this Agreement,\n\nRecalling the sea,\n\n{formula}\n\nArticle 1\n\nX.\n"
    last = [node for node in walk(read_source(source.encode(), name="a.txt").version.root) if node.name == "formula"]
    assert [block.text.chars for node in last for block in walk(node) if isinstance(block, Block)] == [formula]


CLOSINGS = """DONE at Rome, this third day of May.
IN WITNESS WHEREOF, the undersigned have signed this Agreement.
In faith whereof the undersigned have signed this Agreement.
In Faith Whereof the representatives have signed the present Charter.
[Done this third day of May.]
EN FOI DE QUOI, les soussignés ont signé le présent Accord.
En testimonio de lo cual, los infrascritos firman el presente Acuerdo.
EN FE DE ELLO, los infrascritos firman el presente Acuerdo.
В удостоверение чего нижеподписавшиеся подписали настоящее Соглашение.
В ПОДТВЕРЖДЕНИЕ ЧЕГО нижеподписавшиеся подписали настоящее Соглашение.
为此联合国各会员国政府之代表谨签字于本宪章，以昭信守。
下列正式受权的全权代表签署本条约以资证明。
公历一千九百四十五年六月二十六日签订于金山市。
وإثباتًا لذلك، قام الموقعون أدناه بتوقيع هذا الاتفاق.
إشهادا على ذلك، وقع المفوضون هذا الاتفاق.
حرر في نيويورك في اليوم الثالث من أيار.
حررت بنيويورك في اليوم الثالث من أيار.
Em fé do que, os abaixo assinados firmam o presente Acordo."""


@pytest.mark.parametrize("closing", CLOSINGS.split("\n"))
def test_the_words_that_end_a_body_are_told_in_seven_languages(closing: str) -> None:
    """They are the conclusions, and no words of the last article."""
    root = read_source(f"Article 1\n\nX.\n\n{closing}\n".encode(), name="a.txt").version.root
    assert [child.name for child in root.children] == ["meta", "body", "conclusions"]


def test_html_lists_are_numbered_as_a_browser_numbers_them() -> None:
    """By `start`, `value` and `type`."""
    source = "<h2>Article 1</h2><ol start=3><li>x<ol type=a><li>y</ol><li value=7>z</ol><script>no</script>"
    assert outline(source, "a.html") == [
        "article Article 1",
        "  paragraph 3.",
        "    x",
        "    point a.",
        "      y",
        "  paragraph 7.",
        "    z",
    ]


def test_words_between_the_items_of_an_html_list_are_lines_of_their_own() -> None:
    """Once they ran into the next item, and were lost behind what is no item."""
    source = "<h2>Article 1</h2><ol>Fish:<li>cod</li>and<li>eel</li><p>But</p>no<li>seal</li>or whale</ol>"
    lines = [line.strip() for line in outline(source, "a.html") if "paragraph" not in line]
    assert lines == ["article Article 1", "Fish:", "cod", "and", "eel", "But", "no", "seal", "or whale"]


def test_html_tables_stay_tables() -> None:
    """With spans, and words in p."""
    found = outline("<h2>Article 1</h2><table><tr><th colspan=2>A<td>B</table>", "a.html")
    assert [line.strip() for line in found] == ["article Article 1", "table", "tr", "th", "A", "td", "B"]


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<tr><td><p>The Parties</p><p>shall agree</p>", "table|tr|td|The Parties|shall agree"),
        ("<tr><td>Fish: <ul><li>no cod</li><li><b>eel</b></ul> only", "table|tr|td|Fish:|no cod|eel|only"),
        ("<tr><td>one<br>line</td><td></td>", "table|tr|td|one line|td|"),
        ("<caption>Quotas</caption><tr><td>Fiji", "Quotas|table|tr|td|Fiji"),
        ("Quotas <b>of</b> fish<tr><td>Fiji</tr><caption>Source</caption>", "Quotas of fish|table|tr|td|Fiji|Source"),
        ("<thead><tr><th>A</thead>and<tbody><tr><td>B<tr><td>C", "table|tr|th|A|and|table|tr|td|B|tr|td|C"),
        ("<form><tr><td>A</tr>and</form>", "table|tr|td|A|and"),
        ("<tr>a<td>b</td>c<p>d</p><td>e</tr>", "table|tr|td|a|b|c|d|td|e"),
        ("<td>A</td><tr>B</tr><style>p {}</style>", "A|B"),
        ("<tr><td>A<style>p {}</style></tr><script>no</script><tr><td>B", "table|tr|td|A|tr|td|B"),
        ("<tr><td>out<table><caption>of</caption><tr><td>1<td>2<tr><td>3</table>in", "table|tr|td|out|of|1|2|3|in"),
        ("<tr><td><b>bold<table><tr><td>B</table></b>", "table|tr|td|bold|B"),
        ("<tr><td>A</tr><tr><table><tr><td>B</table></tr>", "table|tr|td|A|table|tr|td|B"),
    ],
)
def test_html_tables_say_all_their_words_once_and_in_order(html: str, lines: str) -> None:
    """Each line of a cell is a `p`; what stands beside the cells is in lines before or after, or in the cell before."""
    found = outline(f"<h2>Article 1</h2><p>Before.</p><table>{html}</table><p>After.</p>", "a.html")
    assert [line.strip() for line in found] == ["article Article 1", "Before.", *lines.split("|"), "After."]


@pytest.mark.parametrize(("tag", "marks"), [("a href='https://un.org'", ["", "a", "a", ""]), ("span", [""] * 4)])
def test_html_blocks_among_words_are_lines_of_their_own(tag: str, marks: list[str]) -> None:
    """Once the last word of the first and the first word of the second were one; each has the marks of both."""
    end = tag.removesuffix(" href='https://un.org'")
    source = f"<h2>Article 1</h2>Where <{tag}><div>the Parties</div><div>shall agree</div></{end}> so."
    _, *lines = blocks(read_source(source.encode(), name="a.html").version.find("art_1"))
    assert [line.text.chars for line in lines] == ["Where", "the Parties", "shall agree", "so."]
    assert ["".join(mark.name for mark in line.text.marks) for line in lines] == marks


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<tr><td>A</td><td><p>B</p></td></tr>", []),
        ("<caption>Quotas</caption><tr><td>A</td></tr>", ["what a table says outside of its cells"]),
        (
            "<tr><td>A\n<table><tr><td>B</td></tr></table></td></tr>",
            ["a table within words or within a cell of another"],
        ),
    ],
)
def test_what_a_table_cannot_hold_is_reported(html: str, said: list[str]) -> None:
    """Words outside its cells, and another table."""
    report = read_source(f"<h2>Article 1</h2>\n\n<table>{html}</table>".encode(), name="a.html").report
    assert [(one.kind, one.line, one.message.partition(" is read")[0]) for one in report] == [
        ("structure", 3 + one.startswith("a table"), one) for one in said
    ]


def test_markdown_tables_become_tables_and_lose_no_cell() -> None:
    """A row may have more cells than the header, or fewer; pipes that are escaped, or that make no table, are words."""
    found = outline(
        "## Article 1\n\n| Party | Target |\n|---|--:|\n| A\\|B | *ten*[^1] | more |\n| C\n\nA | B\n\n"
        "1. List:\n\n   | x | y |\n   |---|---|\n   | z\n\n[^1]: Note.\n"
    )
    cells = [line.strip() for line in found]
    assert cells[:10] == ["article Article 1", "table", "tr", "th", "Party", "th", "Target", "tr", "td", "A|B"]
    assert [word for word in cells if word in ("more", "C", "A | B", "x", "y", "z")] == ["more", "C", "A | B", *"xyz"]
    assert cells.count("table") == 2


def test_a_table_wider_than_any_page_is_words() -> None:
    found = outline("## Article 1\n\n" + "".join(f"{cell * 300}|\n" for cell in ("|a", "|-", "|b")))
    assert "table" not in " ".join(found)


def test_a_heading_under_a_bare_number_is_the_articles_heading() -> None:
    """As Markdown writers put it: the number a heading, its heading one of a lower level; no empty section."""
    source = "# A\n\n## Chapter I\n\n### General\n\n### Article 1\n\n#### *Scope*\n\nWords.\n\n## Article 2\n\nMore.\n"
    version = read_source(source.encode(), name="a.md").version
    named = [(node.num, node.heading) for node in walk(version.root) if node.name in ("chapter", "article", "section")]
    assert named == [("Chapter I", "General"), ("Article 1", "Scope"), ("Article 2", "")]


def test_closing_words_and_annexes_have_their_places() -> None:
    """DONE at … ends the body; an annex is an attachment with its own body."""
    source = "Article 1\n\nX.\n\nDONE at Rome.\n\nANNEX I\nList\n\n1. Item\n"
    imported = read_source(source.encode(), name="a.txt")
    assert summary(imported).startswith("recognised: 1 article, 1 paragraph, 1 annex")
    version = imported.version
    assert [child.name for child in version.root.children] == ["meta", "body", "conclusions", "attachments"]
    annex = version.find("att_I")
    assert isinstance(annex, Provision)
    assert (annex.num, annex.heading) == ("ANNEX I", "List")


def test_an_annex_may_be_put_in_between_two() -> None:
    source = "Article 1\n\nX.\n\nAnnex I\n\nY.\n\nAnnex I bis\n\nZ.\n\nAnnex II\n\nÜ.\n"
    version = read_source(source.encode(), name="a.txt").version
    annexes = [(node.wid, node.num) for node in walk(version.root) if node.name == "attachment"]
    assert annexes == [("att_I", "Annex I"), ("att_Ibis", "Annex I bis"), ("att_II", "Annex II")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Parties to the Convention shall", "eng"),
        ("Les Parties et les États", "fra"),
        ("Las Partes y los Estados", "spa"),
        ("Стороны обязуются", "rus"),
        ("缔约方应采取 measures", "zho"),
        ("الأطراف في هذا", "ara"),
    ],
)
def test_the_language_is_told_from_script_and_common_words(text: str, language: str) -> None:
    """Where the caller does not say it."""
    assert guess_language(text) == language


def test_utf16_with_its_mark_is_read_and_latin1_is_refused_with_its_line() -> None:
    """The next step is to save it as UTF-8."""
    assert outline("Article 1\n\nX.\n", "a.txt") == ["article Article 1", "  X."]
    data = "Article 1\n\nÉtats.\n"
    assert read_source(data.encode("utf-16"), name="a.txt").version.find("art_1")
    with pytest.raises(SourceError, match=r"a\.txt:3: .*UTF-8"):
        read_source(data.encode("latin-1"), name="a.txt")


def test_bidi_overrides_are_reported_with_line_and_column() -> None:
    """They change what a reader sees, so they are kept and named."""
    found = read_source("Article 1\n\nPay \u202e100\u202c.\n".encode(), name="a.txt")
    assert [(one.line, one.kind) for one in found.report if one.kind == "bidi"] == [(3, "bidi"), (3, "bidi")]


@pytest.mark.parametrize(
    ("source", "wids"),
    [
        ("المادة 1\n\n(أ) ماء؛\n\n(ب) هواء؛\n\n(أ) نار؛\n\n(أ) تراب.\n", ["a", "b", "a_2", "a_3"]),
        ("第一条 用语\n\n（一） 甲；\n\n（二） 乙；\n\n（一） 丙。\n", ["a", "b", "a_2"]),
    ],
)
def test_labels_that_stand_twice_keep_wids_of_their_own(source: str, wids: list[str]) -> None:
    """The common wIds of Arabic and Chinese texts are unique even where the text, or a scan of it, repeats a label."""
    version = read_source(source.encode(), name="a.txt").version
    points = [node.wid for node in walk(version.root) if node.name == "point"]
    assert points == [f"art_1__point_{wid}" for wid in wids]
    everything = [node.wid for node in walk(version.root)]
    assert len(everything) == len(set(everything))


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (" \n", "a.txt"),
        ("<table><tr><td></td><td><p></p></td></tr></table>", "a.html"),
        ("<ul><li></li></ul>", "a.html"),
        ("|  |  |\n|--|--|\n|  |  |\n", "a.md"),
        ("-\n", "a.md"),
    ],
    ids=["blanks", "a table", "a list", "a table in Markdown", "a list in Markdown"],
)
def test_a_source_that_says_nothing_is_refused(source: str, name: str) -> None:
    """Whatever stands around its words."""
    with pytest.raises(SourceError, match="it holds no words"):
        read_source(source.encode(), name=name)
