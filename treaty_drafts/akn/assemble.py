"""A version out of the parts that an importer found: wrappers, metadata and ids are added here."""

from __future__ import annotations

from collections.abc import Iterable

from treaty_drafts.akn import meta
from treaty_drafts.akn.profile import LABELS
from treaty_drafts.model.ids import address
from treaty_drafts.model.tree import Block, Mark, Node, Opaque, Provision, Text
from treaty_drafts.model.version import Facts, Version

_NOTHING = Text()


def assemble(
    facts: Facts,
    *,
    title: str = "",
    preface: tuple[Node, ...] = (),
    preamble: tuple[Node, ...] = (),
    body: tuple[Node, ...] = (),
    conclusions: tuple[Node, ...] = (),
    attachments: tuple[Node, ...] = (),
    first_annex: int = 1,
    kind: str = "bill",
    organizations: Iterable[tuple[str, str]] = (),
) -> Version:
    """A draft treaty of these parts: `<bill name="treaty">` (or `act`), with metadata, eIds and wIds.

    The nodes need no ids. `title` becomes the long title, unless `preface` brings one. An attachment may lack its
    `doc`: what it holds besides num and heading is then its main body. As components of the work the attachments count
    from `first_annex`.
    """
    written = meta.build(facts, kind=kind, organizations=organizations)
    parts: list[Node] = [Opaque("meta", written)]
    parts += _wrapped("preface", (*_long_title(title, preface), *preface))
    parts += _wrapped("preamble", preamble)
    parts += _wrapped("body", body or (_empty_container(),))
    parts += _wrapped("conclusions", conclusions)
    parts += _wrapped(
        "attachments", tuple(annexed(node, facts, at) for at, node in enumerate(attachments, first_annex))
    )
    root = Provision(kind, "", (("name", "treaty"),), tuple(parts))
    return Version(address(root, fixed=False), meta.facts_of(written))


def _wrapped(name: str, nodes: tuple[Node, ...]) -> list[Node]:
    """The nodes in their wrapper, if there are any."""
    return [Provision(name, "", (), nodes)] if nodes else []


def _long_title(title: str, preface: tuple[Node, ...]) -> tuple[Node, ...]:
    """The long title, if there is one to make."""
    if not title or any(node.name == "longTitle" for node in preface):
        return ()
    line = Text(title, (Mark(0, len(title), "docTitle"),))
    return (Provision("longTitle", "", (), (Block("p", "", (), line),)),)


def _empty_container() -> Node:
    """What stands in a body without text: the schema wants something there."""
    content = Provision("content", "", (), (Block("p", "", (), _NOTHING),))
    return Provision("hcontainer", "", (("name", "empty"),), (content,))


def annexed(node: Node, facts: Facts, count: int) -> Node:
    """An attachment, the `count`th of its text, with a document in it that has metadata of its own."""
    if not isinstance(node, Provision):
        return node
    children: list[Node] = []
    held: list[Node] = []
    for child in node.children:
        if isinstance(child, Provision) and child.name == "doc":
            children.append(_with_meta(child, facts, count))
        else:
            (children if child.name in LABELS else held).append(child)
    if held:
        main = Provision("mainBody", "", (), tuple(held))
        children.append(_with_meta(Provision("doc", "", (("name", "annex"),), (main,)), facts, count))
    return Provision(node.name, node.wid, node.attrs, tuple(children))


def _with_meta(doc: Provision, facts: Facts, count: int) -> Provision:
    """The annex's document, its metadata first."""
    if doc.child("meta") is not None:
        return doc
    own = Opaque("meta", meta.build(facts, component=f"annex_{count}"))
    return Provision(doc.name, doc.wid, doc.attrs, (own, *doc.children))
