"""What Akoma Ntoso markup says of brackets: who asked for them, which wordings are rivals.

Read: `inline` and `hcontainer` named `bracket`, `alternatives`, `option` (and any element that carries a foreign
attribute `bracket`), with `refersTo` naming a `TLCOrganization` of the metadata.
"""

from __future__ import annotations

import re

import msgspec

from treaty_drafts.brackets.standing import Anchor
from treaty_drafts.model.tree import Attrs, Block, Opaque, blocks
from treaty_drafts.model.version import Version

_ORGANIZATION = re.compile(r"<(?:\w+:)?TLCOrganization\b([^>]*)>")
_BLANK = re.compile(r"\s*")
_ATTRIBUTE = re.compile(r"([\w:]+)=\"([^\"]*)\"")


class Markup(msgspec.Struct, frozen=True):
    """What the markup says, ready to be asked.

    `codes`: delegations by eId of their `TLCOrganization`; `ranges`: delegations by block, start and stop of a bracket
    or option; `opened`: delegations of a bracketed provision by its first block; `names`: by block, start and stop,
    the innermost inline element.
    """

    codes: dict[str, str]
    ranges: dict[tuple[str, int, int], tuple[str, ...]]
    opened: dict[str, tuple[str, ...]]
    names: dict[tuple[str, int, int], str]

    def delegations(self, block: Block, start: Anchor, stop: Anchor) -> tuple[str, ...]:
        """The codes that the markup ties to the bracket `[start, stop)` that opens in `block`."""
        if not self.codes:
            return ()
        if start.wid == stop.wid and (start.wid, start.offset, stop.offset) in self.ranges:
            return self.ranges[start.wid, start.offset, stop.offset]
        return self.opened.get(block.wid, ()) if _BLANK.fullmatch(block.text.chars, 0, start.offset) else ()

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
    markup = Markup(_codes(version), {}, {}, {})
    for node in version.index.values():
        if isinstance(node, Block):
            for mark in node.text.marks:
                place = (node.wid, mark.start, mark.stop)
                markup.names[place] = mark.name
                if markup.codes and role_of(mark.name, mark.attrs) in ("bracket", "option"):
                    markup.ranges[place] = markup.referred(mark.attrs)
        elif markup.codes and role_of(node.name, node.attrs) in ("bracket", "option"):
            first = next(blocks(node), None)
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
