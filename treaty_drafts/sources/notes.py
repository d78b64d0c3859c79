"""Footnotes of a source: definitions and calls meet here, each definition at its call."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from treaty_drafts.model.tree import Block, Mark, Provision, Text, join
from treaty_drafts.sources.line import Finding, Report


def note(marker: str, texts: list[Text]) -> Mark:
    """The atom of a footnote: `authorialNote` with its marker, one `p` per paragraph; to be moved to its place."""
    attrs = (("marker", marker), ("placement", "bottom"))
    paragraphs = tuple(Block("p", "", (), text) for text in texts or [Text()])
    return Mark(0, 1, "authorialNote", (), Provision("authorialNote", "", attrs, paragraphs))


class Notes:
    """Definitions by label; a label that is defined twice keeps all its definitions, in order."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.defined: dict[str, list[tuple[int, list[Text]]]] = {}
        self.called: set[str] = set()

    def define(self, label: str, number: int, texts: list[Text]) -> None:
        """Takes one definition, found at source line `number`."""
        known = self.defined.setdefault(label, [])
        known.append((number, texts))

    def settle(self, called: AbstractSet[str]) -> None:
        """Gives the first of two definitions with one label to the one call that has none: a slip of the label."""
        orphans = [label for label in called if label not in self.defined]
        doubled = [label for label, known in self.defined.items() if len(known) == 2]
        if len(orphans) == 1 and len(doubled) == 1:
            number, texts = self.defined[doubled[0]].pop(0)
            self.defined[orphans[0]] = [(number, texts)]
            self.report.append(
                Finding(
                    number,
                    "note",
                    f"[^{doubled[0]}] is defined twice and [^{orphans[0]}] never; this one is read as [^{orphans[0]}]",
                )
            )

    def call(self, label: str) -> Mark:
        """The mark of a call; a call of a note that is not defined keeps its marker, and is reported."""
        known = self.defined.get(label)
        if known is None:
            if label not in self.called:
                self.report.append(Finding(0, "note", f"[^{label}] is called, but no such note is in the source"))
            self.called.add(label)
            return note(label, [])
        if label in self.called:
            self.report.append(
                Finding(known[0][0], "note", f"[^{label}] is called more than once; its words stand at the first call")
            )
            return note(label, [])
        self.called.add(label)
        return note(label, known[0][1])

    def uncalled(self) -> tuple[Text, ...]:
        """The notes that nothing calls, each with its label, in the order of the source."""
        rest = [
            (number, label, texts)
            for label, known in self.defined.items()
            for index, (number, texts) in enumerate(known)
            if index or label not in self.called
        ]
        for number, label, _ in rest:
            self.report.append(Finding(number, "note", f"nothing calls [^{label}]; its words are kept at the end"))
        return tuple(
            join([Text(f"{label}. "), *_spaced(texts)]) for number, label, texts in sorted(rest, key=lambda one: one[0])
        )


def _spaced(texts: list[Text]) -> list[Text]:
    return [part for index, text in enumerate(texts) for part in ((Text(" "), text) if index else (text,))]
