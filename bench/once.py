"""`python -m bench.once SMALL SMALL OLD NEW`: seconds of the processor for a program's first page of two texts.

The page of two small texts is made before, so that what a program does but once does not count.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from treaty_drafts import akn
from treaty_drafts.amend.compare import compare
from treaty_drafts.cli import collecting
from treaty_drafts.render import render


def page(old: bytes, new: bytes) -> object:
    """Bytes of both to a page."""
    return render(compare(akn.read(old).version, akn.read(new).version), view="redline", to="html")


if __name__ == "__main__":
    collecting.seldom()  # as the command line does
    *small, old, new = (Path(path).read_bytes() for path in sys.argv[1:])
    page(*small)
    begin = time.process_time()
    page(old, new)
    print(time.process_time() - begin)
