"""The drawing of convergence, and the identity of articles through versions."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from tests.brackets.build import article, version
from tests.conftest import corpus
from treaty_drafts.brackets import Inventory, plot_svg, read_brackets
from treaty_drafts.brackets.series import series_of
from treaty_drafts.model.tree import Block, Provision, Text
from treaty_drafts.model.version import Version
from treaty_drafts.sources import read_source

SVG = "{http://www.w3.org/2000/svg}"


def read(*units: Provision) -> Inventory:
    return read_brackets(version(*units))


def test_an_article_keeps_its_series_when_it_is_renumbered() -> None:
    """Headings are matched before numbers: 3 became 4, and a new 3 stands before it."""
    before = read(article(1, "[a]", heading="Purpose"), article(3, "[a] [b]", heading="(mitigation)"))
    after = read(
        article(1, "a", heading="Purpose"),
        article(3, "[c]", heading="General"),
        article(4, "[b]", heading="Mitigation"),
    )
    assert [(one.labels, one.counts) for one in series_of([before, after])] == [
        (["Article 1"], [1, 0]),
        (["Article 3", "Article 4"], [2, 1]),
        (["Article 3"], [None, 1]),
    ]


def test_a_unit_that_is_there_without_brackets_counts_none_and_one_that_is_not_there_does_not_count() -> None:
    """A chapter is listed once it has a bracket, and then in every version that has the chapter."""

    def draft(heading: str, *, chapter: bool = True) -> Version:
        inside = (Block("num", "n", (), Text("Chapter I.")), Block("heading", "h", (), Text(heading)), article(1, "x"))
        return version(Provision("chapter", "c", (), inside)) if chapter else version(article(1, "x"))

    found = series_of([read_brackets(one) for one in (draft("Aims"), draft("[Aims]"), draft("", chapter=False))])
    assert [(one.name, one.labels, one.counts) for one in found] == [
        ("chapter", ["Chapter I"], [0, 1, None]),
        ("article", ["Article 1"], [0, 0, 0]),
    ]


def test_without_headings_numbers_count() -> None:
    """A clean text without headings is matched by number; blanks and brackets tell no numbers apart."""
    before = read(article(1, "[a]", heading="Purpose"), article(2, "[a]", heading="Scope"))
    after = read(article(1, "a"))
    assert [one.counts for one in series_of([before, after])] == [[1, 0], [1, None]]


def test_the_drawing_is_well_formed_whatever_the_words() -> None:
    """Headings and labels are escaped; characters that XML does not allow are replaced."""
    drawn = plot_svg([("<Rev.1> & \x00", read(article(1, "[a]", heading='a < b & "c" \x01 第一条'))), ("", read())])
    root = ET.fromstring(drawn)
    assert root.tag == f"{SVG}svg"
    assert "第一条" in "".join(root.itertext())


def test_a_heading_without_blanks_is_cut_into_two_lines_however_long() -> None:
    """As Chinese and Thai are written; a wide character takes two columns, and the title of the panel has it whole."""
    heading = "缔约方应采取一切适当措施并" * 4_000
    root = ET.fromstring(plot_svg([("A", read(article(1, "[a]", heading=heading)))]))
    panel = root.findall(f"{SVG}g")[1]
    assert [line.text for line in panel.iterfind(f"{SVG}text[@class='head']")] == ["Article 1:", heading[:12] + "…"]
    assert f"Article 1: {heading}: A 1" == panel.findtext(f"{SVG}title")


def test_a_heading_with_blanks_keeps_its_words_whole() -> None:
    root = ET.fromstring(plot_svg([("A", read(article(1, "[a]", heading="Means of implementation")))]))
    lines = [line.text for line in root.findall(f"{SVG}g")[1].iterfind(f"{SVG}text[@class='head']")]
    assert lines == ["Article 1: Means of", "implementation"]


def test_nothing_to_draw() -> None:
    """No version, or none with a bracket, is a drawing too."""
    assert ET.fromstring(plot_svg([])).tag == f"{SVG}svg"
    assert "Without brackets" in plot_svg([("Rev.1", read(article(1, "agreed")))])


def test_paris() -> None:
    """Every count of the four drafts is printed on its bar, with the versions named under it."""
    dates = {"23 Oct": "23-oct", "4 Dec": "4-dec", "9 Dec": "9-dec", "12 Dec": "12-dec"}
    series = []
    for label, date in dates.items():
        name = f"agreement-{date}-2015.md"
        text = read_source(corpus(f"texts/paris/{name}").read_bytes(), name=name).version
        series.append((label, read_brackets(text)))
    root = ET.fromstring(plot_svg(series, title="Paris"))
    panels = {}
    for group in root.iter(f"{SVG}g"):
        title = group.find(f"{SVG}title")
        assert title is not None
        panels[(title.text or "").rpartition(": ")[0]] = (title.text or "").rpartition(": ")[2]
    assert panels["Article 3: mitigation"] == "23 Oct 322, 4 Dec 296, 9 Dec 66, 12 Dec 0"
    assert panels["Article 2: purpose"] == "23 Oct 23, 4 Dec 33, 9 Dec 8, 12 Dec 0"
    assert panels["Article 18: entry into force"] == "23 Oct 30, 4 Dec 42, 9 Dec 3, 12 Dec 0"
    assert panels["Article 2bis: general"].endswith("12 Dec none")
