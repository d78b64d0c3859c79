"""The memo: what a program was answered a moment ago is answered again, as long as nobody has written anything since.

A delegation's programs ask for the same lists again and again. SQLite tells with a few microseconds' work whether
anything was committed; PostgreSQL does not, so there every request is answered anew. What depends on the clock (a token
that expires) counts within `fresh` seconds.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Final, TypeAlias

import msgspec
from starlette.datastructures import Headers
from starlette.types import Message, Scope, Send

from treaty_drafts.service import Service
from treaty_drafts.store import Waking

Key: TypeAlias = tuple[str, ...]
_PLACE: Final = "/v1/agreements/"
_BYTES: Final = 300_000
_ANSWERS: Final = 500


class Said(msgspec.Struct, frozen=True):
    """An answer: the messages that it is made of, and in which state of the database, until when."""

    messages: tuple[Message, ...]
    state: int
    until: float


class Memo:
    """The answers by who asked, for what. Threads may share it."""

    def __init__(self, service: Service, clock: Callable[[], float], fresh: float) -> None:
        self._waking = _telling(service) if fresh > 0 else None
        self._clock = clock
        self._fresh = fresh
        self._lock = Lock()
        self._answers: OrderedDict[Key, Said] = OrderedDict()

    def key(self, scope: Scope) -> Key | None:
        """What names a request here; None for one that is not kept."""
        if self._waking is None or scope["method"] != "GET" or not scope["path"].startswith(_PLACE):
            return None
        headers = Headers(scope=scope)
        token = headers.get("authorization")
        if token is None or "cookie" in headers:
            return None
        said = (headers.get(name, "") for name in ("if-none-match", "accept-encoding"))
        return (token, scope["path"], scope["query_string"].decode("latin-1"), *said)

    def state(self) -> int:
        """The state of the database; to be asked in a thread, as it waits for who is writing."""
        assert self._waking is not None
        with self._lock:
            return self._waking.state() or 0

    def get(self, key: Key, state: int) -> tuple[Message, ...]:
        """The answer of before, if it still holds; else nothing."""
        found = self._answers.get(key)
        return found.messages if found and found.state == state and found.until > self._clock() else ()

    def keeping(self, key: Key, state: int, send: Send) -> Send:
        """Sends an answer, and keeps it if it is a small one that says what is there."""
        messages: list[Message] = []

        async def kept(message: Message) -> None:
            messages.append({**message, "headers": list(message["headers"])} if "headers" in message else message)
            await send(message)
            if message["type"] == "http.response.body" and not message.get("more_body"):
                size = sum(len(one.get("body", b"")) for one in messages)
                if messages[0]["status"] in (200, 304) and size <= _BYTES:
                    self._put(key, Said(tuple(messages), state, self._clock() + self._fresh))

        return kept

    def close(self) -> None:
        """Ends the connection that tells of the state."""
        if self._waking is not None:
            self._waking.close()

    def _put(self, key: Key, said: Said) -> None:
        with self._lock:
            self._answers[key] = said
            self._answers.move_to_end(key)
            while len(self._answers) > _ANSWERS:
                self._answers.popitem(last=False)


def _telling(service: Service) -> Waking | None:
    """What tells of the state of the database; None where it does not."""
    found = service.store.waking()
    if found.state() is None:
        found.close()
        return None
    return found
