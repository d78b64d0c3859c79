"""Where edits land among what was adopted for their text: as if whole texts were compared, but written out once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from types import ModuleType

import pytest

from treaty_drafts import akn
from treaty_drafts.amend.edit import Amendment, Insertion, Patch, Substitution
from treaty_drafts.compilation import compile, consolidate, landing, rebase
from treaty_drafts.compilation.landing import Adopted
from treaty_drafts.model.tree import Block, Provision, Text
from treaty_drafts.sources import read_source

P = "art_1__p_1"
ARTICLES = "Agreement\n\n" + "".join(f"Article {n}\n\nRule {n}.\n\n" for n in range(1, 21))
TEXT = " ".join(["Parties shall act now."] * 100)


def _say(chars: str, start: int, stop: int, new: str) -> Substitution:
    return Substitution(P, start, stop, chars[start:stop], Text(new))


@pytest.mark.parametrize(
    ("chars", "adopted", "asked", "made"),
    [
        ("take urgent measures", (4, 11, ""), (5, 12, ""), True),
        ("all, all, all, all", (0, 0, "all, "), (15, 18, "all, all"), True),
        ("all, all, all, all", (13, 18, ""), (0, 5, ""), True),
        ("all, all, all, all", (0, 3, "one"), (5, 8, "one"), False),
        ("they shall act now", (0, 18, "they may act soon"), (5, 10, "may"), True),
        ("they shall act now", (0, 18, "they may act soon"), (11, 14, "may"), False),
    ],
)
def test_an_edit_is_made_by_a_change_that_makes_the_same_text(
    chars: str, adopted: tuple[int, int, str], asked: tuple[int, int, str], made: bool
) -> None:
    """Wherever equal words come or go, near or far; and by a change of more words of which it is a part."""
    change, edit = _say(chars, *adopted), _say(chars, *asked)
    after = chars[: change.start] + change.new.chars + chars[change.stop :]
    assert Adopted([[change]], after).makes(edit) is made


def test_places_move_by_the_changes_before_them() -> None:
    """What is adopted at a gap comes before what else comes there; nothing reaches into words that only touch it."""
    changes = [_say("ab cd ef", 0, 2, "abba"), _say("ab cd ef", 3, 3, "so "), _say("ab cd ef", 6, 8, "")]
    adopted = Adopted([changes], "abba so cd ")
    assert [adopted.place(*at) for at in ((3, 5), (3, 3), (2, 3), (8, 8))] == [(8, 10), (8, 8), (4, 5), (11, 11)]
    assert [adopted.place(*at) for at in ((0, 2), (1, 1), (2, 4), (5, 7))] == [None, None, None, None]
    assert [adopted.about(at) for at in (1, 3, 7)] == [1, 8, 12]


def test_what_was_adopted_is_written_out_once_for_all_edits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred changes of one paragraph and a hundred others: this once took a whole text for each two of them."""
    calls = _counted(monkeypatch, "compose", "splice", "least")
    adopted = _everywhere("shall", "might")
    assert _carried(adopted, _everywhere("act", "aid")) == "clean"
    assert calls == {"compose": 1, "splice": 1, "least": 200}


def test_a_rewritten_text_is_compared_once_for_all_edits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A paragraph is rewritten as a whole, as a hundred edits would have it and more: they are looked up in it."""
    calls = _counted(monkeypatch, "diff")
    adopted = [_say(TEXT, 0, len(TEXT), TEXT.replace("act", "aid").replace("Parties", "States"))]
    assert _carried(adopted, _everywhere("act", "aid")) == "satisfied"
    assert calls == {"diff": 1}


@pytest.mark.parametrize("each", [1, 20])
def test_what_has_come_into_a_provision_is_read_once_for_all_insertions(
    monkeypatch: pytest.MonkeyPatch, each: int
) -> None:
    """Twenty articles are inserted and twenty others carried over, by twenty amendments or by one for each side."""
    calls = _counted(monkeypatch, "content", module=rebase)
    base = read_source(ARTICLES.encode(), name="a.txt").version
    sides = {side: [_after(side, number) for number in range(1, 21)] for side in ("EU", "USA")}
    tabled = [
        Amendment(f"{side}.{first}", (side,), Patch(akn.digest(base), tuple(edits[first : first + each])))
        for side, edits in sides.items()
        for first in range(0, 20, each)
    ]
    done = consolidate(compile(base, tabled), adopt=[one.symbol for one in tabled if one.sponsors == ("EU",)])
    assert {one.standing for one in done.carried} == {"clean"}
    assert calls == {"content": 2 * 20 + 2 * 20}  # each article and its text, of those that came and of the others


def _after(side: str, number: int) -> Insertion:
    """One delegation's article after the article of that number."""
    text = Block("p", f"{side}_{number}__p", (), Text(f"{side} wants this after {number}."))
    return Insertion("body", f"art_{number}", (Provision("article", f"{side}_{number}", (), (text,)),))


def _counted(monkeypatch: pytest.MonkeyPatch, *names: str, module: ModuleType = landing) -> Counter[str]:
    """How often each of these functions is called where edits land."""
    calls: Counter[str] = Counter()

    def count(name: str, made: Callable[..., object]) -> None:
        monkeypatch.setattr(module, name, lambda *args: (calls.update([name]), made(*args))[1])

    for name in names:
        count(name, getattr(module, name))
    return calls


def _everywhere(old: str, new: str) -> list[Substitution]:
    return [_say(TEXT, found.start(), found.end(), new) for found in re.finditer(old, TEXT)]


def _carried(adopted: Sequence[Substitution], live: Sequence[Substitution]) -> str:
    """The standing of an amendment that makes the edits `live`, after one that makes the others was adopted."""
    base = read_source(f"Agreement\n\nArticle 1\n\n{TEXT}".encode(), name="a.txt").version
    assert base.block(P).text.chars == TEXT
    patches = [Patch(akn.digest(base), tuple(edits)) for edits in (adopted, live)]
    compiled = compile(base, [Amendment(f"L.{n}", ("EU",), patch) for n, patch in enumerate(patches, 1)])
    (carried,) = consolidate(compiled, adopt=["L.1"]).carried
    return carried.standing


def test_one_glyph_that_two_put_into_a_word_came_with_the_word() -> None:
    base = read_source(b"Agreement\n\nArticle 1\n\nParties shall act.\n", name="a.txt").version
    both = [
        Amendment(symbol, ("EU",), Patch(akn.digest(base), (Substitution(P, 3, 3, "", Text("]")),)))
        for symbol in ("L.1", "L.2")
    ]
    (carried,) = consolidate(compile(base, both), adopt=["L.1"]).carried
    assert carried.standing == "satisfied"
