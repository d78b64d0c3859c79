"""Small texts and hand-made compilations to render."""

from __future__ import annotations

from dataclasses import dataclass, field

from treaty_drafts.akn.meta import build
from treaty_drafts.amend.edit import Amendment, Patch
from treaty_drafts.compilation.compiled import Alternative, Bracket, Slot, Words
from treaty_drafts.model.tree import ATOM, Block, Mark, Node, Opaque, Provision, Text
from treaty_drafts.model.version import Facts, Version


def block(name: str, wid: str, text: Text | str) -> Block:
    return Block(name, wid, (("eId", wid),), Text(text) if isinstance(text, str) else text)


def provision(name: str, wid: str, *children: Node) -> Provision:
    return Provision(name, wid, (("eId", wid),), children)


def paragraph(wid: str, num: str, text: Text | str) -> Provision:
    content = provision("content", f"{wid}__content", block("p", f"{wid}__content__p_1", text))
    name = "point" if num.startswith("(") else "paragraph"
    return provision(name, wid, block("num", f"{wid}__num_1", num), content)


def article(number: int, heading: str, *children: Node, word: str = "Article {}") -> Provision:
    wid = f"art_{number}"
    num = block("num", f"{wid}__num_1", word.format(number))
    return provision("article", wid, num, block("heading", f"{wid}__heading_1", heading), *children)


def note(wid: str, marker: str, text: str) -> Text:
    inner = Provision("authorialNote", wid, (("eId", wid), ("marker", marker)), (block("p", f"{wid}__p_1", text),))
    return Text(ATOM, (Mark(0, 1, "authorialNote", (("marker", marker),), inner),))


def version(*articles: Node, title: str = "Draft Agreement on Shared Rivers", language: str = "eng") -> Version:
    heading = Text(title, (Mark(0, len(title), "docTitle"),))
    preface = provision(
        "preface", "preface", provision("longTitle", "preface__longTitle", block("p", "preface__p_1", heading))
    )
    recital = provision(
        "recital", "rec_1", block("p", "rec_1__p_1", Text("Recalling the importance of rivers,", (Mark(0, 9, "i"),)))
    )
    preamble = provision("preamble", "preamble", provision("recitals", "preamble__recs", recital))
    body = provision("body", "body", *articles)
    work = "/akn/un/bill/provision/icg/2026-03-01/rivers"
    facts = Facts(title=title, work=work, language=language, number="l-1", symbol="A/CONF.900/L.1", date="2026-03-01")
    meta = Opaque("meta", build(facts))
    return Version(Provision("bill", "main", (("name", "treaty"),), (meta, preface, preamble, body)), facts)


@dataclass
class HandMade:
    """A compilation made by hand: what the renderer asks of one."""

    base: Version
    amendments: tuple[Amendment, ...]
    compiled: dict[str, Words] = field(default_factory=dict)
    sequences: dict[str, tuple[Slot, ...]] = field(default_factory=dict)

    def words(self, wid: str) -> Words | None:
        return self.compiled.get(wid)

    def slots(self, wid: str) -> tuple[Slot, ...] | None:
        return self.sequences.get(wid)

    def sponsors_of(self, symbols: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(code for item in self.amendments if item.symbol in symbols for code in item.sponsors)
        )


def amendment(symbol: str, *sponsors: str, amends: str = "") -> Amendment:
    return Amendment(symbol, sponsors, Patch("", ()), amends=amends)


def alternative(text: str, symbols: str = "", sponsors: str = "") -> Alternative:
    return Alternative((Text(text),) if text else (), tuple(symbols.split()), tuple(sponsors.split()))


SENTENCE = "Each Party shall take appropriate measures to reduce emissions."


def emissions() -> HandMade:
    """The example of the design page: four amendments on one sentence, an article inserted, one deleted, one moved."""
    wid = "art_2__para_1__content__p_1"
    inner: Words = (
        Text("Each Party "),
        Bracket(
            wid,
            11,
            16,
            "alternatives",
            (alternative("shall"), alternative("should", "L.1 L.2", "EU JPN"), alternative("may", "L.3", "USA")),
        ),
        Text(" take "),
        Bracket(wid, 22, 33, "alternatives", (alternative("appropriate"), alternative("", "L.2", "JPN"))),
        Text(" measures"),
        Bracket(wid, 42, 42, "insertion", (alternative(""), alternative(" urgently", "L.1", "EU"))),
        Text(" to reduce emissions"),
    )
    whole = Bracket(wid, 0, 62, "alternatives", (Alternative(inner), alternative("", "L.4", "SAU")))
    second = paragraph("art_2__para_1", "1.", SENTENCE)
    third = Text("Parties shall report every year.")
    one = article(
        1,
        "Use of terms",
        paragraph("art_1__para_1", "1.", "For the purposes of this Agreement:"),
        paragraph("art_1__para_2", "(a)", "“river” means a body of water."),
    )
    two = article(2, "Measures", second, paragraph("art_2__para_2", "2.", third))
    three = article(3, "Reports", paragraph("art_3__para_1", "1.", Text("Reports are public.")))
    four = article(4, "Depositary", paragraph("art_4__para_1", "1.", "The Secretary-General is the depositary."))
    new = article(
        5, "Early warning", paragraph("art_5__para_1", "1.", "Parties warn each other."), word="Article 2 bis"
    )
    base = version(one, two, three, four)
    amendments = (
        amendment("L.1", "EU"), amendment("L.2", "JPN"), amendment("L.3", "USA"), amendment("L.4", "SAU"),
        amendment("L.5", "G77", "KEN"), amendment("L.6", "NOR"),
    )  # fmt: skip
    slots = (
        Slot("base", one),
        Slot("base", two),
        Slot("inserted", new, proposers=("L.5",)),
        Slot("base", three, deleters=("L.4",)),
        Slot("arrival", one, proposers=("L.6",)),
        Slot("base", four),
    )
    slots = (Slot("base", one, movers=("L.6",)), *slots[1:])
    return HandMade(base, amendments, {wid: (whole, Text("."))}, {"body": slots})
