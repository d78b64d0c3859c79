"""FRBR names of Akoma Ntoso (naming convention, section 4): what an IRI says, and the IRI that says it.

`/akn/un/bill/provision/icg/2025-03-01/rivers` is a work, `…/rivers/eng@rev-2` an expression of it, `…/eng@rev-2.xml` a
manifestation; `/!annex_1` names a component and `~art_3` a portion.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from treaty_drafts.errors import Misused

_IRI: Final = re.compile(
    r"(?P<work>/akn/[^!~@]+?)"
    r"(?:/(?P<language>[a-z]{3})(?:@(?P<version>[^/!~]*?))?)?"
    r"(?:/!(?P<component>[^~.]+))?(?:/?~(?P<portion>[^.]+))?(?:\.(?P<format>[a-z]{2,5}))?"
)
_DATE: Final = re.compile(r"/(\d{4}-\d{2}-\d{2})(?=/|$)")
_YEAR: Final = re.compile(r"/(\d{4})(?=/|$)")


class Iri(msgspec.Struct, frozen=True, omit_defaults=True):
    """An Akoma Ntoso IRI in its parts; empty parts are not written.

    `version` of None means that no `@` is written (the current version); the empty string is the first version.
    """

    work: str
    language: str = ""
    version: str | None = None
    component: str = ""
    portion: str = ""
    format: str = ""

    def __str__(self) -> str:
        """The IRI."""
        written = self.work
        if self.language:
            written += f"/{self.language}"
            if self.version is not None:
                written += f"@{self.version}"
        if self.component:
            written += f"/!{self.component}"
        if self.portion:
            written += f"~{self.portion}" if self.component else f"/~{self.portion}"
        return f"{written}.{self.format}" if self.format else written


def parse(iri: str) -> Iri:
    """The parts of an Akoma Ntoso IRI; `Misused` if it is none."""
    found = _IRI.fullmatch(iri)
    if found is None:
        raise Misused(
            f"`{iri}` is no Akoma Ntoso IRI",
            step="one looks like /akn/un/bill/provision/icg/2025-03-01/rivers/eng@rev-2",
        )
    parts = found.groupdict()
    return Iri(
        parts["work"],
        parts["language"] or "",
        parts["version"],
        parts["component"] or "",
        parts["portion"] or "",
        parts["format"] or "",
    )


def dated(work: str) -> str:
    """The date that a work's IRI holds, ISO 8601 (a year alone gives its first day), or the empty string."""
    day = _DATE.search(work)
    if day:
        return day.group(1)
    year = _YEAR.search(work)
    return f"{year.group(1)}-01-01" if year else ""
