# ruff: noqa: E501  (the forms of a language read best in one line)
"""Small texts with numbers and references, by hand and at random."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from tests.strategies import Choices, choices
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


def _sentence(choose: Choices, language: str, style: str, forms: Sequence[str]) -> str:
    """A few references, to units that may or may not be there."""
    out = []
    for _ in range(choose.below(4)):
        form = choose.pick(forms)
        numbers = [STYLES[style].write(1 + choose.below(8)) for _ in range(form.count("{}"))]
        out.append(form.format(*numbers, p=STYLES[style].write(1 + choose.below(4)), q=choose.pick("abcd")))
    return "；".join(out) if language == "zho" else "; ".join(out) or "…"


def _sequence(choose: Choices, most: int) -> list[tuple[int, bool]]:
    """Numbers that survived, some of them put in later (`bis`), some moved, some twice."""
    kept = [(1 + choose.below(most), choose.below(2) == 1) for _ in range(1 + choose.below(most))]
    return sorted(kept) if choose.below(4) else kept


def _version(choose: Choices) -> Version:
    language = choose.pick(sorted(LANGUAGES))
    template, style, forms = LANGUAGES[language]
    suffix = SUFFIXES.get(language) or choose.pick((" bis", "bis"))
    articles = []
    for place, (value, later) in enumerate(_sequence(choose, 7)):
        wid = f"art_{place}" + ("~l-3" if choose.below(6) == 5 else "")
        label: Text | str = _label(template, style, value, suffix if later else "")
        if choose.below(4) == 3:
            label = Text(f"[{label}]", (Mark(0, len(label) + 2, "b"),))
        heading = block("heading", f"{wid}__heading", _sentence(choose, language, style, forms))
        inside = []
        for n, (number, _) in enumerate(_sequence(choose, 4)):
            above = f"{wid}__para_{n}"
            points = [
                point(f"{above}__point_{m}", f"({choose.pick('abcdex')})", _sentence(choose, language, style, forms))
                for m in range(choose.below(5))
            ]
            words = _sentence(choose, language, style, forms)
            inside.append(paragraph(above, _label("{}.", style, number, ""), words, *points))
        articles.append(article(wid, label, heading, *inside))
    split = choose.below(len(articles) + 1)
    chapters = [
        unit("chapter", f"chp_{n}", f"CHAPTER {numeral}", *found)
        for n, numeral, found in ((1, "I", articles[:split]), (2, "III", articles[split:]))
        if found
    ]
    return text_of(*(chapters if choose.below(2) else articles), language=language)


def versions() -> st.SearchStrategy[Version]:
    """A text in one of six languages whose numbers have gaps, suffixes, repetitions and moves."""
    return choices(128, 640).map(_version)
