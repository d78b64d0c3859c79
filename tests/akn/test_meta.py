"""Metadata: facts in, facts out; what is not ours is kept."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import corpus
from tests.strategies import line, provision
from treaty_drafts.akn import (
    Payload,
    analysed,
    assemble,
    build,
    facts_of,
    organization_id,
    payloads,
    read,
    revised,
    valid,
    write,
)
from treaty_drafts.akn.carried import canonical
from treaty_drafts.errors import MarkupError
from treaty_drafts.model.version import Facts

FACTS = Facts(
    "Rivers & <Lakes>",
    "/akn/un/bill/provision/icg/2025-03-01/rivers",
    "fra",
    "rev-2",
    "A/CONF.900/L.1/Rev.2",
    "2025-03-14",
)
NEXT = Facts(
    "Rivers", "/akn/un/bill/provision/icg/2025-03-01/rivers", "fra", "rev-3", "A/CONF.900/L.1/Rev.3", "2025-06-01"
)


@pytest.mark.parametrize(
    "facts", [FACTS, Facts(), Facts(title="x", symbol="L.1"), Facts(work="/akn/un/act/2025/1", number="1")]
)
def test_facts_come_back(facts: Facts) -> None:
    assert facts_of(build(facts)) == facts


def test_facts_of_a_foreign_document() -> None:
    facts = read(corpus("akn/wipo/1974_brussels_clean.xml").read_bytes()).version.facts
    assert facts.work.startswith("/akn/")
    assert facts.language
    assert facts_of("<meta/>") == Facts(language="")


@pytest.mark.parametrize(
    "code, eid",
    [
        ("EU", "deleg-EU"),
        ("G77 & China", "deleg-G77-China"),
        ("G-77", "deleg-G.-77"),
        ("Costa Rica", "deleg-Costa_Rica"),
        ("中国", "deleg-中国"),
    ],
)
def test_organization_ids(code: str, eid: str) -> None:
    assert organization_id(code) == eid


@given(*[st.text(alphabet=string.ascii_letters + " &-_./77", max_size=12)] * 2)
def test_two_codes_never_have_one_id(one: str, other: str) -> None:
    assert (organization_id(one) == organization_id(other)) == (one == other)
    assert not set(organization_id(one)) & set(" &/#")


def test_payloads_keep_their_text_to_the_character() -> None:
    text = ' {"a": "<b> & \n c"} '
    written = build(FACTS, payloads=('<neg:patch digest="x"> {"a": "&lt;b&gt; &amp; \n c"} </neg:patch>',))
    assert payloads(written, "patch") == (Payload({"digest": "x"}, text),)
    assert payloads(written, "other") == payloads(build(FACTS), "patch") == ()
    assert canonical(written) == written


def test_metadata_of_every_kind_is_valid() -> None:
    written = build(
        FACTS,
        organizations=[("EU", "European Union"), ("G77 & China", "")],
        authors=("EU", "NLD"),
        analysis='<otherAnalysis source="#secretariat"><neg:brackets><neg:one id="b1"/></neg:brackets></otherAnalysis>',
        payloads=("<neg:patch>x</neg:patch>",),
    )
    version = assemble(FACTS, body=(provision("article", provision("content", line("p", "x"))),))
    data = write(version).replace(version.root.children[0].xml.encode(), written.encode())  # type: ignore[union-attr]
    assert valid(data) == []
    assert read(data).version.facts == FACTS
    assert write(read(data).version) == data


def test_an_analysis_laid_out_is_the_analysis_that_is_read() -> None:
    tags = [
        "<activeModifications>",
        ' <textualMod eId="amod_1" type="substitution">',
        '  <source href="#mod_1"/>',
        '  <destination href="/akn/un/bill/a/eng@/!main~art_1&amp;2" pos="inside"/>',
        " </textualMod>",
        "</activeModifications>",
    ]
    read_first = build(FACTS, analysis="".join(map(str.lstrip, tags)), payloads=("<neg:patch>x</neg:patch>",))
    laid_out = analysed(build(FACTS, payloads=("<neg:patch>x</neg:patch>",)), tags)
    assert laid_out == read_first == canonical(laid_out)
    assert analysed(build(FACTS), ()) == build(FACTS)


def test_malformed_parts_are_refused() -> None:
    with pytest.raises(MarkupError, match="not well-formed"):
        build(FACTS, payloads=("<neg:patch>",))


def test_revised_changes_the_identification_and_nothing_else() -> None:
    annex = provision(
        "attachment", line("num", "Annex I"), provision("paragraph", provision("content", line("p", "x")))
    )
    version = assemble(
        FACTS,
        body=(provision("article", provision("content", line("p", "x"))),),
        attachments=(annex,),
        organizations=[("EU", "Union")],
    )
    after = revised(version, NEXT)
    data = write(after)
    assert valid(data) == []
    assert read(data).version == after
    assert read(data).version.facts == NEXT
    assert b"fra@rev-3/!annex_1" in data
    assert b"rev-2" not in data
    assert b'eId="deleg-EU"' in data
    assert revised(after, FACTS) == version


def test_revised_keeps_what_a_foreign_identification_says_of_authors() -> None:
    version = read(corpus("akn/own-samples/draft-treaty-bracketed_eng.xml").read_bytes()).version
    data = write(revised(version, NEXT))
    assert b'<FRBRauthor href="#icg" as="#author"/>' in data
    assert valid(data) == []
    assert read(data).version.facts == NEXT
