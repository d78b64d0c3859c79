"""The outbox, and the webhooks that its events go to."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from sqlalchemy import Connection, insert, select, update

from treaty_drafts.errors import NotFound
from treaty_drafts.store import tables as t


class WebhookRow(msgspec.Struct, frozen=True):
    """Where a person wants events sent: of these `types` (blanks between; empty: all that they may be told).

    `secret` signs what is sent, so that it has to be kept as it is; `former_secret` signs as well after a rotation.
    `stopped_at` is empty while it is in use.
    """

    id: str
    account: str
    url: str
    secret: str
    former_secret: str
    types: str
    at: str
    stopped_at: str


class DeliveryRow(msgspec.Struct, frozen=True):
    """One event on its way to one webhook: `status` is `waiting`, `delivered`, `gone` or `failed`; `answer` is
    what was said last.
    """

    id: str
    webhook: str
    event: str
    attempts: int
    due_at: str
    status: str
    answer: str


class EventRow(msgspec.Struct, frozen=True):
    """An event of the outbox: `payload` is its JSON."""

    id: str
    type: str
    conference: str
    agreement: str
    serial: int
    payload: str
    at: str


class Hooks:
    """The outbox and the webhooks, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    # Webhooks

    def add_webhook(self, row: WebhookRow) -> None:
        """One more webhook."""
        self.connection.execute(insert(t.webhook).values(**msgspec.structs.asdict(row)))

    def change_webhook(self, ident: str, **values: str) -> None:
        """Other values for a webhook."""
        self.connection.execute(update(t.webhook).where(t.webhook.c.id == ident).values(**values))

    def webhooks(self, account: str = "") -> list[WebhookRow]:
        """The webhooks of an account that are in use; of all accounts where none is named."""
        query = select(t.webhook).where(t.webhook.c.stopped_at == "").order_by(t.webhook.c.at, t.webhook.c.id)
        if account:
            query = query.where(t.webhook.c.account == account)
        return [WebhookRow(**row) for row in self.connection.execute(query).mappings()]

    def webhook(self, account: str, ident: str) -> WebhookRow:
        """One webhook of an account; `NotFound`."""
        query = select(t.webhook).where(
            t.webhook.c.id == ident, t.webhook.c.account == account, t.webhook.c.stopped_at == ""
        )
        row = self.connection.execute(query).mappings().one_or_none()
        if row is None:
            raise NotFound("there is no such webhook", place=ident, step="see what is listed")
        return WebhookRow(**row)

    # Events and deliveries

    def untold(self, limit: int) -> list[EventRow]:
        """Events of which nobody has made deliveries yet, locked for this transaction: others skip them."""
        query = _EVENTS.where(t.outbox.c.taken_at == "").order_by(t.outbox.c.at, t.outbox.c.id).limit(limit)
        rows = self.connection.execute(query.with_for_update(skip_locked=True)).mappings()
        return [EventRow(**row) for row in rows]

    def told(self, ident: str, at: str) -> None:
        """The deliveries of an event are made."""
        self.connection.execute(update(t.outbox).where(t.outbox.c.id == ident).values(taken_at=at))

    def event(self, ident: str) -> EventRow:
        """One event."""
        return EventRow(**self.connection.execute(_EVENTS.where(t.outbox.c.id == ident)).mappings().one())

    def add_event(self, row: EventRow, at: str) -> None:
        """An event that is no act: a test of a webhook."""
        self.connection.execute(insert(t.outbox).values(**msgspec.structs.asdict(row), taken_at=at))

    def add_delivery(self, row: DeliveryRow) -> None:
        """One more delivery."""
        self.connection.execute(insert(t.delivery).values(**msgspec.structs.asdict(row)))

    def due(self, at: str, until: str, limit: int) -> list[tuple[DeliveryRow, WebhookRow, EventRow]]:
        """Deliveries that are due, taken until that time: whoever else asks before it does not get them."""
        query = (
            select(t.delivery)
            .where(t.delivery.c.status == "waiting", t.delivery.c.due_at <= at)
            .order_by(t.delivery.c.due_at, t.delivery.c.id)
            .limit(limit)
        )
        rows = self.connection.execute(query.with_for_update(skip_locked=True)).mappings().all()
        found = []
        for row in [DeliveryRow(**one) for one in rows]:
            self.change_delivery(row.id, due_at=until)
            hook = self.connection.execute(select(t.webhook).where(t.webhook.c.id == row.webhook)).mappings().one()
            found.append((row, WebhookRow(**hook), self.event(row.event)))
        return found

    def delivery(self, ident: str) -> DeliveryRow:
        """One delivery."""
        return DeliveryRow(
            **self.connection.execute(select(t.delivery).where(t.delivery.c.id == ident)).mappings().one()
        )

    def change_delivery(self, ident: str, **values: Any) -> None:
        """Other values for a delivery."""
        self.connection.execute(update(t.delivery).where(t.delivery.c.id == ident).values(**values))

    def deliveries(self, webhook: str, *, limit: int = 100) -> list[DeliveryRow]:
        """The deliveries to a webhook, the latest first."""
        query = (
            select(t.delivery)
            .join(t.outbox, t.outbox.c.id == t.delivery.c.event)
            .where(t.delivery.c.webhook == webhook)
            .order_by(t.outbox.c.at.desc(), t.delivery.c.id)
            .limit(limit)
        )
        return [DeliveryRow(**row) for row in self.connection.execute(query).mappings()]


_EVENTS: Final = select(*(t.outbox.c[name] for name in EventRow.__struct_fields__))
