"""The foundations of every answer: tags, cursors, codings, negotiation, limits, the gate."""

from __future__ import annotations

import gzip
import zlib

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from treaty_drafts import errors
from treaty_drafts.api.http import problems
from treaty_drafts.api.http.coded import CODINGS, coded
from treaty_drafts.api.http.conditional import expected, matches, tag_of
from treaty_drafts.api.http.cursors import cursor, position
from treaty_drafts.api.http.guard import Guard
from treaty_drafts.api.http.limits import Limits
from treaty_drafts.api.http.negotiate import MEDIA, languages, preferred
from treaty_drafts.api.settings import Settings


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_cursor_stands_where_it_was_left(of: str, after: str) -> None:
    name = of.replace("\n", "")
    assert position(name, cursor(name, after)) == after


@given(st.text(max_size=60))
def test_what_is_no_cursor_is_refused(word: str) -> None:
    if word:
        with pytest.raises(problems.BadRequest):
            position("changes", word)


@given(st.integers(0, 10_000), st.data())
def test_a_cursor_that_was_mistyped_or_is_of_another_list_is_refused(after: int, data: st.DataObject) -> None:
    word = cursor("changes", str(after))
    at = data.draw(st.integers(0, len(word) - 1))
    other = data.draw(st.sampled_from("ABCxyz019-_"))
    if word[at] != other:
        with pytest.raises(problems.BadRequest):
            position("changes", word[:at] + other + word[at + 1 :])
    with pytest.raises(problems.BadRequest):
        position("acts", word)


@given(st.binary(max_size=50), st.binary(max_size=50))
def test_a_tag_is_of_the_bytes_alone(one: bytes, other: bytes) -> None:
    assert (tag_of(one) == tag_of(other)) == (one == other)


def test_if_none_match_takes_lists_weak_tags_codings_and_the_star() -> None:
    for header in ('"a1"', 'W/"a1"', '"b", "a1"', '"a1-br"', '"x" , W/"a1-zstd"', "*", " * "):
        assert matches(header, "a1"), header
    for header in ('"a2"', "a1", '"a1', "", '"a1-x"'):
        assert not matches(header, "a1"), header


def test_a_change_names_the_one_state_that_was_read() -> None:
    assert expected('"a1-gzip"') == "a1"
    with pytest.raises(problems.Unconditional):
        expected(None)
    for header in ("*", "a1", '"a1", "a2"', ""):
        with pytest.raises(problems.BadRequest):
            expected(header)


@given(st.binary(max_size=20_000))
def test_every_coding_holds_the_same_bytes(body: bytes) -> None:
    found = coded(body * 3, "text/plain")
    reads = {"zstd": zstandard.decompress, "br": brotli.decompress, "gzip": gzip.decompress}
    for coding in CODINGS:
        said, form = found.form(coding)
        assert said in (coding, "")
        assert (reads[coding](form) if said else form) == body * 3


def test_the_coding_is_one_that_is_taken() -> None:
    found = coded(b"word " * 1000, "text/plain")
    for accepted, coding in {
        "gzip, deflate, br, zstd": "zstd",
        "gzip, deflate, br": "br",
        "br;q=0, gzip": "gzip",
        "identity": "",
        "": "",
        "xgzip": "",
        "GZIP;q=0.5": "",
    }.items():
        assert found.form(accepted)[0] == coding, accepted
    assert coded(b"%PDF" * 1000, "application/pdf").forms == {}


def test_accept_decides_and_says_what_there_is() -> None:
    endings = ("html", "xml", "txt", "json", "pdf")
    for accept, ending in {
        "": "html",
        "*/*": "html",
        "application/xml": "xml",
        "text/html;q=0.5, application/akn+xml": "xml",
        "text/*;q=0.9, text/plain": "txt",
        "application/pdf, */*;q=0.1": "pdf",
    }.items():
        assert preferred(accept, endings) == ending, accept
    for accept in ("image/png", "text/html;q=0", "text/html;q=nan, image/*"):
        with pytest.raises(problems.NotAcceptable) as refused:
            preferred(accept, ("html",))
        assert refused.value.formats == (".html",)
    assert all("/" in media for media in MEDIA.values())


def test_a_language_is_taken_from_those_there_are() -> None:
    assert languages("fr-CH, en;q=0.8", ("eng", "fra")) == "fra"
    assert languages("de", ("eng", "fra")) == "eng"
    assert languages("", ("spa",)) == "spa"
    assert languages("en;q=0, ar", ("eng", "ara")) == "ara"


def test_a_bucket_fills_steadily() -> None:
    now = [0.0]
    limits = Limits(lambda: now[0])
    for _ in range(60):
        limits.take("a", 60)
    with pytest.raises(problems.TooMany) as refused:
        limits.take("a", 60)
    limits.take("b", 60)
    assert refused.value.wait == 2
    now[0] += 1
    limits.take("a", 60)
    with pytest.raises(problems.TooMany):
        limits.take("a", 60)
    limits.give("a")
    limits.take("a", 60)


def served(settings: Settings, status: int = 200) -> TestClient:
    inner = Starlette(
        routes=[Route("/", lambda _: PlainTextResponse("words", status), methods=["GET", "POST"])],
    )
    return TestClient(Guard(inner, settings, Limits(lambda: 0.0)), base_url="http://localhost")


def test_only_the_hosts_of_the_server_are_answered() -> None:
    client = served(Settings(hosts=frozenset(("localhost", "[::1]"))))
    for host in ("localhost", "localhost:8000", "[::1]:8000", "[::1]"):
        assert client.get("/", headers={"Host": host}).status_code == 200, host
    for host in ("evil.example", "localhost.evil.example", "localhost:80x", ""):
        assert client.get("/", headers={"Host": host}).status_code == 421, host


def test_an_answer_that_says_nothing_of_caching_is_nobody_elses() -> None:
    headers = served(Settings()).get("/").headers
    assert headers["cache-control"] == "private, no-store"
    assert headers["vary"] == "Cookie, Authorization"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "script-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    "headers, status",
    [
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "http://localhost"}, 200),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 200),
    ],
)
def test_a_change_with_a_session_comes_from_our_own_pages(headers: dict[str, str], status: int) -> None:
    client = served(Settings())
    session = {"Cookie": "session=abc"}
    assert client.post("/", headers={**headers, **session}).status_code == status
    assert client.post("/", headers=headers).status_code == 200
    assert client.get("/", headers={**headers, **session}).status_code == 200


def test_who_tries_many_credentials_is_counted_by_address() -> None:
    client = served(Settings(per_address=5), status=401)
    answers = [client.get("/", headers={"Authorization": f"Bearer {n}"}).status_code for n in range(8)]
    assert answers == [401] * 5 + [429] * 3
    assert client.get("/", headers={"Authorization": "Bearer 9"}).headers["retry-after"] == "13"


def test_a_304_costs_nothing() -> None:
    client = served(Settings(per_address=3), status=304)
    assert {client.get("/").status_code for _ in range(9)} == {304}


def every_error() -> list[type[errors.TreatyDraftsError]]:
    found, todo = [], [errors.TreatyDraftsError]
    while todo:
        one = todo.pop()
        found.append(one)
        todo += one.__subclasses__()
    return found


@pytest.mark.parametrize("kind", every_error(), ids=lambda kind: kind.__name__)
def test_every_error_of_the_package_has_a_status_and_a_page(kind: type[errors.TreatyDraftsError]) -> None:
    error = kind.__new__(kind)
    errors.TreatyDraftsError.__init__(error, "a fact", place="a place", step="a step")
    problem = problems.problem_of(error)
    assert 400 <= problem.status < 600
    assert problem.type.startswith("/problems/")
    assert (problem.detail == "") == (problem.status in (404, 503))


def test_absent_and_invisible_read_alike() -> None:
    one = problems.problem_of(errors.NotFound("there is no such amendment", place="x", step="look"))
    other = problems.problem_of(errors.NotFound("it is a draft of France", place="y", step="ask France"))
    assert one == other


def test_the_gzip_form_carries_no_time() -> None:
    body = b"word " * 1000
    assert coded(body, "text/plain").forms["gzip"] == coded(body, "text/plain").forms["gzip"]
    assert zlib.decompress(coded(body, "text/plain").forms["gzip"], 31) == body
