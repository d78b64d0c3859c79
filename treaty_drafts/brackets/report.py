"""The inventory as JSON data: what `brackets --json` prints for one file."""

from __future__ import annotations

from typing import Any

from treaty_drafts.brackets.places import excerpt
from treaty_drafts.brackets.standing import Anchor, Attribution, Choice, Inventory, Standing
from treaty_drafts.model.version import Version


def as_data(inventory: Inventory, version: Version) -> dict[str, Any]:
    """The inventory as plain data; keys are the contract of `brackets --json`, offsets are code points."""
    return {
        "open": inventory.open,
        "close": inventory.close,
        "unmatched": [
            {
                "id": one.id,
                "line": one.line,
                "wId": one.wid,
                "offset": one.offset,
                "glyph": one.glyph,
                "unit": one.unit,
                "note": one.note,
            }
            for one in inventory.unmatched
        ],
        "articles": [
            {
                "wId": one.wid,
                "num": one.num,
                "heading": one.heading,
                "name": one.name,
                "open": one.open,
                "close": one.close,
            }
            for one in inventory.articles
        ],
        "brackets": [_bracket(one, version) for one in inventory.brackets],
        "choices": [_choice(one) for one in inventory.choices],
        "signs": [
            {"kind": one.kind, "start": _anchor(one.start), "stop": _anchor(one.stop), "words": one.words}
            for one in inventory.signs
        ],
    }


def _bracket(one: Standing, version: Version) -> dict[str, Any]:
    return {
        "id": one.id,
        "start": _anchor(one.start),
        "stop": _anchor(one.stop),
        "depth": one.depth,
        "kind": one.kind,
        "negotiated": one.negotiated,
        "unit": one.unit,
        "note": one.note,
        "words": excerpt(version, one.start.moved(1), one.stop.moved(-1)),
        "delegations": list(one.delegations),
        "attribution": None if one.attribution is None else _attribution(one.attribution),
    }


def _attribution(one: Attribution) -> dict[str, Any]:
    return {
        "sponsors": list(one.sponsors),
        "supporters": list(one.supporters),
        "opposers": list(one.opposers),
        "positions": [{"name": said.name, "code": said.code, "stance": said.stance} for said in one.positions],
    }


def _choice(one: Choice) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "within": one.within or None,
        "branches": [
            {
                "start": _anchor(branch.start),
                "stop": _anchor(branch.stop),
                "words": branch.words,
                "bracket": branch.bracket or None,
                "provision": branch.provision or None,
                "delegations": list(branch.delegations),
            }
            for branch in one.branches
        ],
    }


def _anchor(one: Anchor) -> dict[str, Any]:
    return {"wId": one.wid, "offset": one.offset}
