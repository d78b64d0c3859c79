"""Akoma Ntoso at one door: reading, writing, checking, metadata, and the table of what each element is.

The only package that knows XML. `read` and `write` are inverse to each other; `docs/profile/` shows each construct.
"""

from treaty_drafts.akn.assemble import annexed, assemble
from treaty_drafts.akn.check import Problem, check
from treaty_drafts.akn.meta import Payload, analysed, build, facts_of, organization, organization_id, payloads, revised
from treaty_drafts.akn.profile import AKN, NEG
from treaty_drafts.akn.read import read
from treaty_drafts.akn.repair import Reading, Repair
from treaty_drafts.akn.schema import schema, valid
from treaty_drafts.akn.write import Writer, digest, has_digest, node_xml, text_xml, write

__all__ = [
    "AKN",
    "NEG",
    "Payload",
    "Problem",
    "Reading",
    "Repair",
    "Writer",
    "analysed",
    "annexed",
    "assemble",
    "build",
    "check",
    "digest",
    "facts_of",
    "has_digest",
    "node_xml",
    "organization",
    "organization_id",
    "payloads",
    "read",
    "revised",
    "schema",
    "text_xml",
    "valid",
    "write",
]
