"""The example conference runs from zero draft to agreed text, and what it claims is so."""

from __future__ import annotations

import contextlib
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.word.office import Office
from tests.word.reading import Docx, unmarked
from treaty_drafts import akn
from treaty_drafts import compilation as compilations
from treaty_drafts.cli import demo
from treaty_drafts.cli.example import find_example
from treaty_drafts.errors import Incompatible
from treaty_drafts.model.version import Version
from treaty_drafts.render import render

EVERY_RELATION = {"alternative", "co-located", "crossing", "dependent", "identical", "nested", "subsumes"}


@pytest.fixture(scope="module")
def out(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    assert demo.run(str(folder)) == 0
    return folder


def test_it_leaves_what_its_guide_names(out: Path) -> None:
    """Every file that the guide names is there, and index.html and README.txt name the same files."""
    named = set(re.findall(r'href="([^"]+)"', (out / "index.html").read_text("utf-8")))
    assert len(named) > 40
    assert not [name for name in named if not (out / name).is_file()]
    told = (out / "README.txt").read_text("utf-8")
    assert not [name for name in named if name not in told and name != "transcript.txt"]


def test_every_voice_reads_back(out: Path) -> None:
    """Each claim of the form "n of m" is of all of them, and no base is lost."""
    told = (out / "README.txt").read_text("utf-8")
    counted = re.findall(r"(\d+) of (\d+) (?:delegations|amendments) read back exactly", told)
    assert len(counted) == 6
    assert all(one == other != "0" for one, other in counted)
    assert "NOT exactly" not in told


def test_every_relation_is_there(out: Path) -> None:
    """The amendments to the zero draft are in every relation that the glossary names."""
    lines = (out / "zero-draft" / "relations.txt").read_text("utf-8").splitlines()
    assert {line.rpartition("): ")[2].split(",")[0] for line in lines if "): " in line} == EVERY_RELATION


def test_its_word_files_are_exact(out: Path, office: Office) -> None:
    """The office opens each; of every redline of two versions and of the delegation's own, it reads both texts."""
    found = sorted(out.rglob("*.docx"))
    assert len(found) >= 10
    for path in found:
        assert office.open(path.read_bytes()).paragraphs, path
    for path in found:
        if path.name.endswith("-redline.docx") or path.name == "as-OIG.docx":
            old, new = _sides(out, path)
            assert _seen(office, path, "reject") == _clean(old), path
            assert new is None or _seen(office, path, "accept") == _clean(new), path


def _sides(out: Path, path: Path) -> tuple[Version, Version | None]:
    """The two versions that a redline is of; the delegation has tabled rivals to itself in the last round."""
    if path.name == "as-OIG.docx":
        compilation = compilations.read((path.parent / "compilation.xml").read_bytes())
        with contextlib.suppress(Incompatible):
            return compilation.base, compilation.as_delegation("OIG")
        return compilation.base, None
    names = ["zero-draft", *sorted(one.stem for one in out.glob("rev-?.xml")), "final"]
    new = path.name.removesuffix("-redline.docx")
    old = names[names.index(new) - 1]
    first, second = (akn.read((out / f"{name}.xml").read_bytes()).version for name in (old, new))
    return first, second


def _clean(version: Version) -> list[str]:
    body, notes = Docx(render(version, view="clean", to="docx", keep_brackets=True)).text()
    return body + [unmarked(line) for line in notes]


def _seen(office: Office, path: Path, act: str) -> list[str]:
    found = office.open(path.read_bytes(), act)
    notes = [unmarked(line) for note in found.notes for line in note]
    return [text for text in (*found.paragraphs, *notes) if text]


def test_the_agreed_text_is_clean(out: Path) -> None:
    """Brackets converge to none, and nothing of the negotiation is left in the agreed text."""
    opened = [row["open"] for row in json.loads((out / "brackets.json").read_bytes())]
    assert opened == sorted(opened, reverse=True)
    assert opened[-1] == 0 < opened[0]
    agreed = (out / "agreed-text.txt").read_text("utf-8")
    assert not re.search(r"\[[^^]|Option|Draft|bis", agreed)
    assert "established under Article 20" in " ".join(agreed.split()), "the reference to the secretariat was mended"


def test_a_withdrawal_leaves_the_other(out: Path) -> None:
    """L.10 and L.11 want the same words: when L.10 is withdrawn, L.11's sponsors keep the bracket."""
    from treaty_drafts import compilation

    before = compilation.read((out / "zero-draft/compilation.xml").read_bytes())
    after = compilation.read((out / "zero-draft/compilation-after-withdrawal.xml").read_bytes())
    assert "MRL, BSK, TNV" in str((out / "zero-draft/negotiating-text.txt").read_text("utf-8"))
    assert before.project("L.10").root == before.project("L.11").root == after.project("L.11").root


def test_the_conference_is_what_it_says() -> None:
    """Six delegations and more: groups, an observer, the chair; every sponsor is one of them."""
    example = find_example()
    kinds = [one.kind for one in example.delegations]
    assert (kinds.count("group"), kinds.count("observer"), kinds.count("chair")) == (2, 1, 1)
    codes = {one.code for one in example.delegations}
    assert all(set(one.members) <= codes for one in example.delegations)
    tabled = [one for step in example.decisions for one in example.tabled(step.on)]
    assert len(tabled) >= 20
    assert {code for one in tabled for code in one.sponsors} <= codes


@pytest.mark.parametrize("name", ["negotiator", "legal_officer", "portal"])
def test_example_scripts_run(name: str) -> None:
    """Each script of `examples/` runs by itself and says something."""
    script = ROOT / "examples" / f"{name}.py"
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
