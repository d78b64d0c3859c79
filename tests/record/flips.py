"""python -I flips.py VERIFY EXPORT PLACE:BIT …: runs the verifier on the export with one bit flipped, for each place.

One process for all of them. Prints a JSON line each: the exit code and what was printed. `NAME:PLACE:BIT` is a place
in a file of an export that is a folder.
"""

from __future__ import annotations

import contextlib
import io
import json
import runpy
import sys
import tempfile
from pathlib import Path


def main(verify: str, export: str, places: list[str]) -> None:
    program = runpy.run_path(verify)
    with tempfile.TemporaryDirectory() as folder:
        for place in places:
            *name, at, bit = place.split(":")
            changed = Path(export, *name) if name else Path(folder, "export.zip")
            data = changed.read_bytes() if name else Path(export).read_bytes()
            flipped = bytearray(data)
            flipped[int(at)] ^= 1 << int(bit)
            changed.write_bytes(flipped)
            screen = io.StringIO()
            with contextlib.redirect_stdout(screen):
                code = program["main"]([export if name else str(changed)])
            print(json.dumps([code, screen.getvalue()]))
            if name:
                changed.write_bytes(data)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
