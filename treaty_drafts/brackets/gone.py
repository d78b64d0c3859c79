"""What goes when brackets are settled, as edits: ranges of characters, and provisions with nothing left in them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from treaty_drafts.akn.profile import DOCUMENTS
from treaty_drafts.brackets.spacing import Run, merged, tidy
from treaty_drafts.model.tree import Block, Mark, Opaque, Provision, Text, join
from treaty_drafts.model.version import Version

_STAY = DOCUMENTS | {"preface", "preamble", "body", "mainBody", "conclusions", "attachments", "attachment"}
_PUNCTUATION = " \t\n\u00a0.,;:"


class Cut(msgspec.Struct, frozen=True, gc=False):
    """In the block `wid`, the code points `[start, stop)`, read as `old`, become `new`."""

    wid: str
    start: int
    stop: int
    old: str
    new: Text


class Removal(msgspec.Struct, frozen=True, gc=False):
    """The provision `wid` goes, with its number and all that is in it."""

    wid: str


def text_cuts(block: Block, runs: list[Run], unmarked: set[Mark], *, french: bool) -> Iterator[Cut]:
    """The cuts that take `runs` out of a block, and the marks `unmarked` off the words that stay."""
    tidied = tidy(block.text.chars, runs, french=french)
    regions = merged([*((start, stop) for start, stop, _ in tidied), *((mark.start, mark.stop) for mark in unmarked)])
    marks = tuple(mark for mark in block.text.marks if mark not in unmarked)
    text = Text(block.text.chars, marks)
    at = 0
    for start, stop in regions:
        pieces: list[Text] = []
        done = start
        while at < len(tidied) and tidied[at][1] <= stop:
            first, last, new = tidied[at]
            pieces += [text.slice(done, first), _between(text, first, last, new)]
            done = last
            at += 1
        pieces.append(text.slice(done, stop))
        yield Cut(block.wid, start, stop, block.text.chars[start:stop], join(pieces))


def _between(text: Text, start: int, stop: int, new: str) -> Text:
    """What comes in the place of a range, under the marks that cover both sides of it."""
    over = (mark for mark in text.marks if mark.start < start and mark.stop > stop) if new else ()
    return Text(new, tuple(mark.at(0, len(new)) for mark in over))


def emptied(version: Version, gone: dict[str, list[Run]]) -> list[str]:
    """The wIds of the largest provisions, or paragraphs of words, that nothing is left of.

    Numbers go with their provision; a heading is words, and an article that keeps its heading stays. The document, its
    body, preamble and annexes stay in any case.
    """
    found: list[str] = []

    def visit(node: Provision | Block) -> bool | None:
        if isinstance(node, Block):
            return _all_gone(node.text.chars, gone.get(node.wid, []))
        inside = [(child, visit(child)) for child in node.children if not isinstance(child, Opaque)]
        words = [answer for child, answer in inside if answer is not None and child.name != "num"]
        if words and all(words) and node.name not in _STAY:
            return True
        found.extend(child.wid for child, answer in inside if answer)
        return False if words else None

    visit(version.root)
    return found


def _all_gone(chars: str, runs: list[Run]) -> bool | None:
    """Whether nothing but punctuation is left of the characters; None where there was nothing else before."""
    if not chars.strip(_PUNCTUATION):
        return None
    if not runs:
        return False
    at, kept = 0, ""
    for start, stop in merged(runs):
        kept += chars[at:start]
        at = stop
    return not (kept + chars[at:]).strip(_PUNCTUATION)
