"""`compile` and `consolidate`: what the meeting reads, and what it decided."""

from __future__ import annotations

import argparse

from treaty_drafts.cli import files, talk, texts
from treaty_drafts.cli.parsing import Commands


def register(commands: Commands) -> None:
    """Adds the two commands."""
    _register_compile(commands)
    _register_consolidate(commands)


def _register_compile(commands: Commands) -> None:
    command = commands.add_parser(
        "compile",
        help="put all amendments into one attributed text",
        description="One text with every delegation's words in brackets. The file carries its base and its amendments, "
        "so that it can be rendered and projected alone.",
    )
    command.add_argument("base", metavar="BASE", help="the version that the amendments are to")
    command.add_argument("amendments", nargs="*", metavar="AMENDMENT", help="amendments, in the order of tabling")
    command.add_argument("-o", "--out", metavar="COMPILATION.xml", help="the compilation (default: stdout)")
    command.set_defaults(run=_compile)


def _compile(args: argparse.Namespace) -> int:
    from treaty_drafts import compilation

    files.keep_inputs(args.out, [args.base, *args.amendments])
    compiled = compilation.compile(texts.akn_version(args.base), texts.amendments(args.amendments))
    files.write(args.out, compilation.write(compiled))
    brackets = talk.count(len(compiled.brackets), "bracket")
    talk.say(f"{talk.count(len(args.amendments), 'amendment')}, {brackets}, {len(compiled.contested):,} contested")
    return 0


def _register_consolidate(commands: Commands) -> None:
    command = commands.add_parser(
        "consolidate",
        help="apply what was decided: the next version, and what becomes of the other amendments",
        description="Writes the next version; its manifest goes to stdout as JSON. Amendments that cannot be adopted "
        "together are refused by name.",
    )
    command.add_argument("base", metavar="BASE", help="the version that the amendments are to")
    command.add_argument("amendments", nargs="*", metavar="AMENDMENT", help="every live amendment, in order of tabling")
    command.add_argument("--adopt", nargs="+", action="extend", default=[], metavar="SYMBOL", help="adopted")
    command.add_argument("--reject", nargs="+", action="extend", default=[], metavar="SYMBOL", help="rejected")
    brackets = command.add_argument_group("brackets standing in the text itself", "ids are those of `brackets --json`")
    brackets.add_argument("--lift", action="append", default=[], metavar="ID", help="the glyphs off, the words stay")
    brackets.add_argument("--take", action="append", default=[], metavar="ID=N", help="the N-th alternative kept")
    brackets.add_argument("--drop", action="append", default=[], metavar="ID", help="the words go")
    command.add_argument("-o", "--out", required=True, metavar="NEXT.xml", help="the next version")
    command.add_argument("--carry", metavar="DIR", help="a folder for the open amendments, rebased")
    command.set_defaults(run=_consolidate)


def _consolidate(args: argparse.Namespace) -> int:
    raise NotImplementedError
