"""One reading of a compilation: as a delegation wants the text, or as it is if some amendments are adopted."""

from __future__ import annotations

from collections.abc import Sequence

from treaty_drafts.compilation.compile import Compilation, compile
from treaty_drafts.compilation.footnotes import counted
from treaty_drafts.model.version import Version


def chosen(
    compilation: Compilation, *, delegation: str = "", adopt: Sequence[str] = (), changes: bool = False
) -> Version | Compilation:
    """The text as the delegation wants it, or with those symbols adopted; of neither, the compilation itself.

    Its footnotes are counted in the order in which they are called, where the base's are (`footnotes`). With `changes`,
    for a view that shows what is changed: a compilation of the chosen amendments alone.
    """
    if not delegation and not adopt:
        return compilation
    if not changes:
        wanted = compilation.as_delegation(delegation) if delegation else compilation.project(*adopt)
        return counted(wanted, compilation.base)
    symbols = adopt or [one.symbol for one in compilation.amendments if delegation in one.sponsors]
    voices = compilation.tabling.voices(symbols)
    return compile(compilation.base, [one for one in compilation.amendments if one.symbol in voices])
