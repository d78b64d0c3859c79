"""Writing acts into their log: leaves of the log's Merkle tree; of the room's, signed checkpoints and receipts."""

from __future__ import annotations

from typing import Final

import msgspec

from treaty_drafts import record as merkle
from treaty_drafts.conference import Act
from treaty_drafts.service.telling import tell
from treaty_drafts.service.world import World
from treaty_drafts.store import LogRow, Writing

_NODE: Final = 32
"""Bytes of a hash."""


def record(world: World, tx: Writing, log: LogRow, act: Act) -> tuple[LogRow, Act]:
    """The act at the end of a locked log, with its serial number, its time and who did it; the log after it."""
    principal = tx.seen.principal
    act = msgspec.structs.replace(
        act,
        log=log.owner,
        serial=log.size,
        at=world.time(),
        by=principal.user,
        via=principal.via,
        delegation=act.delegation or principal.delegation,
    )
    who = f"{principal.conference}/{principal.delegation}/{principal.user}"
    leaf = merkle.leaf(msgspec.to_builtins(act), world.chance(who, merkle.SALT))
    nodes = frontier_of(log).append(leaf.hash).nodes
    body = (leaf.body or b"").decode()
    log = tx.append(
        log,
        body=body,
        leaf=leaf.hash,
        frontier=b"".join(nodes).hex(),
        at=act.at,
        verb=act.verb,
        amendment=act.amendment,
    )
    if not log.owner:
        tell(world, tx, log, act)
    return log, act


def seal(tx: Writing) -> None:
    """A signed checkpoint of each room's log that got acts in this transaction: once, at its end."""
    for log in tx.advanced.values():
        if not log.owner:
            signer = merkle.Signer(origin(log), tx.key(log.conference))
            checkpoint = merkle.Checkpoint(signer.name, log.size, frontier_of(log).root)
            tx.checkpoint(log, checkpoint.signed(signer).decode())
    tx.advanced.clear()


def receipt(tx: Writing, before: LogRow, act: Act) -> str:
    """The receipt of the act that was just recorded in the room's log, which was `before`: a file that proves it."""
    seal(tx)
    return merkle.Receipt(act.serial, frontier_of(before).path, tx.note.encode(), tx.body.encode()).written.decode()


def frontier_of(log: LogRow) -> merkle.Frontier:
    """What the next act of a log is appended to."""
    nodes = bytes.fromhex(log.frontier)
    return merkle.Frontier(log.size, tuple(nodes[at : at + _NODE] for at in range(0, len(nodes), _NODE)))


def origin(log: LogRow) -> str:
    """The name that a log signs under: `conference/agreement`, and the delegation's code for its own."""
    return "/".join(part for part in (log.conference, log.agreement or "conference", log.owner) if part)
