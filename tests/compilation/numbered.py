# ruff: noqa: E501  (the forms of a language read best in one line)
"""Small texts with numbers and references, by hand and at random."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from treaty_drafts.amend.edit import Patch
from treaty_drafts.amend.patch import apply
from treaty_drafts.compilation.numbering.numerals import STYLES
from treaty_drafts.compilation.numbering.renumber import renumber
from treaty_drafts.model.tree import Block, Mark, Node, Provision, Text, walk
from treaty_drafts.model.version import Facts, Version


def block(name: str, wid: str, text: Text | str) -> Block:
    return Block(name, wid, (), Text(text) if isinstance(text, str) else text)


def unit(name: str, wid: str, num: Text | str, *inside: str | Node) -> Provision:
    """A unit whose strings are paragraphs of words; no `num` where it is empty."""
    label = (block("num", f"{wid}__num", num),) if num else ()
    words = [block("p", f"{wid}__p_{n}", one) if isinstance(one, str) else one for n, one in enumerate(inside, 1)]
    return Provision(name, wid, (), (*label, *words))


def article(wid: str, num: Text | str, *inside: str | Node) -> Provision:
    return unit("article", wid, num, *inside)


def paragraph(wid: str, num: str, *inside: str | Node) -> Provision:
    return unit("paragraph", wid, num, *inside)


def point(wid: str, num: str, *inside: str | Node) -> Provision:
    return unit("point", wid, num, *inside)


def text_of(
    *body: Node, language: str = "eng", title: str = "Agreement on Shared Rivers", annexes: Sequence[Node] = ()
) -> Version:
    children: tuple[Node, ...] = (Provision("body", "body", (), body),)
    if annexes:
        children += (Provision("attachments", "atts", (), tuple(annexes)),)
    return Version(Provision("bill", "main", (), children), Facts(title=title, language=language))


def renumbered(version: Version) -> Version:
    return apply(Patch("", renumber(version).edits), version)


def labels(version: Version) -> list[str]:
    return [node.text.chars for node in walk(version.root) if isinstance(node, Block) and node.name == "num"]


def words(version: Version, wid: str) -> str:
    return version.block(wid).text.chars


def numbering(*nums: str, template: str = "Article {}") -> list[str]:
    """The labels of articles of these numbers, renumbered."""
    articles = [article(f"art_{place}", template.format(num), "Words.") for place, num in enumerate(nums)]
    return labels(renumbered(text_of(*articles)))


def reading(
    sentence: str, *, nums: Sequence[str] = ("1", "3", "4", "5"), language: str = "eng", template: str = "Article {}"
) -> str:
    """The sentence, which stands in the first of these articles, after renumbering; article 3 has paragraphs and points."""
    points = [point(f"pt_{label}", f"({label})", "Words.") for label in ("b", "c")]
    inside = [paragraph("para_2", "2.", "Words."), paragraph("para_3", "3.", "Words:", *points)]
    articles = [
        article(f"art_{num}", template.format(num), *(inside if place == 1 else ["Words."]))
        for place, num in enumerate(nums[1:], 1)
    ]
    version = text_of(article("art_1", template.format(nums[0]), sentence), *articles, language=language)
    return words(renumbered(version), "art_1__p_1")


LANGUAGES = {
    "eng": ("Article {}", "decimal", ("See article {}.", "articles {}, {} and {}", "paragraph {p} of article {}", "article {}, paragraph {p} ({q})", "articles {} to {}", "Article {} of the Convention", "paragraph {p} above", "subparagraph ({q})")),
    "fra": ("Article {}", "decimal", ("à l’article {}", "aux articles {}, {} et {}", "au paragraphe {p} de l’article {}", "de l’article {} de la Convention", "l’alinéa {q}) du paragraphe {p}")),
    "spa": ("Artículo {}", "decimal", ("en el artículo {}", "los artículos {} y {}", "el párrafo {p} del artículo {}", "artículo {}, párrafo {p} {q})")),
    "rus": ("Статья {}", "decimal", ("в статье {}", "статьи {}–{}", "в пункте {p} статьи {}", "статьи {} Конвенции", "подпункт {q}) пункта {p}")),
    "ara": ("المادة {}", "arabic-indic", ("وفقا للمادة {}", "المادتين {} و{}", "الفقرة {p} من المادة {}", "المادة {} من الاتفاقية")),
    "zho": ("第{}条", "chinese", ("按照第{}条规定", "第{}条和第{}条", "第{}条第{p}款", "《公约》第{}条", "上述第{p}款")),
}  # fmt: skip
SUFFIXES = {"ara": " مكرر", "zho": "之二"}


def _label(template: str, style: str, value: int, suffix: str) -> str:
    number = STYLES[style].write(value) or ""
    if "条" in template:
        return template.format(number) + suffix
    return template.format(number + suffix)


@st.composite
def sentences(draw: st.DrawFn, language: str, style: str, forms: Sequence[str]) -> str:
    out = []
    for form in draw(st.lists(st.sampled_from(forms), max_size=3)):
        count = form.count("{}")
        numbers = [
            STYLES[style].write(value) for value in draw(st.lists(st.integers(1, 9), min_size=count, max_size=count))
        ]
        out.append(
            form.format(*numbers, p=STYLES[style].write(draw(st.integers(1, 4))), q=draw(st.sampled_from("abcd")))
        )
    return "；".join(out) if language == "zho" else "; ".join(out) or "…"


@st.composite
def sequences(draw: st.DrawFn, most: int) -> list[tuple[int, bool]]:
    """Numbers that survived, some of them put in later (`bis`), some moved, some twice."""
    kept = draw(st.lists(st.tuples(st.integers(1, most), st.booleans()), min_size=1, max_size=most))
    return sorted(kept) if draw(st.integers(0, 3)) else kept


@st.composite
def versions(draw: st.DrawFn) -> Version:
    """A text in one of six languages whose numbers have gaps, suffixes, repetitions and moves."""
    language = draw(st.sampled_from(sorted(LANGUAGES)))
    template, style, forms = LANGUAGES[language]
    suffix = SUFFIXES.get(language, draw(st.sampled_from((" bis", "bis"))))
    text = sentences(language, style, forms)
    articles = []
    for place, (value, later) in enumerate(draw(sequences(7))):
        wid = f"art_{place}" + ("~l-3" if draw(st.integers(0, 5)) == 0 else "")
        label: Text | str = _label(template, style, value, suffix if later else "")
        if draw(st.integers(0, 3)) == 0:
            label = Text(f"[{label}]", (Mark(0, len(label) + 2, "b"),))
        inside = [
            paragraph(
                f"{wid}__para_{n}",
                _label("{}.", style, number, ""),
                draw(text),
                *draw(points(f"{wid}__para_{n}", text)),
            )
            for n, (number, _) in enumerate(draw(sequences(4)))
        ]
        articles.append(article(wid, label, block("heading", f"{wid}__heading", draw(text)), *inside))
    split = draw(st.integers(0, len(articles)))
    chapters = [
        unit("chapter", f"chp_{n}", f"CHAPTER {numeral}", *found)
        for n, numeral, found in ((1, "I", articles[:split]), (2, "III", articles[split:]))
        if found
    ]
    return text_of(*(chapters if draw(st.booleans()) else articles), language=language)


@st.composite
def points(draw: st.DrawFn, wid: str, text: st.SearchStrategy[str]) -> list[Provision]:
    found = draw(st.lists(st.sampled_from("abcdex"), max_size=4))
    return [point(f"{wid}__point_{n}", f"({label})", draw(text)) for n, label in enumerate(found)]
