"""Building the provisions of a body: a stack of open ones, into which each line finds its place.

Divisions nest by rank (part, chapter, section, article). Under an article, items nest by the depth that the format
gave and, at one depth, by the class of their label: a label whose class is open already is the next of that series
if its number goes on, whatever has been opened since; a class that is not open begins a level of its own.
"""

from __future__ import annotations

from treaty_drafts.model.tree import Block, Node, Provision, Text
from treaty_drafts.sources.labels import Key, label_at

_RANKS = {"part": 1, "chapter": 2, "section": 3, "article": 4}
_LIMIT = 60
_ENDS = tuple(".;:!?。；：؛؟])”»…,，،")


class Frame:
    """An open provision. `series` is its label's class; `key` its number; `depth` the depth of its line."""

    __slots__ = ("children", "depth", "heading", "key", "kind", "name", "num", "rank", "series")

    def __init__(self, name: str, kind: str, num: Text, *, depth: int = 0, series: str = "", key: Key = ()) -> None:
        self.name = name
        self.kind = kind
        self.num = num
        self.depth = depth
        self.series = series
        self.key = key
        self.rank = _RANKS.get(name, 0)
        self.heading = Text()
        self.children: list[tuple[Node, Key]] = []


class Builder:
    """Takes labelled lines in order; `finish` gives the children of the body."""

    def __init__(self) -> None:
        self.stack = [Frame("body", "root", Text())]

    @property
    def top(self) -> Frame:
        """The innermost open provision."""
        return self.stack[-1]

    def division(self, name: str, num: Text, heading: Text, key: Key = ()) -> None:
        """Opens a part, chapter, section or article."""
        rank = _RANKS[name]
        while self.top.kind != "root" and (self.top.kind != "division" or self.top.rank >= rank):
            self._close()
        frame = Frame(name, "division", num, depth=-1, key=key)
        frame.heading = heading
        self.stack.append(frame)

    def item(self, num: Text, *, depth: int, series: str, key: Key) -> None:
        """Opens a paragraph or point; `series` is `list` where the format itself numbered it."""
        within = self._list(depth - 1, series, key) if key[1:] else None
        if within is not None and not any(frame.kind == "option" for frame in self.stack[within:]):
            depth -= 1  # typed inside `1.`, as Markdown has it, `1bis.` stands beside it
        self._shallower(depth)
        if series.startswith("list"):
            series = self._listed(depth, series, key)
        else:
            series, key = self._settle(depth, series, key)
            self._sibling(depth, series, key)
        inside = any(frame.kind == "item" for frame in self.stack)
        name = "point" if inside or series.startswith(("point", "dot ", "list bullet")) else "paragraph"
        if len(self.stack) < _LIMIT:
            self.stack.append(Frame(name, "item", num, depth=depth, series=series, key=key))

    def option(self, num: Text, *, depth: int, series: str, key: Key) -> None:
        """Opens an option: the next of its series, or the first of one in the innermost open provision."""
        depth = self._slipped(depth, series, key)
        self._shallower(depth)
        index = self._open(depth, "option", series)
        if index is not None and (key > self.stack[index].key or not self._items_above(index)):
            self._close_to(index)
        elif index is None:
            while self.top.kind == "item" and self.top.depth == depth and self.top.series.startswith("list"):
                self._close()
        self.stack.append(Frame("hcontainer", "option", num, depth=depth, series=series, key=key))

    def words(self, text: Text, *, depth: int, trusted: bool) -> None:
        """A paragraph of words in the innermost open provision of that depth."""
        self._shallower(depth)
        if trusted:
            while self.top.kind == "item" and self.top.depth == depth and self.top.series.startswith("list"):
                self._close()
        self.top.children.append((Block("p", "", (), text), ()))

    def table(self, node: Provision, *, depth: int) -> None:
        """A table in the innermost open provision."""
        self._shallower(depth)
        self.top.children.append((node, ()))

    def labels(self) -> list[str]:
        """The labels of the open paragraphs and points, the innermost first."""
        return [frame.num.chars for frame in reversed(self.stack) if frame.kind == "item" and frame.num.chars]

    def goes_on(self, depth: int, series: str, key: Key) -> bool:
        """Whether a label is no new provision but the rest of a sentence that a line break cut: it repeats a number."""
        last = self.top.children[-1][0] if self.top.children else None
        if not isinstance(last, Block) or last.text.chars.endswith(_ENDS):
            return False
        index = self._open(depth, "item", series)
        return index is not None and key <= self.stack[index].key

    def finish(self) -> tuple[Node, ...]:
        """Closes all; the provisions of the body."""
        while len(self.stack) > 1:
            self._close()
        return _in_body(self.stack[0].children)

    def _shallower(self, depth: int) -> None:
        while self.top.depth > depth and self.top.kind in ("item", "option"):
            self._close()

    def _open(self, depth: int, kind: str, series: str) -> int | None:
        """The innermost open provision of that depth and series under the current article."""
        for index in range(len(self.stack) - 1, 0, -1):
            frame = self.stack[index]
            if frame.kind == "division" or frame.depth < depth:
                return None
            if frame.kind == kind and frame.series == series and frame.depth == depth:
                return index
        return None

    def _slipped(self, depth: int, series: str, key: Key) -> int:
        """The depth of the option just before this one where that is deeper: its line was indented less by a slip."""
        for frame in reversed(self.stack):
            if frame.kind == "option" and frame.series == series and frame.depth <= depth:
                return depth
            if frame.kind == "option" and frame.series == series and len(key) == 1 and frame.key == (int(key[0]) - 1,):
                return frame.depth
        return depth

    def _listed(self, depth: int, series: str, key: Key) -> str:
        """Closes what a list item ends; its series: `list inner` for the items of a list indented less by a slip.

        Such a list starts again at 1 after an item that announces it (`… the following:`), and ends where the outer
        list's number goes on.
        """
        inner = self._open(depth, "item", "list inner")
        outer = self._open(depth, "item", "list")
        if inner is not None and outer is not None and _follows(key, self.stack[inner], but_not=self.stack[outer]):
            self._close_to(inner)
            return "list inner"
        top = self.top
        if series == "list" and key == (1,) and outer == len(self.stack) - 1 and top.key > (1,) and _announces(top):
            return "list inner"
        while self.top.kind == "item" and self.top.depth == depth:
            self._close()
        return series

    def _settle(self, depth: int, series: str, key: Key) -> tuple[str, Key]:
        """What a letter that is also a Roman numeral is here; where a dotted number belongs."""
        if series in ("point", "dot point") and key[:1] in _BOTH:
            roman = series.replace("point", "point roman")
            index, other = self._open(depth, "item", roman), self._open(depth, "item", series)
            value = _BOTH[key[:1]]
            if index is not None and self.stack[index].key[:1] == (value if key[1:] else value - 1,):
                return roman, (value, *key[1:])
            if value == 1 and key[1:] == () and (other is None or self.stack[other].key[:1] != (8,)):
                return roman, (1,)
        if series == "enclosed" and key[1:] and self._open(depth, "item", series) is None:
            return "para", key
        if series == "point roman" and len(key) == 1 and self._open(depth, "item", series) is None:
            other = self._open(depth, "item", "point")
            if other is not None and self.stack[other].key == (26,):
                return "point", (27,)
        if series == "dotted":
            index = self._open(depth, "item", "para")
            if index is None or self.stack[index].key[:1] != key[:1]:
                return ("dotted" if index is None else "para"), key
        return series, key

    def _sibling(self, depth: int, series: str, key: Key) -> None:
        index = self._open(depth, "item", series)
        listed = self._list(depth, series, key)
        if listed is not None:
            self._close_to(listed)
            return
        if index is not None:
            frame = self.stack[index]
            options = any(above.kind == "option" for above in self.stack[index + 1 :])
            if key > frame.key or not options:
                self._close_to(index)
                return
        chinese = any(self._open(depth, "item", one) is not None for one in ("para cjk", "point cjk"))
        if series in ("para", "enclosed") and not chinese:
            over = ("para",) if key[1:] else ("para", "list")
            while self.top.kind == "item" and self.top.depth == depth and self.top.series not in over:
                self._close()

    def _list(self, depth: int, series: str, key: Key) -> int | None:
        """The open item of a list that a typed number goes on, by the number that the format printed before it."""
        for index in range(len(self.stack) - 1, 0, -1):
            frame = self.stack[index]
            if frame.kind == "division" or frame.depth < depth:
                return None
            if frame.depth == depth and frame.series.startswith("list"):
                label = label_at(f"{frame.num.chars} ")
                return index if label is not None and label.rank == series and _goes_on(key, label.key) else None
        return None

    def _items_above(self, index: int) -> bool:
        return any(frame.kind == "item" for frame in self.stack[index + 1 :])

    def _close_to(self, index: int) -> None:
        while len(self.stack) > index:
            self._close()

    def _close(self) -> None:
        frame = self.stack.pop()
        self.stack[-1].children.append((_provision(frame), frame.key if frame.kind == "option" else ()))


def _follows(key: Key, one: Frame, *, but_not: Frame) -> bool:
    """Whether the number goes on from one item's and not from the other's."""
    return len(key) == 1 and one.key == (int(key[0]) - 1,) and but_not.key != (int(key[0]) - 1,)


def _goes_on(key: Key, last: Key) -> bool:
    """Whether a number goes on from the last: `[3.`, or `2 bis.`, after `2.`, and `(a bis)` after `(a)`."""
    if not last or not key or (key[1:] and key[0] != last[0]):
        return False
    return key > last and key[0] in (last[0], int(last[0]) + 1)


def _announces(frame: Frame) -> bool:
    last = frame.children[-1][0] if frame.children else None
    return isinstance(last, Block) and last.text.chars.endswith(":")


_BOTH: dict[Key, int] = {(9,): 1, (22,): 5, (24,): 10, (12,): 50, (3,): 100}
"""Letters that are Roman numerals, by their place in the alphabet: i, v, x, l, c."""


def _provision(frame: Frame) -> Provision:
    """The provision of a frame whose children are all there."""
    children: list[Node] = []
    if frame.num.chars:
        children.append(Block("num", "", (), frame.num))
    if frame.heading.chars:
        children.append(Block("heading", "", (), frame.heading))
    attrs = (("name", "option"),) if frame.kind == "option" else ()
    return Provision(frame.name, "", attrs, (*children, *_arranged(_grouped(frame.children))))


def _is_unit(node: Node) -> bool:
    return isinstance(node, Provision) and node.name != "table"


def _grouped(children: list[tuple[Node, Key]]) -> list[Node]:
    """Adjacent options under one `alternatives`; a number that does not go on begins a new series."""
    grouped: list[Node] = []
    run: list[Node] = []
    last: Key = ()

    def flush() -> None:
        if len(run) > 1:
            grouped.append(Provision("hcontainer", "", (("name", "alternatives"),), tuple(run)))
        else:
            grouped.extend(run)
        run.clear()

    for node, key in children:
        option = isinstance(node, Provision) and node.attrs == (("name", "option"),)
        if run and (not option or key <= last):
            flush()
        if option:
            run.append(node)
            last = key
        else:
            grouped.append(node)
    flush()
    return grouped


def _arranged(children: list[Node]) -> list[Node]:
    """Words and units as the standard has them: `intro`, units, `wrapUp`; words alone in `content`."""
    units = [index for index, child in enumerate(children) if _is_unit(child)]
    if not units:
        words = tuple(children) or (Block("p", "", (), Text()),)
        return [Provision("content", "", (), words)]
    first, last = units[0], units[-1]
    name = "point" if children[first].name == "point" else "paragraph"
    arranged: list[Node] = []
    if first:
        arranged.append(Provision("intro", "", (), tuple(children[:first])))
    arranged.extend(child if _is_unit(child) else _unnumbered(child, name) for child in children[first : last + 1])
    if last + 1 < len(children):
        arranged.append(Provision("wrapUp", "", (), tuple(children[last + 1 :])))
    return arranged


def _unnumbered(node: Node, name: str = "paragraph") -> Provision:
    return Provision(name, "", (), (Provision("content", "", (), (node,)),))


def _in_body(children: list[tuple[Node, Key]]) -> tuple[Node, ...]:
    """A body holds units only: words outside of them are paragraphs without a number."""
    grouped = _grouped(children) or [Block("p", "", (), Text())]
    return tuple(child if _is_unit(child) else _unnumbered(child) for child in grouped)
