"""Entity tags: every answer that can be asked for again has a strong one, made from its bytes alone.

Two principals who see the same bytes get the same tag, so that a tag says nothing about what others see. A coded
form of a body (gzip …) is another representation, and has the tag of the plain one with the coding's name.
"""

from __future__ import annotations

import hashlib
import re
from typing import Annotated, Final

from fastapi import Depends, Header

from treaty_drafts.api.http.problems import BadRequest, Unconditional

_TAG: Final = re.compile(r'\s*(?:W/)?"([\x21\x23-\x7e\x80-\xff]*)"\s*(?:,|$)')
_CODINGS: Final = ("-zstd", "-br", "-gzip")


def tag_of(body: bytes) -> str:
    """The opaque part of a body's tag, without its quotes."""
    return hashlib.sha256(body).hexdigest()[:32]


def matches(header: str, tag: str) -> bool:
    """Whether `If-None-Match` or `If-Match` names the representation of that tag, in any coding; `*` names any."""
    if header.strip() == "*":
        return True
    return any(_plain(found) == tag for found in _TAG.findall(header))


def expected(header: str | None) -> str:
    """The tag that `If-Match` names, for the service to compare where it writes; `Unconditional` where it is absent."""
    if header is None:
        raise Unconditional(
            "a change says which state its author read", step="send If-Match with the ETag of what you read"
        )
    if header.strip() == "*":
        raise BadRequest("`If-Match: *` does not say what was read", step="send the ETag of what you read")
    found = [_plain(tag) for tag in _TAG.findall(header)]
    if len(found) != 1:
        raise BadRequest("If-Match names one entity tag, in quotes", step='like If-Match: "1f2e…"')
    return found[0]


async def _if_match(if_match: Annotated[str | None, Header()] = None) -> str:
    return expected(if_match)


IfMatch = Annotated[str, Depends(_if_match)]
"""The state that the author of a change read, from `If-Match`."""


def _plain(tag: str) -> str:
    for coding in _CODINGS:
        tag = tag.removesuffix(coding)
    return tag
