"""`serve`: the API, for the hall or for the world."""

from __future__ import annotations

import argparse
import ipaddress
import socket
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

from treaty_drafts.cli import collecting, database, files, talk
from treaty_drafts.cli.parsing import Commands, WrongUse
from treaty_drafts.errors import SourceError

if TYPE_CHECKING:
    from treaty_drafts.api.settings import Provider


def register(commands: Commands) -> None:
    """Adds the command."""
    command = commands.add_parser(
        "serve",
        help="the API for portals and delegations, from a database",
        description="Serves until it is stopped (Ctrl-C).",
    )
    database.add_database(command)
    command.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: this computer only)")
    command.add_argument("--port", type=int, default=8000, help="default: 8000; 0 takes a free one")
    command.add_argument("--workers", type=int, default=1, metavar="N", help="processes (more than one: PostgreSQL)")
    command.add_argument("--origin", default="", metavar="URL", help="the address by which it is known outside")
    command.add_argument("--cert", default="", metavar="FILE", help="the certificate, for HTTPS")
    command.add_argument("--key", default="", metavar="FILE", help="its private key")
    command.add_argument("--proxy", default="", metavar="ADDRESS", help="a proxy in front that does HTTPS")
    command.add_argument(
        "--insecure-lan",
        action="store_true",
        help="listen to other computers without HTTPS: all of the hall can read it",
    )
    command.add_argument(
        "--webhook-host", action="append", default=[], metavar="HOST", help="a host inside the network for webhooks"
    )
    command.add_argument(
        "--oidc", default="", metavar="FILE", help="identity providers to sign in with, as JSON (docs/api.md)"
    )
    command.set_defaults(run=_serve)


def _serve(args: argparse.Namespace) -> int:
    from treaty_drafts.api.serving import Serving, serve
    from treaty_drafts.api.settings import Settings

    secure = bool(args.cert) or args.origin.startswith("https://")
    _refuse_open(args, secure=secure)
    port = args.port or _free(args.host)
    origin = (args.origin or f"http{'s' if args.cert else ''}://{_shown(args.host)}:{port}").rstrip("/")
    hosts = {"localhost", "127.0.0.1", "[::1]", _shown(args.host), origin.partition("://")[2].partition(":")[0]}
    settings = Settings(
        origin=origin,
        hosts=frozenset(hosts),
        secure=secure,
        private_targets=frozenset(args.webhook_host),
        providers=_providers(args.oidc),
    )
    _greet(args.db, origin)
    collecting.as_usual()
    serve(Serving(args.db, args.host, port, settings, args.workers, args.cert, args.key, args.proxy))
    return 0


def _providers(file: str) -> Mapping[str, Provider]:
    """The identity providers that a file lists by name; refused here, before anything is served, where it is wrong."""
    if not file:
        return {}
    import msgspec

    from treaty_drafts.api.oidc.flow import flows
    from treaty_drafts.api.settings import Provider

    try:
        found = msgspec.json.decode(files.read(file), type=dict[str, Provider])
    except (msgspec.DecodeError, UnicodeError) as error:
        form = '{"mfa": {"issuer": "https://login.example.org", "client": "…", "secret": "…"}}'
        raise SourceError(f"these are no identity providers: {error}", place=file, step=f"it is like {form}") from error
    flows(found, "", time.monotonic)
    return found


def _refuse_open(args: argparse.Namespace, *, secure: bool) -> None:
    """`WrongUse` where others could read along: an address that is not this computer's own, and no HTTPS."""
    if args.insecure_lan or args.cert or (args.proxy and secure) or _loopback(args.host):
        return
    raise WrongUse(
        "without HTTPS everybody in the network can read what is sent",
        place=f"--host {args.host}",
        step="give --cert and --key, or a --proxy with an https --origin; in a closed hall, say --insecure-lan",
    )


def _loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _shown(host: str) -> str:
    if host in ("0.0.0.0", "::"):  # noqa: S104  it is being read, not listened to
        return socket.gethostname()
    return f"[{host}]" if ":" in host else host


def _free(host: str) -> int:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as found:
        found.bind((host, 0))
        port: int = found.getsockname()[1]
        return port


def _greet(url: str, origin: str) -> None:
    """Where to look, and how the administrator gets in the first time."""
    from treaty_drafts.service import accounts, open_service

    service = open_service(url)
    try:
        invitation = accounts.first_invitation(service)
        with service.store.accounts() as known:
            begun = bool(known.conferences())
    finally:
        service.store.close()
    talk.say(f"published texts: {origin}/v1/changes   the API: {origin}/openapi.json   is it up: {origin}/health/ready")
    if not begun:
        talk.say("there is no conference in this database yet: `treaty-drafts init` begins one")
    if invitation:
        talk.say(f"administrator, once, within 72 hours: {origin}/join/{invitation}")
