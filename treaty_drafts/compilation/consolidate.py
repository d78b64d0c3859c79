"""Consolidating: what was decided, applied; what was not, carried over; all of it in a manifest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence, Set

import msgspec

from treaty_drafts import akn
from treaty_drafts.amend.edit import Amendment, Insertion, Patch, Substitution
from treaty_drafts.amend.patch import apply
from treaty_drafts.compilation.around import Gap, is_glyph
from treaty_drafts.compilation.compile import Compilation
from treaty_drafts.compilation.fitting import annexes_together
from treaty_drafts.compilation.footnotes import counted
from treaty_drafts.compilation.hunks import Hunk, asked, project_text
from treaty_drafts.compilation.numbering.values import Left, Reference, Renumbering, Row
from treaty_drafts.compilation.rebase import Beside, Carried, Steps, rebase
from treaty_drafts.compilation.sequence import wid_of
from treaty_drafts.compilation.trail import compose, inverse
from treaty_drafts.errors import Misused
from treaty_drafts.model.ids import address
from treaty_drafts.model.numbers import count_of
from treaty_drafts.model.tree import Node, Provision, Text
from treaty_drafts.model.version import Facts, Version


class Fate(msgspec.Struct, frozen=True, omit_defaults=True):
    """What became of one amendment: adopted, rejected, fallen, or its standing on the next version, and the reason.

    `rationale` is what its sponsors gave as theirs; of brackets that were settled, what was done to which.
    """

    symbol: str
    sponsors: tuple[str, ...]
    status: str
    reason: str = ""
    rationale: str = ""


class Manifest(msgspec.Struct, frozen=True, omit_defaults=True):
    """The record of one consolidation; digests are those of the canonical bytes of the two versions.

    `together` are adopted insertions at one place, which stand in the order of tabling: a person should see them, and
    the `left` labels that renumbering did not touch.
    """

    base: str
    base_digest: str
    result: str
    result_digest: str
    amendments: tuple[Fate, ...]
    together: tuple[tuple[str, str], ...] = ()
    concordance: tuple[Row, ...] = ()
    references: tuple[Reference, ...] = ()
    left: tuple[Left, ...] = ()


class Consolidation(msgspec.Struct, frozen=True):
    """The next version, its manifest, and the amendments that go on."""

    version: Version
    manifest: Manifest
    carried: tuple[Carried, ...]


def consolidate(
    compilation: Compilation,
    *,
    adopt: Sequence[str] = (),
    reject: Sequence[str] = (),
    waiting: Sequence[Amendment] = (),
    facts: Facts | None = None,
    renumbered: bool = False,
) -> Consolidation:
    """The next version: the base with the adopted amendments, applied at once.

    `waiting` are amendments that an earlier consolidation carried over with a conflict or a doubt: they are in no
    compilation, and heal here if their words have returned. `facts` are those of the next version, by default the
    base's with the next number. `renumbered` also runs all numbers through and repairs the references to them, which
    else stay as they are (an inserted article stays "bis"). Footnotes are counted in either case (`footnotes`).

    `Incompatible` names the pairs that cannot be adopted together; `NotFound` an unknown symbol; `Misused` a symbol
    both adopted and rejected, or a sub-amendment adopted without its parent.
    """
    adopted = _adopted(compilation, adopt, reject)
    base = compilation.base
    version = Version(counted(compilation.project(*adopted), base).root, base.facts, base.attrs)
    numbers = Renumbering((), (), (), ())
    if renumbered:
        from treaty_drafts.compilation.numbering.renumber import renumber  # its tables of six languages take time

        numbers = renumber(version, base)
        version = apply(Patch("", numbers.edits), version)
    version = issued(version, base, facts or successor(base.facts))
    carrying = _Carrying(compilation, adopted, reject, version, numbers.edits)
    carried = (*carrying.all(), *(carrying.main(one) for one in waiting if not one.amends))
    manifest = Manifest(
        base=base.facts.expression,
        base_digest=compilation.base_digest,
        result=version.facts.expression,
        result_digest=akn.digest(version),
        amendments=_fates((*compilation.amendments, *waiting), adopted, reject, carried),
        together=_together(compilation, adopted),
        concordance=numbers.concordance,
        references=numbers.references,
        left=numbers.left,
    )
    return Consolidation(version, manifest, carried)


def _fates(
    amendments: Iterable[Amendment], adopted: Iterable[str], reject: Iterable[str], carried: Iterable[Carried]
) -> tuple[Fate, ...]:
    """What became of each amendment; one that went nowhere amended what did not go on."""
    said: dict[str, tuple[str, str]] = {one.symbol: (one.standing, one.reason) for one in carried}
    said.update(dict.fromkeys(adopted, ("adopted", "")))
    said.update(dict.fromkeys(reject, ("rejected", "")))
    lost = "it amends {}, which did not go on"
    return tuple(
        Fate(one.symbol, one.sponsors, *said.get(one.symbol, ("fallen", lost.format(one.amends))), one.reason)
        for one in amendments
    )


def _adopted(compilation: Compilation, adopt: Sequence[str], reject: Sequence[str]) -> frozenset[str]:
    adopted = frozenset(compilation.tabling.amendment(symbol).symbol for symbol in adopt)
    rejected = frozenset(compilation.tabling.amendment(symbol).symbol for symbol in reject)
    for symbol in sorted(adopted & rejected):
        raise Misused(f"{symbol} is both adopted and rejected", step="name it once")
    for symbol in sorted(adopted):
        for parent in sorted(compilation.tabling.voice(symbol) - adopted):
            raise Misused(f"{symbol} amends {parent}, which is not adopted", step=f"adopt {parent} as well, or neither")
    return adopted


def _together(compilation: Compilation, adopted: Iterable[str]) -> tuple[tuple[str, str], ...]:
    among = set(adopted)
    return tuple(
        (relation.first, relation.second)
        for relation in compilation.relations
        if relation.kind == "co-located" and relation.first in among and relation.second in among
    )


def issued(version: Version, base: Version, facts: Facts) -> Version:
    """The version under its own facts, with addresses for what is new in it.

    Identities stay; the addresses of a base that follows the naming convention are told anew, others are left alone.
    """
    version = Version(annexes_together(version.root), version.facts, version.attrs)
    emptied = frozenset(
        node.wid
        for node in version.index.values()
        if isinstance(node, Provision) and not node.children and not _bare(base.index.get(node.wid))
    )
    if emptied:
        version = Version(_without(version.root, emptied), version.facts, version.attrs)
    version = akn.revised(version, facts)
    if address(base.root, fixed=True) == base.root:
        return Version(address(version.root, fixed=True), facts, version.attrs)
    return version


def _bare(node: Node | None) -> bool:
    return isinstance(node, Provision) and not node.children


def _without(node: Provision, emptied: Collection[str]) -> Provision:
    """The provision without wrappers that have lost all that they held."""
    children = tuple(
        _without(child, emptied) if isinstance(child, Provision) else child
        for child in node.children
        if not (isinstance(child, Provision) and child.wid in emptied)
    )
    if not children and node.name == "body":
        raise Misused("nothing would be left of the text", step="adopt fewer deletions")
    return Provision(node.name, node.wid, node.attrs, children)


def successor(facts: Facts) -> Facts:
    """The facts of the version after this one: its number and symbol one higher, `Rev.1` after none."""
    number, symbol = _next(facts.number, "rev-", "-"), _next(facts.symbol, "Rev.", "/")
    return msgspec.structs.replace(facts, number=number, symbol=symbol if facts.symbol else "")


def _next(label: str, word: str, joint: str) -> str:
    """`rev-2` after `rev-1`, `A/1/Rev.1` after `A/1`."""
    stem, found, count = label.rpartition(word)
    number = count_of(count) if found else None
    if number is not None:
        return f"{stem}{word}{number + 1}"
    return f"{label}{joint if label else ''}{word}1"


class _Carrying:
    """Bringing the amendments that were not decided to the next version, parents before what amends them."""

    def __init__(
        self,
        compilation: Compilation,
        adopted: frozenset[str],
        reject: Sequence[str],
        version: Version,
        last: Sequence[Substitution],
    ) -> None:
        self.compilation = compilation
        self.adopted = adopted
        self.decided = adopted | set(reject)
        self.version = version
        self.made: dict[str, tuple[Substitution, ...]] = {}
        self.last: dict[str, list[Substitution]] = {}
        for edit in last:
            self.last.setdefault(edit.wid, []).append(edit)
        self.done: dict[str, Carried] = {}
        self.order = {one.symbol: number for number, one in enumerate(compilation.tabling.amendments)}
        self.inserted: dict[Beside, list[tuple[int, str]]] = {}
        for symbol in sorted(adopted, key=self.order.__getitem__):
            for one in compilation.tabling.amendment(symbol).patch.edits:
                if isinstance(one, Insertion) and version.parents.get(wid_of(one.provisions[-1])) == one.parent:
                    place = one.parent, one.after
                    self.inserted.setdefault(place, []).append((self.order[symbol], wid_of(one.provisions[-1])))

    def all(self) -> tuple[Carried, ...]:
        tabling = self.compilation.tabling
        for amendment in sorted(tabling.amendments, key=lambda one: tabling.depth(one.symbol)):
            if amendment.symbol not in self.decided:
                found = self.sub(amendment) if amendment.amends else self.main(amendment)
                if found is not None:
                    self.done[amendment.symbol] = found
        return tuple(self.done[one.symbol] for one in tabling.amendments if one.symbol in self.done)

    def main(self, amendment: Amendment) -> Carried:
        digest = akn.digest(self.version)
        base = self.compilation.base
        joint, behind = self.joint(amendment), self.behind(amendment)
        return rebase(amendment, self.steps, base, self.version, digest, joint=joint, behind=behind)

    def behind(self, amendment: Amendment) -> dict[Beside, str]:
        """Where it inserts provisions, the last that came there of an adopted amendment tabled before it."""
        found: dict[Beside, str] = {}
        for edit in amendment.patch.edits:
            if isinstance(edit, Insertion):
                place = edit.parent, edit.after
                for number, wid in self.inserted.get(place, ()):
                    if number < self.order.get(amendment.symbol, number + 1):
                        found[place] = wid
        return found

    def joint(self, amendment: Amendment) -> Set[Gap]:
        """Where the amendment puts glyphs around words that an adopted one puts around the same words."""
        symbol, hunks = amendment.symbol, self.compilation.hunks
        return {
            (edit.wid, hunk.start)
            for edit in filter(is_glyph, amendment.patch.edits)
            for hunk in hunks.get(edit.wid, ())
            if hunk.new == edit.new and symbol in hunk.symbols and not self.adopted.isdisjoint(hunk.symbols)
        }

    def steps(self, wid: str) -> Sequence[Substitution]:
        """What was adopted for one block of the base, renumbering included."""
        found = self.made.get(wid)
        if found is None:
            found = self.made[wid] = compose(self.changes(wid, self.adopted), self.last.get(wid, ()))
        return found

    def changes(self, wid: str, active: frozenset[str]) -> tuple[Substitution, ...]:
        compilation = self.compilation
        wid = compilation.wishes.alias.get(wid, wid)
        hunks = asked(compilation.hunks.get(wid, ()), active)
        if not hunks:
            return ()
        chars = compilation.text(wid).chars
        return tuple(
            Substitution(wid, one.start, one.stop, chars[one.start : one.stop], _new(one, active)) for one in hunks
        )

    def sub(self, amendment: Amendment) -> Carried | None:
        """A sub-amendment: on the next version where its parent was adopted, else on the parent as carried over."""
        compilation, parent = self.compilation, amendment.amends
        before = compilation.project(parent)
        voice = compilation.tabling.voice(parent)
        undone = self.undoing(voice)
        carried = self.done.get(parent)
        if parent in self.adopted or (carried is not None and carried.standing == "satisfied"):
            bare = msgspec.structs.replace(amendment, amends="")
            digest = akn.digest(self.version)
            return rebase(bare, lambda wid: compose(undone(wid), self.steps(wid)), before, self.version, digest)
        if carried is None:
            return None
        if carried.standing != "clean" or carried.amendment is None:
            return None
        return self.on_carried(amendment, carried.amendment, before, undone)

    def on_carried(self, amendment: Amendment, parent: Amendment, before: Version, undone: Steps) -> Carried:
        target = apply(parent.patch, self.version)
        again: dict[str, list[Substitution]] = {}
        for edit in parent.patch.edits:
            if isinstance(edit, Substitution):
                again.setdefault(edit.wid, []).append(edit)

        def steps(wid: str) -> Sequence[Substitution]:
            return compose(compose(undone(wid), self.steps(wid)), again.get(wid, ()))

        return rebase(amendment, steps, before, target, akn.digest(target))

    def undoing(self, voice: frozenset[str]) -> Steps:
        return lambda wid: inverse(self.changes(wid, voice))


def _new(hunk: Hunk, active: frozenset[str]) -> Text:
    return project_text(hunk.new, hunk.children, active) if hunk.children else hunk.new
