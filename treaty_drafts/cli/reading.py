"""`import`, `check` and `brackets`: a text comes in, and what stands in it is said."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from treaty_drafts.cli import files, talk, texts
from treaty_drafts.cli.parsing import Commands, WrongUse
from treaty_drafts.errors import Misused
from treaty_drafts.model import frbr

if TYPE_CHECKING:
    from treaty_drafts.brackets import Inventory


UNMATCHED = 50
"""Glyphs without their other half that are listed on stderr; real texts have up to eight."""

LABEL = 60
"""Characters of an article's number and heading in a table."""


def register(commands: Commands) -> None:
    """Adds the three commands."""
    _register_import(commands)
    _register_check(commands)
    _register_brackets(commands)


def _register_import(commands: Commands) -> None:
    command = commands.add_parser(
        "import",
        help="make a version of a text in Akoma Ntoso, Markdown, plain text, HTML or Word",
        description="Reads a text, recognises its structure, and writes it as a version. Nothing is dropped; what was "
        "recognised, repaired or left as plain paragraphs is said on stderr.",
    )
    command.add_argument("source", metavar="SOURCE", help="the text: .xml .md .txt .html .docx")
    command.add_argument("-o", "--out", metavar="VERSION.xml", help="the version (default: stdout)")
    command.add_argument("--title", default="", metavar="T", help="the title (default: what the text itself says)")
    command.add_argument("--language", default="", metavar="eng", help="ISO 639-2 code of the language")
    command.add_argument("--symbol", default="", metavar="S", help="the document symbol, such as A/CONF.900/L.1")
    command.add_argument("--date", default="", metavar="D", help="the date of the text, such as 2026-03-01")
    command.add_argument(
        "--work",
        default="",
        metavar="IRI",
        help="FRBR IRI of the agreement, such as /akn/un/bill/provision/icg/2025/rivers",
    )
    command.set_defaults(run=_import)


def _import(args: argparse.Namespace) -> int:
    from treaty_drafts import akn, sources

    files.keep_inputs(args.out, [args.source])
    files.require_akn(args.out)
    imported = texts.imported(
        args.source,
        title=args.title,
        language=args.language,
        symbol=args.symbol,
        date=args.date,
        work=_work(args.work),
    )
    for line in sources.summary(imported).splitlines():
        talk.say(line)
    about = [name for name in ("title", "language", "symbol", "date", "work") if getattr(args, name)]
    if about and files.FORMATS.get(Path(args.source).suffix.lower()) == "akn":
        talk.say(f"not used: --{', --'.join(about)}; the metadata of an Akoma Ntoso file stays as it is")
    elif about and any(one.kind == "base" for one in imported.report):
        talk.say(
            f"not used: --{', --'.join(about)}; the metadata of the version that the file was made of stays as it is"
        )
    files.write(args.out, akn.write(imported.version))
    return 0


def _work(written: str) -> str:
    """The IRI of a Work; `WrongUse` where it is none, or names more than the Work."""
    if not written:
        return ""
    try:
        found = frbr.parse(written)
    except Misused as error:
        raise WrongUse(error.fact, step=error.step) from None
    if found.work != written:
        raise WrongUse(f"`{written}` names more than the agreement as a whole", step=f"say --work {found.work}")
    return written


def _register_check(commands: Commands) -> None:
    command = commands.add_parser(
        "check",
        help="find what is wrong in files: schema, profile, references, numbering, brackets",
        description="Checks versions, amendments and compilations. Prints each problem with its line, its wId and what "
        "to do; exit 1 if there is any.",
    )
    command.add_argument("files", nargs="+", metavar="FILE", help="an Akoma Ntoso file")
    command.add_argument("--json", action="store_true", help="the problems as JSON")
    command.set_defaults(run=_check)


def _check(args: argparse.Namespace) -> int:
    from treaty_drafts import akn

    found = [(name, akn.check(files.read(name), name=name)) for name in args.files]
    total = sum(len(problems) for _, problems in found)
    if args.json:
        rows = [{"file": name, "problems": problems} for name, problems in found]
        texts.print_json(rows)
        return int(total > 0)
    for name, problems in found:
        for problem in problems:
            where = f"{name}:{problem.line}" if problem.line else name
            wid = f" [{problem.wid}]" if problem.wid else ""
            step = f" ({problem.step})" if problem.step else ""
            print(f"{where}:{wid} {problem.message}{step}")
    talk.say(f"{talk.count(len(found), 'file')}, {talk.count(total, 'problem') if total else 'no problem'}")
    return int(total > 0)


def _register_brackets(commands: Commands) -> None:
    command = commands.add_parser(
        "brackets",
        help="list the brackets that stand in a text, by article; several files: how they converge",
        description="Finds the square brackets of negotiation in versions (or in texts that `import` reads).",
    )
    command.add_argument("files", nargs="+", metavar="FILE", help="a version, or a text in any form that import reads")
    command.add_argument("--json", action="store_true", help="everything that was found, as JSON")
    command.add_argument("--plot", metavar="OUT.svg", help="draw the open brackets by article, a column for each file")
    command.set_defaults(run=_brackets)


def _brackets(args: argparse.Namespace) -> int:
    from treaty_drafts import brackets

    files.keep_inputs(args.plot, args.files)
    versions, found = [], []
    for name in args.files:
        data = files.read(name)
        versions.append(texts.any_version(name, data))
        found.append(brackets.read_brackets(versions[-1], source=texts.characters(name, data)))
    if args.plot:
        names = [Path(name).stem for name in args.files]
        files.write(args.plot, brackets.plot_svg(list(zip(names, found, strict=True))).encode())
    if args.json:
        rows = [brackets.as_data(inventory, version) for inventory, version in zip(found, versions, strict=True)]
        texts.print_json(rows[0] if len(rows) == 1 else rows)
    else:
        print(_table(args.files, found))
    for name, inventory in zip(args.files, found, strict=True):
        _say_unmatched(name, inventory)
    return 0


def _say_unmatched(name: str, inventory: Inventory) -> None:
    """The glyphs without their other half, with line and article: for a person to look at in the source."""
    articles = {article.wid: article.num or article.name for article in inventory.articles}
    for one in inventory.unmatched[:UNMATCHED]:
        place = f"{name}:{one.line}" if one.line else name
        talk.say(f"{place}: `{one.glyph}` has no other half in {articles.get(one.unit) or one.unit}; at {one.wid}")
    if inventory.unmatched:
        more = f" (the first {UNMATCHED} are listed; all are in --json)" if len(inventory.unmatched) > UNMATCHED else ""
        glyphs = talk.count(len(inventory.unmatched), "glyph")
        talk.say(f"{glyphs} without the other half: each counts and stays as it is{more}")


def _table(names: Sequence[str], found: Sequence[Inventory]) -> str:
    """A row for each article that has brackets in any of the texts, a column for each text, and the sum."""
    from treaty_drafts.brackets.series import series_of

    rows = [("open brackets", *(Path(name).stem for name in names))]
    for one in series_of(found):
        if any(one.counts):
            label = " ".join(filter(None, (" → ".join(one.labels) or one.name, one.heading)))
            rows.append((_cut(label), *("–" if count is None else str(count) for count in one.counts)))
    rows.append(("all", *(str(inventory.open) for inventory in found)))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in rows
    )


def _cut(label: str) -> str:
    return label if len(label) <= LABEL else f"{label[: LABEL - 1]}…"
