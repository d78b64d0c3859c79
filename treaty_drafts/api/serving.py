"""Running the application under uvicorn: one process, or several that share a database."""

from __future__ import annotations

import os
from typing import Final

import msgspec
import uvicorn
from starlette.types import ASGIApp
from uvicorn.config import LOGGING_CONFIG

from treaty_drafts.api.app import app
from treaty_drafts.api.settings import Settings
from treaty_drafts.api.sign_ins import to_stdout
from treaty_drafts.service import real

_VARIABLE: Final = "TREATY_DRAFTS_SERVING"
"""How the processes of one server are told what to serve."""


class Serving(msgspec.Struct, frozen=True):
    """A server: its database, where it listens, its settings, and the files of its certificate and key."""

    url: str
    host: str
    port: int
    settings: Settings
    workers: int = 1
    certificate: str = ""
    key: str = ""
    proxies: str = ""
    """The addresses of proxies in front, whose word on the asker's address is taken."""


def serve(serving: Serving) -> None:
    """Serves until it is told to stop."""
    os.environ[_VARIABLE] = msgspec.json.encode(serving).decode()
    uvicorn.run(
        "treaty_drafts.api.serving:application",
        factory=True,
        host=serving.host,
        port=serving.port,
        workers=serving.workers,
        ssl_certfile=serving.certificate or None,
        ssl_keyfile=serving.key or None,
        proxy_headers=bool(serving.proxies),
        forwarded_allow_ips=serving.proxies or None,
        server_header=False,
        log_level="warning",
        log_config=to_stdout(LOGGING_CONFIG),
        timeout_graceful_shutdown=5,
    )


def application() -> ASGIApp:
    """The application of one process of the server."""
    serving = msgspec.json.decode(os.environ[_VARIABLE], type=Serving)
    return app(real(), serving.url, serving.settings)
