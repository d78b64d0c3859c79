"""Law *bytes* at the door of Akoma Ntoso: any bytes raise only the package's own errors."""

from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st

from tests.render.build import article, version
from tests.strategies import versions
from treaty_drafts.akn import check, read, write
from treaty_drafts.akn.reader import Reader
from treaty_drafts.akn.repair import Reading
from treaty_drafts.akn.skim import skimmed
from treaty_drafts.errors import TreatyDraftsError
from treaty_drafts.model.version import Version

TAGS = (
    "akomaNtoso bill act doc meta identification body article paragraph content p b i ref num heading "
    "table tr td li ul mod quotedStructure authorialNote eol foreign component components attachments attachment "
    "preamble mainBody unknown x:y"
).split()
PIECES = (
    *(f"<{tag}>" for tag in TAGS),
    *(f"</{tag}>" for tag in TAGS),
    *(f"<{tag}/>" for tag in TAGS),
    '<p eId="a">', '<p eId="a" wId="b">', '<p xmlns:x="urn:x" x:y="1">', '<b xmlns="">', "text ", " ", "\n", "[",
    "&amp;", "&bad;",
    "<!-- c -->", "<?pi x?>", "<![CDATA[<]]>", "\ufffc", "e\u0301", "\u202e", "<step/>",
    '<FRBRdate date="2009"/>', 'a="', ">", "<",
)  # fmt: skip
UNIT = '<point eId="%s"><num>(a)</num><content><p>fish;</p></content></point>'
WORDS = (
    "fish",
    "&lt;&amp;&gt;",
    "&#65;",
    "&quot;",
    "\x01",
    "<i>x</i>",
    "]]>",
    "\r\n",
    "\r",
    "\u202e",
    "\ufffe",
    "\ufffc",
    "",
)
AROUND = (
    "%s", "%s", "%s", "<list>%s</list>", '<list eId="l">%s\n</list>', "<!-- %s -->", "<p><![CDATA[%s]]></p>",
    '<foreign xmlns="urn:x">%s</foreign>', '<container xmlns="urn:x" name="x">%s</container>', '<p class="%s"/>',
    "<p>%s</p>", "words %s",
    "<intro><p>x</p></intro>%s", "<?pi x?>%s", "<component>%s</component>", "</list>%s", "<list>%s", "<!--%s", "-->%s",
)  # fmt: skip
HOLDERS = (
    '<list eId="%s"><intro><p>x</p></intro>%s</list>',
    '<paragraph eId="%s" wId="w"><num>1</num>%s</paragraph>',
    '<article eId="%s"><num>&amp;</num><heading wId="v">x</heading>%s\n</article>',
    '<paragraph eId="%s"><num>1</num><intro eId="u"><p>x &gt; y</p></intro>%s</paragraph>',
)
SOUND = write(version(article(1, "Fishing"))).decode().partition("</article>")
HEAD = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><bill name="treaty"><meta/><body>'


@st.composite
def units(draw: st.DrawFn) -> str:
    """A unit, mostly plain, maybe in others, and what stands around it."""
    ids = iter(draw(st.lists(st.sampled_from(string.ascii_letters), min_size=4, max_size=4)))
    unit = UNIT.replace("fish", draw(mostly_the_first(WORDS))) % next(ids)
    for holder in draw(st.lists(st.sampled_from(HOLDERS), max_size=3)):
        unit = holder % (next(ids), unit)
    return draw(mostly_the_first(AROUND)) % unit


def mostly_the_first(choices: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.one_of(*[st.just(choices[0])] * 3, st.sampled_from(choices))


def survives(data: bytes) -> None:
    """Reading, writing and checking end in a value or in an error of ours, with a next step."""
    agree(data)
    try:
        version = read(data, name="input").version
        assert read(write(version)).version == version
        check(data)
    except TreatyDraftsError as error:
        refusal = error
    else:
        return
    assert refusal.fact
    assert refusal.step
    assert refusal.place


def agree(data: bytes) -> None:
    """What is read unit by unit is read so tag by tag, and needs no repair."""
    found = skimmed(data)
    if found is not None:
        assert Reader(data, "input").run() == Reading(found, ())


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    survives(data)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_markup(body: str) -> None:
    survives(f"{HEAD}{body}</body></bill></akomaNtoso>".encode())
    survives(body.encode())


@given(st.lists(units(), max_size=6).map("".join))
def test_any_units(inside: str) -> None:
    """Units among comments, sections, foreign elements and words, some of one eId, in a document otherwise sound."""
    agree(f"{SOUND[0]}<list>{inside}</list>{SOUND[1]}{SOUND[2]}".encode())


@given(versions(max_articles=2), st.data())
def test_a_damaged_document(version: Version, data: st.DataObject) -> None:
    """A document with a part cut out, doubled, or a byte changed."""
    whole = write(version)
    start = data.draw(st.integers(0, len(whole)))
    stop = data.draw(st.integers(start, min(len(whole), start + 200)))
    how = data.draw(st.integers(0, 2))
    middle = (b"", whole[start:stop] * 2, data.draw(st.binary(min_size=1, max_size=3)))[how]
    agree(whole)
    survives(whole[:start] + middle + whole[stop:])
