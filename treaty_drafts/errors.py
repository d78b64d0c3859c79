"""Every error of the package. The tree:

TreatyDraftsError           anything that the package refuses
├── SourceError             a source could not be read: `place` says where in it
│   ├── TooLarge            a limit on size, depth or count
│   └── MarkupError         not well-formed, not Akoma Ntoso, or outside the treaty profile
├── PatchError              a patch does not fit the text it is applied to
│   ├── WrongBase           written against another version
│   ├── StaleEdit           the words that the sponsor read there are no longer there
│   └── OverlappingEdits    two edits of one patch touch the same words
├── Unproven                a signature, a proof or a receipt that does not hold
├── NotFound                no provision, bracket, amendment or file by that name
├── Incompatible            amendments that cannot be adopted together
├── MissingFont             a character of the text is in no font at hand, so that it cannot be printed
├── Contested               a clean text was asked for while brackets remain
└── Misused                 a request that makes no sense as it stands

`str(error)` is what a user sees: one sentence of facts, the place, and the next step.
"""

from __future__ import annotations


class TreatyDraftsError(Exception):
    """A refusal: `fact` in one sentence, `place` in the source, `step` that the user can take next."""

    def __init__(self, fact: str, *, place: str = "", step: str = "") -> None:
        super().__init__(fact)
        self.fact = fact
        self.place = place
        self.step = step

    def __str__(self) -> str:
        place = f"{self.place}: " if self.place else ""
        step = f" ({self.step})" if self.step else ""
        return f"{place}{self.fact}{step}"


class SourceError(TreatyDraftsError):
    """A source could not be read; `place` is `file:line` or the element's path."""


class TooLarge(SourceError):
    """A source is over a limit of size, depth or count."""


class MarkupError(SourceError):
    """The markup is not well-formed, not Akoma Ntoso, or outside the treaty profile."""


class PatchError(TreatyDraftsError):
    """A patch does not fit the text it is applied to; `place` is the wId."""


class WrongBase(PatchError):
    """The amendment was written against another version."""


class StaleEdit(PatchError):
    """The words that the sponsor read at the place are no longer there."""


class OverlappingEdits(PatchError):
    """Two edits of one patch touch the same words or the same provision."""


class Unproven(TreatyDraftsError):
    """A signature, a proof or a receipt does not hold: what it is about may have been changed."""


class NotFound(TreatyDraftsError):
    """Nothing has that name."""


class Incompatible(TreatyDraftsError):
    """Amendments that cannot be adopted together; `pairs` names them by symbol."""

    def __init__(self, fact: str, pairs: tuple[tuple[str, str], ...], *, step: str = "") -> None:
        super().__init__(fact, step=step)
        self.pairs = pairs


class MissingFont(TreatyDraftsError):
    """A character of the text is in no font at hand; `step` says which to install."""


class Contested(TreatyDraftsError):
    """A clean text was asked for while brackets remain; `brackets` lists them for the reader."""

    def __init__(self, fact: str, brackets: tuple[str, ...], *, step: str = "") -> None:
        super().__init__(fact, step=step)
        self.brackets = brackets


class OutOfOrder(TreatyDraftsError):
    """An act that is not possible in the state that its object is in."""


class Refused(TreatyDraftsError):
    """An act on what is known to the person who asks, but which they have no right to."""


class NotSignedIn(Refused):
    """Nobody knows who asks: there is no session or token that holds, or the name, password or code is wrong."""


class NoSecondFactor(Refused):
    """The conference asks people in this role for a second factor, and a password alone opened this session: all that
    can be done with it is to set one up.
    """


class Outdated(TreatyDraftsError):
    """What was read before the act has changed since: the act may not be what the person meant."""


class Withdrawn(TreatyDraftsError):
    """It was public, and its publication was withdrawn."""


class Repeated(TreatyDraftsError):
    """The key of an earlier request was sent with another request."""


class Unavailable(TreatyDraftsError):
    """The database cannot be reached, is full, busy or read-only: nothing was done, and it may be tried again."""


class Misused(TreatyDraftsError):
    """A request that makes no sense as it stands."""
