"""Where each word of a consolidated version comes from: the version before, or the amendments that were adopted.

A text is runs of characters, each with a label of its origin. A consolidation hands labels on: words that stood in the
base keep theirs, words that an adopted amendment brought get its own, and what neither explains (numbers that were run
through, references that were mended) gets that of the consolidation itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from typing import TypeAlias, TypeVar

from treaty_drafts.amend.diff import diff
from treaty_drafts.compilation.compile import Compilation
from treaty_drafts.compilation.hunks import Hunk, asked, project_text
from treaty_drafts.model.tree import Block, Opaque, Text, blocks, walk
from treaty_drafts.model.version import Version

Label = TypeVar("Label")
Runs: TypeAlias = tuple[tuple[str, Label], ...]
"""Characters with the label of where they come from; two neighbours never share one."""


def first(version: Version, label: Label) -> dict[str, Runs[Label]]:
    """The runs of each block of a version that came as it is, by wId."""
    return {block.wid: _joined([(block.text.chars, label)]) for block in blocks(version.root)}


def handed_on(
    compilation: Compilation,
    adopted: Set[str],
    result: Version,
    before: Mapping[str, Runs[Label]],
    *,
    label: Callable[[Sequence[str]], Label],
    otherwise: Label,
) -> dict[str, Runs[Label]]:
    """The runs of each block of `result`, which consolidating the compilation with the adopted symbols gave.

    `before` are those of its base; `label` names the origin that amendments are, by their symbols.
    """
    inserted = _inserted(compilation, adopted)
    found: dict[str, Runs[Label]] = {}
    for block in blocks(result.root):
        wid = compilation.wishes.alias.get(block.wid, block.wid)
        runs: Runs[Label] = before.get(block.wid, ())
        if not isinstance(compilation.base.index.get(block.wid), Block) and wid in inserted:
            runs = _joined([(compilation.text(wid).chars, label(inserted[wid]))])
        for hunk in reversed(asked(compilation.hunks.get(wid, ()), adopted)):
            runs = _made(runs, hunk, adopted, label)
        found[block.wid] = _changed(runs, block.text.chars, otherwise)
    return found


def _inserted(compilation: Compilation, adopted: Set[str]) -> dict[str, list[str]]:
    """By the wId of a block that adopted amendments insert, their symbols."""
    found: dict[str, list[str]] = {}
    for sequence in compilation.sequences.values():
        for slot in sequence.slots:
            symbols = [symbol for symbol in slot.proposers if symbol in adopted]
            if slot.kind == "inserted" and symbols and not isinstance(slot.node, Opaque):
                found.update((node.wid, symbols) for node in walk(slot.node))
    return found


def _made(runs: Runs[Label], hunk: Hunk, adopted: Set[str], label: Callable[[Sequence[str]], Label]) -> Runs[Label]:
    """The runs with one hunk made; words that it keeps keep their label."""
    own = label([symbol for symbol in hunk.symbols if symbol in adopted])
    if hunk.children:
        fresh: Runs[Label] = _joined([(hunk.new.chars, own)])
        for child in reversed(asked(hunk.children, adopted)):
            fresh = _made(fresh, child, adopted, label)
        if "".join(text for text, _ in fresh) == project_text(hunk.new, hunk.children, adopted).chars:
            return _joined([*_cut(runs, 0, hunk.start), *fresh, *_cut(runs, hunk.stop, _ENDLESS)])
    old = _cut(runs, hunk.start, hunk.stop)
    new = project_text(hunk.new, hunk.children, adopted).chars
    return _joined([*_cut(runs, 0, hunk.start), *_changed(old, new, own), *_cut(runs, hunk.stop, _ENDLESS)])


def _changed(runs: Runs[Label], chars: str, label: Label) -> Runs[Label]:
    """The runs as these characters: what is new among them has the label."""
    old = "".join(text for text, _ in runs)
    for edit in reversed(diff(Text(old), Text(chars), "")):
        runs = _joined([*_cut(runs, 0, edit.start), (edit.new.chars, label), *_cut(runs, edit.stop, _ENDLESS)])
    return runs


_ENDLESS = 1 << 40


def _cut(runs: Runs[Label], start: int, stop: int) -> Runs[Label]:
    """The runs of the characters `[start, stop)`."""
    found = []
    at = 0
    for text, label in runs:
        part = text[max(start - at, 0) : max(stop - at, 0)]
        if part:
            found.append((part, label))
        at += len(text)
    return tuple(found)


def _joined(runs: Iterable[tuple[str, Label]]) -> Runs[Label]:
    """The runs without empty ones, neighbours of one label joined."""
    found: list[tuple[str, Label]] = []
    for text, label in runs:
        if text and found and found[-1][1] == label:
            found[-1] = (found[-1][0] + text, label)
        elif text:
            found.append((text, label))
    return tuple(found)
