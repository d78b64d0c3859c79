"""The rendition as data: lines and runs in JSON, for portals that draw it themselves.

`{"view", "title", "facts", "lines": [{"role", "level", "wid", "num": [run], "runs": [run], "anchors", …}]}`, where a
run is `{"text", "change", "kind", "styles", "by", "target"}`. Concatenating the runs of kind `text` gives the words.
"""

from __future__ import annotations

import msgspec

from treaty_drafts.render.rendition import Rendition

_encoder = msgspec.json.Encoder()


def render_json(rendition: Rendition) -> bytes:
    """The rendition in JSON, in UTF-8: `rendition.Rendition` field by field, what is empty left out."""
    return _encoder.encode(rendition)
