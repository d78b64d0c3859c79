"""The amendment as an Akoma Ntoso document: prose for people, and inside its metadata the exact patch.

The prose is generated and marked up (`mod`, `ref`, `quotedText`, `quotedStructure`); whoever edits it by hand changes
nothing, because the patch counts. `amendment` and `amendmentList` are those of Akoma Ntoso 3.0, sections 4.4 and 5.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from treaty_drafts import akn
from treaty_drafts.akn import escape
from treaty_drafts.amend.citation import article_of, citation
from treaty_drafts.amend.edit import Amendment, Deletion, Edit, Insertion, Move, Substitution
from treaty_drafts.amend.naming import without_ids
from treaty_drafts.amend.phrases import phrases_in
from treaty_drafts.amend.propose import slug
from treaty_drafts.amend.prose import Instruction, instructions
from treaty_drafts.amend.sentence import Part
from treaty_drafts.amend.sound import refuse_unsound
from treaty_drafts.amend.waiting import waiting
from treaty_drafts.errors import MarkupError
from treaty_drafts.model.tree import ATOM, Block, Mark, Node, Opaque, Provision, Text, join
from treaty_drafts.model.version import Facts, Version

_PAYLOAD = "amendment"
_FRAME = frozenset(
    """attachment attachments body citations conclusions content doc intro longTitle mainBody preamble preface
    recitals wrapUp""".split()
)
_QUOTED_AS = {"provisions": "qstr", "context": "qtext", "old": "qtext", "new": "qtext"}
_SHOWN = 3
_TYPES = {Substitution: "substitution", Insertion: "insertion", Deletion: "repeal", Move: "renumbering"}


def write_amendment(amendment: Amendment, base: Version) -> bytes:
    """The canonical bytes of an Akoma Ntoso `amendment` against `base`; `read_amendment` gives the same amendment back.

    `base` is only read for the prose and the addresses: it is the version that the patch was written against.
    """
    told = [(one, _ids(one)) for one in instructions(amendment.patch, base)]
    facts = facts_of(amendment, base)
    meta = akn.build(facts, kind="amendment", authors=amendment.sponsors, payloads=(_payload(amendment),))
    main = f"{base.facts.expression}/!main~"
    quotes = phrases_in(base.facts.language).quotes
    meta = akn.analysed(meta, _analysis(told, main))
    paragraphs = tuple([_paragraph(one, ids, main, quotes) for one, ids in told])
    standing = tuple(
        Block("p", f"body__amendmentContent__p_{number}", (), Text(line))
        for number, line in enumerate(waiting(amendment, base), len(amendment.patch.edits) + 1)
    )
    parts: list[Node] = [
        _plain("amendmentHeading", _heading(amendment, base)),
        Provision("amendmentContent", "body__amendmentContent", (), (*standing, *paragraphs)),
    ]
    if amendment.reason:
        parts.append(_plain("amendmentJustification", amendment.reason))
    body = Provision("amendmentBody", "body", (), tuple(parts))
    root = Provision(
        "amendment", "main", (("name", "amendment"),), (Opaque("meta", meta), _preface(amendment, base), body)
    )
    return akn.write(Version(root, Facts()))


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
    """Symbol, sponsors, and the document that is to be amended."""
    sponsors = [
        Text(code, (Mark(0, len(code), "docProponent", (("refersTo", f"#{akn.organization_id(code)}"),)),))
        for code in amendment.sponsors
    ]
    listed = [piece for sponsor in sponsors for piece in (Text(", "), sponsor)][1:]
    phrases = phrases_in(base.facts.language)
    title = base.facts.title or phrases.parts["main"]
    shown = f"{title} ({base.facts.symbol})" if base.facts.symbol else title
    mark = Mark(0, len(shown), "affectedDocument", (("href", base.facts.expression),))
    lines = (
        Text(amendment.symbol, (Mark(0, len(amendment.symbol), "docNumber"),)),
        join([*listed, Text(phrases.title)]),
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


def _paragraph(told: Instruction, ids: list[str], main: str, quotes: tuple[str, str]) -> Block:
    """One instruction as a `mod` in a paragraph; `main` and a wId are a reference to the base."""
    words = join([_marked(part, own, main, quotes) for part, own in zip(told.parts, ids, strict=True)])
    mod = Mark(0, len(words.chars), "mod", (("eId", f"mod_{told.number}"),))
    return Block("p", f"body__amendmentContent__p_{told.number}", (), Text(words.chars, (mod, *words.marks)))


def _ids(told: Instruction) -> list[str]:
    """The eId of each part of the instruction that is a quotation; the empty string for the others."""
    ids: list[str] = []
    counts = {"qstr": 0, "qtext": 0}
    for part in told.parts:
        kind = _QUOTED_AS.get(part.kind, "") if part.kind == "provisions" or part.text.strip(ATOM) else ""
        if kind:
            counts[kind] += 1
        ids.append(f"mod_{told.number}__{kind}_{counts[kind]}" if kind else "")
    return ids


def _marked(part: Part, own: str, main: str, quotes: tuple[str, str]) -> Text:
    match part.kind:
        case "place" if part.upto:
            ends = (("from", f"{main}{part.wid}"), ("upTo", f"{main}{part.upto}"))
            return Text(part.text, (Mark(0, len(part.text), "rref", ends),))
        case "place":
            return Text(part.text, (Mark(0, len(part.text), "ref", (("href", f"{main}{part.wid}"),)),))
        case "old" | "new" | "context":
            attrs = (("eId", own), ("startQuote", quotes[0]), ("endQuote", quotes[1]))
            chars = part.text.replace(ATOM, "")
            return Text(chars, (Mark(0, len(chars), "quotedText", attrs),)) if chars else Text()
        case "provisions":
            held = (("eId", own),)
            inside = tuple(quoted for node in part.provisions for quoted in _quotable(node))
            return Text(ATOM, (Mark(0, 1, "quotedStructure", held, Provision("quotedStructure", own, held, inside)),))
        case _:
            return Text(part.text)


def _quotable(node: Node) -> Iterator[Node]:
    """What may stand in a `quotedStructure`: units and texts; of a part of the document's frame, the texts in it."""
    if isinstance(node, Provision) and node.name in _FRAME:
        for child in node.children:
            if child.name != "meta":
                yield from _quotable(child)
    else:
        yield _quoted(node)


def _quoted(node: Node) -> Node:
    """The node without eIds, which are addresses in another document."""
    if isinstance(node, Opaque):
        return node
    if isinstance(node, Block):
        marks = tuple(
            Mark(mark.start, mark.stop, mark.name, without_ids(mark.attrs), mark.atom) for mark in node.text.marks
        )
        return Block(node.name, node.wid, without_ids(node.attrs), Text(node.text.chars, marks))
    return Provision(node.name, node.wid, without_ids(node.attrs), tuple(_quoted(child) for child in node.children))


# -- the analysis -----------------------------------------------------------------------------------------------------


def _analysis(told: list[tuple[Instruction, list[str]]], main: str) -> Iterator[tuple[int, str]]:
    """The `textualMod` of every edit that is told, which other systems read: tags with their depth."""
    number = 0
    for one, ids in told:
        for edit in one.edits:
            if not number:
                yield 0, "<activeModifications>"
            number += 1
            yield from _mod(number, edit, one, ids, main)
    if number:
        yield 0, "</activeModifications>"


def _mod(number: int, edit: Edit, told: Instruction, ids: list[str], main: str) -> list[tuple[int, str]]:
    wid, position = _destination(edit)
    href = escape.value(f"{main}{wid}")
    parts = list(zip(told.parts, ids, strict=True)) if edit is told.edits[-1] else []
    old = [(2, f'<old href="#{own}"/>') for part, own in parts if own and part.kind == "old"]
    new = [(2, f'<new href="#{own}"/>') for part, own in parts if own and part.kind in ("new", "provisions")]
    return [
        (1, f'<textualMod eId="amod_{number}" type="{_type(edit)}">'),
        (2, f'<source href="#mod_{told.number}"/>'),
        (2, f'<destination href="{href}"{position}/>'),
        *old,
        *new,
        (1, "</textualMod>"),
    ]


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
