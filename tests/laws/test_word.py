"""The laws of Word files: rejecting every tracked change gives the old text, accepting them all the new.

The first four read the files themselves; the last has LibreOffice accept and reject, many files in one.
"""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given, reject, settings
from hypothesis import strategies as st

from tests.laws.voices import amendments, bases, wanted
from tests.strategies import versions
from tests.word.batch import joined, parted
from tests.word.office import Office
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


def test_the_office_reads_both_texts(office: Office) -> None:
    """Of 200 random pairs, paragraph by paragraph."""
    made = [*_pairs()]
    assert len(made) >= 200
    for start in range(0, len(made), 20):
        some = made[start : start + 20]
        data = joined([file for _, _, file in some])
        for act, place in (("reject", 0), ("accept", 1)):
            found = parted([text for text in office.open(data, act, changes=False).paragraphs if text.split()])
            for pair, texts in zip(some, found, strict=True):
                assert [" ".join(text.split()) for text in texts] == _body(pair[place])


def _pairs() -> Iterator[tuple[Version, Version, bytes]]:
    """Pairs of versions with their redlines; those whose notes the program counts are left out, for it counts on."""
    made: list[tuple[Version, Version]] = []

    @settings(max_examples=110)
    @given(versions(), versions())
    def unrelated(old: Version, new: Version) -> None:
        made.append((old, new))

    @settings(max_examples=250)
    @given(st.data(), bases())
    def amended(data: st.DataObject, base: Version) -> None:
        (amendment, *_) = tabled = data.draw(amendments(base, most=1))
        made.append((base, wanted(base, amendment, tabled)))

    unrelated()
    amended()
    for old, new in made:
        data = render(compare(old, new), view="redline", to="docx")
        assert isinstance(data, bytes)
        if b"footnoteRef/" not in Docx(data).parts["word/footnotes.xml"]:
            yield old, new, data


def _body(version: Version) -> list[str]:
    body, _ = Docx(render(version, view="clean", to="docx", keep_brackets=True)).text()  # type: ignore[arg-type]
    return [" ".join(text.split()) for text in body if text.split()]
