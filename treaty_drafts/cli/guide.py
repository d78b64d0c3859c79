"""The demo's guide: what to open first, and what each file shows."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from treaty_drafts.cli.desk import Part
from treaty_drafts.cli.example import Delegation

TITLE = "A conference on lost fishing gear"
LEAD = (
    "An invented conference, from the Chair's zero draft to the agreed text. Its States, groups and words are invented "
    "too. Everything below was made by the commands in transcript.txt, which can be typed again."
)
FIRST = (
    ("zero-draft/negotiating-text.html", "the zero draft with all amendments, in attributed brackets"),
    ("zero-draft/negotiating-text.pdf", "the same on paper"),
    ("rev-1-redline.html", "what the first reading changed"),
    ("rev-1-redline.docx", "the same in Word, as tracked changes"),
    ("agreed-text.html", "the text as agreed"),
)
STYLE = """
body { font: 1rem/1.5 Georgia, serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a }
h1 { font-size: 1.6rem; line-height: 1.2 } h2 { font-size: 1.1rem; margin: 2rem 0 .3rem }
dl { margin: 0 } dt { margin-top: .5rem } dd { margin: 0 0 0 1.5rem; color: #444 }
table { border-collapse: collapse } td, th { text-align: left; padding: .15rem 1rem .15rem 0; vertical-align: top }
a { color: #0b4f8a } .first { border-left: .25rem solid #0b4f8a; padding-left: 1rem }
"""


def index_html(guide: Sequence[Part], delegations: Sequence[Delegation]) -> str:
    """The guide as a page that stands alone."""
    parts = [
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{TITLE}</title>\n<style>{STYLE}</style>\n<h1>{TITLE}</h1>\n<p>{escape(LEAD)}</p>",
        f'<div class="first"><h2>Open these first</h2>{_list(FIRST)}</div>',
        *(f"<h2>{escape(part.title)}</h2>{_claims(part)}{_list(part.files)}" for part in guide),
        "<h2>Who sits at the table</h2><table><tr><th>Code<th>Name<th>Kind</tr>",
        *(f"<tr><td>{escape(one.code)}<td>{escape(one.name)}<td>{escape(_kind(one))}</tr>" for one in delegations),
        '</table>\n<p><a href="transcript.txt">transcript.txt</a>: every command, with what it said.</p>\n</html>\n',
    ]
    return "\n".join(parts)


def readme(guide: Sequence[Part], delegations: Sequence[Delegation]) -> str:
    """The guide as plain text."""
    parts = [TITLE.upper(), "", LEAD, "", "OPEN THESE FIRST", *_lines(FIRST)]
    for part in guide:
        parts += ["", part.title.upper(), *(f"  * {claim}" for claim in part.claims), *_lines(part.files)]
    parts += ["", "WHO SITS AT THE TABLE"]
    parts += [f"  {one.code:6} {one.name} ({_kind(one)})" for one in delegations]
    return "\n".join(parts) + "\n"


def _list(rows: Sequence[tuple[str, str]]) -> str:
    items = (f'<dt><a href="{escape(name)}">{escape(name)}</a><dd>{escape(what)}' for name, what in rows)
    return f"<dl>{''.join(items)}</dl>"


def _claims(part: Part) -> str:
    return f"<ul>{''.join(f'<li>{escape(claim)}' for claim in part.claims)}</ul>" if part.claims else ""


def _lines(rows: Sequence[tuple[str, str]]) -> list[str]:
    return [line for name, what in rows for line in (f"  {name}", f"      {what}")]


def _kind(one: Delegation) -> str:
    return f"{one.kind} of {', '.join(one.members)}" if one.members else one.kind
