"""The naming convention's words: what stands for an element in an id (Akoma Ntoso naming convention, section 5)."""

from __future__ import annotations

from typing import Final

ROOT: Final = "main"
"""The wId of the document element: the convention's own name of a work's main component."""

DOCUMENTS: Final = frozenset(
    """act amendment amendmentList bill debate debateReport doc documentCollection judgment officialGazette portion
    statement""".split()
)
"""Document types: each is the context of its own numbering, and takes no ids."""

NO_ID: Final = DOCUMENTS | {"akomaNtoso", "attachments", "meta"}
"""Elements that the schema allows no eId and no wId."""

ABBREVIATIONS: Final = {
    "alinea": "al",
    "amendmentBody": "body",
    "article": "art",
    "attachment": "att",
    "blockList": "list",
    "chapter": "chp",
    "citation": "cit",
    "citations": "cits",
    "clause": "cl",
    "collectionBody": "body",
    "component": "cmp",
    "componentRef": "cref",
    "components": "cmpnts",
    "debateBody": "body",
    "debateSection": "dbsect",
    "division": "dvs",
    "documentRef": "dref",
    "judgmentBody": "body",
    "listIntroduction": "intro",
    "listWrapUp": "wrap",
    "mainBody": "body",
    "paragraph": "para",
    "portionBody": "body",
    "quotedStructure": "qstr",
    "quotedText": "qtext",
    "recital": "rec",
    "recitals": "recs",
    "section": "sec",
    "subchapter": "subchp",
    "subclause": "subcl",
    "subdivision": "subdvs",
    "subparagraph": "subpara",
    "subsection": "subsec",
    "temporalGroup": "tmpg",
    "wrapUp": "wrapup",
}
"""What stands for an element in an id, where it is not the element's own name (table 5.1)."""


def derived(parent: str, name: str, count: int) -> str:
    """The wId of an element that brings none: the `count`-th child of that name under the element `parent`."""
    own = ABBREVIATIONS.get(name, name)
    if not parent and name in NO_ID:
        return ROOT if name in DOCUMENTS else ""
    if parent == ROOT or not parent:
        return own if count == 1 else f"{own}_{count}"
    return f"{parent}__{own}_{count}"
