"""Numbers read from labels in six languages; addresses by the naming convention; identities that stay."""

from __future__ import annotations

import pytest

from tests.strategies import line, note, provision
from treaty_drafts.errors import Misused
from treaty_drafts.model.frbr import Iri, dated, parse
from treaty_drafts.model.ids import address
from treaty_drafts.model.numbers import number_of
from treaty_drafts.model.tree import ATOM, Mark, Provision, Text, walk


@pytest.mark.parametrize(
    "num, number",
    [
        ("Article 3 bis", "3bis"), ("Article 3\u00a0bis", "3bis"), ("ARTICLE 12.", "12"), ("Art. 11.2 bis", "11-2bis"),
        ("-1", "-1"), ("[3].", "3"), ("[Article 9]", "9"), ("(a)", "a"), ("(a)(i)", "a-i"), ("1.", "1"),
        ("2.1.1", "2-1-1"),
        ("Chapter IV", "IV"), ("PART 1", "1"), ("X.", "X"), ("(iv)", "iv"), ("n)", "n"), ("o)", "o"), ("Option 1", "1"),
        ("Alt 2", "2"), ("Annex A", "A"), ("No. 5", "5"), ("§ 4", "4"), ("１２", "12"), ("3.1 quater.", "3-1quater"),
        ("13ter", "13ter"), ("Article 37-bis", "37bis"), ("ARTICLE 5BIS", "5bis"), ("Article 5 (bis)", "5bis"),
        ("Article 5 nonies", "5novies"), ("(a) bis", "abis"), ("New Article 5 bis", "5bis"), ("[New Article]", "new"),
        ("Article 5 bis (new)", "5bis"),
        ("Article premier", "1"), ("Article 1er", "1"), ("Annexe I", "I"), ("Chapitre II", "II"),
        ("Artículo 4 bis", "4bis"), ("Título III", "III"), ("Artículo 1º", "1"), ("Artigo 1.º", "1"),
        ("Seção II", "II"),
        ("Статья 5", "5"), ("Статья 5 бис", "5bis"), ("Статья 5бис", "5bis"), ("Новая статья", "new"),
        ("Раздел II", "II"), ("п)", "п"),
        ("المادة ٣", "3"), ("المادة 1", "1"), ("المادة ١٢ مكررا", "12bis"), ("المادة 5 مكررًا", "5bis"),
        ("المادة 5 مكررا ثانيا", "5ter"), ("المادة 5 ثالثا", "5ter"), ("(أ)", "أ"), ("الأولى", "1"),
        ("第五十八条", "58"), ("第58条", "58"), ("第 3 条", "3"), ("第三条之二", "3bis"), ("第三条 bis", "3bis"),
        ("新条", "new"), ("第十条", "10"),
        ("第一百二十一条", "121"),
        ("第一二一条", "121"), ("一、", "1"), ("(一)", "1"), ("附件一", "1"), ("第三章", "3"),
        ("Article 5 - Scope", "5"), ("", ""), ("[]", ""), ("Article", ""),
    ],
)  # fmt: skip
def test_the_number_that_a_label_prints(num: str, number: str) -> None:
    assert number_of(num) == number


@pytest.mark.parametrize("num", [f"第{'1' * 4_301}条", f"第{'二' * 4_301}条", f"第三条之{'二' * 4_301}"])
def test_what_is_longer_than_any_number_is_none(num: str) -> None:
    """Over 4,300 digits; as many are a number still."""
    assert number_of(num) == ""
    assert number_of(num.replace("1", "", 1).replace("二", "", 1)) != ""


def article(num: str, *children: object) -> Provision:
    return provision("article", line("num", num), *children)  # type: ignore[arg-type]


def treaty(*body: Provision) -> Provision:
    return provision("bill", provision("body", *body), name="treaty")


def eids(root: Provision, name: str) -> list[str]:
    return [dict(node.attrs)["eId"] for node in walk(root) if node.name == name]


def content(text: str | Text = "x") -> Provision:
    return provision("content", line("p", text))


def test_articles_numbered_through_the_document_have_plain_addresses() -> None:
    root = treaty(
        provision("chapter", line("num", "Chapter I"), article("Article 1"), article("Article 1 bis")),
        provision("chapter", line("num", "Chapter II"), article("Article 2")),
    )
    done = address(root, fixed=False)
    assert eids(done, "article") == ["art_1", "art_1bis", "art_2"]
    assert eids(done, "chapter") == ["chp_I", "chp_II"]


def test_articles_that_start_again_have_their_chapter_before_them() -> None:
    root = treaty(
        *(
            provision("chapter", line("num", f"Chapter {num}"), article("Article 1"), article("Article 2"))
            for num in ("I", "II")
        )
    )
    assert eids(address(root, fixed=False), "article") == [
        "chp_I__art_1",
        "chp_I__art_2",
        "chp_II__art_1",
        "chp_II__art_2",
    ]


def test_rival_articles_of_one_number_have_their_option_before_them() -> None:
    options = provision(
        "hcontainer",
        *(provision("hcontainer", line("num", f"Option {at}"), article("Article 3"), name="option") for at in (1, 2)),
        name="alternatives",
    )
    root = treaty(article("Article 1"), article("Article 2"), options)
    assert eids(address(root, fixed=False), "article") == [
        "art_1", "art_2", "hcontainer_1__hcontainer_1__art_3", "hcontainer_1__hcontainer_2__art_3",
    ]  # fmt: skip


def test_every_element_has_a_unique_address_notes_and_annexes_included() -> None:
    footnote = note("n")
    text = Text(f"a{ATOM}", (Mark(1, 2, "authorialNote", footnote.attrs, footnote),))
    annex = provision(
        "attachment",
        line("num", "Annex I"),
        provision("doc", provision("mainBody", article("Article 1", content())), name="annex"),
    )
    quoted = provision("quotedStructure", article("Article 1", content()))
    holder = Text(ATOM, (Mark(0, 1, "quotedStructure", (), quoted),))
    root = provision(
        "bill",
        provision("preamble", provision("recitals", provision("recital", line("p", "r")))),
        provision("body", article("Article 1", content(text)), article("", content()), article("", content(holder))),
        provision("attachments", annex),
        name="treaty",
    )
    done = address(root, fixed=False)
    found = [dict(node.attrs).get("eId", "") for node in walk(done)]
    given = [eid for eid in found if eid]
    assert len(set(given)) == len(given)
    assert {node.name for node, eid in zip(walk(done), found, strict=True) if not eid} == {"bill", "attachments", "doc"}
    assert {
        "art_1__authorialNote_1",
        "art_1__authorialNote_1__p_1",
        "att_I__art_1",
        "preamble__recs__rec_1",
        "art_2__content",
        "art_3__qstr_1__art_1",
    } <= set(given)
    assert all(node.wid == (eid or node.wid) for node, eid in zip(walk(done), found, strict=True))


def test_identities_survive_renumbering_and_references_follow() -> None:
    link = Text("see article 2", (Mark(4, 13, "ref", (("href", "#art_2"),)),))
    first = address(treaty(article("Article 1", content(link)), article("Article 2", content())), fixed=False)
    body = first.children[0]
    assert isinstance(body, Provision)
    old, moved = body.children
    assert isinstance(moved, Provision)
    assert isinstance(old, Provision)
    renumbered = Provision("article", moved.wid, moved.attrs, (line("num", "Article 1"), *moved.children[1:]))
    second = Provision("article", old.wid, old.attrs, (line("num", "Article 2"), *old.children[1:]))
    new = article("Article 3", content())
    done = address(provision("bill", provision("body", renumbered, second, new)), fixed=True)
    articles = [node for node in walk(done) if node.name == "article"]
    assert [(dict(node.attrs)["eId"], node.wid, dict(node.attrs).get("wId")) for node in articles] == [
        ("art_1", "art_2", "art_2"), ("art_2", "art_1", "art_1"), ("art_3", "art_3", None),
    ]  # fmt: skip
    marks = [mark for node in walk(done) if node.name == "p" and hasattr(node, "text") for mark in node.text.marks]
    assert marks[0].attrs == (("href", "#art_1"),)


def test_a_new_provision_never_takes_an_old_identity() -> None:
    """Article 1 was renumbered 2; the new Article 1 is another provision."""
    old = Provision("article", "art_1", (("eId", "art_1"),), (line("num", "Article 2"),))
    done = address(treaty(article("Article 1"), old), fixed=True)
    assert [node.wid for node in walk(done) if node.name == "article"] == ["art_1~2", "art_1"]


@pytest.mark.parametrize(
    "iri, parts",
    [
        ("/akn/un/bill/provision/icg/2025-03-01/rivers", Iri("/akn/un/bill/provision/icg/2025-03-01/rivers")),
        ("/akn/un/act/x/2025/1/fra@2025-12-01.xml", Iri("/akn/un/act/x/2025/1", "fra", "2025-12-01", format="xml")),
        ("/akn/un/bill/x/eng@rev-2/!annex_1~art_3", Iri("/akn/un/bill/x", "eng", "rev-2", "annex_1", "art_3")),
        ("/akn/un/bill/x/eng@/~art_3->art_5", Iri("/akn/un/bill/x", "eng", "", "", "art_3->art_5")),
        ("/akn/un/bill/x/eng", Iri("/akn/un/bill/x", "eng")),
    ],
)
def test_iris_are_read_and_printed(iri: str, parts: Iri) -> None:
    assert parse(iri) == parts
    assert str(parts) == iri


def test_what_is_no_iri_is_refused_and_dates_are_found() -> None:
    with pytest.raises(Misused, match="no Akoma Ntoso IRI"):
        parse("http://example.org/")
    assert dated("/akn/un/act/2025/1") == "2025-01-01"
    assert dated("/akn/un/act/icg/2025-03-01/rivers") == "2025-03-01"
    assert dated("/akn/un/act/rivers") == ""
