"""The OpenAPI document as it is checked in; `python -m tests.api.described` prints it."""

from __future__ import annotations

import json

from treaty_drafts.api.app import document


def described() -> str:
    return json.dumps(document(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    print(described(), end="")
