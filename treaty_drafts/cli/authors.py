"""`propose` with Word files: the changes of one author for a sponsor, or of many by a table of delegations."""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from treaty_drafts.cli import files, talk, texts
from treaty_drafts.cli.parsing import WrongUse
from treaty_drafts.errors import Misused, SourceError

if TYPE_CHECKING:
    from treaty_drafts.amend import Amendment
    from treaty_drafts.model.version import Version

EXAMPLE = '[delegations], and under it lines such as: CHL = ["CL", "Chile", "María Pérez"]'


def is_word(name: str | None) -> bool:
    """Whether the name is a Word file's."""
    return name is not None and Path(name).suffix.lower() == ".docx"


def wanted(name: str, base: Version) -> Version:
    """What an edited copy in a Word file wants, all its changes accepted; `Misused` where several authors made them."""
    from treaty_drafts.amend.tracked import authors, refuse_bracketed
    from treaty_drafts.sources.docx.reading import accepted
    from treaty_drafts.sources.docx.version import version_of

    document = texts.word_document(files.read(name), name)
    refuse_bracketed(document, name)
    changed = authors(document)
    if len(changed) > 1:
        listed = ", ".join(f"“{author}” ({count})" for author, count in changed.most_common(12))
        step = f"say whose each is in a table, `--authors map.toml`: {EXAMPLE}"
        raise Misused(f"several authors changed it, with the number of paragraphs: {listed}", place=name, step=step)
    return version_of(document, accepted, base, name)


def propose_all(args: argparse.Namespace, base: Version) -> int:
    """Writes an amendment of each delegation into the folder `-o`, and says what each does."""
    from treaty_drafts import amend
    from treaty_drafts.amend.tracked import propose_tracked

    table = _table(args.authors)
    made = propose_tracked(
        base,
        texts.word_document(files.read(args.edited), args.edited),
        delegations=table["delegations"],
        symbol=args.symbol,
        symbols=table["symbols"],
        date=args.date,
        name=args.edited,
    )
    folder = files.folder(args.out)
    for amendment in made.amendments:
        path = folder / f"{files.slug(amendment.symbol)}.xml"
        files.keep_inputs(str(path), [args.base, args.edited, args.authors])
        read = _read_by(amendment, made.amendments, base)
        files.write(str(path), amend.write_amendment(amendment, read))
        talk.edits(amendment, amend.prose(amendment.patch, read), before=f"{path}: ")
    for remark in made.remarks:
        talk.say(remark)
    if not made.amendments:
        raise Misused("no delegation changed a word", place=args.edited, step="track the changes in Word, and save it")
    return 0


def _read_by(amendment: Amendment, all_of: tuple[Amendment, ...], base: Version) -> Version:
    """The text that an amendment was written against: the base, or the base as its parent would have it."""
    from treaty_drafts import amend

    parent = next((one for one in all_of if one.symbol == amendment.amends), None)
    return base if parent is None else amend.apply(parent.patch, base)


def require_sense(args: argparse.Namespace) -> None:
    """`WrongUse` where `--authors` stands with what it cannot stand with."""
    if not is_word(args.edited):
        raise WrongUse("--authors reads the tracked changes of a Word file", step="name EDITED, a .docx")
    if args.sponsor or args.reason or args.amends:
        fact = "with --authors the document itself says who wants what, and why"
        raise WrongUse(fact, step="leave out --sponsor, --reason and --amends")
    if not args.out:
        raise WrongUse("--authors makes several amendments", step="name a folder for them with -o")


def _table(name: str) -> Mapping[str, Any]:
    """The table of delegations and, if it has one, of their symbols."""
    try:
        table = tomllib.loads(files.read(name).decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(f"this is not TOML: {error}", place=name, step=f"it has {EXAMPLE}") from None
    delegations, symbols = table.get("delegations"), table.get("symbols", {})
    if not isinstance(delegations, dict) or not all(_are_names(aliases) for aliases in delegations.values()):
        raise SourceError(
            "the table of delegations is not there or not well-formed", place=name, step=f"it has {EXAMPLE}"
        )
    if not isinstance(symbols, dict) or not all(isinstance(symbol, str) for symbol in symbols.values()):
        raise SourceError("the table of symbols is not well-formed", place=name, step='write lines such as CHL = "L.7"')
    return {"delegations": delegations, "symbols": symbols}


def _are_names(aliases: object) -> bool:
    return isinstance(aliases, list) and all(isinstance(alias, str) for alias in aliases)
