"""What an import gives: the version, and the report of what was recognised and what was not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from treaty_drafts.model.numbers import number_of
from treaty_drafts.model.tree import Block, Node, Provision, walk
from treaty_drafts.model.version import Version
from treaty_drafts.sources.line import Finding

KINDS: Mapping[str, str] = {
    "base": "what the file was made of",
    "bidi": "invisible characters that change the order of words",
    "box": "text boxes beside the text",
    "changes": "tracked changes",
    "comment": "comments in the margin",
    "contents": "tables of contents",
    "control": "characters lost in a conversion",
    "flat": "lines that hold several provisions",
    "front matter": "metadata at the head of the source",
    "furniture": "numbers that stand alone on a line",
    "heading": "headings that run into the text",
    "hidden": "hidden words",
    "margin": "headers and footers",
    "markup": "marks of the format, no words",
    "missing": "numbers that the sequence lacks",
    "normalised": "Unicode normal form",
    "note": "footnotes and their calls",
    "outside": "what stands in another file",
    "page": "a page or plain text that we wrote",
    "picture": "pictures",
    "recitals": "recitals in one line",
    "repair": "repairs of near-valid Akoma Ntoso",
    "structure": "structure that was not found",
    "unread": "lines that look like numbers of provisions, read as words",
}
"""Every kind of finding, and what it means."""


_OURS = frozenset(
    """akomaNtoso bill act meta preface longTitle preamble recitals recital formula body part chapter section article
    paragraph point hcontainer num heading content intro wrapUp p table tr td th conclusions attachments attachment doc
    mainBody authorialNote eol img""".split()
)
"""The elements that an import makes."""


def elements_of_others(version: Version) -> set[str]:
    """The names of elements that no import makes of Markdown, plain text or a page: the version is from elsewhere."""
    return {node.name for node in version.index.values()} - _OURS


class Imported(msgspec.Struct, frozen=True):
    """A version read from a source, and what was noticed on the way, in the order of the source.

    `unit` is what a finding's `line` counts: lines, or the paragraphs of a Word file.
    """

    version: Version
    report: tuple[Finding, ...]
    unit: str = "line"


def counts(root: Node) -> Counter[str]:
    """How many of each unit a tree holds: articles, paragraphs, points, recitals, notes, options, annexes …"""
    found: Counter[str] = Counter()
    for node in walk(root):
        if isinstance(node, Provision):
            name = _COUNTED.get(node.name)
            if node.name == "hcontainer" and ("name", "option") in node.attrs:
                name = "options"
            if name is not None:
                found[name] += 1
        elif isinstance(node, Block):
            found["placeholders"] += node.text.chars.lower().count("[placeholder") + node.text.chars.lower().count(
                "{placeholder"
            )
    return +found


_COUNTED = {
    "part": "parts",
    "chapter": "chapters",
    "section": "sections",
    "article": "articles",
    "paragraph": "paragraphs",
    "point": "points",
    "recital": "recitals",
    "authorialNote": "notes",
    "attachment": "annexes",
    "table": "tables",
}


_ORDER = (*_COUNTED.values(), "options", "placeholders")


def _said(found: Mapping[str, int]) -> str:
    one = {name: name.removesuffix("s") for name in _ORDER} | {"annexes": "annex"}
    return ", ".join(f"{found[name]} {name if found[name] != 1 else one[name]}" for name in _ORDER if found[name])


def summary(imported: Imported) -> str:
    """What was recognised, in one line, then each kind of finding with its lines: for a person to read."""
    lines = [f"recognised: {_said(counts(imported.version.root)) or 'no structure'}"]
    for kind, findings in _by_kind(imported.report).items():
        lines.append(f"{kind}: {KINDS.get(kind, kind)} ({len(findings)})")
        shown = findings if len(findings) <= _SHOWN else findings[:_SHOWN]
        lines.extend(
            f"  {imported.unit} {one.line}: {one.message}" if one.line else f"  {one.message}" for one in shown
        )
        if len(findings) > len(shown):
            lines.append(f"  … and on {imported.unit}s {', '.join(str(one.line) for one in findings[_SHOWN:][:40])}")
    return "\n".join(lines)


def against(base: Version, edited: Imported) -> str:
    """What was recognised in an edited copy, beside the base; in a second line what was noticed, if anything."""
    mine, theirs = counts(edited.version.root), counts(base.root)
    more, fewer = _said(mine - theirs), _said(theirs - mine)
    told = [f"{more} more" if more else "", f"{fewer} fewer" if fewer else ""]
    line = f"read: {_said(mine) or 'no structure'}; "
    line += ", ".join(filter(None, told)) + " than the base" if more or fewer else "as many as in the base"
    known = {(node.name, number_of(node.num)) for node in _divisions(base)}
    new = [node.num for node in _divisions(edited.version) if (node.name, number_of(node.num)) not in known]
    if new:
        line += f"; new: {', '.join(new[:_SHOWN])}" + (f" and {len(new) - _SHOWN} more" if len(new) > _SHOWN else "")
    kinds = _by_kind(edited.report)
    unread = [f"{edited.unit} {one.line}: {one.message}" for one in kinds.pop("unread", [])]
    noticed = [f"{KINDS.get(kind, kind)} ({len(found)})" for kind, found in kinds.items() if kind not in _OWN]
    if unread or noticed:
        others = f" and {len(unread) - 1} more such" if unread[1:] else ""
        line += f"\nnoticed: {'; '.join([*(one + others for one in unread[:1]), *noticed])}"
        line += " (`treaty-drafts import` says where)"
    return line


_OWN = ("base", "page")
"""Kinds that say where a file comes from."""


def _by_kind(report: Sequence[Finding]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in report:
        found.setdefault(finding.kind, []).append(finding)
    return found


def _divisions(version: Version) -> Iterator[Provision]:
    for node in walk(version.root):
        if isinstance(node, Provision) and node.name in _NAMED and node.num:
            yield node


_NAMED = ("part", "chapter", "section", "article", "attachment")
_SHOWN = 8
