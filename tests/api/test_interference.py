"""Non-interference: what one delegation does in private changes not a byte of what another is answered.

The same requests by B are sent in two worlds. In one, A drafts, edits, shares with others, lodges and discards between
them; in the other A does nothing. Status, headers less `Date`, bodies and event frames are the same.
"""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.api.site import OPEN, bearer, publish
from tests.conftest import times
from tests.rooms import OPENED, Room
from treaty_drafts.api.app import app
from treaty_drafts.api.routes.events import frame
from treaty_drafts.api.server import Server
from treaty_drafts.service import Wish, drafting, happening

SLUG = "/v1/agreements/gear"
OTHERS = ("mei", "olga", "gus", "portal", "root", "translator", "")
"""Who may know nothing of a draft of France that is shared with Norway and lodged with the chair."""

HIDDEN = ("draft", "edit", "share", "lodge", "discard")
PLACES = ("art_1__p_1", "art_2__para_1__p_1", "art_2__para_2__p_1", "art_3__p_1")
WORDS = st.sampled_from(("Each Party shall act.", "Parties may act at once.", "Nothing is lost."))


@dataclass
class Site:
    """One world: a room, and B's client of it. `swap` gives the application another database, which is quicker than
    making it anew.
    """

    application: Any
    room: Room
    headers: dict[str, str]
    client: TestClient
    known: list[str]
    state: str = ""
    sent: int = 0


def begun(database: str) -> str:
    """A database in which a version is published and an amendment tabled."""
    room = Room(database)
    publish(room)
    room.tabled("anna")
    room.service.store.close()
    return database


def swapped(application: Any, database: str, name: str) -> Site:
    room = Room(database, seed="2")
    routed = application._app._app
    routed.state.server = application._app._server = Server(room.service, OPEN)
    client = TestClient(application, base_url="http://localhost", follow_redirects=False)
    (tabled,) = (row["id"] for row in client.get(f"{SLUG}/amendments", headers=bearer(room, "mei")).json()["items"])
    return Site(application, room, bearer(room, name), client, [tabled])


def hide(room: Room, hidden: list[str], act: str, place: str) -> None:
    """One private act of France; what is out of order then is another draft."""
    anna = room.desk("anna")
    if act == "draft" or not hidden:
        hidden.append(room.draft("anna", place, "What France wants in secret."))
    elif act == "edit":
        drafting.edit(anna, hidden[-1], Wish(at=place, text="What France wants in secret now."))
    elif act == "share":
        drafting.share(anna, hidden[-1], ["NOR"])
    elif act == "lodge":
        drafting.lodge(anna, hidden.pop())
    else:
        drafting.discard(anna, hidden.pop())


def requests(draw: Callable[..., Any], secret: str) -> tuple[str, str, Any]:
    """A request: method, path with `{known}` for an amendment that B made or sees, body. `secret` is an id of A's."""
    place, words = draw(st.sampled_from(PLACES)), draw(WORDS)
    about = draw(st.sampled_from(("{known}", secret)))
    ending = draw(st.sampled_from(("txt", "html", "json", "xml")))
    act = draw(st.sampled_from(("share", "lodge", "table", "cosponsor", "unsponsor", "withdraw", "take_over")))
    wish = {"at": place, "text": words}
    return draw(
        st.sampled_from(
            (
                ("GET", f"{SLUG}/amendments", None),
                ("GET", f"{SLUG}/amendments?status=draft", None),
                ("GET", f"{SLUG}/amendments?sponsor=FRA&limit=2", None),
                ("GET", f"/v1/amendments/{about}", None),
                ("GET", f"{SLUG}/compilation.{ending}", None),
                ("GET", f"{SLUG}/compilation.{ending}?drafts=true", None),
                ("GET", f"{SLUG}/compilation.txt?adopt={secret}", None),
                ("GET", f"{SLUG}/compilation.txt?as=FRA&view=clean", None),
                ("GET", f"{SLUG}/provisions/{place}", None),
                ("GET", f"{SLUG}/versions", None),
                ("GET", f"{SLUG}/acts", None),
                ("GET", f"{SLUG}/acts?own=true", None),
                ("GET", f"{SLUG}/record/checkpoint", None),
                ("GET", "/v1/changes", None),
                ("GET", "/v1/agreements", None),
                ("GET", "/v1/me", None),
                ("GET", "/feeds/gear.atom", None),
                ("POST", f"{SLUG}/previews", wish),
                ("POST", f"{SLUG}/amendments", wish),
                ("POST", f"{SLUG}/amendments", {**wish, "amends": about}),
                ("PATCH", f"/v1/amendments/{about}", wish),
                ("DELETE", f"/v1/amendments/{about}", None),
                ("POST", f"/v1/amendments/{about}/acts", {"act": act, "audience": ["FRA", "NOR"]}),
                ("POST", f"/v1/amendments/{about}/acts", {"act": "revise", "wish": wish}),
                ("POST", f"{SLUG}/decisions", {"decision": "adopt", "amendment": about}),
            )
        )
    )


def answer(site: Site, method: str, path: str, body: Any) -> tuple[int, dict[str, str], bytes]:
    """What B is answered; an amendment that B made is the next that B knows, its state the next that B read."""
    known = site.known[-1]
    site.sent += 1
    headers = {**site.headers, "Idempotency-Key": f"key-{site.sent:08}", "If-Match": site.state or '"0"'}
    if method == "GET":
        headers = site.headers
    if isinstance(body, dict):
        body = {key: known if value == "{known}" else value for key, value in body.items()}
    got = site.client.request(method, path.replace("{known}", known), headers=headers, json=body)
    if got.status_code == 201 and "location" in got.headers:
        site.known.append(got.headers["location"].rpartition("/")[2])
    if "/amendments/" in path and "etag" in got.headers:
        site.state = got.headers["etag"]
    assert got.status_code < 500, got.text
    return got.status_code, {name: value for name, value in got.headers.items() if name != "date"}, got.content


def frames(site: Site, name: str, place: str) -> list[bytes]:
    """The event frames that B's stream has had since."""
    desk = site.room.service.desk(site.room.service.as_user(name))
    return [frame(event, after) for event, after in happening.since(desk, place)]


@pytest.fixture(scope="module")
def applications(makers: dict[str, Callable[[], str]]) -> tuple[Any, Any]:
    """The two applications, one for each world."""
    room = Room(makers["sqlite"]())
    return tuple(app(room.service.world, makers["sqlite"](), OPEN) for _ in range(2))


@pytest.fixture(scope="module")
def copies(
    makers: dict[str, Callable[[], str]], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Callable[[], str]]:
    """What makes a database that is begun."""
    folder, numbers = tmp_path_factory.mktemp("pairs"), itertools.count()
    template = begun(makers["sqlite"]())

    def sqlite() -> str:
        return str(shutil.copyfile(template, folder / f"{next(numbers)}.db"))

    return {"sqlite": sqlite, "postgresql": lambda: begun(makers["postgresql"]())}


PAIRS = times(200, 5_000)
"""Pairs on SQLite, in four parts that run beside each other."""


@pytest.mark.nightly
@pytest.mark.parametrize("kind, part", [*(("sqlite", part) for part in range(4)), ("postgresql", 4)])
def test_what_is_private_changes_nothing_for_others(
    kind: str, part: int, copies: dict[str, Callable[[], str]], applications: tuple[Any, Any]
) -> None:
    @seed(part)
    @settings(max_examples=PAIRS // (4 if kind == "sqlite" else 20), derandomize=False, database=None)
    @given(st.data())
    def pairs(data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(OTHERS))
        with_a, without = (swapped(one, copies[kind](), name) for one in applications)
        secret = with_a.room.draft("anna", PLACES[0], "What France wants in secret.")
        place = [happening.here(one.room.desk(name)) if name else "" for one in (with_a, without)]
        hidden = [secret]
        for _ in range(data.draw(st.integers(6, 12))):
            for act in data.draw(st.lists(st.sampled_from(HIDDEN), max_size=3)):
                hide(with_a.room, hidden, act, data.draw(st.sampled_from(PLACES)))
            asked = requests(data.draw, secret)
            assert answer(with_a, *asked) == answer(without, *asked), asked
        if name:
            assert place[0] == place[1]
            assert frames(with_a, name, place[0]) == frames(without, name, place[1])
        for one in (with_a, without):
            one.room.service.store.close()
            OPENED.remove(one.room.service)  # else thousands of pairs stay in memory

    pairs()
