"""Patches are applied exactly or refused: stale words, overlaps and cycles are named with their place."""

from __future__ import annotations

import pytest

from tests.amend.drafts import read, words
from treaty_drafts.akn import digest
from treaty_drafts.amend import (
    Deletion,
    Edit,
    Insertion,
    Move,
    Patch,
    Substitution,
    apply,
    digest_of,
    invert,
    normal,
    splice,
    verify_base,
)
from treaty_drafts.errors import NotFound, OverlappingEdits, PatchError, StaleEdit, WrongBase
from treaty_drafts.model.tree import ATOM, Block, Mark, Opaque, Provision, Text
from treaty_drafts.model.version import Facts, Version

P = "art_2__para_1__p_1"


def patched(*edits: Edit) -> Version:
    return apply(Patch("", edits), read())


def article(wid: str, words: str) -> Provision:
    return Provision("article", wid, (), (Block("num", f"{wid}__num", (), Text(words)),))


def order(version: Version) -> list[str]:
    body = version.find("body")
    assert isinstance(body, Provision)
    return [child.wid for child in body.children if not isinstance(child, Opaque)]


def test_edits_that_touch_are_applied_in_order_of_their_places() -> None:
    """An insertion stands after a range that ends at its place and before one that starts there."""
    text = Text("abcdef")
    edits = [
        Substitution("w", 2, 4, "cd", Text("C")),
        Substitution("w", 2, 2, "", Text("+")),
        Substitution("w", 0, 2, "ab", Text("A")),
        Substitution("w", 4, 4, "", Text("-")),
    ]
    assert splice(text, edits) == Text("A+C-ef")


def test_stale_words_are_named_with_what_stands_there_now() -> None:
    with pytest.raises(StaleEdit) as refused:
        patched(Substitution(P, 0, 4, "Any ", Text()))
    assert refused.value.place == P
    assert "“Any ”" in str(refused.value)
    assert "“Each”" in str(refused.value)
    for start, stop in ((-1, 3), (5, 2), (0, 9999)):
        with pytest.raises(StaleEdit):
            patched(Substitution(P, start, stop, "", Text("x")))


def test_a_deletion_of_other_words_is_stale() -> None:
    with pytest.raises(StaleEdit):
        patched(Deletion("art_3", "0" * 16))


def test_edits_of_the_same_words_overlap() -> None:
    with pytest.raises(OverlappingEdits):
        patched(Substitution(P, 0, 4, "Each", Text()), Substitution(P, 2, 2, "", Text("x")))
    base = read()
    gone = Deletion("art_2", digest_of(base.find("art_2")))
    with pytest.raises(OverlappingEdits):
        patched(gone, Move("art_2", "body", ""))
    with pytest.raises(OverlappingEdits):
        patched(gone, Substitution(P, 0, 4, "Each", Text()))
    with pytest.raises(OverlappingEdits):
        patched(gone, Insertion("art_2", "", (article("art_9", "Article 9"),)))


@pytest.mark.parametrize(
    "edit",
    [
        Substitution("art_99", 0, 0, "", Text("x")),
        Substitution("art_2", 0, 0, "", Text("x")),
        Move("art_99", "body", ""),
        Move("art_2", "nowhere", ""),
        Insertion("body", "art_99", (article("art_9", "Article 9"),)),
    ],
)
def test_an_unknown_place_is_not_found(edit: Edit) -> None:
    with pytest.raises(NotFound):
        patched(edit)


def test_a_provision_cannot_move_into_or_after_itself() -> None:
    for edits in (
        (Move("art_2", "art_2__para_1", ""),),
        (Move("art_2", "art_3", ""), Move("art_3", "art_2", "")),
        (Move("art_2", "body", "art_3"), Move("art_3", "body", "art_2")),
        (Move("main", "body", ""),),
        (Insertion(P, "", (article("art_9", "Article 9"),)),),
    ):
        with pytest.raises(PatchError):
            patched(*edits)


def test_a_wid_stands_once() -> None:
    with pytest.raises(PatchError):
        patched(Insertion("body", "", (article("art_2", "Article 2"),)))
    with pytest.raises(PatchError):
        patched(Insertion("body", "", (article("art_9", "Article 9"), article("art_9", "Article 9"))))


def test_insertions_at_one_gap_stand_in_the_order_of_the_patch() -> None:
    """And `after` may name what the same patch inserts or moves."""
    made = patched(
        Insertion("body", "art_1", (article("x", "X"),)),
        Insertion("body", "art_1", (article("y", "Y"),)),
        Move("art_4", "body", "x"),
        Insertion("body", "art_4", (article("z", "Z"),)),
    )
    assert order(made) == ["art_1", "x", "art_4", "z", "y", "art_2", "art_3"]


def test_what_is_deleted_or_moved_away_still_marks_its_old_place() -> None:
    base = read()
    made = patched(
        Deletion("art_2", digest_of(base.find("art_2"))),
        Insertion("body", "art_2", (article("x", "X"),)),
        Move("art_2__para_2", "art_3", "art_3__para_1"),
    )
    assert order(made) == ["art_1", "x", "art_3", "art_4"]
    assert made.parents["art_2__para_2"] == "art_3"


def test_an_edit_travels_with_what_moves_and_untouched_provisions_are_the_same_objects() -> None:
    base = read()
    made = apply(Patch("", (Move("art_2", "body", "art_4"), Substitution(P, 0, 4, "Each", Text("Any")))), base)
    assert made.block(P).text.chars.startswith("Any Party")
    assert made.find("art_3") is base.find("art_3")
    assert made.find("art_2__para_2") is base.find("art_2__para_2")


def test_words_inside_a_note_are_edited_by_their_own_wid() -> None:
    """Together with words around the note; to replace the note as well is an overlap."""
    note = Provision("authorialNote", "n", (), (Block("p", "n__p", (), Text("As of 2015.")),))
    line = Block("p", "p", (), Text(f"Rivers{ATOM} matter", (Mark(6, 7, "authorialNote", (), note),)))
    base = Version(Provision("bill", "main", (), (line,)), Facts())
    edits = (Substitution("n__p", 6, 10, "2015", Text("2016")), Substitution("p", 0, 6, "Rivers", Text("Lakes")))
    made = apply(Patch("", edits), base)
    assert made.block("n__p").text.chars == "As of 2016."
    assert made.block("p").text.chars == f"Lakes{ATOM} matter"
    assert apply(invert(Patch("", edits), base), made).root == base.root
    with pytest.raises(OverlappingEdits):
        apply(Patch("", (edits[0], Substitution("p", 0, 7, f"Rivers{ATOM}", Text()))), base)


def test_structural_patches_are_undone() -> None:
    """Deletion around a move out of it, insertion filled by a move, neighbours that go together."""
    base = read()
    patch = Patch(
        digest(base),
        (
            Deletion("art_2", digest_of(base.find("art_2"))),
            Deletion("art_3", digest_of(base.find("art_3"))),
            Insertion("body", "art_1", (article("x", "X"),)),
            Move("art_2__para_2", "x", "x__num"),
            Move("art_4", "body", ""),
        ),
    )
    made = apply(patch, base)
    assert order(made) == ["art_4", "art_1", "x"]
    back = invert(patch, base)
    assert back.base == digest(made)
    assert apply(back, made).root == base.root


def test_the_normal_form_does_not_depend_on_the_order_of_independent_edits() -> None:
    one, two = Substitution(P, 0, 4, "Each", Text("Any")), Move("art_4", "body", "")
    assert normal(Patch("d", (one, two))) == normal(Patch("d", (two, one)))
    assert words(patched(one, two)) == words(patched(two, one))


def test_a_patch_against_another_version_is_refused_by_both_digests() -> None:
    base = read()
    verify_base(Patch(digest(base), ()), base)
    with pytest.raises(WrongBase) as refused:
        verify_base(Patch("sha256:0", ()), base)
    assert "sha256:0" in str(refused.value)
    assert digest(base) in str(refused.value)
