"""Footnotes in the order of reading, where those of the base are: 1, 2, 3 …

The number of a footnote is no word of anybody's: no edit and no digest of words holds it, and a word processor counts
it by itself. So a text that was made of several hands gets it anew, whether its provisions are renumbered or not; else
two notes would have the same number, and no call would tell which of them it means.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from treaty_drafts.model.tree import Attrs, Block, Mark, Node, Opaque, Provision, Text
from treaty_drafts.model.version import Version

_NOTE = "authorialNote"


def counted(version: Version, base: Version) -> Version:
    """The version, which was made of the base, with its footnotes counted in the order in which they are called.

    Only where those of the base are; what is no number (`*`) stays. The version itself where nothing changes.
    """
    before = _notes(base)
    if [_marker(note) for note in before] != [str(number) for number, _ in enumerate(before, 1)]:
        return version
    numbered = [note for note in _notes(version) if _marker(note).isdecimal()]
    markers = {note.wid: str(number) for number, note in enumerate(numbered, 1) if _marker(note) != str(number)}
    if not markers:
        return version
    addresses = {
        eid: markers[note.wid] for note in numbered if note.wid in markers and (eid := dict(note.attrs).get("eId"))
    }
    root = _Counting(markers, addresses).provision(version.root)
    return Version(root, version.facts, version.attrs)


def _notes(version: Version) -> list[Provision]:
    nodes: Iterable[object] = version.index.values()
    return [node for node in nodes if isinstance(node, Provision) and node.name == _NOTE]


def _marker(note: Provision) -> str:
    return dict(note.attrs).get("marker", "")


class _Counting:
    """New markers by the wIds of their notes, and by their addresses for calls that are made again."""

    def __init__(self, markers: Mapping[str, str], addresses: Mapping[str, str]) -> None:
        self._markers = markers
        self._addresses = addresses

    def node(self, node: Node) -> Node:
        if isinstance(node, Provision):
            return self.provision(node)
        if isinstance(node, Opaque) or not node.text.marks:
            return node
        marks = tuple([self._mark(mark) for mark in node.text.marks])
        if marks == node.text.marks:
            return node
        return Block(node.name, node.wid, node.attrs, Text(node.text.chars, marks))

    def provision(self, node: Provision) -> Provision:
        children = tuple([self.node(child) for child in node.children])
        attrs = _marked(node.attrs, self._markers.get(node.wid) if node.name == _NOTE else None)
        if attrs is node.attrs and all(one is other for one, other in zip(children, node.children, strict=True)):
            return node
        return Provision(node.name, node.wid, attrs, children)

    def _mark(self, mark: Mark) -> Mark:
        if mark.name == "noteRef":
            address = dict(mark.attrs).get("href", "").removeprefix("#")
            return Mark(mark.start, mark.stop, mark.name, _marked(mark.attrs, self._addresses.get(address)), mark.atom)
        if mark.atom is None:
            return mark
        marker = self._markers.get(mark.atom.wid) if isinstance(mark.atom, Provision) else None
        return Mark(mark.start, mark.stop, mark.name, _marked(mark.attrs, marker), self.node(mark.atom))


def _marked(attrs: Attrs, marker: str | None) -> Attrs:
    """The attributes with that marker instead of theirs, if they have one."""
    if marker is None:
        return attrs
    return tuple([(name, marker if name == "marker" else value) for name, value in attrs])
