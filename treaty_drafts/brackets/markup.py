"""What Akoma Ntoso markup says of brackets: who asked for them, which wordings are rivals.

Read: `inline` and `hcontainer` named `bracket`, `alternatives`, `option` (and any element that carries a foreign
attribute `bracket`), with `refersTo` naming a `TLCOrganization` of the metadata.
"""

from __future__ import annotations

import re

import msgspec

from treaty_drafts.brackets.standing import Anchor
from treaty_drafts.model.tree import Attrs, Block, Opaque, Provision, walk
from treaty_drafts.model.version import Version

_ORGANIZATION = re.compile(r"<(?:\w+:)?TLCOrganization\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
GLYPH_CLASS = "neg-glyph"


class Markup(msgspec.Struct, frozen=True):
    """Delegations by eId of their `TLCOrganization`, and by the first block of a bracketed provision."""

    codes: dict[str, str]
    opened: dict[str, tuple[str, ...]]

    def delegations(self, block: Block, start: Anchor, stop: Anchor) -> tuple[str, ...]:
        """The codes that the markup ties to the bracket `[start, stop)` that opens in `block`."""
        for mark in block.text.marks:
            exact = mark.start == start.offset and stop == Anchor(block.wid, mark.stop)
            if exact and role_of(mark.name, mark.attrs) in ("bracket", "option"):
                return self.referred(mark.attrs)
        if not block.text.chars[: start.offset].strip():
            return self.opened.get(block.wid, ())
        return ()

    def referred(self, attrs: Attrs) -> tuple[str, ...]:
        """The codes of the organizations that `refersTo` names; other concepts are passed over."""
        references = dict(attrs).get("refersTo", "").split()
        return tuple(self.codes[ref[1:]] for ref in references if ref[1:] in self.codes)


def role_of(name: str, attrs: Attrs) -> str:
    """`bracket`, `alternatives` or `option` where the element plays that part, else the empty string."""
    if name in ("inline", "hcontainer"):
        said = dict(attrs).get("name", "")
        if said in ("bracket", "alternatives", "option"):
            return said
    if name != "inline" and any(key.endswith("}bracket") for key, _ in attrs):
        return "bracket"
    return ""


def markup_of(version: Version) -> Markup:
    """What the markup of a version says of its brackets."""
    codes = _codes(version)
    markup = Markup(codes, {})
    if codes:
        for node in walk(version.root):
            if isinstance(node, Provision) and role_of(node.name, node.attrs) in ("bracket", "option"):
                first = _first_block(node)
                if first is not None:
                    markup.opened.setdefault(first.wid, markup.referred(node.attrs))
    return markup


def _codes(version: Version) -> dict[str, str]:
    meta = version.root.child("meta")
    if not isinstance(meta, Opaque):
        return {}
    found: dict[str, str] = {}
    for tag in _ORGANIZATION.findall(meta.xml):
        attrs = dict(_ATTRIBUTE.findall(tag))
        if "eId" in attrs:
            ident = attrs["eId"]
            found[ident] = attrs.get("shortForm") or ident.removeprefix("deleg-")
    return found


def _first_block(node: Provision) -> Block | None:
    return next((child for child in walk(node) if isinstance(child, Block)), None)
