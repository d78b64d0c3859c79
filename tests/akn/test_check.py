"""Problems are found with their line, wId, code and next step."""

from __future__ import annotations

import pytest

from tests.strategies import line, provision
from treaty_drafts.akn import assemble, check, valid, write
from treaty_drafts.model.version import Facts

FACTS = Facts("Rivers", "/akn/un/bill/provision/icg/2025-03-01/rivers", "eng", "rev-2", "L.1", "2025-03-14")


def draft(*words: str, numbers: str = "123") -> str:
    articles = [
        provision("article", line("num", f"Article {number}"), provision("content", line("p", text)))
        for number, text in zip(numbers, words, strict=False)
    ]
    return write(assemble(FACTS, body=tuple(articles))).decode()


def codes(xml: str) -> list[str]:
    return [problem.code for problem in check(xml.encode())]


def test_a_sound_draft_has_no_problem() -> None:
    assert check(draft("One", "Two", "Three").encode()) == ()


@pytest.mark.parametrize(
    "code, old, new",
    [
        ("repaired", 'date="2025-03-14"', 'date="2025"'),
        ("schema", "<num eId", "<nonsense/><num eId"),
        ("profile", "<num eId", '<crossHeading eId="x">x</crossHeading><num eId'),
        ("unresolved", "One", '<ref href="#art_9">One</ref>'),
        ("unresolved", "One", '<inline name="bracket" refersTo="#deleg-EU">One</inline>'),
        ("alternative", '<article eId="art_2"', '<article alternativeTo="#art_1__content" eId="art_2"'),
        ("address", 'eId="art_2"', 'eId="art_2x"'),
        ("identity", 'eId="art_2"', 'eId="art_2" wId="art_1"'),
        ("glyph", "One", '<span class="neg-glyph">[</span>One'),
        ("glyph", "One", 'One<span class="neg-glyph">]</span>'),
        ("normal-form", "One", "Oe\u0301ne"),
        ("bidi", "One", "O\u202ene\u202c"),
        ("bidi", "One", "O\u2067ne"),
        ("bidi", "One", "O\u202bne\u2069"),
        ("numbering", "Article 3", "Article 4"),
        ("numbering", "Article 3", "Article 2"),
    ],
)
def test_a_problem_is_found_and_placed(code: str, old: str, new: str) -> None:
    xml = draft("One", "Two", "Three")
    assert old in xml
    found = [problem for problem in check(xml.replace(old, new, 1).encode()) if problem.code == code]
    assert len(found) == 1
    before = xml[: xml.index(old)]
    assert found[0].line in (before.count("\n") + 1, before.count("\n"))  # a number's problem is its article's
    assert found[0].message
    assert found[0].step


def test_matched_controls_bis_numbers_and_restarts_are_no_problems() -> None:
    assert codes(draft("O\u2067ne\u2069", "O\u202bne\u202c")) == []
    assert codes(draft("One", "Two").replace("Article 2", "Article 1 bis").replace("art_2", "art_1bis")) == []
    flat = "".join(f"<paragraph><num>{n}.</num><content><p>x</p></content></paragraph>" for n in (1, 2, 1, 2, 3))
    xml = draft("One")
    body = xml.index("<article")
    assert "numbering" not in codes(xml[:body] + flat + xml[xml.index("</body>") :])


def test_a_first_number_that_follows_itself_begins_no_run() -> None:
    points = "".join(f"<point><num>({n})</num><content><p>x</p></content></point>" for n in "aac")
    xml = draft("One")
    body = xml.index("<article")
    found = check((xml[:body] + points + xml[xml.index("</body>") :]).encode())
    assert [problem.message for problem in found if problem.code == "numbering"] == ["`(a)` stands a second time"]


def test_the_same_missing_target_is_told_once() -> None:
    xml = draft("One", "Two").replace("One", '<ref href="#x">One</ref>').replace("Two", '<ref href="#x">Two</ref>')
    assert [problem.message for problem in check(xml.encode())] == [
        'href="#x" names no element of this document, here and in 1 other places'
    ]


def test_valid_tells_lines() -> None:
    assert valid(draft("One").encode()) == []
    assert valid(draft("One").replace("<num eId", "<nonsense/><num eId", 1).encode())[0].partition(":")[0].isdigit()
