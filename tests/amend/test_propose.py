"""What a delegation wants becomes an amendment: from an edited copy, from words, by name."""

from __future__ import annotations

import re

import pytest

from tests.amend.drafts import RIVERS, read, words
from treaty_drafts.akn import check, digest, write
from treaty_drafts.amend import (
    Amendment,
    Deletion,
    Insertion,
    Move,
    Patch,
    Substitution,
    apply,
    candidates,
    citation,
    compare,
    diff,
    patch_text,
    propose,
    propose_delete,
    propose_insert_after,
    propose_move,
    prose,
    read_amendment,
    write_amendment,
)
from treaty_drafts.amend.carry import typed_over
from treaty_drafts.amend.splice import splice
from treaty_drafts.errors import Misused, NotFound, PatchError
from treaty_drafts.model.tree import ATOM, Mark, Provision, Text, blocks
from treaty_drafts.sources import read_source

P = "art_2__para_1__p_1"


def edited(old: str, new: str) -> Amendment:
    return propose(read(), read(RIVERS.replace(old, new)), sponsors=("EU", "JPN", "EU"), symbol="A/L.3")


def said(amendment: Amendment, base: str = RIVERS) -> list[str]:
    return list(prose(amendment.patch, read(base)))


def test_an_edited_copy_gives_the_least_change() -> None:
    amendment = edited("Each Party shall take", "Each Party should take")
    (edit,) = amendment.patch.edits
    assert isinstance(edit, Substitution)
    assert (edit.wid, edit.old, edit.new.chars) == (P, "shall", "should")
    assert amendment.sponsors == ("EU", "JPN")
    assert amendment.patch.base == digest(read())


def test_an_inserted_provision_bears_the_symbol_in_its_identity() -> None:
    amendment = edited("Article 3\n", "Article 2 bis\nTransit\n\nTransit shall be free of charge.\n\nArticle 3\n")
    (edit,) = amendment.patch.edits
    assert isinstance(edit, Insertion)
    assert edit.after == "art_2"
    assert [node.wid for node in edit.provisions if isinstance(node, Provision)] == ["art_2bis~a-l-3"]


def test_numbers_given_anew_after_an_insertion_are_no_edits() -> None:
    new = RIVERS.replace("1. Parties shall", "1. Parties are neighbours.\n\n2. Parties shall").replace(
        "2. A Party", "3. A Party"
    )
    amendment = propose(read(), read(new), sponsors=("EU",), symbol="L.1")
    assert [type(edit) for edit in amendment.patch.edits] == [Insertion]


def test_words_for_one_provision() -> None:
    """With or without the number typed along."""
    text = read().block(P).text.chars
    for typed in (text.replace("shall take", "may take"), "1. " + text.replace("shall take", "may take")):
        amendment = propose(read(), typed, at="art_2__para_1", sponsors=("EU",), symbol="L.1")
        assert apply(amendment.patch, read()).block(P).text.chars == text.replace("shall take", "may take")


NUMBERED = """\
Rivers

Chapter I. Duties

Article 1
Rules

1. Each Party shall:

(a) act;

(b) rest.

2. The temperature is measured.
"""


@pytest.mark.parametrize(
    ("at", "typed", "wanted"),
    [
        ("art_1__para_1__p_1", "1. Each Party may:", "Each Party may:"),
        ("art_1__para_1__intro", "1.Each Party may:", "Each Party may:"),
        ("art_1__para_1__p_1", "Article 1\n\n1. Each Party may:", "Each Party may:"),
        ("art_1__para_1__p_1", "2. Each Party may:", "2. Each Party may:"),
        ("art_1__para_1__point_a", "(a) work;", "work;"),
        ("art_1__para_1__p_1", "Article 1 binds all:", "Article 1 binds all:"),
        ("art_1__para_2", "2. It is 1.5 °C.", "It is 1.5 °C."),
        ("art_1__para_2", "2.5 °C is too much.", "2.5 °C is too much."),
        ("chp_I__heading", "Chapter I. Tasks", "Tasks"),
        ("art_1__heading", "Article 1: Tasks", "Tasks"),
    ],
)
def test_numbers_typed_along_are_no_words(at: str, typed: str, wanted: str) -> None:
    """Those of the units that the words begin; what begins as they do, and is no number there, are words."""
    base = read(NUMBERED)
    amendment = propose(base, typed, at=at, sponsors=("EU",), symbol="L.1")
    assert apply(amendment.patch, base).block(at).text.chars == wanted


def test_where_several_texts_could_be_meant_all_are_named() -> None:
    """A heading too."""
    with pytest.raises(NotFound, match="holds 4 texts, not one") as refused:
        propose(read(NUMBERED), "Tasks", at="chp_I", sponsors=("EU",), symbol="L.1")
    named = refused.value.step.removeprefix("name one of ").split(", ")
    assert named == [
        "chp_I__heading",
        "art_1__heading",
        "art_1__para_1__p_1",
        "art_1__para_1__point_a__p_1",
        "art_1__para_1__point_b__p_1",
        "art_1__para_2__p_1",
    ]


def test_a_plain_copy_takes_no_marks_away() -> None:
    """Plain text cannot say what is bold: words that it keeps keep their marks."""
    bold = Substitution(P, 5, 10, "Party", Text("Party", (Mark(0, 5, "b"),)))
    base = apply(Patch("", (bold,)), read())
    plain = RIVERS.replace("ask the secretariat", "ask the depositary")
    (edit,) = propose(base, read(plain), sponsors=("EU",), symbol="L.1").patch.edits
    assert isinstance(edit, Substitution)
    assert edit.new.chars == "depositary"


def test_nothing_changed_is_said() -> None:
    with pytest.raises(Misused, match="changes nothing"):
        propose(read(), read(), sponsors=("EU",), symbol="L.1")
    with pytest.raises(Misused, match="changes nothing"):
        propose_move(read(), "art_2", "art_1", sponsors=("EU",), symbol="L.1")


def test_requests_without_a_place_a_sponsor_or_words_are_refused() -> None:
    with pytest.raises(Misused):
        propose(read(), "words", sponsors=("EU",), symbol="L.1")
    with pytest.raises(Misused):
        propose(read(), "words", at=P, sponsors=(), symbol="L.1")
    with pytest.raises(Misused, match="a sponsor"):
        propose(read(), "words", at=P, sponsors=("EU", " "), symbol="L.1")
    with pytest.raises(Misused):
        propose_move(read(), "art_2", "", sponsors=("EU",), symbol="L.1")
    with pytest.raises(NotFound):
        propose(read(), "words", at="art_2", sponsors=("EU",), symbol="L.1")
    with pytest.raises(Misused):
        propose_insert_after(read(), "art_2", "  \n", sponsors=("EU",), symbol="L.1")


def test_a_footnote_goes_with_its_call() -> None:
    """By the note's own wId or by that of its words; the words around the call stay as they are."""
    source = "# A\n\n## Article 1\n\nParties shall act.[^1] They [may] rest.\n\n[^1]: A note.\n"
    base = read_source(source.encode(), name="a.md").version
    (note,) = (wid for wid, node in base.index.items() if node.name == "authorialNote")
    for wid in (note, f"{note}__p_1"):
        amendment = propose_delete(base, wid, sponsors=("EU",), symbol="L.1")
        assert prose(amendment.patch, base) == ("In article 1, delete the note after “act.”.",)
        applied = apply(amendment.patch, base)
        assert applied.block("art_1__p_1").text == Text("Parties shall act. They [may] rest.")
        assert note not in applied.index


def test_a_document_keeps_its_body() -> None:
    """A file without a body would be no valid version, whatever stands in it."""
    with pytest.raises(PatchError, match="must have its body"):
        propose_delete(read(), "body", sponsors=("EU",), symbol="L.1")


NOTED = "# A\n\n## Article 1\n\nParties shall act. They may rest.\n"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("rest.", "rest.[^1]", "In article 1, after “rest.”, insert a note: “At night.”."),
        ("shall", "shall[^1]", "In article 1, after “shall”, insert a note: “At night.”."),
        ("Parties", "[^1]Parties", "At the beginning of article 1, insert a note: “At night.”."),
        (
            "may rest.",
            "sleep on.[^1]",
            "In article 1, replace “may rest.” by “sleep on.”. In article 1, after “on.”, insert a note: “At night.”.",
        ),
    ],
)
def test_a_footnote_that_comes_is_quoted(old: str, new: str, sentence: str) -> None:
    """After the words that its call stands at; the document of the amendment is valid and quotes it too."""
    base, wanted = (
        read_source(text.encode(), name="a.md").version
        for text in (NOTED, NOTED.replace(old, new) + "\n[^1]: At night.\n")
    )
    amendment = propose(base, wanted, sponsors=("EU",), symbol="L.1")
    assert prose(amendment.patch, base) == (sentence,)
    document = write_amendment(amendment, base)
    assert check(document) == ()
    assert b">At night.</quotedText>" in document


@pytest.mark.parametrize(
    ("first", "second", "named"),
    [("their", "other", "“their "), ("and their own", "and their own", "the first “their own ")],
)
def test_a_place_is_named_by_as_many_words_as_tell_it_from_another(first: str, second: str, named: str) -> None:
    """Six at most, however long they are."""
    long = "responsibilities notwithstanding intergovernmental organizations"
    text = NOTED.replace("They may", f"They act, {first} {long}, {second} {long}, and may")
    base, wanted = (
        read_source(one.encode(), name="a.md").version for one in (text, text.replace(long, f"{long} always", 1))
    )
    amendment = propose(base, wanted, sponsors=("EU",), symbol="L.1")
    assert prose(amendment.patch, base) == (f"In article 1, after {named}{long}”, insert “always”.",)


def test_changes_that_would_be_mistaken_for_each_other_are_told_together_where_they_are_near() -> None:
    """The paragraph of both is known by the number of the second."""
    near, far = (NOTED.replace("act. They", f"act and{between} they") for between in ("", " in due course, or sooner,"))
    told = []
    for text in (near, far):
        swapped = text.replace("shall", "-").replace("may", "shall").replace("-", "may")
        base, wanted = (read_source(one.encode(), name="a.md").version for one in (text, swapped))
        amendment = propose(base, wanted, sponsors=("EU",), symbol="L.1")
        written = re.findall(r"<p(.*?)><mod", write_amendment(amendment, base).decode())
        told.append((prose(amendment.patch, base), written))
    assert told == [
        (
            ("In article 1, replace “shall act and they may” by “may act and they shall”.",),
            [' wId="body__amendmentContent__p_2"'],
        ),
        (("In article 1, replace “shall” by “may”.", "In article 1, replace “may” by “shall”."), ["", ""]),
    ]


def test_the_analysis_points_at_words_that_come_and_go_not_at_those_that_name_their_place() -> None:
    base = read_source(NOTED.encode(), name="a.md").version
    for old, new, sentence, pointed in (
        ("shall act", "shall always act", "after “shall”, insert “always”", [("new", "mod_1__qtext_2")]),
        ("shall", "may", "replace “shall” by “may”", [("old", "mod_1__qtext_1"), ("new", "mod_1__qtext_2")]),
    ):
        wanted = read_source(NOTED.replace(old, new).encode(), name="a.md").version
        amendment = propose(base, wanted, sponsors=("EU",), symbol="L.1")
        assert prose(amendment.patch, base) == (f"In article 1, {sentence}.",)
        document = write_amendment(amendment, base).decode()
        assert re.findall(r'<(old|new) href="#(.*?)"', document) == pointed


def test_brackets_around_nothing_are_words_that_come_and_go() -> None:
    """Not brackets put around words, or lifted."""
    empty, none = (
        read_source(NOTED.replace(" shall", there).encode(), name="a.md").version for there in (" [] shall", " shall")
    )
    gone, come = (
        prose(propose(base, wanted, sponsors=("EU",), symbol="L.1").patch, base)
        for base, wanted in ((empty, none), (none, empty))
    )
    assert gone == ("In article 1, delete “[]”.",)
    assert come == ("In article 1, after “Parties”, insert “[]”.",)


def test_a_line_break_is_no_words() -> None:
    """Neither is an image: what is said of it is that something else than words changes."""
    block = read(FEN).block("art_3__p_1")
    broken = Text(ATOM, (Mark(0, 1, "eol", (), Provision("eol", "", (), ())),))
    made = apply(Patch("", (Substitution(block.wid, 8, 8, "", broken),)), read(FEN))
    amendment = propose(read(FEN), made, sponsors=("EU",), symbol="L.1")
    assert said(amendment, FEN) == ["In article 3, change the formatting of “are”."]
    assert check(write_amendment(amendment, read(FEN))) == ()


ANNEXES = "# A\n\n## Article 1\n\nParties shall act.\n\n## Annex I. Acts\n\n1. Walking.\n\n2. Talking.\n"


def test_an_annex_that_comes_is_quoted_as_a_valid_document() -> None:
    """Akoma Ntoso quotes no `attachment`: its number, its heading and what it says stand for it."""
    base, none, more = (
        read_source(text.encode(), name="a.md").version
        for text in (ANNEXES, ANNEXES.partition("## Annex")[0], f"{ANNEXES}\n## Annex II. Omissions\n\n1. Sleeping.\n")
    )
    amendment = propose(base, more, sponsors=("EU",), symbol="L.1")
    assert prose(amendment.patch, base) == ("After annex I, insert:\nAnnex II. Omissions\n1. Sleeping.",)
    assert check(write_amendment(amendment, base)) == ()
    gone = propose(base, none, sponsors=("EU",), symbol="L.1")
    assert prose(gone.patch, base) == ("Delete the annexes.",)
    first = propose(none, base, sponsors=("EU",), symbol="L.1")
    assert check(write_amendment(first, none)) == ()


PACT = """Pact

Preamble

The Parties to this Pact,

Recalling what was,

Have agreed as follows:

Part I
Ways

Article 1

1. All walk.

2. All talk.

Part II
Means

Article 2

Boots are worn.
"""


@pytest.mark.parametrize(
    ("old", "new", "sentences"),
    [
        ("Have agreed as follows:\n\n", "", ["Delete the enacting formula."]),
        (
            "The Parties to this Pact",
            "All States",
            ["In the preamble, second line, replace “The Parties to this Pact” by “All States”."],
        ),
        ("Pact\n\nPre", "Covenant\n\nPre", ["Replace the title, “Pact”, by “Covenant”."]),
        ("Part II\nMeans\n\n", "", ["Move article 2 after article 1.", "Delete part II."]),
        (
            "1. All walk.\n\n2. All talk.",
            "All walk.\n\nAll talk.",
            ["Replace the text of article 1 by the following:\nAll walk.\nAll talk."],
        ),
    ],
)
def test_an_instruction_taken_literally_makes_what_is_wanted(old: str, new: str, sentences: list[str]) -> None:
    """Nobody deletes the preamble who deletes its last line, nor a part before its articles have left it."""
    base, wanted = read(PACT), read(PACT.replace(old, new))
    assert said(propose(base, wanted, sponsors=("EU",), symbol="L.1"), PACT) == sentences


def test_words_that_move_into_what_is_not_quoted_are_said_to_move() -> None:
    """The words of paragraph 1 stay, if in another wrapper; those of paragraph 2 join them, quoted nowhere."""
    base = read(RIVERS)
    wanted = RIVERS.replace("flooding.\n\n2. A Party", "flooding.\n\nA Party").replace(
        "its monitoring.\n", "its monitoring.\n\n(a) in writing;\n\n(b) at any time.\n"
    )
    sentences = said(propose(base, read(wanted), sponsors=("EU",), symbol="L.1"))
    assert any(sentence.startswith("Move the text of article 3, paragraph 2 ") for sentence in sentences)


def test_what_comes_after_a_provision_is_said_after_what_changes_in_it() -> None:
    edited = RIVERS.replace("2. A Party that is in need", "2. Any Party that is in need").replace(
        "\nArticle 4\n", "\n3. Parties may share costs.\n\nArticle 4\n"
    )
    assert [line.split("\n")[0] for line in said(propose(read(), read(edited), sponsors=("EU",), symbol="L.1"))] == [
        "In article 3, paragraph 2, replace “A” by “Any”.",
        "After article 3, paragraph 2, insert:",
    ]


FIRST_POINTS = RIVERS.replace("its monitoring.\n", "its monitoring:\n\n(a) in writing;\n\n(b) at any time.\n")


def test_first_points_of_a_paragraph_are_an_insertion_and_no_more() -> None:
    """That the words pass from `content` to `intro` is nothing that a delegate asked for, or reads."""
    amendment = propose(read(), read(FIRST_POINTS), sponsors=("EU",), symbol="L.1")
    assert said(amendment) == [
        "In article 3, paragraph 2, replace “monitoring.” by “monitoring:”.",
        "After the text of article 3, paragraph 2, insert:\n(a) in writing;\n(b) at any time.",
    ]
    back = propose(read(FIRST_POINTS), read(), sponsors=("EU",), symbol="L.1")
    assert said(back, FIRST_POINTS) == [
        "In the chapeau of article 3, paragraph 2, replace “monitoring:” by “monitoring.”.",
        "Delete article 3, paragraph 2 (a) and (b).",
    ]
    for base, one in ((RIVERS, amendment), (FIRST_POINTS, back)):
        document = write_amendment(one, read(base))
        assert check(document) == ()
        assert read_amendment(document) == one


@pytest.mark.parametrize("more", ["", "\n\n2. Lakes are no rivers."])
def test_a_text_that_becomes_a_paragraph_is_said_to(more: str) -> None:
    """It is not quoted, only numbered; what comes after it is quoted as new."""
    (source,) = [line for line in RIVERS.splitlines() if line.startswith("For the purposes")]
    amendment = propose(read(), read(RIVERS.replace(source, f"1. {source}{more}")), sponsors=("EU",), symbol="L.1")
    assert said(amendment) == [
        "The text of article 1 becomes paragraph 1.",
        *(["After the text of article 1, insert:\n2. Lakes are no rivers."] if more else []),
    ]
    assert check(write_amendment(amendment, read())) == ()


PORTS = """Agreement on Ports

Article 1
Ports

1. Every port has a quay of stone that is open to the ships of all Parties, by day and by night, without charge.

2. Every quay has a crane for heavy loads and another for light ones, both of them inspected before each season.

3. Every crane has a driver who is awake:

(a) by day, whatever the weather;

(b) by night, and in the fog of winter, as long as a ship may still be on its way to the port.

Article 2
Harbours

1. Harbours are kept free of ice in the months in which ships come.

2. Masters of ships are told of the depth of the water.
"""


def test_what_moves_behind_a_text_that_gets_its_first_points_is_said_to_stand_after_that_text() -> None:
    """The text went over into another wrapper, of which no reader knows."""
    (point,) = [line for line in PORTS.splitlines() if line.startswith("(b) ")]
    wanted = PORTS.replace(f"{point}\n", "").replace("of the water.", f"of the water:\n\n(a) {point[4:]}")
    assert said(propose(read(PORTS), read(wanted), sponsors=("EU",), symbol="L.1"), PORTS) == [
        "Move article 1, paragraph 3 (b) after the text of article 2, paragraph 2.",
        "In article 2, paragraph 2, replace “water.” by “water:”.",
    ]


def test_neighbours_that_move_together_are_told_together() -> None:
    """And each is a move of the patch, and of the document."""
    lines = PORTS.partition("Ports\n\n1.")[2].partition("3. Every")[0]
    wanted = PORTS.replace(f"1.{lines}3. Every", "1. Every") + f"\n3.{lines}".replace("\n2.", "\n4.")
    amendment = propose(read(PORTS), read(wanted), sponsors=("EU",), symbol="L.1")
    assert said(amendment, PORTS) == ["Move article 1, paragraphs 1 and 2 after article 2, paragraph 2."]
    document = write_amendment(amendment, read(PORTS))
    assert check(document) == ()
    assert document.count(b"<textualMod ") == len(amendment.patch.edits) == 2


FEN = """Agreement on Fens

Article 1
Use of terms

“Fen” means a wet place.

Article 2
Scope

Article 3

Fens are kept wet.
"""


@pytest.mark.parametrize(
    ("old", "new", "sentences"),
    [
        ("“Fen”", "A bog is no fen.\n\n“Fen”", ["After the heading of article 1, insert:\nA bog is no fen."]),
        ("Scope\n", "Scope\n\nAll fens.\n", ["In article 2, insert “All fens.”."]),
        ("Fens are", "No fire.\n\nFens are", ["At the beginning of the text of article 3, insert:\nNo fire."]),
        ("place.\n", "place.\n\nA bog is no fen.\n", ["After the text of article 1, insert:\nA bog is no fen."]),
        (
            "“Fen” means a wet place.",
            "In this Agreement:\n\n(a) fens are wet.",
            ["Replace the text of article 1 by the following:\nIn this Agreement:\n(a) fens are wet."],
        ),
    ],
)
def test_the_words_of_a_unit_are_not_the_unit(old: str, new: str, sentences: list[str]) -> None:
    """Nobody who puts a line into article 1, or takes its words out, asks for that after it, or without it."""
    assert said(propose(read(FEN), read(FEN.replace(old, new)), sponsors=("EU",), symbol="L.1"), FEN) == sentences


REWORDED = [
    (
        "A Party that is in need may ask the secretariat for assistance with its monitoring",
        "Costs lie where they fall",
        "article 3, paragraph 2",
    ),
    ("the exchange of data with the other Parties concerned", "openness", "article 2, paragraph 2 (b)"),
    ("Noting that rivers cross borders", "Mindful of those to come", "the second preambular paragraph"),
    ("The measures shall include", "Among other things", "the chapeau of article 2, paragraph 2"),
    (
        "The Parties shall settle any dispute by negotiation or by any other peaceful means of their choice",
        "Quarrels end in court",
        "article 4",
    ),
]


@pytest.mark.parametrize(("old", "new", "place"), REWORDED)
def test_a_provision_in_other_words_is_that_provision(old: str, new: str, place: str) -> None:
    """Its kind, its number, its neighbours are the same: no delegate would delete it and insert another."""
    assert said(edited(old, new)) == [f"In {place}, replace “{old}” by “{new}”."]


def test_an_article_without_a_heading_in_other_words_is_that_article() -> None:
    """Only its number and its place tell."""
    base = FEN.replace("Scope\n", "All fens.\n")
    wanted = base.replace("Fens are kept wet", "Nobody drains anything")
    assert said(propose(read(base), read(wanted), sponsors=("EU",), symbol="L.1"), base) == [
        "In article 3, replace “Fens are kept wet” by “Nobody drains anything”."
    ]


def test_paragraphs_in_other_words_are_told_apart_by_their_numbers() -> None:
    two = RIVERS.replace(
        "Parties shall cooperate in good faith when a river is in danger of drying up or flooding", "Aid"
    )
    two = two.replace("A Party that is in need may ask the secretariat for assistance with its monitoring", "Trust")
    assert [line[:37] for line in said(propose(read(), read(two), sponsors=("EU",), symbol="L.1"))] == [
        "In article 3, paragraph 1, replace “P",
        "In article 3, paragraph 2, replace “A",
    ]


SHIPS = """Agreement on Ships

Article 1
Use of terms

1. A ship floats.

2. A boat floats on rivers.

3. A raft drifts.

4. A buoy stays.

Article 2
Ports

Parties [may][shall] keep [two][three][four] ports [, as needed,] for ships:

(a) of wood;

(b) of [painted] steel;

(c) of any other material[, and in particular of glass.
"""


@pytest.mark.parametrize(
    ("old", "new", "sentences"),
    [
        (
            SHIPS.partition("terms\n\n")[2].partition("Article 2")[0],
            "1. All vessels count.\n\n2. Nobody asks how.\n\n",
            ["Replace the text of article 1 by the following:\n1. All vessels count.\n2. Nobody asks how."],
        ),
        (
            "2. A boat floats on rivers.\n\n3. A raft drifts.\n\n4. A buoy stays.",
            "2. All other things at sea are wrecks.",
            ["Replace article 1, paragraphs 2 to 4 by the following:\n2. All other things at sea are wrecks."],
        ),
        ("2. A boat floats on rivers.\n\n3. A raft drifts.\n\n", "", ["Delete article 1, paragraphs 2 and 3."]),
        ("(b) of [painted] steel;\n\n", "", ["Delete article 2 (b)."]),
        (
            "2. A boat floats on rivers.\n\n3. A raft drifts.\n\n4. A buoy stays.",
            "2. A buoy stays.\n\n3. Wrecks are sunk.",
            ["Delete article 1, paragraphs 2 and 3.", "After article 1, paragraph 4, insert:\n3. Wrecks are sunk."],
        ),
    ],
)
def test_what_goes_and_what_comes_in_its_place_is_one_instruction(old: str, new: str, sentences: list[str]) -> None:
    """A delegate rewrites an article, or three paragraphs; the patch deletes each and inserts what is new."""
    base, wanted = read(SHIPS), read(SHIPS.replace(old, new))
    amendment = propose(base, wanted, sponsors=("EU",), symbol="L.1")
    assert said(amendment, SHIPS) == sentences
    document = write_amendment(amendment, base)
    assert check(document) == ()
    assert document.count(b"<textualMod ") == len(amendment.patch.edits)
    assert (b"<rref " in document) == ("paragraphs " in sentences[0])


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("[may][shall]", "may", "In the chapeau of article 2, replace “[may][shall]” by “may”."),
        ("[may][shall]", "shall", "In the chapeau of article 2, replace “[may][shall]” by “shall”."),
        ("[may][shall]", "[shall]", "In the chapeau of article 2, delete “[may]”."),
        ("[may][shall]", "[must]", "In the chapeau of article 2, replace “[may][shall]” by “[must]”."),
        ("[may][shall]", "[may][shall][must]", "In the chapeau of article 2, after “[shall]”, insert “[must]”."),
        ("[may][shall]", "[[may][shall]]", "In the chapeau of article 2, put square brackets around “[may][shall]”."),
        ("[two][three][four]", "three", "In the chapeau of article 2, replace “[two][three][four]” by “three”."),
        (
            "[, as needed,]",
            ", as needed,",
            "In the chapeau of article 2, delete the square brackets around “, as needed,”.",
        ),
        ("ports [", "[ports] [", "In the chapeau of article 2, put square brackets around “ports”."),
        ("of wood;", "[of wood;]", "Put square brackets around the text of article 2 (a)."),
        ("material[,", "material,", "In article 2 (c), after “material”, delete “[”."),
        ("Agreement on Ships", "Agreement [on Ships]", "In the title, put square brackets around “on Ships”."),
    ],
)
def test_brackets_are_told_with_what_they_hold(old: str, new: str, sentence: str) -> None:
    """Two deletions around a word that stays are one instruction; no bracket is quoted without its partner, unless it
    has none in its text.
    """
    amendment = propose(read(SHIPS), read(SHIPS.replace(old, new)), sponsors=("EU",), symbol="L.1")
    assert said(amendment, SHIPS) == [sentence]
    document = write_amendment(amendment, read(SHIPS))
    assert check(document) == ()
    assert document.count(b"<textualMod ") == 1


@pytest.mark.parametrize("lifted", [False, True])
def test_brackets_around_an_article_are_told_as_such(lifted: bool) -> None:
    """One opens before its number, and another closes behind its last words, before a note on them."""
    bare = "# A\n\n## Article 1. Fish\n\n1. Eat.\n\n2. Sleep.[^1]\n\n[^1]: At night.\n"
    both = bare.replace("Article 1.", "[Article 1.").replace("Sleep.[^1]", "Sleep.[^1]]")
    base, wanted = (
        read_source(text.encode(), name="a.md").version for text in ((both, bare) if lifted else (bare, both))
    )
    amendment = propose(base, wanted, sponsors=("EU",), symbol="L.1")
    assert prose(amendment.patch, base) == (
        "Delete the square brackets around article 1." if lifted else "Put square brackets around article 1.",
    )
    assert check(write_amendment(amendment, base)) == ()


@pytest.mark.parametrize(
    ("typed", "more"), [("[2. Sleep.]", "3. Dance with all."), ("[3. Sleep.]", "2. Dance with all.")]
)
def test_a_bracket_before_a_number_stays_where_something_comes_too(typed: str, more: str) -> None:
    """Numbers are the secretariat's to give there; a bracket is the delegation's own, and never loses its partner."""
    bare = "# A\n\n## Article 1\n\n1. Eat.\n\n2. Sleep.\n"
    both = f"{typed}\n\n{more}" if more.startswith("3") else f"{more}\n\n{typed}"
    base, wanted = (read_source(text.encode(), name="a.md").version for text in (bare, bare.replace("2. Sleep.", both)))
    amendment = propose(base, wanted, sponsors=("EU",), symbol="L.1")
    assert "Put square brackets around article 1, paragraph 2." in prose(amendment.patch, base)
    found = [block.text.chars for block in blocks(apply(amendment.patch, base).root)]
    assert "".join(found).count("[") == 1
    assert found[found.index("Sleep.]") - 1] == "[2."


def test_a_text_that_changes_in_many_places_is_told_as_it_will_be() -> None:
    """Nobody puts a sentence together from six instructions; where it is long and little of it changes, from any."""
    old = (
        "Each port State Party shall ensure that adequate facilities are available in its ports for the reception of "
        "end-of-life fishing gear and of fishing gear retrieved from the sea."
    )
    new = (
        "Port State Parties should, where possible, ensure that facilities exist in their ports for receiving "
        "end-of-life gear and gear retrieved at sea."
    )
    base, wanted = (
        read_source(f"# A\n\n## Article 1\n\n{line}\n".encode(), name="a.md").version for line in (old, new)
    )
    amendment = propose(base, wanted, sponsors=("EU",), symbol="L.1")
    assert len(amendment.patch.edits) == 7
    assert prose(amendment.patch, base) == (f"Replace the text of article 1, “{old}”, by “{new}”.",)
    longer = "In all that it does, and wherever it does it, a State is guided by the best science that there is. "
    base, wanted = (
        read_source(f"# A\n\n## Article 1\n\n{longer * 3}{line}\n".encode(), name="a.md").version for line in (old, new)
    )
    assert len(prose(propose(base, wanted, sponsors=("EU",), symbol="L.1").patch, base)) == 7


def test_a_recital_is_its_words() -> None:
    """It has neither number nor heading, so that its text is all of it."""
    line = "Noting that rivers cross borders,"
    assert said(edited(line, f"[{line}]")) == ["Put square brackets around the second preambular paragraph."]


ROWS = """# Rows

## Article 1. Deposit and return schemes

Deposits are paid.

## Article 2. Money

“Cost” means price and quantity, as of this [●] day of [●].

**Option 1:** All pay.

**Option 2:** Nobody pays.
"""


@pytest.mark.parametrize(
    ("old", "new", "sentences"),
    [
        (
            "Deposit and return schemes",
            "Deposit, return and producer schemes",
            ["In the heading of article 1, replace “Deposit and return” by “Deposit, return and producer”."],
        ),
        (
            "price and quantity",
            "price, quantity and age",
            ["In article 2, replace “price and quantity” by “price, quantity and age”."],
        ),
        ("this [●] day", "this first day", ["In article 2, replace the first “[●]” by “first”."]),
        ("“Cost”", "“Net Cost”", ["In article 2, replace “Cost” by “Net Cost”."]),
        (
            "\n\n**Option 1:** All pay.\n\n**Option 2:** Nobody pays.",
            "",
            ["Delete article 2, all options."],
        ),
    ],
)
def test_an_instruction_is_understood_at_first_reading(old: str, new: str, sentences: list[str]) -> None:
    """No comma is quoted without the word before it, and no word named that another instruction puts in."""
    base, wanted = (read_source(text.encode(), name="a.md").version for text in (ROWS, ROWS.replace(old, new)))
    assert list(prose(propose(base, wanted, sponsors=("EU",), symbol="L.1").patch, base)) == sentences


RATES = """# Rates

## Article 1. Rates

1. The rates are these.

| Group | Rate |
|---|---|
| Small island developing States of every region | nothing |
| Least developed countries | one in the hundred |
| All others | ten in the hundred |
"""


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "one in the hundred",
            "two in the hundred",
            "In article 1, paragraph 1, table, third row, second column, replace “one” by “two”.",
        ),
        (
            "nothing",
            "a penny",
            "Replace article 1, paragraph 1, table, second row, second column, “nothing”, by “a penny”.",
        ),
        (
            "| Least developed countries | one in the hundred |\n",
            "",
            "Delete article 1, paragraph 1, table, third row.",
        ),
        (
            "| Least developed countries | one in the hundred |\n| All others | ten in the hundred |\n",
            "",
            "Delete article 1, paragraph 1, table, third and fourth rows.",
        ),
        (
            "| All",
            "| Landlocked States | half |\n| All",
            "After article 1, paragraph 1, table, third row, insert:\nLandlocked States | half",
        ),
    ],
)
def test_a_row_of_a_table_is_not_its_paragraph(old: str, new: str, sentence: str) -> None:
    """Once a delegation that wanted a row out was said to want the paragraph out."""
    base, wanted = (read_source(text.encode(), name="a.md").version for text in (RATES, RATES.replace(old, new)))
    amendment = propose(base, wanted, sponsors=("EU",), symbol="L.1")
    assert prose(amendment.patch, base) == (sentence,)
    assert check(write_amendment(amendment, base)) == ()


def test_articles_under_a_new_heading_are_not_quoted() -> None:
    """They are said to move there, and may be long."""
    wanted = PACT.replace("Part I\nWays\n", "Part I\nWays\n\nChapter I\nFeet\n")
    amendment = propose(read(PACT), read(wanted), sponsors=("EU",), symbol="L.1")
    assert said(amendment, PACT) == [
        "After the heading of part I, insert:\nChapter I Feet",
        "Move article 1 into the new chapter I.",
    ]
    assert check(write_amendment(amendment, read(PACT))) == ()


def test_one_alternative_of_several_goes_whole() -> None:
    """`[may]`, not `may][`: as the table of an amendment and a compilation show it."""
    amendment = propose(read(SHIPS), read(SHIPS.replace("[may]", "")), sponsors=("EU",), symbol="L.1")
    (edit,) = amendment.patch.edits
    assert isinstance(edit, Substitution)
    assert edit.old == "[may]"


def test_insertions_into_one_gap_are_one_instruction() -> None:
    """Told one after the other, each after the same paragraph, they would come to stand in the wrong order."""
    lines = ("3. Reports are public.", "4. They are free.")
    found = [
        propose_insert_after(read(), "art_3__para_2", line, sponsors=("EU",), symbol=f"L.{at}").patch.edits[0]
        for at, line in enumerate(lines)
    ]
    assert prose(Patch("", tuple(found)), read()) == ("After article 3, paragraph 2, insert:\n" + "\n".join(lines),)


def test_a_deletion_is_not_told_with_another_where_something_comes_between() -> None:
    """What comes after paragraph 1 would be lost in `replace paragraphs 1 and 2`."""
    deletions = [
        propose_delete(read(), wid, sponsors=("EU",), symbol="L.1").patch.edits[0]
        for wid in ("art_3__para_1", "art_3__para_2")
    ]
    between = propose_insert_after(read(), "art_3__para_1", "1 bis. So be it.", sponsors=("EU",), symbol="L.1")
    assert prose(Patch("", (*deletions, *between.patch.edits)), read()) == (
        "Delete article 3, paragraph 2.",
        "Replace article 3, paragraph 1 by the following:\n1 bis. So be it.",
    )


@pytest.mark.parametrize("also", ["\n3. Each helps all.\n", ""])
def test_where_counts_or_numbers_differ_nothing_is_taken_for_another(also: str) -> None:
    """Two new paragraphs for one, or another number: a deletion and an insertion, told as one is told for the other."""
    number = "2." if also else "2 bis."
    old = "2. A Party that is in need may ask the secretariat for assistance with its monitoring.\n"
    amendment = edited(old, f"{number} Costs lie where they fall.\n{also}")
    assert [type(edit) for edit in amendment.patch.edits] == [Deletion, Insertion]
    assert said(amendment) == [
        f"Replace article 3, paragraph 2 by the following:\n{number} Costs lie where they fall."
        + ("\n3. Each helps all." if also else "")
    ]


def test_a_paragraph_that_moves_away_is_not_the_one_that_takes_its_number() -> None:
    """What moved is told by its words, wherever it went; the new paragraph 2 is new."""
    moving = "A Party that is in need may ask the secretariat for assistance with its monitoring."
    wanted = RIVERS.replace(moving, "Costs lie where they fall.").replace(
        "2. The measures", f"2. {moving}\n\n3. The measures"
    )
    kinds = {type(edit) for edit in propose(read(), read(wanted), sponsors=("EU",), symbol="L.1").patch.edits}
    assert kinds == {Insertion, Move}


def test_a_paragraph_whose_words_stand_elsewhere_is_not_the_one_that_takes_its_number() -> None:
    """They are in a point of the paragraph before it now, and only they tell."""
    words_of_2 = "A Party that is in need may ask the secretariat for assistance with its monitoring"
    wanted = RIVERS.replace(words_of_2, "Costs lie where they fall").replace(
        "drying up or flooding.\n", f"drying up or flooding:\n\n(a) {words_of_2.lower()}.\n"
    )
    comparison = compare(read(), read(wanted))
    assert "art_3__para_2" in {edit.wid for edit in comparison.deleted}
    assert "art_3__para_2__p_1" in {edit.wid for edit in (*comparison.moved, *comparison.regrouped)}


def test_words_that_are_wholly_rewritten_are_replaced_as_a_whole() -> None:
    """That both happen to say “the” and “with” in one order is no reason to keep these."""
    text = "Whoever discards gear in the sea shall compensate all coastal communities with money, as the court decides."
    wanted = "Parties meet in the winter of odd years to discuss progress with observers, when the Chair so requests."
    (edit,) = diff(Text(text), Text(wanted), "w")
    assert (edit.old, edit.new.chars) == (text[:-1], wanted[:-1])


def test_a_small_word_between_a_change_and_a_great_one_does_not_part_them() -> None:
    """However the great one came together: `or` is chance here."""
    text = (
        "“operator” means the natural or legal person who, at the time of its use, has charge of the fishing gear, "
        "whether or not that person is its owner;"
    )
    (edit,) = diff(Text(text), Text("“operator” means the owner or charterer of the vessel;"), "w")
    assert edit.old == text[21:-1]


def test_a_phrase_that_stays_in_a_rewritten_text_stays() -> None:
    """And so does a note, whose number every reader knows."""
    phrase = "in accordance with the rules of procedure adopted by the Conference"
    filler = "Gear that nobody wants any more and that drifts about forever hurts whales, seals, turtles and birds"
    wanted = "Whoever owns a boat, large or small, sails it home each evening"
    assert len(diff(Text(f"{filler}, {phrase}, always, everywhere"), Text(f"{wanted}, {phrase}, at noon"), "w")) == 2
    note = Mark(6, 7, "authorialNote", (), Provision("authorialNote", "n", (), ()))
    old = Text(f"Before{ATOM} long sentences say little", (note,))
    new = Text(f"Behind{ATOM} them silence", (note,))
    assert all(ATOM not in edit.old for edit in diff(old, new, "w"))


def test_words_that_come_into_an_empty_text_are_an_edit_of_it() -> None:
    """And so are words that go and leave it empty."""
    full = read(FEN).block("art_3__p_1")
    empty = apply(Patch("", (Substitution(full.wid, 0, len(full.text.chars), full.text.chars, Text()),)), read(FEN))
    there = propose(empty, read(FEN), sponsors=("EU",), symbol="L.1").patch
    assert there.edits == (Substitution(full.wid, 0, 0, "", full.text),)
    assert prose(there, empty) == ("In article 3, insert “Fens are kept wet.”.",)
    back = propose(read(FEN), empty, sponsors=("EU",), symbol="L.1").patch
    assert back.edits == (Substitution(full.wid, 0, len(full.text.chars), full.text.chars, Text()),)
    assert prose(back, read(FEN)) == ("Delete the text of article 3.",)


def test_words_that_are_all_replaced_are_quoted() -> None:
    amendment = propose(read(FEN), "Burn no peat!", at="art_3__p_1", sponsors=("EU",), symbol="L.1")
    assert said(amendment, FEN) == ["Replace the text of article 3, “Fens are kept wet.”, by “Burn no peat!”."]


def test_deleting_the_only_words_of_a_paragraph_deletes_the_paragraph() -> None:
    for wid in ("art_3__para_2", "art_3__para_2__p_1"):
        amendment = propose_delete(read(), wid, sponsors=("EU",), symbol="L.1")
        assert said(amendment) == ["Delete article 3, paragraph 2."]
        assert "art_3__para_2" not in apply(amendment.patch, read()).index


@pytest.mark.parametrize(
    ("at", "text", "parent", "wid"),
    [
        ("art_2", "Article 2 bis\nTransit\n1. Transit is free.\n2. It is safe.", "body", "art_2bis~l-1"),
        ("art_2__para_1__p_1", "1 bis. Reports are public.", "art_2", "art_2__para_1bis~l-1"),
        ("art_2", "3. Reports are public.", "art_2", "art_2__para_3~l-1"),
        ("art_2__para_2__point_a", "(a bis) the use of satellites;", "art_2__para_2", "art_2__para_2__point_abis~l-1"),
        ("preamble__recs__rec_1", "Recalling also the Rio Declaration,", "preamble__recs", "preamble__recs__rec_1~l-1"),
        ("art_3__para_2", "Parties may share costs.", "art_3", "art_3__para_1~l-1"),
    ],
)
def test_new_provisions_from_plain_text_stand_after_their_like(at: str, text: str, parent: str, wid: str) -> None:
    amendment = propose_insert_after(read(), at, text, sponsors=("EU",), symbol="L.1")
    (edit,) = amendment.patch.edits
    assert isinstance(edit, Insertion)
    assert edit.parent == parent
    assert [node.wid for node in edit.provisions if isinstance(node, Provision)] == [wid]
    spoken = words(apply(amendment.patch, read()))
    assert text.splitlines()[-1].split(". ")[-1].removeprefix("(a bis) ") in spoken


@pytest.mark.parametrize(
    "typed",
    [
        "### Article 2 bis. Transit\n*Transit* shall be free of charge.",
        "**Article 2 bis.** Transit\n\n*Transit* shall be free of charge.",
        "### Article 2 bis.\n#### Transit\n*Transit* shall be free of charge.",
    ],
)
def test_a_new_provision_may_be_typed_as_markdown(typed: str) -> None:
    """Heading marks and emphasis are no words of a treaty."""
    amendment = propose_insert_after(read(), "art_2", typed, sponsors=("EU",), symbol="L.1")
    applied = apply(amendment.patch, read())
    new = applied.find("art_2bis~l-1")
    assert isinstance(new, Provision)
    assert (new.num, new.heading) == ("Article 2 bis.", "Transit")
    (words,) = [block.text for block in blocks(new) if block.name == "p"]
    assert words == Text("Transit shall be free of charge.", (Mark(0, 7, "i"),))


def test_a_provision_that_cannot_stand_there_is_refused_with_what_could() -> None:
    with pytest.raises(Misused, match="follow"):
        propose_insert_after(
            read(), "art_4", "(a) a point in an article without points;", sponsors=("EU",), symbol="L.1"
        )
    with pytest.raises(Misused, match="without a number"):
        propose_insert_after(read(), "art_4", "Words without a number.", sponsors=("EU",), symbol="L.1")


ANNEXED = f"{RIVERS}\nAnnex I\nRivers\n\n1. All of them.\n\n2. No other.\n"


@pytest.mark.parametrize("at", ["att_I", "att_I__para_2"])
def test_an_annex_follows_the_annex_at_the_place(at: str) -> None:
    typed = "Annex I bis\nLakes\n\n1. Some of them.\n\nAnnex II Seas\n\n1. None of them."
    amendment = propose_insert_after(read(ANNEXED), at, typed, sponsors=("EU",), symbol="L.1")
    (edit,) = amendment.patch.edits
    assert isinstance(edit, Insertion)
    assert (edit.parent, edit.after) == ("attachments", "att_I")
    assert said(amendment, ANNEXED) == [
        f"After annex I, insert:\n{typed}".replace("\n\n", "\n").replace("bis\n", "bis ")
    ]
    made = write(apply(amendment.patch, read(ANNEXED)))
    assert check(made) == ()
    assert re.findall("!annex_.", made.decode()) == [f"!annex_{number}" for number in (1, 1, 1, 2, 2, 2, 3, 3, 3)]


def test_what_is_typed_before_a_numbered_provision_is_inserted_with_it() -> None:
    typed = "This needs resources.\n\n3. Reports are public."
    amendment = propose_insert_after(read(), "art_2__para_2", typed, sponsors=("EU",), symbol="L.1")
    assert said(amendment) == ["After article 2, paragraph 2, insert:\nThis needs resources.\n3. Reports are public."]


@pytest.mark.parametrize(
    ("at", "typed", "refusal"),
    [
        (
            "art_2__para_2",
            "3. Reports are public.\n\nArticle 2 bis\nThey are free.",
            "a paragraph and an article do not",
        ),
        ("att_I__para_2", "3. Not these.\n\nAnnex II\n\n1. Lakes.", "a paragraph and an annex do not"),
        ("att_I", "3. Not these.", "such as `att_I__para_2`"),
        ("art_2", "Annex II\n\n1. Lakes.", "name the annex that it should follow, such as `att_I`"),
        ("art_2", "(c) the sharing of water.", "such as `art_2__para_2__point_b`"),
        ("art_2", "Part II\n\nArticle 3\n\nEach helps all.", "the text has no part yet: propose an edited copy"),
    ],
)
def test_what_cannot_all_stand_there_is_refused_whole_with_a_step_that_helps(at: str, typed: str, refusal: str) -> None:
    with pytest.raises(Misused) as refused:
        propose_insert_after(read(ANNEXED), at, typed, sponsors=("EU",), symbol="L.1")
    assert refusal in str(refused.value)
    if named := re.search("such as `(.*)`", refused.value.step):
        assert propose_insert_after(read(ANNEXED), named[1], typed, sponsors=("EU",), symbol="L.1")


def test_a_move_by_name() -> None:
    amendment = propose_move(read(), "art_2", "art_3", sponsors=("EU",), symbol="L.1")
    assert amendment.patch.edits == (Move("art_2", "body", "art_3"),)
    assert said(amendment) == ["Move article 2 after article 3."]
    first = propose_move(read(), "art_4", "", parent="body", sponsors=("EU",), symbol="L.1")
    assert said(first) == ["Move article 4 to the beginning of the body."]


def test_words_keep_the_marks_and_notes_that_they_had() -> None:
    """New words inside a mark have it; words in place of a whole mark have not; notes stay where they were."""
    note = Mark(10, 11, "authorialNote", (), Provision("authorialNote", "n", (), ()))
    base = Text(f"Each Party{ATOM} shall act now", (Mark(0, 10, "b"), note, Mark(12, 17, "i")))
    made = splice(base, typed_over(base, "Each single Party may act now", "w"))
    assert made.chars == f"Each single Party{ATOM} may act now"
    assert [(mark.name, mark.start, mark.stop) for mark in made.marks] == [("b", 0, 17), ("authorialNote", 17, 18)]
    assert splice(base, typed_over(base, f"Each Party{ATOM} shall act", "w")).chars.count(ATOM) == 1
    two = base.splice(4, 4, Text(ATOM, (Mark(0, 1, "eol", (), Provision("eol", "", (), ())),)))
    gone = splice(two, typed_over(two, f"Each Party{ATOM} shall act now", "w"))
    assert [mark.name for mark in gone.marks if mark.atom] == ["authorialNote"]


def test_the_same_word_met_twice_is_named_by_its_place() -> None:
    amendment = edited("rivers, and shall report", "rivers, and should report")
    assert said(amendment) == ["In article 2, paragraph 1, replace the second “shall” by “should”."]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("every year.", "every year, publicly.", "In article 2, paragraph 1, after “year”, insert “, publicly”."),
        (
            "Noting that",
            "Gravely noting that",
            "In the second preambular paragraph, replace “Noting” by “Gravely noting”.",
        ),
        ("in good faith ", "", "In article 3, paragraph 1, delete “in good faith”."),
        ("Cooperation", "Mutual help", "Replace the heading of article 3, “Cooperation”, by “Mutual help”."),
        ("at the border;", "at borders;", "In article 2, paragraph 2 (a), replace “the border” by “borders”."),
        ("their choice.", "their choice. So be it.", "At the end of article 4, insert “So be it.”."),
    ],
)
def test_the_instruction_is_what_a_delegate_would_say(old: str, new: str, sentence: str) -> None:
    assert said(edited(old, new)) == [sentence]


@pytest.mark.parametrize(
    ("wid", "name"),
    [
        ("art_2", "article 2"),
        ("art_2__para_1__p_1", "article 2, paragraph 1"),
        ("art_2__para_2__point_b", "article 2, paragraph 2 (b)"),
        ("art_3__heading", "heading of article 3"),
        ("art_3__num", "number of article 3"),
        ("preamble__recs__rec_2__p_1", "second preambular paragraph"),
        ("preface__longTitle__p_1", "title"),
        ("body", "body"),
        ("main", "the text"),
    ],
)
def test_a_citation_names_the_place_as_delegates_do(wid: str, name: str) -> None:
    assert citation(read(), wid) == name


def test_patch_text_is_read_by_other_tools() -> None:
    """diff-match-patch makes the new words of it, astral characters included."""
    from diff_match_patch import diff_match_patch

    old, new = Text("Each Party 𠀀 shall act on rivers."), Text("Each State 𠀀 shall act on all rivers.")
    engine = diff_match_patch()
    written = patch_text(old, diff(old, new, "w"))
    assert engine.patch_apply(engine.patch_fromText(written), old.chars) == (new.chars, [True])


def test_candidates_are_whole_words_that_really_stand_there() -> None:
    assert candidates("shall, marshall and shall", "shall", 18) == (20, 0)
    assert candidates("shall", "should", 0) == ()


def test_a_note_at_a_number_is_proposed_even_where_numbers_are_not() -> None:
    """An article comes, so that numbers are left to the secretariat; the footnote that a number got is words."""
    old = "# Treaty\n\n## Article 1\n\nOption 1: Parties keep all rivers.\n\nOption 2: Parties may keep some rivers.\n"
    new = old.replace("Option 1:", "Option 1[^1]:") + "\n## Article 2\n\nDone.\n\n[^1]: To be confirmed.\n"
    base, wanted = (read_source(text.encode(), name="treaty.md").version for text in (old, new))
    amendment = propose(base, wanted, sponsors=("EU",), symbol="L.1")
    assert any(isinstance(edit, Insertion) for edit in amendment.patch.edits)
    assert "To be confirmed." in words(apply(amendment.patch, base))
