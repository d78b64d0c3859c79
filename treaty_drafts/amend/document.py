"""The amendment as an Akoma Ntoso document: prose for people, and inside its metadata the exact patch.

The prose is generated and marked up (`mod`, `ref`, `quotedText`, `quotedStructure`); whoever edits it by hand changes
nothing, because the patch counts. `amendment` and `amendmentList` are those of Akoma Ntoso 3.0, sections 4.4 and 5.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from treaty_drafts import akn
from treaty_drafts.akn import escape
from treaty_drafts.amend.citation import article_of, citation
from treaty_drafts.amend.edit import Amendment, Deletion, Edit, Insertion, Move, Substitution
from treaty_drafts.amend.paragraphs import Paragraph, Paragraphs
from treaty_drafts.amend.phrases import phrases_in
from treaty_drafts.amend.propose import slug
from treaty_drafts.amend.prose import instructions
from treaty_drafts.amend.sound import refuse_unsound
from treaty_drafts.amend.waiting import waiting
from treaty_drafts.errors import MarkupError
from treaty_drafts.model.tree import Block, Mark, Node, Opaque, Provision, Text, join
from treaty_drafts.model.version import Facts, Version

_PAYLOAD = "amendment"
_CONTENT = "body__amendmentContent"
_SHOWN = 3
_TYPES = {Substitution: "substitution", Insertion: "insertion", Deletion: "repeal", Move: "renumbering"}


def write_amendment(amendment: Amendment, base: Version) -> bytes:
    """The canonical bytes of an Akoma Ntoso `amendment` against `base`; `read_amendment` gives the same amendment back.

    `base` is only read for the prose and the addresses: it is the version that the patch was written against.
    """
    told = instructions(amendment.patch, base)
    facts = facts_of(amendment, base)
    meta = akn.build(facts, kind="amendment", authors=amendment.sponsors, payloads=(_payload(amendment),))
    main = escape.value(f"{base.facts.expression}/!main~")
    standing = tuple(
        Block("p", f"{_CONTENT}__p_{number}", (), Text(line))
        for number, line in enumerate(waiting(amendment, base), len(amendment.patch.edits) + 1)
    )
    content = Provision("amendmentContent", _CONTENT, (), standing)

    def children(writer: akn.Writer, node: Provision, depth: int) -> bool:
        if node is not content:
            return False
        writer.nodes(standing, depth, parent=_CONTENT)
        writer.out += [f"{' ' * depth}{one.xml}\n" for one in written]
        return True

    writer = akn.Writer(children=children)
    start, end = map(escape.value, phrases_in(base.facts.language).quotes)
    paragraphs = Paragraphs(writer, _CONTENT, main, f' startQuote="{start}" endQuote="{end}"')
    written = [paragraphs.paragraph(one, count) for count, one in enumerate(told, len(standing) + 1)]
    meta = akn.analysed(meta, _analysis(written, main))
    parts: list[Node] = [_plain("amendmentHeading", _heading(amendment, base)), content]
    if amendment.reason:
        parts.append(_plain("amendmentJustification", amendment.reason))
    body = Provision("amendmentBody", "body", (), tuple(parts))
    root = Provision(
        "amendment", "main", (("name", "amendment"),), (Opaque("meta", meta), _preface(amendment, base), body)
    )
    writer.node(root, 1)
    return writer.document()


def read_amendment(data: bytes, *, name: str = "") -> Amendment:
    """The amendment that `write_amendment` wrote; its prose is not looked at.

    `name` is what errors call the source. `MarkupError` where the document is not an amendment, holds no patch, or a
    damaged one; whatever `akn.read` raises.
    """
    place = name or "amendment"
    root = akn.read(data, name=name).version.root
    if root.name != "amendment":
        raise MarkupError(f"this is not an amendment but a `{root.name}`", place=place, step="`compare` reads versions")
    meta = root.child("meta")
    found = akn.payloads(meta.xml, _PAYLOAD) if isinstance(meta, Opaque) else ()
    if not found:
        raise MarkupError(
            "this amendment holds no patch, only prose", place=place, step="propose it with `treaty-drafts propose`"
        )
    try:
        amendment = msgspec.json.decode(found[0].text, type=Amendment)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise MarkupError(
            f"the patch inside this amendment is damaged: {error}",
            place=place,
            step="ask its sponsors for the file again",
        ) from None
    refuse_unsound(amendment.patch, place)
    return amendment


def write_list(amendments: Iterable[Amendment], base: Version) -> bytes:
    """An Akoma Ntoso `amendmentList`: references to the amendments, in the order of the text, under the articles."""
    order = {wid: at for at, wid in enumerate(base.index)}
    components: list[Node] = []
    heading = ""
    for amendment in sorted(amendments, key=lambda one: min(order[_target(edit, base)] for edit in one.patch.edits)):
        article = article_of(base, min((_target(edit, base) for edit in amendment.patch.edits), key=order.__getitem__))
        if article != heading:
            heading = article
            number = len(components) + 1
            line = Block("p", f"interstitial_{number}__p", (), Text(heading[0].upper() + heading[1:]))
            components.append(_component(number, Provision("interstitial", f"interstitial_{number}", (), (line,))))
        number = len(components) + 1
        attrs = (("href", facts_of(amendment, base).expression), ("showAs", _title(amendment)))
        components.append(_component(number, Provision("documentRef", f"ref_{number}", attrs, ())))
    facts = Facts(
        title=f"Amendments to {base.facts.title or 'the text'}",
        work=f"{_iri(base)}/amendments",
        language=base.facts.language,
        date=base.facts.date,
    )
    meta = Opaque("meta", akn.build(facts, kind="amendmentList"))
    collection = Provision("collectionBody", "body", (), tuple(components))
    root = Provision("amendmentList", "main", (("name", "amendmentList"),), (meta, collection))
    return akn.write(Version(root, Facts()))


def _component(number: int, node: Provision) -> Provision:
    return Provision("component", f"component_{number}", (), (node,))


def facts_of(amendment: Amendment, base: Version) -> Facts:
    """What the metadata of the amendment's document says; its work stands beside the work of the base."""
    return Facts(
        title=_title(amendment),
        work=f"{_iri(base)}/{slug(amendment.symbol)}",
        language=base.facts.language,
        symbol=amendment.symbol,
        date=amendment.date or base.facts.date,
    )


def _iri(base: Version) -> str:
    """`/akn/un/amendment/…` beside the `/akn/un/bill/…` of the base."""
    parts = (base.facts.work or "/akn/un/bill/text").split("/")
    return "/".join([*parts[:3], "amendment", *parts[4:]])


def _title(amendment: Amendment) -> str:
    return f"{amendment.symbol} ({', '.join(amendment.sponsors)})"


def _payload(amendment: Amendment) -> str:
    json = msgspec.json.encode(amendment).decode()
    symbol, base = escape.value(amendment.symbol), escape.value(amendment.patch.base)
    return f'<neg:{_PAYLOAD} xmlns:neg="{akn.NEG}" symbol="{symbol}" base="{base}">{escape.text(json)}</neg:{_PAYLOAD}>'


# -- the prose --------------------------------------------------------------------------------------------------------


def _plain(name: str, words: str) -> Provision:
    wid = f"body__{name}"
    lines = [line for line in words.splitlines() if line.strip()] or [""]
    return Provision(
        name, wid, (), tuple(Block("p", f"{wid}__p_{at}", (), Text(line.strip())) for at, line in enumerate(lines, 1))
    )


def _preface(amendment: Amendment, base: Version) -> Provision:
    """Symbol, sponsors with the amendment that they amend, if any, and the document that is to be amended."""
    sponsors = [
        Text(code, (Mark(0, len(code), "docProponent", (("refersTo", f"#{akn.organization_id(code)}"),)),))
        for code in amendment.sponsors
    ]
    listed = [piece for sponsor in sponsors for piece in (Text(", "), sponsor)][1:]
    phrases = phrases_in(base.facts.language)
    whose = [Text(phrases.title)]
    if amendment.amends:
        before, _, behind = phrases.sub_title.partition("{parent}")
        parent = facts_of(msgspec.structs.replace(amendment, symbol=amendment.amends), base).expression
        named = (Mark(0, len(amendment.amends), "affectedDocument", (("href", parent),)),)
        whose = [Text(before), Text(amendment.amends, named), Text(behind)]
    title = base.facts.title or phrases.parts["main"]
    shown = f"{title} ({base.facts.symbol})" if base.facts.symbol else title
    mark = Mark(0, len(shown), "affectedDocument", (("href", base.facts.expression),))
    lines = (
        Text(amendment.symbol, (Mark(0, len(amendment.symbol), "docNumber"),)),
        join([*listed, *whose]),
        join([Text(phrases.to), Text(shown, (mark,))]),
    )
    return Provision(
        "preface", "preface", (), tuple(Block("p", f"preface__p_{at}", (), line) for at, line in enumerate(lines, 1))
    )


def _heading(amendment: Amendment, base: Version) -> str:
    places: dict[str, None] = {}
    for edit in amendment.patch.edits:
        places[citation(base, _target(edit, base))] = None
        if len(places) > _SHOWN:
            break
    others = phrases_in(base.facts.language).others if len(places) > _SHOWN else ""
    shown = "; ".join(list(places)[:_SHOWN]) + others
    return shown[0].upper() + shown[1:] if shown else amendment.symbol


def _target(edit: Edit, base: Version) -> str:
    """The wId in the base that the edit is about: for an insertion its neighbour, or what receives it."""
    if not isinstance(edit, Insertion):
        return edit.wid
    return next((wid for wid in (edit.after, edit.parent) if wid in base.index), base.root.wid)


# -- the analysis -----------------------------------------------------------------------------------------------------


def _analysis(written: Iterable[Paragraph], main: str) -> list[str]:
    """The `textualMod` of every edit that is told, which other systems read: tags, indented as they are nested."""
    tags: list[str] = []
    number = 0
    for one in written:
        edits = one.told.edits
        for edit in edits:
            number += 1
            wid, position = _destination(edit)
            tags += (
                f' <textualMod eId="amod_{number}" type="{_type(edit)}">',
                f'  <source href="#mod_{one.told.number}"/>',
                f'  <destination href="{main}{escape.value(wid)}"{position}/>',
            )
            if edit is edits[-1]:
                tags += [f'  <old href="#{eid}"/>' for eid in one.old]
                tags += [f'  <new href="#{eid}"/>' for eid in one.new]
            tags.append(" </textualMod>")
    return ["<activeModifications>", *tags, "</activeModifications>"] if tags else []


def _type(edit: Edit) -> str:
    if isinstance(edit, Substitution) and not (edit.old and edit.new.chars):
        return "insertion" if edit.new.chars else "repeal"
    return _TYPES[type(edit)]


def _destination(edit: Edit) -> tuple[str, str]:
    match edit:
        case Insertion():
            return (edit.after, ' pos="after"') if edit.after else (edit.parent, ' pos="start"')
        case Substitution():
            return edit.wid, ' pos="inside"'
        case _:
            return edit.wid, ""
