"""Small drafts for the tests of amendments, written as a delegate would write them."""

from __future__ import annotations

from treaty_drafts.model.tree import blocks
from treaty_drafts.model.version import Version
from treaty_drafts.sources import read_source

RIVERS = """\
Agreement on Rivers

Preamble

The Parties to this Agreement,

Recalling the Charter of the United Nations,

Noting that rivers cross borders,

Have agreed as follows:

Article 1

Use of terms

For the purposes of this Agreement, "river" means any watercourse that crosses a border.

Article 2

Measures

1. Each Party shall take appropriate measures to protect rivers, and shall report on them every year.

2. The measures shall include:

(a) the monitoring of water quality at the border;

(b) the exchange of data with the other Parties concerned.

Article 3

Cooperation

1. Parties shall cooperate in good faith when a river is in danger of drying up or flooding.

2. A Party that is in need may ask the secretariat for assistance with its monitoring.

Article 4

Settlement of disputes

The Parties shall settle any dispute by negotiation or by any other peaceful means of their choice.
"""


def read(text: str = RIVERS) -> Version:
    """The version in a plain text."""
    return read_source(text.encode(), name="rivers.txt").version


def words(version: Version) -> list[str]:
    """The lines of a version, numbers left out."""
    return [block.text.chars for block in blocks(version.root) if block.name != "num" and block.text.chars]
