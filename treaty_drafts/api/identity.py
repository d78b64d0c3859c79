"""Who asks. Until accounts are here, everybody is the public."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from treaty_drafts.api.server import Here
from treaty_drafts.conference import PUBLIC
from treaty_drafts.errors import NotSignedIn
from treaty_drafts.service import Desk


def _asking(request: Request, here: Here) -> Desk:
    if "authorization" in request.headers:
        raise NotSignedIn("nobody has a token here yet", step="ask without one")
    return here.service.desk(PUBLIC)


Asking = Annotated[Desk, Depends(_asking)]
"""The desk of who reads."""
