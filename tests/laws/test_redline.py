"""The law of redlines: without its insertions a redline is the old text, without its deletions the new."""

from __future__ import annotations

from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.laws.voices import amendments, bases, wanted
from tests.render.reading import seen, side
from tests.strategies import versions
from treaty_drafts.akn.profile import DOCUMENTS, LABELS
from treaty_drafts.amend import apply, compare
from treaty_drafts.compilation.compile import compile
from treaty_drafts.model.tree import Node, Provision, blocks
from treaty_drafts.model.version import Version
from treaty_drafts.render import Rendition, rendition_of

_WHOLE = DOCUMENTS | {"attachment", "attachments"}
"""What is there as a whole or not at all: the body of a document stands in no other element."""
_FIRST, _LAST = LABELS | {"intro"}, frozenset(("wrapUp",))
_GONE = 0.15
_DISSOLVED = 0.25


def _clean(version: Version) -> Rendition:
    return rendition_of(version, view="clean", keep_brackets=True)


@given(st.data(), bases())
def test_redline_of_a_compilation_holds_its_base(data: st.DataObject, base: Version) -> None:
    """With every delegation's words dropped, redline and bracketed text are the base, in its order."""
    compilation = compile(base, data.draw(amendments(base)))
    text = _joined(_clean(base), "none")

    assert _joined(rendition_of(compilation, view="redline"), "inserted") == text
    assert _joined(rendition_of(compilation, view="bracketed"), "proposed") == text


@given(st.data(), bases())
def test_redline_of_two_versions_holds_both(data: st.DataObject, base: Version) -> None:
    """What one amendment makes of a base: the redline holds both texts; in their order too, where it tells no move."""
    (amendment, *_) = tabled = data.draw(amendments(base, most=1))
    _both(base, wanted(base, amendment, tabled))


@given(versions(), versions())
def test_redline_of_unrelated_versions_holds_both(old: Version, new: Version) -> None:
    """Nothing is lost or invented however little two versions have in common."""
    assume(old.root != new.root)
    _both(old, new)


@given(versions(), st.randoms(use_true_random=False))
def test_a_restructured_version_keeps_its_words(old: Version, chance: Random) -> None:
    """Provisions go, dissolve into what they stood in, and change places: the patch has the new words, in order.

    So has the redline; and without what comes it is the old text, in its order where it tells no move.
    """
    new = Version(_restructured(old.root, chance), old.facts, old.attrs)

    assert _spoken(apply(compare(old, new).patch, old)) == _spoken(new)
    _both(old, new)


def _restructured(node: Provision, chance: Random) -> Provision:
    children: list[Node] = []
    for child in node.children:
        inside = _restructured(child, chance) if isinstance(child, Provision) else child
        fate = chance.random() if node.name not in DOCUMENTS and child.name not in LABELS else 1.0
        if fate > _DISSOLVED:
            children.append(inside)
        elif fate > _GONE and isinstance(inside, Provision) and child.name not in _WHOLE:
            children += [inner for inner in inside.children if inner.name not in LABELS]
    first, last = ([child for child in children if child.name in names] for names in (_FIRST, _LAST))
    between = [child for child in children if child.name not in _FIRST | _LAST]
    if node.name not in DOCUMENTS and chance.random() < _GONE:
        chance.shuffle(between)
    return Provision(node.name, node.wid, node.attrs, (*first, *between, *last))


def _spoken(version: Version) -> list[str]:
    return [line.text.chars for line in blocks(version.root) if line.name != "num" and line.text.chars]


def _both(old: Version, new: Version) -> None:
    comparison = compare(old, new)
    redline = rendition_of(comparison, view="redline")
    assert _joined(redline, "deleted") == _joined(_clean(new), "none")
    assert sorted(_joined(redline, "inserted")) == sorted(_joined(_clean(old), "none"))
    if not any(line.change == "moved" for line in redline.lines):  # else it is told that something stands elsewhere
        assert seen(redline, "inserted") == seen(_clean(old), "none")


def _joined(rendition: Rendition, drop: str) -> str:
    return "".join(side(rendition, drop))
