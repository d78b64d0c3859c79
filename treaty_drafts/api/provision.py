"""One provision across the versions, and the wordings that compete for it now."""

from __future__ import annotations

from collections.abc import Iterator

from treaty_drafts.api import shapes
from treaty_drafts.api.press import Press
from treaty_drafts.compilation import Bracket, Compilation, Words
from treaty_drafts.errors import NotFound
from treaty_drafts.model.tree import Block, Provision, Text, blocks, words_of
from treaty_drafts.render.text import marked
from treaty_drafts.service import Desk, compiled, versions


def provision_of(press: Press, desk: Desk, slug: str, wid: str, language: str) -> shapes.ProvisionText:
    """What a principal sees of it; `NotFound` where no version and no proposal has it."""
    history = tuple(_history(desk, slug, wid, language))
    now = compiled.negotiated(desk, slug, language=language).compilation
    inside = _inside(now, wid)
    lines = [marked((*line.num, *line.runs)) for line in press.lines(now) if line.wid in inside and line.role != "note"]
    if not history and not lines:
        raise NotFound("there is no such provision", place=wid, step="the wIds stand in toc.json")
    brackets = tuple(_bracket(found) for one in sorted(inside) for found in now.words(one) or () if _is_bracket(found))
    return shapes.ProvisionText(wid, history, tuple(lines), brackets)


def _history(desk: Desk, slug: str, wid: str, language: str) -> Iterator[shapes.Reading]:
    for row in versions.versions(desk, slug, language=language):
        _, text = versions.version(desk, slug, language, row.number)
        node = text.index.get(wid)
        if node is not None:
            num, heading = (node.num, node.heading) if isinstance(node, Provision) else ("", "")
            yield shapes.Reading(f"{language}@{row.number}", num, heading, words_of(node).strip())


def _inside(now: Compilation, wid: str) -> set[str]:
    """The blocks of the provision, inserted ones included."""
    try:
        node = now.wishes.node(wid)
    except NotFound:
        return set()
    if node is None:
        return set()
    return {wid} if isinstance(node, Block) else {block.wid for block in blocks(node)}


def _is_bracket(part: Text | Bracket) -> bool:
    return isinstance(part, Bracket)


def _bracket(found: Text | Bracket) -> shapes.Bracket:
    assert isinstance(found, Bracket)
    alternatives = tuple(shapes.Alternative(_words(one.words), one.symbols, one.sponsors) for one in found.alternatives)
    return shapes.Bracket(found.wid, found.start, found.stop, found.kind, alternatives)


def _words(words: Words) -> str:
    """The words of an alternative; brackets within it in brackets."""
    return "".join(
        part.chars if isinstance(part, Text) else "".join(f"[{_words(one.words)}]" for one in part.alternatives)
        for part in words
    )
