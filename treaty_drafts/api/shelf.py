"""The shelf: published texts as they were last answered, in memory, so that most requests meet no database.

What lies here is served for a moment (`Settings.fresh`) without asking whether it was withdrawn meanwhile; a withdrawal
through this process clears the shelf at once.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Final

import msgspec

from treaty_drafts.api.http.coded import Coded

_BYTES: Final = 128 * 2**20


class Answer(msgspec.Struct, frozen=True):
    """A body with the headers that its address gives it, the cache control among them."""

    coded: Coded
    headers: dict[str, str]
    until: float = 0.0

    def raw(self, coding: str, *, known: bool) -> list[tuple[bytes, bytes]]:
        """The headers of the answer in a coding, or of a 304 to who knows it."""
        tag = f"{self.coded.tag}-{coding}" if coding else self.coded.tag
        said = {**self.coded.headers, "Vary": "Accept-Encoding", **self.headers, "ETag": f'"{tag}"'}
        if not known:
            said |= {
                "Content-Type": self.coded.media,
                "Content-Length": str(len(self.coded.forms.get(coding, self.coded.body))),
            }
            said |= {"Content-Encoding": coding} if coding else {}
        return [(name.lower().encode(), value.encode()) for name, value in said.items()]

    @property
    def size(self) -> int:
        """Bytes in memory."""
        return len(self.coded.body) + sum(map(len, self.coded.forms.values()))


class Shelf:
    """Answers by path; the one not asked for longest goes first."""

    def __init__(self, clock: Callable[[], float], fresh: float) -> None:
        self._clock = clock
        self._fresh = fresh
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, path: str) -> Answer | None:
        """The answer, while it is fresh."""
        found = self._answers.get(path)
        return found if found is not None and found.until > self._clock() else None

    def put(self, path: str, coded: Coded, headers: dict[str, str]) -> Answer:
        """Keeps an answer that was just made."""
        answer = Answer(coded, headers, self._clock() + self._fresh)
        with self._lock:
            self._drop(path)
            self._answers[path] = answer
            self._size += answer.size
            while self._size > _BYTES:
                self._drop(next(iter(self._answers)))
        return answer

    def clear(self) -> None:
        """Forgets everything: what is public has changed."""
        with self._lock:
            self._answers.clear()
            self._size = 0

    def _drop(self, path: str) -> None:
        old = self._answers.pop(path, None)
        if old is not None:
            self._size -= old.size
