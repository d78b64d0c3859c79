"""Texts as the principal sees them, published or not: versions, the negotiating text, what changed, one provision."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Final

from fastapi import Query, Request, Response

from treaty_drafts import amend
from treaty_drafts.api import shapes, shaping
from treaty_drafts.api.http.answers import Json, Routes, Stored
from treaty_drafts.api.http.coded import Coded, coded
from treaty_drafts.api.http.negotiate import MEDIA
from treaty_drafts.api.http.problems import BadRequest
from treaty_drafts.api.identity import Asking
from treaty_drafts.api.provision import provision_of
from treaty_drafts.api.server import Here, Server
from treaty_drafts.compilation import Manifest, chosen
from treaty_drafts.errors import Misused, NotFound
from treaty_drafts.render import FORMATS, Source
from treaty_drafts.service import compiled, consolidating, provenance, versions
from treaty_drafts.service.narrowing import moment, narrowed
from treaty_drafts.service.tags import tag

routes = Routes(tags=["texts"])
ENDINGS: Final = ("html", "json", "txt", "md", "xml", *(one for one in ("docx", "pdf") if one in FORMATS))
_CHANGES: Final = ("redline", "table")


def content(media: str) -> dict[int | str, dict[str, Any]]:
    """How an operation says that it answers with bytes of that type."""
    binary = media.startswith(("application/pdf", "application/vnd"))
    schema = {"type": "string", **({"format": "binary"} if binary else {})}
    return {200: {"description": "The text.", "content": {media.partition(";")[0]: {"schema": schema}}}}


def _version(ending: str) -> Callable[..., Response]:
    def version(request: Request, here: Here, desk: Asking, slug: str, name: str) -> Response:
        language, number = _named(name)
        row, text = versions.version(desk, slug, language, number)
        key = tag((row.digest, ending))
        return Stored(request, here.made(key, lambda: _set(here, text, "bracketed", ending)))

    return version


def _negotiated(ending: str) -> Callable[..., Response]:
    def compilation(
        request: Request,
        here: Here,
        desk: Asking,
        slug: str,
        view: str = "bracketed",
        delegation: Annotated[str, Query(alias="as")] = "",
        adopt: Annotated[list[str] | None, Query()] = None,
        language: str = "eng",
        version: str = "",
        drafts: bool = False,  # noqa: FBT001, FBT002
        keep_brackets: bool = False,  # noqa: FBT001, FBT002
        by: Annotated[list[str] | None, Query()] = None,
        since: str = "",
        attribution: bool = True,  # noqa: FBT001, FBT002
    ) -> Response:
        number = _named(version)[1] if version else ""
        found = compiled.negotiated(desk, slug, language=language, number=number, drafts=drafts)
        if not attribution and (ending == "xml" or view == "table"):
            raise Misused(
                "this says who asks for what", place="attribution", step="ask for another view, and not for xml"
            )
        time = moment(since) if since else ""
        touched = [row.at >= time for row in found.rows] if time else []  # their times are not in the digest
        key = tag((found.digest, view, delegation, adopt, keep_brackets, ending, by, touched, attribution))

        def make() -> Coded:
            text = narrowed(found, by=by or (), since=time, attribution=attribution)
            source = chosen(text, delegation=delegation, adopt=adopt or (), changes=view in _CHANGES)
            return _set(here, source, view, ending, keep_brackets=keep_brackets)

        return Stored(request, here.made(key, make))

    return compilation


def _diff(ending: str) -> Callable[..., Response]:
    def diff(
        request: Request,
        here: Here,
        desk: Asking,
        slug: str,
        old: Annotated[str, Query(alias="from")],
        new: Annotated[str, Query(alias="to")],
    ) -> Response:
        before, after = (versions.version(desk, slug, *_named(name)) for name in (old, new))
        key = tag((before[0].digest, after[0].digest, "diff", ending))
        return Stored(
            request, here.made(key, lambda: _set(here, amend.compare(before[1], after[1]), "redline", ending))
        )

    return diff


for _ending in ENDINGS:
    _said = content(MEDIA[_ending])
    for _path, _operation, _summary in (
        (f"/v1/agreements/{{slug}}/versions/{{name}}.{_ending}", _version(_ending), "A version"),
        (f"/v1/agreements/{{slug}}/compilation.{_ending}", _negotiated(_ending), "The negotiating text"),
        (f"/v1/agreements/{{slug}}/diff.{_ending}", _diff(_ending), "What changed from one version to another"),
    ):
        routes.add_api_route(
            _path,
            _operation,
            operation_id=f"{_operation.__name__}_as_{_ending}",
            summary=f"{_summary}, as {_ending}",
            responses=_said,
            response_class=Response,
        )


@routes.get("/v1/agreements/{slug}/versions/{name}")
def version(request: Request, desk: Asking, slug: str, name: str) -> Json[shapes.Version]:
    """One version; `name` is `language@number`."""
    found = versions.agreement(desk, slug)
    row, _ = versions.version(desk, slug, *_named(name))
    return Json(request, shaping.version(found, row))


@routes.get("/v1/agreements/{slug}/versions/{name}/provenance")
def origins(request: Request, desk: Asking, slug: str, name: str) -> Json[shapes.Provenance]:
    """Word by word, where a version comes from: who proposed it, under which symbol, adopted by which act."""
    return Json(request, shapes.Provenance(tuple(provenance.of(desk, slug, *_named(name)))))


@routes.get("/v1/agreements/{slug}/versions/{name}/manifest")
def manifest(request: Request, desk: Asking, slug: str, name: str) -> Json[Manifest]:
    """What the consolidation that made a version did: what was adopted, renumbered, carried over."""
    found = consolidating.manifest(desk, slug, *_named(name))
    if found is None:
        raise NotFound("this version was not consolidated", place=name, step="it was added as it is")
    return Json(request, found)


@routes.get("/v1/agreements/{slug}/provisions/{wid}")
def provision(
    request: Request, here: Here, desk: Asking, slug: str, wid: str, language: str = "eng"
) -> Json[shapes.ProvisionText]:
    """One provision: how it read in each version, and what is proposed to it now."""
    return Json(request, provision_of(here.press, desk, slug, wid, language))


def _set(here: Server, source: Source, view: str, ending: str, *, keep_brackets: bool = False) -> Coded:
    """The rendition with its quick compressed forms: it lives as long as the text stands still."""
    to = "akn" if ending == "xml" else ending
    return coded(here.press.render(source, view=view, to=to, keep_brackets=keep_brackets), MEDIA[ending], quick=True)


def _named(name: str) -> tuple[str, str]:
    language, found, number = name.partition("@")
    if not found or not language or not number:
        raise BadRequest("a version is named by language and number", place=name[:80], step="like eng@rev-2")
    return language, number
