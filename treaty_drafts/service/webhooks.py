"""Webhooks: who wants to be told what, and what is on its way to them. Sending is the API's (Standard Webhooks 1.0)."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from treaty_drafts.conference import PUBLIC
from treaty_drafts.errors import Misused, NotFound
from treaty_drafts.service.desk import Desk, Service, require
from treaty_drafts.service.telling import EVENTS, PUBLIC_EVENTS, Event
from treaty_drafts.store import Accounts, DeliveryRow, EventRow, Hooks, Seen, WebhookRow

TEST: Final = "endpoint.test"
TYPES: Final = (*sorted(set(EVENTS.values())), TEST)
"""The events that a webhook can be told."""

LEASE_SECONDS: Final = 60
"""How long one process has for a delivery before another may try it."""


class Parcel(msgspec.Struct, frozen=True):
    """What is to be sent now: an event, where to, the secrets that sign it, and how often it was tried before."""

    delivery: str
    event: EventRow
    url: str
    secrets: tuple[str, ...]
    attempts: int


def add_webhook(desk: Desk, url: str, *, types: Iterable[str] = ()) -> WebhookRow:
    """A webhook of the person's own; its secret is in the answer. Whether the address may be sent to is the API's."""
    wanted = tuple(dict.fromkeys(types))
    if unknown := [one for one in wanted if one not in TYPES]:
        raise Misused("there is no such event", place=" ".join(unknown), step=f"the events are {', '.join(TYPES)}")
    with desk.store.writing(desk.principal) as tx:
        require(tx.seen, "subscribe")
        account = Accounts(tx.connection).account(name=desk.principal.user)
        row = WebhookRow(desk.ident(), account.id, url, _secret(desk), "", " ".join(wanted), desk.world.time(), "")
        Hooks(tx.connection).add_webhook(row)
    return row


def webhooks(desk: Desk) -> list[WebhookRow]:
    """The person's own webhooks, without their secrets."""
    with desk.store.hooks() as hooks:
        rows = hooks.webhooks(_account(desk, hooks))
    return [msgspec.structs.replace(row, secret="", former_secret="") for row in rows]


def rotate(desk: Desk, ident: str) -> WebhookRow:
    """Another secret for a webhook of the person's own; the former one signs as well until the next rotation."""
    with desk.store.changing_hooks() as hooks:
        row = hooks.webhook(_account(desk, hooks), ident)
        row = msgspec.structs.replace(row, secret=_secret(desk), former_secret=row.secret)
        hooks.change_webhook(ident, secret=row.secret, former_secret=row.former_secret)
    return row


def stop(desk: Desk, ident: str) -> None:
    """A webhook of the person's own is told nothing any more."""
    with desk.store.changing_hooks() as hooks:
        hooks.webhook(_account(desk, hooks), ident)
        hooks.change_webhook(ident, stopped_at=desk.world.time())


def test(desk: Desk, ident: str) -> DeliveryRow:
    """Sends a webhook an event that says nothing."""
    with desk.store.changing_hooks() as hooks:
        hooks.webhook(_account(desk, hooks), ident)
        event = Event(TEST, desk.world.time(), "", 0, "test")
        payload = msgspec.json.encode(event).decode()
        row = EventRow(desk.ident(), TEST, desk.principal.conference, "", 0, payload, event.at)
        hooks.add_event(row, event.at)
        return _sent(desk.service, hooks, ident, row.id, desk.ident())


def deliveries(desk: Desk, ident: str) -> list[DeliveryRow]:
    """What was sent to a webhook of the person's own, the latest first."""
    with desk.store.hooks() as hooks:
        return hooks.deliveries(hooks.webhook(_account(desk, hooks), ident).id)


def replay(desk: Desk, ident: str, delivery: str) -> DeliveryRow:
    """Sends a delivery again, as it was."""
    with desk.store.changing_hooks() as hooks:
        rows = [row for row in hooks.deliveries(hooks.webhook(_account(desk, hooks), ident).id) if row.id == delivery]
        if not rows:
            raise NotFound("there is no such delivery", place=delivery, step="see what is listed")
        hooks.change_delivery(delivery, status="waiting", attempts=0, due_at=desk.world.time())
        return msgspec.structs.replace(rows[0], status="waiting", attempts=0, due_at=desk.world.time())


def fan_out(service: Service, *, limit: int = 100) -> int:
    """Makes deliveries of the events that are new, to each webhook whose person may be told; how many events."""
    with service.store.changing_hooks() as hooks:
        events = hooks.untold(limit)
        told = [(hook, _allowed(service, hooks, hook)) for hook in hooks.webhooks()] if events else []
        for event in events:
            for hook, allowed in told:
                wanted = hook.types.split()
                if (not wanted or event.type in wanted) and (
                    event.type in PUBLIC_EVENTS or event.conference in allowed
                ):
                    _sent(service, hooks, hook.id, event.id, service.world.ident("outbox"))
            hooks.told(event.id, service.world.time())
    return len(events)


def due(service: Service, *, limit: int = 20) -> Sequence[Parcel]:
    """What is to be sent now; nobody else gets it for a minute. Say with `answered` what became of it."""
    world = service.world
    with service.store.changing_hooks() as hooks:
        found = hooks.due(world.time(), world.time(hours=LEASE_SECONDS / 3600), limit)
        return [
            Parcel(
                row.id, event, hook.url, tuple(one for one in (hook.secret, hook.former_secret) if one), row.attempts
            )
            for row, hook, event in found
            if not hook.stopped_at
        ]


def answered(service: Service, delivery: str, *, status: str, answer: str, seconds: float = 0) -> None:
    """What became of a delivery: `delivered`, `failed`, `gone` (its webhook wants no more, and is stopped), or
    `waiting` for so many seconds; `answer` is what was said.
    """
    with service.store.changing_hooks() as hooks:
        row = hooks.delivery(delivery)
        due_at = service.world.time(hours=seconds / 3600)
        hooks.change_delivery(delivery, status=status, attempts=row.attempts + 1, answer=answer, due_at=due_at)
        if status == "gone":
            hooks.change_webhook(row.webhook, stopped_at=service.world.time())


def _allowed(service: Service, hooks: Hooks, hook: WebhookRow) -> tuple[str, ...]:
    """The conferences whose tabled amendments the person of a webhook reads today."""
    accounts = Accounts(hooks.connection)
    account = accounts.account(ident=hook.account)
    principal = PUBLIC if account.closed_at else service.principal(account, accounts)
    return Seen(hooks.connection, principal).conferences("read_tabled")


def _sent(service: Service, hooks: Hooks, webhook: str, event: str, ident: str) -> DeliveryRow:
    row = DeliveryRow(ident, webhook, event, 0, service.world.time(), "waiting", "")
    hooks.add_delivery(row)
    return row


def _account(desk: Desk, hooks: Hooks) -> str:
    return Accounts(hooks.connection).account(name=desk.principal.user).id


def _secret(desk: Desk) -> str:
    return "whsec_" + base64.b64encode(desk.world.chance(desk.who, 24)).decode()
