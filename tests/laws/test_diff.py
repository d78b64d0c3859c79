"""The law of differences: what was taken apart can be put together, in any script, under any marks, and undone."""

from __future__ import annotations

from collections.abc import Iterator

import regex
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import plain, texts, versions, words
from treaty_drafts.amend import (
    Patch,
    Substitution,
    apply,
    compare,
    diff,
    invert,
    patch_from_json,
    patch_to_json,
    splice,
    tokens,
)
from treaty_drafts.amend.diff import common_ends, least
from treaty_drafts.amend.inverse import undo
from treaty_drafts.amend.tokens import is_boundary, widen
from treaty_drafts.model.tree import Block, Provision, Text, blocks
from treaty_drafts.model.version import Version

OURS = "abandonment discarding fishermen navigation retrieval environment organization".split()
THEIRS = "Governments undertake cooperation strengthening institutions biodiversity everywhere".split()

SCRIPTS = st.text(
    st.sampled_from(
        "ab Z9.,-'’\u00a0\n()[]/\ufffcé\u0301ßшعلم\u064b中文、か\u3099กิक्षि각\u1100\u1161👍🏽\u200d👧🇫🇷\u0600²"
    ),
    max_size=24,
)


@given(texts(), texts())
def test_diff_applied_gives_the_other_text(a: Text, b: Text) -> None:
    """apply(diff(a, b), a) = b, for any two texts, brackets, marks and notes included."""
    assert splice(a, diff(a, b, "w")) == b


@given(texts(), st.data())
def test_diff_of_an_edited_text_gives_the_edit(a: Text, data: st.DataObject) -> None:
    """The same where the two have most words in common: the everyday case."""
    start = data.draw(st.integers(0, len(a.chars)))
    stop = data.draw(st.integers(start, min(len(a.chars), start + 12)))
    b = a.splice(start, stop, data.draw(texts()))
    assert splice(a, diff(a, b, "w")) == b


@given(texts(), texts())
def test_diff_is_undone_by_its_inverse(a: Text, b: Text) -> None:
    """What undoes the edits gives the old text back."""
    edits = diff(a, b, "w")
    if edits:
        assert splice(b, undo(a, b, list(edits))) == a


@given(SCRIPTS, SCRIPTS)
def test_edits_lie_on_the_edges_of_words_and_graphemes(a: str, b: str) -> None:
    """No edit cuts a word or a grapheme cluster, of the old text or of the new."""
    clusters = _edges(regex.findall(r"\X", a))
    shift = 0
    for edit in diff(Text(a), Text(b), "w"):
        for place in (edit.start, edit.stop):
            assert is_boundary(a, place)
            assert place in clusters
        assert is_boundary(b, edit.start + shift)
        shift += len(edit.new.chars) - len(edit.old)
        assert is_boundary(b, edit.stop + shift)


@given(st.text("ab ", max_size=12), st.data())
def test_the_least_form_of_an_edit_tells_what_it_makes(chars: str, data: st.DataObject) -> None:
    """Two edits make the same words if, and only if, they are the same at their least."""
    edits: list[Substitution] = []
    for _ in range(2):
        start = data.draw(st.integers(0, len(chars)))
        stop = data.draw(st.integers(start, len(chars)))
        edits.append(Substitution("w", start, stop, chars[start:stop], Text(data.draw(st.text("ab ", max_size=4)))))
    made = [splice(Text(chars), [edit]) for edit in edits]
    assert (least(edits[0], chars) == least(edits[1], chars)) == (made[0] == made[1])


@given(SCRIPTS, SCRIPTS, SCRIPTS, SCRIPTS, st.sampled_from([1, 20]))
def test_the_common_ends_are_the_longest_on_edges(a: str, b: str, before: str, behind: str, times: int) -> None:
    """Nothing more is equal up to an edge of both that leaves brackets to what differs, in words of any length."""
    a, b = (before * times + chars + behind * times for chars in (a, b))
    head, tail = common_ends(a, b)
    edges = [_edges(tokens(chars)) for chars in (a, b)]
    heads = [at for at in edges[0] & edges[1] if a[:at] == b[:at] and a[at - 1 : at] not in tuple("[［")]
    ours, theirs = a[head:], b[head:]
    shorter = range(min(len(ours), len(theirs)) + 1)
    tails = [at for at in shorter if len(a) - at in edges[0] and len(b) - at in edges[1]]
    tails = [at for at in tails if not at or (ours[-at:] == theirs[-at:] and ours[-at] not in "]］")]
    assert (head, tail) == (max(heads), max(tails))


@given(plain(), plain())
def test_the_json_form_replays(a: str, b: str) -> None:
    """Edits written as JSON and read again are the same edits."""
    patch = Patch("base", diff(Text(a), Text(b), "w"))
    assert patch_from_json(patch_to_json(patch)) == patch


@given(SCRIPTS)
def test_tokens_joined_are_the_text(chars: str) -> None:
    """No character is lost or made up, no cluster is cut, and `is_boundary` knows every edge and no other."""
    found = tokens(chars)
    assert "".join(found) == chars
    edges = _edges(found)
    assert edges <= _edges(regex.findall(r"\X", chars))
    assert [is_boundary(chars, index) for index in range(len(chars) + 1)] == [
        index in edges for index in range(len(chars) + 1)
    ]


@given(SCRIPTS, st.data())
def test_a_widened_range_is_the_smallest_of_whole_tokens(chars: str, data: st.DataObject) -> None:
    """Both ends go outward to the nearest edge."""
    start = data.draw(st.integers(0, len(chars)))
    stop = data.draw(st.integers(start, len(chars)))
    edges = _edges(tokens(chars))
    assert widen(chars, start, stop) == (
        max(edge for edge in edges if edge <= start),
        min(edge for edge in edges if edge >= stop),
    )


@given(versions(), versions())
def test_compare_of_two_versions_gives_the_words_of_the_second(old: Version, new: Version) -> None:
    """apply(compare(a, b).patch, a) has the words of b in the order of b, and its inverse gives a back."""
    patch = compare(old, new).patch
    made = apply(patch, old)
    assert _words(made) == _words(new)
    assert apply(invert(patch, old), made).root == old.root


@given(versions(), words(), st.data())
def test_a_line_in_other_words_keeps_its_provision(old: Version, new: str, data: st.DataObject) -> None:
    """Whatever becomes of one line, even nothing, or something of nothing: its words are substituted, no more."""
    lines = [node for node in _standing(old.root) if node.name == "p"]
    line = data.draw(st.sampled_from(lines))
    written = Text(data.draw(st.sampled_from(("", f"quite {new} different"))))
    patch = Patch("", (Substitution(line.wid, 0, len(line.text.chars), line.text.chars, written),))
    comparison = compare(old, apply(patch, old))
    assert not comparison.structure
    assert set(comparison.words) <= {line.wid}


@given(
    st.lists(st.sampled_from(OURS), min_size=4, max_size=20), st.lists(st.sampled_from(THEIRS), min_size=4, max_size=20)
)
def test_a_rewritten_text_is_replaced_as_a_whole(ours: list[str], theirs: list[str]) -> None:
    """Two texts with nothing in common but small words are one substitution."""
    assert len(diff(Text(" of ".join(ours)), Text(" of ".join(theirs)), "w")) == 1


@given(versions())
def test_compare_of_a_version_with_itself_is_empty(version: Version) -> None:
    """Nothing changed is no edit."""
    assert compare(version, version).patch.edits == ()


@given(texts(), texts())
def test_words_that_only_change_their_marks_stand_apart(a: Text, b: Text) -> None:
    """Where two texts have the same characters, every edit keeps its words."""
    b = Text(a.chars, tuple(mark for mark in a.marks if mark.name != "b"))
    edits: tuple[Substitution, ...] = diff(a, b, "w")
    assert all(edit.old == edit.new.chars for edit in edits)


def _standing(node: Provision) -> Iterator[Block]:
    """The blocks that stand in the text; those in notes left out."""
    for child in node.children:
        if isinstance(child, Provision):
            yield from _standing(child)
        elif isinstance(child, Block):
            yield child


def _words(version: Version) -> list[str]:
    return [block.text.chars for block in blocks(version.root) if block.text.chars]


def _edges(found: list[str]) -> set[int]:
    edges = {0}
    at = 0
    for token in found:
        at += len(token)
        edges.add(at)
    return edges
