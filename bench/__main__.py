"""`python -m bench [part of a row's name …]`: runs the rows, prints the table, writes bench-out/."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path

from bench.inputs import Inputs, Scale
from bench.process import ROOT
from bench.report import Line, markdown, met, save
from bench.row import LeftOut, PeerMissing, Row
from bench.rows import ROWS
from treaty_drafts.cli import collecting


def measured(row: Row, inputs: Inputs) -> Line:
    """The row's line of the table; a peer that is missing, or a fault of ours, does not stop the others."""
    try:
        return Line(row, row.run(inputs), "", failed=False)
    except LeftOut as reason:
        return Line(row, None, str(reason), failed=False)
    except PeerMissing as reason:
        return Line(row, None, str(reason), failed=True)
    except Exception as error:  # noqa: BLE001 the last door: the other rows are still to be measured
        traceback.print_exc()
        return Line(row, None, f"FAILED: {type(error).__name__}", failed=True)


def main(names: Sequence[str]) -> int:
    """Exit code 1 where a row could not run, whatever was measured."""
    collecting.seldom()  # as the command line does
    rows = [row for row in ROWS if not names or any(name in row.name for name in names)]
    with tempfile.TemporaryDirectory() as folder:
        inputs = Inputs(Scale(full=bool(os.environ.get("BENCH_FULL"))), Path(folder))
        lines = []
        for number, row in enumerate(rows, 1):
            print(f"{number}/{len(rows)} {row.name}: ", end="", file=sys.stderr, flush=True)
            line = measured(row, inputs)
            lines.append(line)
            said = f"{line.outcome.figure:.3g} {met(line)}" if line.outcome else line.why
            print(said, file=sys.stderr, flush=True)
    print(markdown(lines))
    save(lines, ROOT / "bench-out")
    return int(any(line.failed for line in lines))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
