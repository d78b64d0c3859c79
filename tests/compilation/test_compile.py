"""Compiling, case by case: what the meeting reads, and what is refused."""

from __future__ import annotations

import pytest

from treaty_drafts import akn, compilation
from treaty_drafts.amend import apply, propose
from treaty_drafts.amend.edit import Amendment, Deletion, Edit, Insertion, Move, Patch, Substitution, digest_of
from treaty_drafts.compilation import Bracket, Compilation, Words, compile, consolidate
from treaty_drafts.errors import (
    Incompatible,
    MarkupError,
    Misused,
    NotFound,
    OverlappingEdits,
    StaleEdit,
    TreatyDraftsError,
    WrongBase,
)
from treaty_drafts.model.tree import Block, Mark, Provision, Text, words_of
from treaty_drafts.model.version import Facts, Version
from treaty_drafts.sources import read_source

SENTENCE = "Each Party shall take appropriate measures to reduce emissions"


def _article(number: int, text: Text) -> Provision:
    num = Block("num", "", (), Text(f"Article {number}"))
    return Provision("article", "", (), (num, Provision("content", "", (), (Block("p", "", (), text),))))


def _draft(*texts: Text | str) -> Version:
    facts = Facts("A draft", work="/akn/un/bill/provision/x/2026-01-01/draft", symbol="T/L.1", date="2026-01-01")
    articles = tuple(
        _article(number, text if isinstance(text, Text) else Text(text)) for number, text in enumerate(texts, start=1)
    )
    return akn.assemble(facts, title="A draft", preface=(), preamble=(), body=articles)


BASE = _draft(SENTENCE, "Parties report every year.", "This Agreement enters into force in 2030.")
ONE, TWO, THREE = (f"art_{number}__p_1" for number in (1, 2, 3))


def _say(old: str, new: str, wid: str = ONE, base: Version = BASE) -> Substitution:
    """`new` for `old`; where `old` ends in `|`, an insertion there."""
    chars = base.block(wid).text.chars
    start = chars.index(old.rstrip("|"))
    if old.endswith("|"):
        start += len(old) - 1
        return Substitution(wid, start, start, "", Text(new))
    return Substitution(wid, start, start + len(old), old, Text(new))


def _amend(symbol: str, sponsor: str, *edits: Edit, amends: str = "", base: Version = BASE) -> Amendment:
    return Amendment(symbol, (sponsor,), Patch(akn.digest(base), edits), amends=amends)


def _shown(words: Words | None) -> str:
    """Words as negotiators write them, with the sponsors of each wording; `0` for no words."""
    found = ""
    for part in words or ():
        if isinstance(part, Bracket):
            for one in part.alternatives:
                by = f" ({', '.join(one.sponsors)})" if one.sponsors else ""
                found += f"[{_shown(one.words) or '0'}{by}]"
        else:
            found += part.chars
    return found


def _compiled(*amendments: Amendment) -> Compilation:
    return compile(BASE, amendments)


def test_four_amendments_on_one_sentence() -> None:
    """Rivals, a deletion, an insertion, and a deletion of the end: each in its bracket, equal wordings joined."""
    compiled = _compiled(
        _amend("L.1", "EU", _say("shall", "should")),
        _amend("L.2", "USA", _say("shall", "may")),
        _amend("L.3", "JPN", _say("shall", "should"), _say("appropriate ", "")),
        _amend("L.4", "SAU", _say(" to reduce emissions", "")),
    )

    assert _shown(compiled.words(ONE)) == (
        "Each Party [shall][should (EU, JPN)][may (USA)] take [appropriate ][0 (JPN)]measures"
        "[ to reduce emissions][0 (SAU)]"
    )


def test_an_insertion_inside_words_that_another_deletes_nests() -> None:
    """A range that covers the others holds them in the base's wording."""
    compiled = _compiled(
        _amend("L.1", "EU", _say("appropriate |", "and urgent ")),
        _amend("L.2", "SAU", _say("take appropriate measures ", "")),
    )

    assert _shown(compiled.words(ONE)) == (
        "Each Party shall [take appropriate [0][and urgent  (EU)]measures ][0 (SAU)]to reduce emissions"
    )


def test_insertions_at_both_edges_of_a_deleted_range_stand_apart() -> None:
    """What only touches is apart, and each insertion survives on its side."""
    compiled = _compiled(
        _amend("L.1", "EU", _say("shall |", "promptly ")),
        _amend("L.2", "FJI", _say("measures |", "together ")),
        _amend("L.3", "SAU", _say("take appropriate measures ", "")),
    )

    assert compiled.project("L.1", "L.2", "L.3").block(ONE).text.chars == (
        "Each Party shall promptly together to reduce emissions"
    )
    assert compiled.relations == ()


def test_three_crossing_in_a_chain_are_wordings_of_one_hull() -> None:
    """Where ranges cross, each amendment's own wording of the whole is an alternative; equal ones are one."""
    compiled = _compiled(
        _amend("L.1", "EU", _say("shall take", "takes")),
        _amend("L.2", "USA", _say("take appropriate", "adopt fitting")),
        _amend("L.3", "JPN", _say("appropriate measures", "steps")),
        _amend("L.4", "NOR", _say("appropriate measures", "steps")),
    )

    assert _shown(compiled.words(ONE)) == (
        "Each Party [shall take appropriate measures][takes appropriate measures (EU)]"
        "[shall adopt fitting measures (USA)][shall take steps (JPN, NOR)] to reduce emissions"
    )
    assert compiled.project("L.1", "L.3").block(ONE).text.chars == "Each Party takes steps to reduce emissions"
    with pytest.raises(Incompatible) as refused:
        compiled.project("L.1", "L.2", "L.3")
    assert refused.value.pairs == (("L.1", "L.2"), ("L.2", "L.3"))
    assert len(compiled.contested) == 1


def test_a_sub_amendment_is_a_bracket_in_its_parents_words() -> None:
    """What falls into the parent's new words is shown there, also inside a hull; what reaches across replaces them."""
    parent = _amend("L.1", "EU", _say("shall take", "takes urgent"))
    wanted = compilation.compile(BASE, [parent]).project("L.1")
    inside = _amend("L.1/1", "CHE", _say("urgent", "early", base=wanted), amends="L.1", base=wanted)
    across = _amend("L.1/2", "FJI", _say("urgent appropriate", "all", base=wanted), amends="L.1", base=wanted)
    rival = _amend("L.2", "USA", _say("take appropriate", "adopt fitting"))

    assert _shown(_compiled(parent, inside, rival).words(ONE)) == (
        "Each Party [shall take appropriate][takes [urgent][early (CHE)] appropriate (EU)]"
        "[shall adopt fitting (USA)] measures to reduce emissions"
    )
    compiled = _compiled(parent, inside, across)
    assert compiled.project("L.1/1").block(ONE).text.chars.startswith("Each Party takes early appropriate")
    assert compiled.project("L.1/2").block(ONE).text.chars.startswith("Each Party takes all measures")
    assert ("dependent", "L.1/1", "L.1") in {(one.kind, one.first, one.second) for one in compiled.relations}
    assert compilation.write(compilation.read(compilation.write(compiled))) == compilation.write(compiled)


def test_relations() -> None:
    """Every kind, and what falls if one is adopted."""
    compiled = _compiled(
        _amend("L.1", "EU", _say("shall", "should")),
        _amend("L.2", "USA", _say("shall", "may")),
        _amend("L.3", "JPN", _say("shall", "should"), _say("every year", "", TWO)),
        _amend("L.4", "FJI", _say("shall", "should"), _say("2030", "2031", THREE)),
        _amend("L.5", "SAU", _say("Each Party shall take", "Parties take")),
        _amend("L.6", "NOR", _say("reduce |", "all ")),
        _amend("L.7", "CHE", _say("reduce |", "most ")),
        _amend("L.8", "ISL", _say("to reduce emissions", "to reduce all emissions")),
    )
    kinds = {(one.first, one.second): one.kind for one in compiled.relations}

    assert kinds["L.1", "L.2"] == "alternative"
    assert kinds["L.3", "L.1"] == "subsumes"
    assert kinds["L.3", "L.4"] == "shared"
    assert kinds["L.5", "L.1"] == "nested"
    assert kinds["L.6", "L.7"] == "co-located"
    assert kinds["L.8", "L.6"] == "subsumes"
    assert compiled.falls_if_adopted("L.5") == ("L.1", "L.2", "L.3", "L.4")
    assert compiled.falls_if_adopted("L.6") == ()
    with pytest.raises(Incompatible):
        compiled.project("L.6", "L.8")


def test_a_joint_insertion_stands_where_it_was_tabled_first() -> None:
    """So the meeting read it, and so it stands though who tabled it first is not adopted."""
    compiled = _compiled(
        _amend("L.1", "EU", _say("Each Party |", "soon ")),
        _amend("L.2", "JPN", _say("Each Party |", "duly ")),
        _amend("L.3", "USA", _say("Each Party |", "soon ")),
    )

    assert _shown(compiled.words(ONE)).startswith("Each Party [0][soon  (EU, USA)][duly  (JPN)]shall")
    assert compiled.project("L.2", "L.3").block(ONE).text.chars.startswith("Each Party soon duly shall")


def test_a_provision_deleted_around_an_edit_and_moved_by_a_third() -> None:
    """The edit nests in the deletion, and travels with the move; deleting and moving exclude each other."""
    article = BASE.find("art_2")
    compiled = _compiled(
        _amend("L.1", "SAU", Deletion("art_2", digest_of(article))),
        _amend("L.2", "EU", _say("every year", "every second year", TWO)),
        _amend("L.3", "NOR", Move("art_2", "body", "art_3")),
    )
    moved = compiled.project("L.2", "L.3")

    assert [child.num for child in moved.find("body").children] == ["Article 1", "Article 3", "Article 2"]  # type: ignore[union-attr]
    assert moved.block(TWO).text.chars == "Parties report every second year."
    assert {(one.kind, one.first, one.second) for one in compiled.relations} == {
        ("nested", "L.1", "L.2"),
        ("alternative", "L.1", "L.3"),
    }
    assert akn.valid(compilation.write(compiled)) == []


def test_an_amendment_says_in_any_order_what_comes_and_what_moves_into_it() -> None:
    """As its patch does: a move into a new chapter may stand before the chapter."""
    chapter = Provision("chapter", "chp_1", (), (Block("num", "chp_1__num_1", (), Text("Chapter I")),))
    comes, moves = Insertion("body", "art_1", (chapter,)), Move("art_2", "chp_1", "chp_1__num_1")
    for edits in ((comes, moves), (moves, comes)):
        amendment = _amend("L.1", "EU", *edits)
        compilation = compile(BASE, [amendment])
        assert compilation.project("L.1").root == apply(amendment.patch, BASE).root
        assert [slot.kind for slot in compilation.slots("chp_1") or ()] == ["base", "arrival"]


def test_moves_that_together_go_in_a_circle_exclude_each_other() -> None:
    """Each alone is possible."""
    compiled = _compiled(
        _amend("L.1", "EU", Move("art_1", "art_2", "art_2__content")),
        _amend("L.2", "USA", Move("art_2", "art_1", "art_1__content")),
    )

    compiled.project("L.1")
    with pytest.raises(Incompatible):
        compiled.project("L.1", "L.2")


def test_edits_beside_and_inside_marks() -> None:
    """A mark that an edit cuts goes on in what is left; the words of a note are amended by their own wId."""
    note = Provision("authorialNote", "", (("marker", "1"),), (Block("p", "", (), Text("See the annex.")),))
    text = Text(
        "Each Party shall act.\ufffc", (Mark(5, 16, "b"), Mark(21, 22, "authorialNote", (("marker", "1"),), note))
    )
    base = _draft(text)
    inner = next(wid for wid, node in base.index.items() if isinstance(node, Block) and "annex" in node.text.chars)
    compiled = compile(
        base,
        [
            _amend("L.1", "EU", _say("Party", "State", base=base), base=base),
            _amend("L.2", "USA", _say("annex", "protocol", inner, base), base=base),
            _amend("L.3", "SAU", Substitution(ONE, 21, 22, "\ufffc", Text()), base=base),
        ],
    )

    assert compiled.project("L.1").block(ONE).text.marks[0] == Mark(10, 16, "b")
    assert compiled.project("L.2").block(inner).text.chars == "See the protocol."
    assert [(one.kind, one.first, one.second) for one in compiled.relations] == [("nested", "L.3", "L.2")]
    assert compilation.read(compilation.write(compiled)).base == base


def test_moves_of_two_provisions_into_each_other_are_alternatives() -> None:
    into_two, into_one = Move("art_1", "art_2", ""), Move("art_2", "art_1", "")
    compiled = compile(BASE, [_amend("L.1", "EU", into_two), _amend("L.2", "USA", into_one)])
    assert [(one.kind, one.first, one.second) for one in compiled.relations] == [("alternative", "L.1", "L.2")]
    assert compiled.falls == {"L.1": ("L.2",), "L.2": ("L.1",)}
    with pytest.raises(Incompatible):
        compiled.project("L.1", "L.2")


REFUSED: list[tuple[str, list[Amendment], type[TreatyDraftsError]]] = [
    ("another base", [Amendment("L.1", ("EU",), Patch("sha256:0", ()))], WrongBase),
    ("words never there", [_amend("L.1", "EU", Substitution(ONE, 0, 4, "Both", Text("All")))], StaleEdit),
    ("a provision with other words", [_amend("L.1", "EU", Deletion("art_2", "0" * 16))], StaleEdit),
    ("two edits of one word", [_amend("L.1", "EU", _say("shall", "a"), _say("shall take", "b"))], OverlappingEdits),
    (
        "an edit of what it deletes",
        [_amend("L.1", "EU", Deletion("art_2", digest_of(BASE.find("art_2"))), _say("every", "each", TWO))],
        OverlappingEdits,
    ),
    ("a move into itself", [_amend("L.1", "EU", Move("art_1", "art_1__content", ""))], OverlappingEdits),
    (
        "moves into each other",
        [_amend("L.1", "EU", Move("art_1", "art_2", ""), Move("art_2", "art_1", ""))],
        OverlappingEdits,
    ),
    ("an unknown text", [_amend("L.1", "EU", Substitution("art_9", 0, 0, "", Text("x")))], NotFound),
    ("words of a provision", [_amend("L.1", "EU", Substitution("art_1", 0, 0, "", Text("x")))], NotFound),
    ("an unknown provision", [_amend("L.1", "EU", Deletion("art_9", ""))], NotFound),
    ("an unknown parent", [_amend("L.1", "EU", Insertion("art_9", "", ()))], NotFound),
    ("an unknown neighbour", [_amend("L.1", "EU", Insertion("body", "art_9", (_article(4, Text("x")),)))], NotFound),
    (
        "an identifier in use",
        [_amend("L.1", "EU", Insertion("body", "", (Provision("article", "art_1", (), ()),)))],
        OverlappingEdits,
    ),
    ("one symbol twice", [_amend("L.1", "EU"), _amend("L.1", "USA")], Misused),
    ("a sub-amendment alone", [_amend("L.1/1", "EU", amends="L.1")], Misused),
    (
        "the third degree",
        [_amend("L.1", "EU"), _amend("L.2", "EU", amends="L.1"), _amend("L.3", "EU", amends="L.2")],
        Misused,
    ),
]


@pytest.mark.parametrize(("amendments", "error"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_does_not_fit_is_refused(amendments: list[Amendment], error: type[TreatyDraftsError]) -> None:
    """The refusal names the amendment and a next step."""
    with pytest.raises(error) as refused:
        compile(BASE, amendments)

    assert "L." in str(refused.value)
    assert refused.value.step


def test_what_is_asked_for_must_be_there() -> None:
    """Unknown symbols, delegations and texts are named."""
    compiled = _compiled(_amend("L.1", "EU", _say("shall", "should")))

    assert compiled.as_delegation("EU") == compiled.project("L.1")
    assert compiled.delegations == ("EU",)
    for asked in (
        lambda: compiled.project("L.2"),
        lambda: compiled.as_delegation("USA"),
        lambda: compiled.text("art_1"),
        lambda: consolidate(compiled, adopt=["L.2"]),
    ):
        with pytest.raises(NotFound):
            asked()


@pytest.mark.parametrize("comes", [True, False])
def test_the_first_annex_that_comes_or_the_last_that_goes_makes_a_valid_file(comes: bool) -> None:
    """The standard allows the element around the annexes no attribute: they themselves say who wants them."""
    annex = Provision("attachment", "", (), (Block("num", "", (), Text("Annex I")), Block("p", "", (), Text("Two."))))
    with_annex = akn.assemble(BASE.facts, title="A draft", body=(_article(1, Text("One.")),), attachments=(annex,))
    without = akn.assemble(BASE.facts, title="A draft", body=(_article(1, Text("One.")),))
    base, wanted = (without, with_annex) if comes else (with_annex, without)
    compiled = compile(base, [propose(base, wanted, sponsors=("EU",), symbol="L.1")])
    data = compilation.write(compiled)
    assert akn.check(data) == ()
    read = compilation.read(data)
    assert (read.base, read.project("L.1")) == (base, compiled.project("L.1"))


def test_a_changed_file_is_refused() -> None:
    """The text of a compilation, its base and its amendments vouch for each other."""
    data = compilation.write(_compiled(_amend("L.1", "EU", _say("shall", "should"))))

    for old, new in (
        (b"Parties report", b"Parties never report"),
        (b">should<", b">shall <"),
        (b'"sponsors"', b'"sponsor"'),
    ):
        with pytest.raises(MarkupError, match="compile"):
            compilation.read(data.replace(old, new))
    with pytest.raises(MarkupError, match="no compilation"):
        compilation.read(akn.write(BASE))


def test_consolidating_carries_over_honestly() -> None:
    """Clean, satisfied, fuzzy, in conflict, fallen, rejected: each amendment's fate is in the manifest."""
    parent = _amend("L.6", "EU", _say("2030", "2035", THREE))
    wanted = compile(BASE, [parent]).project("L.6")
    article = BASE.find("art_2")
    compiled = _compiled(
        _amend("L.1", "EU", _say("take appropriate measures", "adopt measures together")),
        _amend("L.2", "USA", _say("appropriate measures", "steps")),
        _amend("L.3", "JPN", _say("reduce", "cut")),
        _amend("L.4", "FJI", _say("every year", "every second year", TWO)),
        _amend("L.5", "SAU", Deletion("art_2", digest_of(article))),
        parent,
        _amend("L.6/1", "CHE", _say("2035", "2033", THREE, wanted), amends="L.6", base=wanted),
        _amend("L.7", "NOR", _say("every year", "every second year", TWO)),
    )
    done = consolidate(compiled, adopt=["L.1", "L.4"], reject=["L.6"])

    assert {fate.symbol: fate.status for fate in done.manifest.amendments} == {
        "L.1": "adopted",
        "L.2": "conflict",
        "L.3": "clean",
        "L.4": "adopted",
        "L.5": "fuzzy",
        "L.6": "rejected",
        "L.6/1": "fallen",
        "L.7": "satisfied",
    }
    assert done.version.facts.symbol == "T/L.1/Rev.1"
    assert done.manifest.base_digest == akn.digest(BASE)
    assert "adopt measures together to reduce" in words_of(done.version.root)
    with pytest.raises(Misused, match="both"):
        consolidate(compiled, adopt=["L.1"], reject=["L.1"])
    with pytest.raises(Misused, match="amends"):
        consolidate(compiled, adopt=["L.6/1"])


def test_words_that_moved_are_suggested_never_taken() -> None:
    """The words that a sponsor read are gone from their place, and stand in one other: a person confirms."""
    base = _draft("The Council meets every year. The Assembly shall decide.")
    compiled = compile(
        base,
        [
            _amend("L.1", "EU", _say("meets every year. The Assembly shall", "shall", base=base), base=base),
            _amend("L.2", "USA", _say("The Assembly shall", "The Assembly may", base=base), base=base),
            _amend("L.3", "JPN", _say(" decide.|", " The Assembly shall report.", base=base), base=base),
        ],
    )
    done = consolidate(compiled, adopt=["L.1", "L.3"])
    (carried,) = done.carried

    assert (carried.symbol, carried.standing) == ("L.2", "fuzzy")
    assert carried.amendment is not None
    with pytest.raises(Misused, match="not live"):
        compile(done.version, [carried.amendment])


def test_a_sub_amendment_in_a_hull_reads_as_itself() -> None:
    """Found by the conservation law: its own wording of a hull has no bracket of its own in it."""
    parent = _amend("L.1", "EU", _say("shall take", "takes urgent"))
    wanted = compile(BASE, [parent]).project("L.1")
    child = _amend(
        "L.1/1",
        "CHE",
        _say("urgent", "early", base=wanted),
        _say("measures", "steps", base=wanted),
        amends="L.1",
        base=wanted,
    )
    compiled = _compiled(
        parent,
        child,
        _amend("L.2", "USA", _say("take appropriate", "adopt fitting")),
        _amend("L.3", "JPN", _say("appropriate measures", "action")),
    )

    assert "[takes early appropriate steps (CHE)]" in _shown(compiled.words(ONE))
    assert "[takes [urgent][early (CHE)] appropriate measures (EU)]" in _shown(compiled.words(ONE))


def test_each_taking_out_what_the_other_changes_are_alternatives() -> None:
    """Found by the order law: nested both ways has no outer one."""
    content = BASE.find("art_2__content")

    def first_point(symbol: str, words: str) -> Amendment:
        intro = Provision("intro", f"art_2__intro~{symbol}", (), ())
        wid = f"art_2__point_a~{symbol}"
        inner = Provision("content", f"{wid}__content", (), (Block("p", f"{wid}__p", (), Text(words)),))
        return _amend(
            symbol,
            symbol,
            Deletion("art_2__content", digest_of(content)),
            Insertion("art_2", "art_2__content", (Provision("point", wid, (), (inner,)), intro)),
            Move(TWO, intro.wid, ""),
        )

    compiled = _compiled(first_point("L.1", "at once"), first_point("L.2", "in good faith"))

    assert [(one.kind, one.first, one.second) for one in compiled.relations] == [("alternative", "L.1", "L.2")]
    for amendment in compiled.amendments:
        assert words_of(compiled.project(amendment.symbol).root).count("every year") == 1


def test_a_move_into_what_has_moved_into_it_is_in_conflict() -> None:
    """Article 1 was to go into article 2, which has gone into article 1."""
    into, back = Move("art_1", "art_2", ""), Move("art_2", "art_1", "")
    done = consolidate(_compiled(_amend("L.1", "EU", into), _amend("L.2", "G77", back)), adopt=["L.2"])
    (carried,) = done.carried
    assert (carried.standing, carried.reason) == ("conflict", "`art_2`: it would stand inside or after itself")
    assert carried.amendment is not None
    assert carried.amendment.patch.edits == ()
    assert carried.amendment.origin is not None
    assert carried.amendment.origin.patch.edits == (into,)


@pytest.mark.parametrize("marks", [(), (Mark(0, 22, "b"),)])
def test_the_same_word_taken_out_with_either_blank_is_satisfied_and_healed(marks: tuple[Mark, ...]) -> None:
    """Of equal words one goes, written with the blank before it or behind; it comes back beside where it went."""
    base = _draft(Text("Each Each Each Each \u00a0 Each", marks))
    gone, other = Substitution(ONE, 14, 19, " Each", Text()), Substitution(ONE, 15, 19, "Each", Text("All"))
    tabled = [_amend(f"L.{n}", "EU", edit, base=base) for n, edit in ((1, gone), (2, gone), (3, other))]
    done = consolidate(compile(base, tabled), adopt=["L.1"])
    assert [(one.symbol, one.standing) for one in done.carried] == [("L.2", "satisfied"), ("L.3", "conflict")]
    waits = done.carried[1].amendment
    assert waits is not None
    put = Substitution(ONE, 14, 14, "", Text(" Each", marks and (Mark(0, 5, "b"),)))
    again = compile(done.version, [_amend("L.9", "CHAIR", put, base=done.version)])
    (healed,) = consolidate(again, adopt=["L.9"], waiting=[waits]).carried
    assert healed.amendment is not None
    assert healed.amendment.patch.edits == (other,)


@pytest.mark.parametrize(
    ("words", "gone", "shown"),
    [
        ("Each Each \u00a0", " Each", "Each[ Each][0 (EU)] \u00a0"),
        ("Each \u00a0Party shall", " \u00a0Party", "Each[ \u00a0Party][0 (EU)] shall"),
        ("Each Party shall", " Party", "Each [Party ][0 (EU)]shall"),
    ],
)
def test_a_bracket_never_ends_inside_a_run_of_blanks(words: str, gone: str, shown: str) -> None:
    """Found by the nesting law: the blank behind deleted words goes with them only where it is one blank."""
    base = _draft(words)
    taken_out = _amend("L.1", "EU", _say(gone, "", base=base), base=base)

    assert _shown(compile(base, [taken_out]).words(ONE)) == shown


def test_two_delegations_may_each_bring_the_first_annex() -> None:
    """The standard has one element for all annexes: there they stand in the order of tabling, and each is read back."""
    texts = [
        b"# A\n\n## Article 1\n\nParties act.\n" + annex
        for annex in (b"", b"\n# Annex I One\n\nIt is.\n", b"\n# Annex I Two\n\nSo it is.\n")
    ]
    base, *copies = (read_source(text, name="a.md").version for text in texts)
    tabled = [propose(base, copy, sponsors=("EU",), symbol=f"L.{n}") for n, copy in enumerate(copies, 1)]
    compiled = compile(base, tabled)
    document = compilation.write(compiled)
    assert akn.check(document) == ()
    again = compilation.read(document)
    for one, copy in zip(tabled, copies, strict=True):
        assert words_of(again.project(one.symbol).root) == words_of(copy.root)
    both = consolidate(compiled, adopt=["L.1", "L.2"]).version
    assert akn.check(akn.write(both)) == ()
    first = consolidate(compiled, adopt=["L.1"])
    (carried,) = first.carried
    assert carried.amendment is not None
    then = consolidate(compile(akn.read(akn.write(first.version)).version, [carried.amendment]), adopt=["L.2"]).version
    assert akn.check(akn.write(then)) == ()
    assert words_of(then.root) == words_of(both.root)
