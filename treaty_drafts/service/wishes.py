"""What a delegation wants, in the words of whoever asks, as an amendment."""

from __future__ import annotations

from typing import Any

import msgspec

from treaty_drafts import amend
from treaty_drafts.amend.naming import under_own_names
from treaty_drafts.amend.sound import refuse_unsound
from treaty_drafts.compilation import compile
from treaty_drafts.errors import Misused
from treaty_drafts.model.version import Version


class Wish(msgspec.Struct, frozen=True, omit_defaults=True):
    """What should read differently, in one of these ways: a `patch`; the words (`text`) that the provision `at` should
    have; its deletion (`delete`); its place after another (`move_after`); new provisions after it (`insert_after`,
    plain text or Markdown); or a whole edited copy (`edited`, the bytes of any form that import reads). The ending of
    `edited_name` says which form that is; without a name it is told from how the copy begins, and words without markup
    are Markdown.
    """

    at: str = ""
    text: str | None = None
    delete: bool = False
    move_after: str | None = None
    insert_after: str | None = None
    edited: bytes | None = None
    patch: amend.Patch | None = None
    edited_name: str = ""


def amendment_of(
    base: Version, wish: Wish, *, sponsors: tuple[str, ...], symbol: str, reason: str = ""
) -> amend.Amendment:
    """The amendment of the base that the wish is, once it is sure that it applies; errors as `propose` and `compile`.

    What a `patch` inserts gets identifiers of its own, which end in the symbol.
    """
    about: dict[str, Any] = {"sponsors": sponsors, "symbol": symbol, "reason": reason}
    if (
        sum(one is not None for one in (wish.text, wish.move_after, wish.insert_after, wish.edited, wish.patch))
        + wish.delete
        != 1
    ):
        raise Misused("this says nothing, or several things at once", step="send one of the forms of a wish")
    if wish.patch is not None:
        amend.verify_base(wish.patch, base)
        refuse_unsound(wish.patch, "patch")
        if amend.apply(wish.patch, base).root == base.root:
            raise Misused("this changes nothing", step="change the words, or table no amendment")
        made = amend.Amendment(symbol, sponsors, under_own_names(wish.patch, base.index, symbol), reason)
        compile(base, [made])  # what does not compile by itself would take everybody's text away
        return made
    if wish.edited is not None:
        from treaty_drafts import sources

        name = wish.edited_name or _named(wish.edited)
        copy = sources.read_source(wish.edited, name=name).version
        if sources.elements_of_others(base):
            from treaty_drafts.render.carried import carried

            copy = carried(base, copy, name)
        return amend.propose(base, copy, **about)
    if not wish.at:
        raise Misused("which provision is it about?", step="name it by wId with `at`")
    if wish.delete:
        return amend.propose_delete(base, wish.at, **about)
    if wish.move_after is not None:
        return amend.propose_move(base, wish.at, wish.move_after, **about)
    if wish.insert_after is not None:
        return amend.propose_insert_after(base, wish.at, wish.insert_after, **about)
    assert wish.text is not None
    return amend.propose(base, wish.text, at=wish.at, **about)


def _named(copy: bytes) -> str:
    """A name for an edited copy that has none, whose ending says what it is: told from how it begins."""
    start = copy[:1_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"pk\x03\x04"):
        return "copy.docx"
    if start.startswith(b"<"):
        return "copy.html" if b"<html" in start else "copy.xml"
    return "copy.md"
