"""What sends deliveries: a thread that takes events from the outbox and tries what is due, beside the requests."""

from __future__ import annotations

import threading
from collections.abc import Set
from datetime import datetime
from typing import Final

from treaty_drafts.api.hooks.schedule import outcome
from treaty_drafts.api.hooks.sending import send
from treaty_drafts.api.hooks.signing import signed
from treaty_drafts.api.hooks.target import checked
from treaty_drafts.api.hooks.telling import told
from treaty_drafts.errors import Misused, TreatyDraftsError
from treaty_drafts.service import Service, webhooks
from treaty_drafts.service.webhooks import Parcel

_SECONDS: Final = 1.0
"""Between two looks at the outbox."""


class Runner:
    """The thread; `listed` are the hosts of the network inside that it may send to, `origin` is where we are."""

    def __init__(self, service: Service, origin: str, listed: Set[str]) -> None:
        self._service = service
        self._origin = origin
        self._listed = listed
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="webhooks", daemon=True)

    def start(self) -> None:
        """Begins to send."""
        self._thread.start()

    def stop(self) -> None:
        """Sends no more."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join(_SECONDS)

    def _run(self) -> None:
        while not self._stopped.wait(_SECONDS):
            try:
                self.turn()
            except TreatyDraftsError:  # the database is away: the outbox waits
                continue

    def turn(self) -> None:
        """One look: fans out what waits, and tries what is due."""
        webhooks.fan_out(self._service)
        for parcel in webhooks.due(self._service):
            status = self._attempt(parcel)
            said, seconds = outcome(status, parcel.attempts + 1)
            webhooks.answered(self._service, parcel.delivery, status=said, answer=str(status), seconds=seconds)

    def _attempt(self, parcel: Parcel) -> int:
        """The status of the receiver's answer; 0 where it could not be sent."""
        body = told(parcel.event, self._origin)
        now = int(datetime.fromisoformat(self._service.world.time()).timestamp())
        try:
            target = checked(parcel.url, self._listed)  # each time: a name may have come to lead elsewhere
        except Misused:
            return 0
        return send(target, body, signed(parcel.event.id, now, body, parcel.secrets))
