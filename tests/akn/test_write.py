"""The writer's canonical form, and its hooks."""

from __future__ import annotations

import pytest

from tests.strategies import line, note, provision
from treaty_drafts.akn import NEG, Writer, assemble, node_xml, read, text_xml, valid, write
from treaty_drafts.model.tree import ATOM, Attrs, Block, Mark, Provision, Text, walk
from treaty_drafts.model.version import Facts, Version

FACTS = Facts(
    "Rivers", "/akn/un/bill/provision/icg/2025-03-01/rivers", "eng", "rev-2", "A/CONF.900/L.1/Rev.2", "2025-03-14"
)


_CLASS = (("class", "x"),)


def version(*paragraphs: Provision) -> Version:
    return assemble(FACTS, title="Draft", body=(provision("article", line("num", "Article 1"), *paragraphs),))


def test_marks_that_cross_are_split_and_the_second_part_gives_up_its_ids() -> None:
    text = Text("one two three", (Mark(0, 7, "b"), Mark(4, 13, "ref", (("eId", "r1"), ("href", "#a")))))
    assert text_xml(text) == '<b>one <ref eId="r1" href="#a">two</ref></b><ref href="#a"> three</ref>'


def test_several_crossing_marks_keep_every_character_under_its_marks() -> None:
    text = Text("abcdef", (Mark(0, 4, "b"), Mark(1, 5, "i"), Mark(2, 6, "u")))
    assert text_xml(text) == "<b>a<i>b<u>cd</u></i></b><u><i>e</i>f</u>"


def test_one_id_is_written_once_in_a_line() -> None:
    """A reference that an amendment split keeps its id on its first part."""
    attrs = (("eId", "r1"), ("href", "#a"))
    text = Text("one two three", (Mark(0, 3, "ref", attrs), Mark(8, 13, "ref", attrs)))
    assert text_xml(text) == '<ref eId="r1" href="#a">one</ref> two <ref href="#a">three</ref>'


def test_text_is_escaped_and_its_white_space_kept() -> None:
    assert text_xml(Text("a < b & c > d\r\n\t e")) == "a &lt; b &amp; c &gt; d&#13;\n\t e"
    assert node_xml(Block("p", "", (("class", 'a"<\n'),), Text("x"))) == '<p class="a&quot;&lt;&#10;">x</p>\n'


def test_notes_stand_in_the_line_without_white_space() -> None:
    footnote = note("See <A>.")
    text = Text(f"word{ATOM}.", (Mark(4, 5, "authorialNote", footnote.attrs, footnote),))
    assert text_xml(text) == 'word<authorialNote marker="*" placement="bottom"><p>See &lt;A&gt;.</p></authorialNote>.'


def test_an_identity_that_a_reader_would_not_derive_is_written() -> None:
    """Where a block without ids loses its elder sibling, its wId comes to be written out."""
    data = write(version(provision("content", line("p", "one"), line("p", "two"))))
    stripped = b"".join(
        part for part in data.replace(b' eId="art_1__p_1"', b"").replace(b' eId="art_1__p_2"', b"").splitlines(True)
    )
    bare = read(stripped).version
    content = bare.find("art_1__content")
    assert isinstance(content, Provision)
    assert [child.wid for child in content.children if isinstance(child, Block)] == [
        "art_1__content__p_1",
        "art_1__content__p_2",
    ]
    shorter = Provision("content", content.wid, content.attrs, content.children[1:])
    assert node_xml(shorter) == ('<content eId="art_1__content">\n <p wId="art_1__content__p_2">two</p>\n</content>\n')


def test_foreign_attributes_have_known_prefixes_or_counted_ones() -> None:
    attrs = ((f"{{{NEG}}}bracket", "b1"), ("{urn:other}x", "1"), ("{http://www.w3.org/XML/1998/namespace}lang", "fr"))
    root = version(provision("content", line("p", "one"))).root
    marked = Provision(
        root.name,
        root.wid,
        root.attrs,
        (*root.children[:-1], Provision("body", "body", (("eId", "body"), *attrs), root.children[-1].children)),
    )  # type: ignore[union-attr]
    data = write(Version(marked, FACTS))
    assert b'xmlns:neg="urn:x-treaty-drafts:1" xmlns:ns1="urn:other">' in data
    assert b'<body eId="body" neg:bracket="b1" ns1:x="1" xml:lang="fr">' in data
    assert valid(data) == []
    assert read(data).version == Version(marked, FACTS)


def test_words_and_children_can_be_written_by_another() -> None:
    """What the compilation does: its own inline XML for a block, its own sequence for a provision."""
    whole = version(provision("paragraph", line("num", "1."), provision("content", line("p", "one"))))

    def words(block: Block) -> str | None:
        return (
            f'<inline name="bracket" {writer.prefix(NEG)}:b="1">[{block.text.chars}]</inline>'
            if block.name == "p"
            else None
        )

    def children(writer: Writer, parent: Provision, depth: int) -> bool:
        if parent.name != "article":
            return False
        writer.out.append(" " * depth + '<hcontainer name="bracket">\n')
        writer.nodes(parent.children[1:], depth + 1, parent=parent.wid)
        writer.out.append(" " * depth + "</hcontainer>\n")
        return True

    writer = Writer(words=words, children=children)
    writer.node(whole.root, 1)
    data = writer.document(whole.attrs)
    assert b'xmlns:neg="urn:x-treaty-drafts:1"' in data
    assert b'<inline name="bracket" neg:b="1">[one]</inline>' in data
    assert b'    <hcontainer name="bracket">\n     <paragraph eId="art_1__para_1">' in data
    assert valid(data) == []
    plain = Writer(words=lambda _: None, children=lambda *_: False)
    plain.node(whole.root, 1)
    assert plain.document(whole.attrs) == write(whole)


@pytest.mark.parametrize("parent", ["main", "m"])
@pytest.mark.parametrize("wid", ["num", "main__num_1", "m__num_1"])
@pytest.mark.parametrize("attrs", [(), (("eId", ""),), (("wId", ""), ("class", "x"))])
def test_a_wid_is_written_unless_a_reader_comes_to_it(parent: str, wid: str, attrs: Attrs) -> None:
    """Under the document's element `main`, and under nothing else, a reader leaves the parent out of a derived wId."""
    wrapper = Provision("content", parent, (("eId", parent),), (Block("p", f"{parent}__p_1", (), Text("one")),))
    for unit in (
        Provision("paragraph", parent, (("wId", parent),), (Block("num", wid, attrs, Text("1.")), wrapper)),
        Provision("paragraph", "a", (("eId", "a"),), (Block("num", "a__num_1", (), Text("1.")), wrapper)),
    ):
        body = assemble(FACTS, title="Draft", body=()).root
        whole = Version(Provision(body.name, body.wid, body.attrs, (*body.children, unit)), FACTS)
        found = read(write(whole)).version
        assert [node.wid for node in walk(found.root)] == [node.wid for node in walk(whole.root)]
        assert write(found) == write(whole)


_SEE = Text(f"one{ATOM}", (Mark(3, 4, "authorialNote", (), note("See <A>.")),))


@pytest.mark.parametrize("wid", ["a__para_1", "a & b__para_1", ""])
@pytest.mark.parametrize("num", [Block("num", "a__para_1__num_1", (), Text("1.")), Block("num", "n", (), _SEE)])
@pytest.mark.parametrize("inner", ["a__para_1__content", 'a "b"', ""])
@pytest.mark.parametrize("line", [Block("p", "c__p_1", (), Text("a < b")), Block("p", "p", (("class", "x"),), _SEE)])
def test_a_number_and_its_line_are_written_at_once_as_they_are_one_by_one(
    wid: str, num: Block, inner: str, line: Block
) -> None:
    """Whatever their ids and attributes are, and whether their ids are those that a reader derives or others."""
    for attrs in ((), (("eId", inner),), (("eId", inner), ("class", "x")), (("eId", "other"), ("wId", inner))):
        for own in (num, Block("num", f"{wid}__num_1", (), num.text), Block("num", f"{wid}__num_1", _CLASS, num.text)):
            for words in (line, Block("p", f"{inner}__p_1", (), line.text), Block("p", f"{inner}__p_1", _CLASS, _SEE)):
                unit = Provision("paragraph", wid, (), (own, Provision("content", inner, attrs, (words,))))
                one_by_one = Writer(children=lambda *_: False)
                one_by_one.node(unit, 0, parent="main")
                assert node_xml(unit) == "".join(one_by_one.out)


def test_everything_assembled_is_valid() -> None:
    text = Text(f"Each [Party]{ATOM} shall", (Mark(0, 4, "b"), Mark(12, 13, "authorialNote", (), note("Note."))))
    data = write(
        assemble(
            FACTS,
            title="Draft",
            preface=(line("p", "Geneva"),),
            preamble=(provision("recitals", provision("recital", line("p", "Recalling"))),),
            body=(
                provision(
                    "chapter", line("num", "Chapter I"), provision("article", provision("content", line("p", text)))
                ),
            ),
            conclusions=(line("p", "Done at Geneva"),),
            attachments=(
                provision(
                    "attachment", line("num", "Annex I"), provision("paragraph", provision("content", line("p", "x")))
                ),
                provision(
                    "attachment",
                    line("heading", "Map"),
                    provision("doc", provision("mainBody", line("p", "y")), name="annex"),
                ),
            ),
        )
    )
    assert valid(data) == []
    assert write(read(data).version) == data
    assert valid(write(assemble(Facts()))) == []
