"""Talk on stderr: notes and progress. Nothing here is data; nothing here is needed to understand the exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from treaty_drafts.amend import Amendment

T = TypeVar("T")

LONGEST = 2_000
"""Characters of one line of talk; what is longer was made by a machine, and is cut with its length."""


SAID = 8
"""How many sentences of an amendment, or doubts of a renumbering, are said; all of them are in the file."""


def say(line: str) -> None:
    """One line to the person at the terminal; a character that the terminal cannot show is escaped, never an error."""
    encoding = sys.stderr.encoding or "utf-8"
    if len(line) > LONGEST:
        line = f"{line[:LONGEST]}… ({len(line):,} characters)"
    print(line.encode(encoding, "backslashreplace").decode(encoding), file=sys.stderr, flush=True)


def progress(items: Sequence[T], doing: str) -> Iterator[T]:
    """The items, with a line that counts them on stderr when that is a terminal and they are many."""
    if len(items) < 20 or not sys.stderr.isatty():
        yield from items
        return
    for number, item in enumerate(items, 1):
        if number % 10 == 0 or number == len(items):
            print(f"\r{doing} {number:,} of {len(items):,}", end="", file=sys.stderr, flush=True)
        yield item
    print("\r\033[K", end="", file=sys.stderr, flush=True)


def count(number: int, one: str, many: str = "") -> str:
    """`1 bracket`, `1,023 brackets`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(names: Iterable[str], limit: int = 12) -> str:
    """The names with commas, cut at the limit with how many more there are."""
    found = list(names)
    more = f" and {len(found) - limit:,} more" if len(found) > limit else ""
    return ", ".join(found[:limit]) + more


def edits(amendment: Amendment, sentences: Sequence[str], *, before: str = "") -> None:
    """Whose an amendment is and what it amends, how many edits it makes, and under it what the first of them do."""
    to = f" to {amendment.amends}" if amendment.amends else ""
    say(f"{before}{amendment.symbol} of {listed(amendment.sponsors)}{to}: {count(len(sentences), 'edit')}")
    first_of(sentences)


def first_of(sentences: Sequence[str]) -> None:
    """The first of what is in a file, under the line that says what it is, and how many more there are."""
    for sentence in sentences[:SAID]:
        say("  " + sentence.replace("\n", "\n    "))
    if len(sentences) > SAID:
        say(f"  … and {len(sentences) - SAID:,} more")
