"""What an amendment would look like in the room, before anything is kept."""

from __future__ import annotations

from treaty_drafts import amend, compilation
from treaty_drafts.api import shapes
from treaty_drafts.model.version import Version
from treaty_drafts.render import Line, rendition_of
from treaty_drafts.render.text import marked


def previewed(base: Version, amendment: amend.Amendment) -> shapes.Preview:
    """The amendment as instructions and as brackets. Of a sub-amendment, `base` is the text as its parent has it."""
    lines = rendition_of(compilation.compile(base, [amendment]), view="bracketed", numbered=False).lines
    bracketed: dict[str, str] = {}
    for line in lines:
        if line.role != "note" and _changed(line):
            bracketed[line.wid] = marked((*line.num, *line.runs))
    return shapes.Preview(amend.prose(amendment.patch, base), amendment.patch, bracketed)


def _changed(line: Line) -> bool:
    return bool(line.change) or any(run.change or run.kind == "label" for run in (*line.num, *line.runs))
