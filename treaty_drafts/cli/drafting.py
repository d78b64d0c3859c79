"""`propose`: what a delegation wants to read, as an amendment."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from treaty_drafts.cli import authors, files, talk, texts
from treaty_drafts.cli.parsing import Commands, Once, WrongUse
from treaty_drafts.errors import Misused

if TYPE_CHECKING:
    from treaty_drafts.amend import Amendment
    from treaty_drafts.model.version import Version

_NEARLY_ALL = 0.8


def register(commands: Commands) -> None:
    """Adds the command."""
    command = commands.add_parser(
        "propose",
        help="make an amendment: of what changed in an edited copy, or of one provision's wanted wording",
        description="Either EDITED, a copy of the base edited in any form that import reads, or --at with the wording "
        "wanted there. The amendment is minimal and says in words what it does. Of a Word file with tracked changes of "
        "several authors, --authors makes an amendment for each delegation.",
    )
    command.add_argument("base", metavar="BASE", help="the version that the amendment is to")
    command.add_argument("edited", metavar="EDITED", nargs="?", help="an edited copy of it: .xml .md .txt .html .docx")
    command.add_argument("--at", metavar="WID", help="the wId of the provision that the options below are about")
    wanted = command.add_mutually_exclusive_group()
    wanted.add_argument("--text", metavar="WORDS", help="the provision's words as they should read")
    wanted.add_argument("--delete", action="store_true", help="the provision goes")
    wanted.add_argument("--move-after", metavar="WID", help="the provision comes to stand after that one")
    wanted.add_argument("--insert-after", metavar="WORDS", help="a new provision after it, plain or Markdown")
    command.add_argument(
        "--sponsor",
        action="append",
        default=[],
        metavar="CODE",
        help="a delegation, the lead first; repeat it for co-sponsors",
    )
    command.add_argument(
        "--authors",
        metavar="MAP.toml",
        help="for a Word file with tracked changes of several delegations: whose author is who; one amendment for each",
    )
    command.add_argument(
        "--symbol",
        required=True,
        metavar="S",
        help="the symbol it is tabled under, such as L.3; with --authors the first one's, the others count up",
    )
    command.add_argument("--reason", default="", metavar="WORDS", help="why, in the sponsors' words")
    command.add_argument(
        "--amends",
        action=Once,
        metavar="PARENT.xml",
        help="for a sub-amendment: the amendment whose words it amends, one that amends the text itself",
    )
    command.add_argument("--date", default="", metavar="D", help="the date of tabling, such as 2026-03-02")
    command.add_argument(
        "-o", "--out", metavar="AMENDMENT.xml", help="the amendment (default: stdout); with --authors a folder"
    )
    command.set_defaults(run=_propose)


def _propose(args: argparse.Namespace) -> int:
    from treaty_drafts import amend

    _require_sense(args)
    files.keep_inputs(args.out, [args.base, args.edited, args.amends])
    if not args.authors:
        files.require_akn(args.out)
    base = texts.base_version(args.base)
    if args.authors:
        return authors.propose_all(args, base)
    parent = _parent(args.amends) if args.amends else None
    edited = None if args.edited is None else _edited(args.edited, base)
    if parent is not None:
        base = _as_parent_has_it(base, parent)
    if edited is not None:
        edited = _carried(base, edited, args.edited)
    for wid in (args.at, args.move_after):
        texts.require_provision(base, wid)
    amendment = _amendment(args, base, edited, "" if parent is None else parent.symbol)
    files.write(args.out, amend.write_amendment(amendment, base))
    talk.edits(amendment, amend.prose(amendment.patch, base))
    if edited is not None:
        if _replaces_nearly_all(amendment, base):
            talk.say(f"this takes nearly all the words of {args.base} out: is {args.edited} a copy of another text?")
        if left := _numbers_left(amendment, base, edited):
            talk.say(f"not in the amendment, since where units come, go or move numbers are given at the end: {left}")
    return 0


def _carried(base: Version, edited: Version, name: str) -> Version:
    """The edited copy, with all of the base that its form has none for; only a text from elsewhere has such."""
    from treaty_drafts.sources import elements_of_others

    if not elements_of_others(base):
        return edited
    from treaty_drafts.render.carried import carried

    return carried(base, edited, name)


def _numbers_left(amendment: Amendment, base: Version, edited: Version) -> str:
    """The numbers of the copy that neither the amendment gives nor the renumbering of its text will."""
    from treaty_drafts.amend import Patch, apply
    from treaty_drafts.compilation.numbering.renumber import renumber

    made = apply(amendment.patch, base)
    numbered = apply(Patch("", renumber(made, base).edits), made)
    wanted, *given = (_numbers(version) for version in (edited, made, numbered))
    if not len(wanted) == len(given[0]) == len(given[1]):
        return ""
    left = [(old, new) for new, old, later in zip(wanted, *given, strict=True) if new not in (old, later)]
    return talk.listed([f"“{new}” for “{old}”" for old, new in left])


def _numbers(version: Version) -> list[str]:
    """The numbers printed in a text, in reading order."""
    from treaty_drafts.model.tree import blocks

    return [block.text.chars.strip() for block in blocks(version.root) if block.name == "num"]


def _replaces_nearly_all(amendment: Amendment, base: Version) -> bool:
    """Whether hardly anything of the base is left."""
    from treaty_drafts.amend.edit import Deletion, Substitution
    from treaty_drafts.model.tree import words_of

    gone = 0
    for edit in amendment.patch.edits:
        if isinstance(edit, Substitution):
            gone += len(edit.old)
        elif isinstance(edit, Deletion):
            gone += len(words_of(base.index[edit.wid]))
    return gone > _NEARLY_ALL * len(words_of(base.root))


def _require_sense(args: argparse.Namespace) -> None:
    """`WrongUse` where the request is neither of the two forms."""
    asks = args.delete or any(value is not None for value in (args.text, args.insert_after, args.move_after))
    if (args.edited is None) == (args.at is None):
        raise WrongUse("one of EDITED and --at is needed, and not both", step="see `treaty-drafts propose --help`")
    if asks != (args.at is not None):
        fact = "--at goes together with one of --text, --delete, --move-after and --insert-after"
        raise WrongUse(fact, step="see `treaty-drafts propose --help`")
    if args.authors:
        authors.require_sense(args)
    elif not args.sponsor:
        raise WrongUse("an amendment has a sponsor", step="name it with --sponsor CODE, or the authors with --authors")


def _parent(name: str) -> Amendment:
    """The amendment that a sub-amendment amends; `Misused` where it is one itself: the third degree is out of order."""
    (found,) = texts.amendments([name])
    if found.amends:
        raise Misused(
            f"{found.symbol} is itself a sub-amendment, to {found.amends}, and amendments go two degrees",
            place=name,
            step=f"amend {found.amends} instead: name its file with --amends",
        )
    return found


def _as_parent_has_it(base: Version, parent: Amendment) -> Version:
    """The text that a sub-amendment is written against: the base as its parent would have it."""
    from treaty_drafts import compilation

    return compilation.compile(base, [parent]).project(parent.symbol)


def _edited(name: str, base: Version) -> Version:
    """The edited copy; what was recognised in it, beside the base, is said at once: a misreading shows there."""
    from treaty_drafts import sources

    read = sources.Imported(authors.wanted(name, base), ()) if authors.is_word(name) else texts.any_text(name)
    for line in sources.against(base, read).splitlines():
        talk.say(line)
    return read.version


def _amendment(args: argparse.Namespace, base: Version, edited: Version | None, amends: str) -> Amendment:
    from treaty_drafts import amend

    about: dict[str, Any] = {
        "sponsors": tuple(args.sponsor),
        "symbol": args.symbol,
        "reason": args.reason,
        "amends": amends,
        "date": args.date,
    }
    if args.delete:
        return amend.propose_delete(base, args.at, **about)
    if args.move_after is not None:
        return amend.propose_move(base, args.at, args.move_after, **about)
    if args.insert_after is not None:
        return amend.propose_insert_after(base, args.at, args.insert_after, **about)
    if args.text is not None:
        return amend.propose(base, args.text, at=args.at, **about)
    assert edited is not None
    return amend.propose(base, edited, **about)
