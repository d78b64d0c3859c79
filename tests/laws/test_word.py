"""The laws of Word files: rejecting every tracked change gives the old text, accepting them all the new."""

from __future__ import annotations

from hypothesis import given, reject
from hypothesis import strategies as st

from tests.laws.voices import amendments, bases, wanted
from tests.strategies import versions
from tests.word.reading import NEW, OLD, Docx
from treaty_drafts.amend import compare
from treaty_drafts.compilation.compile import compile
from treaty_drafts.errors import Incompatible
from treaty_drafts.model.version import Version
from treaty_drafts.render import Source, render


def redline(source: Source) -> Docx:
    return Docx(render(source, view="redline", to="docx"))  # type: ignore[arg-type]


def clean(version: Version) -> list[str]:
    return read(Docx(render(version, view="clean", to="docx", keep_brackets=True)), "")  # type: ignore[arg-type]


def read(file: Docx, side: str) -> list[str]:
    """The paragraphs of a side; how a file was indented is no part of its words."""
    return [" ".join(text.split()) for text in file.paragraphs(side) if text.split()]


def both(file: Docx, old: Version, new: Version) -> None:
    assert read(file, OLD) == clean(old)
    assert read(file, NEW) == clean(new)


@given(versions(), versions())
def test_redline_of_unrelated_versions_is_both(old: Version, new: Version) -> None:
    """However little two versions have in common."""
    both(redline(compare(old, new)), old, new)


@given(st.data(), bases())
def test_redline_of_two_versions_is_both(data: st.DataObject, base: Version) -> None:
    """What one amendment makes of a base, moves included."""
    (amendment, *_) = tabled = data.draw(amendments(base, most=1))
    new = wanted(base, amendment, tabled)
    both(redline(compare(base, new)), base, new)


@given(st.data(), bases())
def test_redline_of_compatible_amendments_is_both(data: st.DataObject, base: Version) -> None:
    """One delegation's file, or any in which nobody contradicts anybody: the base, and the text with all adopted."""
    tabled = data.draw(amendments(base))
    compilation = compile(base, tabled)
    try:
        new = compilation.project(*(one.symbol for one in tabled))
    except Incompatible:
        reject()
    both(redline(compilation), base, new)


@given(st.data(), bases())
def test_redline_of_any_compilation_is_its_base(data: st.DataObject, base: Version) -> None:
    """However wishes nest and cross, rejecting every change leaves the base."""
    compilation = compile(base, data.draw(amendments(base)))
    assert read(redline(compilation), OLD) == clean(base)
