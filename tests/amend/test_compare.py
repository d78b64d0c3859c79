"""Two versions compared: moves and renumbering are seen as such, and no unchanged word is marked."""

from __future__ import annotations

import itertools
import random

import pytest

from tests.amend.drafts import RIVERS, read, words
from tests.conftest import corpus
from tests.render import build
from treaty_drafts.amend import apply, compare, invert
from treaty_drafts.amend.diff import BOUND, diff, over_bound
from treaty_drafts.amend.splice import splice
from treaty_drafts.model.tree import Text, words_of
from treaty_drafts.sources import read_source


def marked(old: str, new: str) -> str:
    """The difference of two texts as `[-deleted-]` and `{+inserted+}`."""
    at = 0
    shown = ""
    for edit in diff(Text(old), Text(new), "w"):
        deleted = f"[-{edit.old}-]" if edit.old else ""
        inserted = f"{{+{edit.new.chars}+}}" if edit.new.chars else ""
        shown += old[at : edit.start] + deleted + inserted
        at = edit.stop
    return shown + old[at:]


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Parties shall act.", "Parties should act.", "Parties [-shall-]{+should+} act."),
        ("the cat the dog", "the cat the bird the dog", "the cat the {+bird the +}dog"),
        ("measures to act.", "measures to act, as appropriate.", "measures to act{+, as appropriate+}."),
        ("The Parties, recalling X, agree.", "The Parties agree.", "The Parties[-, recalling X,-] agree."),
        ("One. Two. Three.", "One. Three.", "One. [-Two. -]Three."),
        ("[shall] act", "shall act", "[-[-]shall[-]-] act"),
        ("the non-living resources", "the living resources", "the [-non-living-]{+living+} resources"),
        ("within 1,000 days", "within 1,500 days", "within [-1,000-]{+1,500+} days"),
        ("各缔约方应当采取措施。", "各缔约方可采取措施。", "各缔约方[-应当-]{+可+}采取措施。"),
        ("Сторона принимает меры", "Сторона принимала меры", "Сторона [-принимает-]{+принимала+} меры"),
        ("تتخذ الأطراف", "تتخذ الدول الأطراف", "تتخذ {+الدول +}الأطراف"),
        ("a quick and bold act", "a slow and timid act", "a [-quick-]{+slow+} and [-bold-]{+timid+} act"),
    ],
)
def test_a_difference_is_put_as_a_lawyer_would_mark_it(old: str, new: str, shown: str) -> None:
    """On whole words, phrases where phrases begin, no confetti around a connective."""
    assert marked(old, new) == shown


def test_over_the_bound_the_differing_middle_is_one_substitution() -> None:
    """And `over_bound` says so."""
    count = int(BOUND**0.5)
    a, b = Text("same " + "a " * count + "end"), Text("same " + "b " * count + "end")
    assert over_bound(a, b)
    edits = diff(a, b, "w")
    assert len(edits) == 1
    assert splice(a, edits) == b


def test_renumbered_articles_are_renumbered_and_nothing_else() -> None:
    """A new article before the others gives them other numbers: one insertion, no edit of words."""
    new = RIVERS.replace("Article 1\n", "Article 0\n\nAim\n\nThis Agreement keeps rivers.\n\nArticle 1\n")
    for number in (4, 3, 2, 1, 0):
        new = new.replace(f"Article {number}\n", f"Article {number + 1}\n")
    comparison = compare(read(), read(new))
    assert [one.provisions[0].heading for one in comparison.inserted] == ["Aim"]  # type: ignore[union-attr]
    assert not comparison.words
    assert not comparison.deleted
    assert not comparison.moved
    assert [(one.old, one.new) for one in comparison.renumbered][:2] == [
        ("Article 1", "Article 2"),
        ("Article 2", "Article 3"),
    ]


def test_a_moved_article_is_moved_and_what_was_edited_in_it_is_an_edit() -> None:
    """The other articles, over which it moved, stay."""
    head, two, rest = RIVERS.partition("Article 2\n")
    two, three, rest = (two + rest).partition("Article 3\n")
    edited = two.replace("every year", "every two years")
    comparison = compare(read(), read(head + three + rest + "\n" + edited))
    assert [move.wid for move in comparison.moved] == ["art_2"]
    assert [edit.new.chars for edit in comparison.wordings] == ["two years"]
    assert comparison.statistics.inserted == comparison.statistics.deleted == 0


def test_the_patch_of_a_comparison_can_be_undone() -> None:
    """There and back, on a text with moves, insertions and deletions."""
    old, new = read(), read("\n\n".join(sorted(RIVERS.split("\n\n"))))
    patch = compare(old, new).patch
    made = apply(patch, old)
    assert words(made) == words(new)
    assert apply(invert(patch, old), made).root == old.root


def test_on_a_seeded_text_hunks_are_as_few_as_true_edits_and_moves_are_exact() -> None:
    """Hunks over true places at most 1.1; every moved article found, and no other."""
    chance = random.Random(7)
    vocabulary = [
        "".join(pair)
        for pair in itertools.product(("mar", "riv", "pro", "con", "del"), ("ine", "er", "tect", "sult", "ta"))
    ]
    articles = [[" ".join(chance.choices(vocabulary, k=30)) for _ in range(chance.randint(1, 5))] for _ in range(60)]
    edited = [list(paragraphs) for paragraphs in articles]
    places = 0
    for paragraphs in edited:
        for at, paragraph in enumerate(paragraphs):
            if chance.random() < 0.4:
                listed = paragraph.split(" ")
                listed[chance.randint(3, 10)] = "should"
                listed[chance.randint(18, 25) :][:1] = []
                listed.insert(chance.randint(18, 25), "urgently")
                paragraphs[at] = " ".join(listed)
                places += 2
    order = list(range(60))
    for source, target in ((5, 40), (50, 12)):
        order.remove(source)
        order.insert(target, source)
    old, new = _numbered(articles), _numbered([edited[at] for at in order])
    comparison = compare(read(old), read(new))
    assert {move.wid for move in comparison.moved} == {"art_6", "art_51"}
    assert comparison.statistics.edits <= 1.1 * places
    assert comparison.statistics.inserted == comparison.statistics.deleted == 0


def _numbered(articles: list[list[str]]) -> str:
    lines = ["Treaty"]
    for number, paragraphs in enumerate(articles, 1):
        lines.append(f"Article {number}")
        lines.extend(f"{at}. {paragraph.capitalize()}." for at, paragraph in enumerate(paragraphs, 1))
    return "\n\n".join(lines)


@pytest.mark.parametrize(
    ("old", "new"),
    [("12-dec-2015", "29-jan-2016-final"), ("9-dec-2015", "12-dec-2015"), ("4-dec-2015", "9-dec-2015")],
)
def test_the_drafts_of_paris_are_made_of_each_other(old: str, new: str) -> None:
    """On real drafts: the patch gives the later draft's words, its inverse the earlier draft."""
    a, b = (
        read_source(corpus(f"texts/paris/agreement-{date}.md").read_bytes(), name="x.md").version for date in (old, new)
    )
    patch = compare(a, b).patch
    made = apply(patch, a)
    assert words_of(made.root).split() == words_of(b.root).split()
    assert apply(invert(patch, a), made).root == a.root


def test_the_legal_scrub_of_paris_marks_no_unchanged_provision() -> None:
    """From 12 December to 29 January nothing is inserted, deleted, moved or renumbered; “the Paris” became “this”."""
    a, b = (
        read_source(corpus(f"texts/paris/agreement-{date}.md").read_bytes(), name="x.md").version
        for date in ("12-dec-2015", "29-jan-2016-final")
    )
    comparison = compare(a, b)
    assert not comparison.structure
    assert not comparison.renumbered
    edits = [(edit.old, edit.new.chars) for edit in comparison.wordings]
    assert edits.count(("the Paris", "this")) > 30
    assert all(old != new or old for old, new in edits)


def test_articles_of_paris_keep_their_identity_from_9_to_12_december() -> None:
    """Article 9 of the 9th is article 13 of the 12th, and so on: told by their words."""
    a, b = (
        read_source(corpus(f"texts/paris/agreement-{date}.md").read_bytes(), name="x.md").version
        for date in ("9-dec-2015", "12-dec-2015")
    )
    numbers = {one.old: one.new for one in compare(a, b).renumbered if one.old.startswith("Article")}
    assert numbers["Article 9"] == "Article 13"
    assert numbers["Article 26"] == "Article 29"
    assert numbers["Article 3"] == "Article 4"


def test_paragraphs_of_paris_that_were_rewritten_in_their_place_are_reworded() -> None:
    """Between 9 and 12 December: one of which hardly anything is left as a whole, one in which a phrase stays."""
    a, b = (
        read_source(corpus(f"texts/paris/agreement-{date}.md").read_bytes(), name="x.md").version
        for date in ("9-dec-2015", "12-dec-2015")
    )
    words = compare(a, b).words
    (guidance,) = words["art_15__para_2__p_1"]
    assert guidance.old.startswith("CMA may provide further guidance")
    assert [edit.new.chars for edit in words["art_4__para_13__p_1"]] == ["The", "14 shall, inter alia"]


@pytest.mark.parametrize(
    ("old", "new", "gone"),
    [
        ("rivers lakes", "lakes seas", [1]),
        ("rivers rivers rivers", "lakes rivers lakes", [2]),
        ("rivers lakes rivers", "lakes lakes lakes", [1]),
    ],
)
def test_words_that_stay_tell_paragraphs_apart_that_are_alike_in_their_places(
    old: str, new: str, gone: list[int]
) -> None:
    """A paragraph is not reworded into its neighbour, however like it, where the neighbour's own words stay."""
    ours, theirs = (
        build.version(
            build.article(
                1,
                "",
                *(
                    build.paragraph(f"para_{at}", f"{at}.", f"Each Party shall take measures to keep {word} clean.")
                    for at, word in enumerate(words.split(), 1)
                ),
            )
        )
        for words in (old, new)
    )
    assert [edit.wid for edit in compare(ours, theirs).deleted] == [f"para_{at}" for at in gone]


def test_paragraphs_that_change_places_and_words_are_not_reworded_into_each_other() -> None:
    """Though the two articles are of one structure, and every line of them differs."""
    clean = "Each Party shall keep the rivers under its jurisdiction clean."
    reports = "The secretariat publishes reports of all meetings without delay."
    old, new = (
        build.version(
            build.article(
                1, "Aims", *(build.paragraph(f"para_{at}", f"{at}.", text) for at, text in enumerate(texts, 1))
            )
        )
        for texts in ((clean, reports), (reports.replace("all", "its"), clean.replace("clean", "open")))
    )
    words = compare(old, new).words.values()
    assert sorted((edit.old, edit.new.chars) for edits in words for edit in edits) == [
        ("all", "its"),
        ("clean", "open"),
    ]


def test_a_heading_that_becomes_a_line_is_told_though_its_words_stay() -> None:
    """Nothing but its name, and a word in the other line, tells the two articles apart."""
    old, new = (
        build.version(
            build.provision(
                "article",
                "art_1",
                build.block(name, f"art_1__{name}_1", "Aims of the Parties"),
                build.block("p", "art_1__p_2", f"Each Party shall keep {what} clean and open to navigation."),
            )
        )
        for name, what in (("heading", "rivers"), ("p", "all rivers"))
    )
    comparison = compare(old, new)
    assert [edit.wid for edit in comparison.deleted] == ["art_1__heading_1"]
    assert [edit.provisions[0].wid for edit in comparison.inserted] == ["art_1__p_1"]  # type: ignore[union-attr]


def test_a_point_that_comes_under_another_is_told_though_every_word_stays_in_its_order() -> None:
    """But for the point's place, the two articles have the same elements one after another."""
    first = build.paragraph("point_a", "(a)", "rivers and all that lives in them;")
    second = build.paragraph("point_b", "(b)", "lakes and their shores.")
    beside = build.article(1, "Scope", first, second)
    under = build.article(1, "Scope", build.provision("point", "point_a", *first.children, second))
    moves = compare(build.version(beside), build.version(under)).regrouped
    assert [(move.wid, move.parent) for move in moves] == [("point_b", "point_a")]


def test_a_line_beside_all_articles_is_not_the_line_of_two_deleted_ones() -> None:
    """Once it was paired with both, and the patch edited words that it deletes (found by the redline law)."""
    places = enumerate(("at sea", "on land"), 1)
    said = "Parties shall cooperate in good faith {}."
    articles = (build.article(at, "", build.paragraph(f"a_{at}__para_1", "1.", said.format(on))) for at, on in places)
    old = build.version(*articles)
    new = build.version(build.block("p", "body__p_1", said.format("everywhere")))
    assert words_of(apply(compare(old, new).patch, old).root) == words_of(new.root)
