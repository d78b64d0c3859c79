"""Elements that are carried whole: metadata, formulas, other namespaces.

Their canonical form: the standard's own structure on lines of its own, one space a level, as deep as `meta` stands in
a document; everything else, foreign elements above all, to the character. The standard's namespace is never declared
(it is the default wherever the form is written); other namespaces keep their prefixes and are declared where they are
first used.
"""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from treaty_drafts.akn import escape
from treaty_drafts.akn.doors import parse_whole
from treaty_drafts.akn.profile import AKN, EMPTIES, NEG, STRUCTURES, XML
from treaty_drafts.akn.scope import Scope, declarations, is_akn
from treaty_drafts.errors import MarkupError

_PRETTY = STRUCTURES | EMPTIES
_DEPTH = 2
_KNOWN = {"": AKN, "xml": XML}


class Carrier:
    """Takes the parser's events from the start of such an element to its end and makes its canonical form.

    `adjust` sees each tag of the standard with its attributes and may return others.
    """

    __slots__ = ("_adjust", "_chars", "_frames", "_open", "_out", "_plain", "scope")

    def __init__(self, chars: list[str], scope: Scope, adjust: Callable[[str, list[str]], list[str]]) -> None:
        self.scope = scope
        self._chars = chars
        self._adjust = adjust
        self._out: list[str] = []
        self._open = False
        self._plain: set[str] = set()  # names of attributes that are neither declarations nor prefixed
        # tag as written, whether its white space is ours to lay out, the prefixes known inside, the scope outside
        self._frames: list[tuple[str, bool, dict[str, str], Scope]] = []

    @property
    def depth(self) -> int:
        """How many elements are open in the one that is carried."""
        return len(self._frames)

    def start(self, raw: str, raws: list[str]) -> None:
        """The start of the element itself, or of one inside it."""
        frames, out = self._frames, self._out
        _, pretty, known, _ = frames[-1] if frames else ("", True, _KNOWN, self.scope)
        if frames:
            self._words(pretty)
            if self._open:
                out.append(">")
            if pretty:
                out.append(laid_out(len(frames), ""))
        outer = self.scope
        needed: dict[str, str] = {}
        odd = not self._plain.issuperset(raws[::2])
        if odd:
            declared, raws = declarations(raws)
            if declared:
                self.scope = Scope(outer, declared)
                needed = {prefix: uri for prefix, uri in declared.items() if prefix and not is_akn(uri)}
            self._plain.update(name for name in raws[::2] if ":" not in name)
        elif ":" not in raw and known[""] == self.scope.bindings[""] == AKN:
            self._standard(raw, raws, known)  # most of what is carried
            return
        namespace, prefix, local = self.scope.split(raw)
        standard = is_akn(namespace)
        if standard:
            raws = self._adjust(local, raws)
            prefix, namespace = "", AKN
        needed[prefix] = namespace
        for name in raws[::2] if odd else ():
            if ":" in name:
                uri, own, _ = self.scope.split(name)
                needed[own] = uri
        tag = f"{prefix}:{local}" if prefix else local
        out.append(f"<{tag}")
        fresh = [(prefix, uri) for prefix, uri in needed.items() if known.get(prefix) != uri]
        if fresh:
            known = {**known, **dict(fresh)}
            for prefix, uri in sorted(fresh):
                out.append(f' xmlns{":" if prefix else ""}{prefix}="{escape.value(uri)}"')
        for at in range(0, len(raws), 2):
            out.append(f' {raws[at]}="{escape.value(raws[at + 1])}"')
        self._open = True
        frames.append((tag, pretty and standard and local in _PRETTY, known, outer))

    def _standard(self, tag: str, raws: list[str], known: dict[str, str]) -> None:
        """The start of an element of the standard that declares nothing."""
        frames = self._frames
        pretty = (not frames or frames[-1][1]) and tag in _PRETTY
        raws = self._adjust(tag, raws)
        written = [f' {raws[at]}="{escape.value(raws[at + 1])}"' for at in range(0, len(raws), 2)]
        self._out.append(f"<{tag}{''.join(written)}")
        self._open = True
        frames.append((tag, pretty, known, self.scope))

    def end(self) -> str | None:
        """The end of an element: of the carried one itself its canonical form, else None."""
        tag, pretty, _, outer = self._frames[-1]
        self._words(pretty)
        self._frames.pop()
        if self._open:
            self._out.append("/>")
            self._open = False
        elif pretty:
            self._out.append(laid_out(len(self._frames), f"</{tag}>"))
        else:
            self._out.append(f"</{tag}>")
        self.scope = outer
        if self._frames:
            return None
        xml = "".join(self._out)
        self._out.clear()
        return xml

    def _words(self, pretty: bool) -> None:  # noqa: FBT001
        """Writes the characters read since the last tag; blanks between elements of the standard are laid out anew."""
        if not self._chars:
            return
        words = "".join(self._chars)
        self._chars.clear()
        if pretty and not words.strip(" \t\n\r"):
            return
        if self._open:
            self._out.append(">")
            self._open = False
        self._out.append(escape.text(words.strip(" \t\n\r") if pretty else words))


def laid_out(level: int, tag: str) -> str:
    """A tag of the standard on a line of its own, as the canonical form has it `level` elements deep."""
    return f"\n{' ' * (level + _DEPTH)}{tag}"


def canonical(xml: str) -> str:
    """The canonical form of one element of the standard, or of our namespace (prefix `neg`), given as XML."""
    chars: list[str] = []
    carrier = Carrier(chars, Scope(None, {"": AKN, "neg": NEG}), lambda _, raws: raws)
    done: list[str] = []

    def end(_: str) -> None:
        xml = carrier.end()
        if xml is not None:
            done.append(xml)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.ordered_attributes = True
    parser.StartElementHandler = carrier.start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = chars.append
    try:
        parse_whole(parser, xml)
    except expat.ExpatError as error:
        raise MarkupError(
            f"this is not well-formed XML: {error}", place=xml[:60], step="escape & and < in its values"
        ) from None
    return done[0]
