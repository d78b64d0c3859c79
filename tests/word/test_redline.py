"""Redlines as Word files: true tracked changes, one author for each delegation, judged by LibreOffice."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest

from bench import files, treaty
from tests.conftest import corpus
from tests.render.build import article, emissions, paragraph, version
from tests.word.office import Office
from tests.word.reading import NEW, OLD, Docx, W, unmarked
from treaty_drafts import akn, amend, compilation
from treaty_drafts.amend import Amendment
from treaty_drafts.model.version import Version
from treaty_drafts.render import Source, render, rendition_of
from treaty_drafts.render.docx import sides as docx_sides
from treaty_drafts.render.docx.units import shared_units
from treaty_drafts.sources import read_source

SENTENCE = "Each Party shall take appropriate measures to reduce emissions."


def redline(source: Source) -> bytes:
    data = render(source, view="redline", to="docx")
    assert isinstance(data, bytes)
    return data


def clean(of: Version) -> list[str]:
    data = render(of, view="clean", to="docx", keep_brackets=True)
    assert isinstance(data, bytes)
    return sides(data, "")


def seen(office: Office, data: bytes, act: str) -> list[str]:
    """What the office reads once all changes are accepted or rejected, footnotes last."""
    found = office.open(data, act)
    notes = [unmarked(line) for note in found.notes for line in note]
    return [text for text in (*found.paragraphs, *notes) if text]


def sides(data: bytes, side: str) -> list[str]:
    """What the file itself says on that side of its changes."""
    body, notes = Docx(data).text(side)
    return body + [unmarked(line) for line in notes]


def base() -> Version:
    made = version(
        article(
            1, "Use", paragraph("art_1__para_1", "1.", "Rivers are shared."), paragraph("art_1__para_2", "2.", "So.")
        ),
        article(2, "Measures", paragraph("art_2__para_1", "1.", SENTENCE)),
        article(3, "Reports", paragraph("art_3__para_1", "1.", "Reports are public, and free for all to read.")),
    )
    return akn.read(akn.write(made)).version


def tabled(on: Version, *asked: tuple[str, str, dict[str, str | bool]]) -> tuple[Amendment, ...]:
    """Amendments of one sponsor or more each: (`EU JPN`, wId, what is asked there)."""
    made = []
    for number, (sponsors, at, wish) in enumerate(asked, 1):
        wanted = str(wish.get("text", ""))
        one = amend.propose(on, wanted, at=at, sponsors=tuple(sponsors.split()), symbol=f"L.{number}")
        made.append(msgspec.structs.replace(one, reason=str(wish.get("reason", ""))))
    return tuple(made)


def test_a_word_of_each_delegation_has_its_author(office: Office) -> None:
    """What is struck and what comes instead are tracked under the lead sponsor; the other is named in one comment."""
    on = base()
    amendments = tabled(
        on,
        ("EU JPN", "art_2__para_1", {"text": SENTENCE.replace("shall", "should"), "reason": "As in 2015."}),
        ("SAU", "art_3__para_1", {"text": "Reports are public."}),
    )
    data = redline(compilation.compile(on, amendments))
    found = office.open(data)
    assert [tuple(change) for change in found.changes] == [
        ("EU", "Delete", "shall"),
        ("EU", "Insert", "should"),
        ("SAU", "Delete", ", and free for all to read"),
    ]
    assert sorted(found.comments) == [("EU", "EU, JPN"), ("EU", "L.1 (EU, JPN): As in 2015.")]
    assert sides(data, OLD) == clean(on)


def test_rivals_are_tracked_beside_each_other(office: Office) -> None:
    """`[shall][should (EU)][may (USA)]` on one level: struck once, both put in; who else strikes it is in a comment."""
    on = base()
    amendments = tabled(
        on,
        ("EU", "art_2__para_1", {"text": SENTENCE.replace("shall", "should")}),
        ("USA", "art_2__para_1", {"text": SENTENCE.replace("shall", "may")}),
    )
    found = office.open(redline(compilation.compile(on, amendments)))
    assert [tuple(change) for change in found.changes] == [
        ("EU", "Delete", "shall"),
        ("EU", "Insert", "should"),
        ("USA", "Insert", "may"),
    ]
    assert [tuple(comment) for comment in found.comments] == [("EU", "EU, USA")]


def test_what_crosses_is_visible_bracketed_text(office: Office) -> None:
    """The hull is in brackets, the base's words plain; rejecting everything leaves the base; nothing is nested."""
    on = base()
    amendments = tabled(
        on,
        ("EU", "art_2__para_1", {"text": SENTENCE.replace("take appropriate", "adopt ambitious")}),
        ("USA", "art_2__para_1", {"text": SENTENCE.replace("appropriate measures", "steps")}),
    )
    data = redline(compilation.compile(on, amendments))
    file = Docx(data)
    hull = "[take appropriate measures][adopt ambitious measures (EU)][take steps (USA)]"
    assert f"1.\tEach Party shall {hull} to reduce emissions." in file.paragraphs()
    assert sides(data, OLD) == clean(on)
    assert not file.document.findall(f".//{W}ins//{W}ins") + file.document.findall(f".//{W}ins//{W}del")
    assert seen(office, data, "reject") == clean(on)


def test_a_deletion_with_changes_of_others_inside_is_in_brackets(office: Office) -> None:
    """SAU wants the paragraph out in which the EU changes a word: brackets around it, the word tracked in it."""
    on = base()
    (eu,) = tabled(on, ("EU", "art_2__para_1", {"text": SENTENCE.replace("shall", "should")}))
    sau = amend.propose_delete(on, "art_2__para_1", sponsors=("SAU",), symbol="L.9")
    data = redline(compilation.compile(on, (eu, sau)))
    shown = Docx(data).paragraphs()
    assert "[1.\tEach Party shallshould (EU) take appropriate measures to reduce emissions. (SAU: delete)]" in shown
    assert seen(office, data, "reject") == clean(on)
    alone = redline(compilation.compile(on, (sau,)))
    assert [change.author for change in office.open(alone).changes] == ["SAU"]
    assert seen(office, alone, "accept") == clean(compilation.compile(on, (sau,)).project("L.9"))


@pytest.mark.parametrize("code", ["EU", "USA"])
def test_one_delegations_file_is_exact(code: str, office: Office) -> None:
    """Accepting all gives the text as it wants it, rejecting all the base."""
    on = base()
    amendments = tabled(
        on,
        ("EU", "art_2__para_1", {"text": SENTENCE.replace("take appropriate", "adopt ambitious")}),
        ("USA", "art_2__para_1", {"text": SENTENCE.replace("appropriate measures", "steps")}),
        ("EU", "art_3__para_1", {"text": "Reports are public."}),
    )
    mine = compilation.compile(on, [one for one in amendments if code in one.sponsors])
    data = redline(mine)
    assert seen(office, data, "accept") == clean(mine.as_delegation(code))
    assert seen(office, data, "reject") == clean(on)
    assert {change.author for change in office.open(data).changes} == {code}


def test_an_article_of_which_only_words_changed_is_read_once() -> None:
    """Its lines are the redline's; reading each text by itself gives the same file, and both texts are in it."""
    drafts = treaty.draft(40)
    old, new = (akn.read(files.akn(articles)).version for articles in (drafts, treaty.revised(drafts)[0]))
    comparison = amend.compare(old, new)
    units = shared_units(comparison, rendition_of(comparison, view="redline", numbered=False).lines)
    assert comparison.inserted
    assert any(run.change for lines in units.values() for line in lines for run in line.runs)
    data = redline(comparison)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(docx_sides, "shared_units", lambda source, shown: {})
        assert redline(comparison) == data
    assert sides(data, OLD) == clean(old)
    assert sides(data, NEW) == clean(new)


@pytest.mark.parametrize("turned", [False, True])
def test_an_article_that_comes_under_another_heading_is_read_on_both_sides(turned: bool) -> None:
    """Nothing in it changed, but its heading is of another level in each of the texts."""
    text = TEXT.replace("## Article 3", "## Chapter II Settlement\n\n## Article 3")
    parts = [read_source(one.encode(), name="draft.md", date="2026-03-01").version for one in (TEXT, text)]
    old, new = reversed(parts) if turned else parts
    comparison = amend.compare(old, new)
    assert len(comparison.regrouped) == 2
    found = docx_sides.sides_of(comparison, rendition_of(comparison, view="redline"))
    for side, alone in ((found.old, old), (found.new, new)):
        assert [(one.role, one.level) for one in side] == [(one.role, one.level) for one in rendition_of(alone).lines]


def moved() -> tuple[Version, Version]:
    old = read_source(TEXT.encode(), name="old.md", date="2026-03-01").version
    parts = TEXT.split("\n## ")
    parts[1], parts[3] = parts[3], parts[1].replace("in good faith", "at all times")
    return old, read_source("\n## ".join(parts).encode(), name="new.md", date="2026-04-01").version


TEXT = """# Draft

## Article 1 Cooperation

1. The Parties shall cooperate in good faith on every river that they share, and inform each other of their plans.

2. They shall meet every year, and whenever two of them ask for a meeting.

## Article 2 Reports

1. Each Party shall report to the secretariat on the state of its waters, with the data that others may need.

## Article 3 Disputes

1. Disputes shall be settled by negotiation, or by any other peaceful means that the parties to the dispute choose.

## Article 4 Depositary

1. The Secretary-General of the United Nations is the depositary of this Agreement.
"""


def test_a_move_is_a_move(office: Office) -> None:
    """Ranges in pairs of one name; the office accepts and rejects to the texts."""
    old, new = moved()
    data = redline(amend.compare(old, new))
    file = Docx(data)
    names = {
        side: [one.get(f"{W}name") for one in file.document.iter(f"{W}move{side}RangeStart")] for side in ("From", "To")
    }
    assert names["From"]
    assert sorted(names["From"]) == sorted(names["To"])
    assert len(set(names["From"])) == len(names["From"])
    for side in ("From", "To"):
        starts = [one.get(f"{W}id") for one in file.document.iter(f"{W}move{side}RangeStart")]
        assert starts == [one.get(f"{W}id") for one in file.document.iter(f"{W}move{side}RangeEnd")]
    assert seen(office, data, "accept") == clean(new)
    assert seen(office, data, "reject") == clean(old)


def test_an_old_number_and_the_new_one_stand_apart(office: Office) -> None:
    """`3.` struck and `4.` put in, never `3.4.`; and both texts keep their blanks, or that they have none."""
    text = TEXT.replace("Article 2 Reports", "Article 2")
    later = text.replace("2. They shall", "2. New words are here for all to see.\n\n3. They shall")
    later = later.replace("Article 4", "Article 5").replace("Article 3", "Article 4").replace("Article 2", "Article 3")
    old, new = (read_source(one.encode(), name="draft.md", date="2026-03-01").version for one in (text, later))
    data = redline(amend.compare(old, new))
    file = Docx(data)
    shown = file.paragraphs()
    assert "2.\t3.\tThey shall meet every year, and whenever two of them ask for a meeting." in shown
    assert "Article 3 Article 4 Disputes" in shown
    assert "Article 2Article 3" in shown
    (room,) = file.document.iter(f"{W}spacing")
    assert "".join(room.getparent().getparent().itertext()) == "2"
    assert sides(data, OLD) == clean(old)
    assert sides(data, NEW) == clean(new)
    assert seen(office, data, "accept") == clean(new)
    assert seen(office, data, "reject") == clean(old)


@pytest.mark.parametrize(("old", "new"), [("Article 1", "Article 2 Aid"), ("Article 1 Aid", "Article 2")])
def test_a_number_that_changes_beside_words_that_come_or_go_leaves_no_blank(old: str, new: str) -> None:
    texts = [f"# Draft\n\n## {one}\n\n1. Rivers are shared by all who live at them.\n" for one in (old, new)]
    before, after = (read_source(text.encode(), name="draft.md").version for text in texts)
    data = redline(amend.compare(before, after))
    assert sides(data, OLD) == clean(before)
    assert sides(data, NEW) == clean(after)


TABLE = """# Draft

## Article 1 Rates

1. The rates of the contributions are those of the table that follows, in percent.

| Group | Rate |
|---|---|
| Small island developing States of every region | nothing |
| Least developed countries | one in the hundred |
| All others | ten in the hundred |

2. They rise.
"""


def test_rows_of_a_table_come_and_go(office: Office) -> None:
    """A row that goes, a row that comes, a word in a cell: each tracked in its place."""
    changed = TABLE.replace("| Small island developing States of every region | nothing |\n", "").replace(
        "one in the hundred |\n", "two in the hundred |\n| Landlocked States without a coast | half of that |\n"
    )
    old, new = (read_source(text.encode(), name="draft.md").version for text in (TABLE, changed))
    data = redline(amend.compare(old, new))
    rows = [
        (
            row.find(f"{W}trPr/*").tag.removeprefix(W) if row.find(f"{W}trPr/*") is not None else "",
            "".join(row.itertext()),
        )
        for row in Docx(data).document.iter(f"{W}tr")
    ]
    assert [(change, text[:5]) for change, text in rows] == [
        ("", "Group"),
        ("del", "Small"),
        ("", "Least"),
        ("ins", "Landl"),
        ("", "All o"),
    ]
    assert sides(data, OLD) == clean(old)
    assert sides(data, NEW) == clean(new)
    assert seen(office, data, "accept") == clean(new)
    assert seen(office, data, "reject") == clean(old)


@pytest.mark.parametrize("names", [("12-dec-2015", "29-jan-2016-final"), ("4-dec-2015", "9-dec-2015")])
def test_drafts_of_the_paris_agreement(names: Sequence[str], office: Office) -> None:
    """Accepting all gives the later draft, rejecting all the earlier, paragraph by paragraph."""
    old, new = (
        read_source(corpus(f"texts/paris/agreement-{name}.md").read_bytes(), name=f"{name}.md").version
        for name in names
    )
    data = redline(amend.compare(old, new))
    assert sides(data, OLD) == clean(old)
    assert sides(data, NEW) == clean(new)
    assert seen(office, data, "accept") == clean(new)
    assert seen(office, data, "reject") == clean(old)
    assert {change.author for change in office.open(data).changes} == {"Secretariat"}


def test_contested_example_rejects_to_its_base(office: Office) -> None:
    """The example of the design: nested, joint, inserted, deleted and moved at once."""
    source = emissions()
    data = redline(source)
    assert seen(office, data, "reject") == clean(source.base)
    assert ("NOR", "NOR: move to after article 3") in {tuple(comment) for comment in office.open(data).comments}
