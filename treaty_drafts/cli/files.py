"""Files in and out: the only module that touches the disk. What it cannot read or write, it says why and what to do."""

from __future__ import annotations

import contextlib
import os
import re
import stat
import sys
import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from treaty_drafts.cli.parsing import WrongUse
from treaty_drafts.errors import NotFound, SourceError, TooLarge, TreatyDraftsError

LIMIT = 256 * 2**20
"""Bytes: over this, a file is not even read. Each door has its own, lower limit."""

FORMATS: Mapping[str, str] = {
    ".txt": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".xml": "akn",
    ".akn": "akn",
    ".json": "json",
    ".docx": "docx",
    ".pdf": "pdf",
}
"""The format that the ending of a file name tells."""

BINARY = frozenset(("docx", "pdf"))
"""Formats that are no text: a terminal shows nothing of them."""


def read(path: str) -> bytes:
    """The bytes of a file; `NotFound` or `SourceError` where it cannot be read, `TooLarge` over `LIMIT` bytes."""
    try:
        with Path(path).open("rb") as file:
            data = file.read(LIMIT + 1)
    except FileNotFoundError:
        raise NotFound("there is no such file", place=path, step=_look_alike(path)) from None
    except IsADirectoryError:
        raise SourceError("this is a folder, not a file", place=path, step="name a file in it") from None
    except PermissionError:
        raise SourceError("you may not read this file", place=path, step="ask its owner, or copy it first") from None
    except (OSError, ValueError) as error:
        raise SourceError(f"the file cannot be read: {_reason(error)}", place=path, step="check its name") from None
    if len(data) > LIMIT:
        raise TooLarge(
            f"the file is over {LIMIT // 2**20} MB", place=path, step="split it, or leave out what is no text"
        )
    return data


def _look_alike(path: str) -> str:
    """The next step for a name that is not there: the nearest name that is."""
    import difflib

    folder = Path(path).parent
    with contextlib.suppress(OSError, ValueError):
        names = sorted(entry.name for entry in folder.iterdir())
        near = difflib.get_close_matches(Path(path).name, names, n=1)
        if near:
            return f"did you mean `{folder / near[0]}`?"
    return "check the name and the folder"


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def write(path: str | None, data: bytes) -> None:
    """`data` to the file, whole or not at all; to stdout where `path` is `None`."""
    if path is None:
        _print(data)
        return
    try:
        _replace(Path(path).resolve(), data)
    except (OSError, ValueError) as error:
        raise TreatyDraftsError(
            f"cannot write here: {_reason(error)}",
            place=path,
            step="name another file, or make the folder first",
        ) from None


def _print(data: bytes) -> None:
    """All of the data to stdout; where that is unbuffered (`PYTHONUNBUFFERED`), one write may take only a part."""
    sys.stdout.flush()
    rest = memoryview(data)
    while rest:
        rest = rest[sys.stdout.buffer.write(rest) :]
    sys.stdout.buffer.flush()


def _replace(target: Path, data: bytes) -> None:
    """A new file beside the target takes its place only when it is complete; pipes and devices are written straight."""
    if target.exists() and not stat.S_ISREG(target.stat().st_mode):
        target.write_bytes(data)
        return
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:80]}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            os.fchmod(file.fileno(), stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask())
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _umask() -> int:
    """The mask of new files; it can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def format_of(out: str | None, to: str | None, default: str = "txt") -> str:
    """The format that `--to` names, or that the ending of `-o` tells, or the default; no binary one for a terminal."""
    if to in BINARY and not out and sys.stdout.isatty():
        raise WrongUse(f"{to} is no text for a terminal", step="name a file with -o, or send it on with >")
    if to or not out:
        return to or default
    ending = Path(out).suffix.lower()
    if ending not in FORMATS:
        raise WrongUse(
            f"`{ending or out}` tells no format",
            place=out,
            step=f"say --to {'|'.join(dict.fromkeys(FORMATS.values()))}, or end the name in {' '.join(FORMATS)}",
        )
    return FORMATS[ending]


def keep_inputs(out: str | None, inputs: Iterable[str | None]) -> None:
    """`WrongUse` where the output would replace one of the inputs: versions and amendments never change."""
    for name in inputs:
        if out and name and _same(out, name):
            raise WrongUse(
                "the output would replace an input, and what was tabled never changes",
                place=out,
                step="name another file with -o",
            )


def require_akn(out: str | None) -> None:
    """`WrongUse` where the output, which is Akoma Ntoso, is named as a file of another kind."""
    kind = FORMATS.get(Path(out).suffix.lower(), "akn") if out else "akn"
    if kind != "akn":
        step = "end the name in .xml; `treaty-drafts render` makes other formats of it"
        raise WrongUse(f"what is written here is Akoma Ntoso, not {kind}", place=out or "", step=step)


def _same(out: str, name: str) -> bool:
    try:
        return Path(out).is_file() and Path(out).samefile(name)
    except (OSError, ValueError):
        return False


def folder(path: str) -> Path:
    """The folder of that name, made if it is not there."""
    made = Path(path)
    try:
        made.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise TreatyDraftsError(f"cannot make this folder: {_reason(error)}", place=path, step="name another") from None
    return made


def folder_for(path: str, names: Collection[str], inputs: Sequence[str]) -> Path:
    """The folder for amendments of these file names, and for no others: who reads it takes all in it for open."""
    made = folder(path)
    step = "name another folder with --carry"
    for name in names:
        if any(_same(str(made / name), tabled) for tabled in inputs):
            raise WrongUse("this would replace an input, and what was tabled never changes", place=name, step=step)
    others = sorted(file.name for file in made.glob("*.xml") if file.name not in names)
    if others:
        raise TreatyDraftsError(f"what is not open now stands in it: {', '.join(others[:8])}", place=path, step=step)
    return made


def slug(symbol: str) -> str:
    """A symbol as a file name: `A/CONF.900/L.3` is `A-CONF.900-L.3`."""
    return re.sub(r"[^\w.]+", "-", symbol).strip("-.") or "amendment"
