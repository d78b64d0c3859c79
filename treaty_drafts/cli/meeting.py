"""`compile` and `consolidate`: what the meeting reads, and what it decided."""

from __future__ import annotations

import argparse
from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from treaty_drafts.cli import files, talk, texts
from treaty_drafts.cli.parsing import Commands, WrongUse

if TYPE_CHECKING:
    from treaty_drafts.amend import Amendment
    from treaty_drafts.compilation.consolidate import Manifest
    from treaty_drafts.model.version import Facts, Version

SETTLED = "brackets"
"""The symbol, in the manifest, of what settles brackets that stand in the text itself."""


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
    files.require_akn(args.out)
    live, waiting = texts.live_amendments(args.amendments)
    for one in waiting:
        talk.say(
            f"{one.symbol} is left out: it was carried over as {one.standing} "
            "(propose it again on this version, or leave it for the next `consolidate`)"
        )
    compiled = compilation.compile(texts.base_version(args.base), live)
    files.write(args.out, compilation.write(compiled))
    brackets = talk.count(len(compiled.brackets), "bracket")
    talk.say(f"{talk.count(len(live), 'amendment')}, {brackets}, {len(compiled.contested):,} with rival wordings")
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
    command.add_argument("--symbol", default="", metavar="S", help="of the next version (default: one higher)")
    command.add_argument("--date", default="", metavar="D", help="of the next version, such as 2026-03-14")
    command.add_argument("--renumber", action="store_true", help="number all provisions through; mend the references")
    brackets = command.add_argument_group("brackets standing in the text itself", "ids are those of `brackets --json`")
    brackets.add_argument("--lift", action="append", default=[], metavar="ID", help="the glyphs off, the words stay")
    brackets.add_argument("--take", action="append", default=[], metavar="ID=N", help="the N-th alternative kept")
    brackets.add_argument("--drop", action="append", default=[], metavar="ID", help="the words go")
    command.add_argument("-o", "--out", required=True, metavar="NEXT.xml", help="the next version")
    command.add_argument("--carry", metavar="DIR", help="a folder for the open amendments, rebased")
    command.set_defaults(run=_consolidate)


def _consolidate(args: argparse.Namespace) -> int:
    from treaty_drafts import akn, amend, compilation

    files.keep_inputs(args.out, [args.base, *args.amendments])
    files.require_akn(args.out)
    _require_one_fate(args)
    base = texts.base_version(args.base)
    live, waiting = texts.live_amendments(args.amendments)
    settled = _settled(args, base)
    done = compilation.consolidate(
        compilation.compile(base, [*live, *settled]),
        adopt=[*args.adopt, *(one.symbol for one in settled)],
        reject=args.reject,
        waiting=waiting,
        facts=_facts(args, base.facts),
        renumbered=args.renumber,
    )
    carried = [one.amendment for one in done.carried if one.amendment is not None]
    written = [(one.symbol, amend.write_amendment(one, done.version)) for one in carried] if args.carry else []
    names = [f"{files.slug(symbol)}.xml" for symbol, _ in written]
    folder = files.folder_for(args.carry, names, args.amendments) if args.carry else None
    files.write(args.out, akn.write(done.version))
    if folder is not None:
        for name, (_, data) in talk.progress([*zip(names, written, strict=True)], "writing amendment"):
            files.write(str(folder / name), data)
    texts.print_json(done.manifest)
    talk.say(_told(done.manifest))
    if args.renumber:
        _say_numbered(done.manifest)
    return 0


def _require_one_fate(args: argparse.Namespace) -> None:
    """`WrongUse` where one symbol is both adopted and rejected."""
    if both := [symbol for symbol in args.adopt if symbol in args.reject]:
        raise WrongUse(f"{talk.listed(both)} cannot be both adopted and rejected", step="name each symbol once")


def _settled(args: argparse.Namespace, base: Version) -> list[Amendment]:
    """What settles brackets that stand in the base, as an amendment of the chair; none where none is settled."""
    from treaty_drafts.amend.settling import settle_brackets

    if not (args.lift or args.take or args.drop):
        return []
    take = [_numbered(one) for one in args.take]
    settling = settle_brackets(
        base, lift=args.lift, take=take, drop=args.drop, symbol=SETTLED, sponsors=("CHAIR",), date=args.date
    )
    return [settling]


def _numbered(wanted: str) -> tuple[str, int]:
    """`c3=2` as ("c3", 2)."""
    ident, _, number = wanted.partition("=")
    if not ident or not number.isdecimal():
        raise WrongUse(f"`--take {wanted}` names no alternative", step="write ID=N, such as --take c3=2 for the second")
    return ident, int(number)


def _facts(args: argparse.Namespace, base: Facts) -> Facts:
    """The facts of the next version: one higher than the base's, but for what the command line says."""
    from treaty_drafts.amend.propose import slug
    from treaty_drafts.compilation import successor

    facts = successor(base)
    if args.symbol:
        facts = msgspec.structs.replace(facts, symbol=args.symbol, number=slug(args.symbol))
    return msgspec.structs.replace(facts, date=args.date or facts.date)


def _told(manifest: Manifest) -> str:
    """The manifest in a line: `12 adopted, 3 clean, 1 conflict`."""
    fates = Counter(one.status for one in manifest.amendments)
    return ", ".join(f"{number} {status}" for status, number in fates.most_common()) or "no amendment"


def _say_numbered(manifest: Manifest) -> None:
    """What renumbering did, and under it what a person has to look at: each is in the manifest, too."""
    mended = sum(one.repaired for one in manifest.references)
    changed = sum(bool(row.new) for row in manifest.concordance)
    talk.say(f"{talk.count(changed, 'number')} changed, {talk.count(mended, 'reference')} mended")
    doubts = [f"“{one.phrase}” in {one.wid}: {one.reason}" for one in manifest.references if not one.repaired]
    doubts += [f"{f'“{one.label}” in ' if one.label else ''}{one.wid}: {one.reason}" for one in manifest.left]
    talk.first_of([f"look at {doubt}" for doubt in doubts])
