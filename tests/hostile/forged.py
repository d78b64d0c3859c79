"""Amendments, compilations and requests that are not what they claim to be: each made by tampering with good ones."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.hostile.run import treaty_drafts

DRAFT = """# Draft Agreement on Lost Gear

## Article 1. Objective

The objective of this Agreement is to prevent and reduce the loss of gear at sea.

## Article 2. Marking

1. Each Party shall ensure that gear is marked.

2. The mark [shall][should] be durable.

## Article 3. Reports

Each Party shall report to the secretariat once a year.
"""


@dataclass(frozen=True)
class Meeting:
    """A version, another one, two amendments to the first, one to the second, and a compilation of the two."""

    folder: Path

    @property
    def base(self) -> str:
        return str(self.folder / "base.xml")

    @property
    def other(self) -> str:
        return str(self.folder / "other.xml")

    def amendment(self, symbol: str) -> str:
        return str(self.folder / f"{symbol}.xml")

    @property
    def compilation(self) -> str:
        return str(self.folder / "compilation.xml")

    def tampered(self, name: str, into: Path, *pairs: tuple[str, str]) -> str:
        """A copy of a file of the meeting with words exchanged by hand, every one of which must be there."""
        text = (self.folder / name).read_text("utf-8")
        for old, new in pairs:
            assert old in text, f"{old!r} is not in {name}"
            text = text.replace(old, new, 1)
        (into / name).write_text(text, "utf-8")
        return str(into / name)


Argv = list[str | bytes]


@dataclass(frozen=True)
class Forgery:
    """A command line made from a good meeting, and what its refusal says."""

    title: str
    made: Callable[[Meeting, Path], Argv]
    says: str


def convene(folder: Path) -> Meeting:
    """Makes the files of the meeting with the program itself."""
    meeting = Meeting(folder)
    (folder / "base.md").write_text(DRAFT, "utf-8")
    (folder / "other.md").write_text(DRAFT.replace("once a year", "twice a year"), "utf-8")
    steps: list[list[str]] = [
        ["import", "base.md", "-o", "base.xml", "--symbol", "T/1"],
        ["import", "other.md", "-o", "other.xml", "--symbol", "T/2"],
        tabling(
            "base.xml", "L.1", "EU", "--at", "art_3", "--text", "Each Party shall report to the Chair once a year."
        ),
        tabling(
            "base.xml",
            "L.2",
            "SAU",
            "--at",
            "art_3",
            "--text",
            "Each Party shall report to the depositary once a year.",
        ),
        tabling(
            "base.xml",
            "L.3",
            "AOSIS",
            "--at",
            "art_2",
            "--insert-after",
            "Article 2 bis. Colours\n\nGear shall be red.",
        ),
        tabling(
            "other.xml",
            "L.9",
            "CHN",
            "--at",
            "art_1",
            "--text",
            "The objective of this Agreement is to prevent the loss of gear.",
        ),
        ["compile", "base.xml", "L.1.xml", "L.2.xml", "L.3.xml", "-o", "compilation.xml"],
    ]
    for argv in steps:
        outcome = treaty_drafts(*argv, within=folder)
        assert outcome.code == 0, f"{argv}: {outcome.talk}"
    return meeting


def tabling(base: str, symbol: str, sponsor: str, *wanted: str) -> list[str]:
    return ["propose", base, *wanted, "--sponsor", sponsor, "--symbol", symbol, "-o", f"{symbol}.xml"]


_PAYLOAD = re.compile(r">(\{&quot;|\{\")(symbol.*?\})</", re.DOTALL)


def forged(meeting: Meeting, into: Path, change: Callable[[Any], object], symbol: str = "L.1") -> str:
    """A copy of an amendment whose patch is not the one that its sponsors tabled."""
    text = Path(meeting.amendment(symbol)).read_text("utf-8")
    found = _PAYLOAD.search(text)
    assert found, "no patch in the amendment"
    data = json.loads(html.unescape(found[0][1:-2]))
    data = change(data) or data
    written = data if isinstance(data, str) else json.dumps(data)
    path = into / f"{symbol}.xml"
    path.write_text(text[: found.start() + 1] + html.escape(written, quote=False) + text[found.end() - 2 :], "utf-8")
    return str(path)


def compiled(
    change: Callable[[Any], object], symbol: str = "L.1", more: tuple[str, ...] = ()
) -> Callable[[Meeting, Path], Argv]:
    """`compile` of the base and a forged amendment, beside good ones."""
    return lambda meeting, into: [
        "compile",
        meeting.base,
        *(meeting.amendment(name) for name in more),
        forged(meeting, into, change, symbol),
    ]


def edit(**values: object) -> Callable[[Any], object]:
    """The first edit of the patch with other values."""
    return lambda data: data["patch"]["edits"][0].update(values)


def edits(*made: dict[str, Any]) -> Callable[[Any], object]:
    """Other edits."""
    return lambda data: data["patch"].update(edits=list(made))


def substitution(**values: object) -> dict[str, Any]:
    """A good substitution of "year" in article 3, with other values."""
    return {
        "type": "substitution",
        "wid": "art_3__p_1",
        "start": 49,
        "stop": 53,
        "old": "year",
        "new": {"chars": "week"},
    } | values


def inserted(*provisions: dict[str, Any]) -> Callable[[Any], object]:
    """An insertion of these after article 2."""
    return edits({"type": "insertion", "parent": "body", "after": "art_2", "provisions": list(provisions)})


def article(
    wid: str, *children: dict[str, Any], name: str = "article", attrs: list[list[str]] | None = None
) -> dict[str, Any]:
    """A provision as the patch's JSON writes it."""
    return {"type": "provision", "name": name, "wid": wid, "attrs": attrs or [], "children": list(children)}


def words(wid: str, chars: str, marks: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """A block as the patch's JSON writes it."""
    return {"type": "block", "name": "p", "wid": wid, "attrs": [], "text": {"chars": chars, "marks": marks or []}}


def propose(*wanted: str | bytes) -> Callable[[Meeting, Path], Argv]:
    return lambda meeting, into: ["propose", meeting.base, *wanted, "--sponsor", "EU", "--symbol", "L.8"]


def consolidate(*options: str, amendments: tuple[str, ...] = ("L.1", "L.2")) -> Callable[[Meeting, Path], Argv]:
    return lambda meeting, into: [
        "consolidate",
        meeting.base,
        *map(meeting.amendment, amendments),
        *options,
        "-o",
        str(into / "next.xml"),
    ]


def _nested(depth: int) -> str:
    return '{"symbol":"L.1","sponsors":["EU"],"patch":{"base":"x","edits":' + "[" * depth + "]" * depth + "}}"


def _long(data: Any) -> None:
    data["patch"]["edits"] = [substitution(start=0, stop=0, old="", new={"chars": "so " * 7_000_000})]


OPAQUE = {
    "type": "opaque",
    "name": "foreign",
    "xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><foreign>&b;</foreign>',
}
TORN = {"type": "opaque", "name": "foreign", "xml": "</content></article><script>alert(1)</script>"}

CASES = [
    Forgery(
        "an amendment for another base",
        lambda m, into: ["compile", m.base, m.amendment("L.9")],
        "another version|digest",
    ),
    Forgery(
        "an amendment whose base digest is forged",
        compiled(lambda data: data["patch"].update(base="0" * 16)),
        "digest|version",
    ),
    Forgery("words that the sponsor never read", compiled(edit(old="never stood here")), "art_3"),
    Forgery(
        "a deletion of words that it never read",
        compiled(edits({"type": "deletion", "wid": "art_3", "old": "0" * 16})),
        "art_3",
    ),
    Forgery("a provision that is not there", compiled(edit(wid="art_99__p_1")), "art_99"),
    Forgery("an offset before the beginning", compiled(edit(start=-5)), "art_3|L.1"),
    Forgery("an offset after the end", compiled(edit(start=9_000, stop=9_003)), "art_3"),
    Forgery("a range that ends before it starts", compiled(edit(start=20, stop=10)), "art_3|L.1"),
    Forgery("an offset that is no number", compiled(edit(start="twelve")), "L.1.xml"),
    Forgery(
        "two edits of the same words", compiled(edits(substitution(), substitution(new={"chars": "day"}))), "art_3"
    ),
    Forgery("edits that overlap", compiled(edits(substitution(), substitution(start=45, old="ear a ye"))), "art_3"),
    Forgery(
        "a provision both deleted and edited",
        compiled(
            lambda data: data["patch"]["edits"].append({"type": "move", "wid": "art_3", "parent": "art_3", "after": ""})
        ),
        "art_3",
    ),
    Forgery(
        "a provision moved into itself",
        compiled(edits({"type": "move", "wid": "art_2", "parent": "art_2", "after": ""})),
        "art_2",
    ),
    Forgery("a new provision under a name that is taken", compiled(inserted(article("art_1"))), "art_1"),
    Forgery("two new provisions of one name", compiled(inserted(article("art_8"), article("art_8"))), "art_8"),
    Forgery(
        "a new provision after one that is not there",
        compiled(edits({"type": "insertion", "parent": "body", "after": "art_77", "provisions": [article("art_8")]})),
        "art_77",
    ),
    Forgery("a new provision that no treaty has", compiled(inserted(article("s", name="script"))), "script"),
    Forgery(
        "an attribute that breaks out",
        compiled(inserted(article("art_8", attrs=[['x="1"><script>', "1"]]))),
        "art_8|attribute|L.1.xml",
    ),
    Forgery("carried XML with an entity", compiled(inserted(OPAQUE)), "DOCTYPE|L.1.xml|foreign"),
    Forgery("carried XML that is torn", compiled(inserted(TORN)), "L.1.xml|foreign|well-formed"),
    Forgery(
        "a mark outside its words",
        compiled(inserted(article("art_8", words("art_8__p_1", "Peace.", [{"start": 2, "stop": 90, "name": "i"}])))),
        "art_8|mark",
    ),
    Forgery(
        "marks that cross",
        compiled(
            inserted(
                article(
                    "art_8",
                    words(
                        "art_8__p_1",
                        "Peace and order.",
                        [{"start": 0, "stop": 9, "name": "i"}, {"start": 4, "stop": 12, "name": "b"}],
                    ),
                )
            )
        ),
        "art_8|mark",
    ),
    Forgery("new words with a NUL", compiled(edit(new={"chars": "a\0b"})), "art_3|U\\+0000|L.1"),
    Forgery(
        "new words with half a character",
        compiled(lambda data: json.dumps(data).replace("Chair", "Ch\\ud800air")),
        "surrogate|L.1|U\\+D800",
    ),
    Forgery("new words of 21 MB", compiled(_long), "MB|bytes|limit"),
    Forgery("a patch that is cut off", compiled(lambda data: json.dumps(data)[:-20]), "L.1.xml.*damaged"),
    Forgery("a patch that is no patch", compiled(lambda data: {"symbol": "L.1", "sponsors": "EU"}), "L.1.xml.*damaged"),
    Forgery("a patch of 100,000 lists in one another", compiled(lambda data: _nested(100_000)), "L.1.xml.*damaged"),
    Forgery("an edit of an unknown kind", compiled(edits({"type": "annexation", "wid": "art_3"})), "annexation"),
    Forgery("a sub-amendment without its parent", compiled(lambda data: data.update(amends="L.7")), "L.7"),
    Forgery("an amendment that amends itself", compiled(lambda data: data.update(amends="L.1")), "L.1"),
    Forgery(
        "two amendments of one symbol",
        lambda m, into: ["compile", m.base, m.amendment("L.1"), m.amendment("L.1")],
        "L.1",
    ),
    Forgery("a version for an amendment", lambda m, into: ["compile", m.base, m.other], "not an amendment"),
    Forgery(
        "an amendment for a version", lambda m, into: ["compile", m.amendment("L.1"), m.amendment("L.2")], "version"
    ),
    Forgery("a compilation for a version", lambda m, into: ["compile", m.compilation, m.amendment("L.1")], "version"),
    Forgery(
        "a compilation edited by hand",
        lambda m, into: ["render", m.tampered("compilation.xml", into, ("once a year", "now and then"))],
        "version|compil",
    ),
    Forgery(
        "a compilation with a bracket taken out by hand",
        lambda m, into: ["render", m.tampered("compilation.xml", into, ("Gear shall be red", "Gear may be red"))],
        "compilation",
    ),
    Forgery(
        "a version with an identity given twice",
        lambda m, into: ["check", m.tampered("base.xml", into, ('"art_2__para_2"', '"art_2__para_1"'))],
        "art_2__para_1",
    ),
    Forgery(
        "a reference to nothing",
        lambda m, into: [
            "check",
            m.tampered("base.xml", into, ("the secretariat", '<ref href="#art_99">article 99</ref>')),
        ],
        "art_99",
    ),
    Forgery(
        "a bidi override in a proposal",
        propose("--at", "art_3", "--text", "Each Party shall \u202etroper\u202c once a year."),
        "U\\+202E",
    ),
    Forgery(
        "Latin-1 on the command line",
        propose("--at", "art_3", "--text", b"Each Party shall r\xe9port once a year."),
        "art_3|UTF-8|U\\+DC",
    ),
    Forgery("a proposal at a provision that is not there", propose("--at", "art_99", "--text", "Peace."), "art_99"),
    Forgery("two amendments that exclude each other", consolidate("--adopt", "L.1", "L.2"), "L.1 and L.2"),
    Forgery("the adoption of what was not tabled", consolidate("--adopt", "L.77"), "L.77"),
    Forgery("a bracket that does not stand in the text", consolidate("--lift", "b99"), "b99"),
    Forgery("an alternative that is not there", consolidate("--take", "c1=9"), "c1|9"),
    Forgery("a clean text while brackets stand", lambda m, into: ["render", m.base, "--view", "clean"], "bracket"),
    Forgery(
        "the text of a delegation that tabled nothing", lambda m, into: ["render", m.compilation, "--as", "XYZ"], "XYZ"
    ),
    Forgery(
        "a proposal that is a folder",
        lambda m, into: ["propose", m.base, str(into), "--sponsor", "EU", "--symbol", "L.8"],
        "folder|ending",
    ),
]
