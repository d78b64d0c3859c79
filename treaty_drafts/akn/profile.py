"""The treaty profile's one table: what each Akoma Ntoso element is to the model, and the names that everyone shares.

The sets are disjoint: `LINES` (words, a line of their own), `INLINES` (words within a line), `EMPTIES` (no content),
and structure, which is every other name of the standard (`STRUCTURES`). Units, wrappers and notes are structure.
"""

from __future__ import annotations

from typing import Final

from treaty_drafts.model.naming import ABBREVIATIONS, DOCUMENTS, NO_ID, ROOT, derived

AKN: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
"""The namespace of the standard of 29 August 2018."""

NEG: Final = "urn:x-treaty-drafts:1"
"""Our own namespace: who asked for what, in attributes and in `otherAnalysis`; written with the prefix `neg`."""

XML: Final = "http://www.w3.org/XML/1998/namespace"
XML_ID: Final = f"{{{XML}}}id"
XML_LANG: Final = f"{{{XML}}}lang"

UNITS: Final = frozenset(
    """alinea article attachment book chapter citation clause division hcontainer indent item level paragraph part
    point proviso recital rule section subchapter subclause subdivision sublist subparagraph subpart subrule
    subsection subtitle title tome transitional""".split()
)
"""Hierarchical units: what a delegate cites, moves, deletes and numbers."""

WRAPPERS: Final = frozenset(
    """amendmentBody attachments blockList body citations collectionBody component components conclusions container
    content debateBody intro judgmentBody list longTitle mainBody ol portionBody preamble preface recitals ul
    wrapUp""".split()
)
"""Structure that carries no number of its own and that nobody cites."""

NOTES: Final = frozenset(("authorialNote", "subFlow"))
"""Blocks that interrupt a line: written as atoms, no part of the sentence around them."""

LABELS: Final = frozenset(("num", "heading", "subheading"))
"""Lines that name a unit."""

LINES: Final = LABELS | frozenset(
    "block caption crossHeading from li listIntroduction listWrapUp narrative p scene summary tocItem".split()
)
"""Elements that hold words and stand on a line of their own: always a `Block`."""

INLINES: Final = frozenset(
    """a abbr affectedDocument argument b change concept courtType date decoration def del docAuthority docCommittee
    docDate docIntroducer docJurisdiction docNumber docProponent docPurpose docStage docStatus docTitle docType
    docketNumber embeddedText entity event fillIn i inline ins judge lawyer legislature location mmod mod mref
    neutralCitation object omissis opinion organization outcome party person placeholder process quantity quotedText
    recordedTime ref relatedDocument remark rmod role rref session shortTitle signature span sub sup term time u
    vote""".split()
)
"""Elements that hold words within a line: always a `Mark`."""

EMPTIES: Final = frozenset(
    """FRBRalias FRBRauthor FRBRauthoritative FRBRcountry FRBRdate FRBRformat FRBRlanguage FRBRmasterExpression
    FRBRname FRBRnumber FRBRportion FRBRprescriptive FRBRsubtype FRBRthis FRBRtranslation FRBRuri FRBRversionNumber
    TLCConcept TLCEvent TLCLocation TLCObject TLCOrganization TLCPerson TLCProcess TLCReference TLCRole TLCTerm
    activeRef attachmentOf br componentRef documentRef eol eop hasAttachment img jurisprudence keyword mapping marker
    noteRef original passiveRef publication timeInterval""".split()
)
"""Elements without content."""

META_STRUCTURES: Final = frozenset(
    """FRBRExpression FRBRItem FRBRManifestation FRBRWork activeModifications alternativeReference
    analysis application applies classification componentData componentInfo condition contrasts count derogates
    destination dissentsFrom distinguishes domain duration efficacy efficacyMod eventRef extends force forceMod
    identification implicitReference isAnalogTo judicial legalSystemMod lifecycle mappings meaningMod meta new note
    notes old otherAnalysis otherReferences overrules parliamentary passiveModifications presentation preservation
    previous proprietary putsInQuestion quorum quorumVerification recount references restriction restrictions
    restricts result scopeMod source step supports temporalData temporalGroup textualMod voting workflow""".split()
)
"""Structure of the metadata, which is carried whole."""

STRUCTURES: Final = (
    DOCUMENTS
    | UNITS
    | WRAPPERS
    | NOTES
    | META_STRUCTURES
    | frozenset(
        """address adjournment administrationOfOath akomaNtoso amendmentContent amendmentHeading
        amendmentJustification amendmentReference answer arguments background blockContainer communication coverPage
        debateSection decision declarationOfVote div embeddedStructure foreign formula header interstitial introduction
        ministerialStatements motivation nationalInterest noticesOfMotion oralStatements other papers
        personalStatements petitions pointOfOrder prayers proceduralMotions question questions quotedStructure
        remedies resolutions rollCall speech speechGroup table tblock td th toc tr writtenStatements""".split()
    )
)
"""Elements that hold other elements."""

WHOLE: Final = frozenset(("meta", "foreign", "componentData"))
"""Elements of the standard that are carried whole (`Opaque`); so is every element of another namespace."""

HOLD_LINES: Final = frozenset(
    """address adjournment administrationOfOath amendmentContent amendmentHeading amendmentJustification
    amendmentReference answer arguments authorialNote background blockContainer citation communication conclusions
    container content coverPage debateSection decision declarationOfVote div embeddedStructure formula
    header interstitial intro introduction item longTitle mainBody ministerialStatements
    motivation nationalInterest noticesOfMotion oralStatements other papers personalStatements petitions pointOfOrder
    prayers preamble preface proceduralMotions question questions quotedStructure recital remedies resolutions
    rollCall speech speechGroup subFlow tblock td th wrapUp writtenStatements""".split()
)
"""Structure in which a `p` may stand: there, words without one are repaired by one."""

PREFIXES: Final = {
    XML: "xml",
    NEG: "neg",
    "http://www.w3.org/2001/XMLSchema-instance": "xsi",
    "http://www.w3.org/1999/xlink": "xlink",
    "urn:eu:europa:ec:leos": "leos",
    "http://un.org/akn4un": "akn4un",
    "http://imfc.europa.eu/akn4eu": "akn4eu",
}
"""The prefix that the writer gives a foreign namespace; others are `ns1`, `ns2` … in the order in which they appear."""


def reference(name: str) -> str:
    """What stands for the element in an id: `art` for `article`."""
    return ABBREVIATIONS.get(name, name)


__all__ = [
    "ABBREVIATIONS",
    "AKN",
    "DOCUMENTS",
    "EMPTIES",
    "HOLD_LINES",
    "INLINES",
    "LABELS",
    "LINES",
    "META_STRUCTURES",
    "NEG",
    "NOTES",
    "NO_ID",
    "PREFIXES",
    "ROOT",
    "STRUCTURES",
    "UNITS",
    "WHOLE",
    "WRAPPERS",
    "XML",
    "XML_ID",
    "XML_LANG",
    "derived",
    "reference",
]
