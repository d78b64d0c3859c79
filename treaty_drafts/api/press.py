"""The press: it keeps what negotiating texts were made of, for when they are made again with one amendment more.

PDF and Word files are made in another process, which is replaced after a few jobs: both go through native libraries
that hold on to memory; a file that brings one down takes that process with it, not the server.
"""

from __future__ import annotations

import multiprocessing
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures import TimeoutError as Late
from concurrent.futures.process import BrokenProcessPool
from typing import Final

from treaty_drafts.compilation import compile
from treaty_drafts.compilation.compile import Compilation
from treaty_drafts.errors import Unavailable
from treaty_drafts.render import Line, Pieces, Source, render, rendition_of
from treaty_drafts.service.kept import Kept

HEAVY: Final = frozenset(("docx", "pdf"))
_JOBS: Final = 20
_SECONDS: Final = 120
_BASES: Final = 6
"""Versions under negotiation of which pieces are kept; with 10,000 amendments to one they take some 30 MB."""


class Press:
    """Renders, heavy formats elsewhere. Threads may share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._pieces: Kept[str, Pieces] = Kept(_BASES)

    def render(self, source: Source, *, view: str, to: str, keep_brackets: bool = False) -> bytes:
        """A rendition as `render.render` gives it, as bytes; `Unavailable` where it took too long or broke."""
        if to not in HEAVY:
            pieces = self._pieces_of(source)
            made = render(source, view=view, to=to, keep_brackets=keep_brackets, pieces=pieces)
            return made.encode() if isinstance(made, str) else made
        with self._lock:
            if self._pool is None:
                self._pool = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), max_tasks_per_child=_JOBS)
            job = self._pool.submit(_rendered, _packed(source), view, to, keep_brackets)
        try:
            return job.result(_SECONDS)
        except (Late, BrokenProcessPool) as error:
            self.close()
            raise Unavailable(f"the {to} could not be made", step="try again, or take another format") from error

    def lines(self, compilation: Compilation) -> tuple[Line, ...]:
        """A negotiating text in brackets, without the numbers of its lines."""
        pieces = self._pieces_of(compilation)
        return rendition_of(compilation, view="bracketed", numbered=False, pieces=pieces).lines

    def _pieces_of(self, source: Source) -> Pieces | None:
        """The pieces that the source's rendition is made from and leaves, where it is a compilation's."""
        if not isinstance(source, Compilation):
            return None
        pieces = self._pieces.get(source.base_digest)
        if pieces is None:
            pieces = Pieces()
            self._pieces.put(source.base_digest, pieces)
        return pieces

    def close(self) -> None:
        """Ends the process."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            for process in list((pool._processes or {}).values()):  # noqa: SLF001  a job that hangs is not waited for
                process.kill()
            pool.shutdown(wait=False, cancel_futures=True)


def _packed(source: Source) -> object:
    """The source as plain values for the other process: a compilation is compiled again there."""
    return (source.base, source.amendments) if isinstance(source, Compilation) else source


def _rendered(packed: object, view: str, to: str, keep_brackets: bool) -> bytes:  # noqa: FBT001
    source = compile(*packed) if isinstance(packed, tuple) else packed
    made = render(source, view=view, to=to, keep_brackets=keep_brackets)  # type: ignore[arg-type]
    return made.encode() if isinstance(made, str) else made
