"""Metadata: the facts of a version as Akoma Ntoso's `meta`, and back.

`meta` is carried as text in its canonical form (`carried.py`). Only what the product uses is understood here: the FRBR
identification, the organizations, and payloads of our own namespace; everything else is kept as it is.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec
from lxml import etree

from treaty_drafts.akn import escape
from treaty_drafts.akn.carried import canonical, laid_out
from treaty_drafts.akn.profile import AKN, NEG
from treaty_drafts.errors import MarkupError, Misused
from treaty_drafts.model.frbr import dated
from treaty_drafts.model.tree import Node, Opaque, Provision
from treaty_drafts.model.version import Facts, Version

SECRETARIAT: Final = "secretariat"
UNDATED: Final = "0001-01-01"
"""The date that stands where the schema wants one and none is known; `facts_of` reads it as none."""

_VERSION: Final = re.compile(r"^[^@]*(?:@([^/!~]*).*)?$", re.DOTALL)
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d(T.*)?").fullmatch
_END: Final = "</identification>"
_SUBTYPES: Final = {"amendment": "modification", "amendmentList": "modification"}


class Payload(msgspec.Struct, frozen=True):
    """One element of our own namespace in the metadata: its attributes and its text."""

    attrs: dict[str, str]
    text: str


def organization_id(code: str) -> str:
    """The eId of a delegation's TLCOrganization: `EU` → `deleg-EU`, `G77 & China` → `deleg-G77-China`.

    Letters and digits stand for themselves, ` & ` becomes `-`, a blank `_`; anything else is escaped after a full stop,
    so that two codes never have one id.
    """
    return "deleg-" + re.sub(r" & |\W|_", _escaped, code)


def _escaped(found: re.Match[str]) -> str:
    """The part of an id that stands for characters other than letters and digits."""
    chars = found.group()
    if chars == " & ":
        return "-"
    if chars == " ":
        return "_"
    return f".{chars}" if chars in "-_." else f".u{ord(chars):X}."


def build(
    facts: Facts,
    *,
    kind: str = "bill",
    component: str = "main",
    organizations: Iterable[tuple[str, str]] = (),
    authors: Iterable[str] = (),
    analysis: str = "",
    payloads: Iterable[str] = (),
) -> str:
    """The canonical `<meta>` of a document of our own.

    `organizations` are codes and names; `authors` codes among them (none: the secretariat). `analysis` is XML that goes
    into `analysis`; `payloads` are elements of our namespace (prefix `neg`) that go into `proprietary`.
    """
    authors = tuple(authors)
    parts = ["<meta>", _identification(facts, kind, component, authors)]
    if analysis:
        parts.append(f'<analysis source="#{SECRETARIAT}">{analysis}</analysis>')
    if component == "main":
        parts.append(_references(organizations, authors))
    joined = "".join(payloads)
    if joined:
        parts.append(f'<proprietary source="#{SECRETARIAT}">{joined}</proprietary>')
    return canonical("".join((*parts, "</meta>")))


def analysed(meta_xml: str, tags: Sequence[str]) -> str:
    """Metadata that `build` made, with an `analysis` of these tags of the standard, a blank before each for each level.

    They are laid out here, where `build` would read them first; values are escaped as `escape.value` does.
    """
    if not tags:
        return meta_xml
    inside = laid_out(2, laid_out(2, "").join(tags))
    opening, closing = laid_out(1, f'<analysis source="#{SECRETARIAT}">'), laid_out(1, "</analysis>")
    head, end, tail = meta_xml.partition(_END)
    return f"{head}{end}{opening}{inside}{closing}{tail}"


def _identification(facts: Facts, kind: str, component: str, authors: tuple[str, ...]) -> str:
    """The three FRBR levels of a document."""
    date = _sound_date(facts.date) if facts.date else UNDATED
    by = (
        "".join(f'<FRBRauthor href="#{organization_id(code)}"/>' for code in authors)
        or f'<FRBRauthor href="#{SECRETARIAT}"/>'
    )
    title = f'<FRBRalias value="{escape.value(facts.title)}" name="title"/>' if facts.title else ""
    subtype = _SUBTYPES.get(kind, "provision")
    symbol = f' showAs="{escape.value(facts.symbol)}"' if facts.symbol else ""
    number = f'<FRBRversionNumber value="{escape.value(facts.number)}"{symbol}/>' if facts.number or symbol else ""

    def level(iri: str, ending: str, alias: str, on: str, more: str) -> str:
        this, whole = escape.value(f"{iri}/!{component}{ending}"), escape.value(f"{iri}{ending}")
        dates = f'<FRBRdate date="{escape.value(on)}" name="generation"/>'
        return f'<FRBRthis value="{this}"/><FRBRuri value="{whole}"/>{alias}{dates}{by}{more}'

    country = '<FRBRcountry value="un"/>'
    work = f'{country}<FRBRsubtype value="{subtype}"/>' if component == "main" else country
    language = f'{number}<FRBRlanguage language="{escape.value(facts.language)}"/>'
    return (
        f'<identification source="#{SECRETARIAT}">'
        f"<FRBRWork>{level(facts.work, '', title, dated(facts.work) or date, work)}</FRBRWork>"
        f"<FRBRExpression>{level(facts.expression, '', '', date, language)}</FRBRExpression>"
        f"<FRBRManifestation>{level(facts.expression, '.xml', '', date, '')}</FRBRManifestation>"
        "</identification>"
    )


def _sound_date(date: str) -> str:
    """The date, once it is sure that a reader will take it."""
    try:
        if _DATE(date):
            dt.date.fromisoformat(date[:10])
            return date
    except ValueError:  # of the right form, but on no calendar
        pass
    raise Misused(f"`{date}` is no date", step="write it as 2025-12-31")


def _references(organizations: Iterable[tuple[str, str]], authors: tuple[str, ...]) -> str:
    """What the `#refs` of the document resolve to."""
    names = {**{code: code for code in authors}, **dict(organizations)}
    entries = [organization(code, name) for code, name in names.items()]
    own = (
        f'<TLCOrganization eId="{SECRETARIAT}" href="/akn/ontology/organization/un/secretariat" showAs="Secretariat"/>'
    )
    return f'<references source="#{SECRETARIAT}">{own}{"".join(entries)}</references>'


def organization(code: str, name: str) -> str:
    """The TLCOrganization of a delegation."""
    iri = re.sub(r"[^0-9a-z]+", "-", code.lower()).strip("-") or "organization"
    return (
        f'<TLCOrganization eId="{organization_id(code)}" href="/akn/ontology/organization/un/{iri}"'
        f' showAs="{escape.value(name or code)}" shortForm="{escape.value(code)}"/>'
    )


def identified(meta_xml: str) -> str:
    """Metadata that has no identification, with one that states nothing."""
    inside = meta_xml.partition(">")[2].rpartition("</meta>")[0]
    return canonical(f"<meta>{_identification(Facts(language='und'), 'bill', 'main', ())}{inside}</meta>")


def facts_of(meta_xml: str) -> Facts:
    """The facts that the identification of a `<meta>` states; what it does not state is empty."""
    start, end = meta_xml.find("<identification"), meta_xml.find(_END)
    if start < 0 or end < 0:
        return Facts(language="")
    found = _Levels(_parsed(meta_xml[start : end + len(_END)]))
    uri = found.value("FRBRExpression", "FRBRuri")
    number = found.value("FRBRExpression", "FRBRversionNumber") or _VERSION.sub(r"\1", uri)
    date = found.value("FRBRExpression", "FRBRdate", "date")
    return Facts(
        title=found.title(),
        work=found.value("FRBRWork", "FRBRuri"),
        language=found.value("FRBRExpression", "FRBRlanguage", "language"),
        number=number,
        symbol=found.value("FRBRExpression", "FRBRversionNumber", "showAs")
        or found.value("FRBRWork", "FRBRnumber", "showAs"),
        date="" if date == UNDATED else date,
    )


class _Levels:
    """An identification, asked for values."""

    def __init__(self, element: etree._Element) -> None:
        self.element = element

    def value(self, level: str, name: str, attribute: str = "value") -> str:
        """The first such attribute, or the empty string."""
        found = self.element.find(f"{{{AKN}}}{level}/{{{AKN}}}{name}[@{attribute}]")
        return "" if found is None else str(found.get(attribute))

    def title(self) -> str:
        """The alias that is the title, else the first alias."""
        aliases = self.element.findall(f"{{{AKN}}}FRBRWork/{{{AKN}}}FRBRalias")
        titles = [alias for alias in aliases if alias.get("name") == "title"] or aliases
        return str(titles[0].get("value") or "") if titles else ""


def payloads(meta_xml: str, name: str) -> tuple[Payload, ...]:
    """The elements of our own namespace with that local name, anywhere in the metadata, in document order."""
    if NEG not in meta_xml:
        return ()
    return tuple(
        Payload({str(key): str(text) for key, text in found.items()}, str(found.text or ""))
        for found in _parsed(meta_xml).iter(f"{{{NEG}}}{name}")
    )


def revised(version: Version, facts: Facts) -> Version:
    """The version under other facts: the identification in its metadata (its annexes' too) is new, all else kept."""
    root = _renewed(version.root, facts, "main")
    return Version(root, facts, version.attrs)


def _renewed(node: Provision, facts: Facts, component: str) -> Provision:
    """The document, and the documents inside it, with renewed identification."""
    changed: list[Node] = []
    for child in node.children:
        if isinstance(child, Opaque) and child.name == "meta":
            changed.append(Opaque("meta", _identified(child.xml, facts, component, node.name)))
        elif isinstance(child, Provision) and child.name in ("attachments", "attachment", "doc"):
            changed.append(_renewed(child, facts, component))
        else:
            changed.append(child)
    return Provision(node.name, node.wid, node.attrs, tuple(changed))


def _identified(meta_xml: str, facts: Facts, component: str, kind: str) -> str:
    """The metadata with another identification; authors and component stay."""
    start, end = meta_xml.find("<identification"), meta_xml.find(_END)
    if start < 0 or end < 0:
        return build(facts, kind=kind)
    old = meta_xml[start : end + len(_END)]
    this = re.search(r'<FRBRthis value="[^"]*?/!([^"/]*)"', old)
    new = _identification(facts, kind, this.group(1) if this else component, ())
    kept = re.findall(r"<FRBRauthor [^>]*/>", old.partition("</FRBRWork>")[0])
    if kept:
        new = new.replace(f'<FRBRauthor href="#{SECRETARIAT}"/>', "".join(kept))
    source = re.match(r"<identification[^>]*>", old)
    if source:
        new = new.replace(f'<identification source="#{SECRETARIAT}">', source.group())
    return canonical(meta_xml[:start] + new + meta_xml[end + len(_END) :])


def _parsed(xml: str) -> etree._Element:
    """Canonical metadata as a tree; its own default namespace is put back."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, collect_ids=False)
    try:
        return etree.fromstring(f'<x xmlns="{AKN}" xmlns:neg="{NEG}">{xml}</x>'.encode(), parser)[0]
    except etree.XMLSyntaxError as error:
        raise MarkupError(f"the metadata is not well-formed: {error.msg}", step="build it with `akn.build`") from None
