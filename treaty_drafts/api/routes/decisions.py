"""What the chair and the legal officer do: decide, open and close, consolidate, publish and withdraw."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from treaty_drafts.api import shapes, shaping
from treaty_drafts.api.http.answers import Json, Routes
from treaty_drafts.api.http.conditional import IfMatch
from treaty_drafts.api.http.requests import body_of
from treaty_drafts.api.identity import Changing
from treaty_drafts.api.routes.amendments import acted
from treaty_drafts.api.server import Here
from treaty_drafts.errors import NotFound
from treaty_drafts.service import Desk, Done, consolidating, deciding, publishing, reading, versions

routes = Routes(tags=["chair and legal officer"])
Sent = Annotated[shapes.Decision, Depends(body_of(shapes.Decision))]
SentPhase = Annotated[shapes.Phase, Depends(body_of(shapes.Phase))]
SentConsolidation = Annotated[shapes.NewConsolidation, Depends(body_of(shapes.NewConsolidation))]
SentVersionAct = Annotated[shapes.VersionAct, Depends(body_of(shapes.VersionAct))]


@routes.post("/v1/agreements/{slug}/decisions", status_code=201)
def decide(request: Request, desk: Changing, slug: str, sent: Sent, state: IfMatch) -> Json[shapes.Acted]:
    """The chair adopts, rejects, parks or reopens an amendment; `If-Match` has the ETag of the amendment as read."""
    row, _ = reading.amendment(desk, sent.amendment)
    if row.agreement != slug:
        raise NotFound("there is no such amendment to this agreement")
    return acted(request, _decide(desk, sent, state), 201)


def _decide(desk: Desk, sent: shapes.Decision, state: str) -> Done:
    match sent.decision:
        case "adopt":
            return deciding.adopt(desk, sent.amendment, ruling=sent.ruling, expecting=state)
        case "reject":
            return deciding.reject(desk, sent.amendment, ruling=sent.ruling, expecting=state)
        case "park":
            return deciding.park(desk, sent.amendment, ruling=sent.ruling, expecting=state)
        case "reopen":
            return deciding.reopen(desk, sent.amendment, ruling=sent.ruling, expecting=state)


@routes.post("/v1/agreements/{slug}/phase", status_code=201)
def phase(request: Request, desk: Changing, slug: str, sent: SentPhase) -> Json[shapes.Acted]:
    """Opens an agreement for proposals, closes it, or declares the legal scrub."""
    return acted(request, deciding.set_phase(desk, slug, sent.phase, why=sent.note), 201)


@routes.post("/v1/agreements/{slug}/consolidations", status_code=201)
def consolidate(request: Request, desk: Changing, slug: str, sent: SentConsolidation) -> Json[shapes.Consolidated]:
    """The next version from what was adopted, with its report; with `rehearse`, the report alone (200)."""
    naming = consolidating.Naming(sent.number, sent.symbol, sent.date, sent.renumbered)
    if sent.rehearse:
        made = consolidating.rehearse(desk, slug, language=sent.language, naming=naming)
        return Json(request, shapes.Consolidated(made.manifest))
    done = consolidating.consolidate(desk, slug, language=sent.language, naming=naming)
    row = done.version
    assert row is not None
    manifest = consolidating.manifest(desk, slug, row.language, row.number)
    assert manifest is not None
    found = versions.agreement(desk, slug)
    kept = shapes.Consolidated(manifest, shaping.version(found, row), done.acts)
    headers = {"Location": f"/v1/agreements/{slug}/versions/{row.language}@{row.number}"}
    if done.replayed:
        headers["Idempotency-Replayed"] = "true"
    return Json(request, kept, status=201, headers=headers)


@routes.post("/v1/agreements/{slug}/versions/{name}/acts", status_code=201)
def act_on_version(
    request: Request, here: Here, desk: Changing, slug: str, name: str, sent: SentVersionAct
) -> Json[shapes.Acted]:
    """One signature of the two that publish a version, or the withdrawal of its publication."""
    language, _, number = name.partition("@")
    if sent.act == "publish":
        done = publishing.publish(desk, slug, language, number)
    else:
        done = publishing.withdraw(desk, slug, language, number, why=sent.note)
    here.shelf.clear()
    said = shaping.acted(done, versions.agreement(desk, slug))
    headers = {"Idempotency-Replayed": "true"} if done.replayed else {}
    return Json(request, said, status=201 if done.acts else 200, headers=headers)
