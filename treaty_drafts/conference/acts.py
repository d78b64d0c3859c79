"""Acts: lines of the record; and what an amendment is by them."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from treaty_drafts.conference.lifecycle import DRAFTS, after
from treaty_drafts.errors import OutOfOrder


class Act(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of the record: at `at` (RFC 3339, UTC) `by` did `verb`, for the delegation `delegation`.

    `serial` is its place in its log, from 0; `log` is empty for the room's, else the code of the delegation whose own
    log it is in. `amendment` and `symbol` name what it is about, where it is about an amendment; `version`
    (`eng@rev-2`) where about a version. `digest` is the SHA-256 of that amendment's patch or of that version, so that
    the act says which words. `audience` are the delegations that a draft is shared with. `wording` is the number of the
    amendment's wording, from 1: drafts and what is tabled are counted apart. `note` is what the person who acted wrote:
    a reason, a ruling, the rule by which was decided. `via` is `operator` where the act came from the command
    line on the database and not from the person's own sign-in. `acts` are the serial numbers of the acts of this log
    whose words this one took out (`redact`).
    """

    log: str
    serial: int
    at: str
    verb: str
    by: str = ""
    delegation: str = ""
    amendment: str = ""
    symbol: str = ""
    version: str = ""
    digest: str = ""
    audience: tuple[str, ...] = ()
    wording: int = 0
    note: str = ""
    via: str = ""
    acts: tuple[int, ...] = ()


class Standing(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an amendment is by the acts about it: nothing that is stored, always a fold over them."""

    status: str = ""
    symbol: str = ""
    sponsors: tuple[str, ...] = ()
    """The lead first; of a draft, the delegation that drafts."""
    audience: tuple[str, ...] = ()
    """Of a draft, with whom it is shared; once it is tabled, that is nobody's business."""
    wording: int = 0

    def following(self, act: Act) -> Standing:
        """What it is after one more act; `OutOfOrder` where the act is not possible now."""
        status = after(self.status, act.verb)
        sponsors, symbol = self.sponsors, act.symbol or self.symbol
        audience = tuple(dict.fromkeys((*self.audience, *act.audience))) if status in DRAFTS else ()
        if act.verb in ("draft", "take_over"):
            sponsors = (act.delegation,)
        elif act.verb == "cosponsor":
            sponsors = tuple(dict.fromkeys((*sponsors, act.delegation)))
        elif act.verb == "unsponsor":
            sponsors = _without(sponsors, act.delegation)
        return Standing(status, symbol, sponsors, audience, act.wording or self.wording)


def _without(sponsors: tuple[str, ...], delegation: str) -> tuple[str, ...]:
    if delegation not in sponsors:
        raise OutOfOrder(f"{delegation} is not a sponsor", step=f"the sponsors are {', '.join(sponsors)}")
    if len(sponsors) == 1:
        raise OutOfOrder(
            f"{delegation} is the only sponsor left", step="withdraw the amendment; another may take it over"
        )
    return tuple(one for one in sponsors if one != delegation)


def fold(acts: Iterable[Act]) -> Standing:
    """What the acts about one amendment, in their order, make of it."""
    standing = Standing()
    for act in acts:
        standing = standing.following(act)
    return standing
