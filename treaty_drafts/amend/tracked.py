"""A Word document with tracked changes: one amendment for each delegation, of what its authors inserted and deleted.

For each delegation the text is read with its own changes accepted and all others rejected, and proposed to the base.
What it changed in words that another delegation inserted is a sub-amendment to that one's amendment.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

import msgspec

from treaty_drafts.amend.compare import compare
from treaty_drafts.amend.edit import Amendment, Substitution
from treaty_drafts.amend.patch import apply
from treaty_drafts.amend.propose import propose
from treaty_drafts.errors import Misused, WrongBase
from treaty_drafts.model.version import Version
from treaty_drafts.sources.docx.attributed import attributed, changed_words
from treaty_drafts.sources.docx.document import Authors, Document
from treaty_drafts.sources.docx.own import bracketed
from treaty_drafts.sources.docx.reading import Sight, by, rejected
from treaty_drafts.sources.docx.version import version_of

Delegations: TypeAlias = Mapping[str, Sequence[str]]
"""Codes, each with the names that its authors go by in Word."""

_CO_SPONSORS = re.compile(r"\w+(?:, \w+)+")
_SHOWN = 40
_LISTED = 12


class Tracked(msgspec.Struct, frozen=True):
    """The amendments in a document, parents before what amends them; `remarks` say what became no amendment."""

    amendments: tuple[Amendment, ...]
    remarks: tuple[str, ...]


def authors(document: Document) -> Counter[str]:
    """Who changed the document, each with the number of paragraphs."""
    return Counter(author for one in document.paragraphs() for author in one.changed())


def propose_tracked(
    base: Version,
    document: Document,
    *,
    delegations: Delegations,
    symbol: str,
    symbols: Mapping[str, str] | None = None,
    date: str = "",
    name: str = "",
) -> Tracked:
    """The amendment of each delegation whose authors changed the document, in the order of the table.

    `symbol` is the first one's; the number at its end counts up (`L.7`, `L.8` …). `symbols` gives single delegations
    theirs. Comments of its authors are the amendment's reason. `Misused` for authors who are in no or in two
    delegations, and for changes in which three delegations meet; `WrongBase` where the text with every change rejected
    is not the base's. `name` is the document's, for the place.
    """
    refuse_bracketed(document, name)
    of = _delegations_of(document, delegations, name)
    own = attributed(document, of)
    _refuse_threefold(own, name)
    _verify(base, version_of(own, rejected, base, name), name)
    remarks: list[str] = []
    reasons = _reasons(own, delegations, remarks)
    count = _Symbols(symbol, symbols or {})
    order = [code for code in delegations if code in set(of.values())]
    made: dict[str, Amendment] = {}
    for code in order:
        wanted = version_of(own, by({code}), base)
        if _reads_alike(base, wanted):
            continue
        about = {"symbol": count.of(code), "reason": reasons.get(code, ""), "date": date}
        made[code] = propose(base, wanted, sponsors=(code,), **about)
    amendments = list(made.values())
    for code, host in _within(own, order):
        parent = made.get(host)
        if parent is None:  # what it inserted are blanks
            continue
        read = apply(parent.patch, base)
        wanted = version_of(own, _in_words_of(host, code), base)
        if not _reads_alike(read, wanted):
            about = {"symbol": count.next(), "amends": parent.symbol, "date": date}
            amendments.append(propose(read, wanted, sponsors=(code,), **about))
    spoken = {one.sponsors[0] for one in amendments}
    remarks += [f"the changes of {code} change no words: no amendment" for code in order if code not in spoken]
    return Tracked(tuple(amendments), tuple(remarks))


def refuse_bracketed(document: Document, name: str) -> None:
    """`Misused` where alternatives of several delegations stand in the text itself: nobody wants all of them."""
    number = bracketed(document)
    if number:
        raise Misused(
            "here brackets of a compilation stand in the text, so that whose words are whose cannot be told from it",
            place=f"{name}: paragraph {number}",
            step="edit the version itself, or one delegation's text: `render COMPILATION --as CODE --view redline`",
        )


def _delegations_of(document: Document, delegations: Delegations, name: str) -> dict[str, str]:
    """The delegation of each author, told by its code or one of its names."""
    known: dict[str, str] = {}
    for code, aliases in delegations.items():
        for alias in (code, *aliases):
            if known.setdefault(_plain(alias), code) != code:
                fact = f"“{alias}” is named under {known[_plain(alias)]} and under {code}"
                raise Misused(fact, step="leave it under one of them")
    changed = authors(document)
    unknown = [author for author in changed if _plain(author) not in known]
    if unknown:
        listed = ", ".join(f"“{one or '(no name)'}” ({changed[one]})" for one in unknown[:_LISTED])
        lines = "; ".join(f'CODE = ["{one}"]' for one in unknown[:_LISTED])
        raise Misused(
            f"changes by authors of no delegation, with the number of paragraphs: {listed}",
            place=name,
            step=f"under [delegations] in the table, add lines such as: {lines}",
        )
    everybody = {*changed, *(one.author for one in document.comments.values())}
    return {author: known[_plain(author)] for author in everybody if _plain(author) in known}


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _refuse_threefold(document: Document, name: str) -> None:
    """Words that three delegations have their hands in are nobody's amendment, and no sub-amendment to one other's."""
    for number, inserted, deleted, words in changed_words(document):
        hands = dict.fromkeys((*inserted, *deleted)) if inserted else {}
        if len(hands) > 2:
            raise Misused(
                f"in “{words[:_SHOWN].strip()}” changes of {', '.join(hands)} lie within one another",
                place=f"{name}: paragraph {number}",
                step="accept or reject one of them in Word, or have each delegation send its own file",
            )


def _verify(base: Version, read: Version, name: str) -> None:
    """`WrongBase`, with the first difference, if the text with every change rejected is not the base's."""
    found = _differences(base, read)
    if not found:
        return
    raise WrongBase(
        f"with every change rejected the document is not the base: {found[0]}"
        + (f"; {len(found) - 1} more differences" if len(found) > 1 else ""),
        place=name,
        step="name the version that it was made from; if somebody changed it with tracking off, `compare` shows what",
    )


def _difference(edit: Substitution) -> str:
    has, lacks = _around(edit.new.chars), _around(edit.old)
    if not lacks:
        return f"at {edit.wid} it has “{has}”, which the base has not"
    if not has:
        return f"at {edit.wid} it lacks “{lacks}”, which the base has"
    return f"at {edit.wid} it reads “{has}” and the base “{lacks}”"


def _differences(base: Version, read: Version) -> list[str]:
    """What differs in words or structure, each told in words; numbers and formatting apart."""
    comparison = compare(base, read)
    words = [edit for edit in comparison.wordings if edit.old != edit.new.chars]
    return [
        *map(_difference, words),
        *(f"it lacks {edit.wid}" for edit in comparison.deleted),
        *(f"it has more after {edit.after or edit.parent}" for edit in comparison.inserted),
        *(f"{edit.wid} stands elsewhere" for edit in comparison.moved),
    ]


def _around(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"


def _reads_alike(base: Version, wanted: Version) -> bool:
    comparison = compare(base, wanted)
    return not (comparison.wordings or comparison.structure or comparison.numbers)


def _reasons(document: Document, delegations: Delegations, remarks: list[str]) -> dict[str, str]:
    """What the authors of each delegation say in the margin; what others say is remarked."""
    said: dict[str, list[str]] = {}
    for comment in document.comments.values():
        if _CO_SPONSORS.fullmatch(comment.words) and comment.words.startswith(f"{comment.author}, "):
            remarks.append(f"the margin names co-sponsors, {comment.words}: name them when it is tabled")
        elif comment.author in delegations:
            said.setdefault(comment.author, []).append(comment.words)
        elif comment.words:
            remarks.append(f"a comment of {comment.author or 'nobody'} is in no amendment: “{_around(comment.words)}”")
    return {code: "\n".join(filter(None, words)) for code, words in said.items()}


def _within(document: Document, order: Sequence[str]) -> list[tuple[str, str]]:
    """Who changed words that another delegation inserted, in the order of the table."""
    pairs: set[tuple[str, str]] = set()
    for _, inserted, deleted, _ in changed_words(document):
        if inserted:
            pairs.update((code, inserted[0]) for code in (*inserted[1:], *deleted) if code != inserted[0])
    return sorted(pairs, key=lambda pair: (order.index(pair[0]), order.index(pair[1])))


def _in_words_of(host: str, guest: str) -> Sight:
    """The host's changes accepted, and of the guest's those within what the host inserted."""

    def sees(inserted: Authors, deleted: Authors) -> bool:
        if not all(one in (host, guest) for one in inserted) or (inserted and inserted[0] != host):
            return False
        return host not in deleted and not (guest in deleted and inserted)

    return sees


class _Symbols:
    """Symbols in turn: the number at the end of the first counts up, past those that single delegations have."""

    def __init__(self, first: str, given: Mapping[str, str]) -> None:
        self.given = given
        self.turn = self._count(first)

    def of(self, code: str) -> str:
        """The delegation's own symbol, or the next."""
        return self.given.get(code) or self.next()

    def next(self) -> str:
        """The next symbol that nobody has."""
        return next(self.turn)

    def _count(self, first: str) -> Iterator[str]:
        found = re.search(r"\d*$", first)
        digits = found[0] if found else ""
        stem, number = first[: len(first) - len(digits)], int(digits or "1")
        while True:
            symbol = f"{stem}{number}"
            if symbol not in self.given.values():
                yield symbol
            number += 1
