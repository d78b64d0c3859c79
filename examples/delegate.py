"""A delegation's script: proposes words for one paragraph, shows what the room will see, tables it, keeps the receipt.

    TREATY_DRAFTS_TOKEN=… python delegate.py http://localhost:8000 fishing-gear art_5__para_1 "Each Party shall …"

Every change carries a key, so that it is safe to send it again over a bad line, and names the state it was read in.
"""

from __future__ import annotations

import json
import os
import sys
import urllib.error
import urllib.request
import uuid
from pathlib import Path
from typing import Any


def call(method: str, path: str, body: object = None, **headers: str) -> tuple[Any, str]:
    """The answer and its entity tag. The same request is sent again while the network fails: the key makes it one."""
    sent = {"Authorization": f"Bearer {os.environ['TREATY_DRAFTS_TOKEN']}", "Content-Type": "application/json"}
    if method != "GET":
        sent["Idempotency-Key"] = str(uuid.uuid4())
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    data = None if body is None else json.dumps(body).encode()
    for attempt in range(3):
        try:
            request = urllib.request.Request(SERVER + path, data, sent, method=method)
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.load(answer), answer.headers["ETag"]
        except urllib.error.HTTPError as error:
            sys.exit(f"{error.code}: {error.read().decode()}")
        except OSError:
            if attempt == 2:
                raise
    raise AssertionError


SERVER, AGREEMENT, PROVISION, WORDS = sys.argv[1].rstrip("/"), *sys.argv[2:5]

wish = {"at": PROVISION, "text": WORDS, "reason": "Instructions from capital."}
preview, _ = call("POST", f"/v1/agreements/{AGREEMENT}/previews", wish)
print(*preview["instructions"], sep="\n")
for place, text in preview["bracketed"].items():
    print(f"{place}: {text}")

drafted, state = call("POST", f"/v1/agreements/{AGREEMENT}/amendments", wish)
ident = drafted["amendment"]["id"]
tabled, _ = call("POST", f"/v1/amendments/{ident}/acts", {"act": "table"}, If_Match=state)
print(f"tabled as {tabled['amendment']['symbol']}")
Path("receipt.txt").write_text(tabled["receipt"], encoding="utf-8")
