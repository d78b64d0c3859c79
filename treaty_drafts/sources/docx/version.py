"""A reading of a Word document as a version of the agreement that it was made from."""

from __future__ import annotations

from treaty_drafts import akn
from treaty_drafts.errors import WrongBase
from treaty_drafts.model.version import Version
from treaty_drafts.sources.docx.document import Document
from treaty_drafts.sources.docx.graft import graft
from treaty_drafts.sources.docx.own import SYMBOL, digest_of
from treaty_drafts.sources.docx.reading import Reader, Sight
from treaty_drafts.sources.line import Report
from treaty_drafts.sources.structure import version_of as lifted

_DIGITS = 19
"""As much of a digest as a person compares."""


def version_of(document: Document, sees: Sight, base: Version, name: str = "") -> Version:
    """The version that the document is in that reading, in the language of `base` and with its facts.

    A document that we wrote is grafted on its base; `WrongBase` where that is another version. Any other is lifted.
    """
    report: Report = []
    told = digest_of(document)
    if not told:
        return lifted(Reader(document, sees, report).source(), base.facts, report)
    if not akn.has_digest(base, told):
        made = document.properties.get(SYMBOL, "") or "another version"
        raise WrongBase(
            f"the document was made of {made} ({told[:_DIGITS]}…), and this is {base.facts.symbol or 'another'} "
            f"({akn.digest(base)[:_DIGITS]}…)",
            place=name,
            step="name that version; where it is lost, `treaty-drafts import` the document: it carries it",
        )
    return graft(base, document, sees, report)
