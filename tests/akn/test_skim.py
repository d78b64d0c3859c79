"""Units read whole: what is taken so, and what is left to the reader of every tag. Law *bytes* has that they agree."""

from __future__ import annotations

import pytest

from tests.conftest import corpus
from tests.render.build import article, paragraph, version
from treaty_drafts.akn import AKN, read, write
from treaty_drafts.akn.reader import Reader
from treaty_drafts.akn.repair import Reading
from treaty_drafts.akn.skim import skimmed
from treaty_drafts.model.tree import Block, Provision

UNIT = '<point eId="a"><num>(a)</num><content><p>fish;</p></content></point>'
OTHER = """<point eId="b" wId="z">
 <num eId="n">(b)</num>
 <content>
  <p>&lt;birds &amp; eggs&gt;.</p>
 </content>
</point>"""


SOUND = write(version(article(1, "Fishing", paragraph("art_1__para_1", "1.", "HERE")))).decode()
PLACE = SOUND[SOUND.index("<content") : SOUND.index("</content>") + len("</content>")]


def bill(inside: str, *, before: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    """A small treaty, sound where `inside` is."""
    return (before + SOUND.partition("?>")[2].replace(PLACE, f"<list>{inside}</list>")).encode()


def by_tags(data: bytes) -> Reading:
    return Reader(data, "treaty.xml").run()


def test_units_of_a_number_and_a_line() -> None:
    data = write(read(bill(f"{UNIT}{OTHER}{UNIT.replace('a', 'c')}")).version)
    found = skimmed(data)
    assert found is not None
    assert by_tags(data).version == found
    first, second, third = (found.find(wid) for wid in ("a", "z", "c"))
    assert isinstance(first, Provision)
    assert first.num == "(a)"
    line = found.find("z__content_1__p_1")
    assert isinstance(line, Block)
    assert line.text.chars == "<birds & eggs>."
    assert second.attrs == (("eId", "b"), ("wId", "z"))
    assert third.attrs == (("eId", "c"),)


@pytest.mark.parametrize(
    "other",
    [
        UNIT.replace("fish", "<i>all</i> fish").replace('eId="a"', 'eId="b"'),
        UNIT.replace(' eId="a"', ""),
        UNIT.replace('eId="a"', 'eId="b c"'),
        UNIT.replace('eId="a"', 'eId="b"').replace("<num>", '<num eId="c">'),
        "<intro><p>words</p></intro>",
    ],
)
def test_what_stands_among_units_is_read_tag_by_tag(other: str) -> None:
    for inside in (UNIT + other, other + UNIT):
        found = skimmed(bill(inside))
        assert found is not None
        assert by_tags(bill(inside)).version == found


@pytest.mark.parametrize(
    "inside",
    [
        f"<!-- {UNIT} -->",
        f"<p><![CDATA[{UNIT}]]></p>",
        UNIT + UNIT,
        UNIT + '<intro eId="a"><p>x</p></intro>',
        UNIT.replace('eId="a"', 'eId="art_1"'),
        UNIT.replace('eId="a"', 'eId="main"'),
        UNIT.replace("fish", "fish &#38; chips"),
        UNIT.replace("fish", "fish &other;"),
        UNIT.replace("fish", "fish\x01"),
        UNIT.replace("fish", "fish\uffff"),
        UNIT.replace("fish", "fish\ufffe"),
        UNIT.replace("fish", "]]>"),
        UNIT.replace("fish;", "fish &") + UNIT.replace("fish;", "amp; chips").replace('"a"', '"b"'),
        UNIT.replace('"a"', '"a\tb"'),
        UNIT.replace('"a"', '"a\nb"'),
        UNIT.replace('"a"', '"a&amp;b"'),
        UNIT.replace('"a"', '"a<b"'),
        UNIT.replace('"a"', '"a\ufffe"'),
        UNIT.replace('"a"', '"à"'),
        UNIT.replace("<content>", '<content wId="à">'),
        UNIT.replace("<content>", '<content wId="\uffff">'),
        UNIT.replace("<content>", '<content wId="main">'),
        UNIT.replace("point", "unknown"),
        UNIT.replace("point", "table"),
        f"<!DOCTYPE x>{UNIT}",
        f"<?pi?>{UNIT}",
        f'<p class="{UNIT}">x</p>',
        f"words {UNIT}",
        f"<p>words {UNIT}</p>",
        f"<p>{UNIT}</p>",
        f"{UNIT}\u00a0{OTHER}",
        f'<x:list xmlns:x="{AKN}" xmlns="urn:x">{UNIT}</x:list>',
        "<list>" * 247 + UNIT + "</list>" * 247,
        f'<foreign xmlns="urn:x">{UNIT}</foreign>',
        f'<container xmlns="urn:x" name="x">{UNIT}</container>',
        f"{UNIT}</list>",
    ],
)  # fmt: skip
def test_what_is_not_plain_is_left_to_the_reader_of_every_tag(inside: str) -> None:
    assert skimmed(bill(inside)) is None


@pytest.mark.parametrize(
    ("data", "taken"),
    [
        (bill(UNIT, before='<?xml version="1.0" encoding="utf-8"?>\n'), True),
        (bill(UNIT, before='<?xml version="1.0" encoding="latin-1"?>'), False),
        (bill(UNIT).decode().encode("utf-16"), False),
        (bill(UNIT.replace("fish", "fish\rand")).replace(b"\n", b"\r\n"), True),
        (bill(UNIT) + OTHER.encode() + b"<!-- the end -->", False),
        (UNIT.encode(), False),
    ],
)
def test_encodings_and_what_is_around(data: bytes, *, taken: bool) -> None:
    assert (skimmed(data) is not None) == taken


def test_units_in_units_are_left_where_they_would_be_too_deep() -> None:
    """Where both take a document they agree, and there is none that only one reader finds too deep."""
    deep = (
        f'<article eId="d"><num>1</num><heading>x</heading><paragraph eId="e"><num>1</num>{UNIT}</paragraph></article>'
    )
    taken = 0
    for depth in range(225, 252):
        data = bill("<list>" * depth + deep + "</list>" * depth)
        found = skimmed(data)
        if found is not None:
            taken += 1
            assert by_tags(data).version == found
    assert 0 < taken < 26


def test_an_empty_id_is_none_to_either_reader() -> None:
    """The reader of tags has met the `content` of a unit before, and so knows this tag, which is new to the other."""
    data = bill(f"{UNIT}<content eId=''><p>words</p></content>")
    found = skimmed(data)
    assert found is not None
    assert found == by_tags(data).version == read(write(found)).version


def test_a_component_counts_its_ids_anew() -> None:
    """The same eId in two components is right, and twice in one is wrong: neither is known before it is met."""
    document = bill("").decode()
    inner = document[document.index("<bill") : document.index("</akomaNtoso>")]
    component = inner.replace("<list></list>", f'<list><intro eId="a"><p>x</p></intro>{UNIT}</list>')
    both = document.replace(inner, f"{inner}<components><component>{component}</component></components>")
    assert by_tags(both.encode()).repairs
    assert skimmed(both.encode()) is None


def test_real_documents_are_read_alike() -> None:
    taken = 0
    for path in sorted(corpus("akn").rglob("*.xml")):
        found = skimmed(path.read_bytes())
        if found is not None:
            taken += 1
            assert by_tags(path.read_bytes()) == Reading(found, ())
    assert taken > 20
