"""What a request says: its parameters, its body, its key. What cannot be read is refused, never passed over."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any, Final, TypeVar

import msgspec
from fastapi import Depends, Header, Request
from fastapi.routing import APIRoute

from treaty_drafts.api.http.problems import BadRequest, BodyTooLarge
from treaty_drafts.errors import Misused

T = TypeVar("T")
WHOLE_COPY: Final = 20_000_000
"""Bytes of a body that may hold an edited copy of a whole text: no body is larger."""

_KEY: Final = re.compile(r"[\x21-\x7e]{8,64}")


async def only_known_parameters(request: Request) -> None:
    """`BadRequest` for a query parameter that the address does not have: a typing mistake would lose data unseen."""
    route = request.scope.get("route")
    known = {field.alias for field in route.dependant.query_params} if isinstance(route, APIRoute) else set()
    for name in request.query_params:
        if name not in known:
            step = f"it takes {', '.join(sorted(known))}" if known else "it takes none"
            raise BadRequest(f"`{name[:64]}` is no parameter of this address", step=step)
        if len(request.query_params.getlist(name)) > 1 and name not in _REPEATABLE:
            raise BadRequest(f"`{name}` is given twice", step="give it once")


_REPEATABLE: Final = frozenset(("adopt", "by", "type"))


def body_of(kind: type[T], *, limit: int = 1_000_000) -> Callable[..., Any]:
    """A dependency that reads a JSON body of at most `limit` bytes as a `kind`; `BadRequest` where it is no JSON,
    `Misused` where it is no `kind`.
    """
    decoder = msgspec.json.Decoder(kind)

    async def read(request: Request) -> T:
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media != "application/json":
            raise BadRequest("the body is not marked as JSON", step="send Content-Type: application/json")
        data = await request.body()
        if len(data) > limit:
            raise BodyTooLarge(f"the body has {len(data):,} bytes; the limit is {limit:,}", step="send less")
        try:
            return decoder.decode(data)
        except msgspec.ValidationError as error:
            fact, _, place = str(error).partition(" - at ")
            raise Misused(fact, place=place.strip("`"), step="see the schema in /openapi.json") from None
        except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
            raise BadRequest(f"the body is no JSON: {error}", step="send one JSON object in UTF-8") from None

    read.takes = kind  # type: ignore[attr-defined]  # for the OpenAPI document
    return read


async def _key(idempotency_key: Annotated[str | None, Header()] = None) -> str:
    if idempotency_key is None:
        raise BadRequest(
            "a change needs a key, so that it is made once", step="send Idempotency-Key, new for each change"
        )
    if _KEY.fullmatch(idempotency_key) is None:
        raise BadRequest("Idempotency-Key is not 8 to 64 printable characters", step="a UUID will do")
    return idempotency_key


Key = Annotated[str, Depends(_key)]
"""The `Idempotency-Key` of a request that creates, acts or decides."""
