"""The made-up treaty as files: Akoma Ntoso with parts of twenty articles, HTML, and Markdown with brackets."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from html import escape

from bench.treaty import SEED, Article, Paragraph

_PART = 20
_WORK = "/akn/un/act/treaty/2026-01-01/sea"
_HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">
<act name="treaty"><meta><identification source="#secretariat">
<FRBRWork><FRBRthis value="{_WORK}/!main"/><FRBRuri value="{_WORK}"/><FRBRdate date="2026-01-01" name="made"/>
<FRBRauthor href="#secretariat"/><FRBRcountry value="un"/></FRBRWork>
<FRBRExpression><FRBRthis value="{_WORK}/eng@/!main"/><FRBRuri value="{_WORK}/eng@"/>
<FRBRdate date="2026-01-01" name="made"/><FRBRauthor href="#secretariat"/>
<FRBRlanguage language="eng"/></FRBRExpression>
<FRBRManifestation><FRBRthis value="{_WORK}/eng@/!main.xml"/><FRBRuri value="{_WORK}/eng@.xml"/>
<FRBRdate date="2026-01-01" name="made"/><FRBRauthor href="#secretariat"/></FRBRManifestation>
</identification><references source="#secretariat">
<TLCOrganization eId="secretariat" href="/ontology/organization/secretariat" showAs="Secretariat"/>
</references></meta><body>
"""


def eid_of(number: int) -> str:
    """The eId of the article that has that number."""
    return f"part_{(number - 1) // _PART + 1}__art_{number}"


def akn(articles: Sequence[Article]) -> bytes:
    """A version as Akoma Ntoso, everything numbered in its order; no wId, so that only words tell what is what."""
    return "".join([_HEAD, *_parts(articles), "</body></act></akomaNtoso>\n"]).encode()


def _parts(articles: Sequence[Article]) -> Iterator[str]:
    for start in range(0, len(articles), _PART):
        part = start // _PART + 1
        yield f'<part eId="part_{part}"><num>Part {part}</num><heading>Matters of part {part}</heading>\n'
        for number, article in enumerate(articles[start : start + _PART], start + 1):
            eid = eid_of(number)
            yield f'<article eId="{eid}"><num>Article {number}</num><heading>{escape(article.heading)}</heading>\n'
            for place, paragraph in enumerate(article.paragraphs, 1):
                yield from _paragraph(paragraph, place, f"{eid}__para_{place}")
            yield "</article>\n"
        yield "</part>\n"


def _paragraph(paragraph: Paragraph, number: int, eid: str) -> Iterator[str]:
    words = f"<p>{escape(paragraph.text)}</p>"
    yield f'<paragraph eId="{eid}"><num>{number}.</num>'
    if not paragraph.points:
        yield f'<content eId="{eid}__content">{words}</content></paragraph>\n'
        return
    eid += "__list_1"
    yield f'<list eId="{eid}"><intro eId="{eid}__intro_1">{words}</intro>\n'
    for letter, point in _lettered(paragraph):
        own = f"{eid}__point_{letter}"
        words = f"<p>{escape(point)}</p>"
        yield f'<point eId="{own}"><num>({letter})</num><content eId="{own}__content">{words}</content></point>\n'
    yield "</list></paragraph>\n"


def html(articles: Sequence[Article]) -> str:
    """A version as the HTML that a tool for web pages compares."""
    lines = ["<div>"]
    for number, article in enumerate(articles, 1):
        lines.append(f"<h2>Article {number}</h2>\n<h3>{escape(article.heading)}</h3>")
        for place, paragraph in enumerate(article.paragraphs, 1):
            lines.append(f"<p>{place}. {escape(paragraph.text)}</p>")
            lines += [f"<p>({letter}) {escape(point)}</p>" for letter, point in _lettered(paragraph)]
    return "\n".join([*lines, "</div>\n"])


def markdown(articles: Sequence[Article], brackets: int) -> str:
    """A version as Markdown, with so many brackets around words: for where the real drafts are not at hand."""
    chance = random.Random(SEED)
    lines = ["# Agreement on the Sea", ""]
    for number, article in enumerate(articles, 1):
        lines += [f"## Article {number}", "", f"### {article.heading}", ""]
        for place, paragraph in enumerate(article.paragraphs, 1):
            lines += [f"{place}. {paragraph.text}", ""]
            lines += [line for letter, point in _lettered(paragraph) for line in (f"({letter}) {point}", "")]
    long = [at for at, line in enumerate(lines) if line.count(" ") > 8]
    for at in chance.choices(long, k=brackets):
        words = lines[at].split(" ")
        start = chance.randrange(2, len(words) - 3)
        words[start], words[start + 2] = "[" + words[start], words[start + 2] + "]"
        lines[at] = " ".join(words)
    return "\n".join(lines)


def _lettered(paragraph: Paragraph) -> Iterator[tuple[str, str]]:
    return zip("abcdefgh", paragraph.points, strict=False)
