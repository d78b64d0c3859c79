"""Who guesses waits: after a failure, the next tries for the same name wait a little longer each."""

from __future__ import annotations

from typing import Final

from treaty_drafts.service.world import World

_LONGEST: Final = 2.0
_COUNTED: Final = 5
_NAMES: Final = 10_000


class Patience:
    """The failures of each name in this process. Nobody is ever locked out by another's."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._failures: dict[str, int] = {}

    def wait(self, name: str) -> None:
        """Before a try: nothing after a success, two seconds after many failures."""
        if failures := self._failures.get(name, 0):
            self._world.wait(min(_LONGEST, 0.1 * 2**failures))

    def failed(self, name: str) -> None:
        """A try failed."""
        if len(self._failures) > _NAMES:
            self._failures.clear()
        self._failures[name] = min(self._failures.get(name, 0) + 1, _COUNTED)

    def over(self, name: str) -> None:
        """A try did not."""
        self._failures.pop(name, None)
