"""What the views show: brackets as negotiators write them, redlines, the comparative table, refusals."""

from __future__ import annotations

import json

import pytest

from tests.render.build import (
    HandMade,
    alternative,
    amendment,
    article,
    block,
    emissions,
    note,
    paragraph,
    provision,
    version,
)
from treaty_drafts.akn import digest, read, write
from treaty_drafts.amend import compare, propose, prose
from treaty_drafts.amend.edit import Amendment, Patch, Substitution
from treaty_drafts.compilation import Compilation, compile
from treaty_drafts.compilation.compiled import Bracket
from treaty_drafts.errors import Contested, Misused
from treaty_drafts.model.tree import Text, join
from treaty_drafts.render import FORMATS, VIEWS, render, rendition_of
from treaty_drafts.sources import read_source


def lines(text: bytes | str) -> list[str]:
    return [" ".join(line.split()) for line in str(text).split("\n\n")]


def test_a_date_that_nobody_gave_is_shown_nowhere():
    """The standard wants a date in the file; what stands there for none is read as none, and is in no rendition."""
    draft = read_source(b"# A\n\n## Article 1\n\nEach Party shall act.\n", name="a.md").version
    assert b"0001-01-01" in write(draft)
    read_back = read(write(draft)).version
    assert read_back.facts.date == ""
    tabled = propose(read_back, "Each Party should act.", at="art_1__p_1", sponsors=("EU",), symbol="L.1")
    compiled = compile(read_back, [tabled])
    later = compiled.project("L.1")
    views = [(compiled, view) for view in VIEWS if view != "clean"]
    for source, view in [(read_back, "clean"), *views, (compare(draft, later), "redline")]:
        for to in set(FORMATS) - {"akn"}:
            assert "0001-01" not in str(render(source, view=view, to=to))


def test_brackets_are_written_as_negotiators_write_them():
    """The base's wording first, each rival with its sponsors, a deletion as a label on the wording, brackets nested."""
    assert (
        "1. [Each Party [shall][should (EU, JPN)][may (USA)] take [appropriate (JPN: delete)] measures [urgently (EU)] "
        "to reduce emissions (SAU: delete)]." in lines(render(emissions(), view="bracketed"))
    )


def around(**said: str) -> Compilation:
    """Edited copies of one sentence, by sponsor, compiled."""
    sentence = "Parties shall act now and cooperate."
    draft = read_source(f"# A\n\n## Article 1\n\n{sentence}\n".encode(), name="a.md").version
    tabled = [
        propose(draft, words, at="art_1__p_1", sponsors=(sponsor,), symbol=sponsor) for sponsor, words in said.items()
    ]
    return compile(draft, tabled)


@pytest.mark.parametrize(
    "said, shown",
    [
        ({"EU": "Parties shall act [now] and cooperate."}, "Parties shall act [now] (EU) and cooperate."),
        (
            {"CHN": "Parties [shall act now] and cooperate.", "EU": "Parties shall act [now] and cooperate."},
            "Parties [shall act [now] (EU)] (CHN) and cooperate.",
        ),
        (
            {"CHN": "Parties [shall act] now and cooperate.", "EU": "Parties [shall act now] and cooperate."},
            "Parties [[shall act] (CHN) now] (EU) and cooperate.",
        ),
        (
            {"CHN": "Parties shall act [now] and cooperate.", "EU": "Parties shall act at once now and cooperate."},
            "Parties shall act [at once (EU)] [now] (CHN) and cooperate.",
        ),
        ({"EU": "Parties shall act “now” and cooperate."}, "Parties shall act [“ (EU)]now[” (EU)] and cooperate."),
        ({"EU": "Parties shall act [now][today] and cooperate."}, "Parties shall act [now][today] (EU) and cooperate."),
        (
            {"EU": "Parties shall act [soon][now] and cooperate."},
            "Parties shall act [soon][now] (EU) and cooperate.",
        ),
        (
            {"CHN": "Parties shall [act now] and cooperate.", "EU": "Parties shall act and cooperate."},
            "Parties shall [ (CHN) act [now] (CHN) (EU: delete)] and cooperate.",
        ),
    ],
)
def test_brackets_around_words_are_those_of_who_puts_them(said: dict[str, str], shown: str):
    """Not brackets of brackets: the delegation is named once, where it closes, or at both where wishes cross."""
    assert lines(render(around(**said), view="bracketed"))[-1] == shown


@pytest.mark.parametrize(
    "wanted, bracketed, redline",
    [
        ("April", "[[March] (EU: delete)][April] (EU: delete [ ])", "{--[March]--} (EU){--[--}April{--]--} (EU)"),
        ("March", "[March] (EU: delete [ ])[[April] (EU: delete)]", "{--[--}March{--]--} (EU){--[April]--} (EU)"),
    ],
)
def test_an_alternative_that_is_chosen_keeps_its_words_and_loses_its_brackets(wanted, bracketed, redline):
    draft = read_source(b"# A\n\n## Article 1\n\nReport by [March][April] and pay.\n", name="a.md").version
    words = f"Report by {wanted} and pay."
    compilation = compile(draft, [propose(draft, words, at="art_1__p_1", sponsors=("EU",), symbol="L.1")])
    assert lines(render(compilation, view="bracketed"))[-1] == f"Report by {bracketed} and pay."
    assert lines(render(compilation, view="redline"))[-1] == f"Report by {redline} and pay."


def test_to_leave_only_the_blank_is_to_delete():
    """Where another lifts the brackets, blanks go with the words; what is left of them is no wording of anybody's."""
    draft = read_source(b"# A\n\n## Article 1\n\nReport [, if asked,] and pay.\n", name="a.md").version
    tabled = [
        propose(draft, words, at="art_1__p_1", sponsors=(sponsor,), symbol=sponsor)
        for sponsor, words in (("USA", "Report, if asked, and pay."), ("CHN", "Report and pay."))
    ]
    compilation = compile(draft, tabled)
    shown = "Report [[, if asked,] (CHN: delete)][, if asked, (USA)] and pay."
    assert lines(render(compilation, view="bracketed"))[-1] == shown


def test_brackets_around_a_numbered_provision_are_named_once():
    draft = read_source(b"# A\n\n## Article 1\n\n1. Parties act.\n\n2. Parties pay.\n", name="a.md").version
    copy = read_source(b"# A\n\n## Article 1\n\n1. Parties act.\n\n[2. Parties pay.]\n", name="a.md").version
    compilation = compile(draft, [propose(draft, copy, sponsors=("EU",), symbol="L.1")])
    assert lines(render(compilation, view="bracketed"))[-1] == "[2. Parties pay.] (EU)"
    assert lines(render(compilation, view="redline"))[-1] == "{++[++}2. Parties pay.{++]++} (EU)"
    assert lines(render(compare(draft, copy), view="redline"))[-1] == "{++[++}2. Parties pay.{++]++}"


def test_a_bracket_that_closes_in_another_text_is_named_at_both_ends():
    draft = read_source(b"# A\n\n## Article 1\n\nParties act.\n\n## Article 2\n\nParties pay.\n", name="a.md").version
    edits = [
        Substitution(f"art_{at}__p_1", *place, "", Text(glyph))
        for at, place, glyph in ((1, (0, 0), "["), (2, (12, 12), "]"))
    ]
    shown = lines(
        render(compile(draft, [Amendment("L.1", ("EU",), Patch(digest(draft), tuple(edits)))]), view="bracketed")
    )
    assert shown[-3:] == ["[ (EU) Parties act.", "Article 2", "Parties pay.] (EU)"]


def test_blanks_at_the_edges_of_rivals_stand_outside_once():
    """`Party ` against `urgent `: one blank after both, and it is the base's."""
    wid = "art_1__para_1__content__p_1"
    base = version(article(1, "Aim", paragraph("art_1__para_1", "1.", "Party acts.")))
    bracket = Bracket(wid, 0, 6, "alternatives", (alternative("Party "), alternative("urgent ", "L.1", "EU")))
    compilation = HandMade(base, (amendment("L.1", "EU"),), {wid: (bracket, Text("acts."))})
    assert "1. [Party][urgent (EU)] acts." in lines(render(compilation, view="bracketed"))
    blank = rendition_of(compilation, view="bracketed").lines[-1].runs[-2]
    assert (blank.text, blank.change) == (" ", "")


def test_provisions_are_bracketed_as_a_whole():
    """A new, a deleted and a moved article open and close in brackets with whose wish it is, and at arrival."""
    text = lines(render(emissions(), view="bracketed"))
    assert "[NEW Article 2 bis Early warning" in text
    assert "1. Parties warn each other. (G77, KEN)]" in text
    assert "1. Reports are public. (SAU: delete)]" in text
    assert "(a) “river” means a body of water. (NOR: move to after article 3)]" in text
    assert "[article 1 moves here (NOR)]" in text


def test_redline_names_who_inserts_and_who_deletes():
    """Plain text uses CriticMarkup's signs, which no bracket of negotiation resembles."""
    text = render(emissions(), view="redline")
    assert "{--Each Party --}{--shall--}{++should++} (EU, JPN) {++may++} (USA)" in str(text)


def test_a_label_has_one_blank_before_it_and_one_after():
    """Whether the words of the change end with a blank, as deleted words do before others, or not."""
    base = version(article(1, "Aim", paragraph("art_1__para_1", "1.", "Each Party shall not act.")))
    tabled = [
        propose(base, "Each Party shall act.", at="art_1__para_1", sponsors=("EU",), symbol="L.1"),
        propose(base, "Each Party shall not ever act.", at="art_1__para_1", sponsors=("USA",), symbol="L.2"),
    ]
    text = "".join(run.text for run in rendition_of(compile(base, tabled), view="redline").lines[-1].runs)
    assert text == "Each Party shall not (EU) ever (USA) act."


def test_table_shows_each_delegation_its_own_wording():
    """A row for each contested provision; a delegation's cell is its own text redlined on the base, if it has one."""
    table = rendition_of(emissions(), view="table")
    assert table.columns == ("", "EU", "JPN", "USA", "SAU", "G77", "KEN", "NOR")
    assert [row.title for row in table.rows] == [
        "Article 1",
        "Article 2, paragraph 1",
        "New article 2 bis",
        "Article 3",
    ]
    row = table.rows[1]
    assert [bool(cell) for cell in row.cells] == [True, True, True, True, True, False, False, False]
    japan = "".join(run.text for run in row.cells[2][0].runs if run.change != "deleted")
    assert japan == "Each Party should take  measures to reduce emissions."


@pytest.mark.parametrize("to", ["txt", "md", "html", "json"])
def test_table_is_written_in_every_format(to: str):
    """All formats hold the table's cells."""
    text = render(emissions(), view="table", to=to)
    assert "warn each other" in (text.decode() if isinstance(text, bytes) else text)


def test_clean_view_is_refused_while_brackets_stand():
    """The refusal lists the brackets and says what to do; they are printed if asked for."""
    draft = version(article(1, "Aim", paragraph("art_1__para_1", "1.", "Parties [shall][should] act.")))
    with pytest.raises(Contested) as refused:
        render(draft)
    assert len(refused.value.brackets) == 2
    assert "--keep-brackets" in str(refused.value)
    assert "Parties [shall][should] act." in str(render(draft, keep_brackets=True))
    assert render(draft, view="bracketed") == render(draft, keep_brackets=True)


def test_clean_view_of_a_compilation_is_refused_while_amendments_stand():
    """A compilation's text is nobody's: the reader is told how to take one reading."""
    with pytest.raises(Contested, match="6 amendments") as refused:
        render(emissions())
    assert refused.value.brackets == ("L.1", "L.2", "L.3", "L.4", "L.5", "L.6")
    assert "[shall]" in str(render(emissions(), keep_brackets=True))


def test_a_compilation_without_amendments_is_clean():
    """Nothing tabled, nothing contested."""
    compilation = emissions()
    compilation.amendments, compilation.compiled, compilation.sequences = (), {}, {}
    assert render(compilation) == render(compilation.base)


def test_what_makes_no_sense_is_refused():
    """Views and formats that are not there, and views that a kind of text does not have, are misuse."""
    draft = emissions().base
    for view, to in (("odd", "txt"), ("clean", "odd"), ("redline", "txt"), ("table", "html"), ("redline", "akn")):
        with pytest.raises(Misused):
            render(draft, view=view, to=to)
    for view in ("clean", "bracketed", "table"):
        with pytest.raises(Misused):
            render(compare(draft, draft), view=view)
        with pytest.raises(Misused):
            render(compare(draft, draft), view=view, to="akn")
    assert list(FORMATS) == sorted(FORMATS)
    assert list(VIEWS) == sorted(VIEWS)


def test_footnotes_stand_at_the_end():
    """The call stays in the text; the note is a line of its own, whatever the format."""
    text = join([Text("Parties act"), note("art_1__note_1", "1", "See the report."), Text(" together.")])
    draft = version(article(1, "Aim", paragraph("art_1__para_1", "1.", text)))
    assert lines(render(draft))[-1] == "[^1] See the report."
    assert "1. Parties act[^1] together." in lines(render(draft))
    assert str(render(draft, to="md")).endswith("[^1]: See the report.\n")
    html = str(render(draft, to="html"))
    assert 'href="#art_1__note_1"' in html
    assert 'id="art_1__note_1"' in html
    assert 'id="call-art_1__note_1"' in html


def test_json_is_the_rendition_field_by_field():
    """A portal finds title, view, language and every line with its address."""
    data = json.loads(render(emissions(), view="bracketed", to="json"))
    assert data["view"] == "bracketed"
    assert data["facts"]["symbol"] == "A/CONF.900/L.1"
    assert data["parties"][1] == {"code": "JPN", "symbols": ["L.2"]}
    heading = next(line for line in data["lines"] if line["role"] == "heading")
    assert heading["anchors"][-1] == ["art_1", "art_1", "article"]


def _moved():
    names = ("Terms", "Measures", "Reports", "Finance", "Depositary")
    texts = (
        "For the purposes of this Agreement a river is a body of fresh water that flows.",
        "Each Party shall take appropriate measures to keep the rivers within its territory clean.",
        "Reports on the state of the rivers are made public by every Party once in each year.",
        "The costs of the secretariat are borne by the Parties on the scale of the United Nations.",
        "The Secretary-General of the United Nations shall be the depositary of this Agreement.",
    )
    arts = [(name, text) for name, text in zip(names, texts, strict=True)]
    old = [article(n, name, paragraph(f"art_{n}__para_1", "1.", text)) for n, (name, text) in enumerate(arts, 1)]
    arts = [arts[3], arts[0], arts[1], arts[2], arts[4]]
    new = [article(n, name, paragraph(f"art_{n}__para_1", "1.", text)) for n, (name, text) in enumerate(arts, 1)]
    return version(*old), version(*new)


def _inserted_first():
    def drafted(names):
        arts = enumerate(names, 1)
        return version(
            *(
                article(n, name, paragraph(f"art_{n}__para_1", "1.", f"{name} {name}."), word="المادة {}")
                for n, name in arts
            ),
            language="ara",
        )

    return drafted(["النطاق", "الهدف"]), drafted(["المصطلحات", "النطاق", "الهدف"])


def test_moves_and_renumbering_show_as_such():
    """An article that moved is neither deleted nor inserted: it says where it was, and its old place where it is."""
    redline = lines(render(compare(*_moved()), view="redline"))
    assert "{--Article 4--} → {++Article 1++} Finance (moved from after article 3)" in redline
    assert "[article 4 moved to the beginning of the body]" in redline
    assert "{--Article 1--} → {++Article 2++} Terms" in redline
    assert "Article 5 Depositary" in redline
    assert "{--المادة 1--} ← {++المادة 2++} النطاق" in lines(render(compare(*_inserted_first()), view="redline"))
    assert not any("{++" in line for line in redline if line.startswith("1."))


def test_first_points_of_a_paragraph_are_all_that_is_new():
    """Words that only come under another wrapper stand once, outside all brackets, with others' changes in them."""
    plain = "Agreement\n\nArticle 1\n\n1. Parties shall act.\n\n2. Parties shall report.\n"
    base = read_source(plain.encode(), name="a.txt").version
    about = [(code, {"sponsors": (code,), "symbol": f"L.{code}"}) for code in ("EU", "JPN", "CHE")]
    copies = ["act:\n\n(a) at once.", "act together:\n\n(a) in good faith."]
    tabled = [
        propose(base, read_source(plain.replace("act.", copy).encode(), name="a.txt").version, **voice)
        for copy, (_, voice) in zip(copies, about[:2], strict=True)
    ]
    tabled.append(propose(base, "Parties should act.", at="art_1__para_1", **about[2][1]))
    compilation = compile(base, tabled)
    bracketed = str(render(compilation, view="bracketed"))
    assert "1.  Parties [shall][should (CHE)] act[.][: (EU)] [together: (JPN)]\n" in bracketed
    assert "    [NEW (a) at once. (EU)]\n" in bracketed
    assert "move" not in bracketed
    assert "1.  Parties {--shall--}{++should++} (CHE) act" in str(render(compilation, view="redline"))
    assert "move" not in str(render(compilation, view="table"))
    assert "1.  Parties shall act:\n\n    (a) at once.\n" in str(render(compilation.project("L.EU")))


def test_words_that_come_to_stand_behind_new_points_are_shown_behind_them() -> None:
    """Once they only went over into another wrapper, before the points (found by the redline law at 20,000)."""
    wid = "art_1__para_1"
    base = version(article(1, "Aim", paragraph(wid, "1.", "The Parties shall cooperate.")))
    points = provision(
        "paragraph",
        wid,
        block("num", f"{wid}__num_1", "1."),
        provision("intro", f"{wid}__intro", block("p", f"{wid}__intro__p_1", "In particular:")),
        paragraph(f"{wid}__point_a", "(a)", "by boat;"),
        provision("wrapUp", f"{wid}__wrapup", block("p", f"{wid}__wrapup__p_1", "The Parties shall cooperate.")),
    )
    wanted = version(article(1, "Aim", points))
    assert lines(render(compare(base, wanted), view="redline"))[-3:] == [
        "1. {++In particular:++}",
        "{++(a)++} {++by boat;++}",
        "The Parties shall cooperate.",
    ]
    tabled = propose(base, wanted, sponsors=("EU",), symbol="L.1")
    assert lines(render(compile(base, [tabled]), view="bracketed"))[-4:] == [
        "1. [The Parties shall cooperate. (EU: move to after point (a))]",
        "[NEW In particular: (EU)]",
        "[NEW (a) by boat; (EU)]",
        "[“The Parties shall cooperate.” moves here (EU)]",
    ]
    (said,) = prose(tabled.patch, base)
    assert said.splitlines() == [
        "Replace the text of article 1, paragraph 1 by the following:",
        "In particular:",
        "(a) by boat;",
        "The Parties shall cooperate.",
    ]


def test_words_that_others_join_under_a_new_wrapper_are_shown_once() -> None:
    """Two paragraphs become one with points: its words, and those that join them, each where it stands now."""
    first = "Parties shall cooperate in good faith when a river is in danger of drying up or flooding."
    second = "A Party that is in need may ask the secretariat for assistance with its monitoring."
    plain = f"Agreement\n\nArticle 1\n\n1. {first}\n\n2. {second}\n"
    joined = f"Agreement\n\nArticle 1\n\n1. {first}\n\n{second}\n\n(a) in writing;\n\n(b) at any time.\n"
    base, wanted = (read_source(text.encode(), name="a.txt").version for text in (plain, joined))
    assert lines(render(compare(base, wanted), view="redline"))[2:] == [
        f"1. {first}",
        f"{second} (moved from the beginning of article 1, paragraph 2)",
        "{++(a)++} {++in writing;++}",
        "{++(b)++} {++at any time.++}",
        "{--2.--} [“A Party that is in need may ask the…” moved to after “Parties shall cooperate in good faith…”]",
    ]
    tabled = propose(base, wanted, sponsors=("EU",), symbol="L.1")
    bracketed = lines(render(compile(base, [tabled]), view="bracketed"))
    assert f"1. [{first} (EU: move to the beginning of article 1, paragraph 1)]" in bracketed


@pytest.mark.parametrize("view", ["bracketed", "redline", "table"])
def test_the_numbers_of_lines_are_there_where_they_are_asked_for(view: str) -> None:
    """A format that does not tell them has the same characters in one piece."""
    draft = version(*(article(at, "Aim", paragraph(f"art_{at}__para_1", "1.", "Each Party acts.")) for at in range(9)))
    wanted = [("art_3__para_1", "No Party acts."), ("art_8__para_1", "Few act.")]
    tabled = [propose(draft, text, at=wid, sponsors=("EU",), symbol=f"L.{wid}") for wid, text in wanted]
    sources = [compile(draft, tabled)] if view != "redline" else [compile(draft, tabled), compare(draft, version())]
    for source in sources:
        shown = [rendition_of(source, view=view, numbered=numbered) for numbered in (True, False)]
        kinds, texts = [], []
        for one in shown:
            lines_ = one.lines or [line for row in one.rows for cell in row.cells for line in cell]
            runs = [run for line in lines_ for run in line.runs]
            kinds.append({run.kind for run in runs})
            texts.append("".join(run.text for run in runs if run.kind != "number"))
        assert "number" in kinds[0]
        assert "number" not in kinds[1]
        assert texts[0] == texts[1]
