"""The sentences and names of an instruction, in the six languages of the United Nations: a table, no grammar.

English, here, has the sentence that the room knows; the other five are in `treaty_drafts.amend.translations`.
`{place}`, `{other}` are filled with citations, `{old}`, `{new}`, `{context}` with quoted words.
"""

from __future__ import annotations

from typing import Final

from treaty_drafts.amend.phrasing import Phrases
from treaty_drafts.amend.translations import TRANSLATIONS

_ENGLISH: Final = Phrases(
    replace="In {place}, replace {old} by {new}.",
    strike="In {place}, delete {old}.",
    strike_after="In {place}, after {context}, delete {old}.",
    insert="In {place}, after {context}, insert {new}.",
    insert_first="At the beginning of {place}, insert {new}.",
    insert_last="At the end of {place}, insert {new}.",
    insert_words="In {place}, insert {new}.",
    replace_whole="Replace {place}, {old}, by {new}.",
    replace_by="Replace {place} by the following:",
    lift="In {place}, delete the square brackets around {old}.",
    lift_whole="Delete the square brackets around {place}.",
    bracket="In {place}, put square brackets around {old}.",
    bracket_whole="Put square brackets around {place}.",
    formatting="In {place}, change the formatting of {old}.",
    spacing="In {place}, change the spacing after {context}.",
    note="In {place}, delete the note after {context}.",
    note_first="In {place}, delete the note at the beginning.",
    add_note="In {place}, after {context}, insert a note: {new}.",
    add_note_first="At the beginning of {place}, insert a note: {new}.",
    drop_note="In {place}, delete a note.",
    put_note="In {place}, insert a note: {new}.",
    delete="Delete {place}.",
    add_after="After {place}, insert:",
    add_first="At the beginning of {place}, insert:",
    move_after="Move {place} after {other}.",
    move_first="Move {place} to the beginning of {other}.",
    move_into="Move {place} into {other}.",
    becomes="{place} becomes {other}.",
    nth="the {nth} {quoted}",
    quotes=("“", "”"),
    title=": amendment",
    sub_title=": sub-amendment to {parent}",
    to="To ",
    others=" and others",
    conflict="The words that this amendment was written on are no longer there; it waits for its sponsors, and is in "
    "no compilation.",
    fuzzy="The words around this amendment have changed since it was written; it waits for its sponsors, and is in "
    "no compilation.",
    asked="It asked for this: ",
    ordinals=tuple(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
    ),
    article="the ",
    fresh="the new {unit}",
    lost="the provision {wid} (no longer in the text)",
    recital="{nth} preambular paragraph",
    unnumbered="{nth} unnumbered {unit}",
    options="all options",
    table="table",
    row="{nth} row",
    column="{nth} column",
    line="{nth} line",
    both="{first} and {last}",
    span="{first} to {last}",
    plurals={"article": "articles", "line": "lines", "paragraph": "paragraphs", "row": "rows"},
    footnote="footnote {marker}",
    chapeau="chapeau of {unit}",
    text="text of {unit}",
    labels={"num": "number of {unit}", "heading": "heading of {unit}", "subheading": "subheading of {unit}"},
    parts={
        "longTitle": "title",
        "preface": "front matter",
        "conclusions": "closing text",
        "preamble": "preamble",
        "formula": "enacting formula",
        "attachments": "annexes",
        "body": "body",
        "main": "the text",
    },
    units={"attachment": "annex", "hcontainer": "option"},
)


def phrases_in(language: str) -> Phrases:
    """The phrases in that ISO 639-2 language; in English where it is none of the six."""
    return TRANSLATIONS.get(language, _ENGLISH)
