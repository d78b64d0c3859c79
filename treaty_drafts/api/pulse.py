"""The pulse: one thread that watches the database for all event streams of this process, and wakes them."""

from __future__ import annotations

import asyncio
import threading
from contextlib import closing
from typing import Final

from treaty_drafts.errors import TreatyDraftsError
from treaty_drafts.service import Service

_LOOK: Final = 1.0
"""Seconds after which the thread looks whether it is to end."""
_PATIENCE: Final = 5.0
"""Seconds before a database that did not answer is asked again."""


class Pulse:
    """`count` grows each time that something was written; streams wait in `next` for it to grow."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._stopped = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self.count = 0
        self._waiting: set[asyncio.Event] = set()
        self._thread = threading.Thread(target=self._run, name="pulse", daemon=True)

    def start(self) -> None:
        """Begins to watch, from within the event loop that is to be woken."""
        self._loop = asyncio.get_running_loop()
        self._thread.start()

    def stop(self) -> None:
        """Ends the watching, and every wait."""
        self._stopped.set()
        self._beat()
        if self._thread.is_alive():
            self._thread.join(_PATIENCE)

    @property
    def stopped(self) -> bool:
        """Whether nothing more will come."""
        return self._stopped.is_set()

    async def next(self, count: int, seconds: float) -> bool:
        """Whether something was written since the pulse counted so, or came to be within so many seconds."""
        if self.count != count:
            return True
        event = asyncio.Event()
        self._waiting.add(event)
        try:
            await asyncio.wait_for(event.wait(), seconds)
        except TimeoutError:
            return False
        finally:
            self._waiting.discard(event)
        return True

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                with closing(self._service.store.waking()) as waking:
                    while not self._stopped.is_set():
                        if waking.wait(_LOOK):
                            self._beat()
            except TreatyDraftsError:  # the database went away: streams go on, and find it gone themselves
                self._stopped.wait(_PATIENCE)

    def _beat(self) -> None:
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        self.count += 1
        for event in self._waiting:
            event.set()
