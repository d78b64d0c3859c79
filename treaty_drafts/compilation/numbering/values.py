"""What a renumbering says: edits, concordance, references, and what was left alone. Values only, without the tables."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from treaty_drafts.amend.edit import Substitution

State: TypeAlias = Literal["kept", "repaired", "unsure", "dangling"]


class Reference(msgspec.Struct, frozen=True):
    """A number in a reference: the code points `[start, stop)` of the block `wid`, read as `old`.

    `repaired`: it becomes `new`; `unsure`: it would become `new`, but is left; `dangling`: no such unit is here, and
    `new` is empty. `targets` are the wIds of the units meant, `phrase` the words of the whole reference.
    """

    wid: str
    start: int
    stop: int
    old: str
    new: str
    state: State
    reason: str = ""
    phrase: str = ""
    targets: tuple[str, ...] = ()

    @property
    def repaired(self) -> bool:
        """Whether the text changes here."""
        return self.state == "repaired"


class Left(msgspec.Struct, frozen=True, gc=False):
    """A label that is left as it is, and why."""

    wid: str
    label: str
    reason: str


class Row(msgspec.Struct, frozen=True):
    """A line of the concordance: the unit `wid` was cited as `old` and is now `new`, empty where it is gone."""

    wid: str
    old: str
    new: str


class Renumbering(msgspec.Struct, frozen=True):
    """What renumbering a version changes, and what it leaves for a person to see.

    `edits` are disjoint substitutions against the version given, in document order, of number characters alone.
    `references` are those repaired, unsure or dangling; `left` the labels that are no numbers.
    """

    edits: tuple[Substitution, ...]
    concordance: tuple[Row, ...]
    references: tuple[Reference, ...]
    left: tuple[Left, ...] = ()
