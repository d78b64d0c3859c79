"""What is answered and asked for, as data: the shapes of the OpenAPI document. Times are RFC 3339 in UTC."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from treaty_drafts import amend
from treaty_drafts.compilation import Manifest
from treaty_drafts.conference import Act
from treaty_drafts.service.provenance import Passage


class Agreement(msgspec.Struct, frozen=True):
    """A text under negotiation: `slug` names it here, `work` is its FRBR Work IRI."""

    slug: str
    title: str
    work: str
    phase: str


class Agreements(msgspec.Struct, frozen=True):
    """A page of agreements; `next` is the cursor of the page after, empty on the last."""

    items: tuple[Agreement, ...]
    next: str = ""


class Version(msgspec.Struct, frozen=True):
    """One state of an agreement in one language, which never changes. `name` is `language@number`; `issue` says
    whether it is `published`; `formats` has the address of each rendition by its ending.
    """

    agreement: str
    name: str
    language: str
    number: str
    symbol: str
    title: str
    date: str
    digest: str
    base: str
    issue: str
    at: str
    iri: str
    formats: Mapping[str, str]


class Versions(msgspec.Struct, frozen=True):
    """The versions of an agreement, by language, each language in its order."""

    items: tuple[Version, ...]


class Change(msgspec.Struct, frozen=True):
    """One line of the publication log. `withdrawn` is a tombstone: what was at `iri` is gone."""

    sequence: int
    kind: Literal["published", "republished", "withdrawn"]
    agreement: str
    iri: str
    digest: str
    at: str
    formats: Mapping[str, str]


class Changes(msgspec.Struct, frozen=True):
    """A page of the publication log. `next` is always there: keep it, and ask with it again later."""

    items: tuple[Change, ...]
    next: str
    more: bool


class Reading(msgspec.Struct, frozen=True):
    """How a provision reads in a version: its number and heading apart, its words a line to a block."""

    version: str
    num: str
    heading: str
    words: str


class Alternative(msgspec.Struct, frozen=True):
    """One wording of a bracket, with the amendments that ask for it and their sponsors; the base's own has neither."""

    words: str
    symbols: tuple[str, ...]
    sponsors: tuple[str, ...]


class Bracket(msgspec.Struct, frozen=True):
    """Rival wordings of the code points `[start, stop)` of a block (`wid`)."""

    wid: str
    start: int
    stop: int
    kind: Literal["insertion", "alternatives", "hull"]
    alternatives: tuple[Alternative, ...]


class ProvisionText(msgspec.Struct, frozen=True):
    """A provision: how it read in each version, how it reads now with all that is proposed, and the rival wordings."""

    wid: str
    history: tuple[Reading, ...]
    bracketed: tuple[str, ...]
    brackets: tuple[Bracket, ...]


class Provenance(msgspec.Struct, frozen=True):
    """The blocks of a version, each as runs of one origin."""

    items: tuple[Passage, ...]


class Amendment(msgspec.Struct, frozen=True):
    """An amendment as it stands. `base` is the digest of the version that it is written against; `waits` is `fuzzy` or
    `conflict` where a person has to settle it after the text moved on; `audience` is shown to its own delegation only.
    """

    id: str
    agreement: str
    language: str
    delegation: str
    amends: str
    status: str
    symbol: str
    sponsors: tuple[str, ...]
    audience: tuple[str, ...]
    wording: int
    base: str
    waits: str
    at: str


class Amendments(msgspec.Struct, frozen=True):
    """A page of amendments that you see; `next` is empty on the last."""

    items: tuple[Amendment, ...]
    next: str = ""


class AmendmentText(msgspec.Struct, frozen=True):
    """An amendment with its words: the patch, and the instructions that a typist would be given (`In article 5, …`)."""

    amendment: Amendment
    reason: str
    instructions: tuple[str, ...]
    patch: amend.Patch


class NewAmendment(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What should read differently, in one of these ways: the words (`text`) that the provision `at` (a wId) should
    have; its deletion (`delete`); its place after another (`move_after`); new provisions after it (`insert_after`,
    plain text or Markdown); a whole edited copy (`edited`: Akoma Ntoso, HTML or Markdown, or whatever the ending of
    its file's name, `edited_name`, says, such as `draft.txt`); a `patch`. `amends` is the id of a tabled amendment that
    this is a sub-amendment to; `base` the digest of the version that was read, the last one where empty.
    """

    at: str = ""
    text: str | None = None
    delete: bool = False
    move_after: str | None = None
    insert_after: str | None = None
    edited: str | None = None
    edited_name: str = ""
    patch: amend.Patch | None = None
    language: str = "eng"
    amends: str = ""
    reason: str | None = None
    base: str = ""


class Preview(msgspec.Struct, frozen=True):
    """What an amendment would be; nothing was kept. `bracketed` has the text of each place, by wId, as the room would
    read it.
    """

    instructions: tuple[str, ...]
    patch: amend.Patch
    bracketed: Mapping[str, str]


class NewAct(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An act about an amendment: `audience` where it is shared, `wish` where it is revised, `note` as a reason."""

    act: Literal["share", "lodge", "table", "cosponsor", "unsponsor", "withdraw", "revise", "take_over"]
    audience: tuple[str, ...] = ()
    wish: NewAmendment | None = None
    note: str = ""


class Decision(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the chair declares about an amendment, by its id; `ruling` says by which rule, and with which tally."""

    decision: Literal["adopt", "reject", "park", "reopen"]
    amendment: str
    ruling: str = ""


class Phase(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """`open` for proposals, `closed`, or in legal `scrub`."""

    phase: Literal["open", "closed", "scrub"]
    note: str = ""


class NewConsolidation(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The next version from what was adopted. With `rehearse`, nothing is kept and the report alone is given. `number`,
    `symbol` and `date` name it where not one higher and today; `renumbered` runs all numbers through.
    """

    language: str = "eng"
    rehearse: bool = False
    number: str = ""
    symbol: str = ""
    date: str = ""
    renumbered: bool = False


class Consolidated(msgspec.Struct, frozen=True):
    """The report: what became of each amendment, what was renumbered. `version` is there once it is kept."""

    manifest: Manifest
    version: Version | None = None
    acts: tuple[Act, ...] = ()


class VersionAct(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """`publish` is one signature of the two that publish a version; `withdraw` takes a publication back."""

    act: Literal["publish", "withdraw"]
    note: str = ""


class Acted(msgspec.Struct, frozen=True):
    """What an act did: its lines in the record (none where it was so already), what it was about as it is now, and at
    tabling the receipt.
    """

    acts: tuple[Act, ...]
    amendment: Amendment | None = None
    version: Version | None = None
    receipt: str = ""


class Acts(msgspec.Struct, frozen=True):
    """Acts in the order of their log. `next` is always there: keep it, and ask with it again later."""

    items: tuple[Act, ...]
    next: str


class Token(msgspec.Struct, frozen=True):
    """A token of yours. `scope`: `read`, `act`, `webhooks`. `secret` is shown once, when it is issued."""

    id: str
    title: str
    scope: tuple[str, ...]
    at: str
    expires_at: str
    seen_at: str = ""
    secret: str = ""


class Tokens(msgspec.Struct, frozen=True):
    """Your tokens, without their secrets."""

    items: tuple[Token, ...]


class NewToken(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A token for a program: what it is called, what it is for, and the days that it lives."""

    title: str
    scope: tuple[Literal["read", "act", "webhooks"], ...] = ("read",)
    days: int = 90


class Credentials(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a person signs in with; `code` is that of their second factor, or a recovery code, where they have one."""

    name: str
    password: str
    code: str = ""


class Invitation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The secret of an invitation, and the password that the account gets."""

    invitation: str
    password: str


class Me(msgspec.Struct, frozen=True):
    """Who you are here, and what you may do, by operation: `yes`, `own`, `policy` or `no`. A browser that is signed in
    sends `form_token` back in `X-Form-Token`.
    """

    user: str
    role: str
    conference: str
    delegation: str
    groups: tuple[str, ...]
    may: Mapping[str, str]
    form_token: str = ""


class NewFactor(msgspec.Struct, frozen=True):
    """What a device is given to show one-time codes (RFC 6238): `secret` in base32, `uri` the same for a QR code.
    Shown once; it counts when it is confirmed.
    """

    secret: str
    uri: str


class Code(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The code that a device shows; where a second factor is removed, a recovery code will do."""

    code: str


class RecoveryCodes(msgspec.Struct, frozen=True):
    """Codes for when the device is lost: each gets in once. They are shown once."""

    codes: tuple[str, ...]


class NewWebhook(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where to send, and of which events; without types, of all that you may know of."""

    url: str
    types: tuple[str, ...] = ()


class Webhook(msgspec.Struct, frozen=True):
    """A webhook that runs: one whose receiver answered 410 runs no more. `secret` is shown once."""

    id: str
    url: str
    types: tuple[str, ...]
    at: str
    secret: str = ""


class Webhooks(msgspec.Struct, frozen=True):
    """Your webhooks."""

    items: tuple[Webhook, ...]


class Delivery(msgspec.Struct, frozen=True):
    """An event on its way: `event` is its `webhook-id`; `answer` the status of the last answer, 0 if there was none."""

    id: str
    event: str
    status: str
    attempts: int
    due_at: str
    answer: str


class Deliveries(msgspec.Struct, frozen=True):
    """The last deliveries of a webhook."""

    items: tuple[Delivery, ...]
