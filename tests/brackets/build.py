"""Small versions built by hand, for tests of brackets."""

from __future__ import annotations

from treaty_drafts.model.tree import Block, Mark, Node, Provision, Text, words_of
from treaty_drafts.model.version import Facts, Version


def italic(line: str) -> Text:
    """The characters of a line in which asterisks set words in italics."""
    pieces = line.split("*")
    if len(pieces) % 2 == 0:
        return Text(line)
    marks: list[Mark] = []
    at = 0
    for number, piece in enumerate(pieces):
        if number % 2 and piece:
            marks.append(Mark(at, at + len(piece), "i"))
        at += len(piece)
    return Text("".join(pieces), tuple(marks))


def article(number: int, *lines: str, heading: str = "") -> Provision:
    """An article whose lines are paragraphs: `p` blocks with the wIds `a1p1`, `a1p2` …"""
    wid = f"a{number}"
    words = tuple(
        Provision(
            "paragraph",
            f"{wid}para{at}",
            (),
            (
                Block("num", f"{wid}n{at}", (), Text(f"{at}.")),
                Provision("content", f"{wid}c{at}", (), (Block("p", f"{wid}p{at}", (), italic(line)),)),
            ),
        )
        for at, line in enumerate(lines, 1)
    )
    labels: tuple[Node, ...] = (Block("num", f"{wid}num", (), Text(f"Article {number}")),)
    if heading:
        labels += (Block("heading", f"{wid}heading", (), italic(heading)),)
    return Provision("article", wid, (), labels + words)


def version(*units: Node, language: str = "eng") -> Version:
    """A version whose body holds the units."""
    return Version(Provision("bill", "main", (), (Provision("body", "body", (), units),)), Facts(language=language))


def one(*lines: str) -> Version:
    """A version of one article with these lines."""
    return version(article(1, *lines))


def words(node: Node) -> str:
    """The words of a node, a line each, without the numbers that `article` gives."""
    lines = words_of(node).splitlines()
    return "\n".join(line for line in lines if not line.startswith("Article ") and not line.rstrip(".").isdigit())
