"""A redline that comes back: it is the words of two texts, and whose they are is not read from its signs."""

from __future__ import annotations

import re
from typing import Final, TypeAlias

from treaty_drafts.errors import SourceError

Signs: TypeAlias = tuple[tuple[re.Pattern[str], str], ...]
CRITIC: Final[Signs] = ((re.compile(r"\{\+\+"), "++}"), (re.compile("{--"), "--}"))
"""What stands around insertions and deletions in plain text (CriticMarkup)."""
ELEMENTS: Final[Signs] = ((re.compile(r"(?<!\\)<ins>"), "</ins>"), (re.compile(r"(?<!\\)<del>"), "</del>"))
"""The same in Markdown, where a backslash makes words of it."""


def refuse_redline(text: str, name: str, signs: Signs) -> None:
    """`SourceError` where a pair of the signs stands in the text; one that pairs with nothing is words."""
    for opening, closing in signs:
        found = opening.search(text)
        if found is not None and text.find(closing, found.end()) >= 0:
            ending = name.rpartition(".")[2]
            raise SourceError(
                f"this is a redline: words between `{found[0]}` and `{closing}` are in one of its two texts alone",
                place=f"{name}:{text.count(chr(10), 0, found.start()) + 1}",
                step="take the clean view: `treaty-drafts render VERSION.xml --view clean --keep-brackets "
                f"-o COPY.{ending}`",
            )
