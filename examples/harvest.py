"""A portal takes every published text of a treaty_drafts server and keeps up with it, over plain HTTP.

    python harvest.py http://localhost:8000 texts [seconds between two looks; without, it looks once]

Kill it and start it again whenever you like: a text is written whole or not at all, and the cursor only moves on when
all that stands before it is on the disk. A text that was withdrawn is removed.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path


def put(path: Path, data: bytes) -> None:
    """The file with these bytes, whole or as it was before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def same(path: Path, digest: str) -> bool:
    """Whether the file is there and is the text of that digest."""
    return path.exists() and f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}" == digest


def get(url: str) -> bytes | None:
    """What stands there; nothing of what was withdrawn. Where the server says to wait, it is waited for."""
    while True:
        request = urllib.request.Request(url, headers={"User-Agent": "harvest/1"})
        try:
            with urllib.request.urlopen(request, timeout=30) as got:
                return got.read()
        except urllib.error.HTTPError as error:
            if error.code == 410:
                return None
            if error.code not in (429, 503) or "Retry-After" not in error.headers:
                raise
            time.sleep(float(error.headers["Retry-After"]))


def harvest(server: str, folder: Path) -> None:
    """Everything that the publication log has after the cursor that the folder keeps."""
    mark = folder / "cursor"
    while True:
        after = mark.read_text() if mark.exists() else ""
        page = json.loads(get(f"{server}/v1/changes?after={after}") or b"")
        for change in page["items"]:
            text = folder / (change["iri"].lstrip("/") + ".xml")
            if change["kind"] == "withdrawn":
                text.unlink(missing_ok=True)
            elif not same(text, change["digest"]):
                data = get(server + change["formats"]["xml"])
                if data is not None:  # None: withdrawn since, as a later line of the log will say
                    put(text, data)
            print(change["sequence"], change["kind"], change["iri"], flush=True)
        put(mark, page["next"].encode())
        if not page["more"]:
            return


if __name__ == "__main__":
    while True:
        harvest(sys.argv[1].rstrip("/"), Path(sys.argv[2]))
        if len(sys.argv) < 4:
            break
        time.sleep(float(sys.argv[3]))
