"""The OpenAPI document: checked in, complete, and enough for a machine to write a client from."""

from __future__ import annotations

import json
import re

from tests.api.described import described
from tests.conftest import ROOT
from treaty_drafts.api.app import document

CHANGES = {"post", "patch", "delete"}
WITHOUT_KEY = re.compile(r"/v1/(session|invitations|tokens|webhooks|me/factor)\b|/previews$")
"""Where a change is safe to send twice, or answers with a secret, which is never kept."""


def test_what_is_checked_in_is_what_is_served() -> None:
    """schemas/openapi.json is what `make docs` writes."""
    assert (ROOT / "schemas" / "openapi.json").read_text("utf-8") == described()


def operations() -> list[tuple[str, str, dict]]:
    return [(path, method, one) for path, found in document()["paths"].items() for method, one in found.items()]


def test_every_operation_says_what_it_does_and_what_it_answers() -> None:
    names = [one["operationId"] for _, _, one in operations()]
    assert len(names) == len(set(names)) >= 60
    for path, method, one in operations():
        assert one["summary"][0].isupper(), path
        assert len([code for code in one["responses"] if code.startswith("2")]) >= 1 or "303" in one["responses"]
        for code, said in one["responses"].items():
            if int(code) >= 400:
                schema = said["content"]["application/problem+json"]["schema"]
                assert schema == {"$ref": "#/components/schemas/Problem"}, (path, method, code)


def test_a_change_says_that_it_needs_a_key() -> None:
    for path, method, one in operations():
        if method in CHANGES and not WITHOUT_KEY.search(path):
            required = {parameter["name"] for parameter in one["parameters"] if parameter["required"]}
            assert "Idempotency-Key" in required, path


def test_every_reference_leads_somewhere() -> None:
    text = json.dumps(document())
    known = set(document()["components"]["schemas"])
    assert set(re.findall(r"#/components/schemas/([^\"]+)", text)) <= known
    assert "HTTPValidationError" not in text
