"""Reading a compilation file: the base and the amendments are taken out of it and compiled again.

A file whose text says anything else than they do was changed by hand, and is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from treaty_drafts import akn
from treaty_drafts.amend.edit import Amendment
from treaty_drafts.compilation.compile import Compilation, compile
from treaty_drafts.compilation.fitting import DERIVED, is_wrapper, unwrapped
from treaty_drafts.compilation.write import ARRIVAL, DELETED, INSERTED, MOVED, NO_BASE, write
from treaty_drafts.errors import MarkupError
from treaty_drafts.model.naming import NO_ID
from treaty_drafts.model.tree import Attrs, Block, Node, Opaque, Provision, Text
from treaty_drafts.model.version import Version

_OWN: Final = frozenset((ARRIVAL, DELETED, DERIVED, INSERTED, MOVED))
_AGAIN: Final = "somebody changed the file; compile it again from the base and the amendments"
_amendments = msgspec.json.Decoder(tuple[Amendment, ...])
_texts = msgspec.json.Decoder(Text)


def read(data: bytes, *, name: str = "") -> Compilation:
    """The compilation that `write` wrote.

    `MarkupError` for a file that is not one, or whose text is not what its base and its amendments compile to.
    """
    version = akn.read(data, name=name).version
    meta = version.root.child("meta")
    held = akn.payloads(meta.xml, "base") if isinstance(meta, Opaque) else ()
    if not held or not isinstance(meta, Opaque):
        raise MarkupError(
            "this is no compilation", place=name, step="make one with `treaty-drafts compile BASE AMENDMENT…`"
        )
    digest = held[0].attrs.get("digest", "")
    try:
        own = {one.attrs["wid"]: _texts.decode(one.text) for one in akn.payloads(meta.xml, "words")}
        (written,) = akn.payloads(meta.xml, "amendments")
        amendments = _amendments.decode(written.text.replace(NO_BASE, f'"base":"{digest}"'))
    except (msgspec.DecodeError, KeyError, ValueError) as error:
        raise MarkupError(f"the amendments inside are damaged: {error}", place=name, step=_AGAIN) from None
    root = _Base(own, held[0].text).provision(version.root)
    base = Version(root, akn.facts_of(held[0].text), version.attrs)
    if akn.digest(base) != digest:
        raise MarkupError("its text is not that of the base that it was compiled from", place=name, step=_AGAIN)
    compilation = compile(base, amendments)
    if write(compilation) != data:
        raise MarkupError("its text is not what its base and its amendments compile to", place=name, step=_AGAIN)
    return compilation


def is_compilation(meta_xml: str) -> bool:
    """Whether the metadata is that of a compilation."""
    return bool(akn.payloads(meta_xml, "base"))


class _Base:
    """The base taken out of a compilation: what the compiler added goes, what it covered comes back."""

    def __init__(self, words: dict[str, Text], meta: str) -> None:
        self.words = words
        self.meta = meta

    def provision(self, node: Provision) -> Provision:
        children = tuple(child for found in node.children for child in self.node(found))
        return Provision(node.name, node.wid, _without_own(node.attrs), children)

    def node(self, node: Node) -> Iterator[Node]:
        if isinstance(node, Opaque):
            yield Opaque("meta", self.meta) if node.name == "meta" and self.meta else node
            self.meta = ""
        elif _is_added(node):
            return
        elif isinstance(node, Block):
            text = self.words.get(node.wid) or self.text(node.text)
            yield Block(node.name, node.wid, _without_own(node.attrs), text)
        elif is_wrapper(node):
            for child in unwrapped(node):
                yield from self.node(child)
        else:
            yield self.provision(node)

    def text(self, text: Text) -> Text:
        """A text that nothing covered, with the words of its notes as the base has them."""
        if not any(isinstance(mark.atom, Provision) for mark in text.marks):
            return text
        return Text(
            text.chars,
            tuple(
                msgspec.structs.replace(mark, atom=self.provision(mark.atom))
                if isinstance(mark.atom, Provision)
                else mark
                for mark in text.marks
            ),
        )


def _is_added(node: Provision | Block) -> bool:
    """Whether the compiler put an element there; where the standard allows it no attribute, its children tell."""
    if isinstance(node, Provision) and node.name in NO_ID and node.children:
        return all(not isinstance(child, Opaque) and _is_added(child) for child in node.children)
    return any(name in (INSERTED, ARRIVAL) for name, _ in node.attrs)


def _without_own(attrs: Attrs) -> Attrs:
    if not any(name in _OWN for name, _ in attrs):
        return attrs
    given = any(name == DERIVED for name, _ in attrs)
    return tuple(pair for pair in attrs if pair[0] not in _OWN and not (given and pair[0] == "wId"))
