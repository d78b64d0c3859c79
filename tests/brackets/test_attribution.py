"""Who said what: grammars read from end to end, and nothing guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treaty_drafts.brackets.attribution import attribution_of, branch_attribution
from treaty_drafts.brackets.names import code_of


def said(inside: str) -> str:
    """The words of a bracket and the positions on them, in one line."""
    found = attribution_of(inside, inside, whole=True)
    if found is None:
        return inside
    positions = ", ".join(f"{one.code or one.name}:{one.stance}" for one in found.positions)
    return f"{inside[found.head : len(inside) - found.tail]} <{positions}>"


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("may (USA)", "may <USA:propose>"),
        ("efficient (EGY, supported by Japan and JUSCANZ)", "efficient <EGY:propose, JPN:support, JUSCANZ:support>"),
        ("measures (JPN: delete)", "measures <JPN:oppose>"),
        ("EU, AOSIS: by 2050", "by 2050 <EU:propose, AOSIS:propose>"),
        ("G77 and China: by 2050", "by 2050 <G77:propose>"),
        ("extreme - US; G77 delete", "extreme <USA:propose, G77:oppose>"),
        ("extreme – Antigua and Barbuda, Fiji", "extreme <ATG:propose, FJI:propose>"),
        ("VN: oppose generation", "generation <VNM:oppose>"),
        ("US/PE/MX41/SG propose that", "that <USA:propose, PER:propose, MEX:propose, SGP:propose>"),
        ("CL/PE propose; US oppose: text", "text <CHL:propose, PER:propose, USA:oppose>"),
        ("text (African Group, supported by IUCN)", "text <AGN:propose, IUCN:support>"),
        ("EU: text (opposed by US)", "text <EU:propose, USA:oppose>"),
        ("text (EU reserves its position)", "text <EU:reserve>"),
        ("text (Norway is considering)", "text <NOR:consider>"),
    ],
)
def test_grammars(inside: str, expected: str) -> None:
    """Forms of attribution at the head and at the tail."""
    assert said(inside) == expected


@pytest.mark.parametrize(
    "inside",
    [
        "small island developing States (SIDS)",
        "General Agreement on Trade in Services (GATS)",
        "the European Union (EU)",
        "least developed countries (LDCs)",
        "Each Party shall - in its discretion - act",
        "Parties: China",
        "the following: a list",
        "Article 4 (a)",
        "text (supported by Ruritania)",
        "in it",
        "words (no)",
        "Note: this is",
        "",
    ],
)
def test_what_is_not_recognised_is_wording(inside: str) -> None:
    """A definition, an enumeration, an unknown sponsor alone: plain wording."""
    assert attribution_of(inside, inside, whole=True) is None


def test_branches_have_their_own() -> None:
    """The tail of a bracket with branches is the last branch's."""
    inside = "changing - EU, G77 retain / promoting - US"
    assert attribution_of(inside, inside, whole=True) is None
    found = branch_attribution("changing - EU, G77 retain")
    assert found is not None
    assert found.supporters == ("EU", "G77")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("US", "USA"),
        ("us", ""),
        ("viet nam", "VNM"),
        ("G-77/China", "G77"),
        ("MX41", "MEX"),
        ("IT", "ITA"),
        ("it", ""),
        ("", ""),
    ],
)
def test_names(name: str, code: str) -> None:
    """Codes only as written, names in any case, a footnote call glued to a code passed over."""
    assert code_of(name) == code


@given(st.text(alphabet=st.sampled_from("EUSJPN,;:()-/ .aoppose"), max_size=40))
def test_attribution_never_reaches_beyond_its_bracket(inside: str) -> None:
    """Head and tail are within the bracket and do not overlap."""
    found = attribution_of(inside, inside, whole=True)
    assert found is None or 0 <= found.head <= len(inside) - found.tail <= len(inside)


@pytest.mark.parametrize(
    "form", ["word - EU{}x", "word - EU{}supported by JPN{}x", "word{}(x)", "{}x: word", "EU:{}word"]
)
def test_blanks_are_blanks_however_many(form: str) -> None:
    """100,000 of them say no more than two; looked over again from each, they would take hours."""
    few, many = (form.replace("{}", " " * count) for count in (2, 100_000))
    assert said(many).replace(" " * 100_000, "  ") == said(few)


@pytest.mark.parametrize("between", [" ,   ", "  +  ", "+ /", "   , supported by ", "    supported by  "])
def test_names_are_told_apart_whatever_blanks_stand_between(between: str) -> None:
    """Two signs may stand between, too."""
    stance = "support" if "by" in between else "propose"
    assert said(f"text - EU{between}JPN") == f"text <EU:propose, JPN:{stance}>"


def test_dashes_are_words_however_many() -> None:
    """What stands behind the last names nobody, and so does what stands behind the others, with that dash in it."""
    assert said("word" + " - Foo" * 20_000) == "word" + " - Foo" * 20_000


def test_whoever_can_go_along_may_say_more_behind_a_dash() -> None:
    assert said("text - EU can go along - US") == "text - EU can go along <USA:propose>"
    assert said("text - EU can go along - but wants more - Foo") == "text <EU:consider>"
