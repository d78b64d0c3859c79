"""Units found in characters: of which shapes, and how they hold each other. Law *bytes* has that tags say the same."""

from __future__ import annotations

import re

import pytest

from tests.akn.test_skim import OTHER, UNIT, bill, by_tags
from treaty_drafts.akn.skim import skimmed
from treaty_drafts.akn.units import Unexpected, Units
from treaty_drafts.model.tree import Provision, words_of

NUM = '<num eId="l__num">1.</num>'
HEADING = "<heading>Fish &amp; birds</heading>"
INTRO = "<intro><p>Parties protect:</p></intro>"
CONTENT = '<content><p eId="l__p" wId="w">Parties fish.</p></content>'


@pytest.mark.parametrize(
    "inside",
    [
        NUM + CONTENT,
        NUM + HEADING + CONTENT,
        INTRO + UNIT,
        NUM + INTRO + UNIT,
        NUM + UNIT,
        NUM + HEADING + UNIT,
        f"{NUM}\n{HEADING}\n{UNIT}\n{OTHER}",
        f'{NUM}{UNIT}<point eId="o">{NUM.replace("l_", "m_")}{INTRO}{OTHER}</point>{UNIT.replace("a", "q")}',
    ],
)
def test_a_unit_of_a_known_shape_is_found_whole(inside: str) -> None:
    unit = f'<list eId="l">{inside}</list>'
    assert re.fullmatch(r"<body><\?unit\d\?> </body>", Units(f"<body>{unit}</body>".encode()).text)
    found = skimmed(bill(unit))
    assert found is not None
    assert found == by_tags(bill(unit)).version


def test_units_hold_units_up_to_the_article() -> None:
    points = f"<list eId='l'>{INTRO}{UNIT}\n{OTHER}</list>".replace("'", '"')
    article = f'<article eId="r">{NUM}{HEADING}<paragraph eId="p"><num>1.</num>{points}</paragraph></article>'
    units = Units(f"<body>{article}</body>".encode())
    (found,) = units.at(units.text[6:-7])
    assert [child.name for child in found.children] == ["num", "heading", "paragraph"]
    paragraph = found.children[2]
    assert isinstance(paragraph, Provision)
    (list_,) = paragraph.children[1:]
    assert isinstance(list_, Provision)
    assert [child.wid for child in list_.children if isinstance(child, Provision)] == ["l__intro_1", "a", "z"]
    assert units.eids == {"r", "l__num", "p", "l", "a", "b", "n"}


def test_what_fits_no_shape_stays_in_the_text_around_marks() -> None:
    units = Units(f"<x>{UNIT} {OTHER}words<p/>{UNIT.replace('a', 'c')}</x>".encode())
    assert units.text == "<x><?unit0?> words<p/><?unit1?> </x>"
    assert [unit.wid for unit in units.at("<?unit0?> <?unit1?>")] == ["a", "z", "c"]


@pytest.mark.parametrize("around", ["%s", "%s ", " %s</x>", "<x>%s\n"])
def test_a_text_that_begins_or_ends_with_a_unit_is_no_document(around: str) -> None:
    with pytest.raises(Unexpected):
        Units((around % UNIT).encode())


def test_words_of_any_script_are_decoded_and_torn_ones_left_to_the_reader() -> None:
    data = bill(UNIT.replace("fish", "poisson — рыба سمك 鱼 🐟"))
    found = skimmed(data)
    assert found is not None
    assert "— рыба سمك 鱼 🐟" in words_of(found.root)
    assert found == by_tags(data).version
    assert skimmed(data.replace("鱼".encode(), "鱼".encode()[:2])) is None


def test_a_long_text_is_read_in_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cut is behind an article, or goes through what holds articles: that is left to the reader of every tag."""
    paragraph = '<paragraph eId="p{0}"><num>1.</num><content><p>Fish &amp; birds.</p></content></paragraph>'
    article = f'<article eId="r{{0}}"><num>Article {{0}}</num>{paragraph}</article>'
    articles = "".join(map(article.format, range(5)))
    chapter = f'<chapter eId="c"><num>I</num><heading>Fish</heading>{articles}</chapter>'
    whole = skimmed(bill(chapter))
    monkeypatch.setattr("treaty_drafts.akn.units._STRETCH", 200)
    assert "<chapter" in Units(f"<body>{chapter}</body>".encode()).text
    assert skimmed(bill(chapter)) == whole == by_tags(bill(chapter)).version
