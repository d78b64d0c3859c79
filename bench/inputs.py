"""What the rows work on, each made when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from bench import files, tabling, treaty
from bench.measure import Effort
from bench.process import ROOT
from treaty_drafts import akn
from treaty_drafts.amend.edit import Amendment
from treaty_drafts.compilation import Compilation, compile
from treaty_drafts.model.version import Version

PARIS = ROOT.parent / "shared" / "corpus" / "texts" / "paris" / "agreement-23-oct-2015.md"
BRACKETS = 1023
_FEW = 20


class Scale(NamedTuple):
    """How large the inputs are; `full` also runs what takes many minutes."""

    articles: int = 320
    times: int = 10
    amendments: int = 10_000
    delegations: int = 60
    adopted: int = 1_000
    effort: Effort = Effort()
    full: bool = False


class Two:
    """Two versions of one treaty: articles, bytes, and files for whole programs."""

    def __init__(self, articles: int, folder: Path) -> None:
        self.drafts = treaty.draft(articles)
        self.revised, self.truth = treaty.revised(self.drafts)
        self.old, self.new = files.akn(self.drafts), files.akn(self.revised)
        self.paths = (folder / f"{articles}-old.xml", folder / f"{articles}-new.xml")
        for path, data in zip(self.paths, (self.old, self.new), strict=True):
            path.write_bytes(data)

    def floor(self) -> None:
        """lxml reads and writes both."""
        for data in (self.old, self.new):
            etree.tostring(etree.fromstring(data), encoding="utf-8")


class Inputs:
    """All inputs at one scale; `folder` takes their files."""

    def __init__(self, scale: Scale, folder: Path) -> None:
        self.scale = scale
        self.folder = folder
        self.effort = scale.effort

    @cached_property
    def small(self) -> Two:
        """A treaty of few articles."""
        return Two(_FEW, self.folder)

    @cached_property
    def s1(self) -> Two:
        """The treaty."""
        return Two(self.scale.articles, self.folder)

    @cached_property
    def s10(self) -> Two:
        """The treaty ten times as long."""
        return Two(self.scale.articles * self.scale.times, self.folder)

    @cached_property
    def base(self) -> Version:
        """The first version of the treaty."""
        return akn.read(self.s1.old).version

    @cached_property
    def issued(self) -> bytes:
        """The same as a file that the secretariat issued: canonical, so of the digest by which amendments name it."""
        return akn.write(self.base)

    def floor_of_one(self) -> None:
        """lxml reads and writes what was issued."""
        etree.tostring(etree.fromstring(self.issued), encoding="utf-8")

    @cached_property
    def tabled(self) -> tuple[tuple[Amendment, ...], Amendment]:
        """The amendments, and one more."""
        floor = tabling.Floor(self.base, self.scale.delegations)
        amendments = tuple(floor.amendment() for _ in range(self.scale.amendments))
        return amendments, floor.amendment()

    @property
    def amendments(self) -> tuple[Amendment, ...]:
        """The amendments of all delegations, in the order of tabling."""
        return self.tabled[0]

    @cached_property
    def compilation(self) -> Compilation:
        """The amendments compiled, and their relations known."""
        compilation = compile(self.base, self.amendments)
        assert compilation.relations
        return compilation

    @cached_property
    def draft(self) -> tuple[bytes, str]:
        """The Paris draft of 23 October 2015 in Markdown, and what it is; without the corpus, one that is made up."""
        if PARIS.exists():
            return PARIS.read_bytes(), ""
        text = files.markdown(self.s1.drafts[: len(self.s1.drafts) // 4], BRACKETS)
        return text.encode(), "no corpus at ../shared/corpus: a made-up text of about as many words and brackets"
