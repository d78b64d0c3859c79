"""What delegations, the chair and the legal officer do over HTTP, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from starlette.testclient import TestClient

from tests.api.site import Caller, client
from tests.rooms import TEXT, USERS, WORK, Room
from treaty_drafts.api.settings import Settings
from treaty_drafts.model.tree import Block
from treaty_drafts.record import Key, Receipt
from treaty_drafts.service import accounts

WORDS = "Each Party shall take urgent measures to reduce the loss of fishing gear."
SLUG = "/v1/agreements/gear"


@dataclass
class Hall:
    """A room, a client, and everybody who sits in it."""

    room: Room
    client: TestClient

    def __getitem__(self, name: str) -> Caller:
        return Caller(self.client, self.room, name)


@pytest.fixture
def hall(database: str) -> Iterator[Hall]:
    room = Room(database)
    with client(database) as found:
        yield Hall(room, found)


def test_from_a_draft_to_a_published_version(hall: Hall) -> None:
    """Draft, edit, share, table, co-sponsor, adopt, consolidate, publish by two: then the portal has it."""
    anna, nils, mei, chair, legal = (hall[name] for name in ("anna", "nils", "mei", "chair", "legal"))
    address, state = anna.draft("Each Party shall take all measures.")
    edited = anna.send(
        address, {"at": "art_1__p_1", "text": WORDS, "reason": "It is late."}, method="PATCH", state=state
    )
    assert edited.status_code == 200, edited.text
    assert nils.get(address).status_code == 404
    assert anna.act(address, "share", audience=["NOR"]).json()["amendment"]["audience"] == ["NOR"]
    read = nils.get(address).json()
    assert (read["reason"], read["amendment"]["audience"]) == ("It is late.", [])
    assert read["instructions"] == ["In article 1, replace “appropriate” by “urgent”."]
    assert mei.get(address).status_code == 404
    tabled = anna.act(address, "table")
    assert tabled.status_code == 201, tabled.text
    symbol = tabled.json()["amendment"]["symbol"]
    assert symbol == "A/CONF.900/L.1"
    assert [one["symbol"] for one in mei.get(f"{SLUG}/amendments").json()["items"]] == [symbol]
    assert nils.act(address, "cosponsor").status_code == 201
    assert nils.act(address, "cosponsor").status_code == 200
    text = mei.get(f"{SLUG}/compilation.txt").text
    assert "[appropriate][urgent (FRA, NOR)]" in " ".join(text.split())
    ident = address.rpartition("/")[2]
    decision = {"decision": "adopt", "amendment": ident, "ruling": "Rule 122, by consensus."}
    adopted = chair.send(f"{SLUG}/decisions", decision, state=chair.get(address).headers["etag"])
    assert adopted.json()["amendment"]["status"] == "adopted", adopted.text
    rehearsed = legal.send(f"{SLUG}/consolidations", {"rehearse": True})
    assert (rehearsed.status_code, rehearsed.json()["version"]) == (200, None)
    made = legal.send(f"{SLUG}/consolidations", {"number": "rev-1", "symbol": "A/CONF.900/1/Rev.1"})
    assert made.status_code == 201, made.text
    assert made.json()["manifest"]["amendments"][0]["symbol"] == symbol
    name = made.json()["version"]["name"]
    assert name == "eng@rev-1"
    assert mei.get(f"{SLUG}/versions/{name}/manifest").json() == made.json()["manifest"]
    assert mei.get(f"{SLUG}/versions/eng@zero-draft/manifest").status_code == 404
    passages = mei.get(f"{SLUG}/versions/{name}/provenance").json()["items"]
    (run,) = [run for one in passages for run in one["runs"] if "urgent" in run["text"]]
    assert (run["origin"]["symbols"], run["origin"]["sponsors"]) == ([symbol], ["FRA", "NOR"])
    assert hall.client.get(f"{WORK}/{name}.txt").status_code == 404
    signed = legal.send(f"{SLUG}/versions/{name}/acts", {"act": "publish"})
    assert signed.json()["version"]["issue"] == "signed"
    assert legal.send(f"{SLUG}/versions/{name}/acts", {"act": "publish"}).status_code == 200
    assert chair.send(f"{SLUG}/versions/{name}/acts", {"act": "publish"}).json()["version"]["issue"] == "published"
    assert "urgent measures" in " ".join(hall.client.get(f"{WORK}/{name}.txt").text.split())
    gone = legal.send(f"{SLUG}/versions/{name}/acts", {"act": "withdraw", "note": "A wrong number."})
    assert gone.json()["version"]["issue"] == "withdrawn"
    assert hall.client.get(f"{WORK}/{name}.txt").status_code == 410
    kinds = [change["kind"] for change in hall.client.get("/v1/changes").json()["items"]]
    assert kinds == ["published", "withdrawn"]


def test_a_preview_shows_the_bracket_and_keeps_nothing(hall: Hall) -> None:
    anna = hall["anna"]
    shown = anna.send(f"{SLUG}/previews", {"at": "art_1__p_1", "text": WORDS}).json()
    assert shown["instructions"] == ["In article 1, replace “appropriate” by “urgent”."]
    assert shown["bracketed"] == {
        "art_1__p_1": "Each Party shall take [appropriate][urgent (FRA)] measures to reduce the loss of fishing gear."
    }
    assert shown["patch"]["edits"][0]["type"] == "substitution"
    assert anna.get(f"{SLUG}/amendments").json()["items"] == []


def test_every_way_to_say_what_is_wished(hall: Hall) -> None:
    anna = hall["anna"]
    patch = anna.send(f"{SLUG}/previews", {"at": "art_1__p_1", "text": WORDS}).json()["patch"]
    whole = hall.room.text()
    from treaty_drafts import akn

    edited = akn.write(whole).decode().replace("every year", "every month")
    for wish, instruction in (
        ({"patch": patch}, "replace “appropriate” by “urgent”"),
        ({"at": "art_2__para_2", "delete": True}, "delete"),
        ({"at": "art_3", "move_after": "art_1"}, "move"),
        ({"at": "art_3", "insert_after": "Article 4\nCosts\n\nEach Party bears its own costs."}, "after article 3"),
        ({"edited": edited}, "replace “year” by “month”"),
    ):
        made = anna.send(f"{SLUG}/amendments", wish)
        assert made.status_code == 201, made.text
        said = anna.get(made.headers["location"]).json()["instructions"]
        assert instruction in " ".join(said).lower(), said
    for wish in (
        {},
        {"at": "art_1__p_1"},
        {"at": "art_9", "delete": True},
        {"text": "x", "delete": True, "at": "art_1"},
    ):
        refused = anna.send(f"{SLUG}/amendments", wish)
        assert refused.status_code in (404, 422), refused.text


def test_a_copy_is_read_as_the_name_of_its_file_says(hall: Hall) -> None:
    """In a plain text an asterisk is an asterisk; without a name, words are Markdown, where it is emphasis."""
    copy = TEXT.replace("#", "").replace("every year", "every *month*")
    for name, new in (("gear.txt", "“*month*”"), ("gear.md", "“month”"), ("", "“month”")):
        shown = hall["anna"].send(f"{SLUG}/previews", {"edited": copy, "edited_name": name}).json()
        assert shown["instructions"] == [f"In article 3, replace “year” by {new}."]
    refused = hall["anna"].send(f"{SLUG}/previews", {"edited": copy, "edited_name": "gear.odt"})
    assert (refused.status_code, refused.json()["place"]) == (422, "gear.odt")


def test_a_discarded_draft_is_gone(hall: Hall) -> None:
    anna = hall["anna"]
    address, state = anna.draft(WORDS)
    assert anna.send(address, method="DELETE", state='"stale"').status_code == 412
    assert anna.send(address, method="DELETE", state=state).status_code == 204


def test_a_change_names_what_was_read_and_has_a_key(hall: Hall) -> None:
    anna = hall["anna"]
    address, state = anna.draft(WORDS)
    body = {"act": "table"}
    assert anna.send(f"{address}/acts", body).json()["type"] == "/problems/unconditional"
    assert anna.send(f"{address}/acts", body, state='"0"').json()["type"] == "/problems/outdated"
    assert anna.send(f"{address}/acts", body, state="*").status_code == 400
    keyless = anna.client.post(f"{address}/acts", headers={**anna.headers, "If-Match": state}, json=body)
    assert keyless.status_code == 400
    assert anna.send(f"{address}/acts", body, state=state, key="short").status_code == 400
    assert anna.send(f"{address}/acts", {"act": "tabel"}, state=state).json()["place"] == "$.act"
    assert anna.send(f"{address}/acts", {**body, "acts": 1}, state=state).status_code == 422
    wrong = {**anna.headers, "Content-Type": "text/plain", "If-Match": state, "Idempotency-Key": "12345678"}
    assert anna.client.post(f"{address}/acts", headers=wrong, content=b"{}").status_code == 400


def test_a_key_makes_an_act_once(hall: Hall) -> None:
    """The same request under the same key gets the same answer, marked; another under it is refused."""
    anna = hall["anna"]
    address, state = anna.draft(WORDS)
    first = anna.send(f"{address}/acts", {"act": "table", "note": "now"}, state=state, key="once-only")
    again = anna.send(f"{address}/acts", {"note": "now", "act": "table"}, state=state, key="once-only")
    assert (first.status_code, first.content, first.headers["etag"]) == (201, again.content, again.headers["etag"])
    assert (again.status_code, again.headers["idempotency-replayed"]) == (201, "true")
    assert anna.send(f"{address}/acts", {"act": "lodge"}, state=state, key="once-only").status_code == 422
    assert len(hall["mei"].get(f"{SLUG}/amendments").json()["items"]) == 1
    assert (
        hall["nils"]
        .send(f"{address}/acts", {"act": "cosponsor"}, state=again.headers["etag"], key="once-only")
        .status_code
        == 201
    )


def test_a_receipt_proves_the_tabling_offline(hall: Hall) -> None:
    """With the public key alone; later checkpoints prove it again; the whole record checks itself."""
    anna, legal = hall["anna"], hall["legal"]
    address, _ = anna.draft(WORDS)
    receipt = anna.act(address, "table").json()["receipt"]
    key = Key.read(anna.get(f"{SLUG}/record/key").text)
    proved = Receipt.read(receipt.encode())
    proved.proved(key)
    hall["nils"].act(address, "cosponsor")
    later = Receipt.read(anna.get(f"{SLUG}/record/proofs/{proved.index}").content)
    assert later.proved(key).size == proved.proved(key).size + 1
    assert anna.get(f"{SLUG}/record/checkpoint").text.startswith("conf/gear\n")
    acts = anna.get(f"{SLUG}/acts").json()
    assert [act["verb"] for act in acts["items"]][-2:] == ["table", "cosponsor"]
    assert anna.get(f"{SLUG}/acts?after={acts['next']}").json()["items"] == []
    assert [act["verb"] for act in anna.get(f"{SLUG}/acts?own=true").json()["items"]] == ["draft"]
    assert legal.get(f"{SLUG}/record/export").content.startswith(b"PK")
    assert anna.get(f"{SLUG}/record/export").status_code == 403


def test_the_negotiating_text_in_every_view(hall: Hall) -> None:
    anna, nils, mei = hall["anna"], hall["nils"], hall["mei"]
    for who, words in ((anna, WORDS), (nils, WORDS.replace("urgent", "all"))):
        address, _ = who.draft(words)
        assert who.act(address, "table").status_code == 201

    def text(**query: str) -> str:
        asked = "&".join(f"{name}={value}" for name, value in query.items())
        answer = mei.get(f"{SLUG}/compilation.txt?{asked}")
        assert answer.status_code == 200, answer.text
        return " ".join(answer.text.split())

    assert "[appropriate][urgent (FRA)][all (NOR)]" in text()
    assert "take urgent measures" in text(view="clean", **{"as": "FRA"})
    assert "take all measures" in text(view="clean", adopt="A/CONF.900/L.2")
    contested = mei.get(f"{SLUG}/compilation.txt?view=clean")
    assert (contested.status_code, contested.json()["type"]) == (409, "/problems/contested")
    assert contested.json()["brackets"] == ["A/CONF.900/L.1", "A/CONF.900/L.2"]
    both = mei.get(f"{SLUG}/compilation.txt?view=clean&adopt=A/CONF.900/L.1&adopt=A/CONF.900/L.2")
    assert (both.status_code, both.json()["pairs"]) == (409, [["A/CONF.900/L.1", "A/CONF.900/L.2"]])
    assert mei.get(f"{SLUG}/compilation.txt?view=none").status_code == 422
    assert mei.get(f"{SLUG}/compilation.txt?adopt=L.9").status_code == 404
    for ending in ("html", "xml", "json", "md", "txt"):
        for view in ("bracketed", "redline", "table")[: 2 if ending == "xml" else 3]:
            answer = mei.get(f"{SLUG}/compilation.{ending}?view={view}")
            assert answer.status_code == 200, (ending, view, answer.text)
            assert answer.headers["cache-control"] == "private, no-store"
            known = mei.get(f"{SLUG}/compilation.{ending}?view={view}", **{"If-None-Match": answer.headers["etag"]})
            assert known.status_code == 304
    assert anna.get(f"{SLUG}/compilation.txt").headers["etag"] == mei.get(f"{SLUG}/compilation.txt").headers["etag"]
    address, _ = anna.draft("Marks must be visible.", "art_2__para_2")
    assert "must" not in anna.get(f"{SLUG}/compilation.txt").text
    assert "must" in anna.get(f"{SLUG}/compilation.txt?drafts=true").text
    assert "must" not in nils.get(f"{SLUG}/compilation.txt?drafts=true").text


def test_a_pdf_comes_from_another_process(hall: Hall) -> None:
    from treaty_drafts.render import FORMATS

    for ending in {"pdf", "docx"} & set(FORMATS):
        answer = hall["mei"].get(f"{SLUG}/compilation.{ending}")
        assert answer.status_code == 200, answer.text
        assert answer.content[:4] in (b"%PDF", b"PK\x03\x04")


def test_one_provision_with_its_history_and_its_rivals(hall: Hall) -> None:
    anna, mei = hall["anna"], hall["mei"]
    address, _ = anna.draft(WORDS)
    anna.act(address, "table")
    found = mei.get(f"{SLUG}/provisions/art_1").json()
    assert [one["version"] for one in found["history"]] == ["eng@zero-draft"]
    (bracket,) = found["brackets"]
    assert [(one["words"], one["sponsors"]) for one in bracket["alternatives"]] == [
        ("appropriate", []),
        ("urgent", ["FRA"]),
    ]
    assert any("[appropriate][urgent (FRA)]" in line for line in found["bracketed"])
    assert mei.get(f"{SLUG}/provisions/art_99").status_code == 404


def test_words_of_one_place_have_no_numbers_of_lines_in_them(hall: Hall) -> None:
    anna = hall["anna"]
    shown = {art: anna.get(f"{SLUG}/provisions/{art}").json()["bracketed"] for art in ("art_1", "art_2", "art_3")}
    assert {art: any(char.isdigit() for line in lines[1:] for char in line[2:]) for art, lines in shown.items()} == {
        "art_1": False,
        "art_2": False,
        "art_3": False,
    }
    assert {art: len(lines) > 1 for art, lines in shown.items()} == {"art_1": True, "art_2": True, "art_3": True}
    places = [block.wid for block in hall.room.text().index.values() if isinstance(block, Block) and block.name == "p"]
    for at in places:
        wish = {"at": at, "text": "Words that nobody has thought of."}
        (bracketed,) = anna.send(f"{SLUG}/previews", wish).json()["bracketed"].values()
        assert not any(char.isdigit() for char in bracketed[2:])


def test_two_versions_beside_each_other(hall: Hall) -> None:
    anna, chair, legal = hall["anna"], hall["chair"], hall["legal"]
    address, _ = anna.draft(WORDS)
    anna.act(address, "table")
    decision = {"decision": "adopt", "amendment": address.rpartition("/")[2]}
    chair.send(f"{SLUG}/decisions", decision, state=chair.get(address).headers["etag"])
    legal.send(f"{SLUG}/consolidations", {"number": "rev-1"})
    for ending in ("html", "txt", "json", "xml"):
        answer = anna.get(f"{SLUG}/diff.{ending}?from=eng@zero-draft&to=eng@rev-1")
        assert answer.status_code == 200, answer.text
        assert "urgent" in answer.text
    assert anna.get(f"{SLUG}/diff.txt?from=eng@zero-draft").status_code == 400
    assert anna.get(f"{SLUG}/diff.txt?from=eng@zero-draft&to=rev-1").status_code == 400
    assert anna.get(f"{SLUG}/diff.txt?from=eng@zero-draft&to=eng@rev-9").status_code == 404
    assert [one["name"] for one in anna.get(f"{SLUG}/versions").json()["items"]] == ["eng@zero-draft", "eng@rev-1"]
    version = anna.get(f"{SLUG}/versions/eng@rev-1").json()
    assert version["formats"]["xml"] == f"{SLUG}/versions/eng@rev-1.xml"
    assert "urgent" in anna.get(version["formats"]["xml"]).text


def test_lists_have_pages(hall: Hall) -> None:
    anna, mei = hall["anna"], hall["mei"]
    for number in range(5):
        address, _ = anna.draft(f"{WORDS} {number}")
        anna.act(address, "table")
    symbols, after = [], ""
    while True:
        page = mei.get(f"{SLUG}/amendments?limit=2&after={after}").json()
        symbols += [one["symbol"] for one in page["items"]]
        after = page["next"]
        if not after:
            break
    assert symbols == [f"A/CONF.900/L.{number}" for number in range(1, 6)]
    assert mei.get(f"{SLUG}/amendments?sponsor=NOR").json()["items"] == []
    assert len(mei.get(f"{SLUG}/amendments?status=tabled").json()["items"]) == 5


def test_the_phase_is_opened_and_closed(hall: Hall) -> None:
    anna, chair = hall["anna"], hall["chair"]
    address, _ = anna.draft(WORDS)
    assert chair.send(f"{SLUG}/phase", {"phase": "closed"}).status_code == 201
    assert chair.send(f"{SLUG}/phase", {"phase": "closed"}).status_code == 200
    assert anna.act(address, "table").json()["type"] == "/problems/out-of-order"
    assert anna.get(SLUG).json()["phase"] == "closed"
    assert anna.send(f"{SLUG}/phase", {"phase": "open"}).status_code == 403


def test_who_i_am_and_what_i_may(hall: Hall) -> None:
    for name, (role, code) in USERS.items():
        me = hall[name].get("/v1/me").json()
        assert (me["user"], me["role"], me["delegation"], me["form_token"]) == (name, role, code, "")
    assert hall["nils"].get("/v1/me").json()["groups"] == ["NORDIC"]
    nobody = hall.client.get("/v1/me").json()
    assert (nobody["user"], nobody["role"], nobody["may"]["draft"]) == ("", "public", "no")


def test_a_token_is_for_what_it_says(hall: Hall) -> None:
    from tests.api.site import bearer

    reads = bearer(hall.room, "anna", "read")
    assert hall.client.get(f"{SLUG}/amendments", headers=reads).status_code == 200
    key = {"Idempotency-Key": "12345678"}
    refused = hall.client.post(f"{SLUG}/amendments", headers={**reads, **key}, json={"at": "art_1__p_1", "text": "x"})
    assert (refused.status_code, refused.json()["type"]) == (403, "/problems/refused")
    assert hall.client.get("/v1/webhooks", headers=bearer(hall.room, "portal", "read")).status_code == 403
    assert hall.client.get("/v1/me", headers={"Authorization": "Bearer treaty_none"}).status_code == 401
    assert hall.client.get("/v1/me", headers={"Authorization": "Basic eDp5"}).status_code == 401
    unknown = hall.client.post(f"{SLUG}/amendments", headers=key, json={"at": "art_1__p_1", "text": "x"})
    assert (unknown.status_code, unknown.headers["www-authenticate"]) == (401, 'Bearer realm="treaty-drafts"')


def test_a_browser_signs_in_acts_and_signs_out(hall: Hall) -> None:
    """The cookie says who; a change needs the form token too, and comes from our own pages."""
    browser = hall.client
    invitation = accounts.invite(hall.room.desk("root"), "anna").secret
    page = browser.get(f"/join/{invitation}")
    assert "form-action 'self'" in page.headers["content-security-policy"]
    assert browser.post(f"/join/{invitation}", data={"password": "short"}).status_code == 422
    assert "is set" in browser.post(f"/join/{invitation}", data={"password": "a long enough sentence"}).text
    assert browser.post(f"/join/{invitation}", data={"password": "a long enough sentence"}).status_code == 422
    assert browser.post("/v1/session", json={"name": "anna", "password": "wrong but long enough"}).status_code == 401
    signed = browser.post("/v1/session", json={"name": "anna", "password": "a long enough sentence"})
    assert signed.status_code == 201, signed.text
    cookie = signed.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    token = browser.get("/v1/me").json()["form_token"]
    assert token != browser.get("/v1/me").json()["form_token"]
    wish, key = {"at": "art_1__p_1", "text": WORDS}, {"Idempotency-Key": "12345678"}
    bare = browser.post(f"{SLUG}/amendments", json=wish, headers=key)
    assert (bare.status_code, bare.json()["type"]) == (403, "/problems/foreign-site")
    for false in ("", "abc", token[:-2] + ("aa" if token[-2:] != "aa" else "bb")):
        headers = {**key, "X-Form-Token": false}
        assert browser.post(f"{SLUG}/amendments", json=wish, headers=headers).status_code == 403
    foreign = {**key, "X-Form-Token": token, "Sec-Fetch-Site": "cross-site"}
    assert browser.post(f"{SLUG}/amendments", json=wish, headers=foreign).status_code == 403
    assert browser.post(f"{SLUG}/amendments", json=wish, headers={**key, "X-Form-Token": token}).status_code == 201
    issued = browser.post("/v1/tokens", json={"title": "script", "scope": ["read"]}, headers={"X-Form-Token": token})
    assert issued.status_code == 201, issued.text
    (listed,) = browser.get("/v1/tokens").json()["items"]
    assert (listed["id"], listed["secret"]) == (issued.json()["id"], "")
    secret = {"Authorization": f"Bearer {issued.json()['secret']}"}
    assert browser.get("/v1/tokens", headers=secret).status_code == 403
    gone = browser.delete(f"/v1/tokens/{listed['id']}", headers={"X-Form-Token": token})
    assert gone.status_code == 204
    assert browser.get("/v1/me", headers=secret).status_code == 401
    assert browser.delete("/v1/session", headers={"X-Form-Token": token}).status_code == 204
    assert browser.get("/v1/me").json()["user"] == ""


def test_a_body_over_the_limit_is_refused(hall: Hall) -> None:
    anna = hall["anna"]
    refused = anna.send(f"{SLUG}/previews", {"at": "art_1__p_1", "text": "x" * 20_100_000})
    assert (refused.status_code, refused.json()["type"]) == (413, "/problems/body-too-large")
    refused = anna.send(f"{SLUG}/phase", {"phase": "x" * 1_100_000})
    assert (refused.status_code, refused.json()["type"]) == (413, "/problems/body-too-large")


def test_what_was_answered_a_moment_ago_holds_until_somebody_writes(database: str) -> None:
    """The same bytes, and at once others after any act; a token that was revoked counts at once."""
    room = Room(database)
    with client(database, Settings(per_token=10**9, per_address=10**9, fresh=3600.0), room=room) as browser:
        hall = Hall(room, browser)
        mei, anna = hall["mei"], hall["anna"]
        for number in range(1, 4):
            address, _ = anna.draft(f"{WORDS} {number}")
            before = mei.get(f"{SLUG}/amendments")
            again = mei.get(f"{SLUG}/amendments")
            assert (before.content, before.headers) == (again.content, again.headers)
            assert mei.get(f"{SLUG}/amendments", **{"If-None-Match": before.headers["etag"]}).status_code == 304
            anna.act(address, "table")
            assert len(mei.get(f"{SLUG}/amendments").json()["items"]) == number
        assert len(anna.get(f"{SLUG}/acts?own=true").json()["items"]) == 3
        assert mei.get(f"{SLUG}/acts?own=true").json()["items"] == []
        desk = room.desk("mei")
        accounts.revoke_token(desk, accounts.tokens(desk)[0].id)
        assert mei.get(f"{SLUG}/amendments").status_code == 401
