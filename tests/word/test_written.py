"""What the tests write is opened by LibreOffice: that it is kept, and that a file which does not open is told."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZipFile

from tests.render.build import emissions
from tests.word.office import Office
from tests.word.reading import Docx
from tests.word.written import written
from treaty_drafts.render import render


def test_each_file_that_is_written_is_kept_once(tmp_path: Path) -> None:
    with written(tmp_path) as kept:
        made = [render(emissions(), view=view, to="docx") for view in ("redline", "bracketed", "redline")]
    assert [path.read_bytes() for path in kept.paths] == made[:2]


def test_the_office_names_the_files_that_it_does_not_open(office: Office, tmp_path: Path) -> None:
    """One whose text is not well formed, among two that are sound."""
    data = render(emissions(), view="redline", to="docx")
    assert isinstance(data, bytes)
    broken = io.BytesIO()
    with ZipFile(broken, "w") as archive:
        for name, part in Docx(data).parts.items():
            archive.writestr(name, part.replace(b"</w:p>", b"</w:q>", 1) if name == "word/document.xml" else part)
    paths = [tmp_path / f"{number}.docx" for number in range(3)]
    for path, file in zip(paths, (data, broken.getvalue(), data), strict=True):
        path.write_bytes(file)
    assert [path for path, _ in office.refused(paths)] == [paths[1]]
