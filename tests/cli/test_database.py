"""The commands with a database, as an operator and a small conference use them: every command, every option."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyotp
import pytest

from tests.cli.reference import commands
from tests.rooms import TEXT, WORK
from treaty_drafts.cli.main import main


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Any]:
    """Runs one command in a folder of its own: its JSON, or its text; what it said and its exit code beside it."""
    monkeypatch.chdir(tmp_path)
    for name in ("TREATY_DRAFTS_DB", "TREATY_DRAFTS_USER"):
        monkeypatch.delenv(name, raising=False)

    def one(*argv: str, code: int = 0) -> Any:
        found = main(argv)
        out, one.said = capsys.readouterr()
        assert found == code, one.said
        return json.loads(out) if out[:1] in "[{" and out else out

    return one


@pytest.mark.parametrize("library", ("sqlalchemy", "alembic", "pwdlib", "pyotp", "cryptography"))
def test_without_the_extra_the_commands_say_what_to_install(run: Any, library: str) -> None:
    """The rest works without the libraries of the service; a command with a database names the extra."""
    code = (
        f"import sys; sys.modules[{library!r}] = None\n"
        "from treaty_drafts.cli.main import main\n"
        "assert main(['--version']) == 0\n"
        "sys.exit(main(['init', 'conf', '--db', 'x.db']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    step = "(pip install 'treaty-drafts[service]')"
    assert done.stderr == f"treaty-drafts: this command needs `{library}`, which is not installed {step}\n"
    assert done.returncode == 1


@pytest.fixture
def room(run: Any) -> Any:
    """A conference with an agreement and its zero draft."""
    Path("gear.md").write_text(TEXT, "utf-8")
    run("init", "conf", "--title", "Conference on Gear", "--admin", "root", "--db", "conference.db")
    run("delegation", "add", "FRA", "France", "--by", "root")
    run("delegation", "add", "NOR", "Norway", "--capacity", "state", "--by", "root")
    run("delegation", "add", "NORDIC", "Nordic Group", "--capacity", "group", "--by", "root")
    run("delegation", "join", "NORDIC", "NOR", "--since", "2020-01-01", "--until", "2030-01-01", "--by", "root")
    for name, role, code in (
        ("anna", "head", "FRA"),
        ("nils", "delegate", "NOR"),
        ("legal", "legal", "SEC"),
        ("chair", "chair", "CHAIR"),
    ):
        run("user", "add", name, "--role", role, "--delegation", code, "--shown", name.title(), "--by", "root")
    run("import", "gear.md", "-o", "gear.xml", "--work", WORK, "--symbol", "A/CONF.900/1")
    run("agreement", "add", "gear", "--title", "Gear", "--work", WORK, "--prefix", "A/CONF.900", "--by", "legal")
    run("agreement", "version", "gear", "gear.xml", "--number", "zero-draft", "--by", "legal")
    return run


def draft(run: Any, who: str, *wish: str) -> str:
    return str(
        run("amendment", "draft", "gear", *(wish or ("--at", "art_1__p_1", "--text", f"{who}'s")), "--by", who)["id"]
    )


def test_from_a_draft_to_the_published_consolidation(room: Any) -> None:
    ident = draft(
        room, "anna", "--at", "art_1__p_1", "--text", "Each Party should reduce losses.", "--reason", "Softer.",
        "--language", "eng",
    )  # fmt: skip
    room("amendment", "edit", ident, "--at", "art_1__p_1", "--text", "Each Party may reduce losses.", "--by", "anna")
    room("amendment", "share", ident, "NORDIC", "--by", "anna")
    assert room("amendment", "show", ident, "--by", "nils")["status"] == "shared"
    room("amendment", "lodge", ident, "--by", "anna")
    room("amendment", "table", ident, "--receipt", "l1.tlog-proof", "--by", "anna")
    assert "A/CONF.900/L.1: table, now tabled" in room.said
    assert Path("l1.tlog-proof").read_text("utf-8").startswith("c2sp.org/tlog-proof@v1\n")
    room("amendment", "cosponsor", "L.1", "--by", "nils")
    room("amendment", "cosponsor", "L.1", "--by", "nils")
    assert "nothing changed" in room.said
    room("amendment", "unsponsor", "L.1", "--by", "nils")
    sub = draft(
        room, "nils", "--at", "art_1__p_1", "--text", "Each Party may swiftly reduce losses.", "--amends", ident
    )
    room("amendment", "discard", sub, "--by", "nils")
    other = draft(room, "nils", "--at", "art_3__p_1", "--text", "Parties shall report.")
    room("amendment", "show", "L.1", "--by", "nils", "-o", "l1.xml")
    room("amendment", "park", "L.1", "--ruling", "until the evening", "--by", "chair")
    room("amendment", "revise", "L.1", "--file", "l1.xml", "--by", "anna")
    assert room("amendment", "list", "gear", "--status", "tabled", "--sponsor", "FRA", "--by", "chair")[0][
        "symbol"
    ] == ("A/CONF.900/L.1/Rev.1")
    symbol = "A/CONF.900/L.1/Rev.1"
    room("amendment", "adopt", symbol, "--ruling", "by consensus", "--by", "chair")
    room("amendment", "reopen", symbol, "--ruling", "an oversight", "--by", "chair")
    room("amendment", "adopt", symbol, "--by", "chair")
    plan = ("agreement", "consolidate", "gear", "--renumber", "--language", "eng", "--by", "legal")
    rehearsed = room(*plan, "--rehearse")
    room("agreement", "phase", "gear", "closed", "--why", "the last night", "--by", "chair")
    done = room(*plan)
    assert done["version"]["digest"] == rehearsed["result_digest"]
    assert "Each Party may reduce losses." in room("agreement", "text", "gear", "--to", "txt", "--by", "nils")
    room("amendment", "follow", other, "--by", "nils")
    assert room.said.endswith(": edit, now draft\n")
    number = done["version"]["number"]
    for who in ("legal", "chair"):
        room("agreement", "publish", "gear", number, "--language", "eng", "--by", who)
    assert room("agreement", "list", "--by", "nils")[0]["versions"][1]["issue"] == "published"
    room("agreement", "withdraw", "gear", number, "--language", "eng", "--by", "legal")
    verbs = [act["verb"] for act in room("record", "acts", "gear", "--by", "nils")]
    assert verbs[-4:] == ["consolidate", "sign", "publish", "withdraw_publication"]
    assert {act.get("via") for act in room("record", "acts", "gear", "--by", "nils")} == {"operator"}


def test_rejected_withdrawn_taken_over(room: Any) -> None:
    for wish in (
        ("--at", "art_2__para_2", "--delete"),
        ("--at", "art_2", "--move-after", "art_3"),
        ("--at", "art_3", "--insert-after", "Article 4\nEnd\n\nThis is the end."),
        ("--edited", "gear.md"),
    ):
        if wish[0] == "--edited":
            Path("gear.md").write_text(TEXT.replace("every year", "every month"), "utf-8")
        room("amendment", "table", draft(room, "anna", *wish), "--by", "anna")
    room("amendment", "withdraw", "L.1", "--by", "anna")
    assert room("amendment", "take-over", "L.1", "--by", "nils")["sponsors"] == ["NOR"]
    assert room("amendment", "reject", "L.2", "--ruling", "12 to 30", "--by", "chair")["status"] == "rejected"
    room(
        "agreement", "text", "gear", "--view", "bracketed", "--drafts", "--number", "zero-draft", "--language", "eng",
        "-o", "text.md", "--by", "nils",
    )  # fmt: skip
    assert "every [year][month (FRA)]" in Path("text.md").read_text("utf-8")


def test_an_edited_copy_is_read_as_its_name_says(room: Any) -> None:
    """In a plain text an asterisk is an asterisk, and no emphasis."""
    Path("gear.txt").write_text(TEXT.replace("#", "").replace("every year", "every *month*"), "utf-8")
    room("amendment", "table", draft(room, "anna", "--edited", "gear.txt"), "--by", "anna")
    seen = room("agreement", "text", "gear", "--view", "bracketed", "--to", "txt", "--by", "nils")
    assert "every [year][*month* (FRA)]" in seen


def test_what_is_refused_says_what_to_do(room: Any) -> None:
    room("amendment", "list", "gear", code=2)
    assert room.said == "treaty-drafts: who acts? (name an account with --by, or in TREATY_DRAFTS_USER)\n"
    room("amendment", "table", "L.9", "--by", "anna", code=1)
    assert "there is no such amendment (name it by its id" in room.said
    room("user", "add", "eve", "--role", "legal", "--delegation", "FRA", "--by", "root", code=1)
    assert "nobody is legal for a state" in room.said
    room("doctor", "--db", "nowhere.db", code=1)
    assert "there is no database here (`treaty-drafts init` makes one" in room.said
    room("init", "conf", code=1)
    assert "there is a conference of that name" in room.said


def test_people_come_and_go(room: Any) -> None:
    assert len(room("user", "invite", "anna", "--by", "root")["invitation"]) == 64
    room("user", "role", "anna", "expert", "--by", "root")
    room("user", "link", "anna", "https://login.example.org", "f3b1", "--by", "root")
    assert room("user", "link", "anna", "--by", "root")[0]["subject"] == "f3b1"
    room("user", "link", "anna", "https://login.example.org", "--by", "root", code=2)
    room("user", "unlink", "anna", "--by", "root")
    assert room("user", "link", "anna", "--by", "root") == []
    room("user", "close", "nils", "--by", "root")
    people = {one["name"]: (one["role"], bool(one["closed_at"])) for one in room("user", "list", "--by", "root")}
    assert (people["anna"], people["nils"]) == (("expert", False), ("delegate", True))
    room("delegation", "leave", "NORDIC", "NOR", "--since", "2020-01-01", "--until", "2026-03-01", "--by", "root")
    listed = room("delegation", "list", "--by", "legal")
    assert [one["code"] for one in listed["delegations"]] == ["CHAIR", "FRA", "NOR", "NORDIC", "SEC"]
    assert listed["memberships"][0]["until"] == "2026-03-01"


def test_a_second_factor_is_set_up_confirmed_removed_and_reset(room: Any) -> None:
    shown = room("user", "factor", "--by", "anna")
    device = pyotp.parse_uri(shown["uri"])
    assert isinstance(device, pyotp.TOTP)
    assert (shown["account"], device.secret) == ("anna", shown["secret"])
    assert "it counts once it is confirmed: treaty-drafts user factor CODE --by anna" in room.said
    room("user", "factor", "nonsense", "--by", "anna", code=1)
    assert "this is not the code that your device shows" in room.said
    codes = room("user", "factor", device.now(), "--by", "anna")["recovery"]
    assert len(codes) == 8
    room("user", "factor", "--by", "anna", code=1)
    assert "there is a second factor already" in room.said
    room("user", "factor", "--remove", "--by", "anna", code=2)
    room("user", "factor", "--remove", codes[0], "--by", "anna")
    device = pyotp.TOTP(room("user", "factor", "--by", "anna")["secret"])
    room("user", "factor", device.now(), "--by", "anna")
    room("user", "reset-factor", "anna", "--by", "root")
    assert room.said == "anna has no second factor; their sessions are over\n"
    room("user", "reset-factor", "anna", "--by", "root")
    assert room.said == "nothing changed\n"


def test_the_conference_decides_what_the_rules_leave_open(room: Any) -> None:
    assert room("policy", "--by", "anna")["second_factor"] is False
    assert room("policy", "second_factor", "yes", "--by", "root")["second_factor"] is True
    found = room("policy", "open", "yes", "--by", "root")
    assert (found["open"], found["second_factor"], found["observers_read"]) == (True, True, True)
    assert room("policy", "observers_read", "no", "--by", "root")["observers_read"] is False
    room("policy", "open", "--by", "root", code=2)
    room("policy", "open", "no", "--by", "anna", code=1)
    assert room("policy", "--by", "anna")["open"] is True


def test_the_record_is_taken_home_and_holds(room: Any) -> None:
    room("amendment", "table", draft(room, "anna"), "--by", "anna")
    key = room("record", "key", "gear", "--by", "nils").strip()
    assert key.startswith("conf/gear+")
    assert room("record", "checkpoint", "gear", "--by", "nils").startswith("conf/gear\n3\n")
    room("record", "receipt", "gear", "2", "-o", "two.tlog-proof", "--by", "nils")
    room("record", "export", "gear", "-o", "record.zip", "--by", "legal")
    with zipfile.ZipFile("record.zip") as archive:
        archive.extractall("record")
    from treaty_drafts.record import verify

    assert verify.main(["record", "--key", key, "two.tlog-proof"]) == 0
    room("record", "redact", "gear", "2", "--why", "a name", "--authority", "the court", "--by", "root")
    assert "backups of before have the words still" in room.said
    done = room("record", "acts", "gear", "--by", "nils")[-1]
    assert (done["verb"], done["acts"], done["note"]) == ("redact", [2], "a name (by the court)")
    room("record", "export", "gear", "-o", "record.zip", "--by", "legal")
    assert verify.main(["record.zip", "--key", key, "two.tlog-proof"]) == 0
    room("doctor")
    assert room("record", "acts", "gear", "--own", "--by", "anna")[0]["verb"] == "draft"


def test_doctor_backup_restore(room: Any) -> None:
    """The backup is rehearsed and restored; a damaged one, or one into a database in use, changes nothing."""
    room("amendment", "table", draft(room, "anna"), "--by", "anna")
    assert "amendments  1 as their acts make them" in room("doctor")
    assert all(one["good"] for one in room("doctor", "--json") if one["about"] != "disk")
    room("backup", "out/backup.zip")
    assert oct(Path("out/backup.zip").stat().st_mode)[-3:] == "600"
    assert "renditions  the last of 1 read again" in room("restore", "out/backup.zip", "--verify")
    room("restore", "out/backup.zip", code=1)
    assert "there is a conference in this database (restore into a new one" in room.said
    room("restore", "out/backup.zip", "--db", "new.db")
    assert room("amendment", "show", "L.1", "--db", "new.db", "--by", "nils")["symbol"] == "A/CONF.900/L.1"
    room("backup", "again.zip", "--db", "new.db")
    assert same(Path("again.zip"), Path("out/backup.zip"))
    data = bytearray(Path("out/backup.zip").read_bytes())
    data[len(data) // 2] ^= 1
    Path("bad.zip").write_bytes(data)
    room("restore", "bad.zip", "--verify", code=1)
    assert "bad.zip" in room.said


def same(one: Path, other: Path) -> bool:
    """Whether two backups hold the same rows."""
    with zipfile.ZipFile(one) as a, zipfile.ZipFile(other) as b:
        names = [name for name in a.namelist() if name != "manifest.json"]
        return names == [n for n in b.namelist() if n != "manifest.json"] and all(a.read(n) == b.read(n) for n in names)


def test_every_command_and_option_with_a_database_is_played() -> None:
    """No command and no option of these without a use above (`serve` is tests/api's)."""
    source = Path(__file__).read_text("utf-8")
    for name, command in commands().items():
        if "--db" in command._option_string_actions and name != "serve":
            words = ", ".join(f'"{word}"' for word in name.split())
            assert words in source or f'"{name.split()[-1]}"' in source, name
            for option in set(command._option_string_actions) - {"--help", "-h", "-o", "--out"}:
                assert f'"{option}"' in source, f"{name} {option}"
