"""Word files of texts from elsewhere: what they quote has lines of its own, and a wId may stand twice."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.conftest import corpus
from tests.docx.test_own import exported, retold
from treaty_drafts import akn
from treaty_drafts.amend import propose
from treaty_drafts.amend.prose import prose
from treaty_drafts.model.version import Version
from treaty_drafts.sources import read_source

TEXTS = [
    "akn4eu/council-position_bill_123",
    "leos/package_1_bill",
    "oasis/eu_COM-2013-0619_EN-8",
    "oasis/it_senato_ddl_2013",
    "oasis/za_bill_2006-12-23",
    "own-samples/amendment_nld-3_eng",
    "uk/ssi-2017-126-enacted-data.akn",
    "un-ga/A_RES_80_226-2520943E",
    "un-gd/GA_decision_78_413_A_and_B_E",
    "un-sc/S_RES_2699-2318982E",
    "wipo/1974_brussels_clean",
]


def version(name: str) -> Version:
    return akn.read(corpus(f"akn/{name}.xml").read_bytes()).version


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_of_another_origin_comes_back_exactly(name: str) -> None:
    base = version(name)
    assert akn.write(read_source(exported(base), name="a.docx").version) == akn.write(base)


def edited(change: Callable[[str], str]) -> tuple[Version, Version]:
    """Resolution 2699, which replaces a paragraph of another and quotes the new one with its points; and a copy."""
    base = version("un-sc/S_RES_2699-2318982E")
    return base, read_source(retold(exported(base), change), name="a.docx").version


def without(*words: str) -> Callable[[str], str]:
    """Takes out the paragraphs with these words."""

    def change(document: str) -> str:
        for one in words:
            (found,) = (line for line in re.findall(r"<w:p>.*?</w:p>", document, re.DOTALL) if one in line)
            document = document.replace(found, "")
        return document

    return change


def test_words_in_a_quoted_point_are_one_edit() -> None:
    base, copy = edited(lambda document: document.replace("Other supplies, sales", "Further supplies, sales"))
    (told,) = prose(propose(base, copy, sponsors=("EU",), symbol="L.1").patch, base)
    assert told == "In paragraph 14, second line, point b, replace “Other” by “Further”."


def test_a_quoted_point_goes_alone() -> None:
    base, copy = edited(without("The supply, sale, or transfer of small"))
    quoted = [node.wid for node in copy.index.values() if "para_118" in node.wid and node.name == "point"]
    assert quoted == ["para_118__list_point_b"]
    assert set(base.index) - set(copy.index) == {wid for wid in base.index if wid.startswith("para_118__list_point_a")}


def test_all_that_is_quoted_goes_with_the_paragraph_that_quotes_it() -> None:
    quoted = ("that, for an initial period of one", "The supply, sale, or transfer of small", "Other supplies, sales")
    base, copy = edited(without("replaced by the following", 'w_para_118__content__p_2"', *quoted))
    (told,) = prose(propose(base, copy, sponsors=("EU",), symbol="L.1").patch, base)
    assert told == "Delete paragraph 14."
