"""`compare` and `render`: a text as a person or a portal wants to read it."""

from __future__ import annotations

import argparse

from treaty_drafts.cli import files, texts
from treaty_drafts.cli.parsing import Commands
from treaty_drafts.errors import Misused

VIEWS = ("clean", "bracketed", "redline", "table")
FORMATS = ("txt", "md", "html", "akn", "json", "docx", "pdf")


def register(commands: Commands) -> None:
    """Adds the two commands."""
    _register_compare(commands)
    _register_render(commands)


def _out(command: argparse.ArgumentParser) -> None:
    command.add_argument("--to", choices=FORMATS, help="the format (default: what the ending of -o tells, else txt)")
    command.add_argument("-o", "--out", metavar="OUT", help="the file (default: stdout)")


def _register_compare(commands: Commands) -> None:
    command = commands.add_parser(
        "compare",
        help="a redline of two versions, with moved and renumbered provisions shown as such",
        description="What changed from OLD to NEW, each a version or a text in any form that import reads.",
    )
    command.add_argument("old", metavar="OLD", help="the earlier text")
    command.add_argument("new", metavar="NEW", help="the later text")
    command.add_argument("--json", action="store_true", help="the patch and its statistics, as JSON")
    _out(command)
    command.set_defaults(run=_compare)


def _compare(args: argparse.Namespace) -> int:
    from treaty_drafts import amend
    from treaty_drafts.render import render

    files.keep_inputs(args.out, [args.old, args.new])
    to = files.format_of(args.out, args.to)
    comparison = amend.compare(texts.any_version(args.old), texts.any_version(args.new))
    if args.json:
        texts.print_json({"statistics": comparison.statistics, "patch": comparison.patch}, args.out)
    else:
        _write(args.out, to, render(comparison, view="redline", to=to))
    return 0


def _write(out: str | None, to: str, rendition: bytes | str) -> None:
    if isinstance(rendition, str):
        files.write(out, (rendition if rendition.endswith("\n") else rendition + "\n").encode())
    else:
        files.write(out, rendition if to in files.BINARY or rendition.endswith(b"\n") else rendition + b"\n")


def _register_render(commands: Commands) -> None:
    command = commands.add_parser(
        "render",
        help="a version, an amendment or a compilation in a view and a format",
        description="A clean view is refused while brackets remain; they are listed.",
    )
    command.add_argument("file", metavar="FILE", help="a version, an amendment or a compilation")
    command.add_argument("--view", choices=VIEWS, default="bracketed", help="default: bracketed")
    command.add_argument("--keep-brackets", action="store_true", help="a clean view with the brackets that remain")
    whose = command.add_mutually_exclusive_group()
    whose.add_argument("--as", dest="delegation", metavar="CODE", help="the text as this delegation wants it")
    whose.add_argument("--adopt", nargs="+", action="extend", metavar="SYMBOL", help="the text if these were adopted")
    _out(command)
    command.set_defaults(run=_render)


def _render(args: argparse.Namespace) -> int:
    from treaty_drafts.compilation import chosen
    from treaty_drafts.model.version import Version
    from treaty_drafts.render import render

    files.keep_inputs(args.out, [args.file])
    to = files.format_of(args.out, args.to)
    source = texts.renderable(args.file)
    if isinstance(source, Version):
        if args.delegation or args.adopt:
            raise Misused(
                "--as and --adopt choose from a compilation, and this is none",
                place=args.file,
                step="put the amendments into it with `treaty-drafts compile` first",
            )
    else:
        changes = args.view in ("redline", "table")
        source = chosen(source, delegation=args.delegation or "", adopt=args.adopt or (), changes=changes)
    _write(args.out, to, render(source, view=args.view, to=to, keep_brackets=args.keep_brackets))
    return 0
