"""Every row of `make bench` still runs, on inputs so small that their figures mean nothing."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from bench.__main__ import measured
from bench.inputs import Inputs, Scale
from bench.measure import Effort
from bench.report import Line, markdown, met, save
from bench.row import Outcome, Row
from bench.rows import ROWS

TINY = Scale(
    articles=8, times=2, amendments=60, delegations=6, adopted=5, effort=Effort(rounds=1, sample=0, enough=0), full=True
)


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Inputs]:
    return Inputs(TINY, tmp_path_factory.mktemp("bench"))


@pytest.mark.filterwarnings("ignore:HarfBuzz-Subset")  # of a peer, WeasyPrint
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_row_gives_a_figure_or_names_the_peer_that_is_missing(row, inputs):
    line = measured(row, inputs)
    if line.outcome is None:
        assert line.failed
        assert line.why.startswith("peer missing: ")
    else:
        assert line.outcome.figure >= 0
        assert line.outcome.ours
        assert line.outcome.other


@pytest.mark.parametrize("name", ["hunks", "moves", "cut", "misplaced", "order"])
def test_what_does_not_depend_on_speed_meets_its_target(name, inputs):
    row = next(row for row in ROWS if row.name == name)
    assert met(measured(row, inputs)) in ("met", "stretch")


def test_the_compilation_that_is_measured_is_valid(inputs):
    row = next(row for row in ROWS if row.name == "compile")
    assert measured(row, inputs).outcome.note.endswith("; valid")


def test_what_takes_minutes_is_left_out_unless_asked_for(inputs):
    row = next(row for row in ROWS if row.name == "htmldiff-s10")
    line = measured(row, Inputs(TINY._replace(full=False), inputs.folder))
    assert "BENCH_FULL=1" in line.why
    assert not line.failed


def test_a_row_that_fails_is_reported_and_stops_no_other(inputs, capsys):
    def fails(_):
        raise ValueError("no such thing")

    line = measured(Row("a", "job", "floor", "CPU", fails), inputs)
    assert line.failed
    assert line.why == "FAILED: ValueError"
    assert "no such thing" in capsys.readouterr().err


def test_the_report_says_what_was_met(tmp_path):
    def line(better, figure):
        row = Row("a", "job", "floor", "CPU", lambda _: None, better, 10, 20 if better == "high" else 5)
        return Line(row, Outcome("1 s", "2 s", figure), "", failed=False)

    lines = [line("low", 4), line("low", 10), line("low", 11), line("high", 20), line("high", 12), line("high", 9)]
    assert [met(one) for one in lines] == ["stretch", "met", "NOT MET"] * 2
    save(lines, tmp_path / "bench-out")
    results = msgspec.json.decode((tmp_path / "bench-out" / "results.json").read_bytes())
    assert [row["met"] for row in results["rows"]] == ["stretch", "met", "NOT MET"] * 2
    assert (tmp_path / "bench-out" / "results.md").read_text("utf-8") == markdown(lines)
