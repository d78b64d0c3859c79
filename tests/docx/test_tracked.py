"""Tracked changes become amendments: one for each delegation, with what it changed in another's words apart."""

from __future__ import annotations

import pytest

from tests.docx.forge import dele, docx, heading, ins, p
from treaty_drafts.amend import Amendment, apply, prose
from treaty_drafts.amend.tracked import Tracked, propose_tracked
from treaty_drafts.compilation import compile
from treaty_drafts.errors import Misused, WrongBase
from treaty_drafts.model.tree import Block, walk
from treaty_drafts.model.version import Version
from treaty_drafts.sources import read_source
from treaty_drafts.sources.docx.read import read_document
from treaty_drafts.sources.docx.reading import by
from treaty_drafts.sources.docx.version import version_of

TABLE = {"CHL": ["CL", "Chile", "María Pérez"], "FJI": ["Fiji"], "JPN": ["Japan", "Kenji"]}
FIRST = p("1. Each Party shall take measures.")
SECOND = p("2. Works that are planned are notified to all.")
THIRD = p("3. Rivers are inland waters.")


def agreement(*middle: str, comments: str = "", last: str = "The Parties shall meet every two years.") -> bytes:
    """Two articles, the first with these paragraphs."""
    body = p("Agreement on Rivers", style="H1") + p("Article 1. Aims", style="H2") + "".join(middle)
    body += p("Article 2. Meetings", style="H2") + (last if last.startswith("<") else p(last))
    return docx(body, styles=heading(1) + heading(2), **({"comments": comments} if comments else {}))


@pytest.fixture(scope="module")
def base() -> Version:
    return read_source(agreement(FIRST, SECOND, THIRD), name="base.docx", symbol="A/1").version


def proposed(base: Version, data: bytes, **options) -> Tracked:
    document = read_document(data, "t.docx")
    return propose_tracked(base, document, **({"delegations": TABLE, "symbol": "L.1", "name": "t.docx"} | options))


def said(amendment: Amendment, base: Version) -> list[str]:
    return list(prose(amendment.patch, base))


def words(version: Version) -> list[str]:
    return [block.text.chars for block in walk(version.root) if isinstance(block, Block)]


def test_each_delegation_has_its_own_words_and_no_other_s(base: Version) -> None:
    """Under symbols that count up, in the order of the table."""
    first = p(
        "1. Each Party ", dele("Japan", "shall"), ins("Japan", "should"), " take", ins("CL", " urgent"), " measures."
    )
    made = proposed(base, agreement(first, SECOND, THIRD))
    assert [(one.symbol, one.sponsors) for one in made.amendments] == [("L.1", ("CHL",)), ("L.2", ("JPN",))]
    assert [said(one, base) for one in made.amendments] == [
        ["In article 1, paragraph 1, after “take”, insert “urgent”."],
        ["In article 1, paragraph 1, replace “shall” by “should”."],
    ]


def test_authors_of_one_delegation_make_one_amendment(base: Version) -> None:
    """By any of its names, in any case; its code is one of them."""
    first = p(
        "1. ", ins("maría  pérez", "All and "), ins("chl", "each "), dele("CL", "Each"), " Party shall take measures."
    )
    (only,) = proposed(base, agreement(first, SECOND, THIRD)).amendments
    assert only.sponsors == ("CHL",)
    assert "1. All and each  Party" not in words(apply(only.patch, base))
    assert "All and each  Party shall take measures." in words(apply(only.patch, base))


def test_paragraphs_come_go_and_move(base: Version) -> None:
    """As a person would say it."""
    gone = p(dele("Fiji", "2. Works that are planned are notified to all."), mark=dele("Fiji"))
    new = p(ins("Japan", "4. Each Party shall publish its plan."), mark=ins("Japan"))
    moved = [
        p(dele("Chile", "1. Each Party shall take measures."), mark=dele("Chile")).replace("w:del ", "w:moveFrom "),
        p(ins("Chile", "1. Each Party shall take measures."), mark=ins("Chile")).replace("w:ins ", "w:moveTo "),
    ]
    moved = [one.replace("</w:del>", "</w:moveFrom>").replace("</w:ins>", "</w:moveTo>") for one in moved]
    made = proposed(base, agreement(moved[0], gone, THIRD, new, moved[1]))
    assert [said(one, base) for one in made.amendments] == [
        ["Move article 1, paragraph 1 after article 1, paragraph 3."],
        ["Delete article 1, paragraph 2."],
        ["After article 1, paragraph 3, insert:\n4. Each Party shall publish its plan."],
    ]


def test_words_within_another_delegation_s_words_are_a_sub_amendment(base: Version) -> None:
    """A deletion in them, an insertion amid them; the amendment itself has its own words whole."""
    inserted = [
        ins("Fiji", ", as far as "),
        ins("Chile", "reasonably "),
        ins("Fiji", "possible", dele("Japan", " and due")),
    ]
    made = proposed(base, agreement(p("1. Each Party shall take measures", *inserted, "."), SECOND, THIRD))
    assert [(one.symbol, one.sponsors[0], one.amends) for one in made.amendments] == [
        ("L.1", "FJI", ""),
        ("L.2", "CHL", "L.1"),
        ("L.3", "JPN", "L.1"),
    ]
    assert said(made.amendments[0], base) == [
        "In article 1, paragraph 1, after “measures”, insert “, as far as possible and due”."
    ]
    parent = apply(made.amendments[0].patch, base)
    assert said(made.amendments[1], parent) == ["In article 1, paragraph 1, after “far as”, insert “reasonably”."]
    assert said(made.amendments[2], parent) == ["In article 1, paragraph 1, delete “and due”."]
    compiled = compile(base, made.amendments)
    assert words(compiled.project("L.1")) == words(parent)
    assert "Each Party shall take measures, as far as possible." in words(compiled.project("L.1", "L.3"))


def test_two_delegations_may_each_change_the_other_s_words(base: Version) -> None:
    """Then each has an amendment and a sub-amendment."""
    first = p(
        "1. Each Party shall take measures",
        ins("Fiji", " now", dele("Japan", " or never")),
        ", ",
        ins("Japan", "and ", dele("Fiji", "all "), "steps"),
        ".",
    )
    read = read_source(agreement(p("1. Each Party shall take measures, ."), SECOND, THIRD), name="base.docx").version
    found = proposed(read, agreement(first, SECOND, THIRD)).amendments
    assert [(one.sponsors[0], one.amends) for one in found] == [
        ("FJI", ""),
        ("JPN", ""),
        ("FJI", "L.2"),
        ("JPN", "L.1"),
    ]
    assert compile(read, found).project("L.1", "L.2", "L.3", "L.4")


def test_three_delegations_within_one_another_are_refused_with_the_place(base: Version) -> None:
    """With the paragraph, the words and who it is."""
    inner = ins("Fiji", ins("Chile", " soon", dele("Japan", " or late")))
    with pytest.raises(Misused) as caught:
        proposed(base, agreement(p("1. Each Party shall take measures", inner, "."), SECOND, THIRD))
    assert caught.value.place == "t.docx: paragraph 3"
    assert "or late" in caught.value.fact
    assert "FJI, CHL, JPN" in caught.value.fact
    assert caught.value.step


def test_comments_are_the_reason_and_those_of_others_are_remarked(base: Version) -> None:
    """In the order of the document."""
    comments = "".join(
        f'<w:comment w:id="{at}" w:author="{who}">{p(what)}</w:comment>'
        for at, (who, what) in enumerate(
            [("Fiji", "Too long."), ("Chair", "Noted."), ("Fiji", "See 2019."), ("Fiji", "FJI, NOR")]
        )
    )
    last = p("The Parties shall meet every ", dele("Fiji", "two years"), ins("Fiji", "year"), ".")
    made = proposed(base, agreement(FIRST, SECOND, THIRD, comments=comments, last=last))
    assert [one.reason for one in made.amendments] == ["Too long.\nSee 2019."]
    assert made.remarks == (
        "a comment of Chair is in no amendment: “Noted.”",
        "the margin names co-sponsors, FJI, NOR: name them when it is tabled",
    )


def test_authors_in_no_delegation_are_refused_with_the_lines_to_add(base: Version) -> None:
    """Nobody is guessed."""
    data = agreement(p("1. Each Party", ins("M. Durand", " and all"), " shall take measures."), SECOND, THIRD)
    with pytest.raises(Misused, match="Durand") as caught:
        proposed(base, data)
    assert 'CODE = ["M. Durand"]' in caught.value.step


def test_a_name_under_two_delegations_is_refused(base: Version) -> None:
    with pytest.raises(Misused, match="under FJI and under JPN"):
        proposed(base, agreement(FIRST), delegations={"FJI": ["Kenji"], "JPN": ["kenji"]})


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (agreement(p("1. Each Party may take measures."), SECOND, THIRD), "it reads “may” and the base “shall”"),
        (
            agreement(p("1. Each small Party shall take measures."), SECOND, THIRD),
            "has “small ”, which the base has not",
        ),
        (agreement(p("1. Each Party shall."), SECOND, THIRD), "lacks “ take measures”, which the base has"),
        (agreement(FIRST, THIRD), "lacks art_1__para_2"),
        (agreement(FIRST, SECOND, p("3. Lakes too."), THIRD), "more"),
    ],
)
def test_a_document_that_is_not_the_base_s_is_refused_with_the_first_difference(
    base: Version, data: bytes, told: str
) -> None:
    """Also where somebody changed it with tracking off."""
    with pytest.raises(WrongBase, match=told) as caught:
        proposed(base, data)
    assert caught.value.step


def test_symbols_may_be_given_to_single_delegations(base: Version) -> None:
    """The others count past them."""
    first = p("1. Each", ins("Chile", " a"), ins("Fiji", " b"), ins("Japan", " c"), " Party shall take measures.")
    made = proposed(base, agreement(first, SECOND, THIRD), symbol="A/L.7", symbols={"FJI": "A/L.8"})
    assert [(one.sponsors[0], one.symbol) for one in made.amendments] == [
        ("CHL", "A/L.7"),
        ("FJI", "A/L.8"),
        ("JPN", "A/L.9"),
    ]


def test_formatting_alone_is_no_amendment(base: Version) -> None:
    """And is remarked."""
    bold = p("1. Each Party shall take measures.", more='<w:pPrChange w:id="1" w:author="Fiji"><w:pPr/></w:pPrChange>')
    made = proposed(
        base,
        agreement(
            bold,
            SECOND,
            THIRD,
            last=p("The Parties ", dele("Fiji", "shall"), ins("Fiji", "shall"), " meet every two years."),
        ),
    )
    assert made.amendments == ()
    assert made.remarks == ("the changes of FJI change no words: no amendment",)


def test_a_deletion_within_inserted_blanks_is_nothing(base: Version) -> None:
    """What holds it is no amendment, so that nothing amends it."""
    first = p("1. Each Party shall take measures.", ins("Fiji", dele("Japan", " ")))
    made = proposed(base, agreement(first, SECOND, THIRD))
    assert made.amendments == ()
    assert len(made.remarks) == 2


def test_changes_in_a_cell_and_in_a_note_count(base: Version) -> None:
    """They are read as those in the text are."""
    call = '<w:r><w:footnoteReference w:id="2"/></w:r>'

    def made(cell: str, note: str) -> bytes:
        body = p("Article 1") + p("1. See the table", call, ".") + f"<w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>"
        return docx(body, footnotes=f'<w:footnote w:id="2">{note}</w:footnote>')

    plain = read_source(made(p("ten"), p("As of 2019.")), name="a.docx").version
    data = made(
        p(dele("Fiji", "ten"), ins("Fiji", "nine")), p("As of ", dele("Fiji", "2019"), ins("Fiji", "2021"), ".")
    )
    (only,) = proposed(plain, data).amendments
    assert {"nine", "As of 2021."} <= set(words(apply(only.patch, plain)))
    assert words(apply(only.patch, plain)) == words(version_of(read_document(data, ""), by({"Fiji"}), plain))
