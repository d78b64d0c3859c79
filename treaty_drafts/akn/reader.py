"""One reading of an Akoma Ntoso document, in one pass: the parser's events become provisions, blocks and marks.

The parser is expat, event by event, so that no tree is built that is then thrown away: character data goes straight
into a list, and Python runs at tags only. What is not Akoma Ntoso 3.0 to the letter, but is surely meant so, is
repaired, and each repair is reported with its line (`repair.py`).
"""

from __future__ import annotations

from typing import Any, Final, TypeAlias
from xml.parsers import expat

from treaty_drafts.akn import meta
from treaty_drafts.akn.carried import Carrier
from treaty_drafts.akn.doors import MAX_DEPTH, explained, no_doctype, parse_whole, too_deep
from treaty_drafts.akn.profile import AKN, DOCUMENTS, HOLD_LINES, LABELS, NOTES, ROOT, derived
from treaty_drafts.akn.repair import Reading, Repairs
from treaty_drafts.akn.scope import CARRIED, EMPTY, INLINE, LINE, Meaning, Scope, declarations, is_akn
from treaty_drafts.errors import MarkupError, TooLarge
from treaty_drafts.model.tree import ATOM, Attrs, Block, Mark, Node, Opaque, Provision, Text
from treaty_drafts.model.version import Facts, Version

BLANK: Final = " \t\n\r"
_MENDED: Final = DOCUMENTS | {"table"}

# What a frame of the stack is: the first two hold elements, the others words.
_NODES, NODES_ATOM, _WORDS, _MARK, _IMPLIED, _WORDS_ATOM = range(6)

_Frame: TypeAlias = tuple[int, str, Any, Attrs, list[Any], Any, Any]
# Kind, name, wId, attributes, children or marks, counts of children by name, the list that the node goes to;
# of a mark: kind, name, start, attributes, the marks, its index among them, its wId.


class Reader:
    """The state of one reading; its methods are the parser's handlers."""

    __slots__ = (
        "atoms", "carrier", "carrying", "chars", "data", "depth", "facts", "ids", "name", "names", "parser", "plain",
        "repairs", "roots", "scope", "seen", "stack", "where",
    )  # fmt: skip

    def __init__(self, data: bytes | str, name: str) -> None:
        self.data = data
        self.name = name
        self.chars: list[str] = []
        self.where = 0
        self.seen = 0
        self.depth = 0
        self.roots: list[Node] = []
        self.stack: list[_Frame] = [(_NODES, "", "", (), self.roots, {}, None)]
        self.atoms: list[tuple[list[str], int, int, list[Any], int]] = []
        self.scope = Scope()
        self.names: dict[str, Meaning] = {}
        self.plain: set[str] = {"eId"}
        self.carrying: tuple[str, list[Any], bool] = ("", [], False)
        self.facts: Facts | None = None
        self.parser = parser = expat.ParserCreate()
        self.repairs = Repairs(lambda: parser.CurrentLineNumber)
        self.ids = self.repairs.ids
        self.carrier = Carrier(self.chars, self.scope, self.repairs.carried)

    def run(self) -> Reading:
        """Parses all of the data."""
        parser = self.parser
        parser.buffer_text = True
        parser.buffer_size = 65536
        parser.ordered_attributes = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.chars.append
        parser.StartDoctypeDeclHandler = no_doctype
        parser.ProcessingInstructionHandler = self.instruction
        try:
            parse_whole(parser, self.data)
            return Reading(self.version(), tuple(self.repairs.made))
        except expat.ExpatError as error:
            raise explained(error, self.name) from None
        except (MarkupError, TooLarge) as error:
            error.place = f"{self.name}:{parser.CurrentLineNumber}"
            raise
        except (UnicodeError, LookupError, ValueError) as error:
            fact = f"the encoding that the file declares does not fit its bytes ({error})"
            raise MarkupError(fact, place=f"{self.name}:1", step="save it as UTF-8") from None
        finally:  # else the parser and the reader hold each other, and all that was read, until the next collection
            parser.StartElementHandler = parser.EndElementHandler = parser.ProcessingInstructionHandler = None

    def version(self) -> Version:
        """The version, once all is read."""
        wrapper = self.roots[0]
        documents = (
            [child for child in wrapper.children if child.name in DOCUMENTS] if isinstance(wrapper, Provision) else []
        )
        if not isinstance(wrapper, Provision) or not documents or not isinstance(documents[0], Provision):
            raise MarkupError("`akomaNtoso` holds no document", step="put a bill, act, amendment … into it")
        facts = self.facts or Facts()
        if len(wrapper.children) == 1:
            return Version(documents[0], facts, wrapper.attrs)
        return Version(wrapper, facts)

    def start(self, raw: str, raws: list[str]) -> None:
        """The start of an element. What is most common is done here, the rest in `start_other`."""
        stack = self.stack
        frame = stack[-1]
        means = self.names.get(raw)
        if means is None or means[0] > LINE or frame[0] > NODES_ATOM:
            self.start_other(raw, raws)
            return
        chars = self.chars
        if chars:
            if len(chars) > 1 or chars[0].strip(BLANK):
                self.start_other(raw, raws)
                return
            chars.clear()
        role, name, own = means
        counts = frame[5]
        if not raws:
            count = counts[name] = counts.get(name, 0) + 1
            parent = frame[2]
            wid = derived(parent, name, count) if parent == ROOT or not parent else f"{parent}__{own}_{count}"
            attrs: Attrs = ()
        elif len(raws) == 2 and raws[0] == "eId" and raws[1] and raws[1] not in self.ids:
            counts[name] = counts.get(name, 0) + 1
            wid = raws[1]
            self.ids.add(wid)
            attrs = (("eId", wid),)
        else:
            self.start_other(raw, raws)
            return
        stack.append((_WORDS if role else _NODES, name, wid, attrs, [], {}, frame[4]))
        if len(stack) > MAX_DEPTH:
            raise too_deep()

    def start_other(self, raw: str, raws: list[str]) -> None:
        """The start of an element, whatever it is and wherever it stands."""
        stack = self.stack
        attrs: Attrs = ()
        wid: str | None = None
        if raws:
            own = raws if self.plain.issuperset(raws[::2]) else self.odd(raws)
            pairs = iter(own)
            attrs = tuple(zip(pairs, pairs, strict=False))
        role, name, _ = self.names.get(raw) or self.mean(raw)
        if name == "component" and len(stack) == 3:
            self.ids = self.repairs.component()
        if attrs and role != CARRIED:
            attrs, wid = self.repairs.attributes(name, attrs)
        frame = stack[-1]
        within = role in (INLINE, EMPTY) or name in NOTES
        if frame[0] == _IMPLIED and not within and role != CARRIED:
            frame = self.close_implied()
        if frame[0] < _WORDS and (self.chars or role == INLINE):
            frame = self.between(frame, needed=role == INLINE, stay=within)
        if role == CARRIED:
            self.carry(raw, raws, name, frame)
        elif frame[0] >= _WORDS:
            self.start_in_words(role, name, attrs, wid, frame[4])
        else:
            counts = frame[5]
            count = counts[name] = counts.get(name, 0) + 1
            if wid is None:
                wid = derived(frame[2], name, count)
            stack.append((_WORDS if role == LINE else _NODES, name, wid, attrs, [], {}, frame[4]))
        if len(stack) > MAX_DEPTH:
            raise too_deep()

    def end(self, raw: str) -> None:
        """The end of an element."""
        stack = self.stack
        kind, name, wid, attrs, held, counts, sink = frame = stack.pop()
        if kind == _WORDS:
            chars = self.chars
            if held or len(chars) != 1:
                sink.append(Block(name, wid, attrs, self.text(held)))
            else:
                sink.append(Block(name, wid, attrs, Text(chars[0])))
                chars.clear()
        elif kind == _NODES:
            if self.chars:
                self.between(frame)
            if name in _MENDED or ("content" in counts and held[-1].name != "content"):
                held = self.repairs.children(name, wid, held)
            sink.append(Provision(name, wid, attrs, tuple(held)))
        elif kind == _MARK:
            self.end_mark(frame)
        elif kind == _IMPLIED:
            stack.append(frame)
            self.close_implied()
            self.end(raw)
        else:
            self.end_atom(frame)
        if len(stack) < self.depth:
            self.leave_scope()

    def mean(self, raw: str) -> Meaning:
        """What a tag is, the first time that it is met in this scope."""
        namespace, _, local = self.scope.split(raw)
        if len(self.stack) == 1 and (local != "akomaNtoso" or not is_akn(namespace)):
            place = f" of the namespace `{namespace}`" if namespace else ""
            raise MarkupError(
                f"the document's element is `{local}`{place}, not `akomaNtoso`", step="give an Akoma Ntoso file"
            )
        if namespace != AKN and is_akn(namespace):
            self.repairs.namespace(namespace)
        found = self.names[raw] = self.scope.mean(raw)
        if found[:2] == (CARRIED, local) and local not in ("meta", "foreign", "componentData"):
            self.repairs.say(local, f"`{local}` is no element of the standard; it is carried whole", once=True)
        return found

    def odd(self, raws: list[str]) -> list[str]:
        """The attributes of a tag with new names among them: declarations, prefixes, plain names not met before."""
        declared, rest = declarations(raws)
        if declared:
            self.scope = Scope(self.scope, declared, len(self.stack) + 1)
            self.depth = self.scope.depth
            self.names = {}
        for at in range(0, len(rest), 2):
            if ":" in rest[at]:
                rest[at] = self.scope.clark(rest[at])
            else:
                self.plain.add(rest[at])
        if len(set(rest[::2])) < len(rest) // 2:
            raise MarkupError("an attribute stands twice on one element", step="keep one of them")
        return rest

    def leave_scope(self) -> None:
        """The end of an element that declared prefixes."""
        assert self.scope.outer is not None
        self.scope = self.scope.outer
        self.depth = self.scope.depth
        self.names = {}

    def text(self, marks: list[Any]) -> Text:
        """The words read since the block began."""
        chars = self.chars
        words = chars[0] if len(chars) == 1 else "".join(chars)
        chars.clear()
        if marks:
            self.where = self.seen = 0
        return Text(words, tuple(marks))

    def at(self) -> int:
        """The offset reached in the block, in code points."""
        chars = self.chars
        if len(chars) != self.seen:
            self.where += sum(map(len, chars[self.seen :]))
            self.seen = len(chars)
        return self.where

    def start_in_words(self, role: int, name: str, attrs: Attrs, wid: str | None, marks: list[Any]) -> None:
        """The start of an element within a line of words: a mark, or an atom."""
        start = self.at()
        marks.append(None)
        if name in LABELS:
            self.repairs.say(wid or name, f'`{name}` within a line was read as `inline name="{name}"`')
            attrs = (("name", name), *(pair for pair in attrs if pair[0] != "name"))
            role, name = INLINE, "inline"
        if role == INLINE:
            self.stack.append((_MARK, name, start, attrs, marks, len(marks) - 1, wid))
            return
        if wid is None:
            wid = self.wid_in_words(name)
        self.set_aside(marks)
        self.stack.append((_WORDS_ATOM if role == LINE else NODES_ATOM, name, wid, attrs, [], {}, None))

    def wid_in_words(self, name: str) -> str:
        """The wId of an atom that brings none: counted within its block."""
        block = next(frame for frame in reversed(self.stack) if frame[0] >= _WORDS and frame[0] != _MARK)
        counts = block[5]
        counts[name] = counts.get(name, 0) + 1
        return derived(block[2], name, counts[name])

    def set_aside(self, marks: list[Any]) -> None:
        """Keeps the state of the block while an atom is read."""
        self.atoms.append((self.chars[:], self.where, self.seen, marks, len(marks) - 1))
        self.chars.clear()
        self.where = self.seen = 0

    def take_up(self, node: Node, attrs: Attrs) -> None:
        """Goes on with the block after an atom."""
        chars, start, _, marks, index = self.atoms.pop()
        self.chars[:] = [*chars, ATOM]
        self.where = start + 1
        self.seen = len(self.chars)
        marks[index] = Mark(start, start + 1, node.name, attrs, node)

    def end_mark(self, frame: _Frame) -> None:
        """The end of an inline element; without words of its own it is an atom."""
        _, name, start, attrs, marks, index, wid = frame
        stop = self.at()
        if stop > start:
            marks[index] = Mark(start, stop, name, attrs)
            return
        node = Provision(name, wid or self.wid_in_words(name), attrs, ())
        self.chars.append(ATOM)
        marks[index] = Mark(start, start + 1, name, attrs, node)

    def end_atom(self, frame: _Frame) -> None:
        """The end of a note or another block within a line."""
        kind, name, wid, attrs, held, _, _ = frame
        if kind == _WORDS_ATOM:
            self.take_up(Block(name, wid, attrs, self.text(held)), attrs)
            return
        if self.chars:
            self.between(frame)
        self.take_up(Provision(name, wid, attrs, tuple(held)), attrs)

    def between(self, frame: _Frame, *, needed: bool = False, stay: bool = False) -> _Frame:
        """Deals with characters, or an inline element, directly in structure; the frame to go on in.

        Blanks there are layout. Words get the `p` that they lack, if the element may hold one, and so does an inline
        element (`needed`); with `stay` what comes next belongs to that line.
        """
        words = "".join(self.chars)
        self.chars.clear()
        if not needed and not words.strip(BLANK):
            return frame
        if frame[1] not in HOLD_LINES:
            shown = words.strip(BLANK)[:40] or "an inline element"
            raise MarkupError(
                f"`{shown}` stands directly in `{frame[1]}`, which holds no words", step="put it in a `p`"
            )
        counts = frame[5]
        counts["p"] = counts.get("p", 0) + 1
        wid = derived(frame[2], "p", counts["p"])
        self.repairs.say(wid, f"words directly in `{frame[1]}` were given a `p`")
        self.stack.append((_IMPLIED, "p", wid, (), [], {}, frame[4]))
        if words := words.lstrip(BLANK):
            self.chars.append(words)
        return self.stack[-1] if stay else self.close_implied()

    def close_implied(self) -> _Frame:
        """Ends a `p` that words were given; the frame around it."""
        _, name, wid, attrs, marks, _, sink = self.stack.pop()
        if self.chars and (not marks or marks[-1].stop < self.at()):
            self.chars[-1] = self.chars[-1].rstrip(BLANK)
        sink.append(Block(name, wid, attrs, self.text(marks)))
        self.where = self.seen = 0
        if self.scope.depth > len(self.stack) + 1:
            self.scope.depth = self.depth = len(self.stack) + 1
        return self.stack[-1]

    def carry(self, raw: str, raws: list[str], name: str, frame: _Frame) -> None:
        """The start of an element that is carried whole: the carrier takes over until its end."""
        if self.scope.depth == len(self.stack) + 1:
            self.leave_scope()
        in_words = frame[0] >= _WORDS
        if in_words:
            self.at()
            frame[4].append(None)
            self.set_aside(frame[4])
        self.carrying = (name, frame[4], in_words)
        self.carrier.scope = self.scope
        self.carrier.start(raw, raws)
        self.parser.StartElementHandler = self.start_carried
        self.parser.EndElementHandler = self.end_carried

    def start_carried(self, raw: str, raws: list[str]) -> None:
        """The start of an element inside one that is carried whole."""
        if self.carrier.depth + len(self.stack) > MAX_DEPTH:
            raise too_deep()
        self.carrier.start(raw, raws)

    def end_carried(self, _: str) -> None:
        """The end of an element inside one that is carried whole, or of that."""
        xml = self.carrier.end()
        if xml is None:
            return
        name, sink, in_words = self.carrying
        if name == "meta":
            xml = self.repairs.meta(xml)
        node = Opaque(name, xml)
        if in_words:
            self.take_up(node, ())
        else:
            sink.append(node)
        if name == "meta" and self.facts is None:
            self.facts = meta.facts_of(xml)
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end

    def instruction(self, target: str, _: str) -> None:
        """A processing instruction: not text, and left out."""
        self.repairs.say(target, f"the processing instruction `{target}` was left out")
