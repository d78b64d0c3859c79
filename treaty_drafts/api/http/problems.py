"""Refusals as RFC 9457 problems: one table from the package's errors to a status and a type.

A problem carries facts and a next step, never a stack, SQL, or whether something that the asker may not see is there:
every `NotFound` is answered with the same words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec
from starlette.responses import Response

from treaty_drafts import errors
from treaty_drafts.errors import Misused, TreatyDraftsError

MEDIA: Final = "application/problem+json"


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """An RFC 9457 problem. `type` is the address of the page that explains it; the rest are facts of this case."""

    type: str
    title: str
    status: int
    detail: str = ""
    step: str = ""
    place: str = ""
    brackets: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    formats: tuple[str, ...] = ()


class Kind(msgspec.Struct, frozen=True):
    """How a class of errors is answered."""

    slug: str
    status: int
    title: str


class BadRequest(Misused):
    """A request that cannot be read: a parameter, a header or a cursor that is none."""


class ForeignSite(TreatyDraftsError):
    """A page of another site asked for a change with this browser's session."""


class UnknownHost(TreatyDraftsError):
    """The request names a host that this server is not."""


class NotAcceptable(TreatyDraftsError):
    """Nothing here comes in a format that the request accepts; `formats` lists what does."""

    def __init__(self, fact: str, formats: tuple[str, ...], *, step: str = "") -> None:
        super().__init__(fact, step=step)
        self.formats = formats


class Unconditional(TreatyDraftsError):
    """A change came without saying what its author had read."""


class NoSuchMethod(TreatyDraftsError):
    """The address is there, but not for this method."""


class BodyTooLarge(TreatyDraftsError):
    """A request's body is over the limit."""


class TooMany(TreatyDraftsError):
    """More requests than the limit; `wait` is in seconds."""

    def __init__(self, fact: str, wait: int, *, step: str = "") -> None:
        super().__init__(fact, step=step)
        self.wait = wait


KINDS: Final[dict[type[TreatyDraftsError], Kind]] = {
    BadRequest: Kind("bad-request", 400, "The request cannot be read"),
    UnknownHost: Kind("unknown-host", 421, "This server is not the host that the request names"),
    errors.NotSignedIn: Kind("not-signed-in", 401, "Nobody knows who asks"),
    ForeignSite: Kind("foreign-site", 403, "Another site asked for this change"),
    errors.NoSecondFactor: Kind("no-second-factor", 403, "A second factor is asked for"),
    errors.Refused: Kind("refused", 403, "You have no right to this"),
    errors.NotFound: Kind("not-found", 404, "There is nothing here, or nothing that you may see"),
    NoSuchMethod: Kind("no-such-method", 405, "The address has no such method"),
    NotAcceptable: Kind("not-acceptable", 406, "Not available in that format"),
    errors.OutOfOrder: Kind("out-of-order", 409, "The act is out of order"),
    errors.Contested: Kind("contested", 409, "Brackets remain"),
    errors.Incompatible: Kind("incompatible", 409, "These amendments cannot be adopted together"),
    errors.WrongBase: Kind("wrong-base", 409, "Written against another version"),
    errors.StaleEdit: Kind("stale-edit", 409, "The words are no longer there"),
    errors.Withdrawn: Kind("withdrawn", 410, "This publication was withdrawn"),
    errors.Outdated: Kind("outdated", 412, "It has changed since you read it"),
    errors.TooLarge: Kind("too-large", 413, "Over a limit of size"),
    BodyTooLarge: Kind("body-too-large", 413, "The body of the request is too large"),
    errors.PatchError: Kind("patch", 422, "The amendment does not fit the text"),
    errors.SourceError: Kind("source", 422, "The text could not be read"),
    Misused: Kind("misused", 422, "The request makes no sense as it stands"),
    errors.Repeated: Kind("repeated", 422, "The key was used for another request"),
    Unconditional: Kind("unconditional", 428, "Say which state you read"),
    TooMany: Kind("too-many", 429, "Too many requests"),
    errors.Unavailable: Kind("unavailable", 503, "Not possible just now"),
    TreatyDraftsError: Kind("refusal", 422, "Refused"),
}
"""The nearest class of an error decides; `docs/api.md` prints this table."""

FAULT: Final = Kind("fault", 500, "A fault of this server")
_UNAVAILABLE: Final = "Nothing was done; try again in a few seconds."
_NOT_FOUND: Final = "Check the address; if it was given to you, ask who gave it whether it is shared with you."


def kind_of(error: TreatyDraftsError) -> Kind:
    """How the error is answered."""
    return next(KINDS[cls] for cls in type(error).__mro__ if cls in KINDS)


def problem_of(error: TreatyDraftsError) -> Problem:
    """The error as a problem."""
    kind = kind_of(error)
    if kind.status == 404:
        return Problem(_address(kind), kind.title, kind.status, step=_NOT_FOUND)
    facts = {name: getattr(error, name, ()) for name in ("brackets", "pairs", "formats")}
    if kind.status == 503:  # what the database said is for the log
        return Problem(_address(kind), kind.title, kind.status, step=_UNAVAILABLE)
    return Problem(_address(kind), kind.title, kind.status, error.fact, error.step, error.place, **facts)


def answer(error: TreatyDraftsError, headers: Mapping[str, str] | None = None) -> Response:
    """The error as an answer."""
    extra = dict(headers or {})
    if isinstance(error, TooMany):
        extra["Retry-After"] = str(error.wait)
    if isinstance(error, errors.Unavailable):
        extra["Retry-After"] = "5"
    if isinstance(error, errors.NotSignedIn):
        extra["WWW-Authenticate"] = 'Bearer realm="treaty-drafts"'
    return _respond(problem_of(error), extra)


def fault() -> Response:
    """What is said of an error that is ours: nothing of what happened, which stands in the log."""
    step = "Try again; if it happens again, tell the secretariat the time at which it happened."
    return _respond(Problem(_address(FAULT), FAULT.title, FAULT.status, step=step), {})


def _respond(problem: Problem, headers: dict[str, str]) -> Response:
    return Response(msgspec.json.encode(problem), problem.status, headers, MEDIA)


def _address(kind: Kind) -> str:
    return f"/problems/{kind.slug}"
