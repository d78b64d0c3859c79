"""What a language must be able to say for instructions and citations: the columns of the table of phrases."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec


class Phrases(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """Everything that instructions and citations say in one language."""

    replace: str
    strike: str
    strike_after: str
    """Marks of punctuation, which no reader finds without a word."""
    insert: str
    insert_first: str
    insert_last: str
    insert_words: str
    """An insertion into no words, or whose place among them is lost."""
    replace_whole: str
    replace_by: str
    """Whole provisions, whose words are not quoted, by new ones, which are."""
    lift: str
    """Square brackets around some words go."""
    lift_whole: str
    bracket: str
    bracket_whole: str
    formatting: str
    spacing: str
    """Blanks come or go between words."""
    note: str
    note_first: str
    add_note: str
    add_note_first: str
    drop_note: str
    put_note: str
    """A note whose place among the words is lost."""
    delete: str
    add_after: str
    add_first: str
    move_after: str
    move_first: str
    move_into: str
    becomes: str
    """A text that had no number gets one."""
    nth: str
    """Which of several equal words is meant: `{nth}` its ordinal, `{quoted}` the words."""
    quotes: tuple[str, str]
    title: str
    """The line that names the sponsors of an amendment's document."""
    sub_title: str
    """The same of a sub-amendment, and `{parent}`, the amendment whose words it amends."""
    to: str
    """The line that names the document amended."""
    others: str
    conflict: str
    fuzzy: str
    asked: str
    ordinals: tuple[str, ...] = ()
    """Ordinals in words, where the language has them in its citations; else figures."""
    comma: str = ", "
    article: str = ""
    """What stands before a description without a number."""
    fresh: str
    """A provision that the same amendment inserts."""
    lost: str
    """A provision that is no longer in the text, by its wId."""
    recital: str
    unnumbered: str
    table: str
    row: str
    column: str
    options: str
    """All the wordings of a place of which one is to be chosen."""
    line: str
    both: str
    """Two neighbours: `{first}`, `{last}` their names, the second without what it has in common with the first."""
    span: str
    """The same for more than two."""
    plurals: Mapping[str, str] = {}
    """Names of units as several of them are named, where the language says them so."""
    footnote: str
    chapeau: str
    """The words of a unit before its points."""
    text: str
    """The words of a unit, where they are all of it but its labels."""
    labels: Mapping[str, str]
    parts: Mapping[str, str]
    units: Mapping[str, str]
    """How a unit whose number has no word of its own is named; one that is not here, by the name of its element."""
