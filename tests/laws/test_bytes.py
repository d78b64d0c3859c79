"""Law *bytes* at the door of Akoma Ntoso: any bytes raise only the package's own errors."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import versions
from treaty_drafts.akn import check, read, write
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
HEAD = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><bill name="treaty"><meta/><body>'


def survives(data: bytes) -> None:
    """Reading, writing and checking end in a value or in an error of ours, with a next step."""
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


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    survives(data)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_markup(body: str) -> None:
    survives(f"{HEAD}{body}</body></bill></akomaNtoso>".encode())
    survives(body.encode())


@given(versions(max_articles=2), st.data())
def test_a_damaged_document(version: Version, data: st.DataObject) -> None:
    """A document with a part cut out, doubled, or a byte changed."""
    whole = write(version)
    start = data.draw(st.integers(0, len(whole)))
    stop = data.draw(st.integers(start, min(len(whole), start + 200)))
    how = data.draw(st.integers(0, 2))
    middle = (b"", whole[start:stop] * 2, data.draw(st.binary(min_size=1, max_size=3)))[how]
    survives(whole[:start] + middle + whole[stop:])
