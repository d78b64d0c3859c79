"""Webhooks: registering, trying, changing the secret, what was delivered and what was not."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request, Response

from treaty_drafts.api import shapes
from treaty_drafts.api.hooks.target import checked
from treaty_drafts.api.http.answers import Json, Routes
from treaty_drafts.api.http.requests import body_of
from treaty_drafts.api.identity import Keeping
from treaty_drafts.api.server import Here
from treaty_drafts.service import webhooks as hooks
from treaty_drafts.store import DeliveryRow, WebhookRow

routes = Routes(tags=["webhooks"])
Registering = Annotated[shapes.NewWebhook, Depends(body_of(shapes.NewWebhook))]


@routes.get("/v1/webhooks")
def webhooks(request: Request, desk: Keeping) -> Json[shapes.Webhooks]:
    """Your webhooks, without their secrets."""
    return Json(request, shapes.Webhooks(tuple(map(_webhook, hooks.webhooks(desk)))))


@routes.post("/v1/webhooks", status_code=201)
def register(request: Request, here: Here, desk: Keeping, asked: Registering) -> Json[shapes.Webhook]:
    """A webhook (Standard Webhooks 1.0). The secret is shown now and never again."""
    checked(asked.url, here.settings.private_targets)
    row = hooks.add_webhook(desk, asked.url, types=asked.types)
    return Json(request, _webhook(row), status=201)


@routes.delete("/v1/webhooks/{ident}", status_code=204)
def stop(desk: Keeping, ident: str) -> Response:
    """The webhook is told nothing any more."""
    hooks.stop(desk, ident)
    return Response(status_code=204)


@routes.post("/v1/webhooks/{ident}/rotate", status_code=201)
def rotate(request: Request, desk: Keeping, ident: str) -> Json[shapes.Webhook]:
    """A new secret. The one of before signs too until the next change, so that no delivery is lost meanwhile."""
    return Json(request, _webhook(hooks.rotate(desk, ident)), status=201)


@routes.post("/v1/webhooks/{ident}/test", status_code=202)
def test(request: Request, desk: Keeping, ident: str) -> Json[shapes.Delivery]:
    """Sends an `endpoint.test`."""
    return Json(request, _delivery(hooks.test(desk, ident)), status=202)


@routes.get("/v1/webhooks/{ident}/deliveries")
def deliveries(request: Request, desk: Keeping, ident: str) -> Json[shapes.Deliveries]:
    """The last hundred deliveries, the newest first."""
    return Json(request, shapes.Deliveries(tuple(map(_delivery, hooks.deliveries(desk, ident)))))


@routes.post("/v1/webhooks/{ident}/deliveries/{delivery}/replay", status_code=202)
def replay(request: Request, desk: Keeping, ident: str, delivery: str) -> Json[shapes.Delivery]:
    """Sends the same event once more, by the same id."""
    return Json(request, _delivery(hooks.replay(desk, ident, delivery)), status=202)


def _webhook(row: WebhookRow) -> shapes.Webhook:
    return shapes.Webhook(row.id, row.url, tuple(row.types.split()), row.at, row.secret)


def _delivery(row: DeliveryRow) -> shapes.Delivery:
    return shapes.Delivery(row.id, row.event, row.status, row.attempts, row.due_at, row.answer)
