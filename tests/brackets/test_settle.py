"""Lifting, choosing from and dropping brackets that stand in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.brackets.build import article, one, version, words
from treaty_drafts.amend.edit import Deletion, Edit, Move, Patch, Substitution, digest_of
from treaty_drafts.amend.patch import apply
from treaty_drafts.brackets import Cut, Removal, drop, lift, read_brackets, settle, take
from treaty_drafts.brackets.carry import carried_out
from treaty_drafts.errors import Misused, NotFound, OverlappingEdits, TreatyDraftsError
from treaty_drafts.model.tree import Block, Provision, Text
from treaty_drafts.model.version import Version


def settled(text: Version, *acts: str) -> str:
    """The words after acts such as `lift b1`, `take c1 2`, `drop b3`, put in as a patch on the record."""
    lifted = [act.split()[1] for act in acts if act.startswith("lift")]
    dropped = [act.split()[1] for act in acts if act.startswith("drop")]
    taken = [(act.split()[1], int(act.split()[2])) for act in acts if act.startswith("take")]
    edits: list[Edit] = []
    plain = settle(text, lift=lifted, take=taken, drop=dropped)
    for edit in plain:
        if isinstance(edit, Cut):
            edits.append(Substitution(edit.wid, edit.start, edit.stop, edit.old, edit.new))
        elif isinstance(edit, Removal):
            edits.append(Deletion(edit.wid, digest_of(text.find(edit.wid))))
        else:
            edits.append(Move(edit.wid, edit.parent, edit.after))
    after = apply(Patch("", tuple(edits)), text)
    assert carried_out(text, plain).root == after.root
    return words(after.root)


@pytest.mark.parametrize(
    ("line", "act", "clean"),
    [
        ("Parties [shall] act.", "lift b1", "Parties shall act."),
        ("Parties [also] act.", "drop b1", "Parties act."),
        ("act [in an integrated manner ]with a view", "lift b1", "act in an integrated manner with a view"),
        ("act [in an integrated manner ]with a view", "drop b1", "act with a view"),
        ("islands (SIDS) [, small mountainous States] and", "lift b1", "islands (SIDS), small mountainous States and"),
        ("islands (SIDS) [, small mountainous States] and", "drop b1", "islands (SIDS) and"),
        ("Each Party [shall][should] act.", "take c1 1", "Each Party shall act."),
        ("Each Party [shall][should] act.", "take c1 2", "Each Party should act."),
        ("Each Party [shall] [should] [other] act.", "take c1 2", "Each Party should act."),
        ("[[climate][carbon] neutrality] by", "take c1 2", "[carbon neutrality] by"),
        ("[objectives / conditions] of", "take c1 2", "conditions of"),
        ("with [changing unsustainable - EU, G77 retain / promoting sustainable - US] patterns", "take c1 1",
         "with changing unsustainable patterns"),
        ("with [changing unsustainable - EU, G77 retain / promoting sustainable - US] patterns", "take b1 2",
         "with promoting sustainable patterns"),
        ("from [extreme - US; G77 delete] poverty", "lift b1", "from extreme poverty"),
        ("[EU, AOSIS: urgently] act [(a] b", "lift b1", "urgently act [(a] b"),
        ("may [urgently (EGY, supported by JPN)] act", "lift b1", "may urgently act"),
        ("Part[y] [ies] to", "take c1 1", "Party to"),
        ("Part[y] [ies] to", "take c1 2", "Parties to"),
        ("the member[s] of", "lift b1", "the members of"),
        ("the member[s] of", "drop b1", "the member of"),
        ("men, [women], children", "drop b1", "men, children"),
        ("men [, women], children", "drop b1", "men, children"),
        ("men, women[, children].", "drop b1", "men, women."),
        ("men, women, [children].", "drop b1", "men, women."),
        ("[Recognizing] also", "drop b1", "also"),
        ("action [now]", "drop b1", "action"),
        ("action [now];", "drop b1", "action;"),
        ("(see [also] art. 2)", "drop b1", "(see art. 2)"),
        ("([also] art. 2)", "drop b1", "(art. 2)"),
        ("Parties,[including all,] act", "lift b1", "Parties, including all, act"),
        ("各缔约方［应］［应当］采取", "take c1 2", "各缔约方应当采取"),
        ("option [ 13 ] as", "lift b1", "option 13 as"),
        ("below 1.5 °C [,while recognizing] that", "lift b1", "below 1.5 °C, while recognizing that"),
        ("Parties [implementing] [acting]do so", "take c1 1", "Parties implementing do so"),
        ("a stray ] here", "lift u1", "a stray here"),
        ("a  doubled blank and [this] one", "drop b1", "a  doubled blank and one"),
    ],
)  # fmt: skip
def test_the_clean_result_reads_well(line: str, act: str, clean: str) -> None:
    """No double blank, none before a comma, at the place of the edit and nowhere else (form 10)."""
    assert settled(one(line), act) == clean


def test_two_lifted_neighbours_keep_apart() -> None:
    """Words that only the glyphs kept apart get a blank."""
    assert settled(one("of [the rights of peoples,][local communities,] and"), "lift b1", "lift b2") == (
        "of the rights of peoples, local communities, and"
    )
    assert settled(one("[be applied][or be taken] to"), "lift b1", "lift b2") == "be applied or be taken to"


def test_commas_that_meet_are_one() -> None:
    """Each of two neighbours brought its own comma."""
    assert settled(one("the poor [women,][, children] and"), "lift b1", "lift b2") == "the poor women, children and"
    assert settled(one("the poor [women, ][, children], and"), "lift b1", "lift b2") == "the poor women, children, and"
    assert settled(one("the poor [women,][men,], and"), "take c1 1") == "the poor women, and"


def test_two_dropped_neighbours_leave_one_blank() -> None:
    """What stood between two brackets that go is not left twice."""
    assert settled(one("needs of [migrants] [women], and"), "drop b1", "drop b2") == "needs of, and"
    assert settled(one("needs [of migrants] [of women] and"), "drop b1", "drop b2") == "needs and"


def test_one_operation_at_a_time() -> None:
    """`lift`, `take` and `drop` are `settle` of one id."""
    text = one("[a] b [shall][should] c")
    assert lift(text, "b1") == settle(text, lift=["b1"])
    assert take(text, "c1", 2) == settle(text, take=[("c1", 2)]) == take(text, "b2", 2)
    assert drop(text, "b3") == settle(text, drop=["b3"])


def options(*lines: str) -> Provision:
    """Rival provisions, each with a number `Option n` and a line of content."""
    inside = tuple(
        Provision(
            "hcontainer",
            f"o{at}",
            (("name", "option"),),
            (
                Block("num", f"o{at}n", (), Text(f"Option {at}")),
                Provision("content", f"o{at}c", (), (Block("p", f"o{at}p", (), Text(line)),)),
            ),
        )
        for at, line in enumerate(lines, 1)
    )
    return Provision("hcontainer", "alt", (("name", "alternatives"),), inside)


def test_rival_provisions() -> None:
    """Of options one takes the place of all; `No text` leaves nothing; beside other paragraphs the option stays one."""
    label = Block("num", "num", (), Text("Article 1"))
    alone = version(Provision("article", "a1", (), (label, options("A [x] fund.", "No text"))))
    assert settled(alone, "take c1 1", "lift b1") == "A x fund."
    assert settled(alone, "take c1 2") == ""
    with pytest.raises(OverlappingEdits):
        settled(alone, "take c1 2", "lift b1")
    beside = version(Provision("article", "a1", (), (*article(1, "Agreed.").children, options("A fund.", "No fund."))))
    assert settled(beside, "take c1 2") == "Agreed.\nNo fund."


def test_rival_recitals() -> None:
    """Recitals numbered as options are rivals: one stays, and its number goes; one alone is no choice."""

    def recital(at: int, num: str, line: str) -> Provision:
        label = (Block("num", f"n{at}", (), Text(num)),) if num else ()
        return Provision("recital", f"r{at}", (), (*label, Block("p", f"r{at}p", (), Text(line))))

    nums = ("", "Option 1:", "[Option 2:]", "", "Option 1")
    lines = ("Recalling,", "Noting,", "No text", "Aware,", "Sure,")
    inside = (recital(at, num, line) for at, (num, line) in enumerate(zip(nums, lines, strict=True)))
    recitals = Provision("recitals", "rs", (), tuple(inside))
    text = version(Provision("preamble", "pre", (), (recitals,)), article(1, "Agreed."))
    (choice,) = read_brackets(text).choices
    assert (choice.kind, [branch.provision for branch in choice.branches]) == ("options", ["r1", "r2"])
    assert settled(text, "take c1 1") == "Recalling,\nNoting,\nAware,\nOption 1\nSure,\nAgreed."
    assert settled(text, "take c1 2") == "Recalling,\nAware,\nOption 1\nSure,\nAgreed."


def test_a_blank_keeps_the_marks_around_it() -> None:
    """A blank that comes in stands in italics where both its neighbours do."""
    text = one("*of [all][any] sorts*")
    patched = settle(text, lift=["b1", "b2"])
    assert [cut.new.marks != () for cut in patched if isinstance(cut, Cut) and cut.new.chars] == [True]


def test_crossing_bracket() -> None:
    """A bracket that opens in a chapeau and closes in a later item gives edits in several blocks (form 36)."""
    text = one("Parties shall [cooperate, inter alia:", "on science;", "on finance] in good faith.")
    assert settled(text, "lift b1") == "Parties shall cooperate, inter alia:\non science;\non finance in good faith."
    assert settled(text, "drop b1") == "Parties shall\nin good faith."


def test_a_provision_with_nothing_left_goes_with_its_number() -> None:
    """Paragraph 2 is all in brackets: dropped, the paragraph goes, not its words alone."""
    text = one("Agreed.", "[Not agreed at all.]", "Agreed too.")
    assert settle(text, drop=["b1"]) == (Removal("a1para2"),)
    assert settled(text, "drop b1") == "Agreed.\nAgreed too."


def test_a_whole_article() -> None:
    """A bracket from an article's number to its last word takes the article; a heading outside stays."""
    whole = article(2, "Text.]")
    whole = Provision("article", "a2", (), (Block("num", "a2num", (), Text("[Article 2")), *whole.children[1:]))
    text = version(article(1, "Agreed."), whole)
    assert settle(text, drop=["b1"]) == (Removal("a2"),)
    headed = version(article(1, "[All of it.]", heading="Purpose"))
    assert settled(headed, "drop b1") == "Purpose"


def test_several_operations_combine() -> None:
    """Disjoint operations, nested ones included, are one set of edits."""
    text = one("[A [b] c] and [shall][should] d [e] f")
    assert settled(text, "lift b1", "drop b2", "take c1 2", "lift b5") == "A c and should d e f"


@pytest.mark.parametrize(
    "acts",
    [("drop b1", "lift b2"), ("lift b1", "drop b1"), ("take c1 1", "lift b4"), ("take c1 1", "take c1 2")],
)
def test_contradicting_operations_are_refused(acts: tuple[str, ...]) -> None:
    """What one operation takes out, no other can settle."""
    with pytest.raises(OverlappingEdits):
        settled(one("[A [b] c] and [shall][should] d"), *acts)


@pytest.mark.parametrize(
    ("act", "error"),
    [
        ("lift b9", NotFound),
        ("take c9 1", NotFound),
        ("take c1 3", Misused),
        ("take c1 0", Misused),
        ("take b1 1", Misused),
        ("drop u1", Misused),
        ("lift b4", Misused),
        ("lift b5", Misused),
    ],
)
def test_refusals_say_what_to_do(act: str, error: type[TreatyDraftsError]) -> None:
    """An unknown id, an operation that makes no sense: a refusal with a next step."""
    with pytest.raises(error) as refused:
        settled(one("[a] b [shall][should] c [x / y] d [sic] e ["), act)
    assert refused.value.step


def twice(*lines: str) -> Version:
    """An article whose paragraphs have the one wId `same`, as in foreign documents, but for those with a plus."""
    inside = []
    for at, line in enumerate(lines):
        own = f"own{at}" if line.startswith("+") else "same"
        content = Provision("content", f"c{at}", (), (Block("p", f"{own}p", (), Text(line.removeprefix("+"))),))
        inside.append(Provision("paragraph", own, (), (content,)))
    return version(Provision("article", "a1", (), tuple(inside)))


@pytest.mark.parametrize(
    ("text", "act"),
    [
        (twice("Parties [shall] act.", "Nobody may foul a river."), "lift b1"),
        (twice("Nobody may foul a river.", "Parties [shall] act."), "lift b1"),
        (twice("[Parties] shall act.", "[Nobody] may act."), "drop b2"),
        (twice("Parties [shall][may] act.", "Nobody may foul a river."), "take c1 1"),
        (twice("Nobody may act", "] in vain."), "lift u1"),
        (twice("+Parties [act", "on rivers", "+now] and then.", "on lakes"), "drop b1"),
        (twice("on lakes", "+Parties [act", "on rivers", "+now] and then."), "drop b1"),
    ],
)
def test_words_whose_wid_stands_twice_are_not_settled(text: Version, act: str) -> None:
    """Once the words of the other lost what these should, and some that a bracket held were passed over."""
    with pytest.raises(Misused, match=r"^samep: its wId stands more than once"):
        settled(text, act)


@pytest.mark.parametrize(
    ("wids", "place"),
    [
        (("one", "one", "two", "three"), "one"),
        (("one", "two", "alts", "three"), "alts"),
        (("one", "two", "three", "main"), "main"),
        (("same", "two", "three", "same"), "same"),
    ],
)
def test_options_in_which_a_wid_stands_twice_are_not_chosen_from(wids: tuple[str, ...], place: str) -> None:
    """Once the reading of a delegation never ended: of two paragraphs of one wId, each came after the other."""
    one, two, other, option = wids
    paragraphs = [
        Provision("paragraph", wid, (), (Block("num", f"n{at}", (), Text("1.")), Block("p", f"p{at}", (), Text(wid))))
        for at, wid in enumerate((one, two, other))
    ]
    first = Provision("hcontainer", option, (("name", "option"),), tuple(paragraphs[:2]))
    second = Provision("hcontainer", "second", (("name", "option"),), tuple(paragraphs[2:]))
    alternatives = Provision("hcontainer", "alts", (("name", "alternatives"),), (first, second))
    text = version(Provision("article", "a1", (), (Block("num", "a1n", (), Text("Article 1")), alternatives)))

    with pytest.raises(Misused, match=rf"^{place}: its wId stands more than once"):
        settled(text, "take c1 1")


pieces = st.lists(
    st.sampled_from(["[", "]", "［", "a", "b ", " ", ",", " / ", "shall", "应", ".", "é"]), max_size=14
).map("".join)


@given(st.lists(pieces, min_size=1, max_size=4), st.data())
def test_lifting_all_leaves_the_words(lines: list[str], data: st.DataObject) -> None:
    """Lifting loses no word and invents none: without blanks and commas, only glyphs are gone."""
    text = one(*lines)
    found = read_brackets(text)
    slashes = {choice.within for choice in found.choices if choice.kind == "slash"}
    ids = [bracket.id for bracket in found.brackets if bracket.id not in slashes and bracket.kind != "editorial"]
    chosen = data.draw(st.lists(st.sampled_from(ids), unique=True)) if ids else []
    after = settled(text, *(f"lift {ident}" for ident in chosen))
    assert "".join(after.split()).count("[") <= "".join("".join(lines).split()).count("[")
    assert _letters(after) == _letters("".join(lines))


@given(st.lists(pieces, min_size=1, max_size=4))
def test_dropping_all_outermost_leaves_no_pair(lines: list[str]) -> None:
    """After every outermost bracket is dropped no bracket is left but unmatched glyphs."""
    text = one(*lines)
    outermost = [bracket for bracket in read_brackets(text).brackets if bracket.depth == 1]
    after = settled(text, *(f"drop {bracket.id}" for bracket in outermost))
    kept = one(*after.split("\n")) if after else one("")
    assert not read_brackets(kept).brackets or len(lines) > 1


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum() or char == "/")
