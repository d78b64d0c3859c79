"""`demo`: an invented conference on lost fishing gear, from the Chair's zero draft to the agreed text.

Every step is a command of this command line, run as a user would run it (the transcript can be typed again); every
number that is printed is computed from what the commands left.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from treaty_drafts.cli import files, talk
from treaty_drafts.cli.desk import Desk
from treaty_drafts.cli.example import Decisions, Example, Tabled, find_example
from treaty_drafts.cli.guide import index_html, readme
from treaty_drafts.cli.parsing import Commands

LANGUAGES = {"ara": "Arabic", "fra": "French", "zho": "Chinese"}


def register(commands: Commands) -> None:
    """Adds the command."""
    command = commands.add_parser(
        "demo",
        help="an example conference from zero draft to agreed text, with every rendition",
        description="Runs an invented conference and leaves its texts, amendments and renditions in DIR. Open "
        "DIR/index.html first.",
    )
    command.add_argument("directory", metavar="DIR", nargs="?", default="demo-out", help="default: demo-out")
    command.set_defaults(run=lambda args: run(_directory(args)))


def _directory(args: argparse.Namespace) -> str:
    return str(args.directory)


def run(directory: str = "demo-out") -> int:
    """The whole conference into `directory`; returns the exit code. What it refuses, it refuses as its commands do."""
    example = find_example()
    desk = Desk(directory)
    versions = [_zero_draft(desk, example)]
    carried, waiting = list[str](), list[str]()
    for decisions in example.decisions:
        amendments = carried + _table(desk, example, decisions, versions[-1])
        live = _compile(desk, decisions, versions[-1], amendments) + _standing(waiting, decisions)
        version, carried, waiting = _decide(desk, decisions, versions[-1], live)
        versions.append(version)
    _agreed(desk, versions)
    _convergence(desk, versions)
    _other_languages(desk, example)
    _leave_guide(desk, example)
    return 0


def _zero_draft(desk: Desk, example: Example) -> str:
    desk.heading("The Chair's zero draft")
    source = desk.put("fishing-gear.md", example.bytes("zero-draft.md"), "the draft as the Chair wrote it, in Markdown")
    version = desk.path("zero-draft.xml")
    symbol, date = "ICFG/CONF.1/3", "2026-11-02"
    desk.run("import", source, "-o", version, "--symbol", symbol, "--date", date)
    desk.shows("zero-draft.xml", "the same as a version: valid Akoma Ntoso, every provision with its identity")
    _check(desk, version, "the zero draft")
    desk.run("render", version, "--view", "bracketed", "-o", desk.path("zero-draft.html"))
    desk.shows("zero-draft.html", "the draft as a page, with the Chair's own brackets")
    return version


def _table(desk: Desk, example: Example, decisions: Decisions, version: str) -> list[str]:
    """The amendments tabled on a version, each made by `propose`, in the order of tabling."""
    tabled = example.tabled(decisions.on)
    if not tabled:
        return []
    desk.heading(f"Amendments tabled on {_name(decisions.on)}")
    folder = f"{decisions.on}/amendments"
    made: list[str] = []
    for one in talk.progress(tabled, "proposing"):
        out = desk.path(f"{folder}/{one.symbol}.xml")
        desk.run("propose", version, *_asked(desk, example, one, decisions.on), "-o", out)
        desk.put(f"{folder}/{one.symbol}.txt", desk.run("render", out, "--to", "txt"))
        made.append(out)
    desk.shows(f"{folder}/{tabled[0].symbol}.txt", "what one amendment says in words; the .xml beside it was tabled")
    sponsors = {code for one in tabled for code in one.sponsors}
    desk.claim(f"{len(tabled)} amendments of {len(sponsors)} delegations")
    return made


def _asked(desk: Desk, example: Example, one: Tabled, stage: str) -> list[str]:
    """The options of `propose` that say what an amendment wants."""
    options = [part for code in one.sponsors for part in ("--sponsor", code)]
    options += ["--symbol", one.symbol, "--reason", one.reason]
    if one.amends:
        options += ["--amends", desk.path(f"{stage}/amendments/{one.amends}.xml")]
    if one.edited is not None:
        copy = f"{stage}/edited/{one.edited}"
        return [desk.put(copy, example.bytes(f"amendments/{stage}/{one.edited}")), *options]
    options += ["--at", one.at]
    if one.delete:
        return [*options, "--delete"]
    if one.insert_after is not None:
        return [*options, "--insert-after", one.insert_after]
    if one.move_after is not None:
        return [*options, "--move-after", one.move_after]
    return [*options, "--text", one.text or ""]


def _compile(desk: Desk, decisions: Decisions, version: str, amendments: list[str]) -> list[str]:
    """Compiles, reads every voice back, renders, and takes out what is withdrawn; returns the live amendments."""
    from treaty_drafts import compilation as compilations
    from treaty_drafts.cli import readback

    if not amendments:
        return []
    desk.heading(f"The negotiating text: {_name(decisions.on)} with all its amendments")
    stage, compilation = decisions.on, desk.path(f"{decisions.on}/compilation.xml")
    desk.run("compile", version, *amendments, "-o", compilation)
    desk.shows(f"{stage}/compilation.xml", "the compilation: one valid file that holds the draft and every amendment")
    _check(desk, compilation, "the compilation")
    compiled = compilations.read(files.read(compilation))
    for claim in readback.claims(compiled):
        desk.claim(claim)
    desk.put(
        f"{stage}/relations.txt", readback.relations(compiled), "what the amendments are to each other; what falls"
    )
    _views(desk, decisions, compilation)
    live = _standing(amendments, decisions)
    if len(live) < len(amendments):
        desk.run("compile", version, *live, "-o", desk.path(f"{stage}/compilation-after-withdrawal.xml"))
        gone = talk.listed(Path(name).stem for name in amendments if name not in live)
        desk.shows(f"{stage}/compilation-after-withdrawal.xml", f"the same once {gone} is withdrawn: the others stand")
    return live


def _standing(amendments: Sequence[str], decisions: Decisions) -> list[str]:
    """The amendments that nobody withdrew."""
    return [name for name in amendments if Path(name).stem not in decisions.withdraw]


def _views(desk: Desk, decisions: Decisions, compilation: str) -> None:
    """Every rendition of a compilation."""
    stage = decisions.on
    for name, view, what in (
        ("negotiating-text.html", "bracketed", "all delegations' words in attributed brackets: what the meeting reads"),
        ("negotiating-text.txt", "bracketed", "the same as plain text"),
        ("negotiating-text.md", "bracketed", "the same as Markdown"),
        ("negotiating-text.json", "bracketed", "the same as data, for a portal"),
        ("redline.html", "redline", "the same as a redline: insertions and deletions with their sponsors"),
        ("table.html", "table", "a table: provisions down, delegations across"),
        ("negotiating-text.pdf", "bracketed", "the negotiating text on paper: line numbers that no amendment moves"),
        ("redline.pdf", "redline", "the redline on paper"),
        ("table.pdf", "table", "the table on paper, in landscape"),
        ("redline.docx", "redline", "the redline in Word: tracked changes, an author for each delegation"),
        ("table.docx", "table", "the table in Word"),
    ):
        desk.run("render", compilation, "--view", view, "-o", desk.path(f"{stage}/{name}"))
        desk.shows(f"{stage}/{name}", what)
    desk.run("render", compilation, "--as", "OIG", "--view", "redline", "-o", desk.path(f"{stage}/as-OIG.html"))
    desk.shows(f"{stage}/as-OIG.html", "the text as the Outer Islands Group (OIG) alone wants it")
    desk.run("render", compilation, "--as", "OIG", "--view", "redline", "-o", desk.path(f"{stage}/as-OIG.docx"))
    desk.shows(f"{stage}/as-OIG.docx", "the same in Word: rejecting every tracked change gives the base")
    if decisions.adopt:
        argv = ["render", compilation, "--adopt", *decisions.adopt, "--view", "redline"]
        desk.run(*argv, "-o", desk.path(f"{stage}/if-adopted.html"))
        desk.shows(f"{stage}/if-adopted.html", f"what if {talk.listed(decisions.adopt, 4)} were adopted")


def _decide(desk: Desk, decisions: Decisions, version: str, live: list[str]) -> tuple[str, list[str], list[str]]:
    """Consolidates what was decided: the next version, the amendments that go on, those that a person must see."""
    title = f"{_name(decisions.makes)}: what was decided on {_name(decisions.on)}"
    desk.heading(title[0].upper() + title[1:])
    result = desk.path(f"{decisions.makes}.xml")
    argv = ["consolidate", version, *live, "--symbol", decisions.symbol, "--date", decisions.date]
    argv += ["--adopt", *decisions.adopt] if decisions.adopt else []
    argv += ["--reject", *decisions.reject] if decisions.reject else []
    argv += [part for name in decisions.lift for part in ("--lift", name)]
    argv += [part for name, number in decisions.take.items() for part in ("--take", f"{name}={number}")]
    argv += [part for name in decisions.drop for part in ("--drop", name)]
    argv += ["--renumber"] if decisions.renumber else []
    folder = str(Path(desk.path(f"{decisions.makes}/carried/L.0.xml")).parent)
    manifest = desk.run(*argv, "-o", result, "--carry", folder)
    desk.shows(f"{decisions.makes}.xml", "the next version, consolidated by the program")
    desk.put(f"{decisions.makes}-manifest.json", manifest, "its manifest: digests, the fate of every amendment")
    _check(desk, result, _name(decisions.makes))
    desk.run("compare", version, result, "-o", desk.path(f"{decisions.makes}-redline.html"))
    desk.shows(f"{decisions.makes}-redline.html", f"what changed since {_name(decisions.on)}")
    desk.run("compare", version, result, "-o", desk.path(f"{decisions.makes}-redline.docx"))
    desk.shows(f"{decisions.makes}-redline.docx", "the same in Word, as tracked changes")
    _concordance(desk, decisions, json.loads(manifest), result)
    fates = {row["symbol"]: row["status"] for row in json.loads(manifest)["amendments"]}
    counts = Counter(fates[Path(name).stem] for name in live)
    desk.claim("of the amendments " + ", ".join(f"{number} {status}" for status, number in counts.most_common()))
    carried = desk.names(f"{decisions.makes}/carried")
    clean = [name for name in carried if fates[Path(name).stem] == "clean"]
    return result, clean, [name for name in carried if name not in clean]


def _concordance(desk: Desk, decisions: Decisions, manifest: Mapping[str, Any], result: str) -> None:
    """Old and new numbers, and the references that were mended, as a corrigendum says them."""
    from treaty_drafts import akn
    from treaty_drafts.amend import citation

    rows = [
        f"{row['old']} is {'now ' + row['new'] if row['new'] else 'gone'}." for row in manifest.get("concordance", ())
    ]
    version = akn.read(files.read(result)).version
    mended = (row for row in manifest.get("references", ()) if row["state"] == "repaired")
    for (wid, phrase), numbers in groupby(mended, key=itemgetter("wid", "phrase")):
        place = citation(version, wid)
        read = dict.fromkeys(f"for {row['old']} read {row['new']}" for row in numbers)
        rows.append(f"{place[:1].upper()}{place[1:]}: in “{phrase}”, {', '.join(read)}.")
    if rows:
        name = f"{decisions.makes}-concordance.txt"
        desk.put(name, "\n".join(rows) + "\n", "old and new numbers, and the references that were mended")


def _check(desk: Desk, name: str, what: str) -> None:
    """Checks a file against the schema and the profile, and says what was found."""
    found = json.loads(desk.run("check", name, "--json", codes=(0, 1)))[0]["problems"]
    kinds = Counter(problem["code"] for problem in found)
    said = ", ".join(f"{number} of {kind}" for kind, number in kinds.items()) or "no problem"
    desk.claim(f"{what}, checked against the OASIS schema and the treaty profile: {said}")
    if found:
        report = Path(name).relative_to(desk.folder).with_suffix(".check.txt")
        lines = [f"line {one['line']}: [{one['wid']}] {one['message']} ({one['step']})" for one in found]
        desk.put(str(report), "\n".join(lines) + "\n", "what check found")


def _agreed(desk: Desk, versions: Sequence[str]) -> None:
    desk.heading("The agreed text")
    for ending in ("html", "docx", "txt", "md", "akn"):
        name = "agreed-text.xml" if ending == "akn" else f"agreed-text.{ending}"
        desk.run("render", versions[-1], "--view", "clean", "--to", ending, "-o", desk.path(name))
        desk.shows(name, "the clean text: no bracket is left, or this would have been refused")
    desk.run("compare", versions[0], versions[-1], "-o", desk.path("zero-draft-to-agreed.html"))
    desk.shows("zero-draft-to-agreed.html", "the whole negotiation as one redline")


def _convergence(desk: Desk, versions: Sequence[str]) -> None:
    desk.heading("How the brackets converged")
    data = desk.run("brackets", *versions, "--json", "--plot", desk.path("convergence.svg"))
    desk.put("brackets.json", data, "every bracket of every version, with its place")
    desk.shows("convergence.svg", "open brackets by article, a column for each version")
    opened = [row["open"] for row in json.loads(data)]
    desk.claim("brackets standing in the text: " + ", then ".join(str(number) for number in opened))


def _other_languages(desk: Desk, example: Example) -> None:
    """Two articles in other scripts, compiled and shown."""
    desk.heading("The same in other scripts")
    for code in example.languages:
        source = desk.put(f"languages/{code}.md", example.bytes(f"languages/{code}.md"))
        base = desk.path(f"languages/{code}.xml")
        desk.run("import", source, "-o", base, "--language", code, "--symbol", f"ICFG/CONF.1/3/{code}")
        made = []
        for one in example.in_language(code):
            made.append(desk.path(f"languages/{code}-{one.symbol}.xml"))
            desk.run("propose", base, *_asked(desk, example, one, "languages"), "-o", made[-1])
        compilation = desk.path(f"languages/{code}-compilation.xml")
        desk.run("compile", base, *made, "-o", compilation)
        desk.run("render", compilation, "-o", desk.path(f"languages/{code}.html"))
        desk.shows(f"languages/{code}.html", f"two articles in {LANGUAGES[code]} with three delegations' amendments")
        if code == "ara":  # its face comes with the program; that of Chinese is the system's, which may have none
            desk.run("render", compilation, "-o", desk.path(f"languages/{code}.pdf"))
            desk.shows(f"languages/{code}.pdf", "the same on paper, from right to left")
        desk.run("render", compilation, "--view", "redline", "-o", desk.path(f"languages/{code}.docx"))
        desk.shows(f"languages/{code}.docx", "the same in Word, as tracked changes")


def _leave_guide(desk: Desk, example: Example) -> None:
    desk.put("transcript.txt", desk.transcript)
    desk.put("index.html", index_html(desk.guide, example.delegations))
    desk.put("README.txt", readme(desk.guide, example.delegations))
    talk.say(f"Open {desk.path('index.html')} first. Every command that was run: {desk.path('transcript.txt')}")


def _name(version: str) -> str:
    """`rev-1` as people say it: Rev.1."""
    return {"zero-draft": "the zero draft", "final": "the agreed text"}.get(version, version.replace("rev-", "Rev."))
