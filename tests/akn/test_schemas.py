"""Our schemas: found in a checkout, well-formed schemas themselves, and true of what is written.

Run this file as a program to write `schemas/patch.schema.json` anew.
"""

from __future__ import annotations

import json
from inspect import cleandoc

import msgspec
import pytest
from hypothesis import given
from lxml import etree

from tests.conftest import ROOT, corpus
from tests.strategies import versions
from treaty_drafts.akn import schema, valid, write
from treaty_drafts.amend.edit import Amendment, Patch, Substitution, patch_from_json, patch_to_json
from treaty_drafts.errors import NotFound
from treaty_drafts.model.tree import Text
from treaty_drafts.model.version import Version

PROFILE = etree.RelaxNG(etree.fromstring(schema("treaty-profile.rng")))


def patch_schema() -> str:
    """The JSON Schema of a patch, as the types give it; docstrings without the indentation that Python 3.13 drops."""
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(Patch)}
    for kind in made["$defs"].values():
        kind["description"] = cleandoc(kind["description"])
    return json.dumps(made, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def test_the_patch_schema_is_that_of_the_types() -> None:
    assert schema("patch.schema.json").decode() == patch_schema()


def test_a_patch_has_the_members_that_its_schema_requires() -> None:
    patch = Patch("sha256:0", (Substitution("art_1__p_1", 0, 0, "", Text("x")),))
    required = json.loads(patch_schema())["$defs"]["Substitution"]["required"]
    assert set(required) <= set(json.loads(patch_to_json(patch))["edits"][0])
    assert patch_from_json(patch_to_json(patch)) == patch
    assert msgspec.json.schema(Amendment)["$defs"]["Patch"]


def test_our_namespace_is_a_schema() -> None:
    found = etree.XMLSchema(etree.fromstring(schema("treaty-drafts-1.xsd")))
    relations = (
        '<relations xmlns="urn:x-treaty-drafts:1"><relation kind="nested" first="L.1" second="L.2"/></relations>'
    )
    assert found.validate(etree.fromstring(relations))
    assert not found.validate(etree.fromstring(relations.replace("kind", "sort")))


@given(versions())
def test_what_is_assembled_keeps_both_schemas(version: Version) -> None:
    data = write(version)
    assert valid(data) == []
    PROFILE.assertValid(etree.fromstring(data))


def test_the_bracketed_sample_keeps_the_profile() -> None:
    PROFILE.assertValid(etree.parse(corpus("akn/own-samples/draft-treaty-bracketed_eng.xml")))


@pytest.mark.parametrize(
    "old, new",
    [
        (' eId="art_1"', ""),
        ('name="treaty"', 'name="law"'),
        ("<body", "<conclusions><p/></conclusions><body"),
        ("<content", "<p/><content"),
    ],
)
def test_what_breaks_the_profile_is_seen(old: str, new: str) -> None:
    from tests.strategies import line, provision
    from treaty_drafts.akn import assemble
    from treaty_drafts.model.version import Facts

    version = assemble(Facts(), body=(provision("article", provision("content", line("p", "x"))),))
    assert not PROFILE.validate(etree.fromstring(write(version).decode().replace(old, new, 1).encode()))


def test_there_is_no_other_schema() -> None:
    with pytest.raises(NotFound, match=r"no schema `other\.xsd`"):
        schema("other.xsd")


if __name__ == "__main__":
    (ROOT / "schemas" / "patch.schema.json").write_text(patch_schema(), "utf-8")
