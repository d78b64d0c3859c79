"""Rows: two versions compared, beside the floor and beside the tools that compare XML, HTML and plain text."""

from __future__ import annotations

import statistics
import time

from bench import files
from bench.inputs import Inputs, Two
from bench.measure import Beside, Effort, beside, median
from bench.once import page
from bench.process import Used, printed, run
from bench.row import LeftOut, Outcome, faster, peak, peer, slower
from treaty_drafts import akn
from treaty_drafts.amend import write_amendment
from treaty_drafts.amend.compare import Comparison, compare
from treaty_drafts.amend.propose import propose
from treaty_drafts.render import render

_FAST = {"fast_match": True, "ratio_mode": "faster"}


def _compared(two: Two) -> Comparison:
    return compare(akn.read(two.old).version, akn.read(two.new).version)


def _page(two: Two) -> object:
    return page(two.old, two.new)


def _ours(two: Two, to: str, inputs: Inputs) -> Used:
    old, new = map(str, two.paths)
    return run("-m", "treaty_drafts", "compare", old, new, "--to", to, "-o", str(inputs.folder / f"redline.{to}"))


def html(inputs: Inputs) -> Outcome:
    """Bytes of both to a page."""
    two = inputs.s1
    return slower(beside(lambda: _page(two), two.floor, inputs.effort))


def docx(inputs: Inputs) -> Outcome:
    """Bytes of both to a Word file with tracked changes."""
    two = inputs.s1
    return slower(beside(lambda: render(_compared(two), view="redline", to="docx"), two.floor, inputs.effort))


def akn_redline(inputs: Inputs) -> Outcome:
    """Bytes of both to the redline as Akoma Ntoso, which the official schema then validates."""
    two = inputs.s1

    def ours() -> None:
        data = render(_compared(two), view="redline", to="akn")
        assert isinstance(data, bytes)
        assert not akn.valid(data)

    return slower(beside(ours, two.floor, inputs.effort))


def growth(inputs: Inputs) -> Outcome:
    """The page of ten times the text, in times of the page of the text; each is a program's first.

    In one process the shorter text finds all its memory where the longer one left it, while the longer one has most of
    its own to ask for.
    """
    rounds = range(inputs.effort.rounds)
    return slower(median([(_first(inputs, inputs.s10), _first(inputs, inputs.s1, times=3)) for _ in rounds]))


def _first(inputs: Inputs, two: Two, times: int = 1) -> float:
    paths = [str(path) for some in (inputs.small, two) for path in some.paths]
    return statistics.median(float(printed("-m", "bench.once", *paths)) for _ in range(times))


def growth_memory(inputs: Inputs) -> Outcome:
    """The same for the peak memory of the whole program."""
    rounds = range(min(3, inputs.effort.rounds))
    found = [(_ours(inputs.s10, "html", inputs), _ours(inputs.s1, "html", inputs)) for _ in rounds]
    ratio = statistics.median(large.peak / small.peak for large, small in found)
    return Outcome(peak(found[0][0]), peak(found[0][1]), ratio)


def xmldiff(inputs: Inputs) -> Outcome:
    """xmldiff with its quickest options."""
    theirs = peer("xmldiff.main", "xmldiff")
    two = inputs.s1
    old, new = map(str, two.paths)
    return faster(beside(lambda: _page(two), lambda: theirs.diff_files(old, new, diff_options=_FAST), inputs.effort))


def xmldiff_process(inputs: Inputs) -> Outcome:
    """The same as programs, start included."""
    peer("xmldiff.main", "xmldiff")
    old, new = map(str, inputs.s1.paths)
    command = ("-c", "from xmldiff.main import diff_command; diff_command()", "--fast-match", "--ratio-mode", "faster")
    found: list[tuple[Used, Used]] = []
    begin = time.perf_counter()
    while not found or (len(found) < inputs.effort.rounds and time.perf_counter() - begin < 2 * inputs.effort.enough):
        found.append((_ours(inputs.s1, "html", inputs), run(*command, old, new)))
    cpu = statistics.median(theirs.cpu / ours.cpu for ours, theirs in found)
    memory = f"{peak(found[0][0])} beside {peak(found[0][1])}"
    walls = median([(ours.wall, theirs.wall) for ours, theirs in found])
    return faster(walls, f"by processor time {cpu:.0f}×; peak memory {memory}")


def _htmldiff(two: Two, effort: Effort) -> Beside:
    theirs = peer("lxml.html.diff", "lxml")
    old, new = files.html(two.drafts), files.html(two.revised)
    return beside(lambda: _page(two), lambda: theirs.htmldiff(old, new), effort)


def htmldiff(inputs: Inputs) -> Outcome:
    """lxml's own comparison of pages."""
    return faster(_htmldiff(inputs.s1, inputs.effort))


def htmldiff_s10(inputs: Inputs) -> Outcome:
    """The same on ten times the text, once: lxml's takes twelve minutes."""
    if not inputs.scale.full:
        raise LeftOut("takes 12 minutes: BENCH_FULL=1 make bench")
    return faster(_htmldiff(inputs.s10, inputs.effort._replace(rounds=1)))


def fast_dmp(inputs: Inputs) -> Outcome:
    """diff-match-patch in C++ on words encoded as characters: no XML is read, nothing is written."""
    theirs = peer("fast_diff_match_patch", "fast-diff-match-patch")
    texts = [files.markdown(drafts, 0).split() for drafts in (inputs.s1.drafts, inputs.s1.revised)]
    numbers = {word: number for number, word in enumerate(sorted(set(texts[0] + texts[1])), 0x100)}
    old, new = ("".join(chr(numbers[word]) for word in text) for text in texts)
    found = beside(
        lambda: _page(inputs.s1),
        lambda: theirs.diff(old, new, timelimit=0, checklines=False, cleanup="No"),
        inputs.effort,
    )
    return faster(found)


def propose_copy(inputs: Inputs) -> Outcome:
    """Bytes of the base and of a copy in which everything was edited, to the file of the amendment."""
    two = inputs.s1

    def ours() -> None:
        base, wanted = akn.read(two.old).version, akn.read(two.new).version
        write_amendment(propose(base, wanted, sponsors=("EU",), symbol="L.1"), base)

    return slower(beside(ours, two.floor, inputs.effort))
