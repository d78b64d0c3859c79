"""Strangers: a client that a machine wrote from the OpenAPI document, and requests that a machine made up from it."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.api.live import Live, live
from tests.api.site import OPEN, bearer, publish
from tests.conftest import ROOT, times
from tests.rooms import USERS, WORK, Room
from treaty_drafts.api.app import app
from treaty_drafts.api.http.negotiate import MEDIA

EXAMPLES = times(2, 100)
"""Of each operation as each role."""

OTHER = ("application/zip", "application/atom+xml", "application/feed+json", "application/xml", "application/x-ndjson")
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
)
"""What every answer has to hold. Left out: that a valid body is accepted, as whether a wId, an id or a state (If-Match)
is there no schema can say; that an unknown header is ignored; and that `TRACE` is refused, which the server does.
"""


@pytest.fixture(scope="module")
def site(makers: dict[str, Callable[[], str]]) -> Iterator[tuple[Room, Live]]:
    database = makers["sqlite"]()
    room = Room(database)
    room.clock.at = datetime.now(UTC)
    publish(room)
    with live(database) as found:
        yield room, found


def test_a_generated_client_lists_versions_and_fetches_a_text(site: tuple[Room, Live], tmp_path: Path) -> None:
    room, server = site
    binary = (*(media.partition(";")[0] for media in MEDIA.values() if "xml" in media or "pdf" in media), *OTHER)
    options = {"post_hooks": [], "content_type_overrides": dict.fromkeys(binary, "application/octet-stream")}
    (tmp_path / "options.json").write_text(json.dumps(options), "utf-8")
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none", "--fail-on-warning"]
    command += ["--path", str(ROOT / "schemas" / "openapi.json"), "--output-path", str(tmp_path / "generated")]
    command += ["--config", str(tmp_path / "options.json")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    sys.path.insert(0, str(tmp_path))
    try:
        generated = importlib.import_module("generated")
        listing = importlib.import_module("generated.api.agreements.versions_of")
        text = importlib.import_module("generated.api.published_texts.text_as_txt")
        token = bearer(room, "mei")["Authorization"].removeprefix("Bearer ")
        with generated.AuthenticatedClient(server.origin, token) as client:
            (version,) = listing.sync("gear", client=client).items
            assert (version.name, version.iri) == ("eng@zero-draft", f"{WORK}/eng@zero-draft")
            found = text.sync_detailed(version.iri.removeprefix("/akn/"), client=client)
            assert b"Each Party shall take appropriate measures" in found.content
    finally:
        sys.path.remove(str(tmp_path))


@pytest.mark.nightly
@pytest.mark.parametrize("name", [*USERS, ""])
def test_made_up_requests_are_answered_as_the_document_says(name: str, makers: dict[str, Callable[[], str]]) -> None:
    """As every role: no fault of ours, no status, type or shape that the document does not have."""
    database = makers["sqlite"]()
    room = Room(database)
    publish(room)
    room.tabled("anna")
    application = app(room.service.world, database, OPEN)
    schema = schemathesis.openapi.from_asgi("/openapi.json", application, headers={"Host": "localhost"})
    headers = {**bearer(room, name), "Host": "localhost"}
    for found in schema.get_all_operations():
        operation = found.ok()
        if operation.path == "/v1/events":
            continue  # it has no end

        @seed(1)
        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            derandomize=False,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        )
        @given(operation.as_strategy())
        def answered(case: schemathesis.Case) -> None:
            answer = case.call(headers=headers)
            case.validate_response(answer, checks=list(CHECKS))

        answered()
    room.service.store.close()
