"""The words of one block as runs: agreed words, brackets with their sponsors, or insertions and deletions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from treaty_drafts.amend.edit import Substitution
from treaty_drafts.brackets.glyphs import CLOSING, OPENING, same_but_brackets
from treaty_drafts.compilation.compiled import Alternative, Bracket, Words
from treaty_drafts.model.tree import Mark, Text
from treaty_drafts.render.glyphs import glyphs_of, is_lifted, is_put, lifted, parted
from treaty_drafts.render.labels import Labels
from treaty_drafts.render.measure import Places
from treaty_drafts.render.rendition import Change, Run

Atom = Callable[[Mark, Change, tuple[str, ...]], Run | None]
"""What an atom (a footnote, an image, a line break) shows in running text; it may put lines of its own elsewhere."""

_KIND = attrgetter("kind")
_OPENING, _CLOSING = frozenset(OPENING), frozenset(CLOSING)
_QUOTING = frozenset(("embeddedText", "quotedText"))


def text_runs(
    text: Text,
    atom: Atom,
    *,
    change: Change = "",
    by: tuple[str, ...] = (),
    numbers: Sequence[tuple[int, int]] = (),
    quotes: bool = False,
) -> tuple[Run, ...]:
    """The runs of a text; `numbers` are the line numbers that stand in it, by offset.

    With `quotes` (a whole text, no piece of one) the quotation marks that elements carry as attributes are shown.
    """
    chars, marks = text.chars, text.marks
    if not marks:
        return plain_runs(chars, change, by, numbers)
    cuts = {0, len(chars)}
    for mark in marks:
        cuts.update((mark.start, mark.stop))
    at = dict(numbers)
    cuts.update(at)
    bounds = sorted(cuts)
    turns = _quotation(marks) if quotes else {}
    runs: list[Run] = []
    for start, stop in zip(bounds, [*bounds[1:], len(chars)], strict=True):
        if turns.get(start):
            runs.append(Run(turns[start], change, by=by))
        if start in at:
            runs.append(Run(str(at[start]), kind="number"))
        if start == stop:
            continue
        # Where a foreign document repeats a wId, a number may be another line's and stand behind these words.
        over = [mark for mark in marks if mark.start <= start < mark.stop and mark.stop >= stop]
        if over and over[-1].atom is not None:
            shown = atom(over[-1], change, by)
            if shown is not None:
                runs.append(shown)
            continue
        styles = tuple((mark.name, mark.attrs) for mark in over)
        runs.append(Run(chars[start:stop], change, styles=styles, by=by))
    return tuple(runs)


def _quotation(marks: Sequence[Mark]) -> dict[int, str]:
    """By offset: the quotation marks that close there, the inner first, and those that open, the outer first."""
    turns: dict[int, str] = {}
    quoting = [(mark, dict(mark.attrs)) for mark in marks if mark.name in _QUOTING]
    for mark, attrs in reversed(quoting):
        turns[mark.stop] = turns.get(mark.stop, "") + attrs.get("endQuote", "")
    for mark, attrs in quoting:
        turns[mark.start] = turns.get(mark.start, "") + attrs.get("startQuote", "")
    return turns


def plain_runs(chars: str, change: Change, by: tuple[str, ...], numbers: Sequence[tuple[int, int]]) -> tuple[Run, ...]:
    """The runs of characters without marks, between the line numbers that stand in them."""
    if not numbers:
        return (Run(chars, change, "text", (), by),) if chars else ()
    runs: list[Run] = []
    start = 0
    for at, number in numbers:
        if start < at:
            runs.append(Run(chars[start:at], change, "text", (), by))
        runs.append(Run(str(number), "", "number"))
        start = at
    if start < len(chars):
        runs.append(Run(chars[start:], change, "text", (), by))
    return tuple(runs)


def edited_runs(
    chars: str, edits: Sequence[Substitution], change: Change, by: tuple[str, ...], numbers: Sequence[tuple[int, int]]
) -> tuple[Run, ...] | None:
    """The runs of a redlined block whose own words have no marks, as `Wording` makes them.

    None where new words have marks, or where the edits are not of these words: those of a note's line, to which a
    foreign document gives the block's wId.
    """
    runs: list[Run] = []
    size = len(chars)
    ahead = [(size + 1, 0), *numbers[::-1]]
    at = 0
    for edit in edits:
        start, stop, new = edit.start, edit.stop, edit.new
        if new.marks or stop > size or edit.old == new.chars:
            return None
        if ahead[-1][0] < stop:
            runs += _numbered(chars, at, start, change, by, ahead)
            runs += _numbered(chars, start, stop, "deleted", (), ahead)
        else:
            if at < start:
                runs.append(Run(chars[at:start], change, "text", (), by))
            if start < stop:
                runs.append(Run(chars[start:stop], "deleted"))
        if new.chars:
            runs.append(Run(new.chars, "inserted"))
        at = stop
    if ahead[-1][0] < size:
        runs += _numbered(chars, at, size, change, by, ahead)
    elif at < size:
        runs.append(Run(chars[at:], change, "text", (), by))
    return tuple(runs)


def _numbered(
    chars: str, start: int, stop: int, change: Change, by: tuple[str, ...], ahead: list[tuple[int, int]]
) -> Iterator[Run]:
    """The runs of a part of a block, with the line numbers in it, which are taken from those that are `ahead`."""
    while ahead[-1][0] < stop:
        at, number = ahead.pop()
        if start < at:
            yield Run(chars[start:at], change, "text", (), by)
        yield Run(str(number), "", "number")
        start = at
    if start < stop:
        yield Run(chars[start:stop], change, "text", (), by)


class Wording:
    """Writes the compiled words of one block as runs, keeping count of where in the base text it is.

    A redline that is `flat` has one level of changes: what nests or crosses stands in brackets.
    """

    def __init__(self, atom: Atom, labels: Labels, numbers: Places, *, bracketed: bool, flat: bool = False) -> None:
        self._atom = atom
        self._labels = labels
        self._ahead = list(reversed(numbers))
        self._bracketed = bracketed
        self._flat = flat
        self._offset = 0

    def runs(self, words: Words, change: Change = "", by: tuple[str, ...] = (), *, base: bool = True) -> list[Run]:
        """The runs of `words`; `base` says whether they are the base's own, so that its line numbers stand in them."""
        runs: list[Run] = []
        words = parted(words)
        for at, part in enumerate(words):
            if type(part) is Bracket:
                if lifted(part):
                    runs += self._lifted(part, words[at + 1 :], change, by, base=base)
                    continue
                visible = self._bracketed or (self._flat and _nests(part))
                show = self._bracket if visible else self._redline
                before, rest, after = glyphs_of(part)
                runs += self._glyphs(before, ())
                if rest is not None:
                    runs += show(rest, change, by, base=base)
                runs += self._glyphs(after, words[at + 1 :])
            elif type(part) is Text:
                numbers = self._here(part) if base and self._ahead else ()
                if numbers or part.marks:
                    runs += text_runs(part, self._atom, change=change, by=by, numbers=numbers)
                elif part.chars:
                    runs.append(Run(part.chars, change, "text", (), by))
        return runs

    def _glyphs(self, glyphs: Iterable[Alternative], following: Words) -> Iterator[Run]:
        """Brackets that delegations put around words: `[shall] (EU)`.

        Both glyphs are named where nothing else shows that they belong together: one of them is among words that
        another delegation deletes, or in another text.
        """
        added: Change = "proposed" if self._bracketed else "inserted"
        for one in glyphs:
            yield from self.runs(one.words, added, one.sponsors, base=False)
            if not is_put(following, one.symbols):
                yield from _label(one.sponsors)

    def _lifted(
        self, bracket: Bracket, following: Words, change: Change, by: tuple[str, ...], *, base: bool
    ) -> list[Run]:
        """Brackets of the text that delegations lift, `[shall] (EU: delete [ ])`, named as those that they put."""
        own, rival = bracket.alternatives
        if not self._bracketed and change != "inserted":  # a glyph that the base never had cannot be struck from it
            runs = self.runs(own.words, "deleted", rival.sponsors, base=base)
            label = _label(rival.sponsors)
        else:
            runs = self.runs(own.words, change, by, base=base)
            said = f" ({', '.join(rival.sponsors)}: {self._labels.delete} [ ])"
            label = [Run(said, kind="label", by=rival.sponsors)]
        return runs if lifted(bracket) in _OPENING and is_lifted(following, rival.symbols) else runs + label

    def _here(self, text: Text) -> Sequence[tuple[int, int]]:
        """The line numbers that stand in a piece of base text, by offset within it; counts the piece as read."""
        ahead, start = self._ahead, self._offset
        stop = self._offset = start + len(text.chars)
        found: list[tuple[int, int]] = []
        while ahead and ahead[-1][0] < stop:
            at, number = ahead.pop()
            found.append((at - start, number))
        return found

    def _redline(self, bracket: Bracket, change: Change, by: tuple[str, ...], *, base: bool) -> list[Run]:
        own, rivals = split(bracket)
        if own is not None and change == "inserted":  # words that the base never had cannot be struck from it
            return self._bracket(bracket, change, by, base=base)
        runs: list[Run] = []
        if own is not None:
            against = tuple(dict.fromkeys([code for rival in rivals for code in rival.sponsors]))
            runs += self.runs(own.words, "deleted", against, base=base)
            runs += _label(tuple([code for rival in rivals if not rival.words for code in rival.sponsors]))
        for rival in rivals:
            if rival.words:
                runs += self.runs(rival.words, "inserted", rival.sponsors, base=False)
                runs += _label(rival.sponsors)
        return runs

    def _bracket(self, bracket: Bracket, change: Change, by: tuple[str, ...], *, base: bool) -> list[Run]:
        own, rivals = split(bracket)
        shown: list[tuple[list[Run], list[Run]]] = []
        if own is not None:
            deleters = tuple([code for rival in rivals if _drops(own, rival) for code in rival.sponsors])
            shown.append((self.runs(own.words, change, by, base=base), self.deletion(deleters)))
        added: Change = "proposed" if self._bracketed else "inserted"
        for rival in rivals:
            if not _drops(own, rival):
                runs = self.runs(rival.words, added, rival.sponsors, base=False)
                shown.append((runs, _label(rival.sponsors)))
        return _alternatives(shown)

    def deletion(self, sponsors: tuple[str, ...]) -> list[Run]:
        """The label of those who want the wording out: ` (SAU: delete)`."""
        if not sponsors:
            return []
        return [Run(f" ({', '.join(sponsors)}: {self._labels.delete})", kind="label", by=sponsors)]


def _nests(bracket: Bracket) -> bool:
    """Whether wishes cross in the bracket, or stand in one another."""
    words = (part for item in bracket.alternatives for part in item.words)
    return bracket.kind == "hull" or any(isinstance(part, Bracket) for part in words)


def spaced(runs: list[Run]) -> tuple[Run, ...]:
    """The runs, with one blank before each label, and one after it that a word would otherwise follow without one."""
    if "label" not in map(_KIND, runs):
        return tuple(runs)
    for index, (before, run, after) in enumerate(zip([None, *runs], runs, [*runs[1:], None], strict=False)):
        if run.kind != "label":
            continue
        text = run.text
        if before is not None and before.kind == "text" and before.text[-1:].isspace():
            text = text.lstrip(" ")
        if after is not None and after.kind == "text" and after.text[:1].isalnum():
            text += " "
        if text != run.text:
            runs[index] = _with(run, text)
    return tuple(runs)


def renumbered(runs: tuple[Run, ...], labels: Labels) -> tuple[Run, ...]:
    """A number that changed as `old → new`, the whole of both; not one at which only brackets change."""
    old = "".join(run.text for run in runs if run.change != "inserted" and run.kind == "text")
    new = "".join(run.text for run in runs if run.change != "deleted" and run.kind == "text")
    if not old or not new or old == new or same_but_brackets(old, new):
        return runs
    return (Run(old, "deleted"), Run(f" {labels.arrow} ", kind="label"), Run(new, "inserted"))


def named_once(num: tuple[Run, ...], runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """A number without the names at a bracket that opens before it, where the bracket closes among the words behind."""
    closed = {run.by for run, label in pairwise(runs) if label.kind == "label" and run.text.strip() in _CLOSING}
    if not closed:
        return num
    opened = {
        at
        for at, (run, label) in enumerate(pairwise(num), 1)
        if label.kind == "label" and run.text.strip() in _OPENING and run.by == label.by and run.by in closed
    }
    return tuple([run for at, run in enumerate(num) if at not in opened])


def split(bracket: Bracket) -> tuple[Alternative | None, list[Alternative]]:
    """The base's wording, if it has one here, and its rivals in the order of tabling."""
    own: Alternative | None = None
    rivals: list[Alternative] = []
    for item in bracket.alternatives:
        if item.symbols:
            rivals.append(item)
        elif item.words:
            own = item
    return own, rivals


def _drops(own: Alternative | None, rival: Alternative) -> bool:
    """Whether a rival of the base's wording is that nothing stands there, but the blank between its neighbours."""
    if own is None or not rival.words:
        return not rival.words
    return all(type(part) is Text and not part.chars.strip() for part in rival.words)


def _label(sponsors: tuple[str, ...]) -> list[Run]:
    return [Run(f" ({', '.join(sponsors)})", kind="label", by=sponsors)] if sponsors else []


def _alternatives(shown: list[tuple[list[Run], list[Run]]]) -> list[Run]:
    """Each wording in its brackets with its label; blanks at its edges stand outside, those of rivals only once."""
    edges = [_trim(runs) for runs, _ in shown]
    runs: list[Run] = []
    lead = edges[0][0] if edges else []
    trail = edges[-1][2] if edges else []
    if edges and _chars(edges[0][2]) == _chars(trail):
        trail = edges[0][2]  # the base's own blank, where it has one
    runs += lead
    for index, ((before, core, after), (_, label)) in enumerate(zip(edges, shown, strict=True)):
        if index and _chars(before) != _chars(lead):
            runs += before
        runs.append(Run("[", kind="glyph"))
        runs += core
        runs += label
        runs.append(Run("]", kind="glyph"))
        if index < len(edges) - 1 and _chars(after) != _chars(trail):
            runs += after
    return runs + trail


def _chars(runs: list[Run]) -> str:
    return "".join(run.text for run in runs if run.kind == "text")


def _trim(runs: list[Run]) -> tuple[list[Run], list[Run], list[Run]]:
    """The blanks before, the rest, the blanks after."""
    start, stop = 0, len(runs)
    before: list[Run] = []
    after: list[Run] = []
    core = list(runs)
    if start < stop and core[0].kind == "text":
        head = core[0]
        rest = head.text.lstrip()
        if rest and len(rest) < len(head.text):
            before = [_with(head, head.text[: len(head.text) - len(rest)])]
            core[0] = _with(head, rest)
    if core and core[-1].kind == "text":
        tail = core[-1]
        rest = tail.text.rstrip()
        if len(rest) < len(tail.text) and (rest or len(core) > 1):
            after = [_with(tail, tail.text[len(rest) :])]
            core[-1:] = [_with(tail, rest)] if rest else []
    return before, core, after


def _with(run: Run, text: str) -> Run:
    return Run(text, run.change, run.kind, run.styles, run.by, run.target)
