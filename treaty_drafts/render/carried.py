"""Edited copies of texts from elsewhere: what plain text, Markdown and pages have no form for stays the base's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from unicodedata import normalize

from treaty_drafts.amend import Patch, apply
from treaty_drafts.amend.compare import compare
from treaty_drafts.amend.edit import Substitution
from treaty_drafts.errors import Misused
from treaty_drafts.model.tree import ATOM, Block, blocks
from treaty_drafts.model.version import Version
from treaty_drafts.render import render
from treaty_drafts.sources import read_source
from treaty_drafts.sources.docx.weave import pieces
from treaty_drafts.sources.imported import elements_of_others

_FORMS: Final[Mapping[str, tuple[str, str]]] = {
    "md": ("md", "Markdown"),
    "markdown": ("md", "Markdown"),
    "txt": ("txt", "plain text"),
    "html": ("html", "a page"),
    "htm": ("html", "a page"),
}


def carried(base: Version, edited: Version, name: str) -> Version:
    """The edited copy, the ending of whose `name` tells its form, as a version of its base.

    Of a base that comes back from that form as it is, it is the copy itself. Of any other it is the base with the words
    that the copy changes; `Misused` where it changes more than these, or words that the form has elsewhere: a Word file
    carries all.
    """
    ending, form = _FORMS.get(name.rpartition(".")[2].lower(), ("", ""))
    if not ending:
        return edited
    printed = _printed(base, ending, edited)
    if _alike(base, printed):
        return edited
    made = compare(printed, edited)
    if made.structure or made.numbers:
        raise _lost(base, form, "comes with changes of more than words")
    ours, theirs = _Shown(base), _Shown(printed)
    edits = []
    for edit in made.wordings:
        if edit.old != edit.new.chars:
            own = _placed(edit, printed, ours, theirs)
            if own is None:
                raise _lost(base, form, f"changes words that {form} has elsewhere: “{edit.old or edit.new.chars}”")
            edits.append(own)
    if not edits:
        return base
    wanted = apply(Patch("", tuple(edits)), base)
    if not _alike(_printed(wanted, ending, edited), edited):
        raise _lost(base, form, "would not be read back as it is")
    return wanted


def _printed(version: Version, ending: str, like: Version) -> Version:
    """What is read of a rendition, in the language that the edited copy was read in."""
    written = str(render(version, view="clean", to=ending, keep_brackets=True)).encode()
    return read_source(written, name=f"copy.{ending}", language=like.facts.language).version


def _alike(one: Version, other: Version) -> bool:
    """Whether two versions have the same words in the same structure, whatever their formatting."""
    made = compare(one, other)
    worded = any(edit.old != edit.new.chars for edit in made.wordings)
    return not (made.structure or made.numbers or worded)


class _Shown:
    """What a reader sees of a version, blanks apart: its characters in one string, and where each stands."""

    def __init__(self, version: Version) -> None:
        chars: list[str] = []
        self.places: list[tuple[Block, int]] = []
        self.starts: dict[str, int] = {}
        for block in blocks(version.root):
            self.starts[block.wid] = len(self.places)
            at = 0
            for piece in pieces(block.text):
                length = len(piece.text.chars)
                for n, char in enumerate(piece.shown):
                    if not char.isspace():
                        chars.append(char)
                        self.places.append((block, at + min(n, max(length - 1, 0))))
                at += length
        self.chars = "".join(chars)

    def nth(self, words: str, count: int) -> int:
        """Where the words stand for the `count`th time after the first; -1 where they do not."""
        at = self.chars.find(words)
        while at >= 0 and count:
            at = self.chars.find(words, at + 1)
            count -= 1
        return at


def _placed(edit: Substitution, printed: Version, ours: _Shown, theirs: _Shown) -> Substitution | None:
    """The edit of a line of the rendition, on the words of the base that it shows; None where that is not one line."""
    chars = printed.block(edit.wid).text.chars
    line, start = _solid(chars), theirs.starts[edit.wid]
    before = sum(1 for at in range(start) if theirs.chars.startswith(line, at)) if line else 0
    at = ours.nth(line, before) if line else -1
    if at < 0 or ATOM in edit.old + edit.new.chars:
        return None
    old, new = edit.old, edit.new
    lead = min(len(old) - len(old.lstrip()), len(new.chars) - len(new.chars.lstrip()))
    old, new = old[lead:], new.slice(lead, len(new.chars))
    tail = min(len(old) - len(old.rstrip()), len(new.chars) - len(new.chars.rstrip()))
    old, new = old[: len(old) - tail], new.slice(0, len(new.chars) - tail)
    first = at + len(_solid(chars[: edit.start]))
    last = first + len(_solid(old))
    spaced = new.chars[:1].isspace() or old[:1].isspace() or not (old or chars[: edit.start + lead][-1:].isspace())
    behind = first > at and (spaced or first == len(ours.places))
    block, begin = ours.places[first - 1] if behind else ours.places[first]
    begin += behind
    other, end = block, begin
    if old[-1:].isspace() and last < at + len(line):
        other, end = ours.places[last]
    elif last > first:
        other, end = ours.places[last - 1]
        end += 1
    if other is not block or _solid(normalize("NFC", block.text.chars[begin:end])) != _solid(old):
        return None
    return Substitution(block.wid, begin, end, block.text.chars[begin:end], new)


def _solid(chars: str) -> str:
    return "".join(chars.split())


def _lost(base: Version, form: str, what: str) -> Misused:
    names = sorted(elements_of_others(base))
    return Misused(
        f"{form} does not carry all of this text ({', '.join(names[:4])}), and the copy {what}",
        place=base.facts.symbol or base.facts.expression,
        step="make the changes in a Word copy, which does: `treaty-drafts render BASE.xml --to docx -o COPY.docx`",
    )
