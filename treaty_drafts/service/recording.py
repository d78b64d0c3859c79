"""Writing an act into its log: a leaf of the log's Merkle tree, and of the room's a signed checkpoint and a receipt."""

from __future__ import annotations

from typing import Final

import msgspec

from treaty_drafts import record as merkle
from treaty_drafts.conference import Act
from treaty_drafts.service.desk import Desk
from treaty_drafts.store import LogRow, Writing

_NODE: Final = 32
"""Bytes of a hash."""


def record(desk: Desk, tx: Writing, log: LogRow, act: Act) -> tuple[LogRow, Act]:
    """The act at the end of a locked log, with its serial number, its time and who did it; the log after it.

    The room's log gets a signed checkpoint with each act.
    """
    act = msgspec.structs.replace(
        act,
        log=log.owner,
        serial=log.size,
        at=desk.world.time(),
        by=desk.principal.user,
        delegation=act.delegation or desk.principal.delegation,
    )
    leaf = merkle.leaf(msgspec.to_builtins(act), desk.world.chance(desk.who, merkle.SALT))
    frontier = frontier_of(log).append(leaf.hash)
    log = tx.append(
        log,
        body=(leaf.body or b"").decode(),
        leaf=leaf.hash,
        frontier=b"".join(frontier.nodes).hex(),
        at=act.at,
        verb=act.verb,
        amendment=act.amendment,
    )
    if not log.owner:
        signer = merkle.Signer(origin(log), tx.key(log.conference))
        tx.checkpoint(log, merkle.Checkpoint(signer.name, log.size, frontier.root).signed(signer).decode())
    return log, act


def receipt(tx: Writing, before: LogRow, act: Act) -> str:
    """The receipt of the act that was just recorded in the room's log, which was `before`: a file that proves it."""
    agreement = tx.seen.agreement(before.agreement)
    body = tx.seen.acts(before.agreement, after=act.serial - 1, limit=1)[0].body
    note = tx.seen.checkpoint(agreement, size=act.serial + 1)
    return merkle.Receipt(act.serial, frontier_of(before).path, note.encode(), body.encode()).written.decode()


def frontier_of(log: LogRow) -> merkle.Frontier:
    """What the next act of a log is appended to."""
    nodes = bytes.fromhex(log.frontier)
    return merkle.Frontier(log.size, tuple(nodes[at : at + _NODE] for at in range(0, len(nodes), _NODE)))


def origin(log: LogRow) -> str:
    """The name that a log signs under: `conference/agreement`, and the delegation's code for its own."""
    return "/".join(part for part in (log.conference, log.agreement or "conference", log.owner) if part)
