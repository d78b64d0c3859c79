"""The rush before a deadline: acts that would wait for each other at the room's log are done in one transaction.

Who comes while a transaction is under way waits for it; then all who wait are the next one, and one commit that waits
for the disk keeps them all. What each needs is read before anything is locked: the logs, once they are locked, say
whether anything happened since that matters. What cannot be done so, or fails, is done alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import Event, Lock
from typing import Final, Generic, TypeAlias, TypeVar

from treaty_drafts.conference import Principal
from treaty_drafts.errors import TreatyDraftsError
from treaty_drafts.store import MatterRow, Seen, Store, Writing

Done = TypeVar("Done")

Check: TypeAlias = Callable[[Seen, MatterRow], None]
"""Raises where the act is not in order: by the draft, the text, and what is open."""
Do: TypeAlias = Callable[[Writing, MatterRow], Done]
"""Does it: reads nothing more but the room's log."""

_MOMENT: Final = 0.002
"""Seconds; who acts while nobody else does waits for nobody."""


class _Entry(Generic[Done]):
    """A principal's act about the draft `ident`, and what it did, if it was done with others."""

    def __init__(self, principal: Principal, ident: str, check: Check, do: Do[Done]) -> None:
        self.principal = principal
        self.ident = ident
        self.check = check
        self.do = do
        self.done: Done | None = None
        self.woken = Event()


class Rush(Generic[Done]):
    """Where the threads of this process meet that act about drafts of one conference."""

    def __init__(self, store: Store, conference: str) -> None:
        self._store = store
        self._conference = conference
        self._waiting: list[_Entry[Done]] = []
        self._lock = Lock()
        self._busy = False
        self._many = False

    def act(self, principal: Principal, ident: str, check: Check, do: Do[Done]) -> Done | None:
        """Does it together with those who wait as well, and returns once that is kept; None: nothing was done."""
        entry = _Entry(principal, ident, check, do)
        with self._lock:
            self._waiting.append(entry)
            first, self._busy = not self._busy, True
        if not first or self._many:  # in a rush, the first gives the others a moment to come
            entry.woken.wait(_MOMENT if first else None)
        if entry in self._waiting:  # it is the first of those who wait, and acts for all
            entries = self._next()
            try:
                self._together(entries)
            except Exception:  # of several, whose fault it is shows when each is done alone
                if len(entries) == 1:
                    raise
            finally:
                self._wake(entries)
        return entry.done

    def _next(self) -> list[_Entry[Done]]:
        """Those who wait, one for each draft: a second act about it has to see what the first one did."""
        first: dict[str, _Entry[Done]] = {}
        with self._lock:
            for entry in self._waiting:
                first.setdefault(entry.ident, entry)
            self._waiting = [entry for entry in self._waiting if first[entry.ident] is not entry]
        return list(first.values())

    def _wake(self, entries: Sequence[_Entry[Done]]) -> None:
        """Those who had their turn go on, and the first of those who wait has the next one."""
        with self._lock:
            self._busy = bool(self._waiting)
            self._many = len(entries) > 1
            for entry in (*self._waiting[:1], *entries):
                entry.woken.set()

    def _together(self, entries: Sequence[_Entry[Done]]) -> None:
        """Does in one transaction what can be done so; all of it, or nothing."""
        with self._store.writing(entries[0].principal) as tx:
            admitted = self._admitted(tx, entries)
            done = [(entry, entry.do(tx.turn_to(entry.principal), matter)) for entry, matter in admitted]
        for entry, one in done:
            entry.done = one

    def _admitted(self, tx: Writing, entries: Sequence[_Entry[Done]]) -> list[tuple[_Entry[Done], MatterRow]]:
        """Those about drafts of one agreement for which all is still as it was read; all logs are locked then.

        Nobody waits for a log of a delegation: what others do in private holds nobody up. Sub-amendments depend on
        more than the logs tell of, and are done alone.
        """
        drafts, found = tx.seen.drafts({entry.ident for entry in entries}), []
        for entry in entries:
            seen = tx.turn_to(entry.principal).seen
            matter = seen.own_draft(drafts.get(entry.ident))
            if matter is not None and not matter.amendment.parent:
                with suppress(TreatyDraftsError):
                    entry.check(seen, matter)
                    found.append((entry, matter))
        if not found:
            return []
        slug = found[0][1].agreement.slug
        here = [one for one in found if one[1].agreement.slug == slug]
        own = tx.lock_free(self._conference, slug, {matter.amendment.delegation for _, matter in here})
        room = tx.lock(self._conference, slug, "")
        changed = tx.seen.changed(room, since=min((matter.room for _, matter in here), default=room.size))
        return [one for one in here if own.get(one[1].amendment.delegation) == one[1].own and changed < one[1].room]
