"""Versions, amendments and compilations of files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from treaty_drafts.cli import files, talk
from treaty_drafts.errors import Misused, NotFound
from treaty_drafts.model.tree import Opaque, Provision

if TYPE_CHECKING:
    from treaty_drafts.amend import Amendment
    from treaty_drafts.compilation.compile import Compilation
    from treaty_drafts.model.version import Version
    from treaty_drafts.sources import Imported
    from treaty_drafts.sources.docx.document import Document

_LIKELY = 3


def akn_version(name: str) -> Version:
    """The version in an Akoma Ntoso file; its repairs are said on stderr."""
    from treaty_drafts import akn

    data = files.read(name)
    if files.FORMATS.get(Path(name).suffix.lower(), "akn") != "akn":
        step = f"make one of it: `treaty-drafts import {name} -o {Path(name).with_suffix('.xml')}`"
        raise Misused("a version in Akoma Ntoso is needed here", place=name, step=step)
    reading = akn.read(data, name=name)
    for repair in reading.repairs:
        talk.say(f"{name}:{repair.line}: {repair.what} ({repair.place})")
    return reading.version


def base_version(name: str) -> Version:
    """The version that amendments are to; `Misused` for an amendment or a compilation in its place."""
    version = akn_version(name)
    _refuse_others(
        version,
        name,
        "name the version first, then the amendments; a sub-amendment names its parent with `propose --amends`",
        "name the version that it was compiled from, and all the amendments",
    )
    return version


def _refuse_others(version: Version, name: str, of_amendment: str, of_compilation: str) -> None:
    """`Misused` for what is no version but an amendment or a compilation, each with what to do instead."""
    from treaty_drafts import compilation

    if version.root.name in ("amendment", "amendmentList"):
        raise Misused("this is an amendment, and a text is needed here", place=name, step=of_amendment)
    meta = version.root.child("meta")
    if isinstance(meta, Opaque) and compilation.is_compilation(meta.xml):
        raise Misused("this is a compilation, and a version is needed here", place=name, step=of_compilation)


def require_provision(base: Version, wid: str | None) -> None:
    """`NotFound`, with the likeliest ones, for a wId that the version does not have."""
    from difflib import get_close_matches

    if not wid or wid in base.index:
        return
    printed = [one for one, node in base.index.items() if isinstance(node, Provision) and _said(node.num) == _said(wid)]
    fresh = [one for one in base.index if one.startswith(f"{wid}~")]
    meant = printed or fresh or get_close_matches(wid, base.index, cutoff=0.85)
    if meant:
        likely = talk.listed([f"`{one}`" for one in meant[:_LIKELY]])
        raise NotFound(
            f"there is no provision `{wid}` in {base.facts.symbol or 'this version'}", step=f"is it {likely}?"
        )
    base.find(wid)


def _said(label: str) -> str:
    return label.strip(" .[]").casefold()


def imported(name: str, data: bytes | None = None, **about: str) -> Imported:
    """What `import` makes of a file; `data` are its bytes where they are read already. Word files are opened apart."""
    from treaty_drafts import sources

    return sources.read_source(files.read(name) if data is None else data, name=name, open_word=word_document, **about)


def word_document(data: bytes, name: str) -> Document:
    """The Word document in the bytes of a file, opened in a child process with limits."""
    from treaty_drafts.confined import confined
    from treaty_drafts.sources.docx.read import unpacked

    return unpacked(confined("treaty_drafts.sources.docx.read:packed", data, name))


def any_version(name: str, data: bytes | None = None) -> Version:
    """The version in a file of any form that `import` reads; `data` are its bytes where they are read already."""
    return any_text(name, data).version


def any_text(name: str, data: bytes | None = None) -> Imported:
    """The same with what was recognised; `Misused` for an amendment or a compilation."""
    found = imported(name, data)
    projected = "`treaty-drafts render {} --as CODE --to akn` writes the text as a delegation wants it"
    compiled = f"compile it with its base; then {projected.format('COMPILATION.xml')}"
    _refuse_others(found.version, name, compiled, projected.format(name))
    return found


def characters(name: str, data: bytes) -> str:
    """The characters of a file that `any_version` has read, in its lines; none of a Word file, which has no lines."""
    from treaty_drafts.sources.decode import decode

    ending = Path(name).suffix.lower()
    if ending == ".docx":
        return ""
    return data.decode("utf-8", "replace") if files.FORMATS.get(ending) == "akn" else decode(data, name, [])


def amendments(names: Sequence[str]) -> tuple[Amendment, ...]:
    """The amendments in the files, in the order named."""
    from treaty_drafts import amend

    return tuple(
        amend.read_amendment(files.read(name), name=name) for name in talk.progress(names, "reading amendment")
    )


def live_amendments(names: Sequence[str]) -> tuple[list[Amendment], list[Amendment]]:
    """The live amendments in the files, and those that a person has to settle since they were carried over."""
    found = amendments(names)
    return [one for one in found if not one.standing], [one for one in found if one.standing]


def renderable(name: str) -> Version | Compilation:
    """What a file holds, told by its content: a compilation, or any other document as a version."""
    from treaty_drafts import compilation

    version = akn_version(name)
    meta = version.root.child("meta")
    if isinstance(meta, Opaque) and compilation.is_compilation(meta.xml):
        return compilation.read(files.read(name), name=name)
    return version


def print_json(data: object, out: str | None = None) -> None:
    """The data as JSON that a person can read too, on stdout where no file is named."""
    import msgspec

    files.write(out, msgspec.json.format(msgspec.json.encode(data)) + b"\n")
